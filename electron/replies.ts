import type { EventBody } from './bridge/contract.ts'

type Reply = EventBody<'notification.reply'>

export type ReplyParts = {
  tell: (reply: Reply) => void
  /** Says that these words were not sent; whether the person wants to have them. */
  offer: (text: string) => Promise<boolean>
  copy: (text: string) => void
  log: (what: string, error: unknown) => void
}

export type Replies = {
  take: (reply: Reply) => void
  /** Whether somebody is signed in. */
  signedIn: (isSignedIn: boolean) => void
}

/**
 * What a person writes in a notification. The system may hand it over when their session has ended meanwhile: nobody
 * else may send it then, and it is not to vanish either.
 */
export function createReplies({ tell, offer, copy, log }: ReplyParts): Replies {
  // A page that is being loaded hears it a moment later.
  let isSignedIn = true
  return {
    take(reply) {
      if (isSignedIn) return tell(reply)
      offer(reply.text)
        .then((isWanted) => (isWanted ? copy(reply.text) : undefined))
        .catch((error: unknown) => log('reply', error))
    },
    signedIn: (next) => void (isSignedIn = next),
  }
}

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
  /** The page says whether somebody is signed in. */
  signedIn: (isSignedIn: boolean) => void
  /** That page is gone; whether somebody is still signed in the next one finds out. */
  pageLeft: () => void
}

/**
 * What a person writes in a notification. The system may hand it over when their session has ended meanwhile: nobody
 * else may send it then, and it is not to vanish either.
 */
export function createReplies({ tell, offer, copy, log }: ReplyParts): Replies {
  // Null while no page has said it: what is written meanwhile waits here.
  let isSignedIn: boolean | null = null
  let waiting: Reply[] = []

  function take(reply: Reply) {
    if (isSignedIn === null) return void waiting.push(reply)
    if (isSignedIn) return tell(reply)
    offer(reply.text)
      .then((isWanted) => (isWanted ? copy(reply.text) : undefined))
      .catch((error: unknown) => log('reply', error))
  }

  return {
    take,
    signedIn(next) {
      isSignedIn = next
      const due = waiting
      waiting = []
      for (const reply of due) take(reply)
    },
    pageLeft() {
      // Whoever signs in after a session has ended is not the writer.
      if (isSignedIn === true) isSignedIn = null
    },
  }
}

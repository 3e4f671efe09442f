import type {
  ProactiveTrigger,
  ShownProactive,
  ShowProactiveBody,
} from '../../../server/contract/proactive.ts'
import type { ChatMessage } from '../../../server/contract/webchat.ts'
import type { z } from 'zod'
import { keptLook } from './look.ts'
import { attempt } from './remember.ts'

const KEY = 'frontdesk.visitor'
const LOOK_MS = 1_000

/** What this browser remembers of who it is on this site; a site without storage is said nothing by itself. */
interface Memory {
  visitorId: string
  /** When it came first. */
  since: number
  /** Until when a rule is not asked for. */
  asked: Record<string, number>
}

// What the address of a blob ends with; `crypto.randomUUID` is missing on pages served without https.
const newGuid = () => URL.createObjectURL(new Blob()).slice(-36)

/** Reads what is remembered, makes it anew where there is nothing yet, and changes it. */
const remembered = (change: (memory: Memory) => void) =>
  attempt((store) => {
    const text = store.getItem(KEY)
    const memory: Memory = text
      ? JSON.parse(text)
      : { visitorId: newGuid(), since: Date.now(), asked: {} }
    change(memory)
    store.setItem(KEY, JSON.stringify(memory))
    return memory
  })

/** From their chat on a visitor is who the chat says: whoever was blocked there is told nothing here. */
export const rememberVisitor = (visitorId: string) =>
  remembered((memory) => (memory.visitorId = visitorId))

export interface Speaking {
  origin: string
  /** Whether something else is open, or there is nobody to be said something. */
  isBusy: () => unknown
  /** Who the visitor is, and what they read. */
  visitor: () => Pick<z.input<typeof ShowProactiveBody>, 'language' | 'identityToken'>
  show: (message: ChatMessage, ruleId: string) => void
}

/** Answers what to call for each page the visitor comes to: from then on its messages are timed, and one is shown. */
export function speaking({ origin, isBusy, visitor, show }: Speaking): () => void {
  let page = 0
  let turn = Promise.resolve()
  const due = async ({ id }: ProactiveTrigger, on: number) => {
    while (document.hidden) await new Promise((look) => setTimeout(look, LOOK_MS))
    const now = Date.now()
    const memory = remembered(() => {})
    if (on !== page || isBusy() || !memory || now < (memory.asked[id] ?? 0)) return
    const response = await fetch(`${origin}/api/chat/proactive`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...memory, asked: undefined, ruleId: id, ...visitor() }),
    })
    const { data } = (await response.json()) as { data: ShownProactive }
    remembered(({ asked }) => (asked[id] = now + data.againMs))
    if (!data.message || isBusy()) return
    page++
    show(data.message, id)
  }
  return () => {
    const on = ++page
    for (const rule of keptLook()?.look.proactive ?? [])
      if (RegExp(rule.where, 'i').test(location.host + location.pathname))
        // Where the server refuses, or is away, another page asks again.
        setTimeout(() => {
          turn = turn.then(() => due(rule, on)).catch(() => {})
        }, rule.seconds * 1e3)
  }
}

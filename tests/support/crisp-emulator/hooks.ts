import { createHmac } from 'node:crypto'
import type { Crisp } from './crisp.ts'
import type { CrispEvent } from './shapes.ts'

/** Where web hooks go, and the secret that signs them; website hooks have none. */
export interface HookTarget {
  url: string
  secret?: string
  events?: string[]
  attempts?: number
  retryAfterMs?: number
}

/** One attempt to deliver a hook; status 0 where nobody answered. */
export interface HookDelivery {
  event: string
  attempt: number
  status: number
}

/** The web hooks of this Crisp: one after the other, each tried a few times. */
export interface Hooks {
  targets: Set<HookTarget>
  deliveries: HookDelivery[]
  /** When everything that was sent so far has been delivered or given up. */
  settled(): Promise<void>
  /** Answers when the attempt that is under way is over; nothing goes out after it. */
  stop(): Promise<void>
}

export function createHooks(crisp: Crisp): Hooks {
  let queue = Promise.resolve()
  let stopped = false
  const hooks: Hooks = {
    targets: new Set(),
    deliveries: [],
    async settled() {
      let seen: Promise<void>
      do {
        seen = queue
        await seen
      } while (seen !== queue)
    },
    async stop() {
      stopped = true
      await queue
    },
  }
  const deliver = async (target: HookTarget, event: CrispEvent) => {
    const { attempts = 3, retryAfterMs = 200 } = target
    for (let attempt = 1; attempt <= attempts && !stopped; attempt++) {
      const status = await post(target, event, { attempt, attempts, timestamp: crisp.now() })
      hooks.deliveries.push({ event: event.name, attempt, status })
      if (status >= 200 && status < 300) return
      if (attempt < attempts) await new Promise((resolve) => setTimeout(resolve, retryAfterMs))
    }
  }
  crisp.feed.subscribe((event) => {
    for (const target of hooks.targets)
      if (target.events?.includes(event.name) ?? true)
        queue = queue.then(() => deliver(target, event))
  })
  return hooks
}

interface Attempt {
  attempt: number
  attempts: number
  timestamp: number
}

async function post(
  { url, secret }: HookTarget,
  { name, website_id, payload }: CrispEvent,
  { attempt, attempts, timestamp }: Attempt,
): Promise<number> {
  const body = JSON.stringify({ website_id, event: name, data: payload, timestamp })
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-crisp-hook-origin': secret ? 'plugin' : 'website',
    'x-crisp-request-timestamp': String(timestamp),
    'x-delivery-attempt-limit': String(attempts),
    'x-delivery-attempt-count': String(attempt),
    ...(secret ? { 'x-crisp-signature': signHook(secret, timestamp, body) } : {}),
  }
  try {
    const response = await fetch(url, { method: 'POST', headers, body })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}

/** Crisp's signature of a hook's raw body. */
function signHook(secret: string, timestamp: number, body: string): string {
  return createHmac('sha256', secret).update(`[${timestamp};${body}]`).digest('hex')
}

import { z } from 'zod'
import type { CrispFact } from '../facts.ts'
import { readMessage } from '../payload.ts'
import { storable } from '../texts.ts'

/**
 * The events of Crisp we listen to: those of which something is kept or shown (docs/decisions/009-crisp.md says what is
 * left out and why). The SDK refuses names it does not know.
 */
export const EVENTS = [
  'session:request:initiated',
  'session:set_email',
  'session:set_phone',
  'session:set_nickname',
  'session:set_state',
  'session:set_block',
  'session:set_segments',
  'session:set_data',
  'session:set_subject',
  'session:set_participants',
  'session:set_routing',
  'session:set_inbox',
  'session:update_verify',
  'session:removed',
  'message:send',
  'message:received',
  'message:updated',
  'message:removed',
  'message:compose:send',
  'message:compose:receive',
  'message:acknowledge:read:send',
  'message:acknowledge:read:received',
  'message:acknowledge:delivered',
  'people:bind:session',
  'plugin:subscription:updated',
] as const

const text = z.string().transform(storable).nullish()
const fingerprint = z.coerce.number().refine(Number.isSafeInteger)
const Envelope = z.looseObject({ website_id: z.string().min(1), session_id: z.string().min(1) })

/** Where an event belongs; undefined for one of no conversation. */
export function placeOfEvent(data: unknown): { websiteId: string; sessionId: string } | undefined {
  const read = Envelope.safeParse(data)
  if (!read.success) return undefined
  return { websiteId: read.data.website_id, sessionId: read.data.session_id }
}

type Reader = (data: unknown) => CrispFact[] | undefined

const reader =
  <T>(schema: z.ZodType<T>, facts: (data: T) => CrispFact[]): Reader =>
  (data) => {
    const read = schema.safeParse(data)
    return read.success ? facts(read.data) : undefined
  }

const said =
  (from: 'user' | 'operator'): Reader =>
  (data) => {
    const message = readMessage(data, from)
    return message && [{ kind: 'message', message }]
  }

const marked = (what: 'got' | 'read', of: 'visitor' | 'operator') =>
  reader(z.looseObject({ fingerprints: z.array(fingerprint) }), ({ fingerprints }) => [
    { kind: 'mark', what, of, fingerprints },
  ])

const stale: Reader = () => [{ kind: 'stale' }]

// In the names of Crisp `send` is about what the visitor sent, `received` about what the operators did.
const READERS: Partial<Record<string, Reader>> = {
  'session:request:initiated': stale,
  'session:set_email': reader(z.looseObject({ email: text }), ({ email = null }) => [
    { kind: 'meta', email },
  ]),
  'session:set_phone': reader(z.looseObject({ phone: text }), ({ phone = null }) => [
    { kind: 'meta', phone },
  ]),
  'session:set_nickname': reader(z.looseObject({ nickname: text }), ({ nickname = null }) => [
    { kind: 'meta', nickname },
  ]),
  'session:set_state': reader(
    z.looseObject({ state: z.string().transform(storable) }),
    ({ state }) => [{ kind: 'state', state }],
  ),
  'session:set_block': reader(
    z.looseObject({ is_blocked: z.boolean() }),
    ({ is_blocked: isBlocked }) => [{ kind: 'blocked', isBlocked }],
  ),
  'session:set_segments': reader(
    z.looseObject({ segments: z.array(z.string()) }),
    ({ segments }) => [{ kind: 'about', meta: { segments } }],
  ),
  'session:set_data': stale,
  'session:set_subject': reader(z.looseObject({ subject: text }), ({ subject = null }) => [
    { kind: 'about', meta: { subject } },
  ]),
  'session:set_participants': reader(
    z.looseObject({ participants: z.array(z.unknown()) }),
    ({ participants }) => [{ kind: 'about', participants }],
  ),
  'session:update_verify': stale,
  'session:set_routing': reader(
    z.looseObject({ routing_id: text }),
    ({ routing_id: operatorId = null }) => [{ kind: 'routed', operatorId }],
  ),
  'session:set_inbox': reader(z.looseObject({ inbox_id: text }), ({ inbox_id: inboxId = null }) => [
    { kind: 'inbox', inboxId },
  ]),
  'session:removed': () => [{ kind: 'gone' }],
  'message:send': said('user'),
  'message:received': said('operator'),
  'message:updated': reader(
    z.looseObject({ fingerprint, content: z.unknown().optional() }),
    ({ fingerprint: edited, content }) => [{ kind: 'edited', fingerprint: edited, content }],
  ),
  'message:removed': reader(z.looseObject({ fingerprint }), ({ fingerprint: removed }) => [
    { kind: 'removed', fingerprint: removed },
  ]),
  'message:acknowledge:read:send': marked('read', 'visitor'),
  'message:acknowledge:read:received': marked('read', 'operator'),
  'message:acknowledge:delivered': marked('got', 'operator'),
  'people:bind:session': reader(
    z.looseObject({ people_id: z.string().min(1).transform(storable) }),
    ({ people_id: peopleId }) => [{ kind: 'person', peopleId }],
  ),
}

/** What an event says; undefined when it does not say what its name promises, empty when nothing is kept of it. */
export function factsOf(event: string, data: unknown): CrispFact[] | undefined {
  const read = READERS[event]
  return read ? read(data) : []
}

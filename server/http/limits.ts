import { type Limit, limited, limitedInBlocks, type Rule, unlimited } from './limit.ts'
import { inMemory, inStore, type SharedStore } from './limiters.ts'

/** Every limit of this process. */
export interface Limits {
  /** Requests by account or address. */
  requests: Limit
  /** Failed sign-ins by account and address. */
  loginPair: Limit
  /** Failed sign-ins by account, from anywhere. */
  loginAccount: Limit
  /** Sign-ins by address. */
  loginAddress: Limit
  /** Chats started by address, as many as the workspace allows. */
  chats: Limit
  /** Messages of a visitor, as many as the workspace allows. */
  messages: Limit
  /** Messages of all visitors by address: a browser may say that it is another one, an address is not chosen. */
  messagesByAddress: Limit
  /** Messages that the chat may show by itself, by visitor. */
  proactive: Limit
  /** The same, and how often the chat was opened at one, by address. */
  proactiveByAddress: Limit
  /** Chats gone on with, by address. */
  resumes: Limit
  /** Sockets opened, by address. */
  handshakes: Limit
  /** Pages that are kept of where a visitor goes, by session. */
  visits: Limit
  /** Files uploaded by customers, by session and by address. */
  uploads: Limit
  /** How much customers upload, by address. */
  uploadMegabytes: Limit
  /** Messages and other socket events by socket. */
  socketEvents: Limit
}

/** The limits, or none of them for load tests on loopback. What is shared is counted across all processes. */
export function createLimits(on: boolean, shared: SharedStore = {}): Limits {
  const here = (rule: Rule) => (on ? limited(rule, inMemory(rule)) : unlimited)
  const everywhere = (rule: Rule) => (on ? limited(rule, inStore(rule, shared)) : unlimited)
  // So frequent that only Redis counts each of them; Postgres is asked for some at a time.
  const everywhereInBlocks = (rule: Rule) =>
    on && shared.postgres && !shared.redis
      ? limitedInBlocks(rule, inStore(rule, shared))
      : everywhere(rule)
  // On Postgres alone each process counts its own.
  const everywhereOrHere = shared.redis ? everywhere : here
  const signIns = { wording: 'too_many_sign_ins' } as const
  return {
    requests: everywhereOrHere({ name: 'requests', points: 600, seconds: 60 }),
    loginPair: everywhere({ name: 'login-pair', points: 5, seconds: 900, ...signIns }),
    loginAccount: everywhere({ name: 'login-account', points: 50, seconds: 3_600, ...signIns }),
    loginAddress: everywhere({ name: 'login-address', points: 50, seconds: 900, ...signIns }),
    // As much as the settings can allow.
    chats: everywhere({ name: 'chats', points: 1_000, seconds: 3_600 }),
    messages: everywhereInBlocks({ name: 'messages', points: 600, seconds: 60 }),
    // An address may be that of many people: a school, an office, a mobile network.
    messagesByAddress: everywhereInBlocks({ name: 'address-messages', points: 1_200, seconds: 60 }),
    proactive: here({ name: 'proactive', points: 60, seconds: 3_600 }),
    proactiveByAddress: here({ name: 'address-proactive', points: 300, seconds: 60 }),
    resumes: here({ name: 'resumes', points: 1_200, seconds: 60 }),
    handshakes: here({ name: 'handshakes', points: 1_200, seconds: 60 }),
    visits: here({ name: 'visits', points: 120, seconds: 3_600 }),
    uploads: everywhere({ name: 'uploads', points: 60, seconds: 600 }),
    uploadMegabytes: everywhere({ name: 'upload-megabytes', points: 500, seconds: 3_600 }),
    // A socket lives in one process.
    socketEvents: here({ name: 'socket-events', points: 120, seconds: 10 }),
  }
}

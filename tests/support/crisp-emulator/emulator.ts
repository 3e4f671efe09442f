import { randomBytes } from 'node:crypto'
import { type Acts, createActs } from './acts.ts'
import { type Behaviour, type Crisp, DOCUMENTED } from './crisp.ts'
import { type Door, openDoor } from './door.ts'
import { createFaults, type Faults } from './faults.ts'
import { createFeed, type Feed } from './feed.ts'
import { createHooks, type Hooks } from './hooks.ts'
import { createQuota, type Quota, type QuotaRule } from './quota.ts'
import { createRequestLog, type RequestLog } from './requests.ts'
import { type Cache, createCache } from './rest/cache.ts'
import { createRest } from './rest/rest.ts'
import { createRoutes } from './rest/routes.ts'
import { createRtm, type Rtm, RTM_PATH, RTM_RULES, type RtmRules } from './rtm.ts'
import { addWebsite, type CrispStore, createStore, websiteOf } from './store.ts'
import type { Tier, Token } from './tokens.ts'
import { type TrueConversation, truthOf } from './truth.ts'

export interface EmulatorOptions {
  /** The state of an emulator before; without it, one empty website. */
  store?: CrispStore
  restPort?: number
  rtmPort?: number
  tier?: Tier
  /** Credentials of their own are drawn where none are given. */
  identifier?: string
  key?: string
  now?: () => number
  random?: () => number
  quota?: Partial<QuotaRule>
  behaviour?: Partial<Behaviour>
  rtm?: Partial<RtmRules>
}

/**
 * A Crisp on this machine for the official SDK to talk to: REST and RTM, each behind a door of its own,
 * with what people do (`acts`), what goes wrong, and the truth to compare with.
 */
export interface CrispEmulator {
  crisp: Crisp
  store: CrispStore
  /** The first website. */
  websiteId: string
  token: Token
  /** Further tokens may be added. */
  tokens: Set<Token>
  acts: Acts
  rest: Door
  rtmDoor: Door
  rtm: Rtm
  feed: Feed
  hooks: Hooks
  faults: Faults
  quota: Quota
  cache: Cache
  requests: RequestLog
  behaviour: Behaviour
  /** Where discovery says the RTM is. */
  rtmUrl(): string
  /** What Frontdesk needs in its environment to use this Crisp. */
  environment(): Record<string, string>
  /** What the website holds; the first one, unless another is named. */
  truth(websiteId?: string): TrueConversation[]
  stop(): Promise<void>
}

/** Starts an emulator on free ports. */
export async function startCrispEmulator(options: EmulatorOptions = {}): Promise<CrispEmulator> {
  const store = options.store ?? createStore()
  if (store.websites.size === 0) addWebsite(store)
  const [websiteId = ''] = store.websites.keys()
  const behaviour = { ...DOCUMENTED, ...options.behaviour }
  const feed = createFeed()
  const { now = Date.now, random = Math.random } = options
  const crisp: Crisp = { store, feed, now, random, behaviour }
  const token = createToken(options, websiteId)
  const tokens = new Set([token])
  const faults = createFaults()
  const quota = createQuota({ perDay: Number.POSITIVE_INFINITY, status: 429, ...options.quota })
  const requests = createRequestLog()
  const cache = createCache(crisp, 0)
  const hooks = createHooks(crisp)
  const rtm = createRtm(crisp, tokens, { ...RTM_RULES, ...options.rtm })
  const rtmDoor = await openDoor((_request, response) => void response.writeHead(404).end(), {
    port: options.rtmPort ?? 0,
    tenant: rtm.tenant,
  })
  const rtmUrl = () => rtmDoor.url + RTM_PATH
  const rest = await openDoor(
    createRest({ crisp, tokens, faults, quota, requests, cache, routes: createRoutes(rtmUrl) }),
    { port: options.restPort ?? 0 },
  )
  return {
    crisp,
    store,
    websiteId,
    token,
    tokens,
    acts: createActs(crisp),
    rest,
    rtmDoor,
    rtm,
    feed,
    hooks,
    faults,
    quota,
    cache,
    requests,
    behaviour,
    rtmUrl,
    environment: () => ({
      CRISP_IDENTIFIER: token.identifier,
      CRISP_KEY: token.key,
      CRISP_TIER: token.tier,
      CRISP_WEBSITE_ID: websiteId,
      CRISP_REST_HOST: rest.url,
    }),
    truth: (id = websiteId) => truthOf(websiteOf(store, id)),
    async stop() {
      await Promise.all([rest.close(), rtmDoor.close(), hooks.stop()])
    },
  }
}

function createToken(
  { tier = 'plugin', identifier, key }: EmulatorOptions,
  websiteId: string,
): Token {
  return {
    identifier: identifier ?? `emulated-${randomBytes(6).toString('hex')}`,
    key: key ?? randomBytes(24).toString('hex'),
    tier,
    ...(tier === 'website' ? { website_id: websiteId } : {}),
  }
}

import type { Config } from '../../config.ts'

/** How to reach Crisp. */
export interface CrispCredentials {
  identifier: string
  key: string
  tier: 'plugin' | 'website' | 'user'
  /** Named by the configuration; a plugin's are found besides. */
  websiteIds: readonly string[]
  dailyRequests: number
  restHost: string | undefined
  rtmHost: string | undefined
  isLive: boolean
  hookSecret: string | undefined
  hookKey: string | undefined
}

const DAILY = { plugin: 5_000, website: 10_000, user: 10_000 } as const

/** The credentials of a configuration; undefined where Crisp is not configured. */
export function credentialsOf(config: Config): CrispCredentials | undefined {
  const { CRISP_IDENTIFIER: identifier, CRISP_KEY: key, CRISP_TIER: tier } = config
  if (!identifier || !key) return undefined
  return {
    identifier,
    key,
    tier,
    websiteIds: config.CRISP_WEBSITE_ID,
    dailyRequests: config.CRISP_DAILY_REQUESTS ?? DAILY[tier],
    restHost: config.CRISP_REST_HOST,
    rtmHost: config.CRISP_RTM_HOST,
    isLive: config.CRISP_RTM,
    hookSecret: config.CRISP_HOOK_SECRET,
    hookKey: config.CRISP_HOOK_KEY,
  }
}

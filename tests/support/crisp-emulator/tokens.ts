import type { CrispStore } from './store.ts'
import type { Website } from './shapes.ts'

export type Tier = 'user' | 'website' | 'plugin'

/** Credentials that this Crisp accepts. */
export interface Token {
  identifier: string
  key: string
  tier: Tier
  /** The one website of a website token. */
  website_id?: string
}

/** The token of these credentials, if they are right and used on their own tier. */
export function findToken(
  tokens: Iterable<Token>,
  { identifier, key, tier }: { identifier: unknown; key: unknown; tier: unknown },
): Token | undefined {
  return [...tokens].find(
    (token) => token.identifier === identifier && token.key === key && token.tier === tier,
  )
}

/** The websites that a token may reach now. */
export function websitesOf(token: Token, { websites }: CrispStore): Website[] {
  return [...websites.values()].filter(({ website_id, subscribed }) =>
    token.tier === 'plugin' ? subscribed : (token.website_id ?? website_id) === website_id,
  )
}

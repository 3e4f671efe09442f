import { Health } from '../server/contract/health.ts'
import { isBracketed, serverAddress } from './address.ts'
import type { CheckFailure } from './bridge/profile-contract.ts'

export type CheckParts = {
  /** By Chromium's network, so that its proxy and its trust in certificates are those of the console. */
  fetch: (url: string, init: RequestInit) => Promise<Response>
  timeout: (ms: number) => AbortSignal
}

const PATIENCE_MS = 10_000
/** What a server of ours says of its health is a few lines. */
const LONGEST = 4096

type Checked = { url: string } | { why: CheckFailure }

/** Asks the server at an address whether it is one of ours; says in one word why it is not. */
export async function checkServer(parts: CheckParts, text: string): Promise<Checked> {
  const url = serverAddress(text)
  if (url === null) return { why: isBracketed(text) ? 'bracketed_address' : 'invalid_address' }
  const signal = parts.timeout(PATIENCE_MS)
  try {
    const answer = await parts.fetch(`${url}/api/health`, {
      signal,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    })
    return isHealth(await beginning(answer)) ? { url } : { why: 'not_frontdesk' }
  } catch (error) {
    return { why: signal.aborted ? 'timeout' : reasonOf(error) }
  }
}

function isHealth(text: string): boolean {
  try {
    return Health.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

/** Whoever answers decides how much; no more is read than a server of ours would say. */
async function beginning({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > LONGEST) break
  }
  return text
}

const REASONS: readonly [RegExp, CheckFailure][] = [
  [/redirect/i, 'redirected'],
  [/ERR_NAME_(?:NOT_RESOLVED|RESOLUTION_FAILED)/, 'not_found'],
  [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/, 'offline'],
  [/ERR_CERT_AUTHORITY_INVALID/, 'certificate_untrusted'],
  [/ERR_CERT_DATE_INVALID/, 'certificate_expired'],
  [/ERR_CERT_COMMON_NAME_INVALID/, 'certificate_other_name'],
  [/ERR_CERT_|ERR_SSL_(?!PROTOCOL)/, 'certificate'],
  [/ERR_SSL_PROTOCOL_ERROR/, 'not_secure'],
  [/ERR_INVALID_HTTP_RESPONSE|ERR_EMPTY_RESPONSE/, 'not_frontdesk'],
  [/ERR_(?:CONNECTION_)?TIMED_OUT/, 'timeout'],
]

/** Chromium's name of an error as a reason that can be said; the rest is a server that does not answer. */
function reasonOf(error: unknown): CheckFailure {
  const said = error instanceof Error ? error.message : ''
  return REASONS.find(([name]) => name.test(said))?.[1] ?? 'unreachable'
}

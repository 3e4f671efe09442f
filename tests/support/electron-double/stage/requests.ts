import type { CDPSession } from '@playwright/test'
import { schemeOf, toApp } from '../addresses.ts'
import type { AppCalls, Ask, Navigation } from '../messages.ts'
import type { Frames } from './frames.ts'

/** One request that Chromium holds until it is told what to do with it. */
interface Paused {
  requestId: string
  request: { url: string; method: string; headers: Record<string, string>; postData?: string }
  frameId: string
  resourceType: string
  redirectedRequestId?: string
}

export interface RequestParts {
  window: number
  partition: string
  cdp: CDPSession
  frames: Frames
  ask: Ask<AppCalls>
  /** Whether a main frame goes there because the app said so. */
  isExpected: (url: string) => boolean
  /** Whether the app looks at every request of this session. */
  isWatched: boolean
}

/** Holds what the app decides on: its own schemes, documents, and where it asked for it everything. */
export async function holdRequests(parts: RequestParts): Promise<void> {
  parts.cdp.on('Fetch.requestPaused', (paused) => {
    // A page that closes takes its requests with it.
    decide(parts, paused).catch(() => undefined)
  })
  await parts.cdp.send('Fetch.enable', {
    patterns: parts.isWatched
      ? [{ urlPattern: '*' }]
      : [{ urlPattern: 'https://*.scheme.test/*' }, { urlPattern: '*', resourceType: 'Document' }],
  })
}

async function decide(parts: RequestParts, paused: Paused): Promise<void> {
  const { cdp } = parts
  const { requestId } = paused
  const fail = (errorReason: 'Aborted' | 'BlockedByClient' | 'Failed') =>
    cdp.send('Fetch.failRequest', { requestId, errorReason })
  if (paused.resourceType === 'Document' && !(await mayGo(parts, paused))) {
    return void (await fail('Aborted'))
  }
  if (parts.isWatched && !(await mayRequest(parts, paused))) {
    return void (await fail('BlockedByClient'))
  }
  const scheme = schemeOf(paused.request.url)
  if (scheme === null) return void (await cdp.send('Fetch.continueRequest', { requestId }))
  try {
    await serve(parts, scheme, paused)
  } catch {
    await fail('Failed')
  }
}

async function mayGo(parts: RequestParts, paused: Paused): Promise<boolean> {
  const { window, frames, ask, isExpected } = parts
  const url = toApp(paused.request.url)
  const isMainFrame = paused.frameId === frames.main
  const navigation: Navigation = {
    window,
    url,
    frame: frames.facts(paused.frameId),
    isMainFrame,
    isSameDocument: false,
    isRedirect: paused.redirectedRequestId !== undefined,
  }
  const isAllowed =
    (isMainFrame && isExpected(url)) || (await ask('navigation.allowed', navigation))
  if (isAllowed) await ask('navigation.started', navigation)
  return isAllowed
}

function mayRequest({ ask, partition }: RequestParts, paused: Paused): Promise<boolean> {
  const { url, method } = paused.request
  const resourceType = paused.resourceType.toLowerCase()
  return ask('request.allowed', { partition, url: toApp(url), method, resourceType })
}

async function serve({ cdp, partition, ask }: RequestParts, scheme: string, paused: Paused) {
  const { url, method, headers, postData } = paused.request
  const body = postData === undefined ? null : Buffer.from(postData)
  const request = { url: toApp(url), method, headers, body }
  const response = await ask('scheme.serve', { partition, scheme, request })
  await cdp.send('Fetch.fulfillRequest', {
    requestId: paused.requestId,
    responseCode: response.status,
    responseHeaders: response.headers.map(([name, value]) => ({ name, value })),
    body: Buffer.from(response.body).toString('base64'),
  })
}

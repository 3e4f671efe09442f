import type { AppCalls } from '../messages.ts'
import { absent, loud, LoudEmitter } from './loud.ts'
import { answers, ask, tell } from './stage.ts'
import { WebContents } from './contents.ts'

type Details = { requestingUrl: string; isMainFrame: boolean; securityOrigin: string }
type RequestHandler = (
  contents: WebContents,
  permission: string,
  callback: (granted: boolean) => void,
  details: Details,
) => void
type CheckHandler = (
  contents: WebContents | null,
  permission: string,
  origin: string,
  details: Details,
) => boolean
type Serve = (request: Request) => Response | Promise<Response>
type BeforeRequest = (
  details: { url: string; method: string; resourceType: string },
  callback: (response: { cancel?: boolean; redirectURL?: string }) => void,
) => void

type Asked = Parameters<AppCalls['request.allowed']>[0]

const sessions = new Map<string, Session>()
const privileged: Array<{ scheme: string }> = []

/** A partition: storage of its own in the stage's Chromium, and its own handlers. */
export class Session extends LoudEmitter {
  readonly partition: string
  checkHandler: CheckHandler | null = null
  requestHandler: RequestHandler | null = null
  beforeRequest: { patterns: RegExp[]; listener: BeforeRequest } | null = null
  readonly served = new Map<string, Serve>()
  readonly protocol
  readonly webRequest
  readonly availableSpellCheckerLanguages = ['en-US', 'vi']
  #spelling = { isOn: true, languages: ['en-US'] }

  constructor(partition: string) {
    super('session', ['will-download', 'spellcheck-dictionary-initialized'])
    this.partition = partition
    this.protocol = loud('session.protocol', {
      handle: (scheme: string, handler: Serve) => {
        if (this.served.has(scheme)) throw new Error(`${scheme} is served already`)
        this.served.set(scheme, handler)
        tell('session.serves', { partition, scheme })
      },
      unhandle: (scheme: string) => void this.served.delete(scheme),
      isProtocolHandled: (scheme: string) => this.served.has(scheme),
    })
    this.webRequest = loud('session.webRequest', {
      onBeforeRequest: (...given: [BeforeRequest] | [{ urls: string[] }, BeforeRequest]) => {
        const [filter, listener] = given.length === 1 ? [{ urls: ['<all_urls>'] }, given[0]] : given
        this.beforeRequest = { patterns: filter.urls.map(patternOf), listener }
        tell('session.watches', { partition })
      },
    })
  }

  setPermissionRequestHandler(handler: RequestHandler | null) {
    this.requestHandler = handler
  }
  setPermissionCheckHandler(handler: CheckHandler | null) {
    this.checkHandler = handler
  }
  setDevicePermissionHandler(_handler: unknown) {}
  setSpellCheckerEnabled(isOn: boolean) {
    this.#spelling.isOn = isOn
  }
  isSpellCheckerEnabled() {
    return this.#spelling.isOn
  }
  setSpellCheckerLanguages(languages: string[]) {
    this.#spelling.languages = languages
  }
  getSpellCheckerLanguages() {
    return this.#spelling.languages
  }
  async clearStorageData(options?: { storages?: string[] }) {
    const { partition } = this
    await ask('session.clear', { partition, storages: options?.storages ?? null })
  }
  async clearCache() {}
  async clearAuthCache() {}
  async clearHostResolverCache() {}
  async closeAllConnections() {}
  async flushStorageData() {}
  fetch(input: string | Request, init?: RequestInit) {
    return fetch(input, init)
  }
  /** For the double: what the app says to a request. */
  mayRequest(asked: Asked): Promise<boolean> {
    const watch = this.beforeRequest
    if (watch === null || !watch.patterns.some((pattern) => pattern.test(asked.url))) {
      return Promise.resolve(true)
    }
    return new Promise((resolve, reject) => {
      watch.listener(asked, ({ cancel = false, redirectURL }) => {
        if (redirectURL === undefined) resolve(!cancel)
        else reject(new Error('The Electron double does not redirect requests'))
      })
    })
  }
  isPersistent() {
    return this.partition === '' || this.partition.startsWith('persist:')
  }
}

function fromPartition(partition: string): Session {
  const known = sessions.get(partition)
  if (known !== undefined) return known
  const created = new Session(partition)
  sessions.set(partition, created)
  return created
}

export const session = loud('session', {
  get defaultSession() {
    return fromPartition('')
  },
  fromPartition: (partition: string, _options?: object) => fromPartition(partition),
  fromPath: absent('session.fromPath'),
})

export const protocol = loud('protocol', {
  registerSchemesAsPrivileged: (schemes: Array<{ scheme: string }>) =>
    void privileged.push(...schemes),
  handle: (scheme: string, handler: Serve) => fromPartition('').protocol.handle(scheme, handler),
  isProtocolHandled: (scheme: string) => fromPartition('').protocol.isProtocolHandled(scheme),
})

/** `https://*.example/*` and the like, as Electron's filters are written. */
function patternOf(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /./
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')
  return new RegExp(`^${escaped}$`)
}

async function serve({ partition, scheme, request }: Parameters<AppCalls['scheme.serve']>[0]) {
  const handler = fromPartition(partition).served.get(scheme)
  if (handler === undefined) throw new Error(`Nobody serves ${scheme} in "${partition}"`)
  const { url, method, headers, body } = request
  const response = await handler(new Request(url, { method, headers, body: body as never }))
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: [...response.headers], body: bytes }
}

const mayRequest = (asked: Asked) => fromPartition(asked.partition).mayRequest(asked)

// Without a handler Electron grants what is asked for.
function mayHave({ window, permission, origin }: Parameters<AppCalls['permission.allowed']>[0]) {
  const contents = WebContents.fromId(window)
  if (contents === undefined) return false
  const details = { requestingUrl: `${origin}/`, isMainFrame: true, securityOrigin: origin }
  const { checkHandler, requestHandler } = contents.session
  const isChecked = checkHandler?.(contents, permission, `${origin}/`, details) ?? true
  if (!isChecked || requestHandler === null) return isChecked
  return new Promise<boolean>((resolve) => {
    requestHandler(contents, permission, resolve, details)
  })
}

Object.assign(answers, {
  'scheme.serve': serve,
  'request.allowed': mayRequest,
  'permission.allowed': mayHave,
})

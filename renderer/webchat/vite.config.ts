import { minify } from 'terser'
import { defineConfig, type Plugin } from 'vite'

const SERVER = process.env['FRONTDESK_URL'] ?? 'http://127.0.0.1:3000'

// The chat names its two ways to connect itself, sends text only, and runs where there is `URL`: what the client library
// brings beside that would weigh a seventh of everything a customer loads.
const LEFT_OUT: Record<string, string> = {
  // What is loaded later has no style of its own to be loaded before it.
  '\0vite/preload-helper.js': 'export const __vitePreload = (load) => load()',
  'socket.io-client/build/esm/index.js':
    "export { Manager } from './manager.js'; export { Fetch, WebSocket } from 'engine.io-client'",
  // The library's own has no wait at all for half of its attempts once there have been a thousand.
  'socket.io-client/build/esm/contrib/backo2.js': `export class Backoff {
    constructor({ min, max, jitter }) {
      Object.assign(this, { min, max, jitter, attempts: 0 })
    }
    duration() {
      return Math.min(this.min * 2 ** this.attempts++, this.max) * (1 - this.jitter * Math.random())
    }
    reset() {
      this.attempts = 0
    }
  }`,
  'engine.io-client/build/esm/transports/index.js': 'export const transports = {}',
  'engine.io-client/build/esm/transports/polling-xhr.js': 'export class XHR {}',
  'engine.io-client/build/esm/globals.js': `export const globalThisShim = self
  export const nextTick = queueMicrotask.bind(self)
  export const defaultBinaryType = 'arraybuffer'
  export const createCookieJar = () => {}`,
  'engine.io-client/build/esm/util.js': `export const pick = (from, ...names) =>
    Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]))
  export const installTimerFunctions = (on) => {
    on.setTimeoutFn = setTimeout.bind(globalThis)
    on.clearTimeoutFn = clearTimeout.bind(globalThis)
  }
  export const byteLength = (text) => new Blob([text]).size
  export const randomString = () => Math.random().toString(36).slice(2)`,
  'engine.io-client/build/esm/contrib/parseuri.js': `export const parse = (source) => {
    const { protocol, hostname, port, pathname: path } = new URL(source)
    const host = hostname.replace(/[[\\]]/g, '')
    return { source, protocol: protocol.slice(0, -1), host, port, path, query: '' }
  }`,
  'engine.io-parser/build/esm/encodePacket.browser.js': `import { PACKET_TYPES } from './commons.js'
  export const encodePacket = ({ type, data }, _, give) => give(PACKET_TYPES[type] + (data || ''))
  export const encodePacketToBinary = () => {}`,
  'engine.io-parser/build/esm/decodePacket.browser.js': `import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js'
  export const decodePacket = (said) => {
    const type = PACKET_TYPES_REVERSE[said[0]]
    return type ? { type, data: said.slice(1) || undefined } : ERROR_PACKET
  }`,
  '@socket.io/component-emitter/lib/esm/index.js': `export class Emitter {
    #heard = new Map()
    on(event, listener) {
      this.#heard.set(event, [...this.listeners(event), listener])
      return this
    }
    once(event, listener) {
      const once = (...said) => {
        this.off(event, once)
        listener.apply(this, said)
      }
      return this.on(event, once)
    }
    off(event, listener) {
      if (event === undefined) this.#heard.clear()
      else this.#heard.set(event, listener ? this.listeners(event).filter((each) => each !== listener) : [])
      return this
    }
    removeAllListeners() {
      return this.off()
    }
    listeners(event) {
      return this.#heard.get(event) || []
    }
    emitReserved(event, ...said) {
      for (const listener of this.listeners(event)) listener.apply(this, said)
      return this
    }
    emit(...said) {
      return this.emitReserved(...said)
    }
  }`,
  'socket.io-parser/build/esm/index.js': `import { Emitter } from '@socket.io/component-emitter'
  export const PacketType = {
    CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4, BINARY_EVENT: 5, BINARY_ACK: 6,
  }
  const ended = (text) => (text ? text + ',' : '')
  export class Encoder {
    encode({ type, nsp, id = '', data }) {
      return [type + ended(nsp) + id + (data == null ? '' : JSON.stringify(data))]
    }
  }
  export class Decoder extends Emitter {
    add(said) {
      const [, type, nsp, id, data] = /^(\\d)(?:([/][^,]*),?)?(\\d*)(.*)$/s.exec(said)
      this.emitReserved('decoded', {
        type: +type, nsp, id: id ? +id : undefined, data: data ? JSON.parse(data) : undefined,
      })
    }
    destroy() {}
  }`,
}
// What a chat never asks of the client: to be told of every event, to repeat by itself, to change its way while it stands.
const EMPTIED: Record<string, readonly string[]> = {
  'engine.io-client/build/esm/socket.js': ['_probe', 'send'],
  'engine.io-client/build/esm/transports/polling.js': ['pause'],
  'socket.io-client/build/esm/manager.js': [
    'reconnection',
    'reconnectionAttempts',
    'reconnectionDelay',
    'randomizationFactor',
    'reconnectionDelayMax',
    'timeout',
  ],
  'socket.io-client/build/esm/socket.js': [
    'send',
    'compress',
    'emitWithAck',
    '_addToQueue',
    '_drainQueue',
    'onAny',
    'prependAny',
    'offAny',
    'listenersAny',
    'onAnyOutgoing',
    'prependAnyOutgoing',
    'offAnyOutgoing',
    'listenersAnyOutgoing',
    'notifyOutgoingListeners',
  ],
}

// What a chat sets is set; what it leaves to the client is as the client has it by itself.
const CONSTRUCTORS: Record<string, string> = {
  'engine.io-client/build/esm/socket.js': `(uri, opts) {
    super()
    const { protocol, host, port } = parse(uri)
    const secure = protocol === 'https'
    const names = opts.transports.map((transport) => transport.prototype.name)
    installTimerFunctions(this)
    Object.assign(this, {
      writeBuffer: [], _prevBufferLen: 0, _upgrades: [], _pingTimeoutTime: Infinity,
      secure, hostname: host, port: port || (secure ? '443' : '80'), transports: names,
      _transportsByName: Object.fromEntries(names.map((name, at) => [name, opts.transports[at]])),
      opts: { timestampParam: 't', transportOptions: {}, ...opts, path: opts.path + '/' },
    })
    if (host !== 'localhost') {
      this._offlineEventListener = () => this._onClose('transport close')
      OFFLINE_EVENT_LISTENERS.push(this._offlineEventListener)
    }
    this._open()
  }`,
  'socket.io-client/build/esm/manager.js': `(uri, opts) {
    super()
    opts.path = '/socket.io'
    Object.assign(this, {
      uri, opts, nsps: {}, subs: [], encoder: new parser.Encoder(), decoder: new parser.Decoder(),
      backoff: new Backoff({ min: opts.reconnectionDelay, max: opts.reconnectionDelayMax, jitter: 0.5 }),
      _readyState: 'closed', _reconnection: true, _reconnectionAttempts: Infinity, _timeout: opts.timeout,
    })
    installTimerFunctions(this)
  }`,
}

const inMethod = (name: string) => new RegExp(`^    ${name}\\(.*?\\) \\{$.*?^    \\}$`, 'ms')

function changed(code: string, method: string, text: string): string {
  const found = inMethod(method)
  if (!found.test(code))
    throw new Error(`The client of the socket has no method ${method} any more`)
  return code.replace(found, () => `    ${method}${text}`)
}

function changedIn(id: string, code: string): string {
  const made = CONSTRUCTORS[id]
  const begun = made === undefined ? code : changed(code, 'constructor', made)
  return (EMPTIED[id] ?? []).reduce((text, method) => changed(text, method, '() {}'), begun)
}

const inPackage = (id: string) => id.split('/node_modules/').at(-1) ?? ''
const leaveOut: Plugin = {
  name: 'leave-out',
  enforce: 'pre',
  load: (id) => LEFT_OUT[inPackage(id)],
  transform: (code, id) => changedIn(inPackage(id), code),
}

// What vite has made small is a seventieth smaller after this.
const shrink: Plugin = {
  name: 'shrink',
  async generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || !chunk.isEntry) continue
      const { code } = await minify(chunk.code, {
        module: true,
        ecma: 2020,
        // What a library calls its own is nobody else's: a short name does.
        mangle: { properties: { regex: /^_[a-z]/ } },
        compress: { passes: 5, unsafe_arrows: true, keep_fargs: false, sequences: false },
      })
      chunk.code = code ?? chunk.code
    }
  },
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [leaveOut, shrink],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/webchat',
    emptyOutDir: true,
    assetsDir: 'webchat-assets',
    target: 'es2022',
    // Or a colour scheme would be told twice, for browsers that have none of the functions that would need it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The content policy allows no data: scripts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  environments: {
    client: {
      build: {
        rolldownOptions: { input: `${import.meta.dirname}/chat.html` },
      },
    },
    // What other sites load: one file of its own with a fixed name and no imports.
    widget: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: `${import.meta.dirname}/widget/widget.ts`,
          output: { format: 'iife', entryFileNames: 'widget.js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      const { client, widget } = builder.environments
      if (client) await builder.build(client)
      if (widget) await builder.build(widget)
    },
  },
  server: {
    port: 5174,
    proxy: { '/socket.io': { target: SERVER, ws: true } },
  },
})

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

function emptied(code: string, method: string): string {
  const found = new RegExp(`^    ${method}\\(.*?\\) \\{$.*?^    \\}$`, 'ms')
  if (!found.test(code))
    throw new Error(`The client of the socket has no method ${method} any more`)
  return code.replace(found, `    ${method}() {}`)
}

const inPackage = (id: string) => id.split('/node_modules/').at(-1) ?? ''
const leaveOut: Plugin = {
  name: 'leave-out',
  enforce: 'pre',
  load: (id) => LEFT_OUT[inPackage(id)],
  transform: (code, id) => EMPTIED[inPackage(id)]?.reduce(emptied, code),
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [leaveOut],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/webchat',
    emptyOutDir: true,
    assetsDir: 'webchat-assets',
    target: 'es2022',
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

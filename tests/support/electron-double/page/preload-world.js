// In the preload script's isolated world: the part of `electron` that a sandboxed preload script has.
export function preloadWorld(bridge, { token, preload, address, send }) {
  if (window !== window.top) return
  const { call } = bridge(token, 'preload')
  const post = globalThis[send]
  delete globalThis[send]
  const waiting = new Map()
  const listeners = new Map()
  let last = 0

  // What structured cloning keeps and JSON does not.
  const written = (_key, value) => {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new Error('An object could not be cloned.')
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'number' && !Number.isFinite(value))
      return { $: 'number', text: String(value) }
    if (typeof value === 'bigint') return { $: 'bigint', text: String(value) }
    return value
  }
  const say = (message) => post(JSON.stringify(message, written))

  const on = (channel, listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener }])
    return ipcRenderer
  }
  const off = (channel, listener) => {
    const kept = (listeners.get(channel) ?? []).filter((known) => known.listener !== listener)
    listeners.set(channel, kept)
    return ipcRenderer
  }
  const once = (channel, listener) => {
    const heard = (...given) => {
      off(channel, heard)
      listener(...given)
    }
    return on(channel, heard)
  }

  const loud = (name, target) =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'symbol' || key in object) return object[key]
        throw new Error(`The Electron double does not have ${name}.${key}`)
      },
    })

  const ipcRenderer = loud('ipcRenderer', {
    invoke(channel, ...args) {
      const id = ++last
      return new Promise((done, failed) => {
        waiting.set(id, { done, failed })
        say({ invoke: id, channel, args })
      })
    },
    send: (channel, ...args) => say({ channel, args }),
    on,
    once,
    off,
    addListener: on,
    removeListener: off,
    removeAllListeners: (channel) => void listeners.delete(channel),
  })
  const contextBridge = loud('contextBridge', {
    exposeInMainWorld: (key, api) => void call('expose', [key, api]),
  })

  /** What the stage says to this world. */
  globalThis[token] = {
    hear(channel, args) {
      for (const { listener } of listeners.get(channel) ?? [])
        listener({ sender: ipcRenderer }, ...args)
    },
    settle(id, { value, error }) {
      const { done, failed } = waiting.get(id)
      waiting.delete(id)
      if (error === undefined) done(value)
      else failed(new Error(`Error invoking remote method: ${error}`))
    },
    setVisible: (isVisible) => void call('visible', [isVisible]),
  }

  const require = (name) => {
    if (name === 'electron' || name === 'electron/renderer')
      return loud('electron', { contextBridge, ipcRenderer })
    throw new Error(`module not found: ${name}`)
  }
  const url = new URL(location.href)
  const own = address(location.href)
  const ownHost = /^[a-z][a-z0-9+.-]*:\/\/([^/]*)/i.exec(own)?.[1] ?? ''
  const seen = loud('location', {
    href: own,
    protocol: own.slice(0, own.indexOf(':') + 1),
    host: ownHost,
    hostname: ownHost.replace(/:\d+$/, ''),
    pathname: url.pathname,
    search: url.search,
    hash: url.hash,
  })
  const process = { type: 'renderer', sandboxed: true, contextIsolated: true, platform: 'linux' }
  const module = { exports: {} }
  try {
    preload(require, module, module.exports, process, seen)
  } catch (error) {
    say({ failed: String(error?.stack ?? error) })
  }
}

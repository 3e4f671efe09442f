import { EventEmitter } from 'node:events'

// Looked for by the language and by Node themselves on any object.
const SILENT = new Set(['then', 'toJSON', 'constructor', 'nodeType', 'asymmetricMatch', 'inspect'])

/** The object, save that asking it for what it does not have is an error with the name of it. */
export function loud<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || SILENT.has(key)) {
        return Reflect.get(object, key, receiver) as unknown
      }
      throw new Error(`The Electron double does not have ${name}.${key}`)
    },
  })
}

/** A whole module the double does not have: any use of it is an error with its name. */
export function absent(name: string): never {
  const fail = (key: string | symbol): never => {
    throw new Error(`The Electron double does not have ${name}.${String(key)}`)
  }
  const refuse = (_target: object, key: string | symbol) =>
    typeof key === 'symbol' || SILENT.has(key) ? undefined : fail(key)
  const traps = { get: refuse, construct: () => fail('constructor'), apply: () => fail('call') }
  return new Proxy(function module() {}, traps) as never
}

/** An emitter of Electron's: listening for what it will never tell is an error too. */
export class LoudEmitter extends EventEmitter {
  constructor(name: string, events: readonly string[]) {
    super()
    this.on('newListener', (event: string | symbol) => {
      if (typeof event === 'symbol' || events.includes(event)) return
      throw new Error(`The Electron double never tells "${event}" of ${name}`)
    })
    return loud(name, this)
  }
}

/** An event that a listener may prevent. */
export function preventable<T extends object>(details: T) {
  let defaultPrevented = false
  return {
    ...details,
    preventDefault: () => void (defaultPrevented = true),
    get defaultPrevented() {
      return defaultPrevented
    },
  }
}

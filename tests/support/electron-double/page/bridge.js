// Runs in the page's world and in the preload script's, before any script of the page. The two share no
// objects; events whose names only they know carry copies and calls, as Electron's contextBridge does.
export function bridge(token, side) {
  const other = side === 'page' ? 'preload' : 'page'
  const add = EventTarget.prototype.addEventListener.bind(window)
  const dispatch = EventTarget.prototype.dispatchEvent.bind(window)
  const CarryingEvent = CustomEvent
  const functions = new Map()
  const names = new Map()
  let last = 0
  let answer

  function keep(run) {
    if (!names.has(run)) {
      names.set(run, `${side}${++last}`)
      functions.set(names.get(run), run)
    }
    return { type: 'function', name: names.get(run) }
  }

  function pack(value) {
    if (typeof value === 'function') return keep(value)
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (value === null || typeof value !== 'object') return { type: 'plain', value }
    if (typeof value.then === 'function') {
      return { ...keep((done, failed) => void value.then(done, failed)), type: 'promise' }
    }
    if (value instanceof Error) return { type: 'error', message: value.message }
    if (Array.isArray(value)) return { type: 'array', items: value.map(pack) }
    if (Object.getPrototypeOf(value) !== Object.prototype) return { type: 'plain', value }
    const fields = Object.entries(value).map(([key, field]) => [key, pack(field)])
    return { type: 'object', fields }
  }

  function unpack(packed) {
    if (packed.type === 'plain') return packed.value
    if (packed.type === 'error') return new Error(packed.message)
    if (packed.type === 'array') return packed.items.map(unpack)
    if (packed.type === 'function') return (...args) => call(packed.name, args)
    if (packed.type === 'promise') {
      return new Promise((done, failed) => void call(packed.name, [done, failed]))
    }
    return Object.fromEntries(packed.fields.map(([key, field]) => [key, unpack(field)]))
  }

  function call(name, args) {
    answer = { error: { type: 'error', message: 'The other world does not answer' } }
    const detail = { call: name, args: args.map(pack) }
    dispatch(new CarryingEvent(`${token}:${other}`, { detail }))
    const { error, value } = answer
    if (error) throw unpack(error)
    return unpack(value)
  }

  function serve({ call: name, args }) {
    try {
      return { value: pack(functions.get(name)(...args.map(unpack))) }
    } catch (error) {
      return { error: pack(error instanceof Error ? error : new Error(String(error))) }
    }
  }

  add(`${token}:${side}`, ({ detail }) => {
    if ('answer' in detail) return void (answer = detail.answer)
    dispatch(new CarryingEvent(`${token}:${other}`, { detail: { answer: serve(detail) } }))
  })
  return { call, offer: (name, run) => void functions.set(name, run) }
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followLink } from './link.ts'
import type { ChatSocket } from './server.ts'

/** A device with a socket, whose window and machine are told what happens to them. */
function device() {
  const [window, document] = [new EventTarget(), new EventTarget()]
  const page = Object.assign(document, { hidden: false })
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('document', page)
  vi.stubGlobal('navigator', { onLine: true })
  const heard: string[] = []
  const listeners = new Map<string, (reason: string) => void>()
  const socket = {
    connected: true,
    active: true,
    on: (event: string, listener: () => void) => listeners.set(event, listener),
    connect: () => (heard.push('connect'), socket),
    disconnect: () => (heard.push('disconnect'), socket),
  }
  followLink(socket as unknown as ChatSocket, {
    onUp: () => heard.push('up'),
    onDown: (link) => heard.push(link),
    onWake: () => heard.push('wake'),
    onLook: () => heard.push('look'),
  })
  const show = (hidden: boolean) => {
    page.hidden = hidden
    document.dispatchEvent(new Event('visibilitychange'))
  }
  return { heard, socket, window, show, say: (event: string) => listeners.get(event)?.('') }
}

describe('the connection', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('is looked over while the page is shown: what was never announced leaves no gap', () => {
    const { heard, show } = device()
    vi.advanceTimersByTime(120_000)
    expect(heard).toEqual(['look', 'look'])
    show(true)
    vi.advanceTimersByTime(600_000)
    expect(heard).toHaveLength(2)
    show(false)
    expect(heard).toEqual(['look', 'look', 'look'])
  })

  it('is doubted after the machine slept, though it says that it stands', () => {
    const { heard } = device()
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(15_000)
    expect(heard).toEqual(['wake'])
  })

  it('is doubted when the page comes back from the browser’s memory, and when the network changes', () => {
    const { heard, window } = device()
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }))
    window.dispatchEvent(new Event('online'))
    expect(heard).toEqual(['wake', 'wake'])
  })

  it('is made anew at once where it broke, when the device is back', () => {
    const { heard, socket, window, say } = device()
    socket.connected = false
    say('disconnect')
    window.dispatchEvent(new Event('online'))
    expect(heard).toEqual(['lost', 'disconnect', 'connect'])
  })
})

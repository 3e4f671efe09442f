import { describe, expect, it, vi } from 'vitest'
import { type FrontdeskCall, makeApi } from './api.ts'

function newApi() {
  const actions = {
    open: vi.fn<() => void>(),
    close: vi.fn<() => void>(),
    toggle: vi.fn<() => void>(),
    reset: vi.fn<() => void>(),
    identify: vi.fn<(token: string) => void>(),
    setLanguage: vi.fn<(lang: string) => void>(),
  }
  return { actions, ...makeApi(actions) }
}

describe('window.Frontdesk', () => {
  it('carries out the calls that were written before it came', () => {
    const { actions, api, emit } = newApi()
    const heard = vi.fn<(detail: object) => void>()
    api.push(['identify', 'a token'], ['open'], ['on', 'unread', heard])
    expect(actions.identify).toHaveBeenCalledWith('a token')
    expect(actions.open).toHaveBeenCalledOnce()
    emit('unread', { count: 2 })
    expect(heard).toHaveBeenCalledWith({ count: 2 })
  })

  it('tells a listener until it is taken off', () => {
    const { api, emit } = newApi()
    const heard = vi.fn<(detail: object) => void>()
    const off = api.on('message', heard)
    emit('message', { from: 'Linh' })
    off()
    emit('message', { from: 'Linh' })
    expect(heard).toHaveBeenCalledOnce()
  })

  it('tells who comes late that it is ready', async () => {
    const { api, emit } = newApi()
    emit('ready', {})
    await expect(new Promise((resolve) => api.on('ready', resolve))).resolves.toEqual({})
  })

  it('goes on when the site’s own program fails, and knows no other calls', () => {
    vi.stubGlobal('reportError', () => {})
    const { actions, api, emit } = newApi()
    const heard = vi.fn<(detail: object) => void>()
    api.on('open', () => {
      throw new Error('the site’s own')
    })
    api.on('open', heard)
    emit('open', {})
    expect(heard).toHaveBeenCalledOnce()
    const odd = [['toString'], ['push', ['open']], ['nothing']] as unknown as FrontdeskCall[]
    api.push(...odd)
    expect(actions.open).not.toHaveBeenCalled()
    vi.unstubAllGlobals()
  })
})

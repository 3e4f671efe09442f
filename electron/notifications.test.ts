import type { NotificationConstructorOptions } from 'electron'
import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import type { Route } from './bridge/contract.ts'
import { createNotifications } from './notifications.ts'

const ANN = { view: 'conversation', id: '0192f0c1-2222-7333-8444-555566667777' } as const
const BOB = { view: 'conversation', id: '0192f0c1-2222-7333-8444-555566668888' } as const

class FakeNotification extends EventEmitter {
  readonly options: NotificationConstructorOptions
  isShown = false
  isClosed = false
  private readonly onShow: string | null
  constructor(options: NotificationConstructorOptions, onShow: string | null) {
    super()
    this.options = options
    this.onShow = onShow
  }
  show() {
    this.isShown = true
    if (this.onShow !== null) this.emit(this.onShow, {}, 'the reason')
  }
  close() {
    this.isClosed = true
    this.emit('close', {})
  }
}

type Setting = {
  platform?: NodeJS.Platform
  isFocused?: boolean
  isSupported?: boolean
  isQuiet?: boolean
  patience?: number
  onShow?: 'show' | 'failed' | null
}

function system(setting: Setting = {}) {
  const made: FakeNotification[] = []
  const opened: Route[] = []
  const clicked: string[] = []
  const dismissed: string[] = []
  const told: unknown[][] = []
  const notifications = createNotifications({
    isQuiet: async () => setting.isQuiet ?? false,
    replied: (reply) => told.push(['replied', reply]),
    read: (notice) => told.push(['read', notice]),
    urge: (place) => told.push(['urge', place]),
    calm: (place) => told.push(['calm', place]),
    log: (what, error) => told.push([what, error]),
    isSupported: () => setting.isSupported ?? true,
    isFocused: () => setting.isFocused ?? false,
    platform: setting.platform ?? 'darwin',
    open: (route) => opened.push(route),
    clicked: (id) => clicked.push(id),
    dismissed: (id) => dismissed.push(id),
    patience: setting.patience ?? 5,
    create(options) {
      const onShow = setting.onShow === undefined ? 'show' : setting.onShow
      const notification = new FakeNotification(options, onShow)
      made.push(notification)
      return notification
    },
  })
  const show = (id: string, route: Route = ANN, body = 'Hello', title = 'Ann') =>
    notifications.show({ id, title, body, route })
  return {
    ...notifications,
    showAs: notifications.show,
    show,
    made,
    opened,
    clicked,
    dismissed,
    told,
    setting,
  }
}

describe('a notification', () => {
  it('is shown while the window is not in front', async () => {
    const { show, made } = system()
    expect(await show('1')).toEqual({ shown: true, heard: true })
    expect(made[0]?.options).toMatchObject({ title: 'Ann', body: 'Hello' })
  })

  it.each([
    [{ isFocused: true }, 'focused'],
    [{ isSupported: false }, 'unsupported'],
    [{ isQuiet: true }, 'do_not_disturb'],
  ] as const)('with %o is not shown, and the answer says why', async (setting, why) => {
    const { show, made } = system(setting)
    expect(await show('1')).toEqual({ shown: false, why })
    expect(made).toEqual([])
  })

  it('the system refuses is answered as failed, and may be tried again', async () => {
    const { show, setting, told } = system({ onShow: 'failed' })
    expect(await show('1')).toEqual({ shown: false, why: 'failed' })
    expect(told).toEqual([['notification failed', 'the reason']])
    setting.onShow = 'show'
    expect(await show('1')).toEqual({ shown: true, heard: true })
  })

  it('the system says nothing about is not claimed to be shown', async () => {
    const { show } = system({ onShow: null })
    expect(await show('1')).toEqual({ shown: false, why: 'unconfirmed' })
  })

  it('is shown once, however often a reconnect reports it', async () => {
    const { show, made } = system()
    await show('1')
    expect(await show('1')).toEqual({ shown: false, why: 'repeated' })
    expect(made).toHaveLength(1)
  })

  it('not shown because the window was in front may be shown later', async () => {
    const { show, setting } = system({ isFocused: true })
    await show('1')
    setting.isFocused = false
    expect(await show('1')).toEqual({ shown: true, heard: true })
  })
})

describe('one conversation has one notification', () => {
  it('a newer message replaces the older one of its conversation only', async () => {
    const { show, made } = system()
    await show('1', ANN)
    await show('2', BOB)
    await show('3', ANN)
    expect(made.map(({ isClosed }) => isClosed)).toEqual([true, false, false])
    expect(made[2]?.options.id).toBe(made[0]?.options.id)
  })

  it('the one is withdrawn when read elsewhere', async () => {
    const { show, withdraw, made } = system()
    await show('1', ANN)
    await show('2', BOB)
    withdraw(ANN)
    withdraw(ANN)
    expect(made.map(({ isClosed }) => isClosed)).toEqual([true, false])
  })

  it('one that was closed is not closed again', async () => {
    const { show, withdraw, made } = system()
    await show('1')
    made[0]?.emit('close', { reason: 'userCanceled' })
    withdraw(ANN)
    expect(made[0]?.isClosed).toBe(false)
  })

  it('one that moved to the notification centre can still be withdrawn', async () => {
    const { show, withdraw, made } = system()
    await show('1')
    made[0]?.emit('close', { reason: 'timedOut' })
    withdraw(ANN)
    expect(made[0]?.isClosed).toBe(true)
  })
})

it('a click and a dismissal are told by its id, and what is withdrawn or replaced was not dismissed', async () => {
  const { show, withdraw, made, clicked, dismissed } = system()
  await show('1', ANN)
  await show('2', ANN)
  await show('3', BOB)
  made[1]?.emit('click')
  made[2]?.emit('close', { reason: 'userCanceled' })
  await show('4', BOB)
  withdraw(BOB)
  expect({ clicked, dismissed }).toEqual({ clicked: ['2'], dismissed: ['3'] })
})

it('makes no sound and stays where the console wants that', async () => {
  const { made, ...notifications } = system()
  const request = { id: '1', title: 'Ann', body: '', route: ANN, silent: true, sticky: true }
  await notifications.showAs(request)
  expect(made[0]?.options).toMatchObject({ silent: true, timeoutType: 'never' })
})

it.each([
  ['linux', false],
  ['darwin', true],
  ['win32', true],
] as const)('on %s the system makes the sound: %s', async (platform, heard) => {
  const { showAs, made } = system({ platform })
  const request = { id: '1', title: 'Ann', body: '', route: ANN }
  expect(await showAs(request)).toEqual({ shown: true, heard })
  expect(made[0]?.options.silent).toBe(!heard)
  expect(await showAs({ ...request, id: '2', silent: true })).toEqual({ shown: true, heard: false })
})

describe('what can be done in it', () => {
  const offers = { actions: { reply: 'Reply to Ann', read: 'Mark read' } }
  const request = { id: '1', title: 'Ann', body: 'Hello', route: ANN, ...offers }

  it('is offered where the system can', async () => {
    const mac = system({ platform: 'darwin' })
    await mac.showAs(request)
    expect(mac.made[0]?.options).toMatchObject({
      hasReply: true,
      replyPlaceholder: 'Reply to Ann',
      actions: [{ type: 'button', text: 'Mark read' }],
    })
    const linux = system({ platform: 'linux' })
    await linux.showAs(request)
    expect(linux.made[0]?.options).not.toHaveProperty('actions')
    expect(linux.made[0]?.options).not.toHaveProperty('hasReply')
  })

  it('is told with its place, takes it back, and opens nothing', async () => {
    const { showAs, made, told, opened, dismissed } = system()
    await showAs(request)
    made[0]?.emit('reply', { reply: ' On its way \n' })
    await showAs({ ...request, id: '2' })
    made[1]?.emit('action')
    expect(told.filter(([what]) => what !== 'calm')).toEqual([
      ['replied', { id: '1', route: ANN, text: 'On its way' }],
      ['read', { id: '2', route: ANN }],
    ])
    expect(made.map(({ isClosed }) => isClosed)).toEqual([true, true])
    expect([opened, dismissed]).toEqual([[], []])
  })

  it('a reply of nothing is none', async () => {
    const { showAs, made, told } = system()
    await showAs(request)
    made[0]?.emit('reply', { reply: '  ' })
    expect(told).toEqual([])
    expect(made[0]?.isClosed).toBe(false)
  })
})

describe('a customer who waits', () => {
  const request = { id: '1', title: 'Ann', body: 'Hello', route: ANN, urges: true }
  const place = `conversation:${ANN.id}`

  it('urges until it is read elsewhere, answered or dealt with', async () => {
    const { showAs, withdraw, made, told } = system()
    await showAs(request)
    withdraw(ANN)
    await showAs({ ...request, id: '2' })
    made[1]?.emit('action')
    expect(told).toEqual([
      ['urge', place],
      ['calm', place],
      ['urge', place],
      ['calm', place],
      ['read', { id: '2', route: ANN }],
    ])
  })

  it('urges where no notification can be shown, and not against do-not-disturb', async () => {
    const without = system({ isSupported: false })
    await without.showAs(request)
    expect(without.told).toEqual([['urge', place]])
    const quiet = system({ isQuiet: true })
    await quiet.showAs(request)
    expect([quiet.told, quiet.made]).toEqual([[], []])
    quiet.setting.isQuiet = false
    expect(await quiet.showAs(request)).toMatchObject({ shown: true })
  })
})

it('that the person has forbidden them is told apart from a failure', async () => {
  const { showAs, made } = system({ onShow: null, patience: 60_000 })
  const shown = showAs({ id: '1', title: 'Ann', body: '', route: ANN })
  await vi.waitFor(() => expect(made).toHaveLength(1))
  made[0]?.emit('failed', {}, 'Notifications are not allowed for this application')
  expect(await shown).toEqual({ shown: false, why: 'denied' })
})

it('a click leads to its own conversation', async () => {
  const { show, made, opened } = system()
  await show('1', ANN)
  await show('2', BOB)
  made[0]?.emit('click')
  expect(opened).toEqual([ANN])
})

describe('what a stranger wrote', () => {
  const shownBy = async (platform: NodeJS.Platform, body: string, title = 'Ann') => {
    const { show, made } = system({ platform })
    await show('1', ANN, body, title)
    return made[0]?.options
  }

  it('is no markup on Linux, and is not escaped where nothing reads markup', async () => {
    const body = '<a href="https://evil.example">Click</a> & win'
    expect((await shownBy('linux', body))?.body).toBe(
      '&lt;a href="https://evil.example"&gt;Click&lt;/a&gt; &amp; win',
    )
    expect((await shownBy('darwin', body))?.body).toBe(body)
  })

  it('stays one line, in its own direction', async () => {
    const options = await shownBy('darwin', ' a\n\n\u0000b\u202egnp.exe ', 'An\u2066n\r')
    expect(options).toMatchObject({ body: 'a bgnp.exe', title: 'Ann' })
  })

  it('is cut between characters, not inside them', async () => {
    const family = '👨‍👩‍👧'
    const options = await shownBy('darwin', `${'x'.repeat(238)}${family} and more`)
    expect(options?.body).toBe(`${'x'.repeat(238)}…`)
    expect((await shownBy('darwin', 'x'.repeat(240)))?.body).toBe('x'.repeat(240))
  })
})

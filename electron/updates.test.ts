import { EventEmitter } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { UpdateOff, UpdateState } from './bridge/update-contract.ts'
import { createUpdates } from './updates.ts'

const NOW = '2026-11-27T10:00:00.000Z'

class FakeUpdater extends EventEmitter {
  autoDownload = false
  autoInstallOnAppQuit = false
  checks = 0
  installs = 0
  problem: Error | null = null
  fetching: Promise<unknown> | null = null
  async checkForUpdates() {
    this.checks++
    if (this.problem === null) return { downloadPromise: this.fetching }
    this.emit('error', this.problem)
    throw this.problem
  }
  quitAndInstall() {
    this.installs++
  }
}

function installed(off: UpdateOff | null = null) {
  const updater = new FakeUpdater()
  const told: UpdateState[] = []
  const timers: [string, number, () => void][] = []
  const left: string[] = []
  const updates = createUpdates({
    whyOff: async () => off,
    load: async () => updater,
    tell: (state) => told.push(state),
    now: () => new Date(NOW),
    after: (ms, run) => timers.push(['after', ms, run]),
    every: (ms, run) => timers.push(['every', ms, run]),
    quit: () => left.push('quit'),
    makeWay: () => left.push('make way'),
    moved: (path) => left.push(`moved ${path}`),
    comeBack: () => left.push('come back'),
    log: () => undefined,
  })
  const states = () => told.map(({ state }) => state)
  async function ready() {
    await updates.check()
    updater.emit('update-downloaded', { version: '2.0.0' })
  }
  return { updates, updater, told, timers, states, ready, left }
}

describe('a newer version', () => {
  it('is looked for half a minute after the start and then hourly', async () => {
    const { updates, timers } = installed()
    await updates.start()
    expect(timers.map(([when, ms]) => [when, ms])).toEqual([
      ['after', 30_000],
      ['every', 3_600_000],
    ])
  })

  it('is found, fetched and offered, each step visibly', async () => {
    const { updates, updater, told } = installed()
    await updates.check()
    expect([updater.autoDownload, updater.autoInstallOnAppQuit]).toEqual([true, true])
    updater.emit('update-available', { version: '2.0.0' })
    updater.emit('download-progress', { percent: 41.5 })
    updater.emit('update-downloaded', { version: '2.0.0' })
    expect(told).toEqual([
      { state: 'checking' },
      { state: 'available', version: '2.0.0' },
      { state: 'downloading', version: '2.0.0', done: 0.415 },
      { state: 'ready', version: '2.0.0', waits: false },
    ])
  })

  it('there is none: the time of the check is said', async () => {
    const { updates, updater } = installed()
    await updates.check()
    updater.emit('update-not-available')
    expect(updates.state()).toEqual({ state: 'idle', checkedAt: NOW })
  })

  it('is not looked for while one is looked for, fetched or ready', async () => {
    const { updates, updater, ready } = installed()
    await Promise.all([updates.check(), updates.check()])
    updater.emit('download-progress', { percent: 1 })
    await updates.check()
    await ready()
    await updates.check()
    expect(updater.checks).toBe(1)
  })

  it('a check that fails is said once, and tried again', async () => {
    const { updates, updater, states } = installed()
    updater.problem = new Error('offline')
    await updates.check()
    expect(states()).toEqual(['checking', 'failed'])
    updater.problem = null
    await updates.check()
    expect([updater.checks, states().at(-1)]).toEqual([2, 'checking'])
  })

  it('that cannot be fetched is said once', async () => {
    const { updates, updater, states } = installed()
    const fetching = Promise.withResolvers<never>()
    updater.fetching = fetching.promise
    await updates.check()
    updater.emit('update-available', { version: '2.0.0' })
    updater.emit('error', new Error('offline'))
    fetching.reject(new Error('offline'))
    await turn()
    expect(states()).toEqual(['checking', 'available', 'failed'])
  })
})

describe('installing', () => {
  it('quits as a person would, and starts the new version as the last thing', async () => {
    const { updates, updater, ready, left } = installed()
    updates.install()
    await ready()
    expect([left, updates.isInstalling(), updates.finish()]).toEqual([[], false, false])
    updates.install()
    expect([left, updater.installs, updates.isInstalling()]).toEqual([['quit'], 0, true])
    expect(updates.finish()).toBe(true)
    expect([left, updater.installs]).toEqual([['quit', 'make way'], 1])
  })

  it('waits while something is in the way, and then takes place by itself', async () => {
    const { updates, ready, left, timers } = installed()
    await ready()
    updates.hold(true)
    updates.install()
    expect(left).toEqual([])
    expect(updates.state()).toEqual({ state: 'ready', version: '2.0.0', waits: true })
    // Sent, but not yet among what is unsent.
    updates.hold(false)
    updates.hold(true)
    timers.pop()?.[2]()
    expect(left).toEqual([])
    updates.hold(false)
    timers.pop()?.[2]()
    expect(left).toEqual(['quit'])
  })

  it('waits the whole time anew for who has written in between', async () => {
    const { updates, ready, left, timers } = installed()
    await ready()
    updates.hold(true)
    updates.install()
    updates.hold(false)
    updates.hold(true)
    updates.hold(false)
    updates.hold(false)
    expect(timers).toHaveLength(2)
    timers[0]?.[2]()
    expect(left).toEqual([])
    timers[1]?.[2]()
    expect(left).toEqual(['quit'])
  })

  it('nobody asked for does not follow from having written', async () => {
    const { updates, ready, left, timers } = installed()
    await ready()
    updates.hold(true)
    updates.hold(false)
    expect([left, timers]).toEqual([[], []])
  })

  it('is off where the person stays with something unsaved, and can be chosen again', async () => {
    const { updates, ready, left, timers } = installed()
    await ready()
    updates.hold(true)
    updates.install()
    updates.hold(false)
    timers.pop()?.[2]()
    updates.stayed()
    expect([updates.isInstalling(), updates.finish()]).toEqual([false, false])
    expect(updates.state()).toEqual({ state: 'ready', version: '2.0.0', waits: false })
    updates.install()
    expect(left).toEqual(['quit', 'quit'])
  })

  it('tells where the program lies when its file has another name', async () => {
    const { updater, ready, left } = installed()
    await ready()
    updater.emit('appimage-filename-updated', '/home/ann/frontdesk-2.0.0.AppImage')
    expect(left).toEqual(['moved /home/ann/frontdesk-2.0.0.AppImage'])
  })

  it('that fails lets the app end by itself, and come back as it was', async () => {
    const { updates, updater, ready, left } = installed()
    await ready()
    updates.install()
    updater.quitAndInstall = () => void updater.emit('error', new Error('read-only'))
    expect(updates.finish()).toBe(false)
    expect(left).toEqual(['quit', 'make way', 'come back'])
    expect(updater.autoInstallOnAppQuit).toBe(false)
    expect(updates.state()).toEqual({ state: 'failed', at: NOW })
  })

  it('that the system refuses later ends the app all the same, and it comes back as it was', async () => {
    const { updates, updater, ready, left } = installed()
    await ready()
    updates.install()
    expect(updates.finish()).toBe(true)
    for (const reason of ['signature', 'signature again']) updater.emit('error', new Error(reason))
    expect(left).toEqual(['quit', 'make way', 'come back', 'quit'])
  })
})

it('an installation without updates says why, and never looks', async () => {
  const { updates, updater, timers } = installed('package_managed')
  await updates.start()
  await updates.check()
  expect(updates.state()).toEqual({ state: 'off', why: 'package_managed' })
  expect([updater.checks, timers]).toEqual([0, []])
})

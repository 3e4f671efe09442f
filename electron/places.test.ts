import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { ServerState } from './bridge/profile-contract.ts'
import { createPlaces } from './places.ts'
import { NO_PROFILES, openProfiles } from './profiles.ts'

function app({ isConfirmed = true, isLeft = (): boolean => true } = {}) {
  let list = NO_PROFILES
  let count = 0
  let state: ServerState = 'none'
  const done: string[] = []
  const profiles = openProfiles({
    file: { read: () => list, write: (next) => void (list = next) },
    newId: () => `0192f0c1-0000-7000-8000-${String(++count).padStart(12, '0')}`,
    server: null,
  })
  const places = createPlaces({
    profiles,
    local: {
      state: () => state,
      url: () => (state === 'running' ? 'http://127.0.0.1:4711' : null),
      start: () => {
        done.push('start')
        state = 'starting'
      },
      stop: async () => {
        done.push('stop')
        state = 'none'
      },
    },
    check: async (address) =>
      address.includes('good')
        ? { url: `https://${address}` }
        : { why: 'certificate_untrusted' as const },
    confirm: async (what, about) => {
      done.push(`${what} ${about}?`)
      return isConfirmed
    },
    mayLeave: async () => isLeft(),
    leave: () => void done.push('leave'),
    enter: () => void done.push(`enter ${profiles.current()?.name ?? 'nowhere'}`),
    reload: () => void done.push('reload'),
    forget: async ({ name }, { keepsUnsent, isRemoved }) => {
      done.push(`forget ${name}${keepsUnsent ? ' but unsent' : ''}${isRemoved ? ' for good' : ''}`)
    },
    changed: () => void done.push('changed'),
  })
  async function add(url: string, name?: string) {
    const answer = await places.add({ place: 'server', url, ...(name !== undefined && { name }) })
    await turn()
    return answer
  }
  const take = () => done.splice(0)
  return { places, add, take, run: (next: ServerState) => void (state = next) }
}

describe('the first start', () => {
  it('is nowhere, with nothing to talk to', () => {
    const { places } = app()
    expect(places.list()).toEqual({ current: null, profiles: [] })
    expect(places.server()).toEqual({ url: null, state: 'none' })
  })

  it('at a server: it is checked, then entered, and nobody is asked again', async () => {
    const { places, add, take } = app()
    expect(await add('good.example')).toEqual({ added: true })
    expect(take()).toEqual(['leave', 'enter good.example', 'changed'])
    expect(places.server()).toEqual({ url: 'https://good.example', state: 'running' })
  })

  it('at no server: the reason is said, and nothing is kept', async () => {
    const { places, add, take } = app()
    expect(await add('bad.example')).toEqual({ added: false, why: 'certificate_untrusted' })
    expect([take(), places.list().profiles]).toEqual([[], []])
  })

  it('on this computer: its server is started, and its address known when it runs', async () => {
    const { places, take, run } = app()
    expect(await places.add({ place: 'computer' })).toEqual({ added: true })
    await turn()
    expect(take()).toEqual(['leave', 'start', 'enter Frontdesk', 'changed'])
    expect(places.server()).toEqual({ url: null, state: 'starting' })
    run('running')
    expect(places.server()).toEqual({ url: 'http://127.0.0.1:4711', state: 'running' })
  })
})

describe('from one server to another', () => {
  it('a page cannot lead the app elsewhere without the person', async () => {
    const { places, add, take } = app({ isConfirmed: false })
    await add('good.example')
    take()
    expect(await add('good-too.example')).toEqual({ added: false, why: 'declined' })
    expect(take()).toEqual(['connect https://good-too.example?'])
    expect(places.list().profiles).toHaveLength(1)
  })

  it('the one that is left is taken off the screen before the other is entered', async () => {
    const { places, add, take } = app()
    await add('good.example', 'Support')
    await add('good-too.example', 'Sales')
    take()
    const [support, sales] = places.list().profiles
    places.use(support!.id)
    await turn()
    expect(take()).toEqual(['leave', 'enter Support', 'changed'])
    places.use(support!.id)
    places.use('0192f0c1-0000-7000-8000-00000000ffff')
    await turn()
    expect(take()).toEqual([])
    expect(places.list().current).toBe(support!.id)
    expect(sales!.url).toBe('https://good-too.example')
  })

  it('the person who stays with what they have not saved is where they were', async () => {
    let isLeft = true
    const { places, add, take } = app({ isLeft: () => isLeft })
    await add('good.example', 'Support')
    await add('good-too.example', 'Sales')
    take()
    isLeft = false
    const [support, sales] = places.list().profiles
    places.use(support!.id)
    await turn()
    // The menu has marked what was clicked.
    expect(take()).toEqual(['changed'])
    expect(await places.remove(sales!.id)).toEqual({ removed: false })
    expect(take()).toEqual(['remove Sales?'])
    expect(places.list()).toMatchObject({ current: sales!.id, profiles: [{}, {}] })
  })

  it('one that is renamed has the new name in the list', async () => {
    const { places, add, take } = app()
    await add('good.example')
    take()
    places.rename(places.list().profiles[0]!.id, 'Support')
    expect([places.list().profiles[0]?.name, take()]).toEqual(['Support', ['changed']])
  })
})

describe('removing', () => {
  it('forgets all of a server one is not at, and stays where one is', async () => {
    const { places, add, take } = app()
    await add('good.example', 'Support')
    await add('good-too.example', 'Sales')
    take()
    expect(await places.remove(places.list().profiles[0]!.id)).toEqual({ removed: true })
    expect(take()).toEqual(['remove Support?', 'forget Support for good', 'changed'])
    expect(places.list().profiles.map(({ name }) => name)).toEqual(['Sales'])
  })

  it('of the one of now leads to the beginning; its window is gone before it is forgotten', async () => {
    const { places, take } = app()
    await places.add({ place: 'computer' })
    await turn()
    take()
    await places.remove(places.list().current!)
    expect(take()).toEqual([
      'remove Frontdesk?',
      'leave',
      'enter nowhere',
      'forget Frontdesk for good',
      'stop',
      'changed',
    ])
  })

  it('is the person’s to say', async () => {
    const { places, add, take } = app({ isConfirmed: false })
    await add('good.example')
    take()
    expect(await places.remove(places.list().current!)).toEqual({ removed: false })
    expect(take()).toEqual(['remove good.example?'])
    expect(places.list().profiles).toHaveLength(1)
  })
})

it.each([true, false])(
  'after signing out everything is cleared (unsent kept: %s)',
  async (kept) => {
    const { places, add, take } = app()
    await add('good.example')
    take()
    await places.clear({ keepsUnsent: kept })
    const forgotten = kept ? 'forget good.example but unsent' : 'forget good.example'
    expect(take()).toEqual(['leave', forgotten, 'reload'])
    expect(places.list().profiles).toHaveLength(1)
  },
)

import { expect, test } from 'vitest'
import { ApiProblem, unreachable } from './problem.ts'
import { Session, SignedOut } from './session.ts'

/** A server that rotates refresh tokens and ends the family when one is spent twice; a browser with one store. */
function house() {
  let stored: string | null = null
  let current = 0
  let familyIsAlive = true
  let clock = 0
  let spent = 0
  let ended = 0
  let owner = 'linh'
  let queue: Promise<unknown> = Promise.resolve()
  const secrets = {
    read: async () => stored,
    write: async (token: string) => void (stored = token),
    clear: async () => void (stored = null),
  }
  const answers = new Map<string, ReturnType<typeof pair>>()
  const refresh = async (token: string, key: string) => {
    spent++
    await Promise.resolve()
    const answer = answers.get(`${key} ${token}`)
    if (answer) return answer
    if (!familyIsAlive || token !== `refresh-${current}`) {
      familyIsAlive = false
      throw new ApiProblem(401, { code: 'session_ended', message: 'over' })
    }
    current++
    answers.set(`${key} ${token}`, pair())
    return pair()
  }
  const pair = () => ({
    accessToken: `access ${current}`,
    refreshToken: `refresh-${current}`,
    expiresIn: 3600,
  })
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work)
    queue = mine.catch(() => undefined)
    return mine
  }
  const ownerOf = () => owner
  let keys = 0
  const host = {
    ownerOf,
    secrets,
    alone,
    now: () => clock,
    ended: () => void ended++,
    refresh,
    newKey: () => `key-${keys++}`,
  }
  return {
    host,
    pair,
    tab: (change: Partial<typeof host> = {}) => new Session({ ...host, ...change }),
    later: (ms: number) => void (clock += ms),
    kill: () => void (familyIsAlive = false),
    stored: () => stored,
    spent: () => spent,
    ended: () => ended,
    signInAs: (name: string) => void (owner = name),
  }
}

const HOUR = 3_600_000

test('callers at the same moment share one refresh', async () => {
  const { tab, pair, later, spent } = house()
  const session = tab()
  await session.adopt(pair())
  later(HOUR)
  const tokens = await Promise.all([session.accessToken(), session.accessToken()])
  expect(tokens).toEqual(['access 1', 'access 1'])
  expect(spent()).toBe(1)
})

test('two tabs that refresh at the same moment never spend the same token', async () => {
  const { tab, pair, later, ended } = house()
  const [one, two] = [tab(), tab()]
  await one.adopt(pair())
  later(HOUR)
  const tokens = await Promise.all([one.accessToken(), two.accessToken()])
  expect(tokens).toEqual(['access 1', 'access 2'])
  expect(ended()).toBe(0)
})

test('a token that still lives is used without asking', async () => {
  const { tab, pair, later, spent } = house()
  const session = tab()
  await session.adopt(pair())
  later(HOUR - 60_000)
  expect(await session.accessToken()).toBe('access 0')
  expect(spent()).toBe(0)
})

test('an access token the server refused is replaced', async () => {
  const { tab, pair } = house()
  const session = tab()
  await session.adopt(pair())
  session.refused('access 0')
  expect(await session.accessToken()).toBe('access 1')
})

test('a refused refresh token signs out and is forgotten', async () => {
  const { tab, pair, later, kill, stored, ended } = house()
  const session = tab()
  await session.adopt(pair())
  kill()
  later(HOUR)
  await expect(session.accessToken()).rejects.toBeInstanceOf(SignedOut)
  expect(stored()).toBeNull()
  expect(ended()).toBe(1)
})

test('a token that cannot be read now is not forgotten', async () => {
  const { host, tab, pair, later, stored } = house()
  const secrets = { ...host.secrets, read: async () => null }
  await tab().adopt(pair())
  later(HOUR)
  await expect(tab({ secrets }).accessToken()).rejects.toBeInstanceOf(SignedOut)
  expect(stored()).toBe('refresh-0')
  expect(await tab().accessToken()).toBe('access 1')
})

test('a window whose account another window has replaced does not go on under the other name', async () => {
  const { tab, pair, later, signInAs, stored, ended } = house()
  const [mine, theirs] = [tab(), tab()]
  await mine.adopt(pair())
  signInAs('minh')
  await theirs.adopt(pair())
  later(HOUR)
  await expect(mine.accessToken()).rejects.toBeInstanceOf(SignedOut)
  expect(ended()).toBe(1)
  expect(stored()).toBe('refresh-1')
  expect(await theirs.accessToken()).toBe('access 2')
})

test('a page that went away before its answer came goes on with the pair that was answered', async () => {
  const { host, tab, pair, later, stored, ended } = house()
  const gone = tab({
    async refresh(token, key) {
      await host.refresh(token, key)
      throw unreachable()
    },
  })
  await gone.adopt(pair())
  later(HOUR)
  await expect(gone.accessToken()).rejects.toMatchObject({ code: 'unreachable' })
  expect(await tab().accessToken()).toBe('access 1')
  expect(stored()).toBe('refresh-1')
  expect(ended()).toBe(0)
})

test('a server that cannot be reached signs nobody out', async () => {
  const { tab, pair, later, stored, ended } = house()
  const session = tab({ refresh: () => Promise.reject(unreachable()) })
  await session.adopt(pair())
  later(HOUR)
  await expect(session.accessToken()).rejects.toMatchObject({ code: 'unreachable' })
  expect(stored()).toBe('refresh-0 key-0')
  expect(ended()).toBe(0)
})

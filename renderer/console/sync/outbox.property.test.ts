import fc from 'fast-check'
import { expect, test } from 'vitest'
import { browserDatabase } from '../host/database.ts'
import { chosenFile, createBrowser, createServer, letter, settled } from './outbox.fixture.ts'

type Step =
  | { do: 'write'; window: number; conversation: string; files: number }
  | { do: 'crash'; window: number }
  | { do: 'open' }
  | { do: 'server'; isUp: boolean }
  | { do: 'fate'; fate: 'lost' | 'unacknowledged' }
  | { do: 'expire' }
  | { do: 'wait' }
  | { do: 'reconnect' }

const window = fc.nat(2)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      window,
      conversation: fc.constantFrom('a', 'b'),
      files: fc.nat(2),
    }),
    weight: 6,
  },
  { arbitrary: fc.record({ do: fc.constant('crash' as const), window }), weight: 2 },
  { arbitrary: fc.constant({ do: 'open' as const }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('server' as const), isUp: fc.boolean() }), weight: 1 },
  {
    arbitrary: fc.record({
      do: fc.constant('fate' as const),
      fate: fc.constantFrom('lost' as const, 'unacknowledged' as const),
    }),
    weight: 2,
  },
  { arbitrary: fc.constant({ do: 'expire' as const }), weight: 1 },
  { arbitrary: fc.constant({ do: 'wait' as const }), weight: 2 },
  { arbitrary: fc.constant({ do: 'reconnect' as const }), weight: 2 },
)

let runs = 0
const filesOf = (id: string, count: number) => ['1', '2'].slice(0, count).map((n) => `${id}.${n}`)

/** Plays the steps, then lets a last window finish: what was promised, and what the server has. */
async function play(steps: readonly Step[]) {
  const account = `run ${++runs}`
  const server = createServer()
  const browser = createBrowser(server)
  const promised: string[] = []
  const expected = new Map<string, string[]>()
  let written = 0
  browser.open(account)

  async function take(one: Step) {
    const windows = [...browser.windows.values()]
    const chosen = 'window' in one ? windows[one.window % windows.length] : undefined
    if (one.do === 'open' && windows.length < 3) browser.open(account)
    if (one.do === 'crash') chosen?.crash()
    if (one.do === 'server') server.isUp = one.isUp
    if (one.do === 'fate') server.fates.push(one.fate)
    if (one.do === 'expire') server.loose.clear()
    if (one.do === 'wait') await settled()
    if (one.do === 'reconnect') for (const each of windows) each.reconnect()
    if (one.do !== 'write' || !chosen) return
    const id = `${account} ${one.conversation} ${++written}`
    const names = filesOf(id, one.files)
    expected.set(id, names)
    const attachments = names.length > 0 ? { attachments: names.map(chosenFile) } : {}
    // Not awaited: the next step may well be the crash of this window.
    void chosen.outbox
      .add({ ...letter(id, one.conversation), ...attachments })
      .then(() => promised.push(id))
  }
  for (const one of steps) await take(one)

  server.isUp = true
  server.fates.length = 0
  const last = browser.open(account)
  const isLeft = async () => (await last.disk.items(account)).length > 0
  for (let round = 0; round < 50 && (round < 2 || (await isLeft())); round++) {
    await settled()
    for (const each of browser.windows.values()) each.reconnect()
  }
  await settled()
  const stored = server.stored.map(({ clientMessageId }) => clientMessageId)
  const leftBytes = await (await browserDatabase()).countFromIndex('files', 'account', account)
  return { promised, stored, last, files: server.files, expected, leftBytes }
}

const numberOf = (id: string) => Number(id.split(' ').at(-1))

test('whatever crashes and whenever, each queued message is stored once with its files, in the order of its conversation', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const { promised, stored, last, files, expected, leftBytes } = await play(steps)
      expect(last.items()).toEqual([])
      expect(leftBytes).toBe(0)
      for (const id of stored) expect(files.get(id)).toEqual(expected.get(id))
      expect(new Set(stored).size).toBe(stored.length)
      for (const id of promised) expect(stored).toContain(id)
      for (const conversation of ['a', 'b']) {
        const numbers = stored.filter((id) => id.includes(` ${conversation} `)).map(numberOf)
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
      }
    }),
    { numRuns: 60 },
  )
}, 120_000)

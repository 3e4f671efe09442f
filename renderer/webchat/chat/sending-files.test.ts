import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Transferred } from '../../files/transfer.ts'
import { dispatch } from './context.ts'
import { announce, chosenFile, createBrowser, createServer, type Page } from './sending.fixture.ts'

// A turn that a dead page holds is waited for; here no page is alive while another one is.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }))

const filesOn = (disk: ReadonlyMap<string, unknown>) =>
  [...disk.keys()].filter((key) => key.startsWith('file.'))
const outboxOf = ({ context }: Page) => context.store.get().thread.outbox
const settle = async () => {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setTimeout(resolve, 1))
}

describe('a message with files', () => {
  it('that was written offline goes out once, in order, from the page that is opened next', async () => {
    const server = createServer()
    const { disk, open } = createBrowser(server)
    const page = open()
    page.context.store.set({ link: 'offline' })
    await page.send('see these', [chosenFile('a.png'), chosenFile('b.png')])
    await page.send('and this')
    page.die()
    expect(filesOn(disk)).toHaveLength(2)
    const next = open()
    expect(outboxOf(next)).toMatchObject([
      { content: 'see these', attachments: [{ name: 'a.png', id: null }, {}] },
      { content: 'and this' },
    ])
    await next.flush()
    announce(next, server.stored)
    await settle()
    expect([...server.stored.values()]).toEqual([['a.png', 'b.png'], []])
    expect(outboxOf(next)).toEqual([])
    expect(filesOn(disk)).toEqual([])
  })

  it('is not sent again from what its page knows of its upload, once it is in the thread or was taken out', async () => {
    const server = createServer()
    const page = createBrowser(server).open()
    const sent = chosenFile('sent.png')
    await page.send('', [sent])
    await page.flush()
    announce(page, server.stored)
    const [first, second] = [chosenFile('first.png'), chosenFile('second.png')]
    const receiving = vi.spyOn(server, 'receive')
    receiving.mockImplementationOnce((file) => {
      server.fates.push('lost', { code: 'storage_full' })
      return server.receive(file)
    })
    await page.send('', [first, second])
    await page.flush()
    page.remove(outboxOf(page)[0]?.clientMessageId ?? '')
    const anew = vi.fn<() => Promise<Transferred>>(async () => ({ result: 'unreachable' }))
    for (const { key = '', bytes } of [sent, first, second])
      if (bytes) await page.transfers.run(key, bytes, anew)
    expect(anew).toHaveBeenCalledTimes(3)
  })

  it('whose upload got no answer has each file once', async () => {
    const server = createServer()
    const page = createBrowser(server).open()
    server.fates.push('unacknowledged')
    await page.send('', [chosenFile('a.png')])
    await page.flush()
    expect([...server.stored.values()]).toEqual([['a.png']])
    expect([...server.loose.values()]).toEqual(['a.png'])
  })

  it('waits until the chat stands again when the connection broke while its file was uploaded', async () => {
    const server = createServer()
    const page = createBrowser(server).open()
    const { store } = page.context
    const take = vi.spyOn(server, 'take')
    const receiving = vi.spyOn(server, 'receive')
    receiving.mockImplementationOnce((file) => {
      store.set({ link: 'lost' })
      return server.receive(file)
    })
    await page.send('', [chosenFile('a.png')])
    await page.flush()
    expect(take).not.toHaveBeenCalled()
    expect(outboxOf(page)).toMatchObject([{ state: 'sending' }])
    store.set({ link: 'online' })
    await page.flush()
    expect([...server.stored.values()]).toEqual([['a.png']])
  })

  it('whose files the server dropped, as they waited for too long, uploads them again', async () => {
    const server = createServer()
    const page = createBrowser(server).open()
    await page.send('', [{ ...chosenFile('a.png'), id: 'dropped' }])
    await page.flush()
    expect([...server.stored.values()]).toEqual([['a.png']])
  })

  it.each(['file_too_large', 'file_type_refused', 'storage_full'])(
    'stays with its reason when one is refused (%s), and can be sent again or removed',
    async (code) => {
      const server = createServer()
      const { disk, open } = createBrowser(server)
      const page = open()
      server.fates.push({ code })
      await page.send('with it', [chosenFile('a.png')])
      await page.send('after it')
      await page.flush()
      expect(outboxOf(page)).toMatchObject([
        { content: 'with it', state: 'failed', reason: { code, text: 'a.png: Refused.' } },
      ])
      const [failed] = outboxOf(page)
      page.retry(failed?.clientMessageId ?? '')
      await page.flush()
      expect([...server.stored.values()]).toEqual([[], ['a.png']])

      server.fates.push({ code })
      await page.send('never', [chosenFile('b.png')])
      await page.flush()
      const [last] = outboxOf(page)
      page.remove(last?.clientMessageId ?? '')
      await settle()
      expect(outboxOf(page)).toEqual([])
      expect(filesOn(disk)).toEqual([])
    },
  )

  it.each([
    ['fails and lets the next go out, when its file may be sent only much later', 600, 'failed'],
    ['waits, when its file may be sent soon', 60, 'sending'],
  ])('%s', async (_what, retryAfter, state) => {
    const server = createServer()
    const page = createBrowser(server).open()
    server.fates.push({ code: 'rate_limited', retryAfter })
    await page.send('with it', [chosenFile('a.png')])
    void page.flush()
    await settle()
    expect(outboxOf(page)).toMatchObject([{ content: 'with it', state }])
    page.remove(outboxOf(page)[0]?.clientMessageId ?? '')
    await page.send('without it')
    await page.flush()
    expect([...server.stored.values()]).toEqual([[]])
  })

  it.each<[string, (page: Page) => void]>([
    ['here', (page) => page.remove(outboxOf(page)[0]?.clientMessageId ?? '')],
    ['in another tab', ({ context }) => dispatch(context, { kind: 'kept', outbox: [] })],
  ])(
    'is not sent when it is taken out %s while its file is on its way',
    async (_where, takeOut) => {
      const server = createServer()
      const { disk, open } = createBrowser(server)
      const page = open()
      server.fates.push('stuck')
      await page.send('with it', [chosenFile('a.png')])
      const sending = page.flush()
      await settle()
      takeOut(page)
      await page.send('without it')
      await sending
      expect([...server.stored.values()]).toEqual([[]])
      expect([...server.loose.values()]).toEqual([])
      expect(filesOn(disk)).toEqual([])
    },
  )

  it('stays, whatever another tab keeps, once its files are with the server', async () => {
    const page = createBrowser(createServer()).open()
    page.context.store.set({ link: 'offline' })
    await page.send('with it', [{ ...chosenFile('a.png'), id: 'stored' }])
    dispatch(page.context, { kind: 'kept', outbox: [] })
    expect(outboxOf(page)).toMatchObject([{ content: 'with it' }])
  })

  it('says so when its file is gone from this browser before it was uploaded', async () => {
    const server = createServer()
    const { disk, open } = createBrowser(server)
    const page = open()
    page.context.store.set({ link: 'offline' })
    await page.send('with it', [chosenFile('a.png')])
    page.die()
    for (const key of filesOn(disk)) disk.delete(key)
    const next = open()
    await next.flush()
    expect(outboxOf(next)).toMatchObject([
      { content: 'with it', state: 'failed', reason: { code: 'file_lost', text: 'a.png' } },
    ])
  })
})

type Step =
  | { do: 'write'; files: number }
  | { do: 'die' | 'expire' | 'wait' | 'down' | 'up' }
  | { do: 'fate'; fate: 'lost' | 'unacknowledged' }

const plain = fc.constantFrom('die', 'expire', 'wait', 'down', 'up')
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('write' as const), files: fc.nat(2) }), weight: 4 },
  { arbitrary: plain.map((each): Step => ({ do: each })), weight: 5 },
  {
    arbitrary: fc.record({
      do: fc.constant('fate' as const),
      fate: fc.constantFrom('lost' as const, 'unacknowledged' as const),
    }),
    weight: 2,
  },
)

/** Plays the steps; then a last page finishes. What was promised, in order, and what came of it. */
async function play(steps: readonly Step[]) {
  const server = createServer()
  const { disk, open } = createBrowser(server)
  const promised: string[][] = []
  let page = open()
  let written = 0
  const take = async (one: Step) => {
    if (one.do === 'die') {
      page.die()
      page = open()
      void page.flush()
    }
    if (one.do === 'expire') server.loose.clear()
    if (one.do === 'wait') await settle()
    if (one.do === 'down' || one.do === 'up') server.isUp = one.do === 'up'
    if (one.do === 'fate') server.fates.push(one.fate)
    if (one.do !== 'write') return
    const message = ++written
    const names = ['a', 'b'].slice(0, one.files).map((name) => `${message}${name}`)
    // Not awaited: the next step may well be the end of this page.
    void page.send(String(message), names.map(chosenFile)).then(() => promised.push(names))
  }
  for (const one of steps) await take(one)
  server.isUp = true
  server.fates.length = 0
  await settle()
  page.die()
  page = open()
  await page.flush()
  announce(page, server.stored)
  await settle()
  return { server, disk, promised, page }
}

it('is stored once with its files, in the order it was written, whenever its page dies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), async (steps) => {
      const { server, disk, promised, page } = await play(steps)
      expect(outboxOf(page)).toEqual([])
      expect(filesOn(disk)).toEqual([])
      const stored = [...server.stored.values()]
      for (const names of promised) expect(stored).toContainEqual(names)
      const named = stored.flat()
      expect(new Set(named).size).toBe(named.length)
      expect(named).toEqual(named.toSorted((a, b) => Number.parseInt(a) - Number.parseInt(b)))
    }),
    { numRuns: 40 },
  )
}, 60_000)

import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import type { Database } from '../db/transaction.ts'
import { enqueue, JobRunner } from './index.ts'

onBothDatabases('jobs', (create) => {
  let on: TestDatabase
  let database: Database
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  beforeAll(async () => {
    on = await create()
    database = await on.open(clock)
  })
  afterAll(async () => {
    await database.close()
    await on.drop()
  })

  const givenUp: string[] = []
  const add = (kind: string, more: object = {}) =>
    database.transaction((tx) => enqueue(tx, { kind, payload: { to: 'Mai' }, ...more }))
  const waiting = (kind: string) =>
    database.sql.selectFrom('jobs').selectAll().where('kind', '=', kind).execute()
  /** A runner of one kind that counts its runs and fails the first `failures` of them. */
  function counting(kind: string, failures = 0, of = database) {
    const runs: unknown[] = []
    const runner = new JobRunner({
      database: of,
      onError: () => {},
      onGivenUp: async (_tx, job) => void givenUp.push(job.kind),
      handlers: {
        [kind]: async (payload) => {
          runs.push(payload)
          if (runs.length <= failures) throw new Error('not yet')
        },
      },
    })
    return { runner, runs }
  }

  it('run once when two processes look at the same time, and are gone afterwards', async () => {
    // One process alone serves SQLite.
    const other = database.dialect === 'sqlite' ? database : await on.open(clock)
    for (let index = 0; index < 100; index++) await add('once')
    const first = counting('once')
    const second = counting('once', 0, other)
    await Promise.all([first.runner.runDue(), second.runner.runDue()])
    if (other !== database) await other.close()
    expect(first.runs.length + second.runs.length).toBe(100)
    expect(first.runs.concat(second.runs)).toContainEqual({ to: 'Mai' })
    expect(await waiting('once')).toEqual([])
  })

  it('wait until they are due', async () => {
    await add('later', { runAt: new Date(clock.now().getTime() + 60_000).toISOString() })
    const { runner, runs } = counting('later')
    await runner.runDue()
    expect(runs).toHaveLength(0)
    ahead += 61_000
    await runner.runDue()
    expect(runs).toHaveLength(1)
  })

  it('are tried again with growing pauses after a failure', async () => {
    await add('failing')
    const { runner, runs } = counting('failing', 2)
    await runner.runDue()
    await runner.runDue()
    expect(runs).toHaveLength(1)
    expect(await waiting('failing')).toMatchObject([
      { attempts: 1, lastError: 'Error: not yet', leasedUntil: null },
    ])
    ahead += 2_100
    await runner.runDue()
    ahead += 2_100
    await runner.runDue()
    expect(runs).toHaveLength(2)
    ahead += 2_000
    await runner.runDue()
    expect(runs).toHaveLength(3)
    expect(await waiting('failing')).toEqual([])
  })

  it('are given up after twelve tries, which is told once, and kept for an admin to see', async () => {
    givenUp.length = 0
    await add('hopeless')
    const { runner, runs } = counting('hopeless', 100)
    for (let round = 0; round < 15; round++) {
      await runner.runDue()
      ahead += 3_700_000
    }
    expect(runs).toHaveLength(12)
    expect(givenUp).toEqual(['hopeless'])
    expect(await waiting('hopeless')).toMatchObject([
      { attempts: 12, failedAt: expect.any(String) },
    ])
  })

  it('come again when the process that held one died', async () => {
    await add('orphaned')
    const hung = new JobRunner({
      database,
      onError: () => {},
      handlers: { orphaned: () => new Promise(() => {}) },
    })
    void hung.runDue()
    await expect.poll(() => waiting('orphaned')).toMatchObject([{ attempts: 1 }])
    const { runner, runs } = counting('orphaned')
    await runner.runDue()
    expect(runs).toHaveLength(0)
    ahead += 61_000
    await runner.runDue()
    expect(runs).toHaveLength(1)
  })

  it('are held for as long as they run, and nobody else takes them meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    await add('long')
    const end = Promise.withResolvers<void>()
    const slow = new JobRunner({
      database,
      onError: () => {},
      handlers: { long: () => end.promise },
    })
    const running = slow.runDue()
    const lease = async () => (await waiting('long'))[0]?.leasedUntil ?? ''
    await expect.poll(lease).not.toBe('')
    const { runner, runs } = counting('long')
    for (let minute = 0; minute < 5; minute++) {
      ahead += 40_000
      const before = await lease()
      await vi.advanceTimersByTimeAsync(20_000)
      await expect.poll(lease).not.toBe(before)
      await runner.runDue()
    }
    vi.useRealTimers()
    end.resolve()
    await running
    expect(runs).toHaveLength(0)
    expect(await waiting('long')).toEqual([])
  })

  it('taken over after a lease ended are finished by whoever took them', async () => {
    await add('overtaken')
    const ends: Array<() => void> = []
    const runner = () =>
      new JobRunner({
        database,
        onError: () => {},
        handlers: { overtaken: () => new Promise<void>((resolve) => ends.push(resolve)) },
      })
    const first = runner().runDue()
    await expect.poll(() => ends.length).toBe(1)
    ahead += 61_000
    const second = runner().runDue()
    await expect.poll(() => ends.length).toBe(2)
    ends[0]?.()
    await first
    expect(await waiting('overtaken')).toMatchObject([{ attempts: 2 }])
    ends[1]?.()
    await second
    expect(await waiting('overtaken')).toEqual([])
  })

  it('are begun while a slow one is under way', async () => {
    const slow = Promise.withResolvers<void>()
    const ran = vi.fn<() => void>()
    const runner = new JobRunner({
      database,
      onError: () => {},
      handlers: { slow: () => slow.promise, prompt: async () => ran() },
    })
    await runner.start()
    await add('slow')
    const isUnderWay = async () => (await waiting('slow'))[0]?.leasedUntil !== null
    await expect.poll(isUnderWay).toBe(true)
    await add('prompt')
    await expect.poll(() => ran.mock.calls.length, { timeout: 5_000 }).toBe(1)
    slow.resolve()
    await runner.stop()
    expect(await waiting('slow')).toEqual([])
  })

  it('with the same dedupe key wait once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => add('deduped', { dedupeKey: 'the key' })))
    expect(await waiting('deduped')).toHaveLength(1)
  })

  it('asked for again while one with the same dedupe key runs are run again afterwards', async () => {
    await add('rerun', { dedupeKey: 'rerun' })
    const runs: number[] = []
    const runner = new JobRunner({
      database,
      onError: () => {},
      handlers: {
        rerun: async () => {
          runs.push(runs.length)
          if (runs.length === 1) await add('rerun', { dedupeKey: 'rerun' })
        },
      },
    })
    await runner.runDue()
    expect(runs).toHaveLength(2)
  })

  it('on a schedule come again after each run, once however many processes start', async () => {
    const ran: string[] = []
    const make = () =>
      new JobRunner({
        database,
        onError: () => {},
        handlers: { nightly: async () => void ran.push('ran') },
        schedules: [{ kind: 'nightly', everyMs: 3_600_000 }],
      })
    const runners = [make(), make()]
    for (const runner of runners) await runner.start()
    await expect.poll(() => ran).toEqual(['ran'])
    await expect.poll(() => waiting('nightly')).toMatchObject([{ attempts: 0 }])
    ahead += 3_601_000
    await Promise.all(runners.map((runner) => runner.runDue()))
    expect(ran).toEqual(['ran', 'ran'])
    for (const runner of runners) await runner.stop()
  })
})

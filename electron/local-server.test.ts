import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createLocalServer, localEnvironment } from './local-server.ts'
import type { LocalServerParts } from './local-server.ts'

class FakeProcess extends EventEmitter {
  readonly stdout = new EventEmitter()
  readonly stderr = new EventEmitter()
  readonly said: unknown[] = []
  readonly port: number
  constructor(port: number) {
    super()
    this.port = port
  }
  postMessage = (message: unknown) => void this.said.push(message)
  kill = () => (this.said.push('killed'), this.emit('exit', 1))
  ready = async (port: number) => {
    this.stdout.emit('data', `Frontdesk is ready at http://127.0.0.1:${port}\n  console …\n`)
    await turn()
  }
  crash = async () => {
    this.emit('exit', 1)
    await turn()
  }
}

function machine({ isHealthy = async () => true } = {}) {
  const started: FakeProcess[] = []
  const states: string[] = []
  const timers: { at: number; run: () => void }[] = []
  let now = 0
  const written: string[] = []
  const server = createLocalServer({
    fork(port) {
      const child = new FakeProcess(port)
      started.push(child)
      return child
    },
    isHealthy,
    log: { write: (text) => void written.push(text), tail: () => written },
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1))
    },
    now: () => now,
    onChange: () => states.push(server.state()),
  })
  async function pass(ms: number) {
    const end = now + ms
    for (;;) {
      const next = timers.toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined || next.at > end) break
      timers.splice(timers.indexOf(next), 1)
      now = next.at
      next.run()
      await turn()
    }
    now = end
  }
  return { server, started, states, timers, written, pass, last: () => started.at(-1)! }
}

describe('the server on this computer', () => {
  it('starts at a free port and runs once it answers', async () => {
    const { server, states, last, started } = machine()
    server.start()
    server.start()
    expect([started.length, last().port, server.url()]).toEqual([1, 0, null])
    await last().ready(4711)
    expect([states, server.url()]).toEqual([['starting', 'running'], 'http://127.0.0.1:4711'])
  })

  it('is not said to run on its word alone', async () => {
    const { server, last } = machine({ isHealthy: async () => false })
    server.start()
    const first = last()
    await first.ready(4711)
    expect([server.state(), first.said]).toEqual(['restarting', ['killed']])
  })

  it('is started again after a crash, at the same address where it can', async () => {
    const { server, states, started, last, pass } = machine()
    server.start()
    await last().ready(4711)
    await last().crash()
    expect([started.length, states.at(-1)]).toEqual([1, 'restarting'])
    await pass(500)
    expect(last().port).toBe(4711)
    // Somebody else has taken the port meanwhile: any other will do.
    await last().crash()
    await pass(1000)
    expect(last().port).toBe(0)
    await last().ready(4712)
    expect([server.state(), server.url()]).toEqual(['running', 'http://127.0.0.1:4712'])
  })

  it('waits longer after each crash, gives up after five, and begins anew when asked', async () => {
    const { server, started, last, pass } = machine()
    server.start()
    for (const delay of [500, 1000, 2000, 4000, 8000]) {
      await last().crash()
      const before = started.length
      await pass(delay - 1)
      expect(started).toHaveLength(before)
      await pass(1)
      expect(started).toHaveLength(before + 1)
    }
    await last().crash()
    expect(server.state()).toBe('failed')
    await pass(3_600_000)
    expect(started).toHaveLength(6)
    server.start()
    await last().ready(4711)
    expect(server.state()).toBe('running')
  })

  it('that ran for long begins to count anew', async () => {
    const { server, last, pass } = machine()
    server.start()
    for (let crash = 0; crash < 12; crash++) {
      await last().ready(4711)
      await pass(61_000)
      await last().crash()
      await pass(500)
    }
    await last().ready(4711)
    expect(server.state()).toBe('running')
  })

  it('is ended when it never gets ready, or no longer answers', async () => {
    let isWell = true
    const { server, started, last, pass } = machine({ isHealthy: async () => isWell })
    server.start()
    await pass(60_500)
    expect([started[0]?.said, started.length]).toEqual([['killed'], 2])
    await last().ready(4711)
    await pass(40_000)
    isWell = false
    await pass(30_000)
    isWell = true
    await pass(30_000)
    expect(started).toHaveLength(2)
    isWell = false
    await pass(46_000)
    expect([started[1]?.said, started.length]).toEqual([['killed'], 3])
  })

  it('ends when it is told to, and is not started again', async () => {
    const { server, states, started, last, pass, timers } = machine()
    server.start()
    await last().ready(4711)
    let isOver = false
    const over = server.stop().then(() => (isOver = true))
    await turn()
    expect([last().said, isOver]).toEqual([['stop'], false])
    await last().crash()
    await over
    await pass(60_000)
    expect([started.length, states.at(-1), timers]).toEqual([1, 'none', []])
  })

  it('is ended by force when it does not end by itself', async () => {
    const { server, last, pass } = machine()
    server.start()
    const over = server.stop()
    await pass(12_000)
    await over
    expect(last().said).toEqual(['stop', 'killed'])
  })

  it('can be stopped while it waits to be started again', async () => {
    const { server, started, last, pass } = machine()
    server.start()
    await last().crash()
    await server.stop()
    await pass(60_000)
    expect([started.length, server.state()]).toEqual([1, 'none'])
  })
})

describe('a real process', () => {
  const ends: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
  })

  it('is up, is up again after it was killed, and ends when told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-local-'))
    const program = join(folder, 'server.mjs')
    writeFileSync(program, PROGRAM)
    const pids: number[] = []
    const server = createLocalServer(
      realParts((port) => {
        const child = fork(program, { env: { PORT: String(port) }, stdio: 'pipe' })
        pids.push(child.pid ?? 0)
        return {
          stdout: child.stdout,
          stderr: child.stderr,
          on: (event, listener) => child.on(event, listener),
          postMessage: (message) => child.send(message as string),
          kill: () => child.kill('SIGKILL'),
        }
      }),
    )
    ends.push(async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    })
    const up = () => expect.poll(server.state, { timeout: 10_000 }).toBe('running')
    server.start()
    await up()
    process.kill(pids[0] ?? 0, 'SIGKILL')
    await vi.waitFor(() => expect(pids).toHaveLength(2), { timeout: 10_000 })
    await up()
    expect((await fetch(server.url() ?? '')).status).toBe(200)
    await server.stop()
    expect(() => process.kill(pids[1] ?? 0, 0)).toThrow('ESRCH')
  })

  const PROGRAM = `
    import { createServer } from 'node:http'
    const server = createServer((_request, response) => response.end('well'))
    server.listen(Number(process.env.PORT), '127.0.0.1', () =>
      console.log('Frontdesk is ready at http://127.0.0.1:' + server.address().port))
    process.on('message', () => process.exit(0))`

  const realParts = (start: LocalServerParts['fork']): LocalServerParts => ({
    fork: start,
    isHealthy: async (url) => (await fetch(url).catch(() => null))?.ok ?? false,
    log: { write: () => undefined, tail: () => [] },
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    now: () => performance.now(),
    onChange: () => undefined,
  })
})

it('is bound to this computer, has its own folder, and is led to no other database', () => {
  const env = localEnvironment(
    {
      PATH: '/bin',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://live',
      DB_HOST: 'live',
      REDIS_URL: 'redis://live',
      NODE_OPTIONS: '--inspect',
      RATE_LIMITS: 'off',
      CRISP_KEY: 'kept',
    },
    { port: 0, folder: '/data/server' },
  )
  expect(env).toEqual({
    PATH: '/bin',
    CRISP_KEY: 'kept',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: '/data/server',
  })
})

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothDatabases } from '../tests/support/databases.ts'
import { ADMIN, startServer } from '../tests/support/server.ts'
import type { Readiness } from './contract/health.ts'

const CLI = join(import.meta.dirname, 'cli.ts')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a command in an environment of its own; answers what it wrote and how it ended. */
async function run(args: string[], environment: Record<string, string> = {}) {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH, DATA_DIR: folder, PORT: '0', ...environment },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  const code = await new Promise((resolve) => void child.on('close', resolve))
  return { code, out, err }
}

describe('the commands', () => {
  it('are listed by help, and when none is given', async () => {
    const { code, out } = await run([])
    expect(code).toBe(0)
    for (const name of ['help', 'doctor', 'demo', 'admin'])
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'))
    expect((await run(['--help'])).out).toBe(out)
  })

  it.each([
    [['dance'], 'There is no command "dance": try "help".'],
    [['reports'], 'There is "reports rebuild".'],
    [['demo', '--now'], "Unknown option '--now'"],
    [['demo', '--scale', '0'], '--scale expects a number up to 1000'],
  ])('refuse %j in one line', async (args, sentence) => {
    const { code, out, err } = await run(args)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(sentence)])
  })
})

describe('demo', () => {
  it('fills an empty database, names the sign-ins, and then leaves it alone', async () => {
    const made = await run(['demo', '--scale', '0.02'])
    expect(made.err).toBe('')
    expect(made.out).toContain('6 customers, 40 conversations, 8 tickets')
    expect(made.out).toContain('linh@demo.frontdesk')
    expect(made.out).toContain('"demo-password"')
    const again = await run(['demo', '--scale', '0.02'])
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toBe('The database is not empty: the demo needs one of its own.\n')
    const kept = await run(['demo', '--keep'])
    expect(kept).toMatchObject({ code: 0, err: '' })
    expect(kept.out).toContain('linh@demo.frontdesk')
    expect(kept.out).not.toContain('customers')
    expect((await run(['doctor'])).out).toMatch(/^ok +database +sqlite, up to date$/m)
  })
})

describe('reports', () => {
  it('are counted anew, month by month', async () => {
    expect(await run(['demo', '--scale', '0.02', '--keep'])).toMatchObject({ code: 0 })
    const counted = await run(['reports', 'rebuild'])
    expect(counted).toMatchObject({ code: 0, err: '' })
    expect(counted.out).toMatch(/^\d{4}-\d\d\n[^]*everything is counted, but for 0 events/)
  })
})

onBothDatabases('admin reset-password', (create) => {
  it('gives an account a new password beside a running server, which signs it out everywhere', async () => {
    const on = await create()
    const server = await startServer(on)
    const reset = (...args: string[]) => run(['admin', 'reset-password', ...args], on.environment)
    const { code, out, err } = await reset(` ${ADMIN.email.toUpperCase()}`)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`${ADMIN.email} is signed out everywhere`)
    expect((await server.admin.get('/api/auth/me')).status).toBe(401)
    const login = async (password: string) =>
      (await server.anonymous.post('/api/auth/login', { email: ADMIN.email, password })).status
    expect(await login(ADMIN.password)).toBe(401)
    const [password = ''] = /^ {2}\S+$/m.exec(out) ?? []
    expect(await login(password.trim())).toBe(200)
    expect(out).not.toContain('deactivated')
    const unknown = await reset('nobody@x.test')
    expect(unknown).toMatchObject({ code: 1, out: '' })
    expect(unknown.err).toBe('There is no account with the email nobody@x.test.\n')
    expect((await reset()).err).toBe('There is "admin reset-password <email>".\n')
    await server.stop()
    await on.drop()
  }, 60_000)
})

describe('doctor', () => {
  const wrong = (out: string) => out.split('\n').filter((line) => line.startsWith('WRONG'))

  it('finds a folder that is not there yet well, and makes nothing', async () => {
    const { out } = await run(['doctor'], { DATA_DIR: join(folder, 'none', 'yet') })
    expect(out).toMatch(/^ok +Node +24\./m)
    expect(out).toMatch(/^ok +data directory .*to be made at the first start$/m)
    expect(out).toMatch(/^ok +database .*to be made at the first start$/m)
    expect(out).toMatch(/^ok +Redis +not set, and not needed$/m)
    expect(out).toMatch(/^ok +port /m)
    expect((await run(['doctor'], { DATA_DIR: join(folder, 'none') })).out).toMatch(/to be made/)
  })

  it('says which port is taken', async () => {
    const taken = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as { port: number }
    const { code, out } = await run(['doctor'], { PORT: String(port) })
    expect(code).toBe(1)
    expect(wrong(out).join()).toContain(`address already in use 127.0.0.1:${port}`)
    await new Promise((resolve) => void taken.close(resolve))
  })

  it('finds the port well where a Frontdesk runs', async () => {
    const running = createHttpServer((_request, answer) =>
      answer.end(
        JSON.stringify({ status: 'ready', checks: { database: true } } satisfies Readiness),
      ),
    )
    await new Promise<void>((resolve) => void running.listen(0, '127.0.0.1', resolve))
    const { port } = running.address() as { port: number }
    const { out } = await run(['doctor'], { HOST: '127.0.0.1', PORT: String(port) })
    expect(out).toMatch(/^ok +port .*is served by a Frontdesk that is ready$/m)
    running.closeAllConnections()
    await new Promise((resolve) => void running.close(resolve))
  })

  it('names a bad variable, and a database and a Redis that cannot be reached', async () => {
    expect(wrong((await run(['doctor'], { PORT: 'x' })).out).join()).toContain(
      'PORT: expects a number',
    )
    const { code, out } = await run(['doctor'], {
      DATABASE_URL: 'postgres://127.0.0.1:1/none',
      REDIS_URL: 'redis://127.0.0.1:1',
    })
    expect(code).toBe(1)
    expect(wrong(out).join()).toMatch(/database +connect ECONNREFUSED/)
    expect(wrong(out).join()).toMatch(/Redis +.*ECONNREFUSED/)
  })
})

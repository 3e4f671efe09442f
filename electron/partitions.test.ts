import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPartitions } from './partitions.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-partitions-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Serve = (request: Request) => Response | Promise<Response>
type Listen = (details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void

function fakeSession() {
  const session = {
    guards: [] as string[],
    cleared: [] as unknown[],
    serve: null as Serve | null,
    listen: null as Listen | null,
    setPermissionRequestHandler: () => void session.guards.push('request'),
    setPermissionCheckHandler: () => void session.guards.push('check'),
    setDevicePermissionHandler: () => void session.guards.push('device'),
    clearStorageData: async (what: unknown) => void session.cleared.push(what),
    clearCache: async () => void session.cleared.push('cache'),
    webRequest: { onBeforeRequest: (listen: unknown) => void (session.listen = listen as Listen) },
    protocol: { handle: (_scheme: string, serve: Serve) => void (session.serve = serve) },
  }
  return session
}

const ID = '0192f0c1-0000-7000-8000-000000000001'
const help = { id: ID, name: 'Help', place: 'server', url: 'https://help.example' } as const

function machine() {
  const sessions = new Map<string, ReturnType<typeof fakeSession>>()
  const partitions = createPartitions({
    fromPartition(name) {
      const session = sessions.get(name) ?? fakeSession()
      sessions.set(name, session)
      return session
    },
    folder,
    own: { '/own.html': () => 'of the shell' },
    addressOf: (profile) => (profile.place === 'server' ? profile.url : null),
  })
  return { partitions, sessions }
}

it('each profile has one partition on disk, guarded once, that reaches its server only', async () => {
  const { partitions, sessions } = machine()
  expect(partitions.open(help)).toBe(`persist:${ID}`)
  partitions.open(help)
  const session = sessions.get(`persist:${ID}`)
  expect(session?.guards).toEqual(['request', 'check', 'device'])
  const page = await session?.serve?.(new Request('https://console/'))
  expect(page?.headers.get('content-security-policy')).toContain(
    "connect-src 'self' https://help.example wss://help.example;",
  )
  const answers: unknown[] = []
  for (const url of ['https://help.example/api', 'https://evil.example/']) {
    session?.listen?.({ url }, (answer) => answers.push(answer))
  }
  expect(answers).toEqual([{ cancel: false }, { cancel: true }])
})

it('before there is a profile nothing is on disk, and nobody is reached', async () => {
  const { partitions, sessions } = machine()
  expect(partitions.open(null)).toBe('first-start')
  const page = await sessions.get('first-start')?.serve?.(new Request('https://console/'))
  expect(page?.headers.get('content-security-policy')).toContain("connect-src 'self';")
})

it('what is cleared is everything, or all but what was written and not sent', async () => {
  const { partitions, sessions } = machine()
  await partitions.clear(help, { keepsUnsent: false })
  await partitions.clear(help, { keepsUnsent: true })
  const [all, , some] = sessions.get(`persist:${ID}`)?.cleared ?? []
  expect(all).toEqual({})
  expect(some).toEqual({
    storages: [
      'cookies',
      'filesystem',
      'localstorage',
      'shadercache',
      'serviceworkers',
      'cachestorage',
    ],
  })
})

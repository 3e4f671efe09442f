import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

const dockerfile = read('resources/deploy/Dockerfile')
const compose = read('resources/deploy/compose.yaml')
const nginx = read('resources/deploy/nginx.conf')
const workflow = read('.github/workflows/ci.yml')

describe('the container image', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
    .flatMap(([, sources]) => sources?.split(' ') ?? [])
    .filter((path) => path !== '.')

  it.each(copied)('copies %s, which exists', (path) => {
    expect(existsSync(join(ROOT, path))).toBe(true)
  })

  it('copies something', () => {
    expect(copied.length).toBeGreaterThan(3)
  })

  it('starts the server, as somebody else than root', () => {
    expect(dockerfile).toMatch(/^USER node$/m)
    const entry = /^CMD \["node", "(.+)"\]$/m.exec(dockerfile)?.[1] ?? ''
    expect(existsSync(join(ROOT, entry))).toBe(true)
    expect(copied).toContain(entry.split('/')[0])
  })

  it('asks for its health where the server answers, on the port it exposes', () => {
    const [, port, path] = /http:\/\/127\.0\.0\.1:\$\{process\.env\.PORT \?\? (\d+)\}(\/\w+)/.exec(
      dockerfile,
    ) ?? ['', '', 'none']
    expect(dockerfile).toContain(`EXPOSE ${port}`)
    expect(read('server/http/health.ts')).toContain(`'${path}'`)
  })
})

it('compose builds that image and waits for Postgres', () => {
  const file = /dockerfile: (.+)/.exec(compose)?.[1] ?? ''
  const context = /context: (.+)/.exec(compose)?.[1] ?? ''
  expect(join(ROOT, 'resources/deploy', context)).toBe(ROOT)
  expect(existsSync(join(ROOT, file))).toBe(true)
  expect(compose).toContain('condition: service_healthy')
  expect(compose).toContain('pg_isready')
})

describe('nginx in front of several processes', () => {
  const published = [...compose.matchAll(/127\.0\.0\.1:(\d+):3000/g)].map(([, port]) => port)

  it.each(['frontdesk', 'frontdesk_sticky'])('knows every process of compose in %s', (name) => {
    const [, servers = ''] = new RegExp(`upstream ${name} \\{([^}]*)\\}`).exec(nginx) ?? []
    const ports = [...servers.matchAll(/server 127\.0\.0\.1:(\d+);/g)].map(([, port]) => port)
    expect(ports).toEqual(published)
    expect(published.length).toBeGreaterThan(1)
  })

  it('passes web sockets and addresses on, and the largest file', () => {
    for (const header of ['Upgrade $http_upgrade', 'Connection', 'Host', 'X-Forwarded-For'])
      expect(nginx).toContain(`proxy_set_header ${header}`)
    const [, most] = /client_max_body_size (\d+)m;/.exec(nginx) ?? []
    expect(Number(most)).toBeGreaterThan(25)
  })
})

it('compose gives the second process all that the first has', () => {
  expect(compose).toMatch(/frontdesk-2:\n {4}<<: \*frontdesk\n {4}profiles: \[two\]/)
  expect(compose).toMatch(/frontdesk: &frontdesk\n[^]*- data:\/data/)
})

it('the workflow runs only commands this project has', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = [...workflow.matchAll(/npm run (\w+)/g)].map(([, name]) => name ?? '')
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
  expect(existsSync(join(ROOT, '.ci/run'))).toBe(true)
})

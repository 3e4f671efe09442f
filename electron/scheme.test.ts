import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consoleHandler, consoleScheme, contentPolicy, fileInside, isOurs } from './scheme.ts'

const top = mkdtempSync(join(tmpdir(), 'frontdesk-scheme-'))
const folder = join(top, 'console')
let server = 'http://127.0.0.1:3000'
const handle = consoleHandler(folder, () => server)
const get = (path: string, method = 'GET') =>
  handle({ url: `frontdesk-app://console${path}`, method } as Request)

beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(top, 'console-secret'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>console')
  writeFileSync(join(folder, 'assets', 'app one.js'), 'run()')
  writeFileSync(join(folder, '..hidden.js'), 'fine')
  writeFileSync(join(top, 'secret.txt'), 'secret')
  writeFileSync(join(top, 'console-secret', 'a.js'), 'secret')
})
afterAll(() => rmSync(top, { recursive: true, force: true }))

describe('the console’s scheme', () => {
  it('is a secure origin of its own that no other page may read', () => {
    expect(consoleScheme.privileges).toMatchObject({ standard: true, secure: true })
    expect(consoleScheme.privileges).not.toHaveProperty('corsEnabled')
    expect(consoleScheme.privileges).not.toHaveProperty('bypassCSP')
  })

  it('serves files with their type', async () => {
    const script = await get('/assets/app%20one.js')
    expect(script.status).toBe(200)
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await script.text()).toBe('run()')
  })

  it.each(['/', '/index.html', '/conversations/42', '/tickets?status=open#top', '/customers/'])(
    'answers %s with the console',
    async (path) => {
      const page = await get(path)
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(await page.text()).toBe('<!doctype html>console')
    },
  )

  it('answers HEAD without a body, and nothing but reading', async () => {
    const head = await get('/', 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect((await get('/', 'POST')).status).toBe(405)
    expect((await get('/', 'PUT')).status).toBe(405)
  })

  it('says 404 for a file that is not there', async () => {
    expect((await get('/assets/none.js')).status).toBe(404)
  })

  it('a file whose name only begins with dots is a file', async () => {
    expect(await (await get('/..hidden.js')).text()).toBe('fine')
  })
})

describe('nothing outside the folder is reached', () => {
  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2E%2E%2Fsecret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/%5c%5cserver%5cshare%5ca.js',
    '/../console-secret/a.js',
    '/..%2fconsole-secret%2fa.js',
    '/%2e%2e%2fconsole-secret/a.js',
    '//etc/passwd.txt',
    '/%2fetc%2fpasswd.txt',
    '/C:/Windows/win.ini',
    '/C%3a/Windows/win.ini',
    '/index.html%00.js',
    '/%',
    '/%ff%fe.js',
  ])('by %s', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  })

  it.each(['frontdesk-app://evil/index.html', 'https://console/index.html', 'file:///etc/passwd'])(
    'by %s',
    (address) => expect(fileInside(folder, address)).toBeNull(),
  )

  // Only some of these mean anything to the system the tests run on; none is a path of ours.
  it.each(['/..%5csecret.js', '/a%5cb.js', '/a%00.js', '/C%3a/a.js', '/a.js%3a%3a$DATA'])(
    'by %s, whatever the system makes of it',
    (path) => expect(fileInside(folder, `frontdesk-app://console${path}`)).toBeNull(),
  )

  it('by an encoded slash at the end of the folder itself', async () => {
    expect((await get('/..%2f')).status).toBe(404)
    expect((await get('/%2e%2e')).status).toBeOneOf([200, 404])
    expect(await (await get('/%2e%2e')).text()).not.toContain('secret')
  })
})

describe('the content policy', () => {
  const directives = (policy: string) =>
    Object.fromEntries(policy.split('; ').map((line) => [line.split(' ')[0], line]))

  it('comes as a header with every answer, with nosniff', async () => {
    for (const response of [await get('/'), await get('/none.js'), await get('/', 'POST')]) {
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('lets the page reach itself and the chosen server only, and run nothing inline', () => {
    const policy = directives(contentPolicy('https://help.example:8443'))
    expect(policy['connect-src']).toBe(
      "connect-src 'self' https://help.example:8443 wss://help.example:8443",
    )
    expect(policy['script-src']).toBe("script-src 'self'")
    expect(policy['frame-ancestors']).toBe("frame-ancestors 'none'")
    expect(Object.values(policy).join()).not.toMatch(/unsafe|\*/)
  })

  it('reaches nobody while no server is chosen', () => {
    const policy = directives(contentPolicy(null))
    expect(policy['connect-src']).toBe("connect-src 'self'")
    expect(policy['media-src']).toBe("media-src 'self'")
  })

  it('follows the server of the moment', async () => {
    server = 'http://10.0.0.5:3000'
    expect((await get('/')).headers.get('content-security-policy')).toContain(
      'http://10.0.0.5:3000 ws://10.0.0.5:3000',
    )
  })
})

it.each([
  ['frontdesk-app://console/inbox', true],
  ['frontdesk-app://console', true],
  ['frontdesk-app://console:1/', false],
  ['frontdesk-app://user@console/', false],
  ['frontdesk-app://console.evil/', false],
  ['frontdesk-appx://console/', false],
  ['https://console/', false],
  ['nonsense', false],
  ['', false],
])('%s is ours: %s', (address, expected) => expect(isOurs(address)).toBe(expected))

it('what the shell makes itself is served under its own policy, and nothing else by its name', async () => {
  const own = { '/stopped.html': () => '<h1>Stopped</h1>' }
  const serve = consoleHandler(folder, () => null, own)
  const answer = async (url: string) => serve(new Request(url))
  const page = await answer('frontdesk-app://console/stopped.html')
  expect([page.status, await page.text()]).toEqual([200, '<h1>Stopped</h1>'])
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  for (const url of ['frontdesk-app://evil/stopped.html', 'frontdesk-app://console/toString.html'])
    expect((await answer(url)).status).toBe(404)
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'

onBothDatabases('the built clients', (create) => {
  let on: TestDatabase
  let server: TestServer
  let dist: string
  beforeEach(async () => {
    dist = mkdtempSync(join(tmpdir(), 'frontdesk-dist-'))
    on = await create()
    server = await startServer(on, { dist })
  })
  afterEach(async () => {
    await server.stop()
    await on.drop()
    rmSync(dist, { recursive: true })
  })

  function build(name: string) {
    const assets = join(dist, 'console', 'assets')
    rmSync(join(dist, 'console'), { recursive: true, force: true })
    mkdirSync(assets, { recursive: true })
    writeFileSync(join(dist, 'console', 'index.html'), `<script src="/assets/${name}"></script>`)
    writeFileSync(join(assets, name), 'start()')
  }
  const page = async () => (await fetch(`${server.url}/inbox/all`)).text()
  const statusOf = async (name: string) => (await fetch(`${server.url}/assets/${name}`)).status

  it('are served whole when they are built after the server has started, and again when they are built anew', async () => {
    expect((await fetch(`${server.url}/inbox/all`)).status).toBe(404)
    build('first.js')
    expect(await page()).toContain('first.js')
    expect(await statusOf('first.js')).toBe(200)
    build('second.js')
    expect(await page()).toContain('second.js')
    expect(await statusOf('second.js')).toBe(200)
    expect(await statusOf('first.js')).toBe(404)
  })
})

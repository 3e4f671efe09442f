import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createBuilder } from 'vite'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const KB = 1_024

describe('the built web chat', () => {
  let outDir: string
  const read = (name: string) => readFile(join(outDir, name))
  const weight = async (name: string) => gzipSync(await read(name)).length
  beforeAll(async () => {
    // What a test run calls itself must not change what is built.
    vi.stubEnv('NODE_ENV', 'production')
    outDir = await mkdtemp(join(tmpdir(), 'webchat-'))
    const config = {
      root: import.meta.dirname,
      configFile: join(import.meta.dirname, 'vite.config.ts'),
      configLoader: 'native',
      logLevel: 'error',
      build: { outDir },
    } as const
    const builder = await createBuilder(config, null)
    await builder.buildApp()
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await rm(outDir, { recursive: true })
  })

  it('loads at most 5 KB on a site before the chat is opened', async () => {
    expect(await weight('widget.js')).toBeLessThanOrEqual(5 * KB)
  })

  it('weighs at most 45 KB in all, with the client of the socket and the longer language', async () => {
    const assets = await readdir(join(outDir, 'webchat-assets'))
    expect(new Set(assets.map((name) => name.split('.').at(-1)))).toEqual(
      new Set(['css', 'js', 'svg']),
    )
    // Nobody loads two languages, and the preview is for admins.
    const loaded = assets.filter((name) => !/^(en|preview)-/.test(name))
    const names = ['widget.js', 'chat.html', ...loaded.map((name) => `webchat-assets/${name}`)]
    const weights = await Promise.all(names.map(weight))
    expect(weights.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(45 * KB)
  })

  it('has no inline script or style in its page, and a loader that stands alone', async () => {
    const page = String(await read('chat.html'))
    expect(page).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=/)
    const loader = String(await read('widget.js'))
    expect(loader).not.toMatch(/\bimport\b|\bexport\b|innerHTML/)
  })
})

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { build } from 'electron-vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from './contract.ts'
import type { Desktop } from './contract.ts'

// The compiled file is what a sandboxed window runs, so that is what is tested.
const outDir = mkdtempSync(join(tmpdir(), 'frontdesk-build-'))
let code = ''

beforeAll(async () => {
  await build({
    root: join(import.meta.dirname, '../..'),
    logLevel: 'error',
    ignoreConfigWarning: true,
    build: { outDir },
  })
  code = readFileSync(join(outDir, 'preload', 'preload.cjs'), 'utf8')
})
afterAll(() => rmSync(outDir, { recursive: true, force: true }))

type Send = (event: unknown, ...body: unknown[]) => void

type Setting = { address?: string; answer?: unknown }

function window({ address = 'frontdesk-app://console/', answer = {} }: Setting = {}) {
  const exposed: Record<string, unknown> = {}
  const asked: unknown[][] = []
  const required: string[] = []
  let send: Send = () => undefined
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, surface: unknown) => void (exposed[name] = surface),
    },
    ipcRenderer: {
      invoke: async (...call: unknown[]) => {
        asked.push(call.slice(1))
        return answer
      },
      on: (_channel: string, listener: Send) => void (send = listener),
    },
  }
  const { protocol, host } = new URL(address)
  runInNewContext(code, {
    location: { protocol, host },
    require(name: string) {
      required.push(name)
      return electron
    },
  })
  return {
    desktop: exposed['frontdeskDesktop'] as Desktop,
    exposed,
    asked,
    required,
    send: (name: string, body: unknown) => send({ sender: 'never seen by a page' }, name, body),
  }
}

describe('the compiled shell', () => {
  it('is one main module, the updater beside it and one preload file, without dependencies to install', () => {
    expect(readdirSync(join(outDir, 'main')).toSorted()).toEqual(['main.js', 'updater.js'])
    expect(readdirSync(join(outDir, 'preload'))).toEqual(['preload.cjs'])
    const main = readFileSync(join(outDir, 'main', 'main.js'), 'utf8')
    const imported = [...main.matchAll(/^import .* from "([^"]+)"/gm)].map(([, name]) => name)
    expect(imported).toContain('electron')
    expect(imported.filter((name) => name !== 'electron' && !name?.startsWith('node:'))).toEqual([])
    expect(main).not.toMatch(/\brequire\(/)
    // Nothing of the updater is read before somebody asks for it, and it has all it needs with it.
    expect(main).toContain('import("./updater.js")')
    expect(main).not.toContain('AppImageUpdater')
    const updater = readFileSync(join(outDir, 'main', 'updater.js'), 'utf8')
    const required = [...updater.matchAll(/__require\("([^"]+)"\)/g)].map(([, name]) => name ?? '')
    expect(required).toContain('electron')
    expect(required.filter((name) => name !== 'electron' && !isBuiltin(name))).toEqual([])
  })

  it('has a preload that needs nothing but electron', () => {
    expect(window().required).toEqual(['electron'])
    expect(code).not.toMatch(/\bimport\b.*from|^export /m)
  })
})

describe('the surface a page gets', () => {
  it('is one frozen object with exactly the contract’s names', () => {
    const { desktop, exposed } = window()
    expect(Object.keys(exposed)).toEqual(['frontdeskDesktop'])
    const names = Object.entries(desktop).flatMap(([subject, part]) =>
      Object.keys(part).map((name) => `${subject}.${name}`),
    )
    const events = Object.keys(contract.events).map((name) =>
      name.replace(/\.(.)/, (_dot, first: string) => `.on${first.toUpperCase()}`),
    )
    expect(names.toSorted()).toEqual([...Object.keys(contract.calls), ...events].toSorted())
    expect([desktop, ...Object.values(desktop)].every(Object.isFrozen)).toBe(true)
  })

  it.each(['https://evil.example/', 'frontdesk-app://evil/', 'http://127.0.0.1:3000/'])(
    'is not there for %s',
    (address) => expect(window({ address }).exposed).toEqual({}),
  )

  it('turns answers into values and refusals into rejections', async () => {
    const good = window({ answer: { ok: true, value: { shown: true } } })
    expect(await good.desktop.badge.set({ count: 2 })).toEqual({ shown: true })
    expect(good.asked).toEqual([['badge.set', { count: 2 }]])
    const bad = window({ answer: { ok: false, code: 'not_allowed', message: 'No' } })
    await expect(bad.desktop.server.get()).rejects.toThrow('not_allowed: No')
  })

  it('hands listeners the body only, and stops when the subscription ends', () => {
    const { desktop, send } = window()
    const heard: unknown[][] = []
    const end = desktop.window.onFocus((...all) => heard.push(all))
    const other = desktop.window.onFocus(() => heard.push(['other']))
    send('window.focus', { focused: true })
    send('route.open', { route: { view: 'inbox' } })
    expect(heard).toEqual([[{ focused: true }], ['other']])
    end()
    send('window.focus', { focused: false })
    expect(heard).toEqual([[{ focused: true }], ['other'], ['other']])
    other()
  })
})

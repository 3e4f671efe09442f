import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishing } from './publishing.ts'

const ROOT = join(import.meta.dirname, '..')
const top = mkdtempSync(join(tmpdir(), 'frontdesk-packaging-'))
const app = join(top, 'out/linux-unpacked')
afterAll(() => rmSync(top, { recursive: true, force: true }))

function put(path: string, content: string | Buffer = '') {
  mkdirSync(dirname(join(top, path)), { recursive: true })
  writeFileSync(join(top, path), content)
}

// Where @electron/fuses looks for them in Electron's program, and how many there are.
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const FUSES = 8
const HEAD = 2

/** Electron's own files, without the program in them: all that packaging does to them can be seen. */
function putElectron() {
  const unset = Buffer.alloc(FUSES, '0')
  put('electron/electron', Buffer.concat([SENTINEL, Buffer.from([1, FUSES]), unset]))
  chmodSync(join(top, 'electron/electron'), 0o755)
  for (const file of ['LICENSE', 'chrome-sandbox', 'resources/electron.txt'])
    put(`electron/${file}`)
}

/** A project like this one, with a word in the place of what is built. */
function putProject() {
  const { name, version, description, license } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  ) as Record<string, string>
  put('package.json', JSON.stringify({ name, version, description, license, type: 'module' }))
  for (const file of ['electron-builder.yml', 'resources/icons/icon.png']) {
    mkdirSync(dirname(join(top, file)), { recursive: true })
    cpSync(join(ROOT, file), join(top, file))
  }
  for (const file of BUILT) put(`dist/${file}`, file)
  put('server/main.ts', 'a source')
  put('node_modules/a-tool/index.js', 'a tool')
}
const BUILT = [
  'electron/main.js',
  'electron/preload.cjs',
  'electron/updater.js',
  'console/index.html',
  'bundle/package.json',
  'bundle/server/main.js',
  'bundle/server/reader-thread.js',
  'bundle/dist/webchat/chat.html',
  'bundle/node_modules/better-sqlite3/prebuilds/linux-x64.node',
  'bundle/node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node',
]

beforeAll(() => {
  putElectron()
  putProject()
  const settings = {
    electronDist: join(top, 'electron'),
    electronVersion: '45.0.0',
    'directories.output': join(top, 'out'),
  }
  const given = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`)
  const updates = publishing('https://updates.example/frontdesk')
  const { status, stdout, stderr } = spawnSync(
    join(ROOT, 'node_modules/.bin/electron-builder'),
    ['--dir', '--linux', '--x64', '--publish', 'never', '--project', top, ...given, ...updates],
    { cwd: top, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stdout + stderr)
}, 120_000)

describe('the packaged app', () => {
  it('has the server of this computer as files beside the archive, with its native parts', () => {
    for (const file of BUILT.filter((path) => path.startsWith('bundle/'))) {
      expect(readFileSync(join(app, 'resources', file), 'utf8')).toBe(file)
    }
  })

  it('has the shell and the console in its archive, and neither sources nor tools', () => {
    const archive = readFileSync(join(app, 'resources/app.asar'), 'latin1')
    // The list of an archive is JSON behind four numbers of four bytes.
    const list = archive.slice(16, 16 + Buffer.from(archive, 'latin1').readUInt32LE(12))
    const { files } = JSON.parse(list) as { files: Record<string, { files?: object }> }
    // Also what is read later only: the updater beside the main module.
    for (const file of BUILT.filter((path) => path.startsWith('electron/')))
      expect(list).toContain(`"${file.slice('electron/'.length)}"`)
    expect(Object.keys(files).toSorted()).toEqual(['dist', 'package.json', 'resources'])
    expect(Object.keys(files['dist']?.files ?? {}).toSorted()).toEqual(['console', 'electron'])
    expect(archive).toContain('"main": "dist/electron/main.js"')
  })

  it('has every fuse of Electron decided', () => {
    const program = readFileSync(join(app, 'frontdesk'))
    const from = program.indexOf(SENTINEL) + SENTINEL.length + HEAD
    const [asNode, cookies, options, inspect, integrity, onlyAsar, snapshot, files] = program
      .subarray(from, from + FUSES)
      .toString()
    expect({ asNode, options, inspect, snapshot, files }).toEqual({
      asNode: '0',
      options: '0',
      inspect: '0',
      snapshot: '0',
      files: '0',
    })
    expect({ cookies, integrity, onlyAsar }).toEqual({
      cookies: '1',
      integrity: '1',
      onlyAsar: '1',
    })
  })
})

describe('what is published', () => {
  const settings = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')
  const workflow = readFileSync(join(ROOT, '.github/workflows/ci.yml'), 'utf8')

  it.each(['deb', 'AppImage', 'rpm', 'dmg', 'universal', 'nsis'])('has %s', (target) =>
    expect(settings).toMatch(new RegExp(`\\b${target}\\b`)),
  )

  it('decides each fuse that packaging knows by its name', () => {
    const known = readFileSync(
      join(ROOT, 'node_modules/app-builder-lib/out/configuration.d.ts'),
      'utf8',
    )
    const body = known.slice(known.indexOf('interface FuseOptionsV1'))
    const names = [...body.matchAll(/^ {4}(\w+)\?: boolean;$/gm)].map(([, name]) => name)
    const decided = [...settings.matchAll(/^ {2}(\w+): (?:true|false)$/gm)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(FUSES)
    for (const name of names) expect(decided).toContain(name)
  })

  it('is packaged on all three systems, and started on Linux', () => {
    for (const system of ['ubuntu', 'macos', 'windows']) {
      expect(workflow).toContain(`${system}-latest`)
    }
    const [, script = 'none'] = /xvfb-run -a node (\S+)/.exec(workflow) ?? []
    expect(existsSync(join(ROOT, script))).toBe(true)
  })

  it('has newer versions at a secure address, or nowhere', () => {
    expect(publishing('https://updates.example')).toContain(
      '-c.publish.url=https://updates.example',
    )
    expect([publishing(undefined), publishing('')]).toEqual([[], []])
    expect(() => publishing('http://updates.example')).toThrow('https')
  })

  it('is signed by what the surroundings say, never by what is written here', () => {
    expect(settings).not.toMatch(/^\s*(?:cscLink|cscKeyPassword|certificate|identity|password)/im)
    expect(workflow).toContain('CSC_LINK: ${{ secrets.CSC_LINK }}')
  })
})

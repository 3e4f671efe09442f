import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { structureFindings, structureSummary } from './check.ts'
import { readTree } from './tree.ts'
import type { Tree } from './tree.ts'

const EMPTY = 'export const nothing = 0\n'

describe('budgets', () => {
  it('refuse a production file over 400 lines, and let tests and catalogues be long', () => {
    const long = EMPTY.repeat(401)
    const short = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`server/notes/note-${index}.ts`, EMPTY]),
    )
    const files = {
      'server/log.ts': long,
      'server/log.test.ts': long,
      'renderer/words/vi.ts': long,
    }
    expect(findings({ ...short, ...files })).toEqual(['server/log.ts: 401 lines; at most 400'])
  })

  it('refuse a tree whose files are long on the whole', () => {
    const files = { 'server/log.ts': EMPTY.repeat(230) }
    expect(findings(files)).toEqual([
      'the tree: the median file has 230 lines; at most 80',
      'the tree: a tenth of the files has over 230 lines; at most 220',
    ])
  })

  it('refuse a function over 40 lines, a component too', () => {
    const body = '  nothing()\n'.repeat(39)
    const jsx = `export const Page = () => {\n${body}  return <main />\n}\n`
    expect(findings({ 'renderer/ui/page.tsx': jsx })).toEqual([
      'renderer/ui/page.tsx:1: a function of 42 lines; at most 40',
    ])
    expect(findings({ 'server/fine.ts': `function fine() {\n${body.slice(12)}}\n` })).toEqual([])
  })
})

describe('import rules', () => {
  it.each([
    ['renderer/console/main.ts', 'server/tickets/view.ts'],
    ['renderer/console/main.ts', 'renderer/webchat/thread.ts'],
    ['renderer/webchat/page.ts', 'renderer/console/main.ts'],
    ['renderer/webchat/page.ts', 'electron/bridge/contract.ts'],
    ['renderer/ui/button.ts', 'renderer/console/main.ts'],
    ['renderer/console/main.ts', 'electron/bridge/serve.ts'],
    ['electron/main.ts', 'server/main.ts'],
    ['electron/main.ts', 'renderer/ui/button.ts'],
    ['server/app.ts', 'renderer/ui/button.ts'],
    ['server/contract/tickets.ts', 'server/tickets/view.ts'],
    ['server/tickets/actions.ts', 'server/customers/queries.ts'],
    ['server/tickets/actions.ts', 'server/app.ts'],
    ['server/db/open.ts', 'server/tickets/queries.ts'],
    ['server/stream/append.ts', 'server/tickets/index.ts'],
    ['server/http/errors.ts', 'server/tickets/queries.ts'],
    ['server/log.ts', 'server/tickets/index.ts'],
    ['server/config.ts', 'server/main.ts'],
    ['server/tickets/actions.ts', 'tests/support/postgres.ts'],
  ])('keep %s from importing %s', (from, to) => {
    expect(findings(importing(from, to))).toEqual([
      expect.stringContaining(`${from}:1: imports ${to}, but `),
    ])
    expect(findings(importing(from, to, 'import type'))).toHaveLength(1)
  })

  it.each([
    ['renderer/console/main.ts', 'server/contract/tickets.ts'],
    ['renderer/console/main.ts', 'renderer/ui/button.ts'],
    ['renderer/console/main.ts', 'electron/bridge/contract.ts'],
    ['renderer/webchat/page.ts', 'renderer/words/vi.ts'],
    ['electron/main.ts', 'server/contract/tickets.ts'],
    ['server/app.ts', 'server/tickets/routes.ts'],
    ['server/main.ts', 'server/app.ts'],
    ['server/tickets/actions.ts', 'server/customers/index.ts'],
    ['server/tickets/actions.ts', 'server/tickets/queries.ts'],
    ['server/tickets/actions.ts', 'server/db/transaction.ts'],
    ['server/tickets/actions.ts', 'server/config.ts'],
    ['server/db/schema.ts', 'server/tickets/table.ts'],
    ['server/tickets/actions.test.ts', 'server/app.ts'],
  ])('let %s import %s', (from, to) => {
    expect(findings(importing(from, to))).toEqual([])
  })
})

describe('cycles', () => {
  it('are found through several files, and through a dynamic import', () => {
    const files = {
      'server/tickets/a.ts': `import './b.ts'\n`,
      'server/tickets/b.ts': `export * from './c.ts'\n`,
      'server/tickets/c.ts': `export const later = () => import('./a.ts')\n`,
    }
    expect(findings(files)).toEqual([
      'server/tickets/a.ts: import cycle: server/tickets/a.ts → server/tickets/b.ts → ' +
        'server/tickets/c.ts → server/tickets/a.ts',
    ])
  })

  it('do not count imports of types', () => {
    const files = {
      'server/tickets/a.ts': `import type { B } from './b.ts'\nexport type A = B\n`,
      'server/tickets/b.ts': `import type { A } from './a.ts'\nexport type B = A\n`,
    }
    expect(findings(files)).toEqual([])
  })
})

describe('comments', () => {
  it.each([
    '// const old = await load()\n',
    '// if (old) {\n//   load()\n// }\n',
    '// return load(id)\n// once more\n',
    '/* load(id) */\n',
    '// The old way was:\n// import { load } from "./load.ts"\n',
  ])('may not hide code: %j', (comment) => {
    const text = EMPTY.repeat(30) + comment
    const place = 'server/notes.ts:31: '
    expect(findings({ 'server/notes.ts': text })).toEqual([
      `${place}commented-out code; the history remembers it`,
    ])
  })

  it.each([
    '// Why: a lost update (see the counter row) would burn a number.\n',
    '// once\n',
    '// oxlint-disable-next-line no-await-in-loop -- one after the other\n',
    '/** @example load(id) */\n',
    '// https://example.org/issue#42\n',
  ])('may say why: %j', (comment) => {
    expect(findings({ 'server/notes.ts': EMPTY.repeat(30) + comment })).toEqual([])
  })

  it('may not be a fifth of the tree', () => {
    const text = `// why\n`.repeat(2) + EMPTY.repeat(8)
    expect(findings({ 'server/notes.ts': text })).toEqual([
      'the tree: 20.0 % of the lines are comments; at most 12.0 %',
    ])
  })
})

describe('names', () => {
  it.each(['server/utils/dates.ts', 'renderer/helpers.ts', 'server/tickets/common.ts'])(
    'must say something: %s',
    (path) => {
      expect(findings({ [path]: EMPTY })).toEqual([
        `${path}: a name that says nothing about what is in it`,
      ])
    },
  )

  it('leave index.ts to the slices of the server', () => {
    const files = { 'server/tickets/index.ts': EMPTY, 'renderer/ui/index.ts': EMPTY }
    expect(findings(files)).toEqual([
      'renderer/ui/index.ts: only a slice of the server has an index.ts',
    ])
  })

  it('give no path of a machine, in documents neither', () => {
    const files = { 'docs/admin.md': `See ${['', 'root', 'notes'].join('/')}.\n` }
    expect(findings(files)).toEqual(['docs/admin.md:1: names a folder of somebody’s machine'])
  })
})

it('the summary counts production files only', () => {
  const tree = treeOf({ 'server/log.ts': EMPTY, 'server/log.test.ts': EMPTY.repeat(9) })
  expect(structureSummary(tree)).toContain('1 production files, median 1 lines')
})

function importing(from: string, to: string, verb = 'import'): Record<string, string> {
  const up = '../'.repeat(from.split('/').length - 1)
  return { [from]: `${verb} { nothing } from '${up}${to}'\n${EMPTY}`, [to]: EMPTY }
}

function findings(files: Record<string, string>): string[] {
  return structureFindings(treeOf(files)).map(({ place, sentence }) => `${place}: ${sentence}`)
}

function treeOf(files: Record<string, string>): Tree {
  const root = mkdtempSync(join(tmpdir(), 'frontdesk-structure-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const tree = readTree(root)
  rmSync(root, { recursive: true })
  return tree
}

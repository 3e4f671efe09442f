import { matchesGlob } from 'node:path'
import type { Finding, Import, Source } from './source.ts'
import { isTest } from './tree.ts'

interface Rule {
  from: string[]
  mayImport: string[]
  because: string
}

const CONTRACT = 'server/contract/**'
const BRIDGE = 'electron/bridge/contract.ts'
const SERVER_ROOT = 'server/!(app|main|cli).ts'
const WORDS = 'server/words/**'
const SLICE_DOORS = 'server/*/index.ts'

/** The first rule whose `from` holds a file says what that file may import of the project. */
const rules: Rule[] = [
  {
    from: ['renderer/console/**'],
    mayImport: ['renderer/!(webchat)/**', CONTRACT, BRIDGE],
    because: 'the console knows the shared renderer folders and the two contracts',
  },
  {
    from: ['renderer/webchat/**'],
    mayImport: ['renderer/!(console)/**', CONTRACT],
    because: 'the web chat knows the shared renderer folders and the server’s contract',
  },
  {
    from: ['renderer/**'],
    mayImport: ['renderer/!(console|webchat)/**', CONTRACT, BRIDGE],
    because: 'what the clients share knows neither of them',
  },
  {
    from: ['electron/**'],
    mayImport: ['electron/**', CONTRACT],
    because: 'the shell knows its own files and the server’s contract',
  },
  {
    from: [CONTRACT],
    mayImport: [CONTRACT],
    because: 'the contract is read by browsers and stands alone',
  },
  {
    from: [
      'server/main.ts',
      'server/app.ts',
      'server/cli.ts',
      'server/composition/**',
      'server/demo/**',
    ],
    mayImport: ['server/**'],
    because: 'the server stands without the clients',
  },
  {
    from: ['server/db/**'],
    mayImport: ['server/db/**', 'server/*/table.ts', CONTRACT, SERVER_ROOT],
    because: 'the database layer knows row types, not slices',
  },
  {
    from: ['server/stream/**', 'server/jobs/**'],
    mayImport: ['server/{stream,jobs,db}/**', CONTRACT, SERVER_ROOT],
    because: 'the stream and the jobs carry what slices give them and know no slice',
  },
  {
    from: ['server/http/**', 'server/socket/**'],
    mayImport: [
      'server/{http,socket,stream,jobs,db}/**',
      SLICE_DOORS,
      CONTRACT,
      SERVER_ROOT,
      WORDS,
    ],
    because: 'the edges reach a slice through its index.ts',
  },
  {
    from: [WORDS, 'server/*.ts'],
    mayImport: [WORDS, 'server/{db,stream,jobs}/**', CONTRACT, SERVER_ROOT],
    because: 'the server’s ground floor knows no slice',
  },
  {
    from: ['server/**'],
    mayImport: [
      'server/{db,stream,jobs,http,socket}/**',
      SLICE_DOORS,
      CONTRACT,
      SERVER_ROOT,
      WORDS,
    ],
    because: 'a slice reaches another through its index.ts',
  },
]

/** Imports that go where the architecture does not let them. */
export function importFindings(sources: Source[]): Finding[] {
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap((source) =>
      source.imports
        .filter(({ isLocal }) => isLocal)
        .flatMap((target) => importFinding(source.path, target)),
    )
}

function importFinding(path: string, { target, line }: Import): Finding[] {
  const rule = rules.find(({ from }) => matches(path, from))
  if (!rule || matches(target, rule.mayImport) || isOwn(path, target)) return []
  return [{ place: `${path}:${line}`, sentence: `imports ${target}, but ${rule.because}` }]
}

/** A folder of the server is free within itself. */
function isOwn(path: string, target: string): boolean {
  const [area, slice, ...rest] = path.split('/')
  return area === 'server' && rest.length > 0 && target.startsWith(`server/${slice}/`)
}

function matches(path: string, globs: string[]): boolean {
  return globs.some((glob) => matchesGlob(path, glob))
}

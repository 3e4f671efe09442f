import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { readSource } from './source.ts'
import type { Source } from './source.ts'

const CODE = /\.(?:ts|tsx|mts|mjs|js)$/
const TEXT = /\.(?:ts|tsx|mts|mjs|js|json|md|ya?ml|css|html|svg|sh)$|Dockerfile$|\.ci\/run$/
const SKIPPED = /^(?:node_modules|dist|out|release|test-results|data.*|\.git)$|^package-lock\.json$/

const CODE_FOLDERS = ['server', 'renderer', 'electron', 'scripts', 'bench', 'tests']

export interface Tree {
  sources: Source[]
  /** Every file a person might read: code, documents, configuration. */
  texts: Array<{ path: string; text: string }>
}

/** Reads the project under `root`, leaving out what is installed, built or stored there. */
export function readTree(root: string): Tree {
  const texts = walk(root)
    .filter((path) => TEXT.test(path))
    .map((path) => relative(root, path).split(sep).join('/'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const sources = texts
    .filter(({ path }) => CODE.test(path) && CODE_FOLDERS.includes(path.split('/')[0] ?? ''))
    .map(({ path, text }) => readSource(path, text))
  return { sources, texts }
}

/** Test code: allowed to be long and to look behind the scenes. */
export function isTest(path: string): boolean {
  return path.startsWith('tests/') || /\.test\.tsx?$/.test(path)
}

function walk(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !SKIPPED.test(name))
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? walk(path) : [path]))
    .toSorted()
}

import { posix } from 'node:path'
import type { Finding } from './source.ts'
import type { Tree } from './tree.ts'

const EMPTY_WORD = /^(?:utils?|helpers?|common|misc|managers?)$/i
const SLICE_INDEX = /^server\/[^/]+\/index\.ts$/
const MACHINE_PATH = /(?<![\w.-])\/(?:work|root)\//

const groundFloor = ['contract', 'db', 'http', 'jobs', 'socket', 'stream', 'words']
const sliceKinds = ['table', 'queries', 'actions', 'policy', 'view', 'routes', 'socket', 'index']

/** Names that say nothing, indexes that only forward, and paths of somebody's machine. */
export function nameFindings({ sources, texts }: Tree): Finding[] {
  return [
    ...sources.filter(({ path }) => saysNothing(path)).map(({ path }) => emptyName(path)),
    ...sources.filter(({ path }) => isBarrel(path)).map(({ path }) => barrel(path)),
    ...texts.flatMap(({ path, text }) => machinePaths(path, text)),
  ]
}

/** How many files of the slices are something else than the usual kinds; told, not judged. */
export function furtherNouns({ sources }: Tree): number {
  return sources.filter(({ path }) => isFurtherNoun(path)).length
}

function isFurtherNoun(path: string): boolean {
  const [area, slice, file, ...deeper] = path.split('/')
  if (area !== 'server' || !slice || groundFloor.includes(slice)) return false
  if (!file || deeper.length > 0 || file.includes('.test.')) return false
  return !sliceKinds.includes(posix.basename(file, '.ts'))
}

function saysNothing(path: string): boolean {
  return path.split('/').some((part) => EMPTY_WORD.test(part.replace(/\..*$/, '')))
}

function emptyName(path: string): Finding {
  return { place: path, sentence: 'a name that says nothing about what is in it' }
}

function isBarrel(path: string): boolean {
  return /\/index\.tsx?$/.test(path) && !SLICE_INDEX.test(path)
}

function barrel(path: string): Finding {
  return { place: path, sentence: 'only a slice of the server has an index.ts' }
}

function machinePaths(path: string, text: string): Finding[] {
  return text.split('\n').flatMap((line, index) => {
    if (!MACHINE_PATH.test(line)) return []
    return [{ place: `${path}:${index + 1}`, sentence: 'names a folder of somebody’s machine' }]
  })
}

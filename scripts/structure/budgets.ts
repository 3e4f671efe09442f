import type { Finding, Source } from './source.ts'
import { isTest } from './tree.ts'

const LONGEST_FILE = 400
const LONGEST_FUNCTION = 40
const MEDIAN = 80
const NINETIETH = 220

const CATALOGUE = /^(?:renderer|server|electron)\/words(?:\/|\.ts$)/

export interface Sizes {
  files: number
  median: number
  ninetieth: number
  longest: Source | undefined
}

/** How long the production files are; word catalogues are data and left out. */
export function sizes(sources: Source[]): Sizes {
  const sorted = sources.filter(isMeasured).toSorted((a, b) => a.lines - b.lines)
  const linesAt = (share: number) => sorted[Math.ceil(sorted.length * share) - 1]?.lines ?? 0
  return {
    files: sorted.length,
    median: linesAt(0.5),
    ninetieth: linesAt(0.9),
    longest: sorted.at(-1),
  }
}

/** Files and functions over their budget. */
export function budgetFindings(sources: Source[]): Finding[] {
  const { median, ninetieth } = sizes(sources)
  const findings = sources.filter(isMeasured).flatMap(lengthFindings)
  if (median > MEDIAN) findings.push(treeFinding(`the median file has ${median} lines`, MEDIAN))
  if (ninetieth > NINETIETH)
    findings.push(treeFinding(`a tenth of the files has over ${ninetieth} lines`, NINETIETH))
  return findings
}

function lengthFindings({ path, lines, functions }: Source): Finding[] {
  const findings = functions
    .map(({ firstLine, lastLine }) => ({ firstLine, length: lastLine - firstLine + 1 }))
    .filter(({ length }) => length > LONGEST_FUNCTION)
    .map(({ firstLine, length }) => ({
      place: `${path}:${firstLine}`,
      sentence: `a function of ${length} lines; at most ${LONGEST_FUNCTION}`,
    }))
  if (lines > LONGEST_FILE)
    findings.push({ place: path, sentence: `${lines} lines; at most ${LONGEST_FILE}` })
  return findings
}

function treeFinding(sentence: string, limit: number): Finding {
  return { place: 'the tree', sentence: `${sentence}; at most ${limit}` }
}

function isMeasured({ path }: Source): boolean {
  return !isTest(path) && !CATALOGUE.test(path)
}

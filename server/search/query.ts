import { SEARCH_IS, SearchKind } from '../contract/search.ts'
import { folded } from '../contract/text.ts'
import type { Phrase } from '../db/full-text.ts'
import type { Kind } from './table.ts'
import { tokensOf } from './tokens.ts'

export type Standing = (typeof SEARCH_IS)[number]

/** Words as they were typed, and as they are compared. */
export interface Typed extends Phrase {
  text: string
}

/** What somebody looks for. */
export interface Query {
  words: Typed[]
  without: Phrase[]
  from: string[]
  assignees: string[]
  tags: string[]
  is: Set<Standing>
  kinds: Set<Kind>
  /** Days, months or years, as `2026`, `2026-11` or `2026-11-25`, `today` or `yesterday`. */
  before: string[]
  after: string[]
}

// A name, a colon and a value; or a value alone; what is in quotes is one value, also where the last quote is missing.
const PART = /(-)?(?:(\p{L}+):(?=\S))?(?:"([^"]*)"?|([^\s"]+))/gu
const DAY = /^(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?|today|yesterday)$/
const KINDS: readonly string[] = SearchKind.options satisfies readonly Kind[]
const LEAST_PREFIX = 2

interface Part {
  isMinus: boolean
  name: string | undefined
  value: string
  isQuoted: boolean
}

/** Understands what somebody typed, whatever it is. */
export function parseQuery(text: string): Query {
  const query: Query = {
    words: [],
    without: [],
    from: [],
    assignees: [],
    tags: [],
    is: new Set(),
    kinds: new Set(),
    before: [],
    after: [],
  }
  for (const part of partsOf(text)) if (!takeNamed(query, part)) takeWords(query, part)
  // Only the last one may go on: somebody is still typing it, or has gone on to narrow it down.
  for (const word of query.words.slice(0, -1)) word.isPrefix = false
  return query
}

function partsOf(text: string): Part[] {
  return [...text.matchAll(PART)].map((found) => ({
    isMinus: found[1] !== undefined,
    name: found[2]?.toLowerCase(),
    value: found[3] ?? found[4] ?? '',
    isQuoted: found[3] !== undefined,
  }))
}

/** Takes what has a name that is known, and a value that makes sense with it. */
function takeNamed(query: Query, { isMinus, name, value }: Part): boolean {
  if (isMinus || name === undefined || value === '') return false
  const take = NAMES[name]
  return take?.(query, value.trim()) ?? false
}

const asText = (key: 'from' | 'assignees' | 'tags') => (query: Query, value: string) => {
  if (tokensOf(value).length === 0) return false
  query[key].push(value)
  return true
}

const asDay = (key: 'before' | 'after') => (query: Query, value: string) => {
  const day = value.toLowerCase()
  if (!DAY.test(day)) return false
  query[key].push(day)
  return true
}

const NAMES: Record<string, (query: Query, value: string) => boolean> = {
  from: asText('from'),
  to: asText('assignees'),
  assignee: asText('assignees'),
  tag: asText('tags'),
  before: asDay('before'),
  after: asDay('after'),
  is(query, value) {
    const found = SEARCH_IS.find((each) => each === folded(value))
    if (found) query.is.add(found)
    return found !== undefined
  },
  in(query, value) {
    const isKind = KINDS.includes(folded(value))
    if (isKind) query.kinds.add(folded(value) as Kind)
    return isKind
  },
}

function takeWords(query: Query, { isMinus, name, value, isQuoted }: Part): void {
  const text = name === undefined ? value : `${name}:${value}`
  const tokens = tokensOf(text)
  if (tokens.length === 0) return
  if (isMinus) {
    query.without.push({ tokens, isPrefix: false })
    return
  }
  const isPrefix = !isQuoted && (tokens.at(-1)?.length ?? 0) >= LEAST_PREFIX
  query.words.push({ text, tokens, isPrefix })
}

/** Whether a query asks for anything that there could be. */
export const asksForSomething = ({ words, from, assignees, tags, is, before, after }: Query) =>
  [words, from, assignees, tags, before, after].some(({ length }) => length > 0) || is.size > 0

import { match } from '../../../text/match.ts'
import type { Catalogue } from '../../../words/en.ts'
import { type Command, GROUPS } from './command.ts'

/** A line of the palette. */
export interface Entry {
  readonly id: string
  readonly label: string
  /** In small, after the label. */
  readonly note?: string
  readonly keys?: string
  readonly run: () => void
}

/** Lines under one heading. */
export interface Section {
  readonly title: string
  readonly items: readonly Entry[]
}

type Words = Catalogue['commands']

/** What of `commands` the palette can do. */
function entriesOf(commands: readonly Command[]) {
  return commands.flatMap(({ id, label, keys, group, keywords, run }) =>
    run
      ? [
          {
            id,
            label,
            group,
            run,
            words: `${label} ${keywords ?? ''}`,
            ...(keys?.[0] && { keys: keys[0] }),
          },
        ]
      : [],
  )
}

/** Everything there is, by groups, what was used lately first. */
function allSections(commands: readonly Command[], recent: readonly string[], words: Words) {
  const entries = entriesOf(commands)
  const used = recent.flatMap((id) => entries.find((entry) => entry.id === id) ?? [])
  const groups = GROUPS.map((group) => ({
    title: words.groups[group],
    items: entries.filter((entry) => entry.group === group && !recent.includes(entry.id)),
  }))
  return [{ title: words.recent, items: used }, ...groups].filter(({ items }) => items.length > 0)
}

/** What answers a query, the best group and in it the best line first. */
function foundSections(
  commands: readonly Command[],
  recent: readonly string[],
  query: string,
  words: Words,
) {
  const scored = entriesOf(commands)
    .map((entry) => ({
      entry,
      score: match(query, entry.words) + (recent.includes(entry.id) ? 1 : 0),
    }))
    .filter(({ entry }) => match(query, entry.words) > 0)
    .toSorted((a, b) => b.score - a.score)
  const groups = [...new Set(scored.map(({ entry }) => entry.group))]
  return groups.map((group) => ({
    title: words.groups[group],
    items: scored.flatMap(({ entry }) => (entry.group === group ? [entry] : [])),
  }))
}

/** The commands the palette shows for what is typed. */
export function sectionsOf(
  commands: readonly Command[],
  { query, recent, words }: { query: string; recent: readonly string[]; words: Words },
): Section[] {
  return query === ''
    ? allSections(commands, recent, words)
    : foundSections(commands, recent, query, words)
}

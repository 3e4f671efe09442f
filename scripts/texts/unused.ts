import { parseSync, Visitor } from 'vite'

/** The names a file speaks of: `words.inbox`, `{ inbox }` and `'inbox'` all name the inbox. */
export interface Mentions {
  readonly names: ReadonlySet<string>
  /** What may be a key at the moment of speaking: texts, and the names of an object's own keys. */
  readonly strings: ReadonlySet<string>
  /** Of what one of several is taken by a value: `days` of `words.days[day]`. */
  readonly chosenFrom: ReadonlySet<string>
}

export function mentionsIn(path: string, text: string): Mentions {
  const names = new Set<string>()
  const strings = new Set<string>()
  const chosenFrom = new Set<string>()
  new Visitor({
    Identifier: ({ name }) => void names.add(name),
    Literal: ({ value }) => {
      if (typeof value === 'string') strings.add(value)
    },
    Property: ({ key }) => {
      if (key.type === 'Identifier') strings.add(key.name)
    },
    MemberExpression: ({ computed, object }) => {
      if (!computed) return
      if (object.type === 'Identifier') chosenFrom.add(object.name)
      if (object.type === 'MemberExpression' && object.property.type === 'Identifier')
        chosenFrom.add(object.property.name)
    },
  }).visit(parseSync(path, text).program)
  return { names, strings, chosenFrom }
}

/** The path of each text of a catalogue. */
function* keysOf(catalogue: object, path: readonly string[] = []): Generator<string[]> {
  for (const [key, value] of Object.entries(catalogue) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null) yield* keysOf(value, [...path, key])
    else yield [...path, key]
  }
}

/**
 * Texts nobody says. A text counts as said when one file names its whole path, or names where it stands and the last
 * step is a value that stands as a text somewhere, as in `words.statuses[ticket.status]`.
 */
export function unusedKeys(catalogue: object, files: readonly Mentions[]): string[] {
  const speaks = ({ names, strings }: Mentions, key: string) => names.has(key) || strings.has(key)
  const values = new Set(files.flatMap(({ strings }) => [...strings]))
  const isSaid = (path: readonly string[]) => {
    const above = path.slice(0, -1)
    const last = path.at(-1) ?? ''
    const near = files.filter((file) => above.every((key) => speaks(file, key)))
    if (near.some((file) => speaks(file, last) || file.chosenFrom.has(above.at(-1) ?? '')))
      return true
    return near.length > 0 && values.has(last)
  }
  return [...keysOf(catalogue)].filter((path) => !isSaid(path)).map((path) => path.join('.'))
}

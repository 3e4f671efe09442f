/** A piece of a text; `id` is whom it names, where it names somebody. */
export interface MentionPart {
  text: string
  id?: string
}

/** Somebody who can be named. */
export interface Person {
  readonly id: string
  readonly name: string
}

const LETTER = /[\p{L}\p{N}\p{M}]/u

/** Whether the `@` at a place begins a word: an e-mail address names nobody. */
const begins = (text: string, at: number) => at === 0 || !LETTER.test(text.charAt(at - 1))

/** Cuts a text at the people it names: `@` and the whole name, of two that fit the longer. */
export function mentionParts(text: string, people: readonly Person[]): MentionPart[] {
  const named = people.filter(({ name }) => name !== '').toSorted(longestFirst)
  const parts: MentionPart[] = []
  let from = 0
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const after = at + 1
    const found = begins(text, at) && named.find(({ name }) => stands(text, name, after))
    if (!found) continue
    if (at > from) parts.push({ text: text.slice(from, at) })
    from = after + found.name.length
    parts.push({ text: text.slice(at, from), id: found.id })
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

/** The ids of everybody a text names; people of one name are all meant. */
export function mentionedIn(text: string, people: readonly Person[]): string[] {
  const names = new Set(
    mentionParts(text, people)
      .filter(({ id }) => id !== undefined)
      .map((part) => part.text.slice(1)),
  )
  return people.filter(({ name }) => names.has(name)).map(({ id }) => id)
}

const longestFirst = (a: Person, b: Person) => b.name.length - a.name.length

const stands = (text: string, name: string, at: number) =>
  text.startsWith(name, at) && !LETTER.test(text.charAt(at + name.length))

/** A text as it stands in a field, and what of it is selected. */
export interface Written {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** What replaces a part of a text, and what of it is selected then. */
export interface Change {
  readonly over: readonly [number, number]
  readonly text: string
  readonly marked: readonly [number, number]
}

/** Puts marks around what is selected, or takes them away where they stand already. */
function withMark({ text, from, to }: Written, mark: string): Change {
  const inside = text.slice(from, to)
  const [start, end] = [from - mark.length, to + mark.length]
  if (text.slice(start, from) === mark && text.slice(to, end) === mark)
    return { over: [start, end], text: inside, marked: [0, inside.length] }
  const marked = [mark.length, mark.length + inside.length] as const
  return { over: [from, to], text: `${mark}${inside}${mark}`, marked }
}

const ADDRESS = /^https?:\/\/\S+$/i

/** Makes what is selected a link: its words, or its address where that is what it is. */
function asLink({ text, from, to }: Written): Change {
  const inside = text.slice(from, to)
  if (ADDRESS.test(inside)) return { over: [from, to], text: `[](${inside})`, marked: [1, 1] }
  const at = inside.length + 3
  return { over: [from, to], text: `[${inside}](https://)`, marked: [at, at + 8] }
}

const MARKS: Readonly<Record<string, string>> = {
  'mod+b': '**',
  'mod+i': '_',
  'mod+e': '`',
  'mod+shift+x': '~~',
}

/** What a key does to a text; null where it does nothing. A link needs words: without any the key is another's. */
export function changeBy(name: string, written: Written): Change | null {
  if (name === 'mod+k') return written.from < written.to ? asLink(written) : null
  const mark = MARKS[name]
  return mark === undefined ? null : withMark(written, mark)
}

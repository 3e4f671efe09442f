import { hrefOf, linkParts } from './links.ts'

/** What a text becomes on screen: text, or one of these few elements. Nothing that is written is ever markup. */
export type Piece = string | Shape
export interface Shape {
  tag: 'p' | 'pre' | 'blockquote' | 'ul' | 'ol' | 'li' | 'strong' | 'em' | 's' | 'code' | 'a'
  children: Piece[]
  /** Where an `a` leads: an http(s) address. */
  href?: string
  /** The number an `ol` begins with. */
  start?: number
}

const FENCE = /^```[^`\n]*\n([^]*?)\n```[^\S\n]*$\n?/m
const STARTS = { blockquote: /^> ?/, ul: /^[-*] (?=\S)/, ol: /^(\d{1,3})[.)] (?=\S)/ }
// Addresses first: what stands in one is no mark. A mark hugs what it marks and stands apart from words around it, so
// that 2 * 3 and snake_case have none.
const MARKED =
  /https?:\/\/\S+|`([^`\n]+)`|\[([^[\]\n]+)\]\(([^\s()]+)\)|(?<![\p{L}\p{N}])(\*\*?|_|~~)(?=\S)(.{1,400}?)(?<!\s|\4)\4(?![\p{L}\p{N}*]|\4)/giu
const DEEPEST = 4

const shape = (tag: Shape['tag'], ...children: Piece[]): Shape => ({ tag, children })

/** Text whose web addresses can be followed, and nothing else. */
const linked = (text: string): Piece[] =>
  linkParts(text).map(({ text: part, href }) =>
    href === undefined ? part : { ...shape('a', part), href },
  )

/** A text as it stands. */
export const plain = (text: string): Shape[] => [shape('p', ...linked(text))]

/** A text in the light Markdown people write in chats. Never fails: what is no mark is text. */
export function markdown(text: string): Shape[] {
  const fence = FENCE.exec(text)
  if (!fence) return blocks(text)
  const { 0: whole, 1: code = '', index } = fence
  const rest = text.slice(index + whole.length)
  return [
    ...(index > 0 ? blocks(text.slice(0, index - 1)) : []),
    shape('pre', code),
    ...(rest === '' ? [] : markdown(rest)),
  ]
}

const wordsOf = (piece: Piece): string =>
  typeof piece === 'string'
    ? piece
    : piece.children.map(wordsOf).join(piece.tag === 'ul' || piece.tag === 'ol' ? ' ' : '')

/** What is read of a text where there is room for one line: its words, without the marks. */
export const unmarked = (text: string): string => markdown(text).map(wordsOf).join(' ')

type Block = keyof typeof STARTS

const blockOf = (line: string): Block | 'p' =>
  (Object.keys(STARTS) as Block[]).find((kind) => STARTS[kind].test(line)) ?? 'p'

function blocks(text: string): Shape[] {
  const runs: { kind: Block | 'p'; lines: string[] }[] = []
  for (const line of text.split('\n')) {
    const kind = blockOf(line)
    const last = runs.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else runs.push({ kind, lines: [line] })
  }
  if (runs.length === 1) return runs.map(blockShape)
  // Between blocks the space is theirs: empty lines would double it.
  return runs
    .map((run) => (run.kind === 'p' ? { ...run, lines: [trimLines(run.lines)] } : run))
    .filter(({ kind, lines }) => kind !== 'p' || lines[0] !== '')
    .map(blockShape)
}

const trimLines = (lines: string[]) => lines.join('\n').replace(/^\s*\n|\n\s*$/g, '')

function blockShape({ kind, lines }: { kind: Block | 'p'; lines: string[] }): Shape {
  if (kind === 'p') return shape('p', ...inline(lines.join('\n')))
  const said = lines.map((line) => line.replace(STARTS[kind], ''))
  if (kind === 'blockquote') return shape(kind, ...inline(said.join('\n')))
  const items = said.map((line) => shape('li', ...inline(line)))
  const start = Number(STARTS.ol.exec(lines[0] ?? '')?.[1])
  return { ...shape(kind, ...items), ...(kind === 'ol' && { start }) }
}

function inline(text: string, depth = 0): Piece[] {
  if (depth === DEEPEST) return linked(text)
  const pieces: Piece[] = []
  let from = 0
  for (const found of text.matchAll(MARKED)) {
    const piece = markedPiece(found, depth)
    if (!piece) continue
    pieces.push(...linked(text.slice(from, found.index)), piece)
    from = found.index + found[0].length
  }
  return [...pieces, ...linked(text.slice(from))]
}

function markedPiece(found: RegExpExecArray, depth: number): Shape | undefined {
  const [, code, label, address = '', mark, marked = ''] = found
  if (code !== undefined) return shape('code', code)
  if (label !== undefined) {
    const href = hrefOf(address)
    return href === undefined ? undefined : { ...shape('a', label), href }
  }
  if (mark === undefined) return undefined
  const tag = mark === '~~' ? 's' : mark === '**' ? 'strong' : 'em'
  return shape(tag, ...inline(marked, depth + 1))
}

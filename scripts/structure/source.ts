import { posix } from 'node:path'
import { parseSync, Visitor } from 'vite'
import type { ParseResult } from 'vite'

export interface Source {
  /** Relative to the project, with forward slashes. */
  path: string
  lines: number
  imports: Import[]
  functions: Span[]
  comments: Comment[]
}

export interface Import {
  /** A path within the project, or a package's name. */
  target: string
  isLocal: boolean
  isTypeOnly: boolean
  line: number
}

interface Span {
  firstLine: number
  lastLine: number
}

/** One comment, or several line comments that follow each other directly. */
export interface Comment extends Span {
  text: string
  isDoc: boolean
}

/** A breach of the rules, in one sentence, at a place one can jump to. */
export interface Finding {
  place: string
  sentence: string
}

/** Reads from one file what the structure rules ask about. */
export function readSource(path: string, text: string): Source {
  const parsed = parseSync(path, text)
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`)
  const lineAt = lineFinder(text)
  return {
    path,
    lines: lineAt(text.length - 1),
    imports: importsOf(path, parsed, lineAt),
    functions: functionsOf(parsed, lineAt),
    comments: commentsOf(parsed, lineAt),
  }
}

type LineAt = (offset: number) => number

function lineFinder(text: string): LineAt {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    const next = starts.findIndex((start) => start > offset)
    return next < 0 ? starts.length : next
  }
}

function importsOf(path: string, parsed: ParseResult, lineAt: LineAt): Import[] {
  const found: Import[] = []
  const add = (specifier: string, start: number, isTypeOnly: boolean) => {
    const isLocal = specifier.startsWith('.')
    const target = isLocal ? posix.join(posix.dirname(path), specifier) : specifier
    found.push({ target, isLocal, isTypeOnly, line: lineAt(start) })
  }
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.start, node.importKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source.value, node.start, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (node.source) add(node.source.value, node.start, node.exportKind === 'type')
    },
    ImportExpression: (node) => {
      if (node.source.type !== 'Literal' || typeof node.source.value !== 'string') return
      add(node.source.value, node.start, false)
    },
    TSImportType: (node) => add(node.source.value, node.start, true),
  }).visit(parsed.program)
  return found
}

function functionsOf(parsed: ParseResult, lineAt: LineAt): Span[] {
  const found: Span[] = []
  const add = (node: { start: number; end: number }) =>
    void found.push({ firstLine: lineAt(node.start), lastLine: lineAt(node.end - 1) })
  new Visitor({
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: add,
  }).visit(parsed.program)
  return found
}

function commentsOf(parsed: ParseResult, lineAt: LineAt): Comment[] {
  const found: Comment[] = []
  let lastWasLine = false
  for (const { type, value, start, end } of parsed.comments) {
    const comment = {
      text: value,
      isDoc: type === 'Block' && value.startsWith('*'),
      firstLine: lineAt(start),
      lastLine: lineAt(end - 1),
    }
    const previous = found.at(-1)
    if (type === 'Line' && lastWasLine && previous?.lastLine === comment.firstLine - 1) {
      previous.text += `\n${value}`
      previous.lastLine = comment.lastLine
    } else found.push(comment)
    lastWasLine = type === 'Line'
  }
  return found
}

import { parseSync } from 'vite'
import type { ESTree } from 'vite'
import type { Comment, Finding, Source } from './source.ts'
import { isTest } from './tree.ts'

const LARGEST_SHARE = 0.12

/** Statements nobody writes in prose. */
const CODE = new Set([
  'ClassDeclaration',
  'ExportAllDeclaration',
  'ExportDefaultDeclaration',
  'ExportNamedDeclaration',
  'ForOfStatement',
  'ForStatement',
  'FunctionDeclaration',
  'IfStatement',
  'ImportDeclaration',
  'TryStatement',
  'VariableDeclaration',
  'WhileStatement',
])
const CODE_EXPRESSIONS = new Set(['AssignmentExpression', 'AwaitExpression', 'CallExpression'])

/** Which part of the production lines is comment. */
export function commentShare(sources: Source[]): number {
  const measured = sources.filter(({ path }) => !isTest(path))
  const all = sum(measured.map(({ lines }) => lines))
  return all === 0 ? 0 : sum(measured.map(commentLines)) / all
}

/** Code that was commented out, and a tree that explains more than it says. */
export function commentFindings(sources: Source[]): Finding[] {
  const findings = sources.flatMap(({ path, comments }) =>
    comments.filter(hidesCode).map(({ firstLine }) => ({
      place: `${path}:${firstLine}`,
      sentence: 'commented-out code; the history remembers it',
    })),
  )
  const share = commentShare(sources)
  if (share > LARGEST_SHARE)
    findings.push({
      place: 'the tree',
      sentence: `${percent(share)} of the lines are comments; at most ${percent(LARGEST_SHARE)}`,
    })
  return findings
}

/** A share as people read it. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function commentLines({ comments }: Source): number {
  return sum(comments.map(({ firstLine, lastLine }) => lastLine - firstLine + 1))
}

function hidesCode({ text, isDoc }: Comment): boolean {
  if (isDoc) return false
  return isCode(text) || text.split('\n').some(isCode)
}

function isCode(text: string): boolean {
  // A function around it, because what is commented out is often the inside of one.
  const wrapped = [text, `async () => {${text}\n}`]
  return wrapped.some((candidate) => {
    const { errors, program } = parseSync('comment.tsx', candidate)
    if (errors.length > 0) return false
    return statementsOf(program.body).some(isCodeStatement)
  })
}

function statementsOf(body: ESTree.Statement[]): ESTree.Statement[] {
  const [first] = body
  if (first?.type !== 'ExpressionStatement') return body
  const { expression } = first
  if (expression.type !== 'ArrowFunctionExpression' || expression.body.type !== 'BlockStatement')
    return body
  return expression.body.body
}

function isCodeStatement(statement: ESTree.Statement): boolean {
  if (statement.type === 'ExpressionStatement')
    return CODE_EXPRESSIONS.has(statement.expression.type)
  if (statement.type === 'ReturnStatement')
    return statement.argument !== null && CODE_EXPRESSIONS.has(statement.argument.type)
  return CODE.has(statement.type)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

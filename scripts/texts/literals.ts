import { parseSync, Visitor } from 'vite'
import type { ESTree } from 'vite'
import type { Finding } from '../structure/source.ts'

const SAID = new Set([
  'aria-label',
  'aria-description',
  'title',
  'placeholder',
  'alt',
  'label',
  'hint',
])
const WORD = /\p{L}{2}/u

/** Names that are the same in every language. */
const NAMES = new Set(['Frontdesk'])

const isWord = (text: string) => WORD.test(text) && !NAMES.has(text.trim())

/** Texts that stand in a component instead of in a catalogue, so that nobody can translate them. */
export function literalFindings(path: string, text: string): Finding[] {
  const findings: Finding[] = []
  const add = (node: { start: number }, said: string) => {
    if (!isWord(said)) return
    const line = text.slice(0, node.start).split('\n').length
    findings.push({
      place: `${path}:${line}`,
      sentence: `“${said.trim()}” is said in one language only; texts belong in a catalogue`,
    })
  }
  const addChildren = (children: readonly ESTree.JSXChild[]) => {
    for (const child of children)
      if (child.type === 'JSXExpressionContainer')
        for (const said of stringsIn(child)) add(child, said)
  }
  new Visitor({
    JSXText: (node) => add(node, node.value),
    JSXAttribute: (node) => {
      if (!SAID.has(nameOf(node.name)) || !node.value) return
      for (const value of stringsIn(node.value)) add(node, value)
    },
    JSXElement: ({ children }) => addChildren(children),
    JSXFragment: ({ children }) => addChildren(children),
  }).visit(parseSync(path, text).program)
  return findings
}

const nameOf = (name: ESTree.JSXAttributeName) =>
  name.type === 'JSXIdentifier' ? name.name : name.name.name

function stringsIn(value: ESTree.JSXAttributeValue): string[] {
  const said = value.type === 'JSXExpressionContainer' ? value.expression : value
  if (said.type === 'Literal') return typeof said.value === 'string' ? [said.value] : []
  return said.type === 'TemplateLiteral' ? said.quasis.map(({ value: { raw } }) => raw) : []
}

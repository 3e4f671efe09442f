import { parseSync, Visitor } from 'vite'
import type { ESTree } from 'vite'
import type { Finding } from '../structure/source.ts'

/** The forms a language has for counted things. */
const FORMS = { en: ['one', 'other'], vi: ['other'] } as const
export type Language = keyof typeof FORMS

/** Short for something that is written alike for one and for many. */
const UNITS = /^(?:min|h|MB|phút|giờ)\b/u
const COUNTED = /^ \p{L}/u

/** Counted things whose form does not follow the number. */
export function pluralFindings(language: Language, path: string, text: string): Finding[] {
  const findings: Finding[] = []
  const add = (node: { start: number }, sentence: string) =>
    findings.push({ place: `${path}:${text.slice(0, node.start).split('\n').length}`, sentence })
  new Visitor({
    CallExpression: (node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'plural') return
      const forms = formsOf(node)
      const wanted = FORMS[language].join(' and ')
      if (forms.join(' and ') !== wanted)
        add(node, `a plural with ${forms.join(' and ')}; this language has ${wanted}`)
    },
    TemplateLiteral: (node) => {
      if (language === 'en' && countsByHand(node)) add(node, 'counts something without `plural`')
    },
  }).visit(parseSync(path, text).program)
  return findings
}

function formsOf({ arguments: [, forms] }: ESTree.CallExpression): string[] {
  if (forms?.type !== 'ObjectExpression') return []
  return forms.properties.flatMap((property) =>
    property.type === 'Property' && property.key.type === 'Identifier' ? [property.key.name] : [],
  )
}

/** `${count} messages`: right for all numbers but one. */
function countsByHand({ expressions, quasis }: ESTree.TemplateLiteral): boolean {
  return expressions.some((expression, index) => {
    const after = quasis[index + 1]?.value.raw ?? ''
    const isCount =
      expression.type === 'Identifier' && /^(?:count|total|least|most)$/u.test(expression.name)
    return isCount && COUNTED.test(after) && !UNITS.test(after.trimStart())
  })
}

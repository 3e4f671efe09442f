import { budgetFindings, sizes } from './budgets.ts'
import { commentFindings, commentShare, percent } from './comments.ts'
import { cycleFindings } from './cycles.ts'
import { importFindings } from './import-rules.ts'
import { furtherNouns, nameFindings } from './names.ts'
import type { Finding } from './source.ts'
import type { Tree } from './tree.ts'

/** Everything in the tree that breaks a structure rule. */
export function structureFindings(tree: Tree): Finding[] {
  return [
    ...budgetFindings(tree.sources),
    ...importFindings(tree.sources),
    ...cycleFindings(tree.sources),
    ...commentFindings(tree.sources),
    ...nameFindings(tree),
  ]
}

/** The tree in one line of numbers. */
export function structureSummary(tree: Tree): string {
  const { files, median, ninetieth, longest } = sizes(tree.sources)
  return [
    `${files} production files, median ${median} lines, 90 % within ${ninetieth}`,
    `longest ${longest?.path} with ${longest?.lines}`,
    `comments ${percent(commentShare(tree.sources))}`,
    `${furtherNouns(tree)} slice files beyond the usual kinds`,
  ].join('; ')
}

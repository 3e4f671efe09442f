/** The structure check: budgets, import rules, cycles, comments and names, over the whole tree. */
import { join } from 'node:path'
import { structureFindings, structureSummary } from './structure/check.ts'
import { readTree } from './structure/tree.ts'

const tree = readTree(join(import.meta.dirname, '..'))
const findings = structureFindings(tree)
for (const { place, sentence } of findings) console.log(`${place}  ${sentence}`)
console.log(structureSummary(tree))
if (findings.length > 0) process.exitCode = 1

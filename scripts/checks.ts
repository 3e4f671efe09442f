import type { Step } from './steps.ts'

/** What `npm run check` looks at, the slow ones first so that two at a time end together. */
export const checks: Step[] = [
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings', '.'] },
  { name: 'types: server, desktop, tests, tools', command: 'tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'types: console', command: 'tsc', args: ['-p', 'tsconfig.renderer.json'] },
  { name: 'types: web chat', command: 'tsc', args: ['-p', 'tsconfig.webchat.json'] },
  { name: 'unused code and dependencies', command: 'knip', args: ['--no-progress'] },
  { name: 'API description', command: 'node', args: ['scripts/openapi.ts', '--check'] },
  { name: 'structure', command: 'node', args: ['scripts/structure.ts'] },
  { name: 'texts', command: 'node', args: ['scripts/texts.ts'] },
  { name: 'format', command: 'oxfmt', args: ['--check', '.'] },
]

import { describe, expect, it } from 'vitest'
import { countPlaywright } from './playwright-report.ts'
import { runTests } from './stage.ts'
import { failure, refuseSkips, skip, summary } from './tally.ts'
import type { Count, Tally } from './tally.ts'

const tally: Tally = {
  stage: 'browser tests',
  seconds: 3.21,
  passed: 5,
  failed: 1,
  skipped: [skip('chat.spec.ts > resumes', undefined), skip('postgres', 'no binary')],
  refused: [],
}

describe('the summary', () => {
  it('ends with the totals alone on the last line', () => {
    const quiet = { ...tally, stage: 'checks', failed: 0, skipped: [] }
    const lines = summary([quiet, tally]).split('\n')
    expect(lines.at(-1)).toBe('10 passed, 1 failed, 2 skipped')
    expect(summary([quiet]).split('\n').at(-1)).toBe('5 passed, 0 failed')
  })

  it('names everything skipped, with its reason', () => {
    expect(summary([tally])).toContain('  postgres: no binary\n')
    expect(summary([tally])).toContain('  chat.spec.ts > resumes: no reason given\n')
  })

  it('names what failed, with the beginning of its error and of what caused it', () => {
    const found = 'Property failed\n{ seed: 5 }\n\nCounterexample: [1]\n4\n5\n6\n7'
    const error = { message: found, cause: new Error('\u001B[31mexpected 1\u001B[39m') }
    const failures = [failure('chat.spec.ts > resumes', error), failure('a.ts', { message: '' })]
    expect(summary([{ ...tally, failures }])).toContain(
      [
        'Failed:',
        '  chat.spec.ts > resumes: Property failed',
        ...['{ seed: 5 }', 'Counterexample: [1]', '4', '5', '6', 'expected 1'].map(
          (line) => `      ${line}`,
        ),
        '  a.ts',
        '',
      ].join('\n'),
    )
  })

  it('names what passed only when it was run again', () => {
    expect(summary([{ ...tally, flaky: ['chat.spec.ts > wavers'] }])).toContain(
      'mended:\n  chat.spec.ts > wavers\n',
    )
  })

  it('counts a skip that is not on the list as a failure, and says which', () => {
    const judged = refuseSkips(tally, ['postgres'])
    const text = summary([judged])
    expect(text.split('\n').at(-1)).toBe('5 passed, 2 failed, 1 skipped')
    expect(text).toMatch(/failure in CI:\n {2}chat\.spec\.ts > resumes: no reason given/)
  })
})

describe('a stage', () => {
  const write = (text: string) => `require('fs').writeFileSync(process.env.OUT, '${text}')`
  const counted = '{"passed":2,"failed":0,"skipped":[]}'

  it('is what its program counted', async () => {
    expect(await stage(write(counted))).toMatchObject({ passed: 2, failed: 0 })
  })

  it.each([
    ['ends with an error after counting', `${write(counted)}; process.exit(1)`, 2],
    ['is killed', `${write(counted)}; process.kill(process.pid, 'SIGKILL')`, 2],
    ['counts nothing', '', 0],
    ['writes half a report', write('{"passed":'), 0],
  ])('has failed when its program %s', async (_, script, passed) => {
    expect(await stage(script)).toMatchObject({ passed, failed: 1 })
  })

  async function stage(script: string): Promise<Tally> {
    return runTests({
      stage: 'sample',
      command: 'node',
      args: ['-e', script],
      reportVariable: 'OUT',
      count: (report) => JSON.parse(report) as Count,
    })
  }
})

it('a Playwright report counts errors as failures, and names what failed and what passed only when run again', () => {
  const spec = (title: string, status: string, annotations: unknown[] = []) => ({
    title,
    file: 'chat.spec.ts',
    tests: [{ status, annotations, results: [{ error: { message: 'no button\nlog' } }] }],
  })
  const reason = { type: 'skip', description: 'needs a camera' }
  const nested = { specs: [spec('skipped', 'skipped', [reason])] }
  const report = {
    suites: [
      {
        specs: [spec('passes', 'expected'), spec('wavers', 'flaky'), spec('fails', 'unexpected')],
        suites: [nested],
      },
    ],
    stats: { expected: 1, unexpected: 2, flaky: 1, skipped: 1 },
    errors: [{ message: 'broken configuration' }],
  }
  expect(countPlaywright(report as never)).toEqual({
    passed: 2,
    failed: 3,
    failures: [
      'chat.spec.ts > fails: no button\n      log',
      'outside a test: broken configuration',
    ],
    flaky: ['chat.spec.ts > wavers: no button\n      log'],
    skipped: [{ test: 'chat.spec.ts > skipped', reason: 'needs a camera' }],
  })
})

import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { watchProcess, watchRenderer } from './crash.ts'
import { wordsFor } from './words.ts'

const words = wordsFor('en')

function rendererCrashes(answer = 0) {
  const calls: string[] = []
  const contents = Object.assign(new EventEmitter(), {
    forcefullyCrashRenderer() {
      calls.push('end')
      contents.emit('render-process-gone', {}, { reason: 'killed' })
    },
  })
  let time = 1000
  const { replace } = watchRenderer({
    contents,
    words,
    reload: () => calls.push('reload'),
    stop: () => calls.push('stop'),
    quit: () => calls.push('quit'),
    ask: () => {
      calls.push('ask')
      return answer
    },
    log: () => undefined,
    now: () => time,
  })
  return {
    calls,
    replace,
    crash: (reason = 'crashed', later = 1000) => {
      time += later
      contents.emit('render-process-gone', {}, { reason })
    },
  }
}

it('a console that crashes is loaded again by itself', () => {
  const { crash, calls } = rendererCrashes()
  crash()
  expect(calls).toEqual(['reload'])
})

it('a second crash soon after leads to a page that says so, and one more is asked about', () => {
  const staying = rendererCrashes(0)
  for (let crashes = 0; crashes < 3; crashes++) staying.crash()
  expect(staying.calls).toEqual(['reload', 'stop', 'ask', 'reload'])
  const leaving = rendererCrashes(1)
  for (let crashes = 0; crashes < 3; crashes++) leaving.crash()
  expect(leaving.calls).toEqual(['reload', 'stop', 'ask', 'quit'])
})

it('a console that is ended because it does not react is loaded once, and nobody is asked twice', () => {
  const { crash, replace, calls } = rendererCrashes()
  crash()
  replace()
  expect(calls).toEqual(['reload', 'end', 'reload'])
  crash('crashed', 120_000)
  expect(calls.at(-1)).toBe('reload')
})

it('a crash an hour later is a first one again', () => {
  const { crash, calls } = rendererCrashes()
  crash()
  crash('oom', 3_600_000)
  expect(calls).toEqual(['reload', 'reload'])
})

it('a console that ended as it should is left alone', () => {
  const { crash, calls } = rendererCrashes()
  crash('clean-exit')
  expect(calls).toEqual([])
})

function processCrashes(answer: number) {
  const process = new EventEmitter()
  const app = new EventEmitter()
  const calls: unknown[] = []
  const ask = vi.fn<() => number>(() => answer)
  watchProcess({
    process,
    ask,
    words,
    report: (error) => calls.push(['report', error]),
    app: Object.assign(app, {
      relaunch: () => void calls.push('relaunch'),
      exit: (code: number) => void calls.push(['exit', code]),
    }),
    log: (what, error) => calls.push([what, error]),
  })
  return { process, app, calls, ask }
}

it('a mistake of the shell is logged, said once, and the shell ends or starts anew', () => {
  const mistake = new Error('oops')
  const { process, calls, ask } = processCrashes(0)
  process.emit('uncaughtException', mistake)
  expect(calls).toEqual([['uncaught', mistake], ['report', mistake], 'relaunch', ['exit', 1]])
  process.emit('uncaughtException', mistake)
  expect(ask).toHaveBeenCalledOnce()
  const other = processCrashes(1)
  other.process.emit('uncaughtException', mistake)
  expect(other.calls).toEqual([
    ['uncaught', mistake],
    ['report', mistake],
    ['exit', 1],
  ])
})

it('a rejection nobody handled is logged and no reason to end', () => {
  const { process, calls } = processCrashes(0)
  process.emit('unhandledRejection', 'why')
  expect(calls).toEqual([['unhandled rejection', 'why']])
})

it('a helper process that ends as it should not is logged, and the window goes on', () => {
  const { app, calls } = processCrashes(0)
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' })
  app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit' })
  expect(calls).toEqual([['GPU process gone', 'crashed']])
})

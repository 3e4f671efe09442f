/** Runs an app's compiled main bundle as Electron would: `node start.ts <main.js> <arguments>`. */
import { readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { answers, connect } from './stage.ts'

const require = createRequire(import.meta.url)
const { version } = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8')) as {
  version: string
}
const double = new URL('electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: double, shortCircuit: true }
      : next(specifier, context),
})

const [program, , main = '', ...args] = process.argv
process.argv = [program ?? process.execPath, main, ...args]
const resourcesPath = process.env['DOUBLE_RESOURCES'] ?? process.cwd()
Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath })
Object.defineProperty(process.versions, 'electron', { value: version, enumerable: true })

const electron = await import('./electron.ts')
answers.evaluate = ({ source, argument }: { source: string; argument: unknown }) => {
  // A function of the test's own, sent as text because it lives in another process.
  // oxlint-disable-next-line typescript/no-implied-eval
  const run = new Function(`return (${source})`)() as (...given: unknown[]) => unknown
  return run(electron, argument)
}
connect()
await import(pathToFileURL(main).href)
electron.app.becomeReady()

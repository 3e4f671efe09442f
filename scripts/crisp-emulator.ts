/**
 * `npm run crisp:emulator`: a Crisp on this machine with two websites and some hundred conversations, a page to play its
 * visitors and operators, and what to set so that Frontdesk uses it. It goes on with what it had; `-- --fresh` starts anew.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openControl } from '../tests/support/crisp-emulator/control/control.ts'
import { createDemo } from '../tests/support/crisp-emulator/demo.ts'
import { startCrispEmulator } from '../tests/support/crisp-emulator/emulator.ts'
import { keepStore, keptStore } from '../tests/support/crisp-emulator/keeping.ts'

const FILE = join(import.meta.dirname, '../data-crisp/store.json')
const port = (name: string, usual: number) => Number(process.env[name] ?? usual)

const kept = process.argv.includes('--fresh') ? undefined : keptStore(FILE)
const emulator = await startCrispEmulator({
  store: kept ?? createDemo(Date.now()),
  restPort: port('CRISP_EMULATOR_REST_PORT', 4610),
  rtmPort: port('CRISP_EMULATOR_RTM_PORT', 4611),
  identifier: 'frontdesk-emulated-plugin',
  key: 'no-secret-at-all',
})
const token = randomBytes(16).toString('hex')
const control = await openControl(emulator, { token, port: port('CRISP_EMULATOR_PORT', 4612) })

const websites = [...emulator.store.websites.values()]
const settings = {
  ...emulator.environment(),
  CRISP_WEBSITE_ID: websites.map(({ website_id }) => website_id).join(','),
  CRISP_RTM_HOST: emulator.rtmUrl(),
}
for (const { name, conversations } of websites)
  console.log(`${name}: ${conversations.size} conversations`)
console.log('\nStart Frontdesk with:\n')
for (const [name, value] of Object.entries(settings)) console.log(`export ${name}=${value}`)
console.log('\nPlay the visitor and the operator here:\n')
console.log(`${control.url}/?token=${token}`)

const stop = async () => {
  keepStore(FILE, emulator.store)
  await Promise.all([emulator.stop(), control.close()])
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop())

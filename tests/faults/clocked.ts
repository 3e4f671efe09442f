/** The server in a process of its own, whose clock its parent puts forward by so many milliseconds a message. */
import { join } from 'node:path'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'

let ahead = 0
process.on('message', (milliseconds: number) => (ahead += milliseconds))
process.on('disconnect', () => process.exit())
const config = readConfig(process.env)
const app = await createApp({
  config,
  clock: { now: () => new Date(Date.now() + ahead) },
  log: createLog(config.LOG_LEVEL),
  version: '0.0.0-test',
  dist: join(import.meta.dirname, '../../dist'),
})
console.log(`Frontdesk is ready at ${await app.listen()}`)

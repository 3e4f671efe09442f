/** `node bench/fill.ts`: fills an empty database with chats, to see how Frontdesk does when it is full. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fillAt } from './filling.ts'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    open: { type: 'string', default: '5000' },
    longest: { type: 'string', default: '10000' },
    data: { type: 'string' },
    'database-url': { type: 'string' },
  },
})
const { data, 'database-url': url } = values
if ((data === undefined) === (url === undefined))
  throw new Error('node bench/fill.ts --data <folder> | --database-url <postgres://…>')
const onIdleError = () => undefined
const { seconds, longest } = await fillAt(
  url === undefined
    ? { dialect: 'sqlite', path: join(resolve(data ?? ''), 'frontdesk.db') }
    : { dialect: 'postgres', url, poolSize: 2, onIdleError },
  {
    messages: Number(values.messages),
    open: Number(values.open),
    longest: Number(values.longest),
  },
)
console.log(`filled in ${seconds.toFixed(1)} s; the longest conversation is ${longest}`)

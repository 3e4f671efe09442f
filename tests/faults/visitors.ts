/**
 * Many visitors who opened the chat and do nothing, in a process of their own so that they cost the measurement
 * nothing: `node visitors.ts <url> <count>`. They leave when their parent does.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { ChatSocket } from '../../bench/client.ts'

const AT_ONCE = 50
// They come over some seconds, so that their heartbeats do not all beat at once.
const BREATH_MS = 20

const [, , url = '', count = '0'] = process.argv
process.on('disconnect', () => process.exit())
for (let connected = 0; connected < Number(count); connected += AT_ONCE) {
  await Promise.all(Array.from({ length: AT_ONCE }, () => ChatSocket.connect(url, {})))
  await delay(BREATH_MS)
}
process.send?.('here')

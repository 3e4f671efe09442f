import type { Server } from 'socket.io'
import type { Metrics } from '../metrics.ts'

const LOOK_MS = 1_000
// A console that missed this much catches up faster by pages than by single frames.
const MOST_WAITING = 5_000
// More than the largest single answer (a page of history): a slow client must be able to get one.
const MOST_CHARACTERS = 8_000_000
// About as long as the heartbeat takes to notice, so that a slow line has the same time for a large answer.
const SILENT_MS = 30_000

/** What is looked at of an Engine.IO socket. */
interface Line {
  readyState: string
  on(event: 'packetCreate', listener: () => void): void
  transport: { name: string; writable: boolean; socket?: { terminate(): void } }
  writeBuffer: ReadonlyArray<{ data?: unknown }>
  close(discard?: boolean): unknown
}

/** Since when a line has not taken what is on its way, and what waited behind it then. */
interface Stall {
  behind: Line['writeBuffer']
  since: number
}

/** Why a line is given up. */
type Reason = 'backlog' | 'silent'

/**
 * Drops the clients that do not take what they are sent, so that what waits for them cannot fill the memory. Nothing
 * is lost by it: they come back and catch up from their cursor. Looked at from time to time, since a look for every
 * frame would cost those who do listen; and only where something was sent, since most lines are idle. Answers how to
 * stop.
 */
export function dropStuck(io: Server, metrics: Metrics): () => void {
  const stalls = new WeakMap<Line, Stall>()
  const owed = new Set<Line>()
  io.engine.on('connection', (line: Line) => line.on('packetCreate', () => owed.add(line)))
  const looking = setInterval(() => {
    const now = performance.now()
    for (const line of owed) {
      if (line.transport.writable || line.readyState === 'closed') {
        owed.delete(line)
        continue
      }
      const reason = whyStuck(line, stalls, now)
      if (reason === undefined) continue
      metrics.socketsDropped.inc({ reason })
      hangUp(line)
    }
  }, LOOK_MS).unref()
  return () => clearInterval(looking)
}

function whyStuck(line: Line, stalls: WeakMap<Line, Stall>, now: number): Reason | undefined {
  if (line.writeBuffer.length > MOST_WAITING || charactersOf(line) > MOST_CHARACTERS)
    return 'backlog'
  const stall = stalls.get(line)
  // Whenever what was on its way is taken, what waited is sent on and a new buffer begins.
  if (stall?.behind !== line.writeBuffer) {
    stalls.set(line, { behind: line.writeBuffer, since: now })
    return undefined
  }
  // Between two polls a line is not writable, and needs to be only when something waits.
  const isOwed = line.transport.name === 'websocket' || line.writeBuffer.length > 0
  return isOwed && now - stall.since > SILENT_MS ? 'silent' : undefined
}

function charactersOf({ writeBuffer }: Line): number {
  let sum = 0
  for (const { data } of writeBuffer) if (typeof data === 'string') sum += data.length
  return sum
}

// A polite end would wait for what does not flow. The client sees a closed transport and comes back by itself.
function hangUp(line: Line): void {
  if (line.transport.name === 'websocket') line.transport.socket?.terminate()
  else line.close(true)
}

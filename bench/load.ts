import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Conversation, Observer } from './conversation.ts'

/** How long to run before measuring, and how long to measure, in milliseconds. */
export interface Span {
  warmUp: number
  measured: number
}

/** What the clients saw during the measured time; latencies in milliseconds, unordered. */
export interface Observed {
  seconds: number
  acknowledged: number
  ackLatencies: number[]
  deliveryLatencies: number[]
}

/** Called at the two ends of the measured time, to read clocks and meters. */
export interface Meter {
  start(): void
  stop(): void
}

/** Closed loop: every customer keeps `depth` messages unacknowledged. As fast as the server answers. */
export async function runUnpaced(
  conversations: readonly Conversation[],
  depth: number,
  span: Span,
  meter: Meter,
): Promise<Observed> {
  let isOver = false
  for (const conversation of conversations) {
    conversation.onAcknowledged = () => {
      if (!isOver) conversation.send(performance.now())
    }
    for (let sent = 0; sent < depth; sent++) conversation.send(performance.now())
  }
  const recorder = await observe(conversations, span, meter)
  isOver = true
  await settle(conversations)
  return recorder.result()
}

/**
 * Open loop: `rate` messages a second, evenly spread, whether or not the server keeps up. A message
 * counts from when it was due, so that a stall is charged to every message it made late.
 */
export async function runPaced(
  conversations: readonly Conversation[],
  rate: number,
  span: Span,
  meter: Meter,
): Promise<Observed> {
  for (const conversation of conversations) conversation.onAcknowledged = () => undefined
  const stopSending = sendEvenly(conversations, rate)
  const recorder = await observe(conversations, span, meter)
  await stopSending()
  await settle(conversations)
  return recorder.result()
}

/** Starts sending; answers how to stop. */
function sendEvenly(conversations: readonly Conversation[], rate: number): () => Promise<number> {
  const interval = 1000 / rate
  const pacer = new Worker(new URL('pacer.ts', import.meta.url), { workerData: { interval } })
  let sent = 0
  pacer.on('message', (due: number) => {
    conversations[sent++ % conversations.length]?.send(due - performance.timeOrigin)
  })
  return () => pacer.terminate()
}

async function observe(
  conversations: readonly Conversation[],
  span: Span,
  meter: Meter,
): Promise<Recorder> {
  await delay(span.warmUp)
  const recorder = new Recorder()
  meter.start()
  recorder.from = performance.now()
  for (const conversation of conversations) conversation.observer = recorder
  await delay(span.measured)
  recorder.to = performance.now()
  meter.stop()
  return recorder
}

/** Counts the acknowledgements inside the span, and times the messages due in it, however late they come. */
class Recorder implements Observer {
  from = 0
  to = Number.POSITIVE_INFINITY
  #acknowledged = 0
  readonly #ackLatencies: number[] = []
  readonly #deliveryLatencies: number[] = []

  acknowledged(intendedAt: number, at: number): void {
    if (at < this.to) this.#acknowledged += 1
    if (this.#covers(intendedAt)) this.#ackLatencies.push(at - intendedAt)
  }

  delivered(intendedAt: number, at: number): void {
    if (this.#covers(intendedAt)) this.#deliveryLatencies.push(at - intendedAt)
  }

  result(): Observed {
    return {
      seconds: (this.to - this.from) / 1000,
      acknowledged: this.#acknowledged,
      ackLatencies: this.#ackLatencies,
      deliveryLatencies: this.#deliveryLatencies,
    }
  }

  #covers(intendedAt: number): boolean {
    return intendedAt >= this.from && intendedAt < this.to
  }
}

/** Waits for what is still under way; what is not here after ten seconds is lost. */
async function settle(conversations: readonly Conversation[]): Promise<void> {
  const deadline = performance.now() + 10_000
  while (performance.now() < deadline && !conversations.every((one) => one.isSettled()))
    await delay(10)
}

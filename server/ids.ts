import { randomFillSync } from 'node:crypto'
import { v7, validate } from 'uuid'

const BYTES = 16
// Asking for sixteen random bytes costs about as much as asking for a page of them.
const page = Buffer.alloc(BYTES * 256)
let taken = page.length
let msecs = 0
let seq = 0

function randomBytes(): Buffer {
  if (taken === page.length) {
    randomFillSync(page)
    taken = 0
  }
  taken += BYTES
  return page.subarray(taken - BYTES, taken)
}

/** A new id: UUIDv7, so that ids made later sort later, also those of one millisecond. */
export function newId(): string {
  const random = randomBytes()
  const now = Date.now()
  seq = now > msecs ? random.readUInt32BE() >>> 1 : seq + 1
  msecs = Math.max(now, msecs)
  return v7({ msecs, seq, random })
}

/** Whether a text can be an id at all. One that cannot is an unknown id. */
export const isId = (text: string): boolean => validate(text)

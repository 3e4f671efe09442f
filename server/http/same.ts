import { timingSafeEqual } from 'node:crypto'

/** Whether a secret that was given is the right one, found out in a time that tells nothing of where they differ. */
export function isSame(given: string, right: string): boolean {
  // Bytes are compared, and counted: a text of equal length may have more of them.
  const [left, other] = [Buffer.from(given), Buffer.from(right)]
  return left.length === other.length && timingSafeEqual(left, other)
}

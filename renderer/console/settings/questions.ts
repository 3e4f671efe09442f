import type { StartField } from '../../../server/contract/chat-settings.ts'

export const MOST_QUESTIONS = 12

/** A key no other question has. It is never shown; the answers of a question are kept under it. */
export function freeKey(fields: readonly StartField[]): string {
  const taken = new Set(fields.map(({ key }) => key))
  let number = fields.length + 1
  while (taken.has(`question_${number}`)) number += 1
  return `question_${number}`
}

/** The list with one of it a place further up (-1) or down (1); at the ends it stays. */
export function moved<T>(list: readonly T[], index: number, by: 1 | -1): T[] {
  const other = index + by
  const [one, two] = [list[index], list[other]]
  if (one === undefined || two === undefined) return [...list]
  return list.with(index, two).with(other, one)
}

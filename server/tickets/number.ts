const DIGITS = 5
const LARGEST = 2_147_483_647

/** A ticket's number as people say it: `TK-00001`, growing past five digits when it must. */
export const ticketNumber = (number: number): string => `TK-${String(number).padStart(DIGITS, '0')}`

/** Reads a ticket's number in any case; undefined when no ticket can have it. */
export function readTicketNumber(text: string): number | undefined {
  const number = Number(/^tk-(\d+)$/i.exec(text)?.[1])
  const isOne = number <= LARGEST && ticketNumber(number) === text.toUpperCase()
  return isOne ? number : undefined
}

/** What can be filled into a text, by name: undefined where it is not known. */
export const PLACEHOLDERS = [
  'customer.name',
  'customer.firstName',
  'customer.email',
  'customer.phone',
  'customer.company',
  'agent.name',
  'agent.firstName',
  'conversation.id',
  'ticket.number',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]
export type Values = Readonly<Partial<Record<Placeholder, string | null | undefined>>>

// Any words may name one, as people write {{mã đơn}} or {{order number}} for what they fill in themselves.
const PATTERN = /\{\{(?=\s*[^\s{}|])([^{}|\n]{1,60})(?:\|([^{}]*))?\}\}/g

/** Fills in what is known, else what stands after `|`. What has neither stays as it is, to be seen. */
export const filled = (text: string, values: Values): string =>
  text.replace(PATTERN, (whole: string, named: string, fallback?: string) => {
    const name = named.trim()
    const value = Object.hasOwn(values, name) ? values[name as Placeholder] : undefined
    return value?.trim() || fallback?.trim() || whole
  })

/** A placeholder that still stands in a text. */
export interface Unfilled {
  readonly text: string
  readonly at: readonly [number, number]
}

/** The placeholders that stand in a text, in their order. */
export const unfilledIn = (text: string): Unfilled[] =>
  [...text.matchAll(PATTERN)].map(({ 0: found, index }) => ({
    text: found,
    at: [index, index + found.length],
  }))

// Who has one of these first is called by the last of their names.
const FAMILY_NAMES = new Set(
  'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đào đoàn mai lâm tô cao châu hà tạ'.split(
    ' ',
  ),
)

/** What a person is called among people: the first of their names, of Vietnamese ones the last. */
export function firstNameOf(name: string): string {
  const parts = name.trim().split(/\s+/)
  const isVietnamese = FAMILY_NAMES.has((parts[0] ?? '').toLowerCase().normalize('NFC'))
  return (isVietnamese && parts.length > 1 ? parts.at(-1) : parts[0]) ?? ''
}

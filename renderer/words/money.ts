// An amount counts the smallest units of its currency: cents of USD, đồng of VND.

/** The largest amount a deal may have. */
const MOST = BigInt(Number.MAX_SAFE_INTEGER)

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([locale, options])
  const made = formats.get(key) ?? new Intl.NumberFormat(locale, options)
  formats.set(key, made)
  return made
}

/** How many digits a currency has behind its point: USD 2, VND 0. */
export const digitsOf = (currency: string) =>
  formatOf('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0

/** An amount in whole units, as digits: 123456 of USD is `1234.56`. It may be more than a number holds. */
function wholeUnits(amount: bigint, digits: number): Intl.StringNumericLiteral {
  const sign = amount < 0n ? '-' : ''
  const all = String(amount < 0n ? -amount : amount).padStart(digits + 1, '0')
  const [units, rest] = [all.slice(0, all.length - digits), all.slice(all.length - digits)]
  return `${sign}${units}${rest && `.${rest}`}` as Intl.StringNumericLiteral
}

/** An amount as a language writes it: `$1,234.50`, `1.234.500 ₫`. Sums come as digits. */
export const moneyText = (locale: string, amount: number | string, currency: string) =>
  formatOf(locale, { style: 'currency', currency }).format(
    wholeUnits(BigInt(amount), digitsOf(currency)),
  )

/** An amount without its currency, as a person would type it. */
export function plainText(locale: string, amount: number, currency: string): string {
  const digits = digitsOf(currency)
  const isWhole = amount % 10 ** digits === 0
  const options = { minimumFractionDigits: isWhole ? 0 : digits, maximumFractionDigits: digits }
  return formatOf(locale, options).format(wholeUnits(BigInt(amount), digits))
}

/** What a language puts before the parts of a unit. */
const pointOf = (locale: string) => partOf(formatOf(locale, {}), 'decimal') ?? '.'

const partOf = (format: Intl.NumberFormat, type: 'currency' | 'decimal') =>
  format.formatToParts(1.5).find((part) => part.type === type)?.value

const GROUPED = /^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/

/** Where the parts of a unit begin: the place of the point in `text`, -1 without one, null where it cannot be told. */
function pointIn(text: string, digits: number, point: string): number | null {
  const marks = [...text.matchAll(/[.,]/g)]
  const [first, last] = [marks[0], marks.at(-1)]
  if (!first || !last) return -1
  if (marks.length > 1) {
    if (marks.every(([mark]) => mark === first[0])) return GROUPED.test(text) ? -1 : null
    const isOnce = marks.filter(([mark]) => mark === last[0]).length === 1
    const units = text.slice(0, last.index)
    return digits > 0 && isOnce && GROUPED.test(units) ? last.index : null
  }
  // One alone may be either: a group where the language has it so, or where the currency has no parts.
  const isGroup = GROUPED.test(text) && (digits === 0 || first[0] !== point)
  if (isGroup) return -1
  return digits > 0 ? first.index : null
}

// People write it so, and no language of `Intl` does.
const OTHER_NAMES: Readonly<Record<string, RegExp>> = { VND: /đ(?:ồng)?/i }

/** A typed amount without what says nothing more: spaces, apostrophes, and the names of its currency. */
function bare(locale: string, typed: string, currency: string): string {
  const symbol = partOf(formatOf(locale, { style: 'currency', currency }), 'currency') ?? ''
  const names = [symbol, currency, currency.toLowerCase(), OTHER_NAMES[currency] ?? '']
  return names
    .reduce<string>((text, name) => text.replace(name, ''), typed.normalize('NFC'))
    .replaceAll(/[\s'’\p{Sc}]/gu, '')
}

/** What a person typed, in the smallest units; null where it is no amount of this currency. */
export function parseMoney(locale: string, typed: string, currency: string): number | null {
  const text = bare(locale, typed, currency)
  if (!/^[\d.,]+$/.test(text) || !/^\d/.test(text)) return null
  const digits = digitsOf(currency)
  const at = pointIn(text, digits, pointOf(locale))
  if (at === null) return null
  const units = (at === -1 ? text : text.slice(0, at)).replaceAll(/[.,]/g, '')
  const rest = at === -1 ? '' : text.slice(at + 1)
  if (rest.length > digits) return null
  const amount = BigInt(units + rest.padEnd(digits, '0'))
  return amount > MOST ? null : Number(amount)
}

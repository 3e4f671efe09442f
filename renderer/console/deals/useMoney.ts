import { useMemo } from 'react'
import { useFormats } from '../../words/formats.ts'
import { moneyText, parseMoney, plainText } from '../../words/money.ts'

/** Money as the agent's language writes it and reads it. */
export function useMoney() {
  const { locale } = useFormats()
  return useMemo(
    () => ({
      /** With its currency; a sum may be given as digits. */
      text: (amount: number | string, currency: string) => moneyText(locale, amount, currency),
      plain: (amount: number, currency: string) => plainText(locale, amount, currency),
      parse: (typed: string, currency: string) => parseMoney(locale, typed, currency),
    }),
    [locale],
  )
}

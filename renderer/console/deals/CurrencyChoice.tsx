import { useMemo } from 'react'
import { Combobox } from '../../ui/Combobox.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'

const CURRENCIES = Intl.supportedValuesOf('currency')

interface Props {
  value: string
  onChange: (currency: string) => void
}

/** A currency, found by its code or by its name in the agent's language. */
export function CurrencyChoice({ value, onChange }: Props) {
  const { deals: words } = useWords()
  const { locale } = useFormats()
  const options = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    return CURRENCIES.map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }))
  }, [locale])
  return (
    <Combobox
      label={words.currency}
      value={value}
      options={options}
      onChange={onChange}
      hint={words.findCurrency}
      nothing={words.noCurrency}
    />
  )
}

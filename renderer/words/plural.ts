/** Chooses the right form for a number: `plural('en')(2, { one: '# day', other: '# days' })` is "2 days". */
export function pluralIn(locale: string) {
  const rules = new Intl.PluralRules(locale)
  const digits = new Intl.NumberFormat(locale)
  return (count: number, forms: { one?: string; other: string }) => {
    const rule = rules.select(count)
    const form = rule === 'one' ? (forms.one ?? forms.other) : forms.other
    return form.replace('#', digits.format(count))
  }
}

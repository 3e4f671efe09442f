import type { Language } from '../contract/identity.ts'

/**
 * The first language of an `Accept-Language` header that we speak, by its order and weights; `fallback` when it names
 * none.
 */
export function languageOf(header: string | undefined, fallback: Language | null = null): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', weight = 'q=1'] = part.trim().toLowerCase().split(/;\s*/)
      return { tag: tag.split('-')[0], weight: Number(weight.replace('q=', '')) || 0 }
    })
    .filter(({ tag, weight }) => weight > 0 && (tag === 'en' || tag === 'vi'))
    .toSorted((left, right) => right.weight - left.weight)
  return (wanted[0]?.tag as Language | undefined) ?? fallback ?? 'en'
}

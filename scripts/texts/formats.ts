import type { Finding } from '../structure/source.ts'

const BY_HAND =
  /\.toLocale(?:Date|Time)?String\(|new Intl\.(?:DateTime|Number|RelativeTime|List)Format\((?!\)\.resolvedOptions)/u

/** Dates and numbers that are written somewhere else than in `words/formats`, and so one day differently. */
export function formatFindings(path: string, text: string): Finding[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      BY_HAND.test(line)
        ? [{ place: `${path}:${index + 1}`, sentence: 'writes a date or a number by itself' }]
        : [],
    )
}

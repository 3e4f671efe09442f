import { findEmoji } from '../../text/emoji-names.ts'
import type { Suggestion } from './useTypeAhead.ts'

const MOST = 8

/** Finds emoji by their names. */
export const suggestEmoji = (query: string): readonly Suggestion[] =>
  findEmoji(query)
    .slice(0, MOST)
    .map(({ emoji, name }) => ({
      key: emoji,
      label: name.replaceAll('_', ' '),
      mark: <span className="text-lg">{emoji}</span>,
      choose: () => ({ text: `${emoji} ` }),
    }))

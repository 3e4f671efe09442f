/** What helps agents to write, in English. */
export const composingEn = {
  composing: {
    draft: 'Draft',
    lists: { '@': 'Teammates', '/': 'Canned replies', ':': 'Emoji' },
  },
}

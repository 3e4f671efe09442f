/** What helps agents to write, in English. */
export const composingEn = {
  composing: {
    lists: { '@': 'Teammates', '/': 'Canned replies', ':': 'Emoji' },
  },
}

/** What is known of a customer and what happened with them, in English. */
export const profileEn = {
  timeline: {
    tagged: 'Tags changed',
    identityAdded: (value: string) => `Also known as ${value}`,
    identityRemoved: (value: string) => `No longer known as ${value}`,
    event: (name: string) => `Event: ${name}`,
    note: 'Note',
  },
}

export type ProfileWords = typeof profileEn

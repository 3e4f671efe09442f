/** What Crisp adds to a thread, and its page in the settings, in English. */
export const crispEn = {
  message: {
    edited: 'edited',
    removed: 'This message was removed',
  },
}

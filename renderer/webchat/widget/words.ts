const en = {
  label: 'Chat with us',
  open: 'Open chat',
  close: 'Close chat',
  window: 'Chat',
  hide: 'Hide',
  unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
}
const vi: typeof en = {
  label: 'Trò chuyện',
  open: 'Mở trò chuyện',
  close: 'Đóng trò chuyện',
  window: 'Trò chuyện',
  hide: 'Ẩn',
  unread: (count) => `${count} tin nhắn chưa đọc`,
}

/** The launcher's few texts; the chat itself brings its own. */
export const launcherWords = (wished: readonly (string | undefined)[]) => {
  const known = wished.find((tag = '') => /^(en|vi)/i.test(tag)) ?? ''
  const lang = /^vi/i.test(known) ? 'vi' : 'en'
  return { lang, ...(lang === 'vi' ? vi : en) } as const
}
export type LauncherWords = ReturnType<typeof launcherWords>

const en = {
  open: 'Open chat',
  close: 'Close chat',
  window: 'Chat',
  unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
}
const vi: typeof en = {
  open: 'Mở trò chuyện',
  close: 'Đóng trò chuyện',
  window: 'Trò chuyện',
  unread: (count) => `${count} tin nhắn chưa đọc`,
}

/** The launcher's few texts; the chat itself brings its own. */
export const launcherWords = (wished: readonly (string | undefined)[]) => {
  const known = wished.map((tag) => tag?.slice(0, 2).toLowerCase())
  const first = known.find((tag) => tag === 'vi' || tag === 'en')
  return first === 'vi' ? vi : en
}

import type { crispEn } from './en.ts'

/** What Crisp adds to a thread, and its page in the settings, in Vietnamese. */
export const crispVi: typeof crispEn = {
  message: {
    edited: 'đã sửa',
    removed: 'Tin nhắn này đã bị xóa',
  },
}

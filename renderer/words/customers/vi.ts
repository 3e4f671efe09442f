import type { ProfileWords } from './en.ts'

/** What is known of a customer and what happened with them, in Vietnamese. */
export const profileVi: ProfileWords = {
  timeline: {
    tagged: 'Đã đổi nhãn',
    identityAdded: (value) => `Thêm định danh ${value}`,
    identityRemoved: (value) => `Bỏ định danh ${value}`,
    event: (name) => `Sự kiện: ${name}`,
    note: 'Ghi chú',
  },
}

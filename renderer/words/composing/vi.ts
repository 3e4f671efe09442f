import type { composingEn } from './en.ts'

/** What helps agents to write, in Vietnamese. */
export const composingVi: typeof composingEn = {
  composing: {
    draft: 'Bản nháp',
    lists: { '@': 'Đồng nghiệp', '/': 'Câu trả lời mẫu', ':': 'Biểu tượng cảm xúc' },
  },
}

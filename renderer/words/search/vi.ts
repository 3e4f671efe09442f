import type { SearchWords } from './en.ts'

/** Searching everything that was said and written, in Vietnamese. */
export const searchVi: SearchWords = {
  search: {
    title: 'Tìm trong tất cả',
    open: 'Tìm tin nhắn, khách hàng và phiếu',
    hint: 'Tin nhắn, khách hàng, phiếu, ghi chú, tệp…',
    messages: 'Tin nhắn',
    customers: 'Khách hàng',
    tickets: 'Phiếu hỗ trợ',
    companies: 'Công ty',
    notes: 'Ghi chú về khách hàng',
    commands: 'Lệnh và nơi cần đến',
    recent: 'Tìm gần đây',
    more: 'Xem thêm tin nhắn',
    searching: 'Đang tìm…',
    nothing: (query) => `Không tìm thấy gì cho “${query}”`,
    nothingHint: 'Hãy thử ít từ hơn, hoặc chỉ gõ phần đầu của từ.',
    noSuch: (names) => `Không có người hay nhãn nào tên như vậy: ${names}`,
    indexing: 'Các tin nhắn cũ vẫn đang được đọc, nên chưa tìm được hết.',
    offline: 'Không kết nối được máy chủ. Khi có kết nối trở lại, bạn sẽ tìm được.',
    note: 'Ghi chú',
    file: 'Tệp',
    inTicket: (number) => `trong ${number}`,
    wordsTitle: 'Thu hẹp kết quả',
    words: {
      from: 'do khách hàng hoặc đồng nghiệp viết (hoặc from:me)',
      to: 'đã giao cho một nhân viên, hoặc to:none',
      is: 'đang mở; closed, snoozed, unassigned, note, file',
      tag: 'cuộc trò chuyện có nhãn này',
      after: 'từ một ngày, tháng hoặc năm; cũng có before:',
      in: 'chỉ phiếu (tickets), khách hàng (customers), ghi chú (notes) hoặc tin nhắn (messages)',
      phrase: 'hai từ liền nhau; -từ để bỏ ra',
      phraseSign: '"hai từ"',
    },
  },
}

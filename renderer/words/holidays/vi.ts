import { pluralIn } from '../plural.ts'
import type { HolidayWords } from './en.ts'

const plural = pluralIn('vi')

/** Holidays from a calendar file, in Vietnamese. */
export const holidaysVi: HolidayWords = {
  choose: 'Nhập ngày nghỉ',
  hint: 'Từ một tệp lịch (.ics): các sự kiện cả ngày, từ hôm nay trở đi. Ngày lặp lại được thêm đến hết hai năm tới.',
  reading: 'Đang đọc…',
  refused: {
    notCalendar: 'Không đọc được tệp này như một lịch. Tệp phải là tệp .ics và còn nguyên vẹn.',
    tooLarge: 'Tệp này quá lớn so với một lịch ngày nghỉ.',
  },
  nothing: 'Không có ngày nào được thêm.',
  added: (days) =>
    `${plural(days, { other: 'Đã thêm # ngày.' })} Hãy lưu để giữ các ngày vừa thêm.`,
  known: (days) => plural(days, { other: '# ngày đã có sẵn trong danh sách.' }),
  leftOut: (days, room) =>
    `${plural(days, { other: '# ngày muộn nhất không được thêm:' })} danh sách chỉ chứa tối đa ${room} ngày.`,
  passedOver: (events, why) => `${plural(events, { other: 'Đã bỏ qua # sự kiện:' })} ${why}.`,
  why: {
    timed: (events) => plural(events, { other: '# sự kiện có giờ cụ thể' }),
    past: (events) => plural(events, { other: '# sự kiện đã qua' }),
    cancelled: (events) => plural(events, { other: '# sự kiện đã hủy' }),
    unreadable: (events) => plural(events, { other: '# sự kiện không hiểu được' }),
  },
}

import { pluralIn } from '../plural.ts'
import type { TogetherWords } from './en.ts'

const plural = pluralIn('vi')

/** What agents tell and see of each other, in Vietnamese. */
export const togetherVi: TogetherWords = {
  crossed: {
    replied: (name) => `${name} vừa trả lời`,
    typing: (name) => `${name} đang nhập câu trả lời`,
    lead: 'Câu trả lời của bạn chưa được gửi.',
    sendAnyway: 'Vẫn gửi',
    keepWriting: 'Viết tiếp',
    meanwhile: (name) => `${name} vừa trả lời trước`,
    meanwhileSomebody: 'một đồng nghiệp vừa trả lời trước',
  },
  viewers: {
    label: 'Đồng nghiệp ở đây',
    viewing: (name) => `${name} đang xem`,
    typing: (name) => `${name} đang nhập câu trả lời`,
  },
  availability: {
    label: 'Trạng thái của bạn',
    states: { online: 'Trực tuyến', away: 'Vắng mặt', offline: 'Ngoại tuyến' },
    absent: {
      away: 'Bạn đang vắng mặt: không có cuộc trò chuyện mới nào được giao cho bạn.',
      offline: 'Bạn đã chọn ngoại tuyến: không có cuộc trò chuyện mới nào được giao cho bạn.',
    },
    goOnline: 'Trực tuyến trở lại',
  },
  transfer: {
    open: 'Chuyển',
    title: 'Chuyển cuộc trò chuyện',
    to: 'Đến',
    choose: 'Chọn nhân viên hoặc đội',
    note: 'Ghi chú cho người nhận',
    submit: 'Chuyển',
    done: (name) => `Cuộc trò chuyện đã chuyển đến ${name}`,
    takeOver: 'Tiếp quản',
    forYou: 'Mới cho bạn',
  },
  teams: {
    title: 'Các đội',
    lead: 'Cuộc trò chuyện của một đội chỉ đến thành viên của đội đó.',
    none: 'Chưa có đội nào',
    create: 'Thêm đội',
    edit: (name) => `Sửa ${name}`,
    name: 'Tên đội',
    members: 'Thành viên',
    memberCount: (count) => plural(count, { other: '# thành viên' }),
    hours: 'Giờ làm việc',
    hoursHint: 'cho chat web mới được chuyển vào đội và thời hạn trả lời của đội',
    hoursAs: {
      workspace: 'Theo không gian làm việc',
      always: 'Luôn trực',
      own: 'Giờ riêng của đội',
    },
    ownHours: 'giờ làm việc riêng',
    delete: 'Xóa đội',
    deleteLead: 'Sau đó các cuộc trò chuyện của đội là của mọi người.',
    deleteSure: 'Xóa hẳn',
    saved: (name) => `Đã lưu ${name}`,
    deleted: (name) => `Đã xóa ${name}`,
    aTeam: (name) => `Đội ${name}`,
    capacity: 'Tối đa',
    capacityOf: (name) => `${name} nhận bao nhiêu cuộc trò chuyện cùng lúc`,
    capacityHint: 'Để trống: theo cài đặt chung',
    capacityDefault: 'Mặc định',
    capacityRange: (most) => `Số nguyên từ 0 đến ${most}, hoặc để trống để theo cài đặt chung.`,
  },
  leaving: {
    title: 'Vẫn còn nội dung chưa gửi',
    lead: (count) => plural(count, { other: '# tin nhắn của bạn chưa được gửi.' }),
    drafts: 'Bạn còn bản nháp.',
    files: 'Có tệp bạn đã chọn nhưng chưa gửi.',
    hint: 'Nếu giữ lại, chúng nằm trong trình duyệt này cho đến khi bạn đăng nhập lại. Không ai khác gửi được.',
    keep: 'Giữ lại và đăng xuất',
    discard: 'Bỏ và đăng xuất',
    stay: 'Ở lại',
  },
}

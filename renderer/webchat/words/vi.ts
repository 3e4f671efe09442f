import { pluralIn } from '../../words/plural.ts'
import type { Words } from './en.ts'

const plural = pluralIn('vi')
const duration = (seconds: number) =>
  seconds < 120
    ? plural(seconds, { other: '# giây' })
    : plural(Math.ceil(seconds / 60), { other: '# phút' })

export const vi: Words = {
  title: 'Trò chuyện',
  waiting: 'Hãy nhắn cho chúng tôi; chúng tôi trả lời tại đây.',
  withAgent: 'Nhân viên hỗ trợ của bạn',
  you: 'Bạn:',
  from: (name) => `${name}:`,
  closeWindow: 'Đóng cửa sổ trò chuyện',
  unreadTitle: (count, title) => `(${count}) ${title}`,
  link: {
    connecting: 'Đang kết nối…',
    lost: 'Mất kết nối. Đang kết nối lại…',
    offline: 'Bạn đang ngoại tuyến. Tin nhắn sẽ được gửi khi có kết nối trở lại.',
    offlineForm: 'Bạn đang ngoại tuyến. Cuộc trò chuyện sẽ bắt đầu khi có kết nối trở lại.',
  },
  form: {
    title: 'Chúng tôi có thể giúp gì?',
    intro: 'Cho chúng tôi biết bạn là ai để bắt đầu.',
    name: 'Tên',
    email: 'Email',
    start: 'Bắt đầu trò chuyện',
    starting: 'Đang bắt đầu…',
    nameShort: 'Vui lòng nhập tên, ít nhất 2 ký tự.',
    nameLong: 'Tên này quá dài.',
    emailWrong: 'Vui lòng nhập địa chỉ email đầy đủ, ví dụ ten@example.com.',
  },
  thread: {
    label: 'Tin nhắn',
    loading: 'Đang tải cuộc trò chuyện…',
    empty: (name) => `Chào ${name}! Bạn cần chúng tôi giúp gì?`,
    joined: (name) => `${name} đã tham gia cuộc trò chuyện`,
    typing: (name) => `${name} đang nhập…`,
    newer: (count) => plural(count, { other: '# tin nhắn mới' }),
    toEnd: 'Đến tin nhắn mới nhất',
    opensNew: 'Mở trong cửa sổ mới',
  },
  state: {
    sending: 'Đang gửi…',
    sent: 'Đã gửi',
    read: 'Đã xem',
    failed: 'Chưa gửi được',
    retry: 'Thử lại',
  },
  composer: {
    label: 'Tin nhắn',
    placeholder: 'Nhập tin nhắn…',
    send: 'Gửi',
    tooLong: (over) => plural(over, { other: 'Thừa # ký tự' }),
  },
  end: {
    open: 'Kết thúc',
    ask: 'Kết thúc cuộc trò chuyện này?',
    yes: 'Kết thúc',
    no: 'Tiếp tục',
  },
  closed: {
    title: 'Cuộc trò chuyện này đã đóng.',
    again: 'Bắt đầu cuộc trò chuyện mới',
  },
  problem: {
    wait: (seconds) => `Quá nhiều yêu cầu cùng lúc. Vui lòng đợi ${duration(seconds)}.`,
    waitToSend: (seconds) => `Quá nhiều tin nhắn cùng lúc. Tiếp tục sau ${duration(seconds)}.`,
    tooMany: 'Quá nhiều yêu cầu cùng lúc. Vui lòng thử lại.',
    unreachable: 'Máy chủ không trả lời. Vui lòng thử lại.',
    unexpected: 'Đã xảy ra lỗi. Vui lòng thử lại.',
    invalid: 'Máy chủ không chấp nhận. Vui lòng kiểm tra tên và email.',
    session_closed: 'Cuộc trò chuyện này đã đóng.',
    message_empty: 'Tin nhắn này không có nội dung.',
    message_too_long: 'Tin nhắn này quá dài.',
    validation_failed: 'Tin nhắn này có ký tự không lưu được.',
  },
}

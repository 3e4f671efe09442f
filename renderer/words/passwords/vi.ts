import { pluralIn } from '../plural.ts'
import type { PasswordWords } from './en.ts'

const plural = pluralIn('vi')

/** One's own password, and a colleague's, in Vietnamese. */
export const passwordsVi: PasswordWords = {
  lead: 'Khi bạn đổi mật khẩu, mọi nơi khác đang đăng nhập bằng tài khoản của bạn sẽ bị đăng xuất.',
  current: 'Mật khẩu cũ',
  next: 'Mật khẩu mới',
  again: 'Nhập lại mật khẩu mới',
  hint: 'Ít nhất 8 ký tự',
  differs: 'Không giống mật khẩu mới ở trên.',
  submit: 'Đổi mật khẩu',
  changed: (signedOut) =>
    signedOut === 0
      ? 'Đã đổi mật khẩu. Bạn không đăng nhập ở nơi nào khác.'
      : plural(signedOut, { other: 'Đã đổi mật khẩu và đăng xuất bạn khỏi # nơi khác.' }),
  toOwn: 'Đổi mật khẩu của bạn',
  setOne: (name) => `Đặt mật khẩu mới cho ${name}`,
  setTitle: (name) => `Mật khẩu mới cho ${name}`,
  setLead:
    'Họ sẽ bị đăng xuất ở mọi nơi ngay lập tức. Hãy cho họ biết mật khẩu mới; họ có thể đổi lại trong mục “Mật khẩu của bạn” ở phần cài đặt.',
  set: 'Đặt mật khẩu',
  setDone: (name) => `${name} đã có mật khẩu mới và bị đăng xuất ở mọi nơi`,
}

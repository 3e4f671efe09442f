import type { z } from 'zod'
import type { Language } from '../contract/identity.ts'

type Issue = z.core.$ZodIssue
type Say = (issue: Issue) => string

const bound = (issue: Issue, side: 'minimum' | 'maximum') =>
  String((issue as unknown as Record<string, unknown>)[side])

const EN: Record<string, Say> = {
  invalid_type: (issue) => `must be ${issue.code === 'invalid_type' ? a(issue.expected) : 'valid'}`,
  too_small: (issue) =>
    onText(issue)
      ? `must have at least ${bound(issue, 'minimum')} characters`
      : `must be at least ${bound(issue, 'minimum')}`,
  too_big: (issue) =>
    onText(issue)
      ? `must have at most ${bound(issue, 'maximum')} characters`
      : `must be at most ${bound(issue, 'maximum')}`,
  invalid_format: (issue) =>
    isEmail(issue) ? 'must be an email address' : (own(issue) ?? 'has the wrong format'),
  invalid_value: (issue) => `must be one of: ${options(issue)}`,
  unrecognized_keys: () => 'is not a known field',
  custom: (issue) => issue.message,
}

const VI: Record<string, Say> = {
  invalid_type: (issue) =>
    `phải là ${issue.code === 'invalid_type' ? (TYPES_VI[issue.expected] ?? issue.expected) : 'giá trị hợp lệ'}`,
  too_small: (issue) =>
    onText(issue)
      ? `phải có ít nhất ${bound(issue, 'minimum')} ký tự`
      : `phải từ ${bound(issue, 'minimum')} trở lên`,
  too_big: (issue) =>
    onText(issue)
      ? `phải có nhiều nhất ${bound(issue, 'maximum')} ký tự`
      : `phải từ ${bound(issue, 'maximum')} trở xuống`,
  invalid_format: (issue) =>
    isEmail(issue) ? 'phải là địa chỉ email' : (CUSTOM_VI[own(issue) ?? ''] ?? 'sai định dạng'),
  invalid_value: (issue) => `phải là một trong: ${options(issue)}`,
  unrecognized_keys: () => 'không phải là trường hợp lệ',
  custom: (issue) => CUSTOM_VI[issue.message] ?? 'không hợp lệ',
}

// What the schemas say themselves, by their English text.
const CUSTOM_VI: Record<string, string> = {
  'contains characters that cannot be stored': 'chứa ký tự không thể lưu',
  'must not be before the first day': 'không được trước ngày đầu',
  'must be at most five years after the first day': 'phải trong vòng năm năm kể từ ngày đầu',
  'makes too many steps': 'chia thành quá nhiều khoảng',
  'is needed for groups': 'cần có khi xuất theo nhóm',
  'must be 0 to 6': 'phải từ 0 đến 6',
  'must be 0 to 23': 'phải từ 0 đến 23',
  'is not a cursor': 'không phải là con trỏ trang',
  'must be one line without control characters': 'phải là một dòng, không có ký tự điều khiển',
  'must have something visible': 'phải có ký tự nhìn thấy được',
  'must be a time zone such as Asia/Ho_Chi_Minh': 'phải là múi giờ, ví dụ Asia/Ho_Chi_Minh',
  'is needed in one language at least': 'cần có ít nhất một ngôn ngữ',
  'must be a colour such as #1f6feb': 'phải là màu, ví dụ #1f6feb',
  'must be a time such as 09:00': 'phải là giờ, ví dụ 09:00',
  'must be a media type such as image/*': 'phải là loại tệp, ví dụ image/*',
  'must be a PNG, JPEG or WebP picture': 'phải là ảnh PNG, JPEG hoặc WebP',
  'is for replies': 'chỉ dành cho câu trả lời',
  'must be a time of this century': 'phải là một thời điểm của thế kỷ này',
  'only internal notes can mention': 'chỉ ghi chú nội bộ mới nhắc tên được',
  'must be one word such as hello or hoan-tien': 'phải là một từ, ví dụ xin-chao hoặc hoan-tien',
  'keys must be unique': 'các khóa phải khác nhau',
  'choices must be unique': 'các lựa chọn phải khác nhau',
  'must be one word such as plan or renewal_date': 'phải là một từ, ví dụ plan hoặc renewal_date',
  'must be a domain such as example.com': 'phải là tên miền, ví dụ example.com',
  'must be a number such as +84 900 000 000': 'phải là số điện thoại, ví dụ +84 900 000 000',
  'is a domain of a public mail service such as gmail.com':
    'là tên miền của dịch vụ thư công cộng, ví dụ gmail.com',
  'is not a field of this workspace': 'không phải là trường của không gian làm việc này',
  'is not a text': 'phải là chữ',
  'is not a number': 'phải là số',
  'must be a day such as 2026-11-26': 'phải là một ngày, dạng 2026-11-26',
  'is neither true nor false': 'phải là đúng hoặc sai',
  'is not one of the choices': 'không có trong các lựa chọn',
  'does not fit the kind of question': 'không hợp với loại câu hỏi',
  'does not take every choice': 'không nhận mọi lựa chọn',
  'is filled in by another question': 'đã do một câu hỏi khác điền',
  'has more than 50 properties': 'có hơn 50 thuộc tính',
  'must not be in the future': 'không được ở tương lai',
  'a choice needs something to choose': 'câu hỏi lựa chọn cần có lựa chọn',
  'must be an http or https address': 'phải là địa chỉ http hoặc https',
  'must be * or an http or https address': 'phải là * hoặc địa chỉ http hay https',
  'must name a host or a path': 'phải có tên miền hoặc đường dẫn',
  'must be a currency such as EUR, USD or VND': 'phải là loại tiền, ví dụ EUR, USD hoặc VND',
  'must be a day of our time': 'phải là một ngày từ 2000 đến 2199',
  'must be one of the columns': 'phải là một trong các cột',
  'each place once': 'mỗi nơi chỉ được chọn một lần',
  'ids must be unique': 'các mã phải khác nhau',
  'must be an integer': 'phải là số nguyên',
}

const TYPES_VI: Record<string, string> = {
  string: 'chuỗi',
  number: 'số',
  int: 'số nguyên',
  boolean: 'đúng/sai',
  object: 'đối tượng',
  array: 'danh sách',
}

const a = (type: string) => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`)
const onText = (issue: Issue) => 'origin' in issue && issue.origin === 'string'
const isEmail = (issue: Issue) => issue.code === 'invalid_format' && issue.format === 'email'
// A schema that says by an example what it wants is heard; the library's own words are not.
const own = ({ message }: Issue) => (/ such as | picture$/.test(message) ? message : undefined)
const options = (issue: Issue) =>
  issue.code === 'invalid_value' ? issue.values.map(String).join(', ') : ''

/** Every bad field of an input, in the reader's language; an unknown field is named by its own path. */
export function fieldErrors(
  issues: readonly Issue[],
  language: Language,
): Array<{ path: string; message: string }> {
  const say = language === 'vi' ? VI : EN
  const invalid = language === 'vi' ? 'không hợp lệ' : 'is not valid'
  return issues.flatMap((issue) => {
    const path = issue.path.map(String)
    const message = say[issue.code]?.(issue) ?? invalid
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path]
    return paths.map((each) => ({ path: each.join('.'), message }))
  })
}

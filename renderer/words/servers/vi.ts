import type { serversEn } from './en.ts'

/** Where the app works: the first start, the list of servers, the server on this computer, in Vietnamese. */
export const serversVi: typeof serversEn = {
  title: 'Máy chủ',
  lead: 'Mỗi máy chủ có đăng nhập riêng và lưu dữ liệu riêng trên máy tính này.',
  first: {
    title: 'Bạn muốn làm việc ở đâu?',
    lead: 'Bạn có thể thêm máy chủ khác và chuyển đổi sau này.',
  },
  computer: {
    name: 'Máy tính này',
    about: 'Chạy Frontdesk tại đây, mọi dữ liệu nằm trong ứng dụng này. Phù hợp để dùng thử.',
    choose: 'Dùng máy tính này',
  },
  server: {
    name: 'Máy chủ',
    about: 'Frontdesk mà nhóm của bạn sử dụng.',
    address: 'Địa chỉ',
    example: 'hotro.example.com',
    label: 'Tên',
    labelHint: 'không bắt buộc',
    connect: 'Kết nối',
    checking: 'Đang kiểm tra…',
  },
  list: {
    current: 'Đang dùng',
    use: (name: string) => `Chuyển sang ${name}`,
    switch: 'Chuyển',
    rename: (name: string) => `Đổi tên ${name}`,
    remove: (name: string) => `Gỡ ${name}`,
    add: 'Thêm máy chủ',
    newName: 'Tên mới',
  },
  state: {
    starting: 'Đang khởi động Frontdesk trên máy tính này…',
    restarting: 'Frontdesk trên máy tính này đã dừng và đang được khởi động lại…',
    failed: 'Không thể khởi động Frontdesk trên máy tính này',
    failedHint: 'Đã thử khởi động nhiều lần. Những dòng cuối của nhật ký cho biết lỗi ở đâu.',
    log: 'Nhật ký',
    retry: 'Khởi động lại',
  },
  why: {
    invalid_address: 'Đây không phải địa chỉ máy chủ, ví dụ https://desk.example.com',
    bracketed_address: 'Không dùng được địa chỉ số trong ngoặc vuông (IPv6). Hãy nhập tên máy chủ.',
    not_found: 'Không có máy chủ nào mang tên này. Hãy kiểm tra lại địa chỉ.',
    offline: 'Máy tính này đang ngoại tuyến.',
    unreachable:
      'Không có gì trả lời tại địa chỉ này. Hãy kiểm tra lại, hoặc hỏi xem máy chủ có đang chạy không.',
    timeout: 'Máy chủ trả lời quá lâu. Hãy thử lại sau giây lát.',
    redirected:
      'Máy chủ chuyển tiếp sang địa chỉ khác. Hãy nhập địa chỉ đó, thường có https:// ở đầu.',
    not_frontdesk: 'Có máy chủ trả lời tại địa chỉ này, nhưng đó không phải Frontdesk.',
    not_secure:
      'Máy chủ không hỗ trợ kết nối an toàn. Chỉ nhập http:// trước địa chỉ nếu bạn tin tưởng mạng này.',
    certificate_untrusted:
      'Chứng chỉ của máy chủ không do tổ chức mà máy tính này tin cậy cấp. Hãy hỏi quản trị viên; chưa có gì được gửi đi.',
    certificate_expired:
      'Chứng chỉ của máy chủ không còn hiệu lực vào lúc này. Chứng chỉ đã hết hạn, hoặc đồng hồ máy tính bị sai.',
    certificate_other_name:
      'Chứng chỉ của máy chủ được cấp cho tên khác. Hãy kiểm tra địa chỉ: có thể ai đó đang đứng ở giữa.',
    certificate: 'Không thể kết nối an toàn tới máy chủ này: chứng chỉ không được chấp nhận.',
    declined: 'Bạn chưa đồng ý kết nối tới máy chủ này.',
  },
}

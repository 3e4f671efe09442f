import type { updatesEn } from './en.ts'

/** Newer versions of the desktop app, in Vietnamese. */
export const updatesVi: typeof updatesEn = {
  title: 'Phiên bản và cập nhật',
  version: (version) => `Frontdesk, phiên bản ${version}`,
  check: 'Kiểm tra bản cập nhật',
  restart: 'Khởi động lại để cập nhật',
  notYet: 'Ứng dụng tự tìm và tải phiên bản mới mỗi giờ.',
  newest: (time) => `Đây là phiên bản mới nhất. Đã kiểm tra lúc ${time}.`,
  checking: 'Đang tìm phiên bản mới…',
  downloading: (version) => `Đang tải phiên bản ${version}…`,
  ready: (version) =>
    `Phiên bản ${version} đã sẵn sàng và sẽ được dùng sau lần khởi động lại tới, kể cả khi bạn tự thoát rồi mở lại.`,
  waits: 'Ứng dụng sẽ khởi động lại ngay khi bạn ngừng viết và mọi thứ đã được gửi đi.',
  failed: (time) => `Cập nhật không thành công lúc ${time}. Sẽ thử lại trong vòng một giờ.`,
  off: {
    unpackaged: 'Ứng dụng đang chạy từ mã nguồn và được cập nhật tại đó.',
    package_managed: 'Trình quản lý gói của hệ thống sẽ cập nhật ứng dụng này.',
    unsigned:
      'Ứng dụng này không được ký số nên không thể phân biệt bản cập nhật thật với bản giả. Ứng dụng không tự cập nhật.',
    no_source: 'Ứng dụng này được tạo mà không có địa chỉ cập nhật nên không tự cập nhật.',
    not_writable:
      'Ứng dụng nằm trong thư mục bạn không có quyền ghi. Hãy chuyển ứng dụng sang thư mục của bạn để ứng dụng tự cập nhật.',
  },
}

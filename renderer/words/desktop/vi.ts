import type { desktopEn } from './en.ts'

/** How the desktop app behaves on this computer, in Vietnamese. */
export const desktopVi: typeof desktopEn = {
  window: 'Cửa sổ và khởi động',
  closeToTray: 'Đóng cửa sổ thì ứng dụng vẫn chạy',
  closeToTrayHint:
    'Bạn vẫn được báo khi có cuộc trò chuyện. Biểu tượng cạnh đồng hồ sẽ mở lại cửa sổ.',
  noTray: 'Màn hình này không có khay cạnh đồng hồ để mở lại cửa sổ.',
  startAtLogin: 'Khởi động khi bạn đăng nhập vào máy tính',
  loginHint: 'Ứng dụng khởi động ẩn và báo cho bạn các cuộc trò chuyện ngay từ lúc đó.',
  loginNot: 'Chỉ ứng dụng đã cài đặt mới có thể tự khởi động cùng hệ thống.',
  loginRefused:
    'Hệ thống không cho phép. Hãy xem trong cài đặt của hệ thống những ứng dụng nào được tự khởi động.',
  attention: 'Gây chú ý',
  flash: 'Nhấp nháy nút trên thanh tác vụ khi khách đang đợi bạn',
  bounce: 'Nảy biểu tượng trên Dock khi khách đang đợi bạn',
  flashHint: 'Cho đến khi bạn nhìn vào cửa sổ.',
  shortcut: 'Phím đưa Frontdesk lên trước',
  shortcutHint: 'Dùng được trong mọi chương trình. Bấm vào ô rồi nhấn phím, kèm Ctrl, ⌘ hoặc Alt.',
  noShortcut: 'Không có',
  pressKeys: 'Nhấn tổ hợp phím…',
  removeShortcut: 'Bỏ',
  shortcutTaken: 'Hệ thống không cho dùng phím này. Có thể chương trình khác đang dùng.',
}

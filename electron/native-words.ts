/** The texts of the tray, the context menu and what else belongs to this system, in English. */
export const nativeEn = {
  help: 'Help',
  copyDiagnostics: 'Copy Diagnostics',
  windowHangs: 'The window does not answer.',
  windowHangsDetail: 'It may go on by itself. Loaded again, it keeps what you have written.',
  wait: 'Wait',
  print: 'Print…',
  find: 'Find…',
  saveAs: 'Save File',
  copyLink: 'Copy Link',
  noSuggestions: 'No suggestions',
  addToDictionary: 'Add to Dictionary',
  open: 'Open Frontdesk',
  online: 'Online',
  away: 'Away',
  unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  sync: {
    signed_out: 'Not signed in',
    connecting: 'Connecting',
    catching_up: 'Catching up',
    in_sync: 'In sync',
    offline: 'Offline',
  },
}

/** The texts of the tray, the context menu and what else belongs to this system, in Vietnamese. */
export const nativeVi: typeof nativeEn = {
  help: 'Trợ giúp',
  copyDiagnostics: 'Sao chép thông tin chẩn đoán',
  windowHangs: 'Cửa sổ không phản hồi.',
  windowHangsDetail:
    'Có thể cửa sổ sẽ tự chạy tiếp. Nếu tải lại, những gì bạn đã viết vẫn được giữ.',
  wait: 'Đợi',
  print: 'In…',
  find: 'Tìm…',
  saveAs: 'Lưu tệp',
  copyLink: 'Sao chép liên kết',
  noSuggestions: 'Không có gợi ý',
  addToDictionary: 'Thêm vào từ điển',
  open: 'Mở Frontdesk',
  online: 'Trực tuyến',
  away: 'Vắng mặt',
  unread: (count) => `${count} tin nhắn chưa đọc`,
  sync: {
    signed_out: 'Chưa đăng nhập',
    connecting: 'Đang kết nối',
    catching_up: 'Đang cập nhật',
    in_sync: 'Đã đồng bộ',
    offline: 'Ngoại tuyến',
  },
}

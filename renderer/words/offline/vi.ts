import type { offlineEn } from './en.ts'

export const offlineVi: typeof offlineEn = {
  asOf: (time) => `Bạn đang xem hộp thư như lúc ${time}.`,
  notHere: 'Nội dung này không được lưu trên thiết bị.',
  notHereHint: 'Nội dung sẽ tự hiện ngay khi kết nối được máy chủ.',
  panel: 'Thông tin khác về khách hàng sẽ hiện khi có kết nối.',
}

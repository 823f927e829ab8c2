import type { JobWords } from './operations/job.words.js';

/** What every kind of job of every room does. */
export const APP_JOB_WORDS: JobWords = {
  'archives.make': 'Lập bản lưu cuộc thi',
  'audit.seal-head': 'Ký dấu sổ nhật ký',
  'awards.erase-objectors': 'Xóa tên và liên lạc của người gửi kiến nghị sau thời hạn lưu',
  'awards.make-bundle': 'Đóng gói kết quả để kiểm tra',
  'awards.publish-at': 'Công bố kết quả đúng giờ đã hẹn',
  'awards.remind-objections': 'Nhắc trả lời kiến nghị',
  'entries.bind-photos': 'Gộp ảnh thành PDF',
  'entries.pack-dossiers': 'Đóng gói tất cả hồ sơ',
  'entries.remind': 'Nhắc xã trước hạn nộp',
  'entries.search-names': 'Soát tên nơi dự thi trong hồ sơ vừa nộp (chấm kín)',
  'entries.sweep-members': 'Dọn danh sách thành viên bỏ dở',
  'judging.search-names': 'Soát tên đơn vị trong hồ sơ trước khi chấm ẩn danh',
  'movements.erase-pledges': 'Xóa họ tên người cam kết sau khi phong trào kết thúc',
  'movements.remind': 'Nhắc xã gửi báo cáo đợt vận động',
  'notices.mail': 'Gửi thư điện tử',
  'notices.sweep-webhooks': 'Dọn các lần báo tin đã cũ',
  'notices.webhooks': 'Báo tin cho hệ thống khác',
  'operations.back-up': 'Sao lưu hằng đêm',
  'operations.check': 'Kiểm tra dữ liệu',
  'storage.prepare': 'Dựng ảnh xem trước của tệp',
  'storage.scan': 'Quét mã độc trong tệp',
  'storage.sweep-pictures': 'Dọn ảnh xem trước không còn dùng',
};

import type { ActWords } from '../audit/audit.words.js';

/** How the log calls the acts of this room. */
export const MOVEMENT_ACT_WORDS: ActWords = {
  'movement.begin': 'lập phong trào thi đua',
  'movement.edit': 'sửa phong trào thi đua',
  'drive.begin': 'lập đợt vận động',
  'drive.edit': 'sửa đợt vận động',
  'drive.units': 'ghi đơn vị báo cáo của đợt',
  'drive.report': 'báo cáo số liệu đợt vận động',
  'drive.import': 'nhập báo cáo nhiều đơn vị từ tệp',
  'drive.confirm': 'xác nhận báo cáo đợt vận động',
  'drive.remind': 'nhắc đơn vị còn nợ báo cáo',
  'drive.check': 'ghi lượt kiểm soát ra vào',
  'propaganda.begin': 'soạn nội dung tuyên truyền',
  'propaganda.edit': 'sửa bản soạn nội dung tuyên truyền',
  'propaganda.submit': 'trình duyệt nội dung tuyên truyền',
  'propaganda.return': 'trả lại nội dung tuyên truyền để sửa',
  'propaganda.approve': 'duyệt nội dung tuyên truyền',
  'propaganda.revise': 'mở bản mới của nội dung tuyên truyền',
  'propaganda.withdraw': 'rút nội dung tuyên truyền',
  'propaganda.plan': 'lập lịch tuyên truyền',
  'propaganda.stop': 'dừng lịch tuyên truyền',
  'propaganda.quiet': 'đặt giờ yên lặng',
  'propaganda.tick': 'ghi buổi tuyên truyền',
  'propaganda.tick-many': 'ghi nhiều buổi tuyên truyền',
  'propaganda.quarantine': 'cách ly ảnh của nội dung tuyên truyền',
};

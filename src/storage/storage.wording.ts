import type { Refusal, RefusalWordings } from '../kernel/refusal.js';
import { formatFileSize } from '../kernel/vietnamese/numbers.js';

const nameOf = (refusal: Refusal): string => (typeof refusal['name'] === 'string' ? `Tệp “${refusal['name']}”` : 'Tệp');
const wantedOf = (refusal: Refusal): string => String(refusal['wanted'] ?? 'tệp khác');

/** What a place has room for: `left` counted beside what lies there, or `most` where only the form was counted. */
function sayRoom({ left, most }: Refusal): string {
  if (left === undefined) return `mục này nhận nhiều nhất ${String(most)} tệp.`;
  return left === 0
    ? 'mục này đã đủ tệp. Xóa bớt một tệp rồi gửi lại.'
    : `mục này chỉ nhận thêm được ${String(left)} tệp.`;
}

/** Every "no" to a file: what is the matter with it, and what to send instead (UX §2). */
export const STORAGE_WORDINGS: RefusalWordings = {
  'file-too-large': {
    status: 422,
    say: (refusal) => {
      const size = typeof refusal['bytes'] === 'number' ? ` ${formatFileSize(refusal['bytes'])}` : ' quá lớn';
      const most = formatFileSize(Number(refusal['maxBytes']));
      return `Tệp${size}, mức tối đa là ${most}. Với video: quay lại ở 720p hoặc cắt ngắn. Với bản quét: quét lại ở 150 dpi.`;
    },
  },
  'too-many-files': {
    status: 422,
    say: (refusal) => `Mỗi lần gửi tối đa ${String(refusal['maxFiles'])} tệp. Chọn ít tệp hơn rồi gửi lại.`,
  },
  'file-too-many': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} chưa được nhận: ${sayRoom(refusal)}`,
  },
  'upload-broken': {
    status: 422,
    say: () => 'Tệp chưa tới đủ nên chưa ghi gì. Kiểm tra mạng rồi chọn lại tệp để gửi.',
  },
  'storage-full': {
    status: 422,
    say: () =>
      'Máy chủ hết chỗ chứa nên tệp chưa được ghi. Những gì đã nộp không mất. Báo quản trị viên rồi gửi lại sau.',
  },
  'quota-person': {
    status: 422,
    say: (refusal) =>
      `Tài khoản này đã gửi gần hết ${formatFileSize(Number(refusal['most']))} được dành nên tệp ${formatFileSize(Number(refusal['bytes']))} không còn chỗ. Báo quản trị viên để được thêm chỗ.`,
  },
  'quota-commune': {
    status: 422,
    say: (refusal) =>
      `Xã đã gửi gần hết ${formatFileSize(Number(refusal['most']))} được dành nên tệp ${formatFileSize(Number(refusal['bytes']))} không còn chỗ. Báo quản trị viên để được thêm chỗ.`,
  },
  'quota-contest': {
    status: 422,
    say: (refusal) =>
      `Cuộc thi đã nhận gần hết ${formatFileSize(Number(refusal['most']))} được dành nên tệp ${formatFileSize(Number(refusal['bytes']))} không còn chỗ. Báo Ban Tổ chức để được thêm chỗ.`,
  },
  'tus-version': { status: 422, say: () => 'Trang gửi tệp đã cũ. Tải lại trang rồi gửi tiếp; phần đã gửi vẫn còn.' },
  'file-empty': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} không có nội dung (0 B). Mở thử tệp trên máy rồi chọn lại.`,
  },
  'file-name-invisible': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} có ký tự ẩn trong tên. Đổi tên tệp rồi gửi lại.`,
  },
  'file-name-odd-end': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} có tên bắt đầu hoặc kết thúc bằng dấu chấm, dấu cách. Đổi tên rồi gửi lại.`,
  },
  'file-name-two-endings': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} có hai đuôi tên khác nhau. Đổi tên để chỉ còn một đuôi rồi gửi lại.`,
  },
  'file-kind-unknown': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} chưa mở được ở đây. Gửi ${wantedOf(refusal)}.`,
  },
  'file-kind-not-here': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} không thuộc loại của mục này. Gửi ${wantedOf(refusal)}.`,
  },
  'file-kind-differs': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} có nội dung khác với đuôi tên. Xuất lại từ ứng dụng gốc thành ${wantedOf(refusal)} rồi gửi.`,
  },
  'file-two-kinds': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} chứa thêm nội dung lạ nên không nhận được. Chụp hoặc xuất lại thành ${wantedOf(refusal)} rồi gửi.`,
  },
  'file-old-office': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} là Word, Excel đời cũ hoặc có mật khẩu. Bỏ mật khẩu, lưu lại dạng DOCX, XLSX hoặc PDF rồi gửi.`,
  },
  'file-has-macros': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} chứa macro. Lưu lại dạng không macro (DOCX, XLSX) hoặc PDF rồi gửi.`,
  },
  'file-locked': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} có mật khẩu hoặc bị khóa nên nơi thẩm định không mở được. Bỏ khóa rồi gửi lại.`,
  },
  'file-broken': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} bị hỏng, không mở được. Mở thử trên máy, xuất lại rồi gửi.`,
  },
  'file-cut-off': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} thiếu phần cuối. Mở thử trên máy; nếu xem được đủ thì gửi lại.`,
  },
  'file-is-a-bomb': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} bung ra quá lớn nên không nhận được. Xuất thành PDF rồi gửi.`,
  },
  'image-too-large': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} có quá nhiều điểm ảnh. Giảm độ phân giải còn nhiều nhất ${Number(refusal['maxPixels']) / 1e6} triệu điểm rồi gửi lại.`,
  },
  'image-has-many-frames': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} là ảnh động có hơn ${Number(refusal['maxFrames'])} hình. Lưu lại thành ảnh tĩnh rồi gửi.`,
  },
  'video-without-pictures': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} không có hình hoặc dài 0 giây. Mở thử trên máy, quay hoặc xuất lại rồi gửi.`,
  },
  'heic-broken': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} không mở được. Trên điện thoại: mở ảnh, chia sẻ hoặc lưu lại dạng JPG rồi gửi ảnh JPG.`,
  },
  'pdf-has-script': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} chứa mã lệnh hoặc chương trình đính kèm. In lại thành PDF (Print to PDF) hoặc quét lại rồi gửi.`,
  },
  'office-reaches-out': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} lấy mẫu hoặc chạy lệnh từ nơi khác khi mở. Xuất thành PDF rồi gửi.`,
  },
};

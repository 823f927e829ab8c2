import type { Refusal, RefusalWordings } from '../kernel/refusal.js';

const nameOf = (refusal: Refusal): string => `Tệp “${String(refusal['name'] ?? '')}”`;
const lineOf = (refusal: Refusal): string => (typeof refusal['line'] === 'number' ? `Dòng ${refusal['line']}: ` : '');

/** Every "no" to a list of members. */
export const MEMBER_WORDINGS: RefusalWordings = {
  'member-file-missing': { status: 422, say: () => 'Chọn tệp danh sách (Excel hoặc CSV) rồi bấm Đọc tệp.' },
  'member-file-kind': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} chưa mở được ở đây. Gửi tệp Excel (.xlsx) hoặc CSV theo mẫu.`,
  },
  'member-file-old-excel': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} là Excel đời cũ hoặc có mật khẩu. Mở bằng Excel, bỏ mật khẩu, chọn “Lưu thành”, loại “Excel Workbook (.xlsx)”, rồi gửi lại.`,
  },
  'member-file-too-large': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} quá lớn khi mở ra. Chép các dòng thành viên sang tệp mẫu rồi gửi tệp mẫu.`,
  },
  'member-rows-too-many': {
    status: 422,
    say: (refusal) => `Danh sách nhiều nhất ${String(refusal['most'])} người. Bỏ bớt dòng rồi gửi lại.`,
  },
  'member-file-not-utf8': {
    status: 422,
    say: (refusal) =>
      `${lineOf(refusal)}có ký tự không đúng bảng mã UTF-8. Trong Excel chọn “Lưu thành”, loại “CSV UTF-8”, hoặc gửi tệp .xlsx.`,
  },
  'member-file-quotes': {
    status: 422,
    say: (refusal) => `${lineOf(refusal)}dấu ngoặc kép mở, đóng không khớp. Sửa dòng này hoặc gửi tệp .xlsx.`,
  },
  'member-sheet-unknown': { status: 422, say: sayUnknownSheet },
  'member-columns-missing': {
    status: 422,
    say: (refusal) => `${lineOf(refusal)}thiếu cột ${String(refusal['labels'])}. Dùng dòng tiêu đề như trong tệp mẫu.`,
  },
  'member-file-empty': { status: 422, say: () => 'Dưới dòng tiêu đề chưa có người nào. Nhập danh sách rồi gửi lại.' },
  'members-faulty': {
    status: 422,
    say: (refusal) => `Chưa lấy được danh sách: còn ${String(refusal['faults'])} chỗ cần sửa. Chưa lấy dòng nào.`,
  },
  'members-none': { status: 422, say: () => 'Danh sách chưa có người nào.' },
  'members-stale': {
    status: 409,
    say: (refusal) =>
      `Bản đang sửa vừa được ${String(refusal['by'])} đổi lúc ${String(refusal['atText'])}. Xem chỗ khác nhau rồi lưu lại.`,
  },
};

function sayUnknownSheet(refusal: Refusal): string {
  const sheets = (refusal['sheets'] as readonly string[] | undefined) ?? [];
  const label = `“${String(refusal['label'])}”`;
  if (sheets.length === 0) return `Tệp không có dòng tiêu đề với cột ${label}. Dùng tệp mẫu.`;
  const named = sheets.map((name) => `“${name}”`).join(', ');
  return `Tệp có trang tính ${named}, không trang nào có cột ${label}. Chép danh sách vào trang “Thành viên” của tệp mẫu.`;
}

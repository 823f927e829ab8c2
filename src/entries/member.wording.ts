import type { Refusal, RefusalWordings } from '../kernel/refusal.js';

const lineOf = (refusal: Refusal): string => (typeof refusal['line'] === 'number' ? `Dòng ${refusal['line']}: ` : '');

/** Every "no" to a list of members. */
export const MEMBER_WORDINGS: RefusalWordings = {
  'member-file-missing': { status: 422, say: () => 'Chọn tệp danh sách (Excel hoặc CSV) rồi bấm Đọc tệp.' },
  'member-rows-too-many': {
    status: 422,
    say: (refusal) => `Danh sách nhiều nhất ${String(refusal['most'])} người. Bỏ bớt dòng rồi gửi lại.`,
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

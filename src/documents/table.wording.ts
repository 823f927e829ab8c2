import type { Refusal, RefusalWordings } from '../kernel/refusal.js';

const nameOf = (refusal: Refusal): string => `Tệp “${String(refusal['name'] ?? '')}”`;
const lineOf = (refusal: Refusal): string => (typeof refusal['line'] === 'number' ? `Dòng ${refusal['line']}: ` : '');

/** Every "no" to a file that should be a table. */
export const TABLE_WORDINGS: RefusalWordings = {
  'table-file-kind': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} chưa mở được ở đây. Gửi tệp Excel (.xlsx) hoặc CSV theo mẫu.`,
  },
  'table-file-old-excel': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} là Excel đời cũ hoặc có mật khẩu. Mở bằng Excel, bỏ mật khẩu, chọn “Lưu thành”, loại “Excel Workbook (.xlsx)”, rồi gửi lại.`,
  },
  'table-file-too-large': {
    status: 422,
    say: (refusal) => `${nameOf(refusal)} quá lớn khi mở ra. Chép các dòng cần nhập sang tệp mẫu rồi gửi tệp mẫu.`,
  },
  'table-rows-too-many': {
    status: 422,
    say: (refusal) =>
      `${nameOf(refusal)} có quá nhiều dòng, một tệp nhiều nhất ${String(refusal['most'])}. Chia thành nhiều tệp.`,
  },
  'table-file-not-utf8': {
    status: 422,
    say: (refusal) =>
      `${lineOf(refusal)}có ký tự không đúng bảng mã UTF-8. Trong Excel chọn “Lưu thành”, loại “CSV UTF-8”, hoặc gửi tệp .xlsx.`,
  },
  'table-file-quotes': {
    status: 422,
    say: (refusal) => `${lineOf(refusal)}dấu ngoặc kép mở, đóng không khớp. Sửa dòng này hoặc gửi tệp .xlsx.`,
  },
};

import type { RefusalWordings } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';

/** Every "no" of the register of groups. */
export const GROUP_WORDINGS: RefusalWordings = {
  'group-closed': {
    status: 409,
    say: ({ closedOn }) =>
      `Nhóm đã ngừng hoạt động từ ngày ${formatDay(String(closedOn))} nên không sửa được. Ghi nhóm hoạt động lại rồi sửa.`,
  },
  'group-open': { status: 409, say: () => 'Nhóm đang hoạt động. Tải lại trang để xem thông tin mới nhất.' },
  'group-unit-unknown': { status: 422, say: () => 'Chọn xã, phường, thị trấn có trong danh sách.' },
  'group-file-missing': { status: 422, say: () => 'Chọn tệp (Excel hoặc CSV) hoặc dán nội dung, rồi bấm Kiểm tra.' },
  'group-file-faulty': {
    status: 422,
    say: ({ faults }) =>
      `Tệp còn ${String(faults)} chỗ cần sửa, nên chưa nhập dòng nào. Sửa theo danh sách rồi nhập lại.`,
  },
  'count-screenshot-missing': {
    status: 422,
    say: () => 'Chọn ảnh chụp màn hình số thành viên, hoặc chọn nguồn “Khai báo”.',
  },
  'count-file-isolated': {
    status: 404,
    say: () => 'Ảnh này bị phát hiện có mã độc nên đã cách ly. Chụp lại và đính chính số thành viên.',
  },
  'count-already-corrected': {
    status: 409,
    say: () => 'Số này đã được đính chính. Xem số mới ở trang của nhóm rồi đính chính số mới nếu cần.',
  },
  'count-before-closing': {
    status: 422,
    say: ({ closedOn }) => `Nhóm ngừng từ ngày ${formatDay(String(closedOn))}. Nhập ngày trước đó.`,
  },
  'annex-too-long': {
    status: 422,
    say: ({ most }) => `Bảng dài quá ${String(most)} nhóm. Lọc theo huyện, xã hoặc loại nhóm rồi tải lại.`,
  },
  'role-province-unknown': { status: 422, say: () => 'Chọn tỉnh, thành phố có trong danh sách.' },
  'role-known': { status: 422, say: () => 'Vai trò này đã có trong danh mục. Nhập tên khác.' },
};

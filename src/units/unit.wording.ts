import type { RefusalWordings } from '../kernel/refusal.js';

export const UNIT_WORDINGS: RefusalWordings = {
  'village-file-faulty': {
    status: 422,
    say: ({ faults }) =>
      `Tệp còn ${String(faults)} chỗ cần sửa, nên chưa nhập dòng nào. Sửa theo danh sách rồi nhập lại.`,
  },
  'alias-already-there': { status: 422, say: () => 'Đơn vị đã có tên này. Nhập một tên khác.' },
  'unit-name-taken': { status: 422, say: () => 'Đã có cơ quan cùng tên ở đây. Nhập tên khác.' },
};

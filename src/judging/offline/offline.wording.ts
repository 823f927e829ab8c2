import type { ActWords } from '../../audit/audit.words.js';
import type { RefusalWordings } from '../../kernel/refusal.js';

const AGAIN = 'Chưa có gì được ghi.';

/** Every "no" about files of scores. */
export const OFFLINE_WORDINGS: RefusalWordings = {
  'nothing-to-take': { status: 409, say: () => 'Chưa có hồ sơ nào được giao để chấm.' },
  'pack-not-taken': {
    status: 409,
    say: () => 'Chưa lấy gói này, hoặc gói đã gửi lại. Mở trang Chấm ngoại tuyến và bấm nút lấy gói.',
  },
  'no-pack-out': { status: 409, say: () => 'Không còn gói nào chưa gửi lại.' },
  'return-file-missing': { status: 422, say: () => 'Chọn tệp phiếu chấm (.xlsx) rồi bấm Đọc tệp.' },
  'return-not-xlsx': {
    status: 422,
    say: (refusal) =>
      `“${String(refusal['name'])}” không phải tệp Excel (.xlsx). Lưu tệp dạng .xlsx rồi gửi lại. ${AGAIN}`,
  },
  'return-too-large': {
    status: 422,
    say: (refusal) => `“${String(refusal['name'])}” lớn hơn một tệp phiếu chấm nên không đọc. ${AGAIN}`,
  },
  'return-not-ours': {
    status: 422,
    say: () =>
      `Tệp này không có dòng “Mã tệp” của hệ thống, hoặc dòng đó đã bị sửa. Tải tệp mới, chép điểm sang rồi gửi lại. ${AGAIN}`,
  },
  'return-other-person': {
    status: 422,
    say: () => `Tệp này lập cho giám khảo khác. Gửi tệp của chính ông/bà. ${AGAIN}`,
  },
  'return-other-round': { status: 422, say: () => `Tệp này lập cho vòng chấm khác. Tải tệp của vòng này. ${AGAIN}` },
  'return-old-criteria': {
    status: 409,
    say: () => `Tiêu chí chấm đã đổi sau khi tải tệp. Tải tệp mới, xem lại điểm theo tiêu chí mới. ${AGAIN}`,
  },
  'return-columns-changed': {
    status: 422,
    say: (refusal) =>
      `Dòng ${String(refusal['line'])}: tiêu đề cột “${String(refusal['column'])}” đã bị sửa, xóa hoặc chuyển chỗ. Tải tệp mới, chép điểm sang rồi gửi lại. ${AGAIN}`,
  },
  'return-empty': { status: 422, say: () => `Dưới dòng tiêu đề không có hồ sơ nào. ${AGAIN}` },
  'return-missing': {
    status: 409,
    say: () => `Tệp đang đối chiếu đã được ghi, bỏ hoặc thay ở nơi khác. Xem lại trang này. ${AGAIN}`,
  },
  'return-faulty': {
    status: 409,
    say: (refusal) => `Còn ${String(refusal['lines'])} dòng có ô không nhận được. Sửa trong tệp rồi gửi lại. ${AGAIN}`,
  },
  'return-moved': {
    status: 409,
    say: () => `Có phiếu vừa thay đổi sau khi đối chiếu. Bảng dưới đây đã đối chiếu lại; xem rồi xác nhận. ${AGAIN}`,
  },
  'return-changes-nothing': { status: 409, say: () => 'Tệp không có phiếu nào để ghi.' },
};

export const OFFLINE_ACT_WORDS: ActWords = {
  'pack.take': 'lấy gói chấm ngoại tuyến',
  'pack.set-aside': 'thôi dùng gói chấm ngoại tuyến',
  'sheet.return': 'gửi tệp điểm chấm ngoại tuyến',
  'sheet.return-written': 'ghi điểm từ tệp chấm ngoại tuyến',
  'sheet.return-dropped': 'bỏ tệp điểm chấm ngoại tuyến',
};

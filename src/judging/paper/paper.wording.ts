import type { ActWords } from '../../audit/audit.words.js';
import type { Instant } from '../../kernel/instant.js';
import type { RefusalWordings } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';

/** Every "no" about papers. */
export const PAPER_WORDINGS: RefusalWordings = {
  'nothing-to-print': {
    status: 409,
    say: () => 'Không có phiếu nào để in trong phần này. Về trang In phiếu chấm để chọn lại.',
  },
  'sheet-on-paper': {
    status: 409,
    say: (refusal) =>
      `Phiếu này chấm trên giấy: thư ký đã nhận phiếu lúc ${formatDateTime(refusal['receivedAt'] as Instant)} nên không nhập trên mạng. Cần nhập trên mạng: đề nghị thư ký trả lại phiếu giấy.`,
  },
  'paper-received': { status: 409, say: () => 'Phiếu giấy này đã được ghi nhận. Chưa có gì thay đổi.' },
  'paper-beside-online': {
    status: 409,
    say: () =>
      'Phiếu trên mạng của giám khảo này đang có nội dung. Đánh dấu để phiếu giấy thay phiếu trên mạng, hoặc hỏi lại giám khảo.',
  },
  'paper-not-received': { status: 409, say: () => 'Ghi nhận phiếu giấy trước, rồi đính kèm bản quét.' },
  'paper-moved': {
    status: 409,
    say: () => 'Phiếu giấy này vừa được xử lý ở nơi khác. Phần vừa nhập chưa ghi. Xem lại trang này.',
  },
  'paper-same-person': {
    status: 409,
    say: () => 'Ông/bà đã nhập phiếu này lần một. Người nhập lại và xác nhận phải là người khác.',
  },
  'paper-not-typed-again': { status: 409, say: () => 'Nhập lại phiếu trước, rồi mới xác nhận hoặc trả lại.' },
  'paper-old-criteria': {
    status: 409,
    say: () => 'Phiếu đã nhập theo tiêu chí cũ. Trả lại để nhập theo tiêu chí mới, hoặc hỏi lại giám khảo.',
  },
  'scan-missing': { status: 422, say: () => 'Chọn bản quét (PDF hoặc ảnh) rồi bấm Đính kèm.' },
};

/** How the log calls the acts on papers. */
export const PAPER_ACT_WORDS: ActWords = {
  'paper.receive': 'nhận phiếu chấm giấy',
  'paper.release': 'bỏ ghi nhận phiếu chấm giấy',
  'paper.type': 'nhập phiếu chấm giấy lần một',
  'paper.type-again': 'nhập lại phiếu chấm giấy',
  'paper.confirm': 'xác nhận phiếu chấm giấy',
  'paper.send-back': 'trả lại bản nhập phiếu chấm giấy',
  'paper.quarantine-scan': 'cách ly bản quét phiếu chấm có mã độc',
  'paper.attach': 'đính kèm bản quét phiếu chấm',
};

import { describeDeadline, formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatPhone } from '../kernel/vietnamese/phones.js';
import type { Instant } from '../kernel/instant.js';
import type { Refusal, RefusalWordings } from '../kernel/refusal.js';
import { MEMBER_WORDINGS } from './member.wording.js';
import { ENTRY_STATUS_WORDS } from './entry.moves.js';
import type { EntryState } from './entry.facts.js';
import { TRANSFER_WORDINGS } from './transfer.wording.js';

const stateWord = (refusal: Refusal): string => ENTRY_STATUS_WORDS[refusal['state'] as EntryState].word;
const due = (refusal: Refusal): string => describeDeadline(refusal['dueAt'] as Instant);
/** "gọi +84 … (Lò Thị Mẫu)", with whatever of the two the contest has. */
const whom = (refusal: Refusal): string => {
  const [name, phone] = [String(refusal['contactName'] ?? ''), formatPhone(String(refusal['contactPhone'] ?? ''))];
  if (phone === '') return name === '' ? 'hỏi Ban Tổ chức' : `hỏi ${name}`;
  return name === '' ? `gọi ${phone}` : `gọi ${phone} (${name})`;
};

/** Every "no" of the entries room. */
export const ENTRY_WORDINGS: RefusalWordings = {
  ...MEMBER_WORDINGS,
  'pack-in-making': {
    status: 409,
    say: () => 'Đang có một gói được tạo cho cuộc thi này. Chờ gói ấy xong rồi tải.',
  },
  'entry-locked': {
    status: 409,
    say: (refusal) => `Hồ sơ đang ở trạng thái “${stateWord(refusal)}” nên không sửa được. Chưa có gì thay đổi.`,
  },
  'submission-over': {
    status: 409,
    say: (refusal) => `Đã hết hạn nộp (${due(refusal)}). Bản nháp vẫn còn. Cần gia hạn: ${whom(refusal)}.`,
  },
  'submission-not-open': {
    status: 409,
    say: (refusal) =>
      refusal['opensAt'] instanceof Date
        ? `Chưa đến thời gian nộp. Nhận hồ sơ từ ${formatDateTime(refusal['opensAt'])}.`
        : `Cuộc thi chưa đặt thời gian nộp. Cần biết thêm: ${whom(refusal)}.`,
  },
  'contest-not-open': { status: 409, say: () => 'Cuộc thi này không mở nhận hồ sơ. Hồ sơ đã lưu vẫn còn nguyên.' },
  'supplement-over': {
    status: 409,
    say: (refusal) =>
      `Đã hết hạn bổ sung (${due(refusal)}). Phần đã sửa vẫn được giữ. Cần thêm thời gian: ${whom(refusal)}.`,
  },
  'withdraw-too-late': {
    status: 409,
    say: (refusal) => `Đã đến thời gian chấm nên không tự rút được. Cần rút: ${whom(refusal)}.`,
  },
  'point-not-open': {
    status: 409,
    say: () => 'Mục này không nằm trong yêu cầu bổ sung nên không sửa được. Xem các mục cần bổ sung rồi làm tiếp.',
  },
  'presented-group-unknown': {
    status: 422,
    say: () => 'Nhóm này không còn trong sổ của thôn, bản. Tải lại trang rồi chọn lại.',
  },
  'village-already-entered': {
    status: 409,
    say: (refusal) =>
      `${String(refusal['villageName'])} đã có đủ hồ sơ dự thi. Mở hồ sơ ${String(refusal['entryCode'])} để làm tiếp.`,
  },
  'choose-village': {
    status: 422,
    say: (refusal) => `Chọn một ${String(refusal['villageNoun'])} của xã rồi bấm Tạo hồ sơ.`,
  },
  'entry-incomplete': {
    status: 422,
    say: (refusal) =>
      refusal['isSupplement'] === true
        ? 'Chưa gửi được vì còn mục chưa sửa. Sửa các mục nêu dưới đây rồi bấm Gửi bổ sung.'
        : 'Chưa nộp được vì hồ sơ còn thiếu. Bổ sung các mục nêu dưới đây rồi bấm Nộp hồ sơ.',
  },
  'commitment-missing': {
    status: 422,
    say: (refusal) =>
      `Đánh dấu vào ô cam kết rồi bấm ${refusal['isSupplement'] === true ? 'Gửi bổ sung' : 'Nộp hồ sơ'}.`,
  },
  ...TRANSFER_WORDINGS,
  'not-reusable': {
    status: 409,
    say: () =>
      'Tệp này không dùng lại được ở mục này: tệp vừa bị xóa, đã có sẵn ở đây, hoặc mục không nhận loại tệp đó.',
  },
  'slot-full': {
    status: 422,
    say: (refusal) =>
      `Mục này nhận tối đa ${String(refusal['maxFiles'])} tệp và đã đủ. Xóa bớt một tệp rồi gửi tệp mới.`,
  },
  'file-quarantined': {
    status: 409,
    say: (refusal) => `Tệp “${String(refusal['name'])}” có mã độc nên đã bị cách ly, không mở được.`,
  },
  'nothing-chosen': {
    status: 422,
    say: (refusal) => `Chọn hoặc chụp “${String(refusal['slotTitle'])}” rồi bấm Gửi tệp.`,
  },
  'look-up-wrong': {
    status: 422,
    say: () => 'Không có hồ sơ nào khớp với hai mã này. Kiểm tra từng ký tự trên giấy biên nhận rồi nhập lại.',
  },
  'slot-link-dead': {
    status: 404,
    say: () => 'Liên kết này đã hết hạn hoặc đã đóng. Nhờ cán bộ xã gửi liên kết khác.',
  },
  'slot-link-used': {
    status: 409,
    say: () => 'Liên kết này đã dùng, tệp đã được nhận. Cần gửi thêm thì nhờ cán bộ xã gửi liên kết khác.',
  },
  'too-many-slot-links': {
    status: 409,
    say: ({ most }) =>
      `Mục này đang có ${String(most)} liên kết còn dùng được. Đóng bớt một liên kết rồi tạo liên kết mới.`,
  },
  'already-holder': { status: 409, say: () => 'Ông/bà đang phụ trách hồ sơ này rồi.' },
  'choose-source': { status: 422, say: () => 'Chọn một hồ sơ của xã để chép.' },
  'nothing-to-copy': {
    status: 422,
    say: ({ isolated }) =>
      Number(isolated ?? 0) === 0
        ? 'Không có gì để chép: các ô và mục ở đây đã có, hoặc hồ sơ kia còn trống. Chọn hồ sơ khác.'
        : `Không có gì để chép: ${String(isolated)} tệp của hồ sơ kia bị cách ly vì có mã độc. Chọn hồ sơ khác.`,
  },
};

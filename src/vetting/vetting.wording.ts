import type { Instant } from '../kernel/instant.js';
import type { Refusal, RefusalWordings } from '../kernel/refusal.js';
import { describeDeadline, formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatPhone } from '../kernel/vietnamese/phones.js';
import type { Stage } from './vetting.facts.js';
import { STAGE_TOLD, STAGE_WORDS } from './vetting.words.js';

const when = (refusal: Refusal, fact: string): string => formatDateTime(refusal[fact] as Instant);
const stageWord = (refusal: Refusal): string => STAGE_WORDS[refusal['stage'] as Stage].word;
/** The first places by name; of many no more than how many others. */
function placesOf(refusal: Refusal): string {
  const places = refusal['places'] as string[];
  const [shown, others] = [places.slice(0, 3).join(', '), places.length - 3];
  return others > 0 ? `${shown} và ${others} mục khác` : shown;
}
const whom = (refusal: Refusal): string => {
  const [name, phone] = [String(refusal['contactName'] ?? ''), String(refusal['contactPhone'] ?? '')];
  if (phone === '') return name === '' ? 'hỏi Ban Tổ chức' : `hỏi ${name}`;
  return name === '' ? `gọi ${formatPhone(phone)}` : `gọi ${formatPhone(phone)} (${name})`;
};

/** Every "no" of the vetting room. */
export const VETTING_WORDINGS: RefusalWordings = {
  'own-commune': {
    status: 403,
    say: () =>
      'Đây là hồ sơ của xã mà ông/bà công tác nên ông/bà chỉ được xem. Người khác của cơ quan thẩm định xử lý hồ sơ này.',
  },
  'own-filing': {
    status: 403,
    say: (refusal) => {
      const others = refusal['others'] as readonly string[];
      const who =
        others.length > 0
          ? `Người khác của cơ quan thẩm định hồ sơ: ${others.join(', ')}.`
          : `Cơ quan chưa có người thứ hai được thẩm định hồ sơ này: đề nghị quản trị hệ thống cấp thêm tài khoản thẩm định cho cơ quan, cần hỏi thì ${whom(refusal)}.`;
      return `Ông/bà đã nộp thay hồ sơ này nên chỉ được xem, không kiểm tra và quyết định. ${who}`;
    },
  },
  'own-commune-filing': {
    status: 403,
    say: () =>
      'Ông/bà công tác ở xã này nên không nộp thay cho xã được. Người khác của cơ quan thẩm định nộp thay, hoặc xã tự nộp.',
  },
  'choose-dossier': {
    status: 422,
    say: (refusal) => `Chọn ${String(refusal['villageNoun'])} hoặc bản nháp để nộp thay.`,
  },
  'no-files-chosen': {
    status: 422,
    say: () => 'Chưa chọn tệp nào. Chọn tệp ở mục cần gửi rồi bấm lại.',
  },
  'vetting-not-open': {
    status: 409,
    say: (refusal) =>
      refusal['opensAt'] instanceof Date
        ? `Chưa đến thời gian thẩm định. Bắt đầu từ ${when(refusal, 'opensAt')}.`
        : 'Cuộc thi không trong thời gian thẩm định. Hồ sơ vẫn xem được.',
  },
  'vetting-over': {
    status: 409,
    say: (refusal) =>
      `Đã hết hạn thẩm định (${describeDeadline(refusal['dueAt'] as Instant)}). Hồ sơ vẫn còn nguyên. Cần gia hạn: ${whom(refusal)}.`,
  },
  'not-waiting': {
    status: 409,
    say: (refusal) => `Hồ sơ đang ở bước “${stageWord(refusal)}” nên không thẩm định được nữa. Chưa ghi gì thêm.`,
  },
  'not-passed': {
    status: 409,
    say: (refusal) => `Hồ sơ đang ở bước “${stageWord(refusal)}” nên chưa chuyển được.`,
  },
  'acted-meanwhile': {
    status: 409,
    say: (refusal) =>
      `Hồ sơ vừa có thay đổi lúc ${when(refusal, 'at')} (${String(refusal['by'])}): ${STAGE_TOLD[refusal['stage'] as Stage]}. Việc của ông/bà chưa được ghi. Xem lại hồ sơ rồi làm tiếp.`,
  },
  'checklist-stale': {
    status: 409,
    say: (refusal) =>
      refusal['at'] instanceof Date
        ? `Kết quả kiểm tra vừa được ${String(refusal['by'])} lưu lúc ${when(refusal, 'at')}. Xem chỗ khác nhau rồi lưu lại.`
        : 'Kết quả kiểm tra vừa được sửa ở nơi khác. Xem chỗ khác nhau rồi lưu lại.',
  },
  'nothing-checked': {
    status: 422,
    say: () => 'Chưa đánh dấu mục nào. Chọn Đạt hoặc Chưa đạt cho ít nhất một mục rồi lưu.',
  },
  'check-failed': {
    status: 422,
    say: () =>
      'Còn mục “Chưa đạt” nên chưa tiếp nhận được. Sửa lại kết quả kiểm tra, hoặc yêu cầu xã bổ sung các mục đó.',
  },
  'nothing-to-return': {
    status: 422,
    say: () => 'Chưa có mục nào “Chưa đạt”. Đánh dấu các mục cần bổ sung ở trang kiểm tra rồi gửi yêu cầu.',
  },
  'supplement-rounds-used': {
    status: 409,
    say: (refusal) =>
      `Thể lệ cho trả bổ sung nhiều nhất ${String(refusal['rounds'])} lần và hồ sơ này đã hết lượt. Tiếp nhận hoặc quyết định không tiếp nhận.`,
  },
  'due-not-ahead': {
    status: 422,
    say: (refusal) => `Hạn bổ sung phải sau lúc này (${when(refusal, 'now')}). Nhập thời điểm khác.`,
  },
  'due-after-window': {
    status: 422,
    say: (refusal) =>
      `Hạn bổ sung không được sau hạn thẩm định (${describeDeadline(refusal['until'] as Instant)}), vì sau đó không ai xem được phần bổ sung.`,
  },
  'not-a-colleague': {
    status: 422,
    say: () => 'Người này không còn thẩm định ở cơ quan của ông/bà. Chọn người khác.',
  },
  'nobody-late': {
    status: 409,
    say: () => 'Các xã này không còn thiếu gì nên không cần nhắc. Xem lại danh sách.',
  },
  'nothing-ticked': {
    status: 422,
    say: () => 'Chưa chọn hồ sơ nào. Đánh dấu hồ sơ cần xử lý rồi bấm lại.',
  },
  'nothing-to-undo': {
    status: 409,
    say: () =>
      'Không có quyết định nào hoàn tác được: hồ sơ chưa được quyết định, hoặc đã có việc khác sau quyết định.',
  },
  'undo-lapsed': {
    status: 409,
    say: () =>
      'Quyết định ghi sau khi xã quá hạn bổ sung thì không hoàn tác được. Liên hệ Ban Tổ chức nếu có nhầm lẫn.',
  },
  'undo-over': {
    status: 409,
    say: (refusal) =>
      `Đã quá 10 phút kể từ khi ghi quyết định (hết lúc ${when(refusal, 'until')}) nên không hoàn tác được nữa.`,
  },
  'undo-seen': {
    status: 409,
    say: (refusal) => `Xã đã xem quyết định này lúc ${when(refusal, 'at')} nên không hoàn tác được nữa.`,
  },
  'too-many-ticked': {
    status: 422,
    say: (refusal) => `Mỗi lần xử lý nhiều nhất ${String(refusal['most'])} hồ sơ. Chọn ít hơn rồi bấm lại.`,
  },
  'acceptance-blocked': {
    status: 409,
    say: () =>
      'Chưa tiếp nhận hồ sơ nào, vì có hồ sơ vừa thay đổi. Xem lại danh sách dưới đây rồi bấm lại cho các hồ sơ còn lại.',
  },
  'decide-alone': {
    status: 409,
    say: () => 'Xã chưa bổ sung và đã quá hạn. Mở hồ sơ để quyết định riêng.',
  },
  'places-failed': {
    status: 422,
    say: (refusal) => `Có mục chưa đạt: ${placesOf(refusal)}.`,
  },
  'places-unchecked': {
    status: 422,
    say: (refusal) => `Còn mục chưa kiểm tra: ${placesOf(refusal)}.`,
  },
  'stock-reason-known': {
    status: 422,
    say: () => 'Câu này đã có trong danh sách, đang dùng hoặc đã bỏ. Tìm ở dưới rồi bấm “Dùng lại” nếu cần.',
  },
  'stock-reasons-full': {
    status: 422,
    say: (refusal) => `Cơ quan đã có ${String(refusal['most'])} câu mẫu của mình. Câu mới chưa được thêm.`,
  },
  'batch-blocked': {
    status: 409,
    say: () =>
      'Chưa chuyển hồ sơ nào, vì có hồ sơ trong đợt không chuyển được. Bỏ các hồ sơ nêu dưới đây rồi chuyển lại.',
  },
};

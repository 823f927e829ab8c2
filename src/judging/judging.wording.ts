import type { ActWords } from '../audit/audit.words.js';
import type { Instant } from '../kernel/instant.js';
import type { Refusal, RefusalWordings } from '../kernel/refusal.js';
import { FINDING_ACT_WORDS, FINDING_WORDINGS } from './naming/finding.wording.js';
import { OFFLINE_ACT_WORDS, OFFLINE_WORDINGS } from './offline/offline.wording.js';
import { PAPER_ACT_WORDS, PAPER_WORDINGS } from './paper/paper.wording.js';
import { describeDeadline, formatDateTime } from '../kernel/vietnamese/dates.js';

const when = (refusal: Refusal, fact: string): string => formatDateTime(refusal[fact] as Instant);
const listed = (refusal: Refusal, fact: string): string[] => refusal[fact] as string[];
/** The first few of a long list, and how many more there are. */
const few = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} và ${names.length - 5} hồ sơ khác`;

function whom(refusal: Refusal): string {
  const [name, phone] = [String(refusal['contactName'] ?? ''), String(refusal['contactPhone'] ?? '')];
  if (phone === '') return name === '' ? 'hỏi Ban Tổ chức' : `hỏi ${name}`;
  return name === '' ? `gọi ${phone}` : `gọi ${phone} (${name})`;
}

/** Every "no" of the judging room. */
export const JUDGING_WORDINGS: RefusalWordings = {
  ...OFFLINE_WORDINGS,
  ...PAPER_WORDINGS,
  ...FINDING_WORDINGS,
  'scores-replaced': {
    status: 409,
    say: () => 'Vòng chấm vừa được khóa lại, hoặc có hồ sơ vừa ra khỏi vòng. Đọc lại từ trang đầu.',
  },
  'spread-waits': {
    status: 409,
    say: (refusal) =>
      `Theo quy định về chênh lệch điểm, còn ${listed(refusal, 'entries').length} hồ sơ chờ xử lý: ${few(listed(refusal, 'entries'))}. Mở trang Chênh lệch điểm.`,
  },
  'spread-moved': {
    status: 409,
    say: () => 'Hồ sơ này không còn chờ xử lý như trên trang. Xem lại trang rồi làm lại.',
  },
  'no-line-to-check': {
    status: 422,
    say: (refusal) => `Chỉ có ${String(refusal['ranked'])} hồ sơ được xếp hạng. Nhập số hạng nhỏ hơn.`,
  },
  'crosscheck-moved': {
    status: 409,
    say: () => 'Kết quả đối soát vừa được ghi ở nơi khác. Xem lại trang rồi làm tiếp.',
  },
  'none-counted': { status: 422, say: () => 'Chọn ít nhất một giám khảo có điểm được tính.' },
  'no-remarker': {
    status: 422,
    say: () => 'Chọn một giám khảo chưa chấm hồ sơ này và không có xung đột lợi ích.',
  },
  'spread-rule-late': {
    status: 409,
    say: () => 'Đã có giám khảo chấm điểm nên không đổi được quy định về chênh lệch. Quy định phải có trước khi chấm.',
  },
  'round-closed': {
    status: 409,
    say: (refusal) =>
      `Vòng chấm đã khóa lúc ${when(refusal, 'closedAt')} (${String(refusal['closedByName'])}). Không nhận thêm gì; phần đã lưu trước đó vẫn còn.`,
  },
  'judging-not-open': {
    status: 409,
    say: (refusal) =>
      refusal['opensAt'] instanceof Date
        ? `Chưa đến thời gian chấm. Bắt đầu lúc ${when(refusal, 'opensAt')}.`
        : 'Cuộc thi chưa mở thời gian chấm. Chưa có gì được ghi.',
  },
  'judging-over': {
    status: 409,
    say: (refusal) =>
      `Thời gian chấm đã kết thúc (${describeDeadline(refusal['dueAt'] as Instant)}). Phần đã lưu vẫn còn. Cần thêm thời gian: ${whom(refusal)}.`,
  },
  'sheet-recused': {
    status: 409,
    say: () => 'Hồ sơ này đã ghi là không chấm vì xung đột lợi ích. Chưa có gì thay đổi.',
  },
  'sheet-signed': {
    status: 409,
    say: () => 'Phiếu này đã chốt nên không sửa được. Cần sửa: đề nghị thư ký mở lại phiếu.',
  },
  'sheet-stale': {
    status: 409,
    say: (refusal) =>
      refusal['savedAt'] instanceof Date
        ? `Phiếu này vừa được lưu ở cửa sổ khác lúc ${when(refusal, 'savedAt')}. Phần vừa nhập chưa ghi. Xem chỗ khác nhau rồi lưu lại.`
        : 'Phiếu này vừa thay đổi ở nơi khác. Phần vừa nhập chưa ghi. Xem chỗ khác nhau rồi lưu lại.',
  },
  'rubric-changed': {
    status: 409,
    say: () => 'Tiêu chí chấm đã đổi sau khi mở trang này. Điểm vừa nhập chưa ghi; xem lại theo tiêu chí mới rồi lưu.',
  },
  'points-faulty': { status: 422, say: () => 'Có điểm chưa đúng nên chưa lưu. Sửa các ô nêu dưới đây.' },
  'entry-not-judged': {
    status: 409,
    say: () => 'Hồ sơ này không còn trong diện chấm. Điểm đã lưu được giữ lại nhưng không tính.',
  },
  'nothing-to-sign': { status: 409, say: () => 'Chưa có phiếu nào đủ điểm để chốt. Chấm xong rồi chốt.' },
  'sheets-incomplete': {
    status: 422,
    say: (refusal) =>
      `Còn ${listed(refusal, 'entries').length} hồ sơ chưa đủ điểm: ${few(listed(refusal, 'entries'))}. Chấm nốt, hoặc đánh dấu để riêng các hồ sơ này rồi chốt.`,
  },
  'sheet-not-signed': { status: 409, say: () => 'Phiếu này chưa chốt, giám khảo vẫn sửa được nên không cần mở lại.' },
  'scores-hidden': {
    status: 403,
    say: () => 'Điểm chỉ xem được sau khi khóa vòng chấm. Trong khi chấm chỉ xem được tiến độ.',
  },
  'no-criteria': { status: 409, say: () => 'Cuộc thi chưa có tiêu chí chấm. Ban Tổ chức đặt tiêu chí trước.' },
  'not-a-candidate': {
    status: 422,
    say: () => 'Chọn một người có vai trò giám khảo của cuộc thi này.',
  },
  'no-such-entry': { status: 422, say: () => 'Không có hồ sơ nào mang mã này trong cuộc thi. Xem lại mã hồ sơ.' },
  'no-such-unit': { status: 422, say: () => 'Chọn một đơn vị của cuộc thi này, hoặc để trống.' },
  'round-moved': {
    status: 409,
    say: () => 'Vòng chấm vừa được thay đổi ở nơi khác. Xem lại trang rồi làm lại.',
  },
  'too-few-judges': {
    status: 409,
    say: (refusal) =>
      `Không đủ giám khảo cho ${listed(refusal, 'entries').length} hồ sơ: ${few(listed(refusal, 'entries'))}. Giảm số giám khảo mỗi hồ sơ, nới hạn mức, hoặc thêm giám khảo không có xung đột.`,
  },
  'assignment-moved': {
    status: 409,
    say: () =>
      'Hồ sơ, giám khảo, xung đột hoặc phân công vừa thay đổi nên chưa giao phiếu nào. Bản xem trước dưới đây đã tính lại; xem rồi giao.',
  },
  'table-faulty': {
    status: 422,
    say: (refusal) =>
      `Có ${String(refusal['faults'])} chỗ cần sửa nên chưa ghi dòng nào. Sửa các dòng nêu dưới đây rồi kiểm tra lại.`,
  },
  'table-missing': { status: 422, say: () => 'Chọn tệp CSV cần đọc.' },
  'table-unreadable': {
    status: 422,
    say: () => 'Tệp không đúng bảng mã UTF-8 nên chưa đọc. Trong Excel chọn “Lưu thành”, loại “CSV UTF-8”.',
  },
  'not-from-outside': {
    status: 409,
    say: () => 'Vòng này do giám khảo chấm nên không nhập điểm từ bên ngoài. Chưa có gì được ghi.',
  },
  'round-from-outside': {
    status: 409,
    say: () => 'Điểm của vòng này nhập từ bên ngoài nên không có Ban Giám khảo và phân công. Chưa có gì được ghi.',
  },
  'outside-reason': { status: 422, say: () => 'Ghi lý do thay bảng điểm đã nhập, ví dụ: đơn vị gửi lại bảng đã sửa.' },
  'outside-moved': {
    status: 409,
    say: () =>
      'Bảng điểm hoặc hồ sơ của vòng vừa thay đổi nên chưa ghi. Bản xem trước dưới đây đã tính lại; xem rồi ghi.',
  },
  'outside-keeps-criteria': {
    status: 409,
    say: () => 'Vòng này đã nhập điểm theo bộ tiêu chí đang dùng nên không chuyển sang bộ mới.',
  },
  'adjustments-need-points': {
    status: 409,
    say: () => 'Cách tính của cuộc thi cho thứ hạng chứ không cho điểm, nên không cộng, trừ điểm được.',
  },
  'under-quorum': {
    status: 409,
    say: (refusal) =>
      `Thể lệ không cho khóa khi chưa đủ. ${listed(refusal, 'missing').join(' ')} Chờ giám khảo chốt, hoặc phân công thêm.`,
  },
  'no-next-round': { status: 409, say: () => 'Thể lệ không còn vòng nào sau vòng này. Không có vòng nào để mở.' },
  'round-not-closed-yet': { status: 409, say: () => 'Vòng đang chấm chưa khóa. Khóa vòng này trước, rồi mở vòng sau.' },
  'cut-undecided': {
    status: 422,
    say: (refusal) =>
      `${listed(refusal, 'entries').length} hồ sơ bằng điểm ở ranh giới: ${few(listed(refusal, 'entries'))}. Chọn cho cả vào, không vào, hoặc ghi tên từng hồ sơ.`,
  },
  'entries-unknown': {
    status: 422,
    say: (refusal) =>
      `Không có trong vòng này: ${few(listed(refusal, 'entries'))}. Xem lại mã hồ sơ rồi bấm Xem trước.`,
  },
  'rounds-method': {
    status: 409,
    say: () =>
      'Cách tính điểm của cuộc thi không cộng được giữa các vòng. Đổi sang trung bình cộng, trung bình bỏ điểm hoặc trung vị.',
  },
  'nobody-advances': { status: 422, say: () => 'Chưa có hồ sơ nào vào vòng sau nên chưa mở vòng được.' },
  'advance-moved': {
    status: 409,
    say: () => 'Kết quả hoặc lựa chọn vừa thay đổi nên chưa mở vòng. Bản xem trước dưới đây đã tính lại; xem rồi mở.',
  },
  'first-round-stays': { status: 409, say: () => 'Vòng đầu không hoàn tác được. Không có gì thay đổi.' },
  'round-has-sheets': {
    status: 409,
    say: () =>
      'Vòng này đã giao phiếu, đã họp, đã cộng trừ điểm hoặc đã khóa nên không hoàn tác việc mở vòng được nữa.',
  },
  'no-conflict': { status: 409, say: () => 'Không còn xung đột nào giữa giám khảo và hồ sơ này. Không có gì để gỡ.' },
  'own-unit': {
    status: 409,
    say: () =>
      'Hồ sơ cùng đơn vị với giám khảo nên không gỡ được. Nếu ghi sai đơn vị công tác: sửa đơn vị của giám khảo trước.',
  },
  'no-judges-ticked': { status: 422, say: () => 'Chưa chọn giám khảo nào để nhắc.' },
  'nobody-behind': { status: 409, say: () => 'Các giám khảo đã chọn đều đã chốt hết phiếu, không cần nhắc.' },
  'meeting-before-closing': {
    status: 409,
    say: () =>
      'Chưa khóa vòng chấm nên chưa họp được: trước khi khóa không ai được xem điểm. Khóa vòng chấm rồi mở phiên họp.',
  },
  'meeting-running': { status: 409, say: () => 'Đang có một phiên họp. Kết thúc phiên ấy rồi mở phiên mới.' },
  'meeting-over': {
    status: 409,
    say: (refusal) => `Phiên họp đã kết thúc lúc ${when(refusal, 'closedAt')}. Chưa có gì được ghi thêm.`,
  },
  'meeting-moved': {
    status: 409,
    say: () => 'Phiên họp vừa được điều hành ở cửa sổ khác. Xem lại trang rồi làm lại.',
  },
  'entries-not-ranked': {
    status: 422,
    say: (refusal) => `Không có trong kết quả của vòng đã khóa: ${few(listed(refusal, 'entries'))}. Xem lại mã hồ sơ.`,
  },
  'no-such-chair': { status: 422, say: () => 'Người chủ trì đã chọn không còn trong danh sách. Chọn lại.' },
  'chair-absent': {
    status: 422,
    say: () => 'Người chủ trì là giám khảo thì phải có mặt: đánh dấu có mặt, hoặc chọn người khác.',
  },
  'nobody-present': { status: 422, say: () => 'Đánh dấu ít nhất một giám khảo có mặt.' },
  'nothing-shown': { status: 409, say: () => 'Chưa có hồ sơ nào đang bàn. Mở một hồ sơ rồi lấy biểu quyết.' },
  'question-open': { status: 409, say: () => 'Đang lấy biểu quyết. Chốt biểu quyết rồi làm tiếp.' },
  'question-closed': {
    status: 409,
    say: () => 'Biểu quyết này đã chốt hoặc không còn. Ý kiến vừa chọn chưa được ghi.',
  },
  'out-of-discussion': {
    status: 409,
    say: () => 'Ông/bà không tham gia bàn và biểu quyết hồ sơ này vì có xung đột lợi ích. Chưa có gì được ghi.',
  },
  'not-present': {
    status: 409,
    say: () => 'Thư ký chưa ghi ông/bà có mặt nên chưa biểu quyết được. Đề nghị thư ký ghi có mặt.',
  },
  'not-a-voter': {
    status: 422,
    say: (refusal) => `${String(refusal['judge'])} vắng mặt hoặc không tham gia hồ sơ này. Chưa ghi ý kiến nào.`,
  },
  'words-stale': {
    status: 409,
    say: () => 'Ghi chép này vừa được lưu ở cửa sổ khác. Phần vừa nhập chưa ghi. Xem chỗ khác nhau rồi lưu lại.',
  },
  'rubric-is-current': { status: 409, say: () => 'Vòng chấm đang dùng bản tiêu chí mới nhất. Không có gì để đổi.' },
};

/** How the log calls the acts of this room. */
export const JUDGING_ACT_WORDS: ActWords = {
  ...PAPER_ACT_WORDS,
  ...FINDING_ACT_WORDS,
  ...OFFLINE_ACT_WORDS,
  'crosscheck.draw': 'rút phiếu để đối soát với phiếu giấy',
  'crosscheck.agree': 'ghi phiếu khớp với phiếu giấy',
  'crosscheck.record': 'ghi kết quả đối soát một phiếu',
  'spread.rule': 'đặt quy định về chênh lệch điểm',
  'spread.open': 'giao chấm lại vì chênh lệch điểm',
  'spread.decide': 'ghi quyết định của trưởng ban về chênh lệch điểm',
  'spread.withdraw': 'bỏ quyết định của trưởng ban về chênh lệch điểm',
  'round.open': 'lập vòng chấm',
  'adjustment.add': 'ghi cộng, trừ điểm',
  'adjustment.remove': 'bỏ mục cộng, trừ điểm',
  'round.close': 'khóa vòng chấm',
  'round.advance': 'mở vòng chấm sau',
  'round.advance-undo': 'hoàn tác việc mở vòng chấm',
  'round.rubric': 'chuyển vòng chấm sang tiêu chí mới',
  'meeting.open': 'mở phiên họp Ban Giám khảo',
  'meeting.attendance': 'ghi có mặt ở phiên họp',
  'meeting.show': 'đưa hồ sơ ra bàn',
  'meeting.write': 'ghi chép phiên họp',
  'meeting.ask': 'lấy biểu quyết',
  'meeting.vote': 'biểu quyết',
  'meeting.hands': 'ghi biểu quyết giơ tay',
  'meeting.close': 'kết thúc phiên họp',
  'panel.add': 'đưa giám khảo vào Ban Giám khảo',
  'panel.change': 'sửa thông tin giám khảo',
  'panel.remove': 'đưa giám khảo ra khỏi Ban Giám khảo',
  'conflict.pin': 'ghi xung đột lợi ích',
  'conflict.lift': 'gỡ xung đột lợi ích',
  'judging.assign': 'phân công chấm',
  'outside.import': 'nhập điểm từ bên ngoài',
  'judging.remind': 'nhắc giám khảo',
  'judging.take-back': 'thu hồi phân công chưa chấm',
  'sheet.save': 'lưu phiếu điểm',
  'practice.save': 'lưu điểm tập chấm',
  'sheet.sign': 'chốt phiếu điểm',
  'sheet.reopen': 'mở lại phiếu điểm',
  'sheet.recuse': 'không chấm vì xung đột lợi ích',
};

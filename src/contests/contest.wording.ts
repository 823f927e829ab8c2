import type { RefusalWordings } from '../kernel/refusal.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import { formatMoney } from '../kernel/vietnamese/numbers.js';
import { contactLine } from '../notices/notice.letter.js';

/** Every "no" of this room. */
export const CONTEST_WORDINGS: RefusalWordings = {
  'slug-taken': { status: 422, say: () => 'Địa chỉ này đã có cuộc thi khác dùng. Chọn địa chỉ khác.' },
  'contest-code-taken': { status: 422, say: () => 'Mã này đã có cuộc thi khác dùng. Chọn mã khác.' },
  'organiser-of-one-contest': {
    status: 403,
    say: () =>
      'Vai trò đang dùng chỉ thuộc một cuộc thi nên chưa lập được cuộc thi mới. Đổi sang vai trò tổ chức của đơn vị, hoặc nhờ quản trị viên cấp.',
  },
  'not-your-unit': { status: 422, say: () => 'Chọn đơn vị mà ông/bà làm công tác tổ chức.' },
  'unknown-template': { status: 422, say: () => 'Chọn một mẫu trong danh sách.' },
  'unknown-unit': { status: 422, say: () => 'Chọn đơn vị trong danh sách.' },
  'scope-ended': {
    status: 422,
    say: () =>
      'Địa bàn của cuộc thi cũ không còn ở ngày mới và không có một đơn vị thay thế trọn vẹn. Lập cuộc thi từ mẫu với địa bàn khác.',
  },
  'contest-archived': { status: 403, say: () => 'Cuộc thi đã lưu trữ, không sửa được nữa.' },
  'already-open': { status: 409, say: () => 'Cuộc thi đã mở từ trước. Không có gì thay đổi.' },
  'not-ready': {
    status: 422,
    say: ({ missing }) => `Chưa mở được: còn ${String(missing)} việc phải xong trước. Xem danh sách bên dưới.`,
  },
  'no-file-chosen': { status: 422, say: () => 'Chọn tệp rồi bấm Gửi tệp.' },
  'practice-files-full': {
    status: 422,
    say: (refusal) =>
      `Mỗi hồ sơ tập chấm có nhiều nhất ${String(refusal['most'])} tệp, đang có ${String(refusal['kept'])}. Chưa thêm tệp nào: xóa bớt rồi gửi lại.`,
  },
  'reason-required': { status: 422, say: () => 'Cuộc thi đã mở. Nêu lý do thay đổi để ghi vào nhật ký.' },
  'clock-is-real': { status: 403, say: () => 'Chỉ cuộc thi diễn tập mới đặt được giờ. Cuộc thi này theo giờ thật.' },
  'units-frozen': {
    status: 403,
    say: () => 'Danh sách đơn vị đã chốt khi mở cuộc thi: chỉ tiêu và thẩm định tính theo danh sách đó.',
  },
  'identity-frozen': {
    status: 422,
    say: () => 'Địa chỉ và mã đã in trên giấy biên nhận và liên kết, không đổi sau khi mở cuộc thi.',
  },
  'window-shortened': {
    status: 422,
    say: ({ label }) =>
      `${String(label)}: hạn đã công bố chỉ được lùi về sau, không rút ngắn, vì các đơn vị đang theo hạn này.`,
  },
  'window-removed': { status: 422, say: ({ label }) => `${String(label)}: mốc đã công bố không bỏ được.` },
  'window-start-moved': {
    status: 422,
    say: ({ label }) => `${String(label)}: đã bắt đầu, không đổi được ngày bắt đầu.`,
  },
  'window-unset': { status: 422, say: () => 'Chưa có mốc thời gian chung để gia hạn. Nhập mốc thời gian trước.' },
  'extension-shortens': {
    status: 422,
    say: ({ currentUntil }) =>
      `Gia hạn phải dài hơn hạn đang có (${currentUntil instanceof Date ? describeDeadline(currentUntil) : 'hạn hiện tại'}).`,
  },
  'unknown-draft': {
    status: 422,
    say: () => 'Không có hồ sơ nháp nào mang mã này. Hỏi lại xã 6 ký tự ghi trên trang hồ sơ.',
  },
  'extension-is-past': { status: 422, say: () => 'Hạn mới đã qua rồi. Nhập thời điểm sau bây giờ.' },
  'row-is-fixed': { status: 403, say: () => 'Dòng này không sửa hay xóa được. Thêm dòng mới nếu cần.' },
  'slot-in-use': {
    status: 403,
    say: () => 'Đã có hồ sơ dùng thành phần này nên không xóa được. Có thể chuyển thành “không bắt buộc”.',
  },
  'slot-narrowed': {
    status: 422,
    say: () =>
      'Đã có hồ sơ. Chỉ nới rộng loại tệp, dung lượng, số tệp; không thu hẹp vì sẽ làm hồ sơ đã gửi thành sai.',
  },
  'required-too-late': {
    status: 422,
    say: () => 'Đã có hồ sơ nên không thêm được yêu cầu bắt buộc mới. Chọn “không bắt buộc”.',
  },
  'member-list-in-use': {
    status: 422,
    say: () =>
      'Đã có hồ sơ. Chỉ thêm cột không bắt buộc, đổi tên cột hoặc bỏ bớt yêu cầu; không bỏ, không đổi kiểu cột và không đổi chỗ danh sách.',
  },
  'field-in-use': { status: 403, say: () => 'Đã có hồ sơ điền ô này nên không xóa hay đổi kiểu được.' },
  'budget-from-sources': {
    status: 422,
    say: ({ sum }) => `Kinh phí là tổng các nguồn: ${formatMoney(Number(sum))}. Muốn đổi, sửa ở phần Nguồn kinh phí.`,
  },
  'ceiling-unknown': { status: 422, say: () => 'Chọn một văn bản trong danh sách.' },
  'rubric-in-use': {
    status: 403,
    say: ({ sheets }) =>
      `Đã có ${String(sheets)} phiếu có điểm theo bản tiêu chí này nên không sửa được. Lập bản tiêu chí mới.`,
  },
  'criterion-code-taken': { status: 422, say: () => 'Đã có tiêu chí khác dùng ký hiệu này. Chọn ký hiệu khác.' },
  'planned-rounds-scored': {
    status: 403,
    say: () =>
      'Đã có phiếu có điểm. Các vòng và cách chọn vào vòng sau phải biết trước khi chấm nên chỉ đổi được tên và lùi thời gian.',
  },
  'planned-round-closed': { status: 403, say: () => 'Vòng này đã khóa nên không sửa được nữa.' },
  'round-criteria-scored': {
    status: 403,
    say: () => 'Đã có phiếu của vòng này có điểm nên tiêu chí của vòng không sửa được nữa.',
  },
  'unknown-round': { status: 422, say: () => 'Chọn vòng chấm trong danh sách.' },
  'blind-in-use': {
    status: 403,
    say: ({ sheets }) =>
      `Đã có ${String(sheets)} phiếu có điểm. Chấm kín hay không phải biết trước khi chấm nên không đổi được nữa.`,
  },
  'ranking-in-use': {
    status: 403,
    say: ({ sheets }) =>
      `Đã có ${String(sheets)} phiếu có điểm. Cách xếp hạng phải biết trước khi chấm nên không đổi được nữa.`,
  },
  'quota-raised': {
    status: 422,
    say: () => 'Cuộc thi đã mở. Chỉ tiêu chỉ được giữ hoặc giảm, vì các xã đã chọn số dự thi theo chỉ tiêu này.',
  },
  'vetting-frozen': {
    status: 403,
    say: () => 'Cuộc thi đã mở, hồ sơ đang đi theo các cấp này. Chỉ đổi được tên và cơ quan được nêu đích danh.',
  },
  'body-has-members': { status: 403, say: () => 'Bộ máy này còn thành viên. Xóa hoặc chuyển thành viên trước.' },
  'unknown-body': { status: 422, say: () => 'Chọn bộ máy trong danh sách.' },
  'rules-in-force': {
    status: 403,
    say: () => 'Bản thể lệ này đã công bố, không sửa hay xóa được. Lập bản mới để thay thế.',
  },
  'rules-file-isolated': {
    status: 409,
    say: ({ name, contactName, contactPhone }) => {
      const contact = contactLine({ contactName: String(contactName), contactPhone: String(contactPhone) });
      return `Tệp “${String(name)}” có mã độc nên đã bị cách ly, không tải được. Ban Tổ chức sẽ đăng tệp khác.${contact === '' ? '' : ` ${contact}.`}`;
    },
  },
  'broadcast-sent': { status: 409, say: () => 'Thông báo này đã gửi, không sửa hay bỏ được nữa. Soạn thông báo mới.' },
  'broadcast-reaches-nobody': {
    status: 409,
    say: () => 'Chưa tài khoản nào nhận được thông báo này. Sao chép tin Zalo, hoặc mời người của đơn vị trước.',
  },
  'rules-backdated': {
    status: 422,
    say: () => 'Cuộc thi đã mở: bản mới có hiệu lực từ bây giờ trở đi, không lùi về trước.',
  },
  'paper-unknown': {
    status: 422,
    say: () => 'Không có giấy nào khớp với số và mã kiểm tra này. Đối chiếu từng ký tự trên giấy rồi nhập lại.',
  },
};

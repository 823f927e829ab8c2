import { NO_GUIDANCE } from '../contest.facts.js';
import { type ContestTemplate, groupPrize } from '../contest.template.js';

const MB = 1024 * 1024;

/*
 * A contest of today: since 1 July 2025 there is no district between commune and province (Resolution 1670/NQ-UBTVQH15 for the
 * communes of Lai Châu), so one named office of the province vets. All of it is a sample; dates are relative to the first day.
 */
const RULES = `Điều 1. Phạm vi, đối tượng
Các thôn, bản, tổ dân phố trên địa bàn tỉnh, do Ủy ban nhân dân xã, phường lựa chọn.

Điều 2. Số lượng
Mỗi xã, phường có trên 50% số thôn, bản tham gia.

Điều 3. Hồ sơ
Ủy ban nhân dân xã, phường gửi hồ sơ trên hệ thống. Sở Văn hóa, Thể thao và Du lịch thẩm định, chuyển Ban Tổ chức.

Điều 4. Chấm và khen thưởng
Ban Giám khảo chấm theo các tiêu chí công bố kèm thể lệ này. Ban Tổ chức công nhận kết quả và trao giải bằng tiền mặt.`;

export const HAI_CAP_2026: ContestTemplate = {
  key: 'hai-cap-2026',
  title: 'Cuộc thi hai cấp 2026 (tỉnh, xã; một sở thẩm định)',
  lead: 'Theo các xã, phường từ ngày 01/7/2025. Một cơ quan cấp tỉnh thẩm định. Mọi mốc tính từ ngày bắt đầu; nội dung đều là mẫu.',
  slug: 'cuoc-thi-2026',
  code: 'THI26',
  name: 'Thôn, bản văn hóa tiêu biểu',
  noun: 'Cuộc thi',
  villageNoun: 'thôn, bản',
  organiserName: 'UBND tỉnh',
  unitsOn: '2026-03-01',
  firstDay: '2026-03-02',
  entriesPerVillage: 1,
  supplementRounds: 2,
  quota: { percent: 50, strict: true },
  ranking: {
    method: 'mean',
    drop: 0,
    parts: [],
    decimals: 2,
    mode: 'half-up',
    rankOn: 'rounded',
    tieBreak: ['criterion:A', 'criterion:B', 'criterion:C'],
    atBoundary: 'decide',
    publishesMarks: false,
    mostAwardedPercent: null,
  },
  budget: null,
  windows: [
    {
      kind: 'activity',
      from: '2026-03-02T00:00:00+07:00',
      until: '2026-05-01T00:00:00+07:00',
      printed: '',
      isSample: true,
    }, // 60 days
    {
      kind: 'submission',
      from: '2026-03-16T00:00:00+07:00',
      until: '2026-05-08T00:00:00+07:00',
      printed: '',
      isSample: true,
    }, // to a week after
    {
      kind: 'vetting',
      from: '2026-03-16T00:00:00+07:00',
      until: '2026-05-22T00:00:00+07:00',
      printed: '',
      isSample: true,
    }, // two weeks more
    {
      kind: 'judging',
      from: '2026-05-22T00:00:00+07:00',
      until: '2026-06-12T00:00:00+07:00',
      printed: '',
      isSample: true,
    }, // three weeks
    {
      kind: 'publication',
      from: '2026-06-12T00:00:00+07:00',
      until: '2026-07-12T00:00:00+07:00',
      printed: '',
      isSample: true,
    }, // thirty days
  ],
  bodies: [
    { kind: 'committee', name: 'Ban Tổ chức', foundedBy: '' },
    { kind: 'jury', name: 'Ban Giám khảo', foundedBy: '' },
    { kind: 'secretariat', name: 'Tổ thư ký', foundedBy: '' },
  ],
  rules: {
    title: 'Thể lệ cuộc thi (mẫu)',
    documentNumber: '',
    issuedOn: null,
    inForceAt: '2026-03-02T00:00:00+07:00',
    body: RULES,
  },
  slots: [
    {
      code: 'bao-cao',
      title: 'Báo cáo thành tích',
      help: 'Có xác nhận của UBND xã, phường. (mẫu)',
      sample: 'Đủ các trang, đọc được chữ; trang cuối thấy rõ dấu và chữ ký của UBND cấp xã. (mẫu)',
      requirement: 'required',
      oneOfGroup: null,
      kinds: ['pdf', 'docx', 'jpg', 'png'],
      maxBytes: 20 * MB,
      maxFiles: 10,
    },
    {
      code: 'anh',
      title: 'Ảnh minh chứng',
      help: 'Cần ảnh hoặc video. (mẫu)',
      sample: 'Ảnh chụp màn hình thấy trọn tên nhóm và số thành viên; ảnh hoạt động không mờ, không cắt. (mẫu)',
      requirement: 'one-of',
      oneOfGroup: 'minh-chung',
      kinds: ['jpg', 'png', 'webp', 'heic'],
      maxBytes: 20 * MB,
      maxFiles: 20,
    },
    {
      code: 'video',
      title: 'Video giới thiệu',
      help: 'Không quá 5 phút. Cần ảnh hoặc video. (mẫu)',
      sample: 'Xem được từ đầu đến cuối, nghe rõ tiếng, không quá 5 phút. (mẫu)',
      requirement: 'one-of',
      oneOfGroup: 'minh-chung',
      kinds: ['mp4', 'mov', '3gp'],
      maxBytes: 200 * MB,
      maxFiles: 1,
    },
  ],
  fields: [
    {
      code: 'nguoi-dai-dien',
      label: 'Họ tên trưởng thôn, bản',
      help: '',
      kind: 'line',
      required: true,
      maxLength: 120,
    },
    { code: 'so-ho', label: 'Số hộ', help: '', kind: 'number', required: true, maxLength: 6 },
    { code: 'tom-tat', label: 'Tóm tắt thành tích', help: '', kind: 'text', required: true, maxLength: 3000 },
  ],
  memberList: null,
  criteria: [
    {
      code: 'A',
      title: 'Kết quả thực hiện',
      help: 'Điểm mẫu.',
      guidance: NO_GUIDANCE,
      max: 50_00,
      step: 25,
      weight: '1',
    },
    {
      code: 'B',
      title: 'Cách làm sáng tạo',
      help: 'Điểm mẫu.',
      guidance: NO_GUIDANCE,
      max: 30_00,
      step: 25,
      weight: '1',
    },
    {
      code: 'C',
      title: 'Sự tham gia của nhân dân',
      help: 'Điểm mẫu.',
      guidance: NO_GUIDANCE,
      max: 20_00,
      step: 25,
      weight: '1',
    },
  ],
  vetting: [
    { name: 'Sở Văn hóa, Thể thao và Du lịch', attachedTo: 'office', officeName: 'Sở Văn hóa, Thể thao và Du lịch' },
  ],
  // The ceilings for collectives of Circular 56/2023/TT-BTC, as a sample.
  prizes: [
    groupPrize('giai-nhat', 'Giải Nhất', { quantity: 1, amount: 15_000_000, minimum: null }),
    groupPrize('giai-nhi', 'Giải Nhì', { quantity: 2, amount: 10_500_000, minimum: null }),
    groupPrize('giai-ba', 'Giải Ba', { quantity: 3, amount: 7_500_000, minimum: null }),
  ],
  sampleNotes: 'Thể lệ, mốc thời gian, thành phần hồ sơ, điểm tối đa, cơ cấu giải và mức thưởng đều là mẫu.',
};

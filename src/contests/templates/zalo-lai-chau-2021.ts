import { type ContestTemplate, groupPrize } from '../contest.template.js';

const MB = 1024 * 1024;

/*
 * The contest of the letters. Where a fact is theirs its source stands beside it:
 *   S1  letter of UBND huyện Tam Đường to its communes, 11/2021 ("V/v triển khai cuộc thi …")
 *   S2  plan of UBND tỉnh Lai Châu, 3417/KH-UBND of 22/10/2021 (number and day from S1)
 * What has no source is a sample, and says so.
 */

// S2 I–IV and S1 part 1, in the order of rules. The text of 01/TL-BTC itself is not among the letters.
const RULES = `Điều 1. Phạm vi
Cuộc thi được triển khai tại toàn bộ các tổ dân phố, thôn, bản trên địa bàn toàn tỉnh.

Điều 2. Đối tượng dự thi
Nhóm Zalo cộng đồng, nhân dân trên địa bàn toàn tỉnh có các sáng kiến, giải pháp sáng tạo, cách làm hay, mô hình mới để sử dụng hiệu quả nhóm Zalo cộng đồng trong phòng, chống dịch Covid-19.

Điều 3. Nội dung
1. Thành lập nhóm Zalo có sự tham gia của nhiều thành viên là nhân dân trên địa bàn quản lý.
2. Thực hiện tuyên truyền nhanh chóng, kịp thời, hiệu quả các thông tin về phòng, chống dịch Covid-19 và các hoạt động chỉ đạo điều hành khác.

Điều 4. Tiêu chí
1. Thành lập và điều hành hoạt động của nhóm Zalo cộng đồng đảm bảo hiệu quả, thiết thực.
2. Đề cao tinh thần trách nhiệm của người đứng đầu các nhóm Zalo cộng đồng trong tuyên truyền.
3. Toàn thể nhân dân tham gia vào nhóm tuân thủ pháp luật về chia sẻ thông tin trên môi trường mạng, nội quy, quy chế hoạt động của nhóm và các quy định về công tác phòng, chống dịch Covid-19.
Điểm của từng tiêu chí là mẫu.

Điều 5. Số lượng và hồ sơ
1. Mỗi xã, thị trấn lựa chọn có ít nhất trên 50% số bản trên địa bàn tham gia cuộc thi.
2. Hồ sơ gửi về Ủy ban nhân dân huyện (qua Phòng Văn hóa và Thông tin) trước ngày 01/12/2021 để thẩm định, gửi Ban Tổ chức cuộc thi.
Thành phần hồ sơ là mẫu.

Điều 6. Thời gian
Phong trào thi đua tổ chức từ ngày 25/10/2021 đến ngày 25/11/2021. Thời gian chấm và công bố là mẫu.

Điều 7. Khen thưởng
Khen thưởng bằng tiền mặt cho các nhóm Zalo cộng đồng được công nhận “Sử dụng hiệu quả nhóm Zalo cộng đồng trong phòng, chống dịch Covid-19”. Cơ cấu và mức thưởng là mẫu.`;

export const ZALO_LAI_CHAU_2021: ContestTemplate = {
  key: 'zalo-lai-chau-2021',
  title: 'Nhóm Zalo cộng đồng, Lai Châu 2021 (ba cấp: tỉnh, huyện, xã)',
  lead: 'Theo Kế hoạch số 3417/KH-UBND của tỉnh và công văn của huyện Tam Đường. Huyện thẩm định; điểm, mức thưởng và thành phần hồ sơ là mẫu.',
  slug: 'zalo-lai-chau-2021',
  code: 'ZALO21',
  // S2, title; S1 "Cuộc thi “…”". The letters write "Cuộc thi" (S1), "Hội thi" (S2 V.1) and "phong trào thi đua" (S2): S1 is the call.
  name: 'Sử dụng hiệu quả nhóm Zalo cộng đồng trong phòng, chống dịch Covid-19',
  noun: 'Cuộc thi',
  villageNoun: 'bản', // S1, part 1: "số bản trên địa bàn"
  organiserName: 'UBND tỉnh Lai Châu', // S2, V.1
  unitsOn: '2021-11-01', // sample: a day of the month of S1, before any dossier
  firstDay: '2021-10-25',
  entriesPerVillage: 1,
  supplementRounds: 2,
  quota: { percent: 50, strict: true }, // S1, part 1: "ít nhất trên 50% số bản"
  ranking: {
    // Sample: the letters say nothing of arithmetic. The platform's defaults (PRODUCT, decision 6).
    method: 'mean',
    drop: 0,
    parts: [],
    decimals: 2,
    mode: 'half-up',
    rankOn: 'rounded',
    tieBreak: ['criterion:A', 'criterion:B', 'criterion:C'],
    atBoundary: 'decide',
    publishesMarks: true,
    mostAwardedPercent: null,
  },
  budget: 90_000_000, // sample
  windows: [
    {
      kind: 'activity', // S2, IV.1
      from: '2021-10-25T00:00:00+07:00',
      until: '2021-11-26T00:00:00+07:00',
      printed: 'Từ ngày 25/10/2021 đến ngày 25/11/2021',
      isSample: false,
    },
    {
      kind: 'submission', // the end: S1, part 1; the letters give no first day, S1 itself is of November
      from: '2021-11-01T00:00:00+07:00',
      until: '2021-12-01T00:00:00+07:00',
      printed: 'trước ngày 01/12/2021',
      isSample: false,
    },
    {
      kind: 'vetting',
      from: '2021-11-01T00:00:00+07:00',
      until: '2021-12-11T00:00:00+07:00',
      printed: 'trước ngày 11/12/2021 (mẫu)',
      isSample: true,
    },
    {
      kind: 'judging',
      from: '2021-12-11T00:00:00+07:00',
      until: '2021-12-21T00:00:00+07:00',
      printed: 'trước ngày 21/12/2021 (mẫu)',
      isSample: true,
    },
    {
      kind: 'publication',
      from: '2021-12-21T00:00:00+07:00',
      until: '2022-01-31T00:00:00+07:00',
      printed: 'trước ngày 31/01/2022 (mẫu)',
      isSample: true,
    },
  ],
  bodies: [
    // S1: "Quyết định số 1408/QĐ-UBND ngày 25/10/2021 … về việc thành lập Ban Tổ chức Cuộc thi"
    {
      kind: 'committee',
      name: 'Ban Tổ chức',
      foundedBy: 'Quyết định số 1408/QĐ-UBND ngày 25/10/2021 của UBND tỉnh Lai Châu',
    },
    // S2, V.1: "Thành lập Ban Tổ chức, Ban giám khảo, Tổ thư ký Hội thi"; decisions not among the letters
    { kind: 'jury', name: 'Ban Giám khảo', foundedBy: '' },
    { kind: 'secretariat', name: 'Tổ thư ký', foundedBy: '' },
  ],
  rules: {
    // S1: "Thẻ lệ số 01/TL-BTC ngày 25/10/2021 của Ban Tổ chức" ("Thẻ lệ" is a typing error of the letter)
    title: 'Thể lệ cuộc thi',
    documentNumber: '01/TL-BTC',
    issuedOn: '2021-10-25',
    inForceAt: '2021-10-25T00:00:00+07:00',
    body: RULES,
  },
  // Sample: no letter lists the papers of a dossier.
  slots: [
    {
      code: 'bao-cao',
      title: 'Báo cáo thành tích',
      help: 'Có xác nhận của UBND cấp xã ở trang cuối. Chụp ảnh từng trang cũng được. (mẫu)',
      sample: 'Đủ các trang, đọc được chữ; trang cuối thấy rõ dấu và chữ ký của UBND cấp xã. (mẫu)',
      requirement: 'required',
      oneOfGroup: null,
      kinds: ['pdf', 'docx', 'jpg', 'png'],
      maxBytes: 20 * MB,
      maxFiles: 10,
    },
    {
      code: 'anh',
      title: 'Ảnh hoạt động và ảnh chụp màn hình nhóm',
      help: 'Thấy rõ tên nhóm và số thành viên. Cần ảnh hoặc video. (mẫu)',
      sample: 'Ảnh chụp màn hình thấy trọn tên nhóm và số thành viên; ảnh hoạt động không mờ, không cắt. (mẫu)',
      requirement: 'one-of',
      oneOfGroup: 'minh-chung',
      kinds: ['jpg', 'png', 'webp', 'heic'],
      maxBytes: 20 * MB,
      maxFiles: 20,
    },
    {
      code: 'video',
      title: 'Video giới thiệu nhóm',
      help: 'Không quá 5 phút. Cần ảnh hoặc video. (mẫu)',
      sample: 'Xem được từ đầu đến cuối, nghe rõ tiếng, không quá 5 phút. (mẫu)',
      requirement: 'one-of',
      oneOfGroup: 'minh-chung',
      kinds: ['mp4', 'mov', '3gp'],
      maxBytes: 200 * MB,
      maxFiles: 1,
    },
    {
      code: 'thanh-vien',
      title: 'Danh sách thành viên nhóm',
      help: 'Nhập từ tệp Excel, CSV hoặc ngay trên trang. Bản có chữ ký thì gửi thêm dạng PDF hoặc ảnh. (mẫu)',
      sample: 'Mỗi thành viên một dòng, đủ họ tên; số dòng bằng số thành viên đã khai. (mẫu)',
      requirement: 'optional',
      oneOfGroup: null,
      kinds: ['pdf', 'jpg', 'png'],
      maxBytes: 10 * MB,
      maxFiles: 5,
    },
  ],
  fields: [
    {
      code: 'ten-nhom',
      label: 'Tên nhóm Zalo',
      help: 'Như tên hiện trên Zalo.',
      kind: 'line',
      required: true,
      maxLength: 120,
    },
    { code: 'truong-nhom', label: 'Họ tên trưởng nhóm', help: '', kind: 'line', required: true, maxLength: 120 }, // S2, criterion 2: "người đứng đầu"
    {
      code: 'so-thanh-vien',
      label: 'Số thành viên',
      help: 'Số người trong nhóm vào ngày lập hồ sơ.',
      kind: 'number',
      required: true,
      maxLength: 6,
    }, // S2, III.1
    {
      code: 'lien-ket',
      label: 'Liên kết vào nhóm',
      help: 'Ví dụ https://zalo.me/g/…',
      kind: 'link',
      required: false,
      maxLength: 300,
    },
    {
      code: 'tom-tat',
      label: 'Tóm tắt cách làm',
      help: 'Sáng kiến, cách làm hay, kết quả.', // S2, II.2
      kind: 'text',
      required: true,
      maxLength: 3000,
    },
  ],
  // Sample, like the papers. Telephone numbers are not asked for by any letter: the column may stay empty.
  memberList: {
    slot: 'thanh-vien',
    declaredField: 'so-thanh-vien',
    columns: [
      { code: 'ho-ten', label: 'Họ và tên', kind: 'name', required: true },
      { code: 'vai-tro', label: 'Vai trò trong nhóm', kind: 'text', required: false },
      { code: 'dien-thoai', label: 'Số điện thoại', kind: 'phone', required: false },
      { code: 'ghi-chu', label: 'Ghi chú', kind: 'text', required: false },
    ],
  },
  // Titles: S2, III.2, the three criteria in their order. Points, steps and weights are samples: the plan gives none.
  criteria: [
    {
      code: 'A',
      title: 'Thành lập và điều hành hoạt động của nhóm Zalo cộng đồng đảm bảo hiệu quả, thiết thực',
      help: 'Điểm mẫu: kế hoạch không quy định điểm.',
      guidance: {
        low: '0–15: có nhóm nhưng ít tin, hồ sơ không cho thấy tác dụng. (mẫu)',
        middle: '15–30: nhóm hoạt động đều, có nội quy, có việc cụ thể đã làm được. (mẫu)',
        high: '30–40: gần hết số hộ tham gia, tin kịp thời, nhiều việc của bản được giải quyết qua nhóm. (mẫu)',
        examples:
          'Nhóm 60 hộ, tuần nào cũng có tin, có ảnh họp bản: 34 điểm. (mẫu)\nNhóm 20 hộ, mỗi tháng một tin: 12 điểm. (mẫu)',
      },
      max: 40_00,
      step: 25,
      weight: '1',
    },
    {
      code: 'B',
      title: 'Tinh thần trách nhiệm của người đứng đầu nhóm trong tuyên truyền',
      help: 'Điểm mẫu: kế hoạch không quy định điểm.',
      guidance: {
        low: '0–10: trưởng nhóm ít đăng tin, không trả lời thành viên. (mẫu)',
        middle: '10–22: đăng tin đều, có nhắc nhở thành viên. (mẫu)',
        high: '22–30: đăng tin hằng ngày, giải thích cho từng hộ, nêu gương. (mẫu)',
        examples: 'Trưởng bản đọc thông báo mỗi tối và đăng lại trong nhóm: 26 điểm. (mẫu)',
      },
      max: 30_00,
      step: 25,
      weight: '1',
    },
    {
      code: 'C',
      title:
        'Thành viên tuân thủ pháp luật về chia sẻ thông tin trên mạng, nội quy của nhóm và quy định phòng, chống dịch',
      help: 'Điểm mẫu: kế hoạch không quy định điểm.',
      guidance: {
        low: '0–10: nhóm không có nội quy hoặc từng lan tin sai. (mẫu)',
        middle: '10–22: có nội quy, thành viên chấp hành. (mẫu)',
        high: '22–30: có nội quy, thành viên tự nhắc nhau, kịp thời gỡ tin sai. (mẫu)',
        examples: '',
      },
      max: 30_00,
      step: 25,
      weight: '1',
    },
  ],
  // S1, part 1: "gửi về UBND huyện (qua Phòng Văn hóa và Thông tin huyện) … để thẩm định gửi Ban Tổ chức"
  vetting: [{ name: 'Cấp huyện (Phòng Văn hóa và Thông tin)', attachedTo: 'level', unitLevel: 'district' }],
  // S2, IV.2: cash for recognised groups. Tiers, quantities, amounts and floors are samples; the amounts are the ceilings for
  // collectives of Circular 56/2023/TT-BTC, which is younger than the contest.
  prizes: [
    groupPrize('giai-nhat', 'Giải Nhất', { quantity: 1, amount: 15_000_000, minimum: 90_00 }),
    groupPrize('giai-nhi', 'Giải Nhì', { quantity: 2, amount: 10_500_000, minimum: 85_00 }),
    groupPrize('giai-ba', 'Giải Ba', { quantity: 3, amount: 7_500_000, minimum: null }),
    groupPrize('giai-khuyen-khich', 'Giải Khuyến khích', { quantity: 5, amount: 4_500_000, minimum: null }),
  ],
  sampleNotes:
    'Điểm tối đa, cơ cấu giải, mức thưởng, thành phần hồ sơ, thời gian thẩm định, chấm và công bố là mẫu: kế hoạch và công văn không quy định.',
};

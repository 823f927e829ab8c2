import { seededRandom } from './seeded-random.js';

type Band = 'high' | 'middle' | 'low';

/** By the share of the maximum that was given: from 85 % high, from 68 % middle. */
const bandOf = (share: number): Band => (share >= 0.85 ? 'high' : share >= 0.68 ? 'middle' : 'low');

/** One list for each of the three criteria of the plan, in their order: the group's work, its head, its members' conduct. */
const CRITERION_COMMENTS: readonly Readonly<Record<Band, readonly string[]>>[] = [
  {
    high: [
      'Nhóm hoạt động đều, thông tin đến từng hộ, có số liệu chứng minh rõ.',
      'Tỷ lệ hộ tham gia cao; có cách chuyển tin cho hộ chưa dùng điện thoại thông minh.',
      'Minh chứng đầy đủ, việc làm cụ thể, dễ nhân rộng.',
    ],
    middle: [
      'Nhóm hoạt động thường xuyên nhưng số liệu kết quả còn ít.',
      'Nội dung tuyên truyền kịp thời; cần thêm minh chứng về hiệu quả thực tế.',
      'Tỷ lệ hộ tham gia khá, chưa nêu cách tiếp cận các hộ còn lại.',
    ],
    low: [
      'Hoạt động còn rời rạc, chủ yếu chuyển tiếp văn bản.',
      'Báo cáo nêu chung chung, chưa thấy kết quả cụ thể của nhóm.',
      'Số hộ tham gia thấp so với số hộ của bản.',
    ],
  },
  {
    high: [
      'Trưởng nhóm trả lời nhanh, phân công rõ, được bà con tín nhiệm.',
      'Ban quản trị có phân công trực, xử lý tin sai sự thật kịp thời.',
      'Vai trò người đứng đầu thể hiện rõ trong từng việc.',
    ],
    middle: [
      'Trưởng nhóm có trách nhiệm; việc phân công phó nhóm chưa rõ.',
      'Quản trị nhóm ổn định, cần chủ động hơn khi có tin chưa kiểm chứng.',
      'Có theo dõi nội dung hằng ngày nhưng ít tương tác với thành viên.',
    ],
    low: [
      'Chưa thấy rõ vai trò của trưởng nhóm trong điều hành.',
      'Ban quản trị chưa có nội quy và phân công cụ thể.',
      'Nhiều câu hỏi của bà con chưa được trả lời.',
    ],
  },
  {
    high: [
      'Thành viên chấp hành tốt nội quy, không có tin sai lệch.',
      'Nội quy rõ, thành viên cam kết trước khi tham gia.',
      'Bà con chấp hành nghiêm quy định phòng, chống dịch tại khu dân cư.',
    ],
    middle: [
      'Chấp hành tốt, còn một số tin ngoài nội dung của nhóm.',
      'Có nội quy; việc nhắc nhở thành viên chưa thường xuyên.',
      'Ý thức chấp hành khá, minh chứng còn ít.',
    ],
    low: [
      'Còn nhiều tin không liên quan, chưa được nhắc nhở.',
      'Hồ sơ chưa nêu việc chấp hành quy định về chia sẻ thông tin trên mạng.',
      'Nội quy chưa được phổ biến đến thành viên.',
    ],
  },
];

const OVERALL_COMMENTS: Readonly<Record<Band, readonly string[]>> = {
  high: [
    'Hồ sơ tốt, cách làm sáng tạo, phù hợp vùng cao. Đề nghị xem xét giải cao.',
    'Mô hình hiệu quả, có thể nhân rộng ra các bản khác.',
    'Hồ sơ đầy đủ, trung thực, kết quả thuyết phục.',
    'Việc làm thiết thực, gắn với đời sống của bà con.',
  ],
  middle: [
    'Hồ sơ khá, cần bổ sung số liệu để thuyết phục hơn.',
    'Có cố gắng, duy trì đều; hiệu quả ở mức khá.',
    'Nội dung đúng yêu cầu, chưa có điểm nổi bật riêng.',
    'Cách làm phù hợp, nên ghi lại kinh nghiệm để chia sẻ.',
  ],
  low: [
    'Hồ sơ còn sơ sài, minh chứng chưa đủ.',
    'Cần củng cố hoạt động của nhóm trong thời gian tới.',
    'Báo cáo trùng nhiều câu chữ với văn bản chỉ đạo, ít việc cụ thể.',
  ],
};

export interface SampleComments {
  /** One for each criterion in the order given; null where the judge wrote nothing. */
  criteria: (string | null)[];
  overall: string | null;
}

/**
 * What a judge writes beside the points: `shares` are points over maximum for each criterion, 0 to 1. Low marks are always
 * explained, others two times in five. The same for the same seed.
 */
export function sampleComments(seed: string, shares: readonly number[]): SampleComments {
  const random = seededRandom(`${seed}/nhận xét`);
  const criteria = shares.map((share, index) => {
    const band = bandOf(share);
    const comments = CRITERION_COMMENTS[index % CRITERION_COMMENTS.length]?.[band] ?? [];
    return band === 'low' || random.chance(0.4) ? random.pick(comments) : null;
  });
  const mean = shares.reduce((sum, share) => sum + share, 0) / Math.max(shares.length, 1);
  return { criteria, overall: random.chance(0.75) ? random.pick(OVERALL_COMMENTS[bandOf(mean)]) : null };
}

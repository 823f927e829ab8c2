import { seededRandom } from './seeded-random.js';

/** The figures of one sample group that its summary quotes; the summary, the report and the member list agree on them. */
export interface SummaryFacts {
  /** "bản Nà Khum", in the middle of a sentence. */
  village: string;
  /** "bản" or "tổ dân phố" */
  place: string;
  /** "xã" or "thị trấn" */
  communeType: string;
  foundedOn: string;
  /** With "ông" or "bà" before it. */
  leader: string;
  leaderDuty: string;
  memberCount: number;
  householdCount: number;
  /** Households with at least one member in the group. */
  householdsInGroup: number;
  messageCount: number;
  returneeCount: number;
}

type Sentence = (facts: SummaryFacts) => string;

const OPENINGS: readonly Sentence[] = [
  (f) =>
    `Nhóm Zalo cộng đồng ${f.village} được thành lập ngày ${f.foundedOn}, đến nay có ${f.memberCount} thành viên, đại diện cho ${f.householdsInGroup}/${f.householdCount} hộ.`,
  (f) =>
    `Thực hiện chỉ đạo của Ủy ban nhân dân ${f.communeType}, ngày ${f.foundedOn} ${f.village} lập nhóm Zalo cộng đồng do ${f.leader}, ${f.leaderDuty}, làm trưởng nhóm; ${f.householdsInGroup}/${f.householdCount} hộ đã có người tham gia.`,
  (f) =>
    `Từ ngày ${f.foundedOn}, nhân dân ${f.village} trao đổi thông tin phòng, chống dịch qua nhóm Zalo cộng đồng gồm ${f.memberCount} thành viên, trong đó có đủ cấp ủy, trưởng các đoàn thể, nhân viên y tế và công an viên.`,
  (f) =>
    `Sau khi ra mắt ngày ${f.foundedOn}, nhóm Zalo cộng đồng ${f.village} đã kết nạp ${f.memberCount} thành viên; những hộ chưa có điện thoại thông minh được phân công một hộ liền kề thông báo lại.`,
  (f) =>
    `Nhóm Zalo cộng đồng ${f.village} do ${f.leader}, ${f.leaderDuty}, quản trị, hoạt động từ ngày ${f.foundedOn} với ${f.memberCount} thành viên thuộc ${f.householdsInGroup} hộ.`,
  (f) =>
    `Tại cuộc họp ngày ${f.foundedOn}, nhân dân ${f.village} thống nhất lập nhóm Zalo cộng đồng, thông qua nội quy nhóm và cử ${f.leader} làm trưởng nhóm; hiện nhóm có ${f.memberCount} thành viên.`,
];

/** What the group did, one list a subject; a summary takes at most one sentence of each. */
const SUBJECTS: readonly (readonly Sentence[])[] = [
  [
    (f) =>
      `Nhóm đã đăng ${f.messageCount} tin, bài chính thống về thông điệp 5K, mỗi tin đều có phần ghi âm bằng tiếng dân tộc để người cao tuổi nghe được.`,
    (f) =>
      `Mỗi sáng, trưởng nhóm chuyển bản tin của Ban Chỉ đạo phòng, chống dịch huyện lên nhóm; buổi chiều, loa truyền thanh của ${f.place} phát lại những nội dung chính.`,
    () =>
      'Ban quản trị chọn lọc văn bản của cấp trên, tóm tắt thành ba đến năm gạch đầu dòng rồi mới đăng, nhờ đó bà con đọc nhanh và nhớ lâu.',
    (f) =>
      `Từ khi thành lập đến nay nhóm chuyển tải ${f.messageCount} thông báo; thông báo khẩn được thành viên xác nhận đã xem trong vòng một giờ.`,
  ],
  [
    (f) =>
      `Qua nhóm, các hộ báo kịp thời ${f.returneeCount} người trở về từ vùng có dịch; tổ Covid cộng đồng đến từng nhà hướng dẫn khai báo y tế và theo dõi sức khỏe.`,
    (f) =>
      `Có ${f.returneeCount} lao động đi làm ăn xa trở về, đều được gia đình báo trước trên nhóm, khai báo tại trạm y tế ${f.communeType} và thực hiện cách ly tại nhà đúng quy định.`,
    () =>
      'Khi có ca nghi nhiễm ở địa bàn lân cận, trong một buổi tối nhóm đã rà soát xong những người từng đến chợ cùng ngày và gửi danh sách cho trạm y tế.',
    () =>
      'Người đi xa về nhắn tin vào nhóm trước khi đến nhà; nhân viên y tế trả lời ngay nơi khai báo, việc cần làm và số điện thoại liên hệ.',
  ],
  [
    () =>
      'Lịch tiêm vắc xin được đăng theo từng cụm hộ kèm giờ hẹn, tránh tập trung đông người và không hộ nào bị bỏ sót.',
    () =>
      'Nhóm giải đáp thắc mắc về vắc xin bằng tài liệu của ngành y tế; nhiều gia đình lúc đầu còn e ngại đã tự nguyện đăng ký tiêm.',
    () =>
      'Ảnh chụp bà con đi tiêm và lời kể sau tiêm được chia sẻ trên nhóm, giúp những người còn lo lắng yên tâm đến điểm tiêm.',
  ],
  [
    (f) =>
      `Nhóm phân công các hộ thay phiên trực chốt kiểm soát ở đầu ${f.place}, lịch trực đăng từ tối thứ Bảy để mọi người chủ động thời gian.`,
    () =>
      'Mười ngày một lần, đoàn thanh niên và dân quân đăng lịch phun khử khuẩn nhà văn hóa, điểm trường, kèm ảnh trước và sau khi làm.',
    () =>
      'Tổ liên gia tự quản dùng nhóm để nhắc nhau đeo khẩu trang khi ra chợ và dừng các cuộc tụ họp đông người không cần thiết.',
  ],
  [
    () =>
      'Khi có hộ phải cách ly, chỉ sau một tin nhắn bà con đã góp gạo, rau, củi và cử người chăm đàn gia súc giúp gia đình.',
    () =>
      'Hội phụ nữ vận động qua nhóm được gạo, mì, khẩu trang và nước sát khuẩn, lập danh sách công khai người góp và hộ được nhận.',
    () => 'Nhóm còn giúp kết nối tiêu thụ ngô, dong riềng, gà thả vườn cho các hộ khi chợ phiên tạm dừng.',
  ],
  [
    () =>
      'Nội quy nhóm quy định rõ không đăng tin chưa kiểm chứng; các tin đồn đã được trưởng nhóm gỡ bỏ và thay bằng thông tin của cơ quan y tế.',
    () =>
      'Phó trưởng nhóm là công an viên, theo dõi nội dung hằng ngày; đến nay không có thành viên vi phạm quy định về chia sẻ thông tin trên mạng.',
    () => 'Mỗi thành viên mới đều được gửi nội quy và xác nhận đồng ý trước khi được đăng bài.',
    () =>
      'Khi trên mạng lan truyền cách chữa bệnh không có căn cứ, ban quản trị mời cán bộ trạm y tế trả lời ngay trong nhóm bằng tiếng nói ghi âm.',
  ],
  [
    () =>
      'Trong thời gian học sinh tạm dừng đến trường, giáo viên gửi bài qua nhóm, trưởng nhóm nhắc phụ huynh nhận bài cho con em.',
    () =>
      'Gia đình có việc cưới, việc tang đăng ký với trưởng nhóm để được hướng dẫn tổ chức gọn, bảo đảm khoảng cách và khai báo khách từ nơi khác đến.',
    () =>
      'Ngoài công tác phòng, chống dịch, nhóm thông báo lịch lấy nước, cảnh báo rét đậm và dịch bệnh trên đàn vật nuôi.',
  ],
];

const CLOSINGS: readonly Sentence[] = [
  (f) => `Đến nay ${f.village} chưa ghi nhận ca lây nhiễm trong cộng đồng, bà con yên tâm lao động, sản xuất.`,
  (f) => `Cách làm của nhóm đã được Ủy ban nhân dân ${f.communeType} giới thiệu để các ${f.place} khác tham khảo.`,
  () => 'Thông tin đến với dân nhanh hơn, cán bộ đỡ phải đi từng nhà, nhân dân tin tưởng và làm theo.',
  (f) => `Nhóm phấn đấu đến hết năm 2021 có đủ ${f.householdCount} hộ tham gia và duy trì hoạt động sau khi hết dịch.`,
  () => 'Tinh thần đoàn kết, giúp nhau trong nhân dân được củng cố rõ rệt qua thời gian hoạt động của nhóm.',
  () => 'Từ kinh nghiệm của nhóm, chi bộ đã đưa việc quản trị nhóm Zalo vào nhiệm vụ thường xuyên.',
];

/**
 * What a group did, in 3 to 6 sentences of official Vietnamese: how it began, two to four things done, how it stands now. Made of
 * 36 hand-written sentences with the group's own figures; the same for the same seed, and hardly two alike over a hundred seeds.
 */
export function writeSummary(seed: string, facts: SummaryFacts): string {
  const random = seededRandom(`${seed}/tóm tắt`);
  const subjects = random.shuffle(SUBJECTS).slice(0, random.between(2, 4));
  const body = subjects.map((sentences) => random.pick(sentences)(facts));
  const closing = body.length < 3 || random.chance(0.7) ? [random.pick(CLOSINGS)(facts)] : [];
  return [random.pick(OPENINGS)(facts), ...body, ...closing].join(' ');
}

/** One sentence on each of the seven subjects, in a fixed order: the body of the achievement report. */
export function writeAchievements(seed: string, facts: SummaryFacts): string[] {
  const random = seededRandom(`${seed}/báo cáo`);
  return SUBJECTS.map((sentences) => random.pick(sentences)(facts));
}

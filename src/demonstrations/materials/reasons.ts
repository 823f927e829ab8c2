import type { SampleDossier } from './dossiers.js';
import { seededRandom } from './seeded-random.js';

/** The part of a dossier that a reason speaks of; the contest's template says which slot that is. */
export type DossierPart = 'report' | 'photos' | 'members';
/** thiếu, sai, không đọc được, hết hạn, khác */
export type ReturnKind = 'missing' | 'wrong' | 'unreadable' | 'outdated' | 'other';

export interface ReturnReason {
  part: DossierPart;
  kind: ReturnKind;
  /** What the office writes: what is wrong and what to do. */
  words: string;
  /** What the commune answers when it sends the supplement. */
  reply: string;
}

const RETURN_REASONS: readonly ReturnReason[] = [
  {
    part: 'report',
    kind: 'missing',
    words:
      'Báo cáo thành tích chưa có xác nhận của Ủy ban nhân dân cấp xã ở trang cuối. Đề nghị gửi lại bản có chữ ký và dấu.',
    reply: 'Đã gửi lại báo cáo có xác nhận của Ủy ban nhân dân.',
  },
  {
    part: 'members',
    kind: 'wrong',
    words:
      'Danh sách thành viên có số người khác với số đã khai trong hồ sơ. Đề nghị rà soát và gửi lại danh sách đúng.',
    reply: 'Đã rà soát, bỏ hai dòng trùng tên và gửi lại danh sách.',
  },
  {
    part: 'photos',
    kind: 'unreadable',
    words: 'Ảnh chụp màn hình nhóm bị mờ, không đọc được tên nhóm. Đề nghị chụp lại rõ tên nhóm và số thành viên.',
    reply: 'Đã chụp lại ảnh rõ nét trên điện thoại của trưởng nhóm.',
  },
  {
    part: 'members',
    kind: 'outdated',
    words: 'Danh sách thành viên lập trước ngày thành lập nhóm. Đề nghị gửi danh sách tại thời điểm nộp hồ sơ.',
    reply: 'Đã lập lại danh sách theo thành viên hiện có của nhóm.',
  },
  {
    part: 'report',
    kind: 'unreadable',
    words: 'Trang 2 của báo cáo chụp bị cắt mất lề phải. Đề nghị quét lại đủ trang.',
    reply: 'Đã quét lại toàn bộ báo cáo tại văn phòng Ủy ban nhân dân.',
  },
  {
    part: 'photos',
    kind: 'missing',
    words:
      'Hồ sơ mới có ảnh sinh hoạt chung, chưa có ảnh hoạt động của nhóm. Đề nghị bổ sung ít nhất một ảnh minh chứng.',
    reply: 'Đã bổ sung ảnh buổi ra mắt nhóm và ảnh trực chốt kiểm soát.',
  },
  {
    part: 'report',
    kind: 'other',
    words: 'Báo cáo ghi tên đơn vị chưa khớp với bản, tổ dân phố dự thi. Đề nghị sửa thống nhất trong toàn bộ hồ sơ.',
    reply: 'Đã sửa tên đơn vị trong báo cáo cho thống nhất.',
  },
  {
    part: 'members',
    kind: 'missing',
    words: 'Danh sách thành viên chưa ghi vai trò trưởng nhóm, phó trưởng nhóm. Đề nghị bổ sung cột vai trò.',
    reply: 'Đã bổ sung vai trò của từng thành viên trong ban quản trị nhóm.',
  },
];

/** Why the office sends a dossier back: one reason, or two for every third dossier, on different parts. The same for the same dossier. */
export function returnReasons(dossier: SampleDossier): ReturnReason[] {
  const random = seededRandom(`${dossier.key}/trả lại`);
  const [first, ...others] = random.shuffle(RETURN_REASONS);
  if (first === undefined) return [];
  const second = others.find((reason) => reason.part !== first.part);
  return second !== undefined && random.chance(0.34) ? [first, second] : [first];
}

const REJECTION_REASONS = [
  'Nhóm Zalo trong hồ sơ là nhóm của dòng họ, không phải nhóm Zalo cộng đồng của bản, nên không thuộc đối tượng dự thi theo Thể lệ.',
  'Hồ sơ sử dụng báo cáo và ảnh của một bản khác đã dự thi. Đã trao đổi với Ủy ban nhân dân xã và xã thống nhất không đề nghị xét.',
  'Nhóm thành lập sau thời gian phát động phong trào và chưa có hoạt động phòng, chống dịch nào được minh chứng.',
] as const;

const WITHDRAWAL_REASONS = [
  'Ủy ban nhân dân xã rút hồ sơ để chọn bản khác có kết quả nổi bật hơn.',
  'Trưởng nhóm đề nghị rút hồ sơ do chưa thống nhất được số liệu với nhân dân trong bản.',
] as const;

/** Why a dossier is rejected; the same for the same dossier. */
export const rejectionReason = (dossier: SampleDossier): string =>
  seededRandom(`${dossier.key}/loại`).pick(REJECTION_REASONS);

/** Why a commune withdraws its dossier; the same for the same dossier. */
export const withdrawalReason = (dossier: SampleDossier): string =>
  seededRandom(`${dossier.key}/rút`).pick(WITHDRAWAL_REASONS);

/** Reasons that other acts of the demonstration ask for. */
export const ACT_REASONS = {
  recusal: 'Giám khảo có người thân là trưởng nhóm của bản này, xin từ chối chấm để bảo đảm khách quan.',
  sheetReopening: 'Giám khảo đề nghị sửa điểm tiêu chí cuối do nhập nhầm dòng; có giấy đề nghị kèm theo.',
  boundaryTie:
    'Ban Tổ chức họp, đối chiếu biên bản chấm: hai hồ sơ bằng điểm tuyệt đối ở cả ba tiêu chí. Thống nhất chia đều tiền thưởng của hai vị trí cho hai bản.',
  reward:
    'Quyết định mẫu: Chủ tịch Ủy ban nhân dân xã tặng Giấy khen cho nhóm có điểm cao nhất trong các hồ sơ không đạt giải.',
  withheldPrize: 'Chưa có thêm hồ sơ đạt mức điểm sàn của giải nên không trao hết số giải.',
} as const;

import { inQuotes } from '../../kernel/vietnamese/quotes.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { type MovementFacts, sayPlanNumber } from '../movement.facts.js';
import type { ProgressField, ProgressPeriod, ProgressWords } from './progress.facts.js';
import { sayPeriod } from './progress.period.js';

export const FIELD_LABELS: Readonly<Record<ProgressField, { label: string; hint: string; rows: number; max: number }>> =
  {
    addressee: { label: 'Kính gửi', hint: 'Mỗi nơi một dòng.', rows: 2, max: 500 },
    bases: { label: 'Căn cứ', hint: 'Mỗi căn cứ một dòng.', rows: 3, max: 2000 },
    opening: { label: 'Mở đầu', hint: 'Số liệu từng đợt vận động đứng ngay sau đoạn này.', rows: 4, max: 2000 },
    done: { label: 'Việc đã làm, kết quả', hint: 'Đứng sau số liệu.', rows: 6, max: 4000 },
    behind: {
      label: 'Tồn tại, nguyên nhân',
      hint: 'Danh sách đơn vị chậm, chưa đạt đứng ngay sau, lấy từ số liệu.',
      rows: 5,
      max: 4000,
    },
    next: { label: 'Nhiệm vụ thời gian tới', hint: '', rows: 5, max: 4000 },
    asks: { label: 'Kiến nghị', hint: '', rows: 3, max: 2000 },
    recipients: { label: 'Nơi nhận', hint: 'Mỗi nơi một dòng.', rows: 3, max: 500 },
  };

/** With what a draft begins. No figure stands in it: figures are read from the data beside the words. */
export function usualWords(
  { name, planNumber, planDatedOn, standingAgency }: MovementFacts,
  period: ProgressPeriod,
  sender: string,
): ProgressWords {
  const dated = planDatedOn === null ? '' : ` ngày ${formatDay(planDatedOn)}`;
  const plan = planNumber === '' ? null : `${sayPlanNumber(planNumber)}${dated}`;
  const above = standingAgency === '' ? 'Ban Chỉ đạo phong trào' : standingAgency;
  const isFinal = period.kind === 'final';
  return {
    addressee: above,
    bases: plan === null ? '' : `Căn cứ ${plan}`,
    opening: `${sender} báo cáo kết quả thực hiện phong trào thi đua ${inQuotes(name)}, ${sayPeriod(period)}, như sau:`,
    done: isFinal
      ? 'Các đơn vị đã triển khai các đợt vận động của phong trào theo kế hoạch.'
      : 'Trong tuần, các đơn vị tiếp tục thực hiện các đợt vận động theo kế hoạch.',
    behind: 'Còn đơn vị chưa đạt chỉ tiêu hoặc chưa báo cáo đúng hạn.',
    next: isFinal
      ? 'Tiếp tục duy trì các nhóm cộng đồng; khen thưởng các tập thể, cá nhân có thành tích.'
      : 'Đôn đốc các đơn vị có tên trong danh sách chậm, chưa đạt; tiếp tục theo dõi số liệu.',
    asks: '',
    recipients: `Như trên\nLưu: VT`,
  };
}

import type { RefusalWordings } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';

export const NORM_WORDINGS: RefusalWordings = {
  'norm-overlaps': {
    status: 422,
    say: ({ document, from, until, isLater }) =>
      isLater === true
        ? `Hình thức này đã có hệ số từ ngày ${formatDay(String(from))} theo ${String(document)}. Ghi “Đến hết ngày” trước ngày đó.`
        : until === null
          ? `Hình thức này đã có hệ số từ ngày ${formatDay(String(from))} theo ${String(document)}, chưa ghi ngày hết hiệu lực. Ghi ngày đó trước.`
          : `Hình thức này đã có hệ số từ ngày ${formatDay(String(from))} đến ngày ${formatDay(String(until))} theo ${String(document)}. Sửa ngày để hai thời gian không trùng nhau.`,
  },
  'norm-ends-too-early': {
    status: 422,
    say: ({ from }) => `Nhập ngày không trước ngày có hiệu lực ${formatDay(String(from))}.`,
  },
  'base-salary-twice': {
    status: 422,
    say: ({ on }) => `Đã có mức lương cơ sở từ ngày ${formatDay(String(on))}. Ghi sai thì bỏ mức đó trước.`,
  },
};

import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatFileSize, formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { FormState } from '../../web/views/form-state.js';
import type { PackFacts, PackFailure } from './pack.repository.js';

/** What is said when an archive could not be made. */
export const PACK_FAILURES: Readonly<Record<PackFailure, string>> = {
  'no-room': 'Không đóng gói được: máy chủ không đủ chỗ trống. Báo quản trị thêm dung lượng rồi tạo lại.',
  broken: 'Không đóng gói được do lỗi hệ thống. Tạo lại; nếu vẫn lỗi thì báo quản trị.',
};

export interface PackPageView {
  heading: string;
  about: string;
  form: FormState;
  refused: string | null;
  action: string;
  /** "60 hồ sơ, 128 MB". */
  measureText: string;
  hasDossiers: boolean;
  making: { done: number; total: number; label: string; refreshHref: string; askedText: string } | null;
  made: { href: string; label: string; madeText: string; leftOutText: string | null } | null;
  note: string | null;
}

/** How the archive of some dossiers stands: the last that was asked for, whether it still lies there, and how much the next would hold. */
export interface PackStanding {
  last: PackFacts | null;
  lies: boolean;
  measure: { dossiers: number; bytes: number };
}

/** Where the page is, what it is called, and where a made archive is fetched. */
export interface PackPlace {
  heading: string;
  about: string;
  page: string;
  fileOf: (id: string) => string;
}

/** How far the last archive is, where it is fetched, and the form that asks for one. */
export function toPackPage(
  { heading, about, page, fileOf }: PackPlace,
  { last, lies, measure, form, refused }: PackStanding & { form: FormState; refused: string | null },
): PackPageView {
  const isMaking = last !== null && last.madeAt === null && last.failure === null;
  return {
    heading,
    about,
    form,
    refused,
    action: page,
    measureText: `${formatInteger(measure.dossiers)} hồ sơ, ${formatFileSize(measure.bytes)}`,
    hasDossiers: measure.dossiers > 0,
    making: isMaking
      ? {
          done: last.done,
          // A bar of nothing is no bar: the first count comes with the first dossier.
          total: Math.max(last.total, 1),
          label: `Đã đóng gói ${formatInteger(last.done)}/${formatInteger(last.total)} hồ sơ`,
          refreshHref: page,
          askedText: `${last.askedByName} yêu cầu lúc ${formatDateTime(last.askedAt)}.`,
        }
      : null,
    made: last?.madeAt && lies ? toMade(fileOf(last.id), last, last.madeAt) : null,
    note: noteOf(last, lies),
  };
}

const toMade = (href: string, pack: PackFacts, madeAt: Date): PackPageView['made'] => ({
  href,
  label: `Tải gói hồ sơ (ZIP, ${formatFileSize(pack.size ?? 0)})`,
  madeText: `Xong lúc ${formatDateTime(madeAt)}; ${formatInteger(pack.total)} hồ sơ${pack.withBooks ? ', mỗi hồ sơ kèm một tệp PDF gộp' : ''}. Gói được giữ ít nhất một ngày.`,
  leftOutText:
    pack.leftOut === null || pack.leftOut === 0
      ? null
      : `${formatInteger(pack.leftOut)} tệp không đưa được vào, hoặc không gộp được thành trang; muc-luc.json trong gói ghi tên và lý do.`,
});

function noteOf(last: PackFacts | null, lies: boolean): string | null {
  if (last === null) return null;
  if (last.failure !== null) return PACK_FAILURES[last.failure];
  return last.madeAt !== null && !lies ? 'Gói trước đã được dọn. Tạo gói mới để tải.' : null;
}

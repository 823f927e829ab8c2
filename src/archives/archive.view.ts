import type { ContestFacts } from '../contests/contest.facts.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatFileSize, formatInteger } from '../kernel/vietnamese/numbers.js';
import type { FormState } from '../web/views/form-state.js';
import { archivePaths } from './archive.paths.js';
import type { ArchiveFailure, AskedArchive } from './asked-archive.repository.js';

/** What is said when an archive could not be made. */
export const ARCHIVE_FAILURES: Readonly<Record<ArchiveFailure, string>> = {
  'no-room': 'Không lập được: máy chủ không đủ chỗ trống. Báo quản trị thêm dung lượng rồi lập lại.',
  broken: 'Không lập được: một tệp trong kho bị mất, bị đổi, hoặc hệ thống có lỗi. Báo quản trị kiểm tra dữ liệu.',
};

export interface ArchivePageView {
  about: string;
  form: FormState;
  refused: string | null;
  action: string;
  /** "64 hồ sơ, tệp nặng khoảng 12 MB". */
  measureText: string;
  fingerprint: string;
  /** Offered unless one is being made, or none may be made yet. */
  mayAsk: boolean;
  notYet: string | null;
  making: { done: number; total: number; label: string; refreshHref: string; askedText: string } | null;
  made: { href: string; label: string; madeText: string } | null;
  note: string | null;
}

/** How far the last archive is, where it is fetched, and the form that asks for one. */
export function toArchivePage(
  { slug, code }: Pick<ContestFacts, 'slug' | 'code'>,
  found: {
    last: AskedArchive | null;
    lies: boolean;
    measure: { dossiers: number; bytes: number };
    notYet: string | null;
    fingerprint: string;
    form: FormState;
    refused: string | null;
  },
): ArchivePageView {
  const { last, lies, measure, notYet, fingerprint, form, refused } = found;
  const isMaking = last !== null && last.madeAt === null && last.failure === null;
  return {
    about: code,
    form,
    refused,
    action: archivePaths.archive(slug),
    measureText: `${formatInteger(measure.dossiers)} hồ sơ, tệp nặng khoảng ${formatFileSize(measure.bytes)}`,
    fingerprint,
    mayAsk: !isMaking && notYet === null,
    // A refusal says the same already.
    notYet: refused === null ? notYet : null,
    making: isMaking
      ? {
          done: last.done,
          // A bar of nothing is no bar: the first count comes with the first file.
          total: Math.max(last.total, 1),
          label:
            last.total === 0
              ? 'Đang ghi dữ liệu, chưa đến các tệp'
              : `Đã đưa vào ${formatInteger(last.done)}/${formatInteger(last.total)} tệp`,
          refreshHref: archivePaths.archive(slug),
          askedText: `${last.askedByName} yêu cầu lúc ${formatDateTime(last.askedAt)}.`,
        }
      : null,
    made:
      last?.madeAt && lies
        ? {
            href: archivePaths.archiveFile(slug, last.id),
            label: `Tải bản lưu (ZIP, ${formatFileSize(last.size ?? 0)})`,
            madeText: `Xong lúc ${formatDateTime(last.madeAt)}; ${formatInteger(last.total)} tệp kèm theo. Bản lưu nằm ở máy chủ ít nhất một ngày, sau đó được dọn.`,
          }
        : null,
    note: noteOf(last, lies),
  };
}

function noteOf(last: AskedArchive | null, lies: boolean): string | null {
  if (last === null) return null;
  if (last.failure !== null) return ARCHIVE_FAILURES[last.failure];
  return last.madeAt !== null && !lies ? 'Bản lưu trước đã được dọn. Lập bản mới để tải.' : null;
}

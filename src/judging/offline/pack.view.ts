import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatFileSize } from '../../kernel/vietnamese/numbers.js';
import type { StatusWord } from '../../web/views/page.js';
import { judgingPaths } from '../judging.paths.js';
import { PACK_WORDS, type PackContents, type PackEnd, type PackTaking } from './pack.facts.js';

export const CONTENTS_LABELS: Readonly<Record<PackContents, string>> = {
  dossiers: 'Gói hồ sơ không có video',
  'dossiers-and-films': 'Gói hồ sơ có video',
  marks: 'Tệp điểm (XLSX)',
};

export const OUT_WORD: StatusWord = { word: 'Chưa gửi lại', tone: 'warning' };
export const END_WORDS: Readonly<Record<PackEnd, StatusWord>> = {
  returned: { word: 'Đã gửi lại', tone: 'success' },
  replaced: { word: 'Đã lấy lại gói mới', tone: 'neutral' },
  'set-aside': { word: 'Không dùng nữa', tone: 'neutral' },
};

/** What a judge may take: a button each, with about what it weighs. Without films there is one pack of dossiers. */
export function packChoices({ filmBytes, otherBytes }: { filmBytes: number; otherBytes: number }) {
  const one = (contents: PackContents, label: string) => ({ value: PACK_WORDS[contents], label });
  const marks = one('marks', 'Lấy riêng tệp điểm (XLSX)');
  if (filmBytes === 0) return [one('dossiers', `Lấy gói hồ sơ (ZIP, khoảng ${formatFileSize(otherBytes)})`), marks];
  return [
    one('dossiers', `Lấy gói hồ sơ không có video (ZIP, khoảng ${formatFileSize(otherBytes)})`),
    one('dossiers-and-films', `Lấy gói hồ sơ có cả video (ZIP, khoảng ${formatFileSize(filmBytes + otherBytes)})`),
    marks,
  ];
}

/** One that the judge has out; `href` is null where it cannot be fetched any more. */
export const toOwnPack = ({ contents, entries, takenAt }: PackTaking, { mayFetch }: { mayFetch: boolean }) => ({
  text: `${CONTENTS_LABELS[contents]}, ${entries} hồ sơ, lấy lúc ${formatDateTime(takenAt)}.`,
  href: mayFetch ? judgingPaths.offlinePack(PACK_WORDS[contents]) : null,
  hiddenText: ` ${CONTENTS_LABELS[contents].toLowerCase()}`,
});

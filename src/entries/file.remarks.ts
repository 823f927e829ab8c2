import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { ScanState } from '../storage/file-scans.js';
import { looksLikeOldFont } from '../units/old-fonts.js';
import type { StatusWord } from '../web/views/page.js';
import { bareWords } from './answer.remarks.js';
import type { DuplicateFacts, EntryFileFacts, ReopeningFacts } from './entry.facts.js';

/** How a file stands: whole and readable when it came in, or isolated by what the scanner found since. */
export const FILE_STATUS_WORDS: Readonly<Record<ScanState, StatusWord>> = {
  unscanned: { word: 'Đã nhận ✓', tone: 'success' },
  clean: { word: 'Đã nhận ✓', tone: 'success' },
  infected: { word: 'Bị cách ly', tone: 'danger' },
};

/** What an officer reads of the scan. "Chưa quét" also while the scanner is down or not there. */
export const SCAN_WORDS: Readonly<Record<ScanState, string>> = {
  unscanned: 'chưa quét mã độc',
  clean: 'đã quét, không có mã độc',
  infected: 'có mã độc, đã cách ly',
};

/** What the commune should know about one of its files; null when there is nothing. Warnings: none of them keeps a file out. */
export function remarkOn(
  file: Pick<EntryFileFacts, 'id' | 'name' | 'scanState' | 'slotId'>,
  duplicates: readonly DuplicateFacts[],
  reopenings: readonly ReopeningFacts[],
): string | null {
  if (file.scanState === 'infected') {
    const until = reopenings.find(({ slotId }) => slotId === file.slotId)?.untilAt;
    const term = until === undefined ? '' : ` trước ${formatDateTime(until)}`;
    const kept = until === undefined ? '' : ' Hồ sơ đã nộp vẫn giữ nguyên.';
    return `Tệp có mã độc nên không ai mở được nữa. Gửi tệp sạch${term}; tệp mới thay tệp này.${kept}`;
  }
  const own = duplicates.find(({ fileId, isSameEntry }) => fileId === file.id && isSameEntry);
  if (own !== undefined)
    return `Tệp này cũng đang ở mục “${own.slotTitle}”. Dùng chung được; nếu gửi nhầm thì xóa bớt.`;
  if (bareWords(file.name).some(looksLikeOldFont)) {
    return 'Tên tệp có vẻ gõ bằng phông cũ (TCVN3, VNI) nên có thể hiện sai chữ. Tệp vẫn được nhận.';
  }
  return null;
}

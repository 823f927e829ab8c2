import type { Instant } from '../kernel/instant.js';
import { formatDate, formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import type { Refusal } from '../kernel/refusal.js';
import { entryPaths } from './entry.paths.js';
import { keptUntil, percentOf, type TransferFacts } from './transfer.facts.js';

/** A file that has not arrived whole: how far it came, how to go on, until when it is kept. */
export interface UnfinishedView {
  name: string;
  facts: string;
  /** How to go on; null for a file that was refused, where `reason` says why. */
  advice: string | null;
  reason: string | null;
  dropAction: string;
}

/** Somebody who sent bytes so recently is most likely still sending. */
const STILL_SENDING_MILLISECONDS = 2 * 60_000;

/** The unfinished files of a slot, as page and script need them. `now` is the real time; `sentenceOf` words a refusal. */
export function toUnfinishedViews(
  code: string,
  transfers: readonly TransferFacts[],
  now: Instant,
  sentenceOf: (refusal: Refusal) => string,
): UnfinishedView[] {
  return transfers.map((transfer) => ({
    name: transfer.name,
    facts: factsOf(transfer),
    advice: transfer.refusal === null ? adviceOn(transfer, now) : null,
    reason: transfer.refusal === null ? null : sentenceOf(transfer.refusal),
    dropAction: entryPaths.dropTransfer(code, transfer.id),
  }));
}

/** "Đang gửi dở 2 tệp (đã tới 63%, 10%)"; null when nothing is under way. */
export function sayUnfinished(transfers: readonly TransferFacts[]): string | null {
  const coming = transfers.filter(({ state }) => state === 'arriving');
  if (coming.length === 0) return null;
  return `Đang gửi dở ${coming.length} tệp (đã tới ${coming.map((one) => `${percentOf(one)}%`).join(', ')})`;
}

function factsOf(transfer: TransferFacts): string {
  const { size, received, personName, activeAt } = transfer;
  const came = `${formatFileSize(size)} · ${personName} gửi, lần cuối ${formatDateTime(activeAt)}`;
  if (transfer.state === 'refused') return came;
  return `Đã nhận ${percentOf(transfer)}% (${formatFileSize(received)}) · ${came} · giữ đến ngày ${formatDate(keptUntil(transfer))}`;
}

function adviceOn(transfer: TransferFacts, now: Instant): string {
  const { name, received, size, activeAt } = transfer;
  const percent = percentOf(transfer);
  if (received === size)
    return `Tệp đã tới đủ nhưng chưa vào mục. Chọn lại đúng “${name}” để hoàn tất, không phải gửi lại.`;
  if (now.getTime() - activeAt.getTime() < STILL_SENDING_MILLISECONDS) {
    return `Đang nhận, đã tới ${percent}%. Nếu trang gửi đã đóng, chọn lại đúng “${name}” để gửi tiếp.`;
  }
  return `Việc gửi đã dừng nên tệp mới tới ${percent}%. Chọn lại đúng “${name}” để gửi tiếp từ ${percent}%, ở máy này hoặc máy khác.`;
}

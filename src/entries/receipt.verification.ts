import type { CheckedPaper, PaperStanding } from '../contests/verification.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { sayContact } from './entry.story.js';
import type { FoundReceipt } from './receipt.finding.js';
import { nameOfReceipt, shownHead } from './receipt.view.js';

/**
 * A receipt as its checker may see it. It proves that papers came in and which ones: so a newer receipt takes its place, a
 * withdrawal ends it, and what offices and judges made of the dossier since is none of its business. No names of people, nor of
 * files, which carry them.
 */
export function toCheckedReceipt({ entry, contest, calendar, receipt, latest }: FoundReceipt): CheckedPaper {
  const { body } = receipt;
  const facts = [
    { label: 'Mã hồ sơ', value: body.number },
    { label: 'Cuộc thi', value: body.contestName },
    { label: 'Đơn vị dự thi', value: tellPlace(body.villageName, body.communeName) },
    { label: 'Nhận lúc', value: formatDateTime(receipt.receivedAt) },
    { label: 'Nơi nhận', value: receipt.receivedBy },
    { label: 'Số tệp đã nhận', value: String(body.files.length) },
  ];
  return {
    contest,
    calendar,
    title: nameOfReceipt(receipt.round),
    number: body.number,
    ...standingOf({ entry, receipt, latest }),
    facts,
    files: [...body.files, ...(body.members ? [body.members] : [])].map(({ slot, sha256 }) => ({
      slot,
      hashHead: shownHead(sha256),
    })),
    contact: sayContact(contest),
  };
}

function standingOf({ entry, receipt, latest }: Pick<FoundReceipt, 'entry' | 'receipt' | 'latest'>): {
  standing: PaperStanding;
  story: string;
} {
  if (entry.state === 'withdrawn') {
    return {
      standing: 'revoked',
      story: `Giấy này do hệ thống lập, nhưng xã đã rút hồ sơ lúc ${formatDateTime(entry.changedAt)} nên giấy không còn giá trị.`,
    };
  }
  if (receipt.round !== latest.round) {
    return {
      standing: 'replaced',
      story: `Giấy này do hệ thống lập, nhưng hồ sơ đã được bổ sung: ${nameOfReceipt(latest.round)}, nhận lúc ${formatDateTime(latest.receivedAt)}, thay cho giấy này.`,
    };
  }
  return {
    standing: 'valid',
    story:
      'Giấy này do hệ thống lập và là giấy mới nhất của hồ sơ. Giấy chỉ xác nhận đã nhận hồ sơ, không nói kết quả.',
  };
}

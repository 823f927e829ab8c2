import { describeDeadline, formatDateTime } from '../kernel/vietnamese/dates.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { StatusWord } from '../web/views/page.js';
import { ENTRY_STATUS_WORDS } from './entry.moves.js';
import { sayContact, tellWhereItStands } from './entry.story.js';
import type { FoundEntry } from './look-up.service.js';

/** What the holder of a receipt may know: where the dossier is, what comes next, whom to ask. No names of people, no words of the dossier, no score. */
export interface LookUpView {
  number: string;
  status: StatusWord;
  story: string;
  facts: { label: string; value: string }[];
}

export function toLookUpView({ entry, contest, calendar, receipt, office }: FoundEntry): LookUpView {
  const facts = [
    { label: 'Cuộc thi', value: contest.name },
    { label: 'Đơn vị dự thi', value: tellPlace(entry.villageName, entry.communeName) },
    { label: 'Nhận lần gần nhất', value: formatDateTime(receipt.receivedAt) },
    { label: 'Số tệp đã nhận', value: String(receipt.body.files.length) },
  ];
  if (entry.state === 'returned' && entry.supplementDueAt !== null) {
    facts.push({ label: 'Hạn bổ sung', value: describeDeadline(entry.supplementDueAt) });
  }
  const contact = sayContact(contest);
  if (contact !== null) facts.push({ label: 'Cần hỏi', value: contact });
  return {
    number: receipt.body.number,
    status: ENTRY_STATUS_WORDS[entry.state],
    story: tellWhereItStands(entry, contest, calendar, office),
    facts,
  };
}

import type { Told } from '../document.desk.js';
import { type DocumentFacts, RECIPIENT_ROLES } from '../document.facts.js';
import { sayDocument } from '../document.number.js';
import type { Addressee } from '../document.reader.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { NewNotice } from '../../notices/notice.facts.js';
import { receivedPaths } from './register.paths.js';

const SUBJECTS: Readonly<Record<Told, string>> = {
  sent: 'Văn bản đến',
  reminded: 'Nhắc nhận văn bản',
  recalled: 'Thu hồi văn bản',
};

const SENTENCES: Readonly<Record<Told, (named: string) => string>> = {
  sent: (named) => `${named} gửi đến đơn vị. Mở văn bản và bấm “Đã nhận”.`,
  reminded: (named) => `${named} đã gửi nhưng đơn vị chưa bấm “Đã nhận”.`,
  recalled: (named) => `${named} đã bị thu hồi, không thực hiện theo văn bản này nữa.`,
};

/** At most 65 signs go with a Zalo notice: a long symbol takes the day with it into the text. */
const LONGEST_SUBJECT = 65;

/**
 * To the units of one role that a document went to. Told once to each person, a reminder once a day; what the document is about stands
 * on its page alone, as words of people do.
 */
export function documentNotices(
  what: Told,
  document: Pick<DocumentFacts, 'id' | 'kind' | 'number' | 'symbol' | 'datedOn'>,
  to: readonly Addressee[],
  today: Day,
): NewNotice[] {
  const named = sayDocument(document);
  const [subject = ''] = [`${SUBJECTS[what]}: ${named}`, SUBJECTS[what]].filter((one) => one.length <= LONGEST_SUBJECT);
  return RECIPIENT_ROLES.flatMap((role): NewNotice[] => {
    const unitIds = to.filter((one) => one.role === role).map(({ unitId }) => unitId);
    if (unitIds.length === 0) return [];
    return [
      {
        event: 'document',
        to: { kind: 'units', role, unitIds },
        once: `document:${document.id}:${what}${what === 'reminded' ? `:${today}` : ''}`,
        subject,
        paragraphs: [SENTENCES[what](named)],
        action: { label: 'Mở văn bản', path: receivedPaths.one(document.id) },
        deadlineAt: null,
      },
    ];
  });
}

import type { Actor } from '../../kernel/actor.js';
import { describeDeadline, formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatPhone } from '../../kernel/vietnamese/phones.js';
import type { StatusWord } from '../../web/views/page.js';
import { awardPaths } from '../award.paths.js';
import type { ObjectionAnswer, ObjectionFacts, PublicObjection } from './objection.facts.js';
import { OUTCOME_WORDS, sayObjection } from './objection.wording.js';

const UNANSWERED: StatusWord = { word: 'Chưa trả lời', tone: 'info' };

const lastOutcome = (answers: readonly ObjectionAnswer[]): StatusWord => {
  const last = answers.at(-1);
  return last === undefined ? UNANSWERED : OUTCOME_WORDS[last.outcome];
};

/** What an objection is about, as everybody may know it: an entry that won nothing stays unnamed. */
const aboutInPublic = ({ entryNumber, isAboutUnplaced, listNumber }: PublicObjection): string =>
  entryNumber !== null
    ? `Hồ sơ ${entryNumber}, danh sách số ${listNumber}`
    : isAboutUnplaced
      ? `Hồ sơ không có trong danh sách số ${listNumber}`
      : `Danh sách số ${listNumber}`;

/** An objection as everybody reads it: never who sent it, nor its words. */
export const toPublicObjection = (slug: string, one: PublicObjection) => ({
  heading: sayObjection(one.number),
  href: awardPaths.objection(slug, one.number),
  state: lastOutcome(one.answers),
  about: aboutInPublic(one),
  receivedText: formatDateTime(one.receivedAt),
  dueText: one.answers.length > 0 ? null : describeDeadline(one.dueAt),
  answers: one.answers.map(({ outcome, correctionNumber, words, answeredAt }) => ({
    outcome: OUTCOME_WORDS[outcome].word,
    atText: formatDateTime(answeredAt),
    words,
    correction:
      correctionNumber === null
        ? null
        : { label: `Danh sách số ${correctionNumber}`, href: awardPaths.resultsOf(slug, correctionNumber) },
  })),
});

/** A line of the list of whoever answers. */
export const toObjectionLine = (slug: string, one: ObjectionFacts) => ({
  number: one.number,
  href: awardPaths.objectionAnswer(slug, one.number),
  about: one.about === null ? `Danh sách số ${one.listNumber}` : `Hồ sơ ${one.about}, danh sách số ${one.listNumber}`,
  sender: saySender(one),
  receivedText: formatDateTime(one.receivedAt),
  dueText: one.answers.length > 0 ? null : describeDeadline(one.dueAt),
  state: lastOutcome(one.answers),
});

const ERASED = 'Đã xóa sau thời hạn lưu';

/** Who sent it, as long as that is kept. */
export const saySender = ({ senderName, erasedAt }: Pick<ObjectionFacts, 'senderName' | 'erasedAt'>): string =>
  erasedAt === null ? senderName : ERASED;

/** How to reach the sender: for whoever answers. An auditor reads the end of it alone, enough to tell two senders apart. */
export function sayContact(
  { senderContact, erasedAt }: Pick<ObjectionFacts, 'senderContact' | 'erasedAt'>,
  actor: Pick<Actor, 'role'>,
): string {
  if (erasedAt !== null) return ERASED;
  if (senderContact === '') return 'Tài khoản của xã';
  const whole = senderContact.startsWith('+') ? formatPhone(senderContact) : senderContact;
  return actor.role === 'auditor' ? `••• ${senderContact.slice(-4)}` : whole;
}

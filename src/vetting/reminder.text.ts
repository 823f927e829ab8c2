import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import { formatPhone } from '../kernel/vietnamese/phones.js';
import type { BoardRow } from './progress.view.js';
import type { AwaitedDossier } from './reminder.repository.js';

/** What a commune owes: villages to enter while its window is open, and dossiers that were sent back. */
export interface Owed {
  short: number;
  missing: readonly string[];
  awaited: readonly AwaitedDossier[];
}

/** What the commune can still do something about; null when that is nothing, and nobody need be reminded. */
export function owedBy(
  row: Pick<BoardRow, 'communeId' | 'short' | 'missing'>,
  awaited: readonly AwaitedDossier[],
  calendar: Calendar,
): Owed | null {
  const canSubmit = calendar.phaseFor('submission', row.communeId) === 'open';
  const short = canSubmit ? row.short : 0;
  const own = awaited.filter(({ communeId }) => communeId === row.communeId);
  return short === 0 && own.length === 0 ? null : { short, missing: short === 0 ? [] : row.missing, awaited: own };
}

/**
 * A text ready to be pasted in a Zalo group: who asks, what is missing by name, until when, where, whom to ask. Plain words
 * without a person's name other than the contest's contact.
 */
export function remindText(
  { communeName, communeId, countText }: Pick<BoardRow, 'communeName' | 'communeId' | 'countText'>,
  owed: Owed,
  about: {
    officeName: string;
    contest: Pick<ContestFacts, 'name' | 'noun' | 'villageNoun' | 'contactName' | 'contactPhone'>;
    calendar: Calendar;
    address: string;
  },
): string {
  const { contest, calendar } = about;
  const window = calendar.windowFor('submission', communeId);
  const phone = contest.contactPhone === '' ? '' : formatPhone(contest.contactPhone);
  const contact = [contest.contactName, phone].filter((part) => part !== '').join(', ');
  const lines = [
    `${about.officeName} nhắc ${communeName}: ${contest.noun} “${contest.name}”.`,
    ...(owed.short === 0
      ? []
      : [
          `Đã nộp ${countText}. Còn thiếu ${owed.short} hồ sơ. Các ${contest.villageNoun} chưa có hồ sơ: ${owed.missing.join(', ')}.`,
          ...(window === null ? [] : [`Hạn nộp: ${describeDeadline(window.until)}.`]),
        ]),
    ...owed.awaited.map(
      ({ code, villageName, dueAt }) => `Bổ sung hồ sơ ${code} (${villageName}): ${describeDeadline(dueAt)}.`,
    ),
    `Nộp tại: ${about.address}`,
    ...(contact === '' ? [] : [`Cần hỏi: ${contact}.`]),
  ];
  return lines.join('\n');
}

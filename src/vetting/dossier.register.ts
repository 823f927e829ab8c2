import type { FieldFacts } from '../contests/contest.facts.js';
import type { EntryFacts } from '../entries/entry.facts.js';
import { type ComparedRow, compareWithRegister } from '../entries/presenting/presented-group.js';
import type { PresentedGroup } from '../entries/presenting/presentation.service.js';
import { formatDay } from '../kernel/vietnamese/days.js';

/** A dossier's words about its group beside the register's. */
export interface RegisterView {
  /** The group's name in the register. */
  heading: string;
  note: string | null;
  rows: ComparedRow[];
}

/** What the register says of the group beside what the dossier says of it. */
export function toRegister(
  presented: PresentedGroup | null,
  fields: readonly FieldFacts[],
  { answers }: Pick<EntryFacts, 'answers'>,
): RegisterView | null {
  if (presented === null) return null;
  const { group, isChosen } = presented;
  const rows = compareWithRegister(fields, answers, group);
  if (rows.length === 0) return null;
  const unchosen = isChosen ? null : 'Hồ sơ chưa chọn nhóm trong sổ; so với nhóm duy nhất của địa bàn này.';
  const closed = group.closedOn === null ? null : `Sổ ghi nhóm đã ngừng từ ngày ${formatDay(group.closedOn)}.`;
  return { heading: group.name, note: [unchosen, closed].filter((part) => part !== null).join(' ') || null, rows };
}

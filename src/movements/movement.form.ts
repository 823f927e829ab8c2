import type { UnitId } from '../kernel/ids.js';
import type { Day } from '../kernel/vietnamese/days.js';
import type { ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';
import { TypedWords } from '../web/typed-words.js';
import type { MovementWords } from './movement.facts.js';

/** A day that must be there. */
export function neededDay(words: TypedWords, body: Words, name: string, label: string): Day {
  const typed = String(body[name] ?? '').trim();
  return typed === '' ? words.fault(name, `${label}: chưa nhập.`, '') : (words.day(name, label) ?? '');
}

/** From and to, both included; the end not before the beginning. */
export function readSpan(words: TypedWords, body: Words): { startsOn: Day; endsOn: Day } {
  const startsOn = neededDay(words, body, 'startsOn', 'Từ ngày');
  const endsOn = neededDay(words, body, 'endsOn', 'Đến hết ngày');
  if (startsOn !== '' && endsOn !== '' && endsOn < startsOn)
    words.fault('endsOn', 'Ngày kết thúc không được trước ngày bắt đầu.', null);
  return { startsOn, endsOn };
}

function wordsOfMovement(words: TypedWords, body: Words): MovementWords {
  return {
    name: words.line('name', { ask: 'Nhập tên phong trào.', max: 300, label: 'Tên phong trào' }),
    standingAgency: words.line('standingAgency', { max: 150, label: 'Cơ quan thường trực' }),
    planNumber: words.line('planNumber', { max: 60, label: 'Số kế hoạch' }),
    planDatedOn: words.day('planDatedOn', 'Ngày kế hoạch'),
    ...readSpan(words, body),
  };
}

/** `owners` are the units that may be chosen. */
export function readNewMovement(
  body: Words,
  owners: readonly UnitId[],
): ReadForm<MovementWords & { ownerUnitId: UnitId }> {
  const words = new TypedWords(body);
  const meaning = wordsOfMovement(words, body);
  const ownerUnitId = words.choice(
    'owner',
    owners.length > 0 ? owners : ([''] as unknown as UnitId[]),
    'Chọn đơn vị phát động.',
  );
  return words.done({ ...meaning, ownerUnitId });
}

export function readMovement(body: Words): ReadForm<MovementWords> {
  const words = new TypedWords(body);
  return words.done(wordsOfMovement(words, body));
}

/** The version that the page showed; one that is no number matches none. */
export function versionOf({ version }: Words): number {
  return typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : 0;
}

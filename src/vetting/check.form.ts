import type { FieldFacts, SlotFacts } from '../contests/contest.facts.js';
import { parsedForm, type ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';
import type { FieldFault, FormState } from '../web/views/form-state.js';
import type { StockReason } from './stock-reason.facts.js';
import { type CheckFacts, REASON_KINDS, type ReasonKind } from './vetting.facts.js';

const NOTE_LENGTH = 500;

/** A place of the dossier as the form names it: `muc.bao-cao` is a slot, `o.tom-tat` a text field. */
export interface Place {
  key: string;
  title: string;
  slotId: SlotFacts['id'] | null;
  fieldId: FieldFacts['id'] | null;
}

/** The places of a dossier in the order of its page: text fields first, then slots. */
export const placesOf = (fields: readonly FieldFacts[], slots: readonly SlotFacts[]): Place[] => [
  ...fields.map(({ id, code, label }): Place => ({ key: `o.${code}`, title: label, slotId: null, fieldId: id })),
  ...slots.map(({ id, code, title }): Place => ({ key: `muc.${code}`, title, slotId: id, fieldId: null })),
];

/** Does this check (or point) speak of this place? */
export const isAt = (place: Place, at: { slotId: string | null; fieldId: string | null }): boolean =>
  place.slotId === at.slotId && place.fieldId === at.fieldId;

export const checkNames = (key: string): { verdict: string; reason: string; note: string; stock: string } => ({
  verdict: `verdict[${key}]`,
  reason: `reason[${key}]`,
  note: `note[${key}]`,
  stock: `stock[${key}]`,
});

/** What the checklist form says: the dossier and checklist it was opened at, and what was found where something was marked. */
export interface TypedChecks {
  entryVersion: number;
  checklistVersion: number;
  checks: (Place & Pick<CheckFacts, 'verdict' | 'reasonKind' | 'note'>)[];
  /** Which button: stay here, go to the next, go and decide. */
  then: 'stay' | 'next' | 'accept' | 'reject' | 'return';
}

/** The button that only puts the chosen ready sentences into their notes, so that they can be edited before anything is saved. */
export const FILL = 'fill';

const THEN = ['stay', 'next', 'accept', 'reject', 'return'] as const;

/**
 * Puts each chosen ready sentence before what stands in its note, and its kind where none was chosen; the choice itself is then
 * spent. A sentence whose place was marked “Đạt” is not used; one that is no longer offered stays chosen for `readChecks` to ask back.
 */
export function fillStock(places: readonly Place[], body: Words, stock: readonly StockReason[]): Words {
  const text = textIn(body);
  const filled: Record<string, unknown> = { ...body };
  for (const place of places) {
    const names = checkNames(place.key);
    const found = stock.find(({ id }) => id === text(names.stock));
    if (found === undefined || text(names.verdict) === 'pass') continue;
    filled[names.note] = [found.sentence, text(names.note)].filter((part) => part !== '').join(' ');
    if (text(names.reason) === '') filled[names.reason] = found.reasonKind;
    filled[names.stock] = '';
  }
  return filled;
}

const textIn =
  (body: Words) =>
  (name: string): string =>
    typeof body[name] === 'string' ? body[name].normalize('NFC').trim() : '';

/**
 * Reads a checklist, filled by `fillStock`, against the places of its dossier. A place without a mark is left as it is. “Chưa đạt”
 * needs a reason, and “lý do khác” needs words; a reason without a mark is asked back, since nobody can tell what was meant.
 */
export function readChecks(places: readonly Place[], body: Words): ReadForm<TypedChecks> {
  const faults: FieldFault[] = [];
  const text = textIn(body);
  const checks = places.flatMap((place): TypedChecks['checks'] => {
    const names = checkNames(place.key);
    const verdict = text(names.verdict);
    const reason = text(names.reason);
    const note = text(names.note).replace(/\r\n?/g, '\n');
    if ([...note].length > NOTE_LENGTH) {
      faults.push({
        field: names.note,
        text: `“${place.title}”: ghi chú nhiều nhất ${NOTE_LENGTH} ký tự. Rút ngắn lại.`,
      });
      return [];
    }
    if (verdict !== 'pass' && text(names.stock) !== '') {
      faults.push({ field: names.stock, text: `“${place.title}”: câu mẫu này vừa được bỏ. Chọn câu khác.` });
      return [];
    }
    if (verdict === 'pass') return [{ ...place, verdict, reasonKind: null, note }];
    if (verdict !== 'fail') {
      if (reason !== '' || note !== '') {
        faults.push({ field: names.verdict, text: `“${place.title}”: chọn Đạt hoặc Chưa đạt.` });
      }
      return [];
    }
    if (!isReason(reason)) {
      faults.push({ field: names.reason, text: `“${place.title}”: chọn lý do chưa đạt.` });
      return [];
    }
    if (reason === 'other' && note === '') {
      faults.push({ field: names.note, text: `“${place.title}”: ghi rõ lý do để xã biết cần sửa gì.` });
      return [];
    }
    return [{ ...place, verdict, reasonKind: reason, note }];
  });
  const typed = text('then');
  return parsedForm(
    body,
    {
      entryVersion: wholeNumber(body['version']),
      checklistVersion: wholeNumber(body['checklist']),
      checks,
      then: THEN.find((one) => one === typed) ?? 'stay',
    },
    faults,
  );
}

/** The checklist as its form shows it when nobody has typed anything yet: what is stored. */
export function storedWords(places: readonly Place[], checks: readonly CheckFacts[]): FormState['values'] {
  return Object.fromEntries(
    places.flatMap((place) => {
      const check = checks.find((one) => isAt(place, one));
      if (check === undefined) return [];
      const names = checkNames(place.key);
      return [
        [names.verdict, check.verdict],
        [names.reason, check.reasonKind ?? ''],
        [names.note, check.note],
      ];
    }),
  );
}

const isReason = (text: string): text is ReasonKind => (REASON_KINDS as readonly string[]).includes(text);

/** A version as a form carries it; anything that is none becomes -1, which no stored thing has. */
export function wholeNumber(typed: unknown): number {
  return typeof typed === 'string' && /^\d{1,9}$/.test(typed) ? Number(typed) : -1;
}

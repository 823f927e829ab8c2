import { type Id, isId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Dong } from '../kernel/money.js';
import type { Hundredths } from '../kernel/points.js';
import { parseDate, parseDateAndTime } from '../kernel/vietnamese/dates.js';
import { tidyName } from '../kernel/vietnamese/fold.js';
import { parseTypedMoney, parseTypedPoints, sayPointsFault } from '../kernel/vietnamese/numbers.js';
import { parsedForm, type ReadForm } from './form.js';
import type { Words } from './request.js';
import type { FieldFault } from './views/form-state.js';

/**
 * Reads the named fields of one form in Vietnamese habits and collects what is wrong with them, in the order asked.
 * Nothing gets in that is not asked for by name. After a fault the answer is a harmless stand-in: `done` then gives no meaning.
 */
export class TypedWords {
  private readonly faults: FieldFault[] = [];

  constructor(private readonly body: Words) {}

  /** One line: NFC, no invisible signs, single spaces. `ask` is what to say when it is empty; without it empty is fine. */
  line(name: string, limits: { ask?: string; max: number; label: string }): string {
    return this.limited(name, tidyName(this.raw(name)), limits);
  }

  /** Several lines, kept as typed but for outer space and line ends. */
  text(name: string, limits: { ask?: string; max: number; label: string }): string {
    return this.limited(name, this.raw(name).normalize('NFC').replaceAll('\r\n', '\n').trim(), limits);
  }

  /** A whole number from `min` to `max`. */
  whole(name: string, { min, max, label }: { min: number; max: number; label: string }): number {
    const typed = this.raw(name).trim();
    const value = Number(typed);
    if (/^\d{1,12}$/.test(typed) && value >= min && value <= max) return value;
    return this.fault(name, `${label}: nhập số nguyên từ ${min} đến ${max}.`, min);
  }

  /** The same, or null for an empty field. */
  wholeOrNone(name: string, limits: { min: number; max: number; label: string }): number | null {
    return this.raw(name).trim() === '' ? null : this.whole(name, limits);
  }

  /** Points as people type them; `empty` is what an empty field means, and without it an empty field is a fault. */
  points(name: string, { label, empty }: { label: string; empty?: null }): Hundredths | null {
    const typed = this.raw(name).trim();
    if (typed === '' && empty === null) return null;
    if (typed === '') return this.fault(name, `${label}: chưa nhập.`, null);
    const read = parseTypedPoints(typed);
    return 'hundredths' in read
      ? read.hundredths
      : this.fault(name, `${label}: ${sayPointsFault(read.fault, typed)}`, null);
  }

  /** Money in đồng; an empty field is null where that is allowed. */
  money(name: string, { label, empty }: { label: string; empty?: null }): Dong | null {
    const typed = this.raw(name).trim();
    if (typed === '' && empty === null) return null;
    const amount = parseTypedMoney(typed);
    return amount ?? this.fault(name, `${label}: nhập số tiền bằng chữ số, ví dụ 15.000.000.`, 0);
  }

  /** Decimal text with at most four decimals, comma or point, more than 0: weights. */
  weight(name: string, { label }: { label: string }): string {
    const typed = this.raw(name).trim().replace(',', '.');
    if (/^\d{1,4}(\.\d{1,4})?$/.test(typed) && Number(typed) > 0) return typed;
    return this.fault(name, `${label}: nhập số lớn hơn 0, ví dụ 1 hoặc 0,5.`, '1');
  }

  /** The same, 0 allowed: how many times something counts, perhaps not at all. */
  weightOrNone(name: string, { label }: { label: string }): string {
    const typed = this.raw(name).trim().replace(',', '.');
    if (/^\d{1,4}(\.\d{1,4})?$/.test(typed)) return typed;
    return this.fault(name, `${label}: nhập số từ 0, ví dụ 0; 1 hoặc 0,4.`, '1');
  }

  /** One of the values offered. */
  choice<Value extends string>(name: string, offered: readonly Value[], ask: string): Value {
    const typed = this.raw(name);
    const chosen = offered.find((value) => value === typed);
    return chosen ?? this.fault(name, ask, offered[0] as Value);
  }

  /** Those of the values offered that were ticked, in the order offered. */
  choices<Value extends string>(name: string, offered: readonly Value[], ask: string): Value[] {
    const given = this.body[name];
    const ticked = [given].flat();
    const chosen = offered.filter((value) => ticked.includes(value));
    return chosen.length > 0 ? chosen : this.fault(name, ask, chosen);
  }

  /** An id out of a list of ours. Whether it is one of the list is the act's question; text of another shape never gets there. */
  id<Name extends string>(name: string, ask: string): Id<Name> {
    const typed = this.raw(name);
    return isId(typed) ? (typed as Id<Name>) : this.fault(name, ask, '' as Id<Name>);
  }

  tick(name: string): boolean {
    return this.raw(name) === '1';
  }

  /** Day and hour in Viet Nam; an empty hour means midnight, the day's beginning. Both empty: null. */
  instant(names: { date: string; time: string }, label: string): Instant | null {
    const [date, time] = [this.raw(names.date).trim(), this.raw(names.time).trim()];
    if (date === '' && time === '') return null;
    if (parseDate(date) === null) {
      return this.fault(names.date, `${label}: nhập ngày có thật, ví dụ 30/11/2021.`, null);
    }
    const at = parseDateAndTime({ date, time: time === '' ? '00:00' : time });
    return at ?? this.fault(names.time, `${label}: nhập giờ từ 00:00 đến 23:59, ví dụ 17:00.`, null);
  }

  /** A calendar day as YYYY-MM-DD; an empty field is null. */
  day(name: string, label: string): string | null {
    const typed = this.raw(name).trim();
    if (typed === '') return null;
    if (parseDate(typed) === null) return this.fault(name, `${label}: nhập ngày có thật, ví dụ 25/10/2021.`, null);
    const [day = '', month = '', year = ''] = typed.split('/');
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }

  /** Adds a fault that only the caller can see (two fields against one another), and goes on with the stand-in. */
  fault<Value>(field: string, text: string, standIn: Value): Value {
    this.faults.push({ field, text });
    return standIn;
  }

  /** Is nothing wrong with the field so far? */
  isSound(name: string): boolean {
    return this.faults.every(({ field }) => field !== name);
  }

  /** The form as read: its meaning, or the faults. */
  done<Meaning>(meaning: Meaning): ReadForm<Meaning> {
    return parsedForm(this.body, meaning, this.faults);
  }

  private limited(name: string, value: string, limits: { ask?: string; max: number; label: string }): string {
    if (value === '' && limits.ask !== undefined) return this.fault(name, limits.ask, '');
    if (value.length <= limits.max) return value;
    return this.fault(name, `${limits.label} dài ${value.length} chữ, mức tối đa là ${limits.max}. Rút ngắn lại.`, '');
  }

  private raw(name: string): string {
    const value = this.body[name];
    return typeof value === 'string' ? value : '';
  }
}

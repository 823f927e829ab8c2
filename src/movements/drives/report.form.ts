import { type Day, parseDay } from '../../kernel/vietnamese/days.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import type { DriveFacts, Figure, IndicatorFacts } from './drive.facts.js';
import { readFigures } from './report.reading.js';

export const partField = ({ ordinal }: Pick<IndicatorFacts, 'ordinal'>): string => `part[${ordinal}]`;
export const wholeField = ({ ordinal }: Pick<IndicatorFacts, 'ordinal'>): string => `whole[${ordinal}]`;

/** One unit’s report. */
export function readReport(
  body: Words,
  { indicators }: Pick<DriveFacts, 'indicators'>,
): ReadForm<{ figures: Record<string, Figure>; note: string; reason: string; isSure: boolean }> {
  const words = new TypedWords(body);
  const text = (name: string): string => (typeof body[name] === 'string' ? (body[name] as string) : '');
  const { figures, faults } = readFigures(indicators, (indicator) => ({
    part: text(partField(indicator)),
    whole: text(wholeField(indicator)),
  }));
  for (const { indicator, place, message } of faults)
    words.fault(place === 'part' ? partField(indicator) : wholeField(indicator), message, null);
  const note = words.line('note', { max: 500, label: 'Ghi chú' });
  const reason = words.line('reason', { max: 500, label: 'Lý do đính chính' });
  return words.done({ figures, note, reason, isSure: words.tick('sure') });
}

/** The period that an address or a form names; '' for none. */
export function readPeriod(typed: unknown): Day | '' {
  return typeof typed === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(typed) ? (parseDay(typed) ?? '') : '';
}

/** One check at a gate. */
export function readCheck(
  body: Words,
): ReadForm<{ way: 'in' | 'out'; people: number; withoutApp: number; controllerName: string }> {
  const words = new TypedWords(body);
  const controllerName = words.line('controllerName', {
    ask: 'Nhập họ tên người kiểm soát.',
    max: 150,
    label: 'Người kiểm soát',
  });
  const way = words.choice('way', ['in', 'out'] as const, 'Chọn vào hay ra.');
  const people = words.whole('people', { min: 1, max: 10_000, label: 'Số người' });
  const withoutApp = words.whole('withoutApp', { min: 0, max: 10_000, label: 'Số người chưa cài' });
  if (withoutApp > people) words.fault('withoutApp', 'Số người chưa cài không được nhiều hơn số người.', null);
  return words.done({ way, people, withoutApp, controllerName });
}

import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import { neededDay } from '../movement.form.js';
import type { MovementFacts } from '../movement.facts.js';
import { PROGRESS_FIELDS, PROGRESS_KINDS, type ProgressPeriod, type ProgressWords } from './progress.facts.js';
import { weekOf, wholeOf } from './progress.period.js';
import { FIELD_LABELS } from './progress.words.js';

/** The period of a new report; `sure`: another on the same may stand beside it. A period that has not begun has nothing to report. */
export function readPeriod(
  body: Words,
  movement: Pick<MovementFacts, 'startsOn' | 'endsOn'>,
  today: Day,
): ReadForm<{ period: ProgressPeriod; sure: boolean }> {
  const words = new TypedWords(body);
  const kind = words.choice('kind', PROGRESS_KINDS, 'Chọn báo cáo tuần hoặc báo cáo tổng kết.');
  const typed = kind === 'weekly' ? neededDay(words, body, 'week', 'Một ngày trong tuần') : movement.startsOn;
  const period = kind === 'final' || typed === '' ? wholeOf(movement) : weekOf(typed);
  if (period.fromOn > today)
    words.fault(
      kind === 'weekly' ? 'week' : 'kind',
      `Kỳ này bắt đầu ngày ${formatDay(period.fromOn)}, chưa có số liệu.`,
      null,
    );
  return words.done({ period, sure: words.tick('sure') });
}

export function readWords(body: Words): ReadForm<ProgressWords> {
  const words = new TypedWords(body);
  const read = Object.fromEntries(
    PROGRESS_FIELDS.map((field) => [
      field,
      words.text(field, { max: FIELD_LABELS[field].max, label: FIELD_LABELS[field].label }),
    ]),
  ) as Record<(typeof PROGRESS_FIELDS)[number], string>;
  if (words.isSound('addressee') && read.addressee === '') words.fault('addressee', 'Nhập nơi nhận báo cáo.', null);
  return words.done(read);
}

import type { UnitId } from '../../kernel/ids.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import type { FormState } from '../../web/views/form-state.js';
import type { MovementFacts } from '../movement.facts.js';
import { neededDay, readSpan } from '../movement.form.js';
import { type DriveFacts, type DriveWords, type IndicatorWords, type Reporters, RHYTHMS } from './drive.facts.js';
import { type IndicatorAim, readIndicators, readOwnIndicators, typedIndicators } from './indicator.form.js';
import type { NewDrive } from './drive.service.js';
import { confirmersFor, type DriveTemplate, reportersFor } from './drive.templates.js';

type Held = Pick<MovementFacts, 'isOfCommune'>;

function wordsOfDrive(words: TypedWords, body: Words, movement: Held): DriveWords {
  const name = words.line('name', { ask: 'Nhập tên đợt.', max: 300, label: 'Tên đợt' });
  const span = readSpan(words, body);
  const rhythm = words.choice('rhythm', RHYTHMS, 'Chọn nhịp báo cáo.');
  const weekday = words.wholeOrNone('dueWeekday', { min: 1, max: 7, label: 'Ngày đến hạn trong tuần' });
  const confirms = words.choice('confirms', confirmersFor(movement), 'Chọn ai xác nhận.');
  const link = words.line('link', { max: 500, label: 'Đường liên kết' });
  if (link !== '' && !/^https:\/\/\S+$/.test(link))
    words.fault('link', 'Đường liên kết bắt đầu bằng https:// và không có khoảng trắng.', null);
  const linkName = words.line('linkName', { max: 150, label: 'Tên trang' });
  if (link !== '' && linkName === '') words.fault('linkName', 'Nhập tên trang mà đường liên kết mở ra.', null);
  const guidance = words.text('guidance', { max: 1500, label: 'Hướng dẫn' });
  return {
    name,
    ...span,
    rhythm,
    dueWeekday: rhythm === 'weekly' ? (weekday ?? 7) : null,
    confirms,
    link: link === '' ? null : link,
    linkName: link === '' ? null : linkName,
    guidance,
  };
}

/** `scopes` are the units that may be chosen. */
export function readNewDrive(
  body: Words,
  template: DriveTemplate,
  movement: Held,
  scopes: readonly UnitId[],
): ReadForm<{ words: NewDrive; reporters: Reporters }> {
  const words = new TypedWords(body);
  const meaning = wordsOfDrive(words, body, movement);
  const scopeUnitId = words.choice('scope', scopes, 'Chọn địa bàn.');
  const unitsOn = neededDay(words, body, 'unitsOn', 'Lấy danh sách đơn vị theo ngày');
  const reporters = template.isOpen
    ? words.choice('reporters', reportersFor(movement), 'Chọn ai báo cáo.')
    : template.reporters;
  const indicators = template.isOpen ? readOwnIndicators(words) : readIndicators(words, template.indicators);
  return words.done({ words: { ...meaning, scopeUnitId, unitsOn, indicators }, reporters });
}

export function readDrive(
  body: Words,
  drive: Pick<DriveFacts, 'indicators'>,
  movement: Held,
): ReadForm<{ words: DriveWords; indicators: IndicatorAim[] }> {
  const words = new TypedWords(body);
  return words.done({
    words: wordsOfDrive(words, body, movement),
    indicators: readIndicators(words, drive.indicators),
  });
}

/** What the form of a drive begins with; `unitsOn` and scope are asked of a new one alone. */
export const typedDrive = (
  one: Pick<DriveWords, 'name' | 'rhythm' | 'dueWeekday' | 'confirms' | 'link' | 'linkName' | 'guidance'> & {
    startsOn: string;
    endsOn: string;
    indicators: readonly Pick<IndicatorWords, 'name' | 'target'>[];
  },
  dues: readonly (string | null)[] = [],
): FormState['values'] => ({
  name: one.name,
  startsOn: formatDay(one.startsOn),
  endsOn: formatDay(one.endsOn),
  rhythm: one.rhythm,
  dueWeekday: String(one.dueWeekday ?? ''),
  confirms: one.confirms,
  link: one.link ?? '',
  linkName: one.linkName ?? '',
  guidance: one.guidance,
  ...typedIndicators(one.indicators, dues),
});

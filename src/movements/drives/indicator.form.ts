import type { TypedWords } from '../../web/typed-words.js';
import type { FormState } from '../../web/views/form-state.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { type IndicatorWords, WHOLES } from './drive.facts.js';

const MOST_PER_CENT = 100;
const MOST_COUNT = 10_000_000;
/** Indicators that somebody may make up for one drive: a report is to be one screen of a phone. */
export const MOST_INDICATORS = 4;

/** What the fields of made-up indicators begin with: a bare count, the commonest. */
export const OWN_INDICATORS_BEGIN: FormState['values'] = Object.fromEntries(
  Array.from({ length: MOST_INDICATORS }, (_, index) => [`whole[${index}]`, 'none']),
);

/** What may be changed of an indicator that is there; what it measures stays. */
export type IndicatorAim = Pick<IndicatorWords, 'name' | 'target' | 'dueOn'>;

/** Reads name, target and due day of the indicators that a template or a drive has. */
export function readIndicators<Known extends Pick<IndicatorWords, 'whole'>>(
  words: TypedWords,
  known: readonly Known[],
): (Known & IndicatorAim)[] {
  return known.map((one, index) => ({
    ...one,
    name: nameOf(words, index, { ask: 'Nhập tên chỉ số.' }),
    ...aimOf(words, index, one.whole),
  }));
}

/** Reads indicators that somebody makes up, in their order: the first is asked for, others count once they have a name. */
export function readOwnIndicators(words: TypedWords): IndicatorWords[] {
  const found: IndicatorWords[] = [];
  for (let index = 0; index < MOST_INDICATORS; index += 1) {
    const name = nameOf(words, index, index === 0 ? { ask: 'Nhập tên chỉ số.' } : {});
    const isMeant = index === 0 || name !== '';
    const noun = words.line(`noun[${index}]`, {
      ...(isMeant ? { ask: 'Nhập đơn vị đếm, ví dụ người, hộ, lượt.' } : {}),
      max: 30,
      label: 'Đếm gì',
    });
    if (!isMeant) {
      if (noun !== '') words.fault(`indicatorName[${index}]`, 'Nhập tên chỉ số, hoặc xóa đơn vị đếm.', null);
      continue;
    }
    const whole = words.choice(`whole[${index}]`, WHOLES, 'Chọn cách đếm.');
    const wholeName = words.line(`wholeName[${index}]`, {
      ...(whole === 'typed' ? { ask: 'Nhập tên của tổng, ví dụ Tổng số hộ.' } : {}),
      max: 150,
      label: 'Tên của tổng',
    });
    const onlyGrows = words.tick(`onlyGrows[${index}]`);
    found.push({
      ...{ name, noun, whole, wholeName: whole === 'typed' ? wholeName : null },
      ...aimOf(words, index, whole),
      ...{ onlyGrows, fromRegister: null },
    });
  }
  return found;
}

const nameOf = (words: TypedWords, index: number, asked: { ask?: string }): string =>
  words.line(`indicatorName[${index}]`, { ...asked, max: 200, label: 'Tên chỉ số' });

const aimOf = (
  words: TypedWords,
  index: number,
  whole: IndicatorWords['whole'],
): Pick<IndicatorWords, 'target' | 'dueOn'> => ({
  target: words.wholeOrNone(`target[${index}]`, {
    min: 1,
    max: whole === 'none' ? MOST_COUNT : MOST_PER_CENT,
    label: 'Chỉ tiêu',
  }),
  dueOn: words.day(`indicatorDueOn[${index}]`, 'Hạn đạt'),
});

/** What the fields of indicators begin with. */
export const typedIndicators = (
  indicators: readonly Pick<IndicatorWords, 'name' | 'target'>[],
  dues: readonly (string | null)[],
): FormState['values'] =>
  Object.fromEntries(
    indicators.flatMap(({ name, target }, index) => {
      const due = dues[index] ?? null;
      return [
        [`indicatorName[${index}]`, name],
        [`target[${index}]`, target === null ? '' : String(target)],
        [`indicatorDueOn[${index}]`, due === null ? '' : formatDay(due)],
      ];
    }),
  );

import type { QuotaRule } from '../contest.facts.js';
import { PARTS } from '../contest.paths.js';
import { writeQuota } from '../contest.repository.js';
import { bothReadings, quotaNeeded, sayQuotaRule } from '../quota.js';
import { snapshotCommunes } from '../snapshot.repository.js';
import { field } from './field-spec.js';
import type { FormPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

/** How many communes show what the two readings mean: those where the readings differ come first. */
const SHOWN = 3;

/** The share of its villages that each commune must enter. */
export const QUOTA_PART: FormPart<QuotaRule> = {
  path: PARTS.quota,
  deed: 'contest.quota',
  heading: 'Chỉ tiêu dự thi',
  lead: 'Mỗi xã phải chọn bao nhiêu đơn vị dự thi. “Trên 50%” và “từ 50% trở lên” khác nhau khi tổng số là số chẵn.',
  links: () => [],
  note: ({ contest }) => (contest.state === 'draft' ? null : 'Cuộc thi đã mở: chỉ tiêu chỉ được giữ hoặc giảm.'),
  async facts(reader, { contest }) {
    const communes = (await snapshotCommunes(reader, contest.id)).filter((commune) => commune.villageCount > 0);
    const differs = (villages: number): boolean => {
      const [strict, other] = bothReadings(contest.quota.percent, villages, contest.villageNoun);
      return strict.needed !== other.needed;
    };
    const shown = [
      ...communes.filter((commune) => differs(commune.villageCount)),
      ...communes.filter((commune) => !differs(commune.villageCount)),
    ].slice(0, SHOWN);
    return [
      { label: 'Đang chọn', value: sayQuotaRule(contest.quota, contest.villageNoun) },
      ...shown.map((commune) => ({
        label: `${commune.name}, ${commune.villageCount} ${contest.villageNoun}`,
        value: bothReadings(contest.quota.percent, commune.villageCount, contest.villageNoun)
          .map(
            ({ strict, needed }) =>
              `${sayQuotaRule({ percent: contest.quota.percent, strict }, contest.villageNoun)}: cần ít nhất ${needed}${strict === contest.quota.strict ? ' (đang chọn)' : ''}`,
          )
          .join('\n'),
      })),
    ];
  },
  fields: ({ contest }) => [
    field.number('percent', 'Tỷ lệ', { unit: '%', hint: 'Từ 0 đến 100; 0 và “trở lên” là không có chỉ tiêu.' }),
    field.radios('reading', 'Cách hiểu', {
      options: [
        {
          value: 'strict',
          label: `Trên tỷ lệ này`,
          hint: `Như “ít nhất trên 50% số bản”: 14 ${contest.villageNoun} thì cần ${quotaNeeded({ percent: 50, strict: true }, 14)}.`,
        },
        {
          value: 'at-least',
          label: 'Từ tỷ lệ này trở lên',
          hint: `Như “từ 50% số bản trở lên”: 14 ${contest.villageNoun} thì cần ${quotaNeeded({ percent: 50, strict: false }, 14)}.`,
        },
      ],
    }),
  ],
  load: (_reader, { contest }) => Promise.resolve({ ...contest.quota }),
  wordsOf: (quota) => ({ percent: String(quota.percent), reading: quota.strict ? 'strict' : 'at-least' }),
  read(body) {
    const words = new TypedWords(body);
    return words.done({
      percent: words.whole('percent', { min: 0, max: 100, label: 'Tỷ lệ' }),
      strict: words.choice('reading', ['strict', 'at-least'] as const, 'Chọn cách hiểu tỷ lệ.') === 'strict',
    });
  },
  refuse: (before, after, { contest }) =>
    contest.state !== 'draft' && asksMore(after, before) ? { code: 'quota-raised', field: 'percent' } : null,
  write: (tx, contest, quota) => writeQuota(tx, contest.id, quota),
};

/** Does one rule ask for more than another somewhere? A higher percentage, or the same one read strictly. */
const asksMore = (after: QuotaRule, before: QuotaRule): boolean =>
  after.percent > before.percent || (after.percent === before.percent && after.strict && !before.strict);

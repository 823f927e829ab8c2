import { ROUNDING_MODES } from '../../kernel/integers.js';
import { RANKING_METHODS, type RankingRule } from '../contest.facts.js';
import { PARTS } from '../contest.paths.js';
import { writeRanking } from '../contest.repository.js';
import { AT_BOUNDARY_WORDS, choicesOf, METHODS, ROUNDINGS, sayFormula } from '../contest.words.js';
import { sayNotAddedUp } from '../readiness.rounds.js';
import { plannedRoundsOf } from '../round-plan.repository.js';
import { field } from './field-spec.js';
import type { FormPart } from './part.js';
import { partFields, partWords, readParts } from './ranking.parts.js';
import { TypedWords } from '../../web/typed-words.js';

/** As many steps of a tie-break chain as the form offers; more are unheard of. */
const STEPS = [1, 2, 3, 4, 5] as const;
const stepName = (step: number): string => `tieBreak${step}`;

/** How judges' sheets become ranks (ARCHITECTURE §4). */
export const RANKING_PART: FormPart<RankingRule> = {
  path: PARTS.ranking,
  deed: 'contest.ranking',
  heading: 'Cách tính điểm và xếp hạng',
  lead: 'Công bố trước khi chấm. Đã có điểm thì không đổi được.',
  links: () => [],
  note: ({ scores }) => (scores === 0 ? null : `Đã có ${scores} phiếu có điểm: chỉ xem được.`),
  async facts(reader, { contest }) {
    const unadded = sayNotAddedUp(contest.ranking.method, await plannedRoundsOf(reader, contest.id));
    return [
      { label: 'Bằng lời', value: sayFormula(contest.ranking) },
      ...(unadded === null ? [] : [{ label: 'Chưa tính được kết quả', value: unadded }]),
    ];
  },
  fields: () => [
    field.radios('method', 'Điểm của một hồ sơ là', {
      hint: 'So từng cặp (Bradley–Terry) và điểm đã trừ mức nghiêm khắc không chọn được ở đây: chỉ tính từ tệp đã xuất, bằng lệnh hoithi tally. Nhiều vòng cộng điểm với nhau thì chọn một trong ba cách đầu.',
      options: choicesOf(METHODS),
    }),
    field.number('drop', 'Số điểm cao nhất và thấp nhất bỏ đi', { hint: 'Chỉ dùng cho cách thứ hai; ngoài ra ghi 0.' }),
    field.number('decimals', 'Số chữ số sau dấu phẩy', { hint: 'Thường là 2.' }),
    field.select('mode', 'Cách làm tròn', { options: choicesOf(ROUNDINGS) }),
    field.radios('rankOn', 'Xếp hạng theo', {
      options: [
        { value: 'rounded', label: 'Điểm đã làm tròn, như in trên bảng tổng hợp' },
        { value: 'exact', label: 'Điểm chưa làm tròn' },
      ],
    }),
    field.heading('Khi bằng điểm'),
    ...STEPS.map((step) =>
      field.text(stepName(step), `Xét tiêu chí thứ ${step}`, {
        hint:
          step === 1 ? 'Ghi ký hiệu tiêu chí, ví dụ A. Hồ sơ có điểm trung bình tiêu chí này cao hơn xếp trên.' : null,
        width: 'short',
        optional: true,
      }),
    ),
    field.radios('atBoundary', 'Khi đồng hạng ở ranh giới giữa hai giải', { options: choicesOf(AT_BOUNDARY_WORDS) }),
    field.number('mostAwardedPercent', 'Tổng số giải theo hạng không quá', {
      unit: '% số hồ sơ được xếp hạng',
      hint: 'Làm tròn xuống; đủ tỷ lệ thì các hạng thấp hơn không còn giải. Nhóm đồng hạng ở giải cuối theo cách đã chọn ở trên.',
      optional: true,
    }),
    field.heading('Các phần, chỉ khi chọn “Nhiều phần có hệ số”'),
    ...partFields(),
    field.heading('Khi công bố'),
    field.tick('publishesMarks', 'Công bố điểm của từng giám khảo, ghi bằng mã, trên trang tính lại thứ hạng', {
      hint: 'Không công bố thì trang này chỉ nêu điểm của hồ sơ và các bước xếp hạng.',
    }),
  ],
  load: (_reader, { contest }) => Promise.resolve({ ...contest.ranking }),
  wordsOf: (rule) => ({
    method: rule.method,
    drop: String(rule.drop),
    decimals: String(rule.decimals),
    mode: rule.mode,
    rankOn: rule.rankOn,
    atBoundary: rule.atBoundary,
    publishesMarks: rule.publishesMarks ? '1' : '',
    mostAwardedPercent: rule.mostAwardedPercent === null ? '' : String(rule.mostAwardedPercent),
    ...partWords(rule.parts),
    ...Object.fromEntries(
      STEPS.map((step) => [stepName(step), (rule.tieBreak[step - 1] ?? '').replace('criterion:', '')]),
    ),
  }),
  read(body) {
    const words = new TypedWords(body);
    const method = words.choice('method', RANKING_METHODS, 'Chọn cách tính điểm.');
    const drop = words.whole('drop', { min: 0, max: 9, label: 'Số điểm bỏ đi' });
    if (method === 'trimmed-mean' && drop === 0) {
      words.fault('drop', 'Bỏ điểm cao nhất và thấp nhất: nhập số điểm bỏ đi ở mỗi phía, từ 1 đến 9.', 0);
    }
    const chain = STEPS.map((step) => ({
      step,
      code: words.line(stepName(step), { max: 12, label: `Tiêu chí thứ ${step}` }),
    })).filter(({ code }) => code !== '');
    for (const [index, { step, code }] of chain.entries()) {
      if (chain.findIndex((other) => other.code === code) < index) {
        words.fault(stepName(step), `Tiêu chí ${code} đã ghi ở trên. Ghi tiêu chí khác hoặc để trống.`, '');
      }
    }
    return words.done({
      method,
      parts: method === 'weighted' ? readParts(words) : [],
      drop: method === 'trimmed-mean' ? drop : 0,
      decimals: words.whole('decimals', { min: 0, max: 6, label: 'Số chữ số' }),
      mode: words.choice('mode', ROUNDING_MODES, 'Chọn cách làm tròn.'),
      rankOn: words.choice('rankOn', ['rounded', 'exact'] as const, 'Chọn điểm để xếp hạng.'),
      tieBreak: chain.map(({ code }) => `criterion:${code}`),
      atBoundary: words.choice('atBoundary', ['decide', 'share', 'extend'] as const, 'Chọn cách xử lý đồng hạng.'),
      publishesMarks: words.tick('publishesMarks'),
      mostAwardedPercent: words.wholeOrNone('mostAwardedPercent', {
        min: 1,
        max: 100,
        label: 'Tổng số giải theo hạng không quá',
      }),
    });
  },
  refuse: (_before, _after, { scores }) => (scores === 0 ? null : { code: 'ranking-in-use', sheets: scores }),
  write: (tx, contest, rule) => writeRanking(tx, contest.id, rule),
};

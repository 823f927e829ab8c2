import type { Refusal } from '../../kernel/refusal.js';
import { filePoints } from '../../kernel/points.js';
import { describeSpan } from '../../kernel/vietnamese/dates.js';
import { formatDecimal } from '../../kernel/vietnamese/numbers.js';
import { laterRoundNotice } from '../contest.notices.js';
import { PARTS, contestPaths } from '../contest.paths.js';
import { choicesOf } from '../contest.words.js';
import { type AdvancingRule, type PlannedRoundFacts, ROUND_KINDS } from '../round-plan.facts.js';
import {
  deletePlannedRound,
  insertPlannedRound,
  orderPlannedRounds,
  plannedRoundsOf,
  type RoundPlanWords,
  updatePlannedRound,
} from '../round-plan.repository.js';
import {
  ADVANCING_NAMES,
  ROUND_KIND_NAMES,
  sayAdvancing,
  sayRoundsFormula,
  UNDER_QUORUM_NAMES,
} from '../round-plan.words.js';
import { sayNotAddedUp } from '../readiness.rounds.js';
import { field } from './field-spec.js';
import { instantWords } from './instant-words.js';
import type { Desk, RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

const ADVANCING = ['all', 'rank', 'threshold', 'hand'] as const;

/** The rounds of judging, first to last. None at all means one round in the contest's own window, by its own criteria. */
export const ROUNDS_PART: RowPart<PlannedRoundFacts, RoundPlanWords> = {
  path: PARTS.rounds,
  deed: 'contest.planned-round',
  heading: 'Vòng chấm',
  lead: 'Chỉ cần khi cuộc thi có từ hai vòng: sơ khảo, chung khảo, thi trực tiếp, chấm thực địa. Không lập vòng nào thì chấm một vòng theo mốc “Chấm”.',
  one: 'vòng chấm',
  links: ({ contest }) => [
    { href: contestPaths.part(contest.slug, PARTS.roundCriteria), label: 'Tiêu chí riêng của vòng chấm' },
  ],
  note: (desk) =>
    isScored(desk)
      ? 'Đã có phiếu có điểm: chỉ đổi được tên và lùi thời gian của vòng chưa khóa.'
      : desk.contest.state === 'draft'
        ? null
        : 'Cuộc thi đã mở: thời gian đã công bố chỉ được lùi về sau.',
  async facts(reader, { contest }) {
    const rounds = await plannedRoundsOf(reader, contest.id);
    const [formula, unadded] = [sayRoundsFormula(rounds), sayNotAddedUp(contest.ranking.method, rounds)];
    if (unadded !== null) return [{ label: 'Chưa tính được kết quả', value: unadded }];
    return formula === null ? [] : [{ label: 'Kết quả cuộc thi', value: formula }];
  },
  columns: [
    { label: 'Vòng', value: (round) => String(round.number), isNumber: true },
    { label: 'Tên', value: (round) => round.name },
    { label: 'Hình thức', value: (round) => ROUND_KIND_NAMES[round.kind] },
    { label: 'Thời gian', value: (round) => describeSpan(round) },
    { label: 'Hệ số', value: (round) => formatDecimal(round.weight), isNumber: true },
    { label: 'Vào vòng sau', value: (round) => sayAdvancing(round.advancing) },
  ],
  nameOf: (round) => `Vòng ${round.number}: ${round.name}`,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: (reader, contest) => plannedRoundsOf(reader, contest.id),
  fields: () =>
    Promise.resolve([
      field.text('name', 'Tên vòng', { hint: 'Ví dụ Sơ khảo, Chung khảo. In trên phiếu chấm.', width: 'medium' }),
      field.radios('kind', 'Hình thức', {
        hint: 'Nhập điểm từ bên ngoài: thư ký nhập bảng điểm có sẵn (bình chọn, thực địa, sân khấu); vòng này không có giám khảo, không tính điều kiện về phiếu chốt.',
        options: choicesOf(ROUND_KIND_NAMES),
      }),
      field.dateTime('from', 'Bắt đầu chấm'),
      field.dateTime('until', 'Kết thúc chấm', {
        hint: 'Thời điểm đầu tiên bị coi là muộn. Để trống giờ nghĩa là 00:00.',
      }),
      field.text('printed', 'Câu chữ in trên giấy tờ', {
        hint: 'Như trong thể lệ, ví dụ: từ ngày 05 đến ngày 10/12/2021.',
        optional: true,
      }),
      field.number('weight', 'Hệ số trong kết quả cuộc thi', {
        hint: 'Điểm vòng nhân hệ số rồi cộng lại. Ghi 0 nếu vòng chỉ để chọn vào vòng sau. Ví dụ 0 và 1; 0,4 và 0,6.',
      }),
      field.heading('Hồ sơ vào vòng sau'),
      field.radios('advancing', 'Cách chọn', {
        hint: 'Vòng cuối cùng thì giữ nguyên.',
        options: choicesOf(ADVANCING_NAMES),
      }),
      field.number('count', 'Số hồ sơ', { unit: 'hồ sơ', hint: 'Chỉ khi chọn theo xếp hạng.', optional: true }),
      field.number('minimum', 'Điểm ít nhất', { unit: 'điểm', hint: 'Chỉ khi chọn theo điểm.', optional: true }),
      field.heading('Điều kiện khóa vòng'),
      field.number('judges', 'Số phiếu đã chốt ít nhất của mỗi hồ sơ', {
        unit: 'phiếu',
        hint: 'Để trống thì theo cách tính điểm.',
        optional: true,
      }),
      field.number('signedPercent', 'Tỷ lệ giám khảo đã chốt điểm ít nhất', { unit: '%', optional: true }),
      field.radios('under', 'Khi chưa đủ', { options: choicesOf(UNDER_QUORUM_NAMES) }),
    ]),
  wordsOf: (round) => ({
    name: round.name,
    kind: round.kind,
    ...instantWords('from', round.from),
    ...instantWords('until', round.until),
    printed: round.printed,
    weight: round.weight.replace('.', ','),
    advancing: round.advancing.by,
    count: round.advancing.by === 'rank' ? String(round.advancing.count) : '',
    minimum: round.advancing.by === 'threshold' ? filePoints(round.advancing.minimum).replace('.', ',') : '',
    judges: round.quorum.judges === null ? '' : String(round.quorum.judges),
    signedPercent: round.quorum.signedPercent === null ? '' : String(round.quorum.signedPercent),
    under: round.quorum.under,
  }),
  read(body) {
    const words = new TypedWords(body);
    const name = words.line('name', { ask: 'Nhập tên vòng, ví dụ Sơ khảo.', max: 100, label: 'Tên vòng' });
    const kind = words.choice('kind', ROUND_KINDS, 'Chọn hình thức.');
    const from = words.instant({ date: 'from', time: 'fromTime' }, 'Bắt đầu chấm');
    const until = words.instant({ date: 'until', time: 'untilTime' }, 'Kết thúc chấm');
    if (!isTyped(body['from'])) words.fault('from', 'Nhập ngày bắt đầu chấm.', null);
    if (!isTyped(body['until'])) words.fault('until', 'Nhập ngày kết thúc chấm.', null);
    if (from !== null && until !== null && until <= from) words.fault('until', 'Kết thúc phải sau lúc bắt đầu.', null);
    const span = { from: from ?? NO_INSTANT, until: until ?? NO_INSTANT };
    const printed = words.line('printed', { max: 200, label: 'Câu chữ in' });
    const judges = isTyped(body['judges']) ? words.whole('judges', { min: 1, max: 99, label: 'Số phiếu' }) : null;
    const signedPercent = isTyped(body['signedPercent'])
      ? words.whole('signedPercent', { min: 1, max: 100, label: 'Tỷ lệ giám khảo' })
      : null;
    return words.done({
      name,
      kind,
      ...span,
      printed: printed === '' ? describeSpan(span) : printed,
      weight: words.weightOrNone('weight', { label: 'Hệ số' }),
      advancing: readAdvancing(words),
      quorum: {
        judges,
        signedPercent,
        under: words.choice('under', ['reason', 'refuse'] as const, 'Chọn cách xử lý khi chưa đủ.'),
      },
    });
  },
  noticeOfChange: (before, after, { contest }) =>
    contest.state === 'open' && after.until > before.until
      ? laterRoundNotice({ ...after, number: before.number }, contest.id)
      : null,
  refuseToAdd: (_round, desk) => refuseOnceScored(desk),
  refuseToChange(before, after, desk) {
    const round = desk.rounds.find(({ number }) => number === before.number);
    if (round?.closed === true) return { code: 'planned-round-closed' };
    if (isScored(desk) && rulesOf(before) !== rulesOf(after)) return { code: 'planned-rounds-scored' };
    return desk.contest.state === 'draft' ? null : refuseToShorten(before, after, desk);
  },
  refuseToRemove: (_round, desk) => refuseOnceScored(desk),
  refuseToReorder: (desk) => refuseOnceScored(desk),
  insert: (tx, contest, round, { id, order }) => insertPlannedRound(tx, contest.id, round, { id, number: order }),
  update: (tx, contest, { id }, round) => updatePlannedRound(tx, contest.id, id, round),
  remove: (tx, contest, { id }) => deletePlannedRound(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderPlannedRounds(tx, contest.id, ids),
};

/** Stands where a fault was found; a form with a fault has no meaning. */
const NO_INSTANT = new Date(0);

const isTyped = (word: unknown): boolean => typeof word === 'string' && word.trim() !== '';

const isScored = ({ rounds }: Desk): boolean => rounds.some(({ scored }) => scored);

/** Rounds are known before anybody scores: then they stay as they are. */
const refuseOnceScored = (desk: Desk): Refusal | null =>
  isScored(desk) || desk.rounds.length > 1 ? { code: 'planned-rounds-scored' } : null;

/** What of a round is a rule of the contest: all but its name and its window. */
const rulesOf = ({ kind, weight, advancing, quorum }: RoundPlanWords): string =>
  JSON.stringify([kind, Number(weight), advancing, quorum]);

function readAdvancing(words: TypedWords): AdvancingRule {
  const by = words.choice('advancing', ADVANCING, 'Chọn hồ sơ nào vào vòng sau.');
  if (by === 'rank') return { by, count: words.whole('count', { min: 1, max: 100_000, label: 'Số hồ sơ' }) };
  return by === 'threshold' ? { by, minimum: words.points('minimum', { label: 'Điểm ít nhất' }) ?? 0 } : { by };
}

/** As for the contest's own windows: judges already work towards the end, and a beginning that is past stays. */
function refuseToShorten(before: PlannedRoundFacts, after: RoundPlanWords, { calendar }: Desk): Refusal | null {
  const label = `Vòng ${before.name}`;
  if (after.until < before.until) return { code: 'window-shortened', label, field: 'until' };
  const hasBegun = before.from <= calendar.now;
  return hasBegun && after.from.getTime() !== before.from.getTime()
    ? { code: 'window-start-moved', label, field: 'from' }
    : null;
}

import type { Instant } from '../kernel/instant.js';
import { compareRationals, rational } from '../kernel/rational.js';
import { formatDecimal, formatMoney, formatPoints } from '../kernel/vietnamese/numbers.js';
import type {
  BodyFacts,
  ContestFacts,
  CriterionFacts,
  FieldFacts,
  PrizeTierFacts,
  SlotFacts,
  VettingLevelFacts,
  WindowFacts,
  WindowKind,
} from './contest.facts.js';
import { type Part, PARTS } from './contest.paths.js';
import { WINDOW_KINDS, WINDOW_NAMES } from './contest.words.js';
import { isImpossibleQuota, sayQuotaRule } from './quota.js';
import { maximumOf, weightedMaximum } from './rubric.sums.js';
import { costOf } from './tier.sums.js';

/** Everything that a contest consists of, as plain data: what can be judged before it opens. */
export interface ContestDesign {
  contest: ContestFacts;
  windows: readonly WindowFacts[];
  bodies: readonly BodyFacts[];
  rules: readonly { inForceAt: Instant }[];
  slots: readonly SlotFacts[];
  fields: readonly FieldFacts[];
  criteria: readonly CriterionFacts[];
  tiers: readonly PrizeTierFacts[];
  vettingLevels: readonly VettingLevelFacts[];
  communes: readonly { name: string; villageCount: number; vetters: number }[];
}

/** Something missing or contradictory. `blocking` keeps the contest from opening; `advice` is worth a look. */
export interface Finding {
  code: string;
  severity: 'blocking' | 'advice';
  /** The part whose page mends it. */
  part: Part;
  sentence: string;
}

const blocking = (code: string, part: Part, sentence: string): Finding => ({
  code,
  severity: 'blocking',
  part,
  sentence,
});
const advice = (code: string, part: Part, sentence: string): Finding => ({ code, severity: 'advice', part, sentence });

/** What is still missing or contradictory before the contest can open, part by part in the order of the set-up list; none: it may open. */
export const findingsOf = (design: ContestDesign): Finding[] => [
  ...generalFindings(design),
  ...unitFindings(design),
  ...windowFindings(design),
  ...bodyFindings(design),
  ...rulesFindings(design),
  ...dossierFindings(design),
  ...vettingFindings(design),
  ...quotaFindings(design),
  ...criteriaFindings(design),
  ...rankingFindings(design),
  ...prizeFindings(design),
];

function generalFindings({ contest }: ContestDesign): Finding[] {
  const found: Finding[] = [];
  if (contest.contactName === '' || contest.contactPhone === '') {
    found.push(
      blocking('no-contact', PARTS.general, 'Chưa có người liên hệ và số điện thoại: xã cần biết gọi ai khi vướng.'),
    );
  }
  if (contest.sampleNotes !== '') {
    found.push(advice('still-sample', PARTS.general, `Còn nội dung mẫu: ${contest.sampleNotes}`));
  }
  return found;
}

function unitFindings({ contest, communes }: ContestDesign): Finding[] {
  if (communes.length === 0) {
    return [blocking('no-communes', PARTS.units, 'Chưa có xã nào trong danh sách đơn vị của cuộc thi.')];
  }
  const empty = communes.filter((commune) => commune.villageCount === 0);
  if (empty.length === 0) return [];
  const names = nameSome(empty.map((commune) => commune.name));
  const sentence = `${empty.length} xã chưa có ${contest.villageNoun} nào: ${names}.`;
  // A rehearsal may leave part of the province without villages; a real quota over nothing would be a mistake.
  const everyOneIsEmpty = empty.length === communes.length;
  return [
    contest.rehearsal && !everyOneIsEmpty
      ? advice('communes-without-villages', PARTS.units, sentence)
      : blocking('communes-without-villages', PARTS.units, sentence),
  ];
}

const ALWAYS_NEEDED: readonly WindowKind[] = ['submission', 'judging', 'publication'];

function windowFindings({ windows, vettingLevels }: ContestDesign): Finding[] {
  const found: Finding[] = [];
  const needed = WINDOW_KINDS.filter(
    (kind) => ALWAYS_NEEDED.includes(kind) || (kind === 'vetting' && vettingLevels.length > 0),
  );
  const of = (kind: WindowKind): WindowFacts | undefined => windows.find((window) => window.kind === kind);
  for (const kind of needed) {
    if (of(kind) === undefined) {
      found.push(
        blocking(`no-window-${kind}`, PARTS.windows, `Chưa có mốc thời gian: ${WINDOW_NAMES[kind].toLowerCase()}.`),
      );
    }
  }
  // The activity may end before dossiers are due: the movement of the letters ends on 25/11, dossiers come until 01/12.
  const [activity, submission, vetting, judging, publication] = WINDOW_KINDS.map(of);
  if (activity && submission && submission.until < activity.from) {
    found.push(blocking('submission-before-activity', PARTS.windows, 'Hạn nộp hồ sơ trước cả khi phong trào bắt đầu.'));
  }
  if (submission && vetting && vettingLevels.length > 0) {
    if (vetting.until < submission.until) {
      found.push(
        blocking(
          'vetting-ends-early',
          PARTS.windows,
          'Thẩm định kết thúc trước hạn nộp: hồ sơ nộp cuối không kịp thẩm định.',
        ),
      );
    } else if (vetting.until.getTime() === submission.until.getTime()) {
      found.push(
        advice(
          'vetting-ends-with-submission',
          PARTS.windows,
          'Thẩm định kết thúc cùng lúc với hạn nộp: không còn thời gian cho hồ sơ nộp cuối.',
        ),
      );
    }
  }
  if (judging && submission && judging.until <= submission.until) {
    found.push(blocking('judging-ends-early', PARTS.windows, 'Chấm kết thúc trước hạn nộp hồ sơ.'));
  }
  if (judging && vetting && vettingLevels.length > 0 && judging.from < vetting.until) {
    found.push(
      advice(
        'judging-overlaps-vetting',
        PARTS.windows,
        'Chấm bắt đầu khi thẩm định chưa xong: giám khảo nhận hồ sơ làm nhiều đợt.',
      ),
    );
  }
  if (judging && publication && publication.from < judging.until) {
    found.push(
      blocking('publication-before-judging-ends', PARTS.windows, 'Công bố kết quả bắt đầu trước khi chấm xong.'),
    );
  }
  return found;
}

function bodyFindings({ bodies }: ContestDesign): Finding[] {
  const found: Finding[] = [];
  const jury = bodies.filter((body) => body.kind === 'jury');
  if (jury.length === 0) found.push(blocking('no-jury', PARTS.bodies, 'Chưa có Ban Giám khảo.'));
  else if (jury.every((body) => body.memberCount === 0)) {
    found.push(blocking('jury-empty', PARTS.members, 'Ban Giám khảo chưa có thành viên nào.'));
  }
  for (const kind of ['committee', 'secretariat'] as const) {
    const name = kind === 'committee' ? 'Ban Tổ chức' : 'Tổ thư ký';
    const members = bodies.filter((body) => body.kind === kind).reduce((sum, body) => sum + body.memberCount, 0);
    if (members === 0) found.push(advice(`${kind}-empty`, PARTS.members, `${name} chưa có thành viên nào.`));
  }
  return found;
}

function rulesFindings({ rules, windows }: ContestDesign): Finding[] {
  if (rules.length === 0) return [blocking('no-rules', PARTS.rules, 'Chưa có thể lệ.')];
  const submission = windows.find((window) => window.kind === 'submission');
  const first = rules.reduce((earliest, one) => (one.inForceAt < earliest.inForceAt ? one : earliest));
  if (submission === undefined || first.inForceAt <= submission.from) return [];
  return [
    blocking(
      'rules-after-submission',
      PARTS.rules,
      'Thể lệ có hiệu lực sau ngày bắt đầu nhận hồ sơ: hồ sơ nộp sớm không có thể lệ để theo.',
    ),
  ];
}

function dossierFindings({ slots, fields }: ContestDesign): Finding[] {
  const found: Finding[] = [];
  if (!slots.some((slot) => slot.requirement !== 'optional') && !fields.some((one) => one.required)) {
    found.push(
      blocking(
        'nothing-required',
        PARTS.slots,
        'Hồ sơ không có thành phần hay ô bắt buộc nào: hồ sơ trắng cũng nộp được.',
      ),
    );
  } else if (!slots.some((slot) => slot.requirement !== 'optional')) {
    found.push(blocking('no-required-slot', PARTS.slots, 'Chưa có thành phần hồ sơ bắt buộc nào.'));
  }
  const groups = new Map<string, number>();
  for (const { oneOfGroup } of slots)
    if (oneOfGroup !== null) groups.set(oneOfGroup, (groups.get(oneOfGroup) ?? 0) + 1);
  for (const [group, count] of groups) {
    if (count === 1) {
      found.push(
        advice(
          'lonely-one-of',
          PARTS.slots,
          `Nhóm “${group}” chỉ có một thành phần: “một trong các” thành ra bắt buộc.`,
        ),
      );
    }
  }
  return found;
}

function vettingFindings({ vettingLevels, communes }: ContestDesign): Finding[] {
  const found: Finding[] = [];
  for (const level of vettingLevels) {
    if (level.attachedTo === 'office' && level.officeId === null) {
      found.push(blocking('office-unnamed', PARTS.vetting, `Cấp thẩm định “${level.name}” chưa chọn cơ quan.`));
    }
  }
  const without = communes.filter((commune) => commune.vetters < vettingLevels.length);
  if (without.length > 0 && found.length === 0) {
    found.push(
      blocking(
        'communes-without-vetter',
        PARTS.vetting,
        `${without.length} xã chưa có nơi thẩm định: ${nameSome(without.map(({ name }) => name))}.`,
      ),
    );
  }
  if (vettingLevels.length === 0) {
    found.push(
      advice('no-vetting', PARTS.vetting, 'Không có cấp thẩm định: hồ sơ nộp xong chuyển thẳng đến Ban Tổ chức.'),
    );
  }
  return found;
}

function quotaFindings({ contest }: ContestDesign): Finding[] {
  if (!isImpossibleQuota(contest.quota)) return [];
  const rule = sayQuotaRule(contest.quota, contest.villageNoun);
  return [blocking('quota-impossible', PARTS.quota, `Chỉ tiêu “${rule}” không đơn vị nào đạt được.`)];
}

function criteriaFindings({ criteria }: ContestDesign): Finding[] {
  if (criteria.length === 0) return [blocking('no-criteria', PARTS.criteria, 'Chưa có tiêu chí chấm.')];
  if (compareRationals(maximumOf(criteria), rational(100)) === 0) return [];
  const total = formatDecimal(weightedMaximum(criteria));
  return [
    advice('total-not-100', PARTS.criteria, `Tổng điểm tối đa là ${total}, không phải 100. Đúng ý thì giữ nguyên.`),
  ];
}

function rankingFindings({ contest, criteria, bodies }: ContestDesign): Finding[] {
  const found: Finding[] = [];
  const { ranking } = contest;
  for (const step of ranking.tieBreak) {
    const code = step.replace('criterion:', '');
    if (!criteria.some((criterion) => criterion.code === code)) {
      found.push(
        blocking(
          'tie-break-unknown',
          PARTS.ranking,
          `Xét đồng điểm theo tiêu chí ${code}, nhưng không có tiêu chí này.`,
        ),
      );
    }
  }
  if (ranking.method === 'trimmed-mean') {
    const judges = bodies.filter(({ kind }) => kind === 'jury').reduce((sum, body) => sum + body.memberCount, 0);
    // k highest and k lowest left out must leave somebody (as the tally itself refuses: judging/tally.ts, fewestJudges)
    const fewest = 2 * ranking.drop + 1;
    if (judges < fewest) {
      found.push(
        blocking(
          'too-few-judges',
          PARTS.ranking,
          `Bỏ ${ranking.drop} điểm cao nhất và thấp nhất cần ít nhất ${fewest} giám khảo; đang có ${judges}.`,
        ),
      );
    }
  }
  return found;
}

function prizeFindings({ contest, tiers, criteria }: ContestDesign): Finding[] {
  const found: Finding[] = [];
  if (!tiers.some((tier) => tier.quantity > 0)) {
    found.push(blocking('no-prizes', PARTS.prizes, 'Chưa có giải thưởng nào.'));
  }
  const cost = costOf(tiers);
  if (contest.budget === null) {
    found.push(advice('no-budget', PARTS.budget, 'Chưa nhập kinh phí nên chưa kiểm tra được tổng tiền thưởng.'));
  } else if (cost > contest.budget) {
    found.push(
      blocking(
        'over-budget',
        PARTS.prizes,
        `Tổng tiền thưởng ${formatMoney(cost)} vượt kinh phí ${formatMoney(contest.budget)}.`,
      ),
    );
  }
  const maximum = maximumOf(criteria);
  for (const [index, tier] of tiers.entries()) {
    if (tier.minimum !== null && criteria.length > 0 && compareRationals(rational(tier.minimum, 100), maximum) > 0) {
      found.push(
        blocking(
          'floor-above-maximum',
          PARTS.prizes,
          `Điểm sàn của ${tier.name} là ${formatPoints(tier.minimum)}, cao hơn tổng điểm tối đa.`,
        ),
      );
    }
    const above = tiers[index - 1];
    if (above !== undefined && tier.amount > above.amount) {
      found.push(advice('amounts-rise', PARTS.prizes, `${tier.name} có mức thưởng cao hơn ${above.name} ở trên.`));
    }
    if (
      above?.minimum !== undefined &&
      above.minimum !== null &&
      tier.minimum !== null &&
      tier.minimum > above.minimum
    ) {
      found.push(advice('floors-rise', PARTS.prizes, `${tier.name} có điểm sàn cao hơn ${above.name} ở trên.`));
    }
  }
  return found;
}

const NAMED = 5;

/** The first few names, and how many more: "Xã A, Xã B và 12 xã khác". */
const nameSome = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} và ${names.length - NAMED} xã khác`;

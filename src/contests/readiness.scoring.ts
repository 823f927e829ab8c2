import { compareRationals, rational } from '../kernel/rational.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import { formatDecimal, formatMoney, formatPoints } from '../kernel/vietnamese/numbers.js';
import { ceilingWarnings } from './prize-money.js';
import { PARTS } from './contest.paths.js';
import { advice, blocking, type ContestDesign, doubledNames, type Finding } from './readiness.finding.js';
import { maximumOf, weightedMaximum } from './rubric.sums.js';
import { costOf } from './tier.sums.js';

/** Criteria: at least one, and a word about totals other than 100. */
export function criteriaFindings({ criteria }: ContestDesign): Finding[] {
  if (criteria.length === 0) return [blocking('no-criteria', PARTS.criteria, 'Chưa có tiêu chí chấm.')];
  if (compareRationals(maximumOf(criteria), rational(100)) === 0) return [];
  const total = formatDecimal(weightedMaximum(criteria));
  return [
    advice('total-not-100', PARTS.criteria, `Tổng điểm tối đa là ${total}, không phải 100. Đúng ý thì giữ nguyên.`),
  ];
}

/** The ranking rule against the criteria and the jury. */
export function rankingFindings({ contest, criteria, bodies }: ContestDesign): Finding[] {
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
  for (const { name, criteria: codes } of ranking.parts) {
    const unknown = codes.filter((code) => !criteria.some((criterion) => criterion.code === code));
    if (unknown.length > 0) {
      const text = `Phần “${name}” lấy tiêu chí ${unknown.join(', ')}, nhưng không có tiêu chí này.`;
      found.push(blocking('part-criterion-unknown', PARTS.ranking, text));
    }
  }
  const uncounted = criteria.filter(
    ({ code }) => !ranking.parts.some((part) => part.criteria.length === 0 || part.criteria.includes(code)),
  );
  if (ranking.method === 'weighted' && uncounted.length > 0) {
    const codes = uncounted.map(({ code }) => code).join(', ');
    const text = `Tiêu chí ${codes} không thuộc phần nào nên không được tính điểm.`;
    found.push(blocking('criterion-in-no-part', PARTS.ranking, text));
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

/** Prizes against the budget and the most that can be scored. */
export function prizeFindings(design: ContestDesign): Finding[] {
  const { contest, tiers, sidePrizes, criteria, plannedRounds } = design;
  const found = doubledNames(
    'tiers-named-alike',
    PARTS.prizes,
    tiers.map(({ name }) => name),
  );
  if (!tiers.some((tier) => tier.quantity > 0)) {
    found.push(blocking('no-prizes', PARTS.prizes, 'Chưa có giải thưởng nào.'));
  }
  found.push(
    ...doubledNames(
      'side-prizes-named-alike',
      PARTS.sidePrizes,
      sidePrizes.map(({ name }) => name),
    ),
  );
  const cost = costOf([...tiers, ...sidePrizes]);
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
  found.push(...ceilingFindings(design));
  const maximum = maximumOf(criteria);
  for (const { name, criterion, minimum } of sidePrizes) {
    // Of several rounds a criterion bears its round before its code, and each round may have its own.
    const isKnown = criterion === null || plannedRounds.length > 0 || criteria.some(({ code }) => code === criterion);
    if (!isKnown) {
      const text = `“${name}” trao theo tiêu chí ${criterion}, nhưng không có tiêu chí này.`;
      found.push(blocking('side-prize-criterion-unknown', PARTS.sidePrizes, text));
    }
    if (minimum !== null && criteria.length > 0 && compareRationals(rational(minimum, 100), maximum) > 0) {
      const text = `Điểm sàn của “${name}” là ${formatPoints(minimum)}, cao hơn tổng điểm tối đa.`;
      found.push(blocking('side-prize-floor-above-maximum', PARTS.sidePrizes, text));
    }
  }
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

/** Prizes against their ceilings on the day on which results begin to be published; without that day on the contest's own. */
function ceilingFindings({ contest, tiers, sidePrizes, ceilings, windows }: ContestDesign): Finding[] {
  const publication = windows.find(({ kind }) => kind === 'publication');
  const on = publication === undefined ? contest.unitsOn : dayOf(publication.from);
  return ceilingWarnings([...tiers, ...sidePrizes], ceilings, on).map((sentence) =>
    advice('above-ceiling', PARTS.prizes, sentence),
  );
}

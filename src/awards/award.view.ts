import { frameOfContest, overseerCrumbs } from '../contests/contest.frame.js';
import { saySources } from '../contests/prize-money.js';
import { judgingPaths } from '../judging/judging.paths.js';
import type { Actor } from '../kernel/actor.js';
import type { Refusal } from '../kernel/refusal.js';
import { amountInWords } from '../kernel/vietnamese/amount-in-words.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatDecimal, formatMoney } from '../kernel/vietnamese/numbers.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { FormState } from '../web/views/form-state.js';
import type { PageFrame, StatusWord } from '../web/views/page.js';
import type { Wording } from '../web/wording.js';
import type { AwardDesk, Drafted } from './award.desk.js';
import type { AwardDecisionFacts, AwardLine, AwardListFacts, AwardListState } from './award.facts.js';
import { type NamedPrizes, prizeName, sayDecision } from './prizes/decision.words.js';
import { awardPaths } from './award.paths.js';
import { refuseToConfirm, refuseToDraft, refuseToPublish } from './award.policy.js';
import { type CashTallies, tallyCash } from './award.tallies.js';
import { caveatsOf, sayCaps, warningsOf } from './desk.warnings.js';
import { toAllocationView } from './fund-allocation.view.js';

const STATES: Readonly<Record<AwardListState, StatusWord>> = {
  draft: { word: 'Dự thảo', tone: 'neutral' },
  confirmed: { word: 'Đã xác nhận, chờ công bố', tone: 'info' },
  published: { word: 'Đã công bố', tone: 'success' },
  superseded: { word: 'Đã thay thế', tone: 'warning' },
};

/** A line as a table shows it. */
export interface LineView {
  position: number;
  number: string;
  title: string;
  representative: string;
  village: string;
  commune: string;
  /** The page of the commune's prizes; null where no other page may be linked. */
  communeHref: string | null;
  /** What everybody may see of the dossier; null where its commune shows nothing. */
  entryHref: string | null;
  district: string | null;
  tier: string;
  rank: number;
  /** Where the rank is computed again step by step; null where no such page may be linked. */
  workingsHref: string | null;
  score: string;
  steps: string | null;
  amount: number;
  note: string;
}

export const toLineView = (line: AwardLine, workingsHref: string | null): LineView => ({
  position: line.position,
  number: line.entryNumber,
  title: line.title,
  representative: line.representative,
  village: line.villageName,
  commune: line.communeName,
  communeHref: null,
  entryHref: null,
  district: line.districtName,
  tier: line.tierName,
  rank: line.rank,
  workingsHref,
  score: formatDecimal(line.score),
  steps: sayTieBreak(line.tieBreak),
  amount: line.amount,
  note: line.note,
});

/** The tie-break steps in words, or null where none was used. */
export const sayTieBreak = (steps: readonly string[]): string | null =>
  steps.length === 0
    ? null
    : `Đã xét thêm: ${steps.map((step) => `tiêu chí ${step.replace(/^criterion:/, '')}`).join(', ')}`;

/** The cash tallies with their totals in digits and words. */
export const toTalliesView = (lines: readonly AwardLine[]): CashTallies & { totalWords: string } => {
  const tallies = tallyCash(lines);
  return { ...tallies, totalWords: amountInWords(tallies.total) };
};

/** The frame of an award page: the way back is the reader's own. */
export const awardFrame = (
  { contest, calendar }: Pick<AwardDesk, 'contest' | 'calendar'>,
  actor: Actor,
  here: string,
): Partial<PageFrame> => frameOfContest(contest, calendar, overseerCrumbs(actor, contest, { href: null, label: here }));

/** The publication page while no list waits: what must be done first, by whom, and where. */
export const toNothingWaiting = ({ contest, result, published }: AwardDesk): object => ({
  about: contest.code,
  publishedNumber: published?.number ?? null,
  resultsHref: awardPaths.results(contest.slug),
  isClosed: result !== null,
  deskHref: awardPaths.desk(contest.slug),
});

/** What the organisers' award page shows. `actor` decides which buttons explain themselves instead of acting. */
export function toDeskView(desk: AwardDesk, actor: Actor, form: FormState, wording: Wording): object {
  const { contest, drafted, published } = desk;
  const { slug } = contest;
  return {
    about: contest.code,
    form,
    sampleNotes: contest.sampleNotes,
    canDraft: refuseToDraft(actor, contest, desk.result?.round ?? null, drafted?.list ?? null) === null,
    closedText: closedText(desk.result),
    draftHref: awardPaths.draft(slug),
    published:
      published === null
        ? null
        : {
            ...toListView(published),
            href: awardPaths.results(slug),
            decisions: toDecisionsView(desk.publishedDecisions, desk, null),
          },
    papersHref: awardPaths.papers(slug),
    paymentsHref: published === null ? null : awardPaths.payments(slug),
    exportsHref: awardPaths.exports(slug),
    matrixHref: judgingPaths.organiserMatrix(slug),
    publicationHref: awardPaths.publication(slug),
    drafted: drafted === null ? null : toDraftedView(desk, drafted, actor, wording),
    unranked: desk.tally?.unranked.map((one) => `${one.number} (${one.signed} phiếu)`).join(', ') ?? '',
  };
}

const toListView = (list: AwardListFacts) => ({
  number: list.number,
  state: STATES[list.state],
  draftedBy: `${list.draftedByName}, ${formatDateTime(list.draftedAt)}`,
  confirmedBy: list.confirmedAt === null ? null : `${list.confirmedByName ?? ''}, ${formatDateTime(list.confirmedAt)}`,
  publishedBy: list.publishedAt === null ? null : `${list.publishedByName ?? ''}, ${formatDateTime(list.publishedAt)}`,
});

function toDraftedView(desk: AwardDesk, drafted: Drafted, actor: Actor, wording: Wording): object {
  const { list, decisions, proposal, lines } = drafted;
  const { contest, inputSha256 } = desk;
  const { slug } = contest;
  const nameOf = (code: string): string => prizeName(desk, code);
  const byNumber = new Map(desk.tally?.ranking.map((one) => [one.entry, one]) ?? []);
  const placeOf = (number: string): string => {
    const place = desk.tally?.places.get(number);
    return place === undefined ? number : `${number} – ${tellPlace(place.villageName, place.communeName)}`;
  };
  const { allocation, side } = proposal;
  const isDraft = list.state === 'draft';
  return {
    ...toListView(list),
    version: String(list.version),
    isDraft,
    lines: lines.map((line) => toLineView(line, judgingPaths.resultWorkings(slug, line.entryNumber))),
    tallies: toTalliesView(lines),
    allocation: toAllocationView(tallyCash(lines), desk.sources),
    budget: proposal.budget === null ? null : formatMoney(proposal.budget),
    caps: sayCaps(desk, allocation.awards.length),
    totalText: formatMoney(proposal.total),
    sourcesText: saySources(desk.sources),
    warnings: desk.ceilings.length === 0 ? [] : warningsOf(desk, lines),
    overBudget: proposal.overBudget === 0 ? null : formatMoney(proposal.overBudget),
    inputChanged: list.inputSha256 !== inputSha256,
    undecided: allocation.undecided.map((group, i) => ({
      heading: `${group.entries.length} hồ sơ đồng hạng ${group.rank}, ngang ranh giới ${group.tiers.map(nameOf).join(' – ')}`,
      held: group.covered
        .map(({ tier, quantity, amount }) => `${quantity} ${nameOf(tier)} × ${formatMoney(amount)}`)
        .join('; '),
      entries: group.entries.map((number) => ({
        number,
        place: placeOf(number),
        score: formatDecimal(byNumber.get(number)?.score ?? ''),
      })),
      href: awardPaths.tie(slug, i + 1),
    })),
    withheld: allocation.withheld.map(({ tier, quantity }) => {
      const open = proposal.unexplained.some((one) => one.tier === tier);
      return { name: nameOf(tier), quantity, href: open && isDraft ? awardPaths.withheld(slug, tier) : null };
    }),
    openPrizes: side.open.map(({ prize, left, candidates }) => ({
      text:
        candidates === null
          ? `${nameOf(prize)}: Ban Tổ chức chọn, còn ${left} giải.`
          : `${nameOf(prize)}: ${candidates.length} hồ sơ bằng điểm, còn ${left} giải.`,
      href: isDraft ? awardPaths.sidePrize(slug, prize.slice('phu:'.length)) : null,
    })),
    ungiven: side.withheld.map(({ prize, quantity }) => ({ name: nameOf(prize), quantity })),
    shiftHref: awardPaths.shift(slug),
    rewardHref: awardPaths.reward(slug),
    rewardCaveats: caveatsOf(decisions),
    emptyTierHref: awardPaths.emptyTier(slug),
    decisions: toDecisionsView(decisions, desk, isDraft ? slug : null),
    confirmHref: awardPaths.confirm(slug),
    confirmProblem: isDraft
      ? sentenceOf(refuseToConfirm(actor, contest, list, proposal, inputSha256 ?? ''), wording)
      : null,
    publishProblem: isDraft
      ? null
      : sentenceOf(refuseToPublish(actor, contest, drafted, desk.calendar, inputSha256 ?? ''), wording),
    takeBackHref: list.state === 'confirmed' ? awardPaths.takeBack(slug) : null,
    discardHref: isDraft ? awardPaths.discard(slug) : null,
  };
}

/** `slug` where they may still be withdrawn. */
const toDecisionsView = (
  decisions: readonly AwardDecisionFacts[],
  prizes: NamedPrizes,
  slug: string | null,
): object[] =>
  decisions.map((decision) => ({
    what: sayDecision(decision, prizes),
    who: decision.decidedByName,
    at: decision.decidedAt,
    reason: decision.reason,
    withdrawn:
      decision.withdrawnAt === null
        ? null
        : `${decision.withdrawnByName ?? ''} bỏ lúc ${formatDateTime(decision.withdrawnAt)}. Lý do: ${decision.withdrawnReason ?? ''}`,
    withdrawHref:
      slug === null || decision.withdrawnAt !== null ? null : awardPaths.decisionWithdrawal(slug, decision.id),
  }));

const sentenceOf = (refusal: Refusal | null, wording: Wording): string | null =>
  refusal === null ? null : wording.of(refusal).sentence;

function closedText(result: AwardDesk['result']): string | null {
  const at = result?.round.closedAt ?? null;
  return at === null ? null : formatDateTime(at);
}

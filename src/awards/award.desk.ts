import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts, PrizeTierFacts } from '../contests/contest.facts.js';
import type { SidePrizeFacts } from '../contests/side-prize.facts.js';
import type { BudgetSource, PrizeCeiling } from '../contests/prize-money.js';
import { PrizeMoney } from '../contests/prize-money.reader.js';
import { ContestReader } from '../contests/contest.reader.js';
import type { Reader } from '../database/tx.js';
import { type ContestResult, ContestResults } from '../judging/result/contest.results.js';
import type { RoundTally } from '../judging/results.facts.js';
import { writeRulesFile, writeScoresFile } from '../judging/tally-files.js';
import { Refused } from '../kernel/refusal.js';
import type { Instant } from '../kernel/instant.js';
import type { AwardDecisionFacts, AwardLine, AwardListFacts } from './award.facts.js';
import { toAwardLines } from './award.lines.js';
import { type Proposal, propose } from './award.proposal.js';
import { AwardRepository } from './award.repository.js';
import { type EmbargoFacts, embargoOf } from './embargo/embargo.repository.js';
import { writeSidePrizes } from './prizes/side-prizes-file.js';

/** A list that is worked on, as it computes at this moment. */
export interface Drafted {
  list: AwardListFacts;
  decisions: AwardDecisionFacts[];
  proposal: Proposal;
  lines: AwardLine[];
  /** When it goes out by itself; null where nobody set a moment. */
  embargo: EmbargoFacts | null;
}

/** Everything the organisers' page and every act on an award list start from. */
export interface AwardDesk {
  contest: ContestFacts;
  calendar: Calendar;
  tiers: PrizeTierFacts[];
  sidePrizes: SidePrizeFacts[];
  /** What papers let the prizes be, and where the money comes from. */
  ceilings: PrizeCeiling[];
  sources: BudgetSource[];
  /** What the contest comes to; null while its last round is not closed. */
  result: ContestResult | null;
  /** The ranks of it. */
  tally: RoundTally | null;
  /** SHA-256 of scores, rules, budget and all prizes as they are now; null while the round is open. */
  inputSha256: string | null;
  drafted: Drafted | null;
  published: AwardListFacts | null;
  /** What people decided over the published list, oldest first; empty without one. */
  publishedDecisions: AwardDecisionFacts[];
}

/** Loads what stands on the organisers' desk. A constant number of queries however many entries there are. */
@Injectable()
export class AwardDesks {
  constructor(
    private readonly contests: ContestReader,
    private readonly results: ContestResults,
    private readonly awards: AwardRepository,
    private readonly money: PrizeMoney,
  ) {}

  /** The lines of the list in force, else of the one that waits; none without a list. */
  async lines(reader: Reader, { published, drafted }: AwardDesk): Promise<AwardLine[]> {
    return published === null ? (drafted?.lines ?? []) : this.awards.lines(reader, published.id);
  }

  /** The desk of a contest at a real instant; refuses `not-found` for a slug that nobody has. */
  async of(reader: Reader, slug: string, realNow: Instant): Promise<AwardDesk> {
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    const calendar = await this.contests.calendarOf(reader, contest, realNow);
    const tiers = await this.contests.tiers(reader, contest.id);
    const sidePrizes = await this.money.sidePrizes(reader, contest.id);
    const ceilings = await this.money.ceilings(reader, contest.id);
    const sources = await this.money.sources(reader, contest.id);
    const result = await this.results.of(reader, contest);
    const tally = result?.tally ?? null;
    const list = await this.awards.waiting(reader, contest.id);
    const published = await this.awards.published(reader, contest.id);
    const publishedDecisions = published === null ? [] : await this.awards.decisions(reader, published.id);
    const desk = {
      contest,
      calendar,
      tiers,
      sidePrizes,
      ceilings,
      sources,
      result,
      tally,
      published,
      publishedDecisions,
    };
    const drafted = list === null || tally === null ? null : await this.draftedOf(reader, desk, tally, list);
    let hashed: string | null = null;
    return {
      ...desk,
      drafted,
      // Only decisions ask for it; of 10,000 entries it costs a quarter of a second.
      get inputSha256() {
        if (tally !== null) hashed ??= inputHash(tally, contest, sidePrizes);
        return hashed;
      },
    };
  }

  private async draftedOf(
    reader: Reader,
    { contest, tiers, sidePrizes }: Pick<AwardDesk, 'contest' | 'tiers' | 'sidePrizes'>,
    tally: RoundTally,
    list: AwardListFacts,
  ): Promise<Drafted> {
    const decisions = await this.awards.decisions(reader, list.id);
    const { ranking, input } = tally;
    const scored = { ranking, entries: input.entries, criteria: input.rules.scoring.criteria };
    const { prizes, atBoundary } = input.rules;
    const proposal = propose(scored, { prizes, sidePrizes, atBoundary, budget: contest.budget }, decisions);
    const { allocation, side, rewards } = proposal;
    const awards = { ranked: allocation.awards, side: side.awards, rewards: rewards.awards };
    const entries = await this.awards.printedEntries(
      reader,
      contest.id,
      [...awards.ranked, ...awards.side, ...awards.rewards].map(({ entry }) => entry),
    );
    const fields = await this.contests.fields(reader, contest.id);
    return {
      list,
      decisions,
      proposal,
      embargo: await embargoOf(reader, list.id),
      lines: toAwardLines(awards, { ranking, tiers, sidePrizes, entries, fields }),
    };
  }
}

/** The very files of `contest export --format tally`, the budget, and the prizes beside the tiers: whoever has them can say whether a list was made from them. */
function inputHash(
  { input }: RoundTally,
  { budget }: Pick<ContestFacts, 'budget'>,
  sidePrizes: readonly SidePrizeFacts[],
): string {
  return createHash('sha256')
    .update(writeScoresFile(input.entries, input.rules.scoring.criteria))
    .update(writeRulesFile(input.rules))
    .update(String(budget))
    .update(sidePrizes.length === 0 ? '' : writeSidePrizes(sidePrizes))
    .digest('hex');
}

import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../contests/contest.facts.js';
import type { Reader } from '../database/tx.js';
import { judgedFrom } from './agreement/agreement-report.js';
import { type AgreementAnswer, agreementInThread } from './agreement/agreement.thread.js';
import { JudgingResults } from './judging.results.js';
import { PanelRepository } from './panel.repository.js';
import { type EntryPlace, everyScored } from './results.facts.js';
import { ResultsRepository } from './results.repository.js';
import type { RoundFacts } from './round.facts.js';

/** The report on a closed round, with what its entries are called. */
export interface RoundAgreement {
  /** Null: judges of this round score different criteria, so that their totals say nothing about each other. */
  answer: AgreementAnswer | null;
  places: ReadonlyMap<string, Pick<EntryPlace, 'number' | 'villageName'>>;
  sheets: number;
}

/** The seed of every report, told on the page: the same scores give the same report. */
const RESAMPLING = { seed: 1, draws: 1000 };
/** Reports kept: a few hundred entries are about a hundred kilobytes. */
const KEPT = 8;

/**
 * Reports on the agreement of judges, computed once for a closed round in a thread and kept while nothing that counts has changed. What is
 * kept is only ever a copy: any other process computes the very same.
 */
@Injectable()
export class AgreementReports {
  private readonly kept = new Map<string, Promise<RoundAgreement>>();

  constructor(
    private readonly results: JudgingResults,
    private readonly repository: ResultsRepository,
    private readonly panel: PanelRepository,
  ) {}

  /** Reads scores: for whoever may see those of the closed round. Two queries while the report is kept, a few more when it is not. */
  async of(reader: Reader, contest: ContestFacts, round: RoundFacts): Promise<RoundAgreement> {
    const key = `${round.id} ${await this.repository.mark(reader, round.id)} ${JSON.stringify(contest.ranking)}`;
    const found = this.kept.get(key) ?? this.compute(reader, contest, round);
    this.kept.delete(key);
    this.kept.set(key, found);
    found.catch(() => this.kept.delete(key));
    for (const oldest of [...this.kept.keys()].slice(0, -KEPT)) this.kept.delete(oldest);
    return found;
  }

  private async compute(reader: Reader, contest: ContestFacts, round: RoundFacts): Promise<RoundAgreement> {
    const tally = await this.results.rankingOf(reader, contest, round.id);
    const units = new Map((await this.panel.judges(reader, round.id)).map(({ code, unitId }) => [code, unitId]));
    const scored = everyScored(tally).filter(({ sheets }) => sheets.length > 0);
    const places = new Map([...tally.places].map(([number, { villageName }]) => [number, { number, villageName }]));
    const sheets = scored.reduce((sum, one) => sum + one.sheets.length, 0);
    const comparable = scored.every((one) => one.sheets.every((sheet) => !sheet.includes(null)));
    if (!comparable || scored.length === 0) return { answer: null, places, sheets };
    const judged = judgedFrom(scored, tally.input.rules.scoring.criteria);
    const homes = judged.ratings.judges.flatMap((code, judge) => {
      const unit = units.get(code) ?? null;
      return judged.ratings.entries.flatMap((number, entry) => {
        const place = tally.places.get(number);
        const isHome = unit !== null && place !== undefined && [place.communeId, place.districtId].includes(unit);
        return isHome ? [[judge, entry] as const] : [];
      });
    });
    return { answer: await agreementInThread({ judged, homes, resampling: RESAMPLING }), places, sheets };
  }
}

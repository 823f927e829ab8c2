import type { CriterionFacts } from '../contests/contest.facts.js';
import { sheetPosition } from '../judging/assignment.js';
import { commentField, pointsField } from '../judging/score.form.js';
import { decimalText } from '../kernel/integers.js';
import type { EntryId, PersonId } from '../kernel/ids.js';
import type { Hundredths } from '../kernel/points.js';
import { sampleComments } from './materials/comments.js';
import { planScores } from './materials/scores.js';

/** A dossier before the judges. */
export interface JudgedEntry {
  /** Of its sample dossier: what the plan is drawn from. */
  key: string;
  id: EntryId;
  number: string;
}

/** One sheet to be filled. */
export interface PlannedWork {
  entry: JudgedEntry;
  points: readonly Hundredths[];
}

/** Places in the ranking, from 0, where something out of the ordinary happens; all behind the prizes. */
const DECLINED = 39;
const MISTYPED = 24;
/** Judge 2 first typed a point less for the last criterion, and asks to have the sheet back. */
const MISTYPED_BY = 2;
const TYPING_ERROR: Hundredths = 100;

/** Who gives how many points for what, and which sheets each judge has still before them, in that judge's own order. */
export class JuryPlan {
  private readonly sheets = new Map<number, readonly PlannedWork[]>();
  private readonly pending = new Map<number, readonly PlannedWork[]>();

  /** `bestFirst` is the ranking that the points are to come to; judges count from 1. */
  constructor(
    private readonly bestFirst: readonly JudgedEntry[],
    judges: readonly PersonId[],
    private readonly criteria: readonly CriterionFacts[],
  ) {
    const numbers = judges.map((_, index) => String(index + 1));
    const keys = bestFirst.map(({ key }) => key);
    const planned = planScores(keys, numbers, criteria);
    for (const [index, personId] of judges.entries()) {
      const own = bestFirst
        .map((entry) => ({
          entry,
          points: planned.find((sheet) => sheet.entry === entry.key && sheet.judge === numbers[index])?.points ?? [],
        }))
        .sort((a, b) => sheetPosition(personId, a.entry.id) - sheetPosition(personId, b.entry.id));
      this.sheets.set(index + 1, own);
      this.pending.set(index + 1, own);
    }
  }

  /** The next sheets of a judge, still to be filled. */
  next(judge: number, sheets: number): readonly PlannedWork[] {
    return (this.pending.get(judge) ?? []).slice(0, sheets);
  }

  /** A sheet is filled, or will never be. */
  done(judge: number, { number }: JudgedEntry): void {
    this.pending.set(
      judge,
      (this.pending.get(judge) ?? []).filter(({ entry }) => entry.number !== number),
    );
  }

  /** The entry that a judge declines. */
  declined(): JudgedEntry {
    return this.at(DECLINED);
  }

  /** The entry whose sheet a judge wants back, with what it should have said; it is before that judge again. */
  reopened(judge: number): JudgedEntry {
    const entry = this.at(MISTYPED);
    this.pending.set(judge, this.sheets.get(judge)?.filter((sheet) => sheet.entry === entry) ?? []);
    return entry;
  }

  /** What the judge types: points for all criteria, a comment beside some. `isFirst` while the sheet was never signed. */
  words(judge: number, { entry, points }: PlannedWork, isFirst: boolean): Record<string, string> {
    const isMistyped = isFirst && judge === MISTYPED_BY && entry.key === this.at(MISTYPED).key;
    const shares = points.map((given, index) => given / (this.criteria[index]?.max ?? 1));
    const { criteria: comments, overall } = sampleComments(`${entry.key}/${judge}`, shares);
    const words: Record<string, string> = { comment: overall ?? '' };
    for (const [index, { code }] of this.criteria.entries()) {
      const isLast = index === this.criteria.length - 1;
      const given = (points[index] ?? 0) - (isMistyped && isLast ? TYPING_ERROR : 0);
      words[pointsField(code)] = decimalText(given, 2).replace('.', ',');
      words[commentField(code)] = comments[index] ?? '';
    }
    return words;
  }

  /** The same for a sheet that is only begun: the first criterion alone. */
  firstWords(judge: number, work: PlannedWork): Record<string, string> {
    const [first] = this.criteria;
    const name = pointsField(first?.code ?? '');
    return { [name]: this.words(judge, work, true)[name] ?? '' };
  }

  private at(place: number): JudgedEntry {
    const entry = this.bestFirst[place];
    if (entry === undefined) throw new RangeError(`no entry is ranked ${place + 1}`);
    return entry;
  }
}

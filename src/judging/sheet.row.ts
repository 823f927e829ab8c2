import { Calendar } from '../contests/calendar.js';
import type { ContestFacts, CriterionFacts, RubricVersionId, WindowFacts } from '../contests/contest.facts.js';
import type { BlindReading } from '../entries/dossier.view.js';
import type { ContestId, EntryId, PersonId, RoundId, SheetId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { SheetCase } from './judging.policy.js';
import type { PanelJudge, RoundFacts, SheetProgress } from './round.facts.js';
import type { SheetFacts, SheetState } from './sheet.facts.js';

/** Columns of a SheetFacts; `s` is the alias of score_sheets. */
export const SHEET_COLUMNS = `s.id, s.round_id AS "roundId", s.person_id AS "personId", s.entry_id AS "entryId", s.position, s.state, s.progress,
  s.points, s.comments, s.comment, trim_scale(s.total_hundredths)::text AS "totalHundredths", s.saved_at AS "savedAt",
  s.signed_at AS "signedAt", s.recused_at AS "recusedAt", s.recused_reason AS "recusedReason", s.on_paper_at AS "onPaperAt",
  s.reopened_reason AS "reopenedReason", s.version`;

/** Condition on `score_sheets s`: nothing was ever written on it, on line or on paper, so taking it back loses nothing. */
export const UNTOUCHED_SHEET = `(s.progress = 'none'
  AND NOT EXISTS (SELECT 1 FROM score_sheet_versions v WHERE v.sheet_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM paper_sheets ps WHERE ps.sheet_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM paper_scans c WHERE c.sheet_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM paper_typings t WHERE t.sheet_id = s.id))`;

/** Whether an entry's judges are not to know whose it is; `e` is the alias of entries. */
export const IS_BLIND = `(SELECT b.blind FROM contests b WHERE b.id = e.contest_id)`;
/**
 * What a judge may know of an entry, by its aliases `e`, `v` and `k` (entries, contest_villages, contest_communes): number and
 * places or, where judges are blind, its code alone. Built here and nowhere else, so that nothing behind it can tell more.
 */
export const JUDGED_NUMBER = `CASE WHEN ${IS_BLIND} THEN e.blind_code ELSE e.number END`;
export const JUDGED_VILLAGE = `CASE WHEN ${IS_BLIND} THEN 'Hồ sơ ' || e.blind_code ELSE v.name END`;
export const JUDGED_COMMUNE = `CASE WHEN ${IS_BLIND} THEN '' ELSE k.name END`;
export const JUDGED_DISTRICT = `CASE WHEN ${IS_BLIND} THEN NULL ELSE k.district_name END`;
/** What judges know the entry by where judging is blind, for those who may know both; null elsewhere. */
export const BLIND_CODE = `CASE WHEN ${IS_BLIND} THEN e.blind_code END`;
/** Condition: the entry that somebody means who may know both, by its number or its code; `typed` is a parameter ("$3"). */
export const meantBy = (typed: string): string => `(e.number = ${typed} OR (e.blind_code = ${typed} AND ${IS_BLIND}))`;
/** What somebody decided to keep from judges of the entry: files by id, fields by code. As json. */
export const WITHHELD = `coalesce((SELECT json_agg(w.place ORDER BY w.place) FROM name_findings w
  WHERE w.entry_id = e.id AND w.decision = 'withheld'), '[]')`;
/** Finds an entry by what its judge knows it by; `$1` is that. */
export const JUDGED_AS = `(e.number = $1 OR e.blind_code = $1) AND ${IS_BLIND} = (e.blind_code = $1)`;

/** Everything one judge's page about one entry stands on, in one row. */
export interface DeskRow {
  id: SheetId;
  roundId: RoundId;
  personId: PersonId;
  entryId: EntryId;
  position: number;
  state: SheetState;
  progress: SheetProgress;
  points: Record<string, number>;
  comments: Record<string, string>;
  comment: string;
  totalHundredths: string | null;
  savedAt: Instant | null;
  signedAt: Instant | null;
  recusedAt: Instant | null;
  recusedReason: string | null;
  onPaperAt: Instant | null;
  reopenedReason: string | null;
  version: number;
  round: Omit<RoundFacts, 'closedAt'> & { closedAt: string | null };
  contest: DeskContest & { clockAt: string | null };
  /** The round's: planned, or the contest's own. */
  window: { from: string; until: string; printed: string } | null;
  judge: DeskJudge;
  entry: DeskEntry;
  criteria: CriterionFacts[];
}

export type DeskContest = Pick<
  ContestFacts,
  | 'id'
  | 'slug'
  | 'name'
  | 'noun'
  | 'organiserName'
  | 'state'
  | 'rehearsal'
  | 'contactName'
  | 'contactPhone'
  | 'sampleNotes'
  | 'blind'
>;
export type DeskJudge = Pick<PanelJudge, 'code' | 'name' | 'removedAt' | 'counts'>;
export interface DeskEntry {
  id: EntryId;
  number: string;
  villageName: string;
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
  answers: Readonly<Record<string, string>>;
  /** Files by id and fields by code that judges do not get where they are blind. */
  withheld: string[];
  judgeable: boolean;
}

/** One judge at one entry: the sheet and all that decides what may be done with it. */
export interface Desk extends SheetCase {
  sheet: SheetFacts;
  round: RoundFacts;
  contest: DeskContest;
  judge: DeskJudge;
  entry: DeskEntry;
  rubric: { versionId: RubricVersionId; criteria: readonly CriterionFacts[] };
}

/** What a judge may have of the entry: the contest's rule, and what was decided of this dossier. */
export const blindOf = ({ contest, entry }: Pick<Desk, 'contest' | 'entry'>): BlindReading & { isBlind: boolean } => ({
  ...contest.blind,
  withheld: entry.withheld,
});

/** Counts of a panel judge's sheets by progress as json; `p` is the alias of panel_judges. */
export const COUNTS_JSON = `json_build_object('none', p.sheets_none, 'draft', p.sheets_draft, 'done', p.sheets_done,
  'signed', p.sheets_signed, 'recused', p.sheets_recused)`;

/** The row as facts, with the contest's calendar at a real instant. Extensions are of submission and vetting: none here. */
export function toDesk(row: DeskRow, realNow: Instant): Desk {
  const { round, contest, window, judge, entry, criteria, ...sheet } = row;
  const clockAt = contest.clockAt === null ? null : new Date(contest.clockAt);
  const windows: WindowFacts[] =
    window === null
      ? []
      : [{ kind: 'judging', from: new Date(window.from), until: new Date(window.until), printed: window.printed }];
  return {
    sheet,
    round: { ...round, closedAt: round.closedAt === null ? null : new Date(round.closedAt) },
    contest,
    calendar: new Calendar({ ...contest, clockAt }, windows, [], realNow),
    judge,
    entry,
    judgeable: entry.judgeable,
    rubric: { versionId: round.rubricVersionId, criteria },
  };
}

export interface JudgePlace {
  contestId: ContestId;
  personId: PersonId;
}

import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { membersOf } from './body.repository.js';
import { Calendar, type RoundWindow } from './calendar.js';
import type {
  CommuneFacts,
  ContestFacts,
  CriterionFacts,
  ExtensionFacts,
  FieldFacts,
  MemberFacts,
  MemberListDesign,
  PracticeDossier,
  PracticeFileFacts,
  PrizeTierFacts,
  RubricFacts,
  RubricVersionId,
  RulesFacts,
  SlotFacts,
  VillageFacts,
  WindowFacts,
} from './contest.facts.js';
import { practiceFilesOf } from './practice.repository.js';
import type { PlannedRoundFacts } from './round-plan.facts.js';
import { plannedRoundsOf } from './round-plan.repository.js';
import { CONTEST_COLUMNS, type ContestRow, toContest } from './contest.row.js';

/**
 * What the rooms above read of a contest. Every method is one query and takes the reader (or the transaction) of its caller;
 * lists come in the organiser's order.
 */
@Injectable()
export class ContestReader {
  async byId(reader: Reader, id: ContestId): Promise<ContestFacts | null> {
    const row = await reader.one<ContestRow>(`SELECT ${CONTEST_COLUMNS} FROM contests c WHERE c.id = $1`, [id]);
    return row && toContest(row);
  }

  async bySlug(reader: Reader, slug: string): Promise<ContestFacts | null> {
    const row = await reader.one<ContestRow>(`SELECT ${CONTEST_COLUMNS} FROM contests c WHERE c.slug = $1`, [slug]);
    return row && toContest(row);
  }

  /** Every contest, or those of these ids; newest first. */
  async all(reader: Reader, ids: readonly ContestId[] | null = null): Promise<ContestFacts[]> {
    const rows = await reader.rows<ContestRow>(
      `SELECT ${CONTEST_COLUMNS} FROM contests c WHERE $1::uuid[] IS NULL OR c.id = ANY($1) ORDER BY c.created_at DESC, c.id`,
      [ids],
    );
    return rows.map(toContest);
  }

  /** The most that the files of all its dossiers may take together, in bytes; 0 for a contest that is not there. */
  async storageBytes(reader: Reader, id: ContestId): Promise<number> {
    const row = await reader.one<{ bytes: number }>(`SELECT storage_bytes AS bytes FROM contests WHERE id = $1`, [id]);
    return row?.bytes ?? 0;
  }

  /** The contest with its row held against changes (clock, windows, state) until this transaction ends. */
  async holdById(reader: Reader, id: ContestId): Promise<ContestFacts | null> {
    const row = await reader.one<ContestRow>(`SELECT ${CONTEST_COLUMNS} FROM contests c WHERE c.id = $1 FOR SHARE`, [
      id,
    ]);
    return row && toContest(row);
  }

  /** The contest's calendar at a real instant: `tx.now` in an act, the Clock's in a page. */
  async calendarOf(reader: Reader, contest: ContestFacts, realNow: Instant): Promise<Calendar> {
    const calendars = await this.calendarsOf(reader, [contest], realNow);
    return calendars.get(contest.id) ?? new Calendar(contest, [], [], realNow);
  }

  /** A contest and its calendar at a real instant, asked for at once: what most pages begin with. */
  async withCalendar(
    reader: Reader,
    id: ContestId,
    realNow: Instant,
  ): Promise<{ contest: ContestFacts; calendar: Calendar } | null> {
    const [contest, timing] = await Promise.all([this.byId(reader, id), this.timingOf(reader, [id])]);
    return contest && { contest, calendar: toCalendar(contest, timing, realNow) };
  }

  /** The calendars of several contests in one query, keyed by contest. */
  async calendarsOf(
    reader: Reader,
    contests: readonly ContestFacts[],
    realNow: Instant,
  ): Promise<Map<ContestId, Calendar>> {
    const timing = await this.timingOf(
      reader,
      contests.map(({ id }) => id),
    );
    return new Map(contests.map((contest) => [contest.id, toCalendar(contest, timing, realNow)]));
  }

  private timingOf(reader: Reader, ids: readonly ContestId[]): Promise<Timing[]> {
    return reader.rows<Timing>(
      `SELECT c.id,
              (SELECT json_agg(json_build_object('kind', w.kind, 'from', w.from_at, 'until', w.until_at, 'printed', w.printed))
                 FROM contest_windows w WHERE w.contest_id = c.id) AS windows,
              (SELECT json_agg(json_build_object('id', e.id, 'kind', e.kind, 'unitId', e.unit_id, 'entryId', e.entry_id, 'untilAt', e.until_at,
                                                 'documentNumber', e.document_number, 'reason', e.reason))
                 FROM window_extensions e WHERE e.contest_id = c.id) AS extensions,
              (SELECT json_agg(json_build_object('number', p.number, 'from', p.from_at, 'until', p.until_at, 'printed', p.printed))
                 FROM planned_rounds p WHERE p.contest_id = c.id) AS rounds
         FROM unnest($1::uuid[]) AS c (id)`,
      [ids],
    );
  }

  async slots(reader: Reader, contestId: ContestId): Promise<SlotFacts[]> {
    return reader.rows<SlotFacts>(
      `SELECT id, code, title, help, sample, requirement, one_of_group AS "oneOfGroup", kinds, max_bytes AS "maxBytes", max_files AS "maxFiles"
         FROM contest_slots WHERE contest_id = $1 ORDER BY sort_order, code`,
      [contestId],
    );
  }

  async fields(reader: Reader, contestId: ContestId): Promise<FieldFacts[]> {
    return reader.rows<FieldFacts>(
      `SELECT id, code, label, help, kind, required, max_length AS "maxLength"
         FROM contest_fields WHERE contest_id = $1 ORDER BY sort_order, code`,
      [contestId],
    );
  }

  /** Members of the bodies that run the contest, body by body. */
  bodyMembers(reader: Reader, contestId: ContestId): Promise<MemberFacts[]> {
    return membersOf(reader, contestId);
  }

  /** Sample dossiers to practise on, in the organiser's order. */
  practiceDossiers(reader: Reader, contestId: ContestId): Promise<PracticeDossier[]> {
    return reader.rows<PracticeDossier>(
      `SELECT id, title, body FROM practice_dossiers WHERE contest_id = $1 ORDER BY sort_order, id`,
      [contestId],
    );
  }

  /** The files of one sample, in the organiser's order. */
  practiceFiles(reader: Reader, practiceId: string): Promise<PracticeFileFacts[]> {
    return practiceFilesOf(reader, practiceId);
  }

  /** The list of members that dossiers of this contest carry; null when it asks for none. */
  async memberList(reader: Reader, contestId: ContestId): Promise<MemberListDesign | null> {
    return reader.one<MemberListDesign>(
      `SELECT slot_id AS "slotId", declared_field_id AS "declaredFieldId", columns
         FROM contest_member_lists WHERE contest_id = $1`,
      [contestId],
    );
  }

  /** The newest rubric of the contest, or null when no criteria were ever set. Criteria of a round's own are not the contest's. */
  async currentRubric(reader: Reader, contestId: ContestId): Promise<RubricFacts | null> {
    return this.rubric(reader, `${COMMON} ORDER BY v.number DESC LIMIT 1`, [contestId]);
  }

  /** What a round would be judged by now: the newest criteria of its own, else the contest's; null when neither were ever set. */
  async currentRubricOfRound(reader: Reader, contestId: ContestId, round: number): Promise<RubricFacts | null> {
    const own = `v.planned_round_id = (SELECT id FROM planned_rounds WHERE contest_id = $1 AND number = $2)
      AND EXISTS (SELECT 1 FROM criteria o WHERE o.rubric_version_id = v.id)`;
    const order = 'ORDER BY v.planned_round_id NULLS LAST, v.number DESC LIMIT 1';
    return this.rubric(reader, `((${COMMON}) OR (v.contest_id = $1 AND ${own})) ${order}`, [contestId, round]);
  }

  /** The rounds that the contest's rules plan, in order; none in a contest of one round that says nothing of it. */
  plannedRounds(reader: Reader, contestId: ContestId): Promise<PlannedRoundFacts[]> {
    return plannedRoundsOf(reader, contestId);
  }

  async rubricVersion(reader: Reader, versionId: RubricVersionId): Promise<RubricFacts | null> {
    return this.rubric(reader, 'v.id = $1', [versionId]);
  }

  async tiers(reader: Reader, contestId: ContestId): Promise<PrizeTierFacts[]> {
    return reader.rows<PrizeTierFacts>(
      `SELECT code, name, quantity, amount, minimum_hundredths AS minimum, most_percent AS "mostPercent", recipient_kind AS "recipientKind" FROM prize_tiers WHERE contest_id = $1 ORDER BY sort_order, code`,
      [contestId],
    );
  }

  /** The version of the rules in force at a contest instant; null before the first. */
  async rulesInForce(reader: Reader, contestId: ContestId, at: Instant): Promise<RulesFacts | null> {
    return reader.one<RulesFacts>(
      `SELECT id, number, title, document_number AS "documentNumber", issued_on AS "issuedOn", body, in_force_at AS "inForceAt"
         FROM rules_versions WHERE contest_id = $1 AND in_force_at <= $2 ORDER BY in_force_at DESC, number DESC LIMIT 1`,
      [contestId, at],
    );
  }

  async commune(reader: Reader, contestId: ContestId, communeId: UnitId): Promise<CommuneFacts | null> {
    return reader.one<CommuneFacts>(
      `SELECT ${COMMUNE_COLUMNS} FROM contest_communes WHERE contest_id = $1 AND commune_id = $2`,
      [contestId, communeId],
    );
  }

  /** Every commune of the snapshot. */
  async communeIds(reader: Reader, contestId: ContestId): Promise<UnitId[]> {
    const rows = await reader.rows<{ id: UnitId }>(
      `SELECT commune_id AS id FROM contest_communes WHERE contest_id = $1 ORDER BY sort_key, commune_id`,
      [contestId],
    );
    return rows.map(({ id }) => id);
  }

  /** A commune's villages in the snapshot, by name. */
  async villagesOf(reader: Reader, contestId: ContestId, communeId: UnitId): Promise<VillageFacts[]> {
    return (await this.villagesIn(reader, [contestId], communeId)).get(contestId) ?? [];
  }

  /** The same for several contests in one query, keyed by contest; one without villages of the commune has no key. */
  async villagesIn(
    reader: Reader,
    contestIds: readonly ContestId[],
    communeId: UnitId,
  ): Promise<Map<ContestId, VillageFacts[]>> {
    const rows = await reader.rows<VillageFacts & { contestId: ContestId }>(
      `SELECT contest_id AS "contestId", village_id AS id, name, commune_id AS "communeId" FROM contest_villages
        WHERE contest_id = ANY($1) AND commune_id = $2 ORDER BY sort_key, village_id`,
      [contestIds, communeId],
    );
    return Map.groupBy(rows, ({ contestId }) => contestId);
  }

  /** Contests in which a commune takes part and that are open, newest first. */
  async openForCommune(reader: Reader, communeId: UnitId): Promise<ContestFacts[]> {
    const rows = await reader.rows<ContestRow>(
      `SELECT ${CONTEST_COLUMNS} FROM contests c JOIN contest_communes cc ON cc.contest_id = c.id AND cc.commune_id = $1
        WHERE c.state = 'open' ORDER BY c.opened_at DESC, c.id`,
      [communeId],
    );
    return rows.map(toContest);
  }

  /** Contests in which a unit vets at some level and that are open, newest first. */
  async openForVetter(reader: Reader, unitId: UnitId): Promise<ContestFacts[]> {
    const rows = await reader.rows<ContestRow>(
      `SELECT ${CONTEST_COLUMNS} FROM contests c
        WHERE c.state = 'open' AND EXISTS (SELECT 1 FROM contest_vetters v WHERE v.unit_id = $1 AND v.contest_id = c.id)
        ORDER BY c.opened_at DESC, c.id`,
      [unitId],
    );
    return rows.map(toContest);
  }

  private async rubric(reader: Reader, where: string, values: readonly unknown[]): Promise<RubricFacts | null> {
    return reader.one<RubricFacts & { criteria: CriterionFacts[] }>(
      `SELECT v.id AS "versionId", v.number,
              coalesce((SELECT json_agg(json_build_object('id', k.id, 'code', k.code, 'title', k.title, 'help', k.help, 'guidance', k.guidance,
                                 'max', k.max_hundredths, 'step', k.step_hundredths, 'weight', trim_scale(k.weight)::text)
                                 ORDER BY k.sort_order, k.code)
                          FROM criteria k WHERE k.rubric_version_id = v.id), '[]') AS criteria
         FROM rubric_versions v WHERE ${where}`,
      [...values],
    );
  }
}

/** The contest's own criteria: `v` is the alias of rubric_versions, `$1` the contest. */
const COMMON = 'v.contest_id = $1 AND v.planned_round_id IS NULL';

const COMMUNE_COLUMNS = `commune_id AS id, name, code, district_id AS "districtId", district_name AS "districtName", village_count AS "villageCount"`;

type RawWindow = Omit<WindowFacts, 'from' | 'until'> & { from: string; until: string };
type RawRound = Omit<RoundWindow, 'from' | 'until'> & { from: string; until: string };
type RawExtension = Omit<ExtensionFacts, 'untilAt'> & { untilAt: string };
/** What the windows, extensions and planned rounds of one contest say, as JSON tells it; null where there are none. */
interface Timing {
  id: ContestId;
  windows: RawWindow[] | null;
  extensions: RawExtension[] | null;
  rounds: RawRound[] | null;
}

function toCalendar(contest: ContestFacts, timing: readonly Timing[], realNow: Instant): Calendar {
  const { windows, extensions, rounds } = timing.find(({ id }) => id === contest.id) ?? NO_TIMING;
  return new Calendar(
    contest,
    (windows ?? []).map((one): WindowFacts => withInstants(one)),
    (extensions ?? []).map((one): ExtensionFacts => ({ ...one, untilAt: new Date(one.untilAt) })),
    realNow,
    (rounds ?? []).map((one): RoundWindow => withInstants(one)),
  );
}

const NO_TIMING = { windows: null, extensions: null, rounds: null };

const withInstants = <Raw extends { from: string; until: string }>(one: Raw) => ({
  ...one,
  from: new Date(one.from),
  until: new Date(one.until),
});

import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { newId, type UnitId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { byLine, type LineFault } from '../../kernel/text-file.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import type { ReadTable } from '../../press/table.js';
import { Audit } from '../../audit/audit.js';
import { CommunityReach } from '../community.reach.js';
import { GroupImportRepository } from '../groups/import.repository.js';
import { type HouseholdRow, readHouseholds } from './household.file.js';
import { type PlacedHousehold, placeHouseholds } from './household.placing.js';
import { type HouseholdId, householdKey, HouseholdRepository, type NewHousehold } from './household.repository.js';
import type { TeamId, TeamKindId } from './team.facts.js';

/** Rows of one statement; more make messages that neither side likes to hold. */
const BATCH = 5000;

/** What a file brings to one village. */
export interface VillageIntake {
  name: string;
  rows: number;
  added: number;
  assigned: number;
}

/** What a file would bring, or has brought. With one fault or more nothing is taken. */
export interface HouseholdReport {
  /** Rows in order; of them new households, those that get a team, and those of which nothing changes. */
  rows: number;
  added: number;
  assigned: number;
  unchanged: number;
  /** The same by village, in the order of the file. */
  villages: VillageIntake[];
  faults: LineFault[];
}

interface KnownTeam {
  id: TeamId;
  communeId: UnitId;
  villageId: UnitId | null;
  folded: string;
}

interface KnownHousehold {
  id: HouseholdId;
  communeId: UnitId;
  villageId: UnitId | null;
  sameKey: string;
  teamId: TeamId | null;
  teamName: string | null;
}

interface Plan {
  report: HouseholdReport;
  added: NewHousehold[];
  assigned: { householdId: HouseholdId; teamId: TeamId; kindId: TeamKindId }[];
}

/** What an import is asked to take: the tables of a file, for teams of one kind, places by their names on `today`. */
export interface HouseholdFile {
  tables: readonly ReadTable[];
  kindId: TeamKindId;
  today: Day;
  /** Marks the households that come in as made up. */
  sample: boolean;
}

/** Households from a file: every row is checked first, against the file and against what is stored; then all or nothing, in batches. */
@Injectable()
export class HouseholdImport {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly reach: CommunityReach,
    private readonly places: GroupImportRepository,
    private readonly households: HouseholdRepository,
  ) {}

  /** Reads and checks, and writes nothing. */
  async check(reader: Reader, actor: Actor, file: HouseholdFile): Promise<HouseholdReport> {
    return (await this.plan(reader, actor, file)).report;
  }

  /** Reads, checks and, when there is no fault, writes; else the report names every fault and nothing is written. Two imports come after one another. */
  async take(act: Act, file: HouseholdFile): Promise<HouseholdReport> {
    const first = await this.check(this.database.reader, act.actor, file);
    if (first.faults.length > 0) return first;
    return this.database.act(act, async (tx) => {
      await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('import of households'))`);
      const { report, added, assigned } = await this.plan(tx, act.actor, file);
      // Between the look and the lock somebody else may have entered a household of the file.
      if (report.faults.length > 0) throw new Refused({ code: 'household-file-faulty', faults: report.faults.length });
      for (let from = 0; from < added.length; from += BATCH)
        await this.households.insert(tx, added.slice(from, from + BATCH));
      for (let from = 0; from < assigned.length; from += BATCH)
        await this.households.assign(tx, assigned.slice(from, from + BATCH), act.actor.name);
      await this.record(tx, act, file.kindId, report);
      return report;
    });
  }

  private record(tx: Tx, act: Act, kindId: TeamKindId, { added, assigned }: HouseholdReport): Promise<void> {
    return this.audit.record(tx, act, {
      act: 'community-team.import-households',
      subjectKind: 'team-kind',
      subjectId: kindId,
      facts: { households: added, assigned },
    });
  }

  private async plan(reader: Reader, actor: Actor, { tables, kindId, today, sample }: HouseholdFile): Promise<Plan> {
    const { rows, faults } = readHouseholds(tables);
    const placed = await this.placed(reader, actor, { rows, today }, faults);
    const communes = [...new Set(placed.map(({ communeId }) => communeId))];
    const [teams, known] = await Promise.all([
      this.teamsOf(reader, communes, kindId),
      this.householdsOf(reader, communes, kindId),
    ]);
    const teamsByName = Map.groupBy(teams, ({ communeId, folded }) => `${communeId} ${folded}`);
    const knownByKey = new Map(known.map((one) => [`${one.communeId} ${one.villageId ?? ''} ${one.sameKey}`, one]));
    const lines = new Map<string, number>();
    const intakes = new Map<string, VillageIntake>();
    const intakeOf = ({ communeId, villageId, village }: PlacedHousehold): VillageIntake => {
      const at = `${communeId} ${villageId ?? ''}`;
      const intake = intakes.get(at) ?? { name: village, rows: 0, added: 0, assigned: 0 };
      intakes.set(at, intake);
      return intake;
    };
    const report: HouseholdReport = { rows: 0, added: 0, assigned: 0, unchanged: 0, villages: [], faults };
    const plan: Plan = { report, added: [], assigned: [] };
    for (const row of placed) {
      const key = `${row.communeId} ${row.villageId ?? ''} ${householdKey(row)}`;
      const before = lines.get(key);
      if (before !== undefined) {
        faults.push({
          line: row.line,
          message: `hộ “${row.headName}” đã có ở dòng ${before}. Hộ khác thì ghi địa chỉ khác.`,
        });
        continue;
      }
      lines.set(key, row.line);
      const there = knownByKey.get(key);
      const team = findTeam(row, teamsByName, there?.teamId ?? null);
      if (typeof team === 'string') faults.push({ line: row.line, message: team });
      else if (team !== null && there !== undefined && there.teamId !== null && there.teamId !== team.id)
        faults.push({
          line: row.line,
          message: `hộ “${row.headName}” đang do “${there.teamName ?? ''}” phụ trách. Chuyển hộ ở trang của tổ.`,
        });
      else addTo(plan, intakeOf(row), { row, team, there, kindId, sample });
    }
    faults.sort(byLine);
    report.added = plan.added.length;
    report.assigned = plan.assigned.length;
    report.villages = [...intakes.values()];
    return plan;
  }

  private async placed(
    reader: Reader,
    actor: Actor,
    { rows, today }: { rows: readonly HouseholdRow[]; today: Day },
    faults: LineFault[],
  ): Promise<PlacedHousehold[]> {
    if (actor.role !== 'commune' || actor.unitId === null) throw new Refused({ code: 'not-found' });
    const communes = await this.places.communes(reader, await this.reach.of(reader, actor));
    const villages = await this.places.villages(
      reader,
      communes.map(({ id }) => id),
    );
    return placeHouseholds(rows, { communes, villages, ownId: actor.unitId, today }, faults);
  }

  private teamsOf(reader: Reader, communes: readonly UnitId[], kindId: TeamKindId): Promise<KnownTeam[]> {
    return reader.rows<KnownTeam>(
      `SELECT id, commune_id AS "communeId", village_id AS "villageId", folded FROM community_teams
        WHERE commune_id = ANY($1::uuid[]) AND kind_id = $2 AND state <> 'dissolved' ORDER BY sort_key, id`,
      [communes, kindId],
    );
  }

  private householdsOf(reader: Reader, communes: readonly UnitId[], kindId: TeamKindId): Promise<KnownHousehold[]> {
    return reader.rows<KnownHousehold>(
      `SELECT h.id, h.commune_id AS "communeId", h.village_id AS "villageId", h.same_key AS "sameKey", t.id AS "teamId", t.name AS "teamName"
         FROM community_households h
         LEFT JOIN community_household_assignments a ON a.household_id = h.id AND a.kind_id = $2 AND a.until_at IS NULL
         LEFT JOIN community_teams t ON t.id = a.team_id WHERE h.commune_id = ANY($1::uuid[])`,
      [communes, kindId],
    );
  }
}

/**
 * The team a row names: the one that has the household (`hasId`), else that of the village, else of the whole commune; null when none is named; a
 * sentence when there is no such team.
 */
function findTeam(
  row: PlacedHousehold,
  teams: ReadonlyMap<string, readonly KnownTeam[]>,
  hasId: TeamId | null,
): KnownTeam | null | string {
  if (row.team === '') return null;
  const named = teams.get(`${row.communeId} ${fold(row.team)}`) ?? [];
  const own =
    named.find(({ id }) => id === hasId) ??
    named.find(({ villageId }) => villageId === row.villageId) ??
    named.find(({ villageId }) => villageId === null);
  if (own !== undefined) return own;
  return named.length > 0
    ? `“${row.team}” thuộc thôn, bản khác của ${row.communeName}.`
    : `${row.communeName} không có tổ “${row.team}”. Thêm tổ vào sổ trước.`;
}

function addTo(
  plan: Plan,
  intake: VillageIntake,
  found: {
    row: PlacedHousehold;
    team: KnownTeam | null;
    there: KnownHousehold | undefined;
    kindId: TeamKindId;
    sample: boolean;
  },
): void {
  const { row, team, there, kindId, sample } = found;
  const id = there?.id ?? newId<'community-household'>();
  if (there === undefined) {
    const { communeId, villageId, headName, address, persons } = row;
    plan.added.push({ id, communeId, villageId, headName, address, persons, sample });
    intake.added += 1;
  }
  const isNewThere = team !== null && (there?.teamId ?? null) === null;
  if (isNewThere) {
    plan.assigned.push({ householdId: id, teamId: team.id, kindId });
    intake.assigned += 1;
  }
  if (there !== undefined && !isNewThere) plan.report.unchanged += 1;
  intake.rows += 1;
  plan.report.rows += 1;
}

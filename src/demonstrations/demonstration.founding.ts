import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { BodyKind, ContestFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { ContestService } from '../contests/contest.service.js';
import { BODIES_PART, MEMBERS_PART } from '../contests/parts/bodies.part.js';
import { GENERAL_PART } from '../contests/parts/general.part.js';
import { OBJECTIONS_PART } from '../contests/parts/objections.part.js';
import { PartService } from '../contests/parts/part.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { Instant } from '../kernel/instant.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import { UnitImport } from '../units/unit.import.js';
import { UnitReader } from '../units/unit.reader.js';
import { VillageImport } from '../units/village.import.js';
import { DEMONSTRATION, type DemonstrationStage, DEMONSTRATOR } from './demonstration.facts.js';
import { type Cast, DemonstrationPeople } from './demonstration.people.js';
import { DemonstrationRepository } from './demonstration.repository.js';
import { SAMPLE_BODIES } from './materials/staff.js';
import { sampleVillagesCsv } from './materials/villages.js';

/** The plan of the province is of 22/10/2021; the contest opens on the first day of its activity. */
const PREPARED_AT = new Date('2021-10-22T14:00:00+07:00');
const OPENED_AT = new Date('2021-10-25T08:00:00+07:00');
const LAI_CHAU = { level: 'province', code: '12', on: '2021-11-01' } as const;
/** Nobody's number: 000 begins no subscriber in Lai Châu. */
const CONTACT = { contactName: 'Vũ Thị Thu Hương, Tổ thư ký', contactPhone: '+842133000401' };
/** A sample: the letters of 2021 say nothing of objections. */
const OBJECTION_RULE = { takenFrom: 'everyone', days: 10, answerDays: 5 } as const;
const BODIES: readonly [BodyKind, (typeof SAMPLE_BODIES)[keyof typeof SAMPLE_BODIES]][] = [
  ['committee', SAMPLE_BODIES.organisers],
  ['jury', SAMPLE_BODIES.jury],
  ['secretariat', SAMPLE_BODIES.secretariat],
];

/** Lays the ground of the demonstration: units, accounts, and the contest of the letters, open and without any dossier. */
@Injectable()
export class DemonstrationFounding {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly shipped: UnitImport,
    private readonly villages: VillageImport,
    private readonly units: UnitReader,
    private readonly contests: ContestReader,
    private readonly service: ContestService,
    private readonly parts: PartService,
    private readonly people: DemonstrationPeople,
    private readonly repository: DemonstrationRepository,
  ) {}

  /**
   * In one transaction: takes an earlier demonstration away and makes sure of units and accounts. Refused
   * (`demonstration-not-ours`, `demonstration-names-taken`) with nothing changed. Answers which contest was there. With
   * `dryRun` all of that is tried and nothing of it stands.
   */
  async clear(stage: DemonstrationStage, { dryRun = false } = {}): Promise<ContestId | null> {
    const passwordHash = await this.people.hashOfPassword();
    return this.database.transaction(
      async (tx) => {
        const old = await this.repository.holdContest(tx);
        if (old !== null) await this.repository.clear(tx, old);
        const added = await this.shipped.loadShipped(tx);
        const villages = await this.addVillages(tx);
        await this.people.enter(tx, passwordHash);
        await this.audit.recordSystem(tx, DEMONSTRATOR, {
          act: 'demonstration.begin',
          subjectKind: 'contest',
          subjectId: old ?? DEMONSTRATION.slug,
          contestId: old,
          facts: { stage, cleared: old !== null, units: added.units, villages },
        });
        return old;
      },
      { dryRun },
    );
  }

  /** Creates the contest from its template as a rehearsal, names who sits on its bodies, and opens it. */
  async found(): Promise<{ contest: ContestFacts; cast: Cast }> {
    const organiser = (await this.people.cast()).by('to-chuc');
    const { id } = await this.service.createFromTemplate(organiser, {
      ...DEMONSTRATION,
      name: null,
      scopeUnitId: await this.laiChau(),
      unitsOn: null,
      rehearsal: true,
      firstDay: null,
      officeUnitId: null,
    });
    await this.setClock(PREPARED_AT);
    await this.database.transaction((tx) => this.people.seat(tx, id));
    await this.nameContact(organiser, id);
    await this.nameMembers(organiser, id);
    await this.parts.saveForm(organiser, OBJECTIONS_PART, changeOf(await this.contestNow(id)), {
      rule: OBJECTION_RULE,
    });
    await this.setClock(OPENED_AT);
    await this.service.openContest(organiser, DEMONSTRATION.slug, (await this.contestNow(id)).version);
    return { contest: await this.contestNow(id), cast: await this.people.cast() };
  }

  /** Moves the contest's clock, as `contest clock` does. */
  async setClock(at: Instant): Promise<void> {
    await this.service.setClockFromTerminal(DEMONSTRATOR, DEMONSTRATION.slug, at);
  }

  /** The sample villages, once: later loads find them there. */
  private async addVillages(tx: Tx): Promise<number> {
    const csv = Buffer.from(sampleVillagesCsv());
    const sample = await tx.one(`SELECT 1 AS there FROM units WHERE level = 'village' AND sample LIMIT 1`);
    if (sample !== null) return 0;
    const report = await this.villages.importInto(tx, csv);
    const [fault] = report.faults;
    if (fault !== undefined) throw new Error(`sample villages, line ${fault.line}: ${fault.message}`);
    return report.villages;
  }

  private async laiChau(): Promise<UnitId> {
    const unit = await this.units.byCode(this.database.reader, LAI_CHAU);
    if (unit === null) throw new Error('the shipped units lack Lai Châu');
    return unit.id;
  }

  private async nameContact(organiser: Act, id: ContestId): Promise<void> {
    const contest = await this.contestNow(id);
    await this.parts.saveForm(organiser, GENERAL_PART, changeOf(contest), { ...contest, ...CONTACT });
  }

  private async nameMembers(organiser: Act, id: ContestId): Promise<void> {
    const bodies = await BODIES_PART.rows(this.database.reader, await this.contestNow(id));
    for (const [kind, members] of BODIES) {
      const bodyId = bodies.find((body) => body.kind === kind)?.id;
      if (bodyId === undefined) throw new Error(`the template has no ${kind}`);
      for (const { fullName, workplace, duty } of members) {
        const member = { bodyId, fullName, title: workplace, position: duty };
        await this.parts.addRow(organiser, MEMBERS_PART, changeOf(await this.contestNow(id)), member);
      }
    }
  }

  private async contestNow(id: ContestId): Promise<ContestFacts> {
    const contest = await this.contests.byId(this.database.reader, id);
    if (contest === null)
      throw new Error('the demonstration contest is gone: was it loaded by somebody else meanwhile?');
    return contest;
  }
}

const changeOf = ({ slug, version }: ContestFacts) => ({ slug, version, reason: null });

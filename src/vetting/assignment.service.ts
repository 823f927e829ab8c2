import { Injectable } from '@nestjs/common';
import { PeopleReader } from '../accounts/people.reader.js';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Reader, Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { ContestId, EntryId, PersonId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import type { DeskFacts } from './vetting.facts.js';
import { VettingOpening } from './vetting.opening.js';
import { refuseTicks } from './vetting.policy.js';

/** One officer of an office. */
export interface Colleague {
  id: PersonId;
  name: string;
}

/** Whose work a dossier is. It says who looks first and forbids nobody anything: an absent officer's work is simply given on. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: VettingOpening,
    private readonly people: PeopleReader,
  ) {}

  /** Who vets in this office now, by name. */
  async colleaguesOf(reader: Reader, desk: Pick<DeskFacts, 'unitId'>): Promise<Colleague[]> {
    const found = await this.people.forUnit(reader, desk.unitId, 'vetting');
    return [...new Map(found.map(({ id, name }) => [id, { id, name }])).values()];
  }

  /**
   * Gives dossiers of a desk to a colleague, or hands them back to nobody (`to` null); answers how many changed hands. Refused:
   * `nothing-ticked`; `too-many-ticked`; `not-a-colleague`. Numbers that are not of this desk are "not found", and then none is given.
   */
  async assign(
    act: Act,
    wanted: { contestId: ContestId; level: number; codes: readonly string[]; to: string | null },
  ): Promise<{ count: number; to: Colleague | null }> {
    return this.database.act(act, async (tx) => {
      const { desk, contest, calendar } = await this.opening.holdDesk(tx, act.actor, wanted);
      const { codes } = wanted;
      obey(refuseTicks(codes.length));
      const to = (await this.colleaguesOf(tx, desk)).find(({ id }) => id === wanted.to) ?? null;
      if (wanted.to !== null && to === null) throw new Refused({ code: 'not-a-colleague' });
      const given = await give(tx, desk, codes, to, calendar.now);
      if (given.length !== codes.length) throw new Refused({ code: 'not-found' });
      await this.audit.record(tx, act, {
        act: to === null ? 'vetting.release' : 'vetting.assign',
        subjectKind: 'contest',
        subjectId: contest.id,
        contestId: contest.id,
        contestAt: calendar.now,
        facts: { level: desk.level, entries: given.map(({ number }) => number), to: to?.name ?? null },
      });
      return { count: given.length, to };
    });
  }
}

const give = (
  tx: Tx,
  desk: DeskFacts,
  codes: readonly string[],
  to: Colleague | null,
  at: Instant,
): Promise<{ id: EntryId; number: string }[]> =>
  tx.rows(
    `UPDATE desk_dossiers SET assigned_to = $5, assigned_to_name = $6, assigned_at = $7
      WHERE contest_id = $1 AND ordinal = $2 AND unit_id = $3 AND number = ANY($4) RETURNING entry_id AS id, number`,
    [desk.contestId, desk.level, desk.unitId, codes, to?.id ?? null, to?.name ?? null, to === null ? null : at],
  );

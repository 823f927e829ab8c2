import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import { obey, Refused } from '../kernel/refusal.js';
import type { TypedChecks } from './check.form.js';
import { CheckRepository } from './check.repository.js';
import type { Checklist } from './vetting.facts.js';
import { type OpenedDossier, refuseIfMoved, VettingOpening } from './vetting.opening.js';
import { refuseOwnCommune, refuseToCheck } from './vetting.policy.js';

/** What an officer notes beside a dossier. The dossier itself is not touched: its words are the commune's. */
@Injectable()
export class CheckService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: VettingOpening,
    private readonly checks: CheckRepository,
  ) {}

  /**
   * Saves what was found in the places that were marked. Refused with nothing written: `acted-meanwhile` when the dossier
   * has moved since the page was drawn, `checklist-stale` when a colleague has saved meanwhile, `nothing-checked`.
   */
  async save(act: Act, code: string, typed: TypedChecks): Promise<OpenedDossier> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      obey(refuseOwnCommune(act.actor, opened));
      refuseIfMoved(opened, typed.entryVersion);
      obey(refuseToCheck(act.actor, opened));
      if (typed.checks.length === 0) throw new Refused({ code: 'nothing-checked' });
      const { entry, desk, contest, calendar } = opened;
      const { round, checklist } = await this.opening.contentsOf(tx, opened);
      const by = { round, personId: act.actor.personId, name: act.actor.name, at: calendar.now };
      const at = { entryId: entry.id, level: desk.level };
      const touched = await this.checks.touch(tx, { ...at, version: typed.checklistVersion }, by);
      if (touched === 0) throw new Refused(staleChecklist(checklist));
      await this.checks.write(tx, at, typed.checks, by);
      await this.audit.record(tx, act, {
        act: 'vetting.check',
        subjectKind: 'entry',
        subjectId: entry.id,
        contestId: contest.id,
        entryId: entry.id,
        contestAt: calendar.now,
        facts: {
          number: entry.number,
          level: desk.level,
          round,
          checks: typed.checks.map(({ key, verdict, reasonKind, note }) => ({ place: key, verdict, reasonKind, note })),
        },
      });
      return opened;
    });
  }
}

/** 409: a colleague has saved the checklist since the page was drawn. */
export const staleChecklist = ({ changedByName, changedAt }: Checklist) => ({
  code: 'checklist-stale',
  by: changedByName,
  at: changedAt,
});

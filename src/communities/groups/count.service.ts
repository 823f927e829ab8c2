import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { isId, newId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { noteStoredFile } from '../../storage/stored-files.js';
import type { ReceivedFile } from '../../storage/upload.engine.js';
import type { TypedCount } from './count.form.js';
import { refuseToCount } from './count.policy.js';
import { CountRepository } from './count.repository.js';
import type { CountFacts, GroupFacts } from './group.facts.js';
import { GroupService } from './group.service.js';
import { doubtOf } from './growth.js';

/** What is hard to believe about a count that was taken; null: nothing. */
export interface TakenCount {
  doubt: string | null;
}

/** How many members a group has on a day: a new fact each time, never written over. */
@Injectable()
export class CountService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly groups: GroupService,
    private readonly counts: CountRepository,
  ) {}

  /** Adds a count; `file` is the screenshot that shows it. Refuses `count-screenshot-missing`, `group-closed`. */
  add(act: Act, groupId: string, typed: TypedCount, file: ReceivedFile | null): Promise<TakenCount> {
    return this.database.act(act, async (tx) => {
      const group = await this.groups.editable(tx, act, groupId);
      return this.take(tx, act, { group, typed, file, replaced: null });
    });
  }

  /** Adds a count that puts another right; both stay. Refuses the same, and `count-already-corrected`. */
  correct(
    act: Act,
    at: { groupId: string; countId: string },
    typed: TypedCount,
    file: ReceivedFile | null,
  ): Promise<TakenCount> {
    return this.database.act(act, async (tx) => {
      const group = await this.groups.editable(tx, act, at.groupId);
      const replaced = isId(at.countId) ? await this.counts.byId(tx, group.id, at.countId) : null;
      if (replaced === null) throw new Refused({ code: 'not-found' });
      if (replaced.isReplaced) throw new Refused({ code: 'count-already-corrected' });
      return this.take(tx, act, { group, typed, file, replaced });
    });
  }

  private async take(
    tx: Tx,
    act: Act,
    given: { group: GroupFacts; typed: TypedCount; file: ReceivedFile | null; replaced: CountFacts | null },
  ): Promise<TakenCount> {
    const { group, typed, file, replaced } = given;
    obey(refuseToCount(typed, file));
    if (file !== null) await noteStoredFile(tx, file);
    const kept = file && { sha256: file.sha256, name: file.name, kind: file.kind, size: file.size };
    const count = { ...typed, id: newId(), groupId: group.id, file: kept, replacesId: replaced?.id ?? null };
    // Of two who put one count right at the same moment, the second is told.
    if ((await this.counts.insert(tx, [count], act.actor.name)) === 0)
      throw new Refused({ code: 'count-already-corrected' });
    const before = await this.counts.before(tx, group.id, typed.countedOn, replaced?.id ?? null);
    await this.audit.record(tx, act, {
      act: replaced === null ? 'community-group.count' : 'community-group.correct-count',
      subjectKind: 'community-group',
      subjectId: group.id,
      facts: {
        name: group.name,
        day: typed.countedOn,
        members: typed.members,
        countSource: typed.source,
        instead: replaced === null ? null : `${replaced.members} (${replaced.countedOn})`,
        file: file?.sha256 ?? null,
      },
    });
    return { doubt: doubtOf(typed.members, { before, population: group.population }) };
  }
}

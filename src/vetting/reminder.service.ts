import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Reader } from '../database/tx.js';
import { entryPaths } from '../entries/entry.paths.js';
import type { Act } from '../kernel/actor.js';
import { type ContestId, newId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { BASE_URL, type BaseUrl } from '../web/base-url.js';
import { ProgressRepository } from './progress.repository.js';
import { type BoardRow, toBoard } from './progress.view.js';
import { type Owed, owedBy, remindText } from './reminder.text.js';
import { ReminderRepository } from './reminder.repository.js';
import { type OpenedDesk, VettingOpening } from './vetting.opening.js';

/** A commune that owes something, and the words to tell it. */
export interface LateCommune {
  row: BoardRow;
  owed: Owed;
  text: string;
}

/** Reminding the communes of a desk. The text itself leaves by hand: it is copied into the commune's Zalo group. */
@Injectable()
export class ReminderService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: VettingOpening,
    private readonly progress: ProgressRepository,
    private readonly reminders: ReminderRepository,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
  ) {}

  /** Who owes something and can still do it, the furthest below the quota first. */
  async lateOf(reader: Reader, { desk, contest, calendar }: OpenedDesk): Promise<LateCommune[]> {
    const board = toBoard(contest, await this.progress.ofDesk(reader, desk));
    const awaited = await this.reminders.awaitedOf(reader, desk, calendar.now);
    const extended = await this.reminders.extendedDraftsOf(reader, desk);
    const about = { officeName: desk.unitName, contest, calendar, address: `${this.baseUrl()}${entryPaths.desk}` };
    return board.flatMap((row) => {
      const owed = owedBy(row, { awaited, extended }, calendar);
      return owed === null ? [] : [{ row, owed, text: remindText(row, owed, about) }];
    });
  }

  /**
   * Records that these communes were reminded, in the words that stand there now, and answers how many. Communes that owe nothing
   * any more are left out; when none is left, `nobody-late`.
   */
  async record(
    act: Act,
    wanted: { contestId: ContestId; level: number; communeIds: readonly string[] },
  ): Promise<number> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.holdDesk(tx, act.actor, wanted);
      const late = (await this.lateOf(tx, opened)).filter(({ row }) => wanted.communeIds.includes(row.communeId));
      if (late.length === 0) throw new Refused({ code: 'nobody-late' });
      const { desk, contest, calendar } = opened;
      const by = { personId: act.actor.personId, name: act.actor.name, at: calendar.now };
      const written = late.map(({ row, text }) => ({ id: newId(), communeId: row.communeId, body: text }));
      await this.reminders.insert(tx, desk, written, by);
      await this.audit.record(tx, act, {
        act: 'vetting.remind',
        subjectKind: 'contest',
        subjectId: contest.id,
        contestId: contest.id,
        contestAt: calendar.now,
        facts: {
          level: desk.level,
          communes: late.map(({ row, owed }) => ({
            name: row.communeName,
            short: owed.short,
            missing: owed.missing,
            awaited: owed.awaited.map(({ code }) => code),
            drafts: owed.drafts.map(({ villageName }) => villageName),
          })),
        },
      });
      return late.length;
    });
  }
}

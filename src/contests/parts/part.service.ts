import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Notices } from '../../notices/notices.js';
import { changedSince, contestTime } from '../contest.change.js';
import { refuseToEdit, refuseToOrganise, refuseWithoutReason } from '../contest.policy.js';
import { ContestReader } from '../contest.reader.js';
import { takeForChange } from '../contest.repository.js';
import { ContestUse } from '../contest.use.js';
import { insertCriterion, insertRubricVersion } from '../rubric.repository.js';
import type { Desk, FormPart, RowPart } from './part.js';

/** Which contest, as it stood when the form was opened, and why it is changed (needed once the contest is open). */
export interface Change {
  slug: string;
  version: number;
  reason: string | null;
}

/** The acts that edit a contest, the same for every part: each raises the contest's version and is on record with before and after. */
@Injectable()
export class PartService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly use: ContestUse,
    private readonly notices: Notices,
  ) {}

  /** What an organiser sees of a contest. `not-found` for everybody else. */
  async desk(reader: Reader, actor: Actor, slug: string, realNow: Instant): Promise<Desk> {
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToOrganise(actor, contest));
    const rubric = await this.contests.currentRubric(reader, contest.id);
    return {
      contest,
      calendar: await this.contests.calendarOf(reader, contest, realNow),
      entries: await this.use.entries(reader, contest.id),
      scores: rubric === null ? 0 : await this.use.scores(reader, rubric.versionId),
      rounds: await this.use.rounds(reader, contest.id),
    };
  }

  /**
   * One edit of a contest: takes its row, does the work, records what it was and what it is. Refuses `stale` when the contest
   * has changed since the form was opened, `reason-required` once it is open, `contest-archived`, `not-found`.
   */
  async change(
    act: Act,
    change: Change,
    deed: string,
    work: (tx: Tx, desk: Desk) => Promise<{ before: unknown; after: unknown }>,
  ): Promise<void> {
    await this.database.act(act, async (tx) => {
      const desk = await this.take(tx, act, change);
      const facts = await work(tx, desk);
      const { contest } = desk;
      await this.audit.record(tx, act, {
        act: deed,
        subjectKind: 'contest',
        subjectId: contest.id,
        contestId: contest.id,
        contestAt: contestTime(contest),
        reason: change.reason,
        facts,
      });
    });
  }

  /** Saves a part that is one form; the part says what it refuses besides. */
  async saveForm<Meaning>(act: Act, part: FormPart<Meaning>, change: Change, meaning: Meaning): Promise<void> {
    await this.change(act, change, `${part.deed}.edit`, async (tx, desk) => {
      const before = await part.load(tx, desk);
      obey(part.refuse(before, meaning, desk));
      await part.write(tx, desk.contest, meaning);
      for (const notice of (await part.noticesOf?.(tx, meaning, desk)) ?? [])
        this.notices.tell(tx, desk.contest, desk.calendar.now, notice);
      return { before, after: meaning };
    });
  }

  /** Adds a row at the end of a part. */
  async addRow<Row extends { id: string }, Meaning>(
    act: Act,
    part: RowPart<Row, Meaning>,
    change: Change,
    meaning: Meaning,
  ): Promise<void> {
    await this.change(act, change, `${part.deed}.add`, async (tx, desk) => {
      const rows = await part.rows(tx, desk.contest);
      obey(part.refuseToAdd(meaning, desk, rows));
      const place = { id: newId(), order: rows.length + 1, personId: act.actor.personId };
      await part.insert(tx, desk.contest, meaning, place);
      const notice = await part.noticeOf?.(tx, meaning, desk, place.id);
      if (notice !== undefined) this.notices.tell(tx, desk.contest, desk.calendar.now, notice);
      return { before: null, after: meaning };
    });
  }

  /** Changes one row. `not-found` when the part has no such row. */
  async changeRow<Row extends { id: string }, Meaning>(
    act: Act,
    part: RowPart<Row, Meaning>,
    change: Change & { id: string },
    meaning: Meaning,
  ): Promise<void> {
    await this.change(act, change, `${part.deed}.edit`, async (tx, desk) => {
      const rows = await part.rows(tx, desk.contest);
      const row = rowById(rows, change.id);
      obey(part.refuseToChange(row, meaning, desk, rows));
      await part.update(tx, desk.contest, row, meaning);
      const notice = part.noticeOfChange?.(row, meaning, desk) ?? null;
      if (notice !== null) this.notices.tell(tx, desk.contest, desk.calendar.now, notice);
      return { before: row, after: meaning };
    });
  }

  /** Takes one row out. Refuses `row-is-fixed` when something else already rests on it. */
  async removeRow<Row extends { id: string }, Meaning>(
    act: Act,
    part: RowPart<Row, Meaning>,
    change: Change & { id: string },
  ): Promise<void> {
    await this.change(act, change, `${part.deed}.remove`, async (tx, desk) => {
      const row = rowById(await part.rows(tx, desk.contest), change.id);
      obey(part.refuseToRemove(row, desk));
      await part.remove(tx, desk.contest, row).catch(refuseWhenReferenced);
      return { before: row, after: null };
    });
  }

  /** Puts one row a place higher or lower; at the end already, it stays. No reason is asked: nothing changes its meaning. */
  async moveRow<Row extends { id: string }, Meaning>(
    act: Act,
    part: RowPart<Row, Meaning>,
    change: Change & { id: string; direction: 'up' | 'down' },
  ): Promise<void> {
    const reason = change.reason ?? 'đổi thứ tự';
    await this.change(act, { ...change, reason }, `${part.deed}.move`, async (tx, desk) => {
      const before = (await part.rows(tx, desk.contest)).map(({ id }) => id);
      if (!before.includes(change.id)) throw new Refused({ code: 'not-found' });
      obey(part.isOrdered ? part.refuseToReorder(desk) : { code: 'row-is-fixed' });
      const after = swapped(before, before.indexOf(change.id), change.direction);
      await part.reorder(tx, desk.contest, after);
      return { before, after };
    });
  }

  /**
   * Begins a new version of the criteria as a copy of the newest; it is edited like any other. Sheets written against the old
   * version keep it, and a round goes on with the version it began with.
   */
  async startRubric(act: Act, change: Change, changeNote: string): Promise<void> {
    await this.change(act, { ...change, reason: changeNote }, 'contest.rubric.start', async (tx, desk) => {
      const rubric = await this.contests.currentRubric(tx, desk.contest.id);
      if (rubric === null) throw new Refused({ code: 'not-found' });
      const number = rubric.number + 1;
      const inForceAt = desk.calendar.now;
      const versionId = await insertRubricVersion(tx, desk.contest.id, {
        number,
        changeNote,
        inForceAt,
        plannedRoundId: null,
      });
      for (const [index, criterion] of rubric.criteria.entries()) {
        await insertCriterion(tx, versionId, { ...criterion, id: newId() }, index + 1);
      }
      return { before: { number: rubric.number, sheetsWithScores: desk.scores }, after: { number } };
    });
  }

  private async take(tx: Tx, act: Act, change: Change): Promise<Desk> {
    const desk = await this.desk(tx, act.actor, change.slug, tx.now);
    obey(refuseToEdit(act.actor, desk.contest));
    obey(refuseWithoutReason(desk.contest, change.reason));
    const taken = await takeForChange(tx, desk.contest, change.version, act.actor.name);
    if (taken === null) throw new Refused(await changedSince(tx, desk.contest.id));
    // Counted again now that the row is ours: a score or a dossier may have come in while we waited for it.
    return this.desk(tx, act.actor, change.slug, tx.now);
  }
}

function rowById<Row extends { id: string }>(rows: readonly Row[], id: string): Row {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Refused({ code: 'not-found' });
  return row;
}

function swapped(ids: readonly string[], index: number, direction: 'up' | 'down'): string[] {
  const other = direction === 'up' ? index - 1 : index + 1;
  const [mine, theirs] = [ids[index], ids[other]];
  if (mine === undefined || theirs === undefined) return [...ids];
  return ids.map((id, at) => (at === index ? theirs : at === other ? mine : id));
}

const FOREIGN_KEY_VIOLATION = '23503';

/** The database keeps what others refer to, whatever this room knew of them. */
function refuseWhenReferenced(error: unknown): never {
  if ((error as { code?: unknown }).code === FOREIGN_KEY_VIOLATION) {
    throw new Refused({ code: 'row-is-fixed' });
  }
  throw error;
}

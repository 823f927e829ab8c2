import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { ContestReader } from '../contests/contest.reader.js';
import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts, SlotId } from '../contests/contest.facts.js';
import { Extensions } from '../contests/extension.service.js';
import type { Tx } from '../database/tx.js';
import { type EntryId, newId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { isoLocal } from '../kernel/vietnamese/dates.js';
import { Notices } from '../notices/notices.js';
import { FileScans, SCANNER } from '../storage/file-scans.js';
import type { EntryFacts } from './entry.facts.js';
import { quarantineNotice } from './entry.notices.js';
import { draftTermAfterFind, REOPENABLE, supplementTermAfterFind, termAfterFind } from './entry.policy.js';
import { EntryReader } from './entry.reader.js';

/** A slot in which the infected bytes stand. */
interface Place {
  entryId: EntryId;
  slotId: SlotId;
  slot: string;
  slotTitle: string;
  names: string[];
  /** When the first of them was sent. */
  sentAt: Instant;
}

/**
 * What follows when a file that has already come in is found infected: nobody opens it any more, its commune is told, the log
 * says so, and it never costs a deadline. A slot of a dossier that was sent takes another file for three days, its state, number,
 * and receipts staying as they are; a draft, or a supplement that is not sent yet, may be sent for three days where its end is sooner.
 */
@Injectable()
export class Quarantine implements OnModuleInit {
  constructor(
    private readonly scans: FileScans,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly extensions: Extensions,
    private readonly entries: EntryReader,
    private readonly notices: Notices,
  ) {}

  onModuleInit(): void {
    this.scans.onInfected((tx, found) => this.isolate(tx, found));
  }

  private async isolate(tx: Tx, { sha256, finding }: { sha256: string; finding: string }): Promise<void> {
    const places = await tx.rows<Place>(
      `SELECT f.entry_id AS "entryId", f.slot_id AS "slotId", s.code AS slot, s.title AS "slotTitle",
              array_agg(f.name ORDER BY f.position) AS names, min(f.uploaded_at) AS "sentAt"
         FROM entry_files f JOIN contest_slots s ON s.id = f.slot_id
        WHERE f.sha256 = $1 AND f.removed_at IS NULL GROUP BY f.entry_id, f.slot_id, s.code, s.title ORDER BY f.entry_id, s.code`,
      [sha256],
    );
    for (const place of places) {
      const entry = await this.entries.holdById(tx, place.entryId);
      const contest = entry && (await this.contests.byId(tx, entry.contestId));
      if (entry === null || contest === null) continue;
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      const { now } = calendar;
      const slotUntil = REOPENABLE.includes(entry.state) ? termAfterFind(now) : null;
      if (slotUntil !== null) await reopen(tx, place, { sha256, now, until: slotUntil });
      const moreTime = await this.lengthen(tx, contest, entry, { ...place, finding }, calendar);
      const until = moreTime ?? slotUntil;
      await this.audit.recordSystem(tx, SCANNER, {
        act: 'entry.quarantine-file',
        subjectKind: 'entry',
        subjectId: entry.id,
        contestId: contest.id,
        entryId: entry.id,
        contestAt: now,
        facts: { slot: place.slot, names: place.names, sha256, finding, until: until && isoLocal(until) },
      });
      const own = moreTime ?? endOf(entry, calendar);
      const untilAt = own ?? slotUntil;
      if (contest.state !== 'open' || untilAt === null) continue;
      const of = own !== null && (entry.state === 'draft' || entry.state === 'returned') ? entry.state : 'received';
      const find = { sha256, untilAt, of, hasMoreTime: moreTime !== null } as const;
      const notice = quarantineNotice(entry, { code: place.slot, title: place.slotTitle }, find);
      this.notices.tell(tx, contest, now, notice);
    }
  }

  /** Gives a draft, or a supplement that is not sent yet, the time that the find took; answers until when, null where it took none. */
  private async lengthen(
    tx: Tx,
    contest: ContestFacts,
    entry: EntryFacts,
    { sentAt, slotTitle, finding }: Place & { finding: string },
    calendar: Calendar,
  ): Promise<Instant | null> {
    const draftUntil = draftTermAfterFind(contest, entry, sentAt, calendar);
    if (draftUntil !== null) {
      const reason = `Tệp ở mục “${slotTitle}” bị cách ly: ${finding}.`;
      await this.extensions.giveAfterFind(tx, contest.id, { entryId: entry.id, untilAt: draftUntil, reason });
      return draftUntil;
    }
    const asked = await tx.one<{ until: Instant }>(
      `SELECT due_at AS until FROM vetting_decisions WHERE entry_id = $1 AND verb = 'return' ORDER BY decided_at DESC, id DESC LIMIT 1`,
      [entry.id],
    );
    const until = asked && supplementTermAfterFind(contest, entry, { sentAt, askedUntil: asked.until }, calendar.now);
    if (until === null) return null;
    await tx.changed(`UPDATE entries SET supplement_due_at = $2 WHERE id = $1 AND state = 'returned'`, [
      entry.id,
      until,
    ]);
    return until;
  }
}

/** By when a commune is to send what is in its hands, a draft or a supplement; null when nothing is, or when it is too late. */
function endOf(entry: EntryFacts, calendar: Calendar): Instant | null {
  const draftUntil = entry.state === 'draft' ? calendar.windowForEntry(entry)?.until : null;
  const until = draftUntil ?? (entry.state === 'returned' ? entry.supplementDueAt : null);
  return until !== null && until > calendar.now ? until : null;
}

async function reopen(tx: Tx, place: Place, find: { sha256: string; now: Instant; until: Instant }): Promise<void> {
  await tx.changed(
    `INSERT INTO slot_reopenings (id, entry_id, slot_id, sha256, opened_at, until_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT ON CONSTRAINT a_find_reopens_a_slot_once DO NOTHING`,
    [newId(), place.entryId, place.slotId, find.sha256, find.now, find.until],
  );
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { SlotFacts } from '../contests/contest.facts.js';
import { Database } from '../database/database.js';
import type { Reader } from '../database/tx.js';
import type { Act, Actor } from '../kernel/actor.js';
import { type AssignmentId, type EntryId, type FileId, isId, newId, newToken, type PersonId } from '../kernel/ids.js';
import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import { type Refusal, Refused } from '../kernel/refusal.js';
import { noteStoredFile } from '../storage/stored-files.js';
import type { ReceivedFile } from '../storage/upload.engine.js';
import { isUsable } from './entry.facts.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { EntryReader } from './entry.reader.js';
import { EntryRepository } from './entry.repository.js';
import { EntryUsage } from './entry.usage.js';

const LIVES_MILLISECONDS = 3 * 86_400_000;
/** Of one slot at a time: enough for every corner of a village, and a commune still sees whom it asked. */
const MOST = 10;

/** A link by which one file comes into one slot. Times are real, not the contest's: a phone in a village keeps no other clock. */
export interface SlotLinkFacts {
  id: string;
  entryId: EntryId;
  slotId: SlotFacts['id'];
  madeBy: PersonId;
  madeByName: string;
  madeAt: Instant;
  expiresAt: Instant;
  closedAt: Instant | null;
  usedAt: Instant | null;
  /** The name of the file that came by it. */
  fileName: string | null;
}

/** What somebody without an account sees of the slot, and of the dossier nothing but the village's name. */
export interface LentSlot {
  link: SlotLinkFacts;
  opened: OpenedEntry;
  slot: SlotFacts;
  /** Why nothing can be sent now; null when it can. */
  refusal: Refusal | null;
}

const LINKS = `SELECT l.id, l.entry_id AS "entryId", l.slot_id AS "slotId", l.made_by AS "madeBy", l.made_by_name AS "madeByName",
  l.made_at AS "madeAt", l.expires_at AS "expiresAt", l.closed_at AS "closedAt", l.used_at AS "usedAt", f.name AS "fileName"
  FROM slot_links l LEFT JOIN entry_files f ON f.id = l.file_id`;

/** "Gửi nhờ": a hamlet head sends one photo straight into the slot, without an account (UX §1b, /gui-nho). */
@Injectable()
export class SlotLinks {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly repository: EntryRepository,
    private readonly usage: EntryUsage,
  ) {}

  /** The links of a slot, newest first. */
  async ofSlot(reader: Reader, entryId: EntryId, slotId: SlotFacts['id']): Promise<SlotLinkFacts[]> {
    return reader.rows<SlotLinkFacts>(
      `${LINKS} WHERE l.entry_id = $1 AND l.slot_id = $2 ORDER BY l.made_at DESC, l.id LIMIT 50`,
      [entryId, slotId],
    );
  }

  /** A new link, shown this once; good for three days and one file. Refused where the slot itself could not be changed now. */
  async lend(act: Act, code: string, slotCode: string): Promise<string> {
    return this.database.act({ ...act, formKey: null }, async (tx) => {
      const { opened, slot } = await this.opening.holdSlot(tx, act.actor, code, slotCode);
      const open = (await this.ofSlot(tx, opened.entry.id, slot.id)).filter((link) => isOpen(link, tx.now));
      if (open.length >= MOST) throw new Refused({ code: 'too-many-slot-links', most: MOST });
      const [id, token] = [newId(), newToken()];
      const { personId, name } = act.actor;
      await tx.changed(
        `INSERT INTO slot_links (id, entry_id, slot_id, token_hash, made_by, made_by_name, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          opened.entry.id,
          slot.id,
          hashOf(token),
          personId,
          name,
          tx.now,
          plusMilliseconds(tx.now, LIVES_MILLISECONDS),
        ],
      );
      await this.opening.record(tx, act, opened, 'entry.lend-slot', { slot: slot.code, link: id });
      return token;
    });
  }

  /** Closes a link that is still open; one that is used, over or closed stays as it is. */
  async close(act: Act, code: string, slotCode: string, linkId: string): Promise<void> {
    if (!isId(linkId)) throw new Refused({ code: 'not-found' });
    await this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      const slot = await this.opening.slotOf(tx, opened, (one) => one.code === slotCode);
      const closed = await tx.changed(
        `UPDATE slot_links SET closed_at = $4 WHERE id = $1 AND entry_id = $2 AND slot_id = $3 AND closed_at IS NULL AND used_at IS NULL`,
        [linkId, opened.entry.id, slot.id, tx.now],
      );
      if (closed === 0) throw new Refused({ code: 'not-found' });
      await this.opening.record(tx, act, opened, 'entry.end-lending', { slot: slot.code, link: linkId });
    });
  }

  /** What a link opens; refused as `slot-link-dead` when it is over, closed or none of ours. Changes nothing. */
  async open(token: string, now: Instant): Promise<LentSlot> {
    const { reader } = this.database;
    const link = await reader.one<SlotLinkFacts>(`${LINKS} WHERE l.token_hash = $1`, [hashOf(token)]);
    if (link === null || (!isOpen(link, now) && link.usedAt === null)) throw new Refused({ code: 'slot-link-dead' });
    const entry = await this.entries.byId(reader, link.entryId);
    if (entry === null) throw new Error(`slot link ${link.id} has no entry`);
    const opened = await this.opening.show(actorOf(link, entry), entry.code);
    const slot = await this.opening.slotOf(reader, opened, ({ id }) => id === link.slotId);
    return {
      link,
      opened,
      slot,
      refusal: link.usedAt === null ? await this.refusal(reader, opened, slot, link) : { code: 'slot-link-used' },
    };
  }

  /**
   * Puts the one file that came by a link into its slot, in the name of the official who made it and under the very rules that
   * official is under. The log says by which link. The second of two sendings is refused (`slot-link-used`).
   */
  async receive(token: string, file: ReceivedFile, requestId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const link = await tx.one<SlotLinkFacts>(`${LINKS} WHERE l.token_hash = $1 FOR UPDATE OF l`, [hashOf(token)]);
      if (link === null) throw new Refused({ code: 'slot-link-dead' });
      if (link.usedAt !== null) throw new Refused({ code: 'slot-link-used' });
      if (!isOpen(link, tx.now)) throw new Refused({ code: 'slot-link-dead' });
      const found = await this.entries.byId(tx, link.entryId);
      if (found === null) throw new Error(`slot link ${link.id} has no entry`);
      const opened = await this.opening.hold(tx, actorOf(link, found), found.code);
      const { entry, contest, calendar } = opened;
      const slot = await this.opening.slotOf(tx, opened, ({ id }) => id === link.slotId);
      const refusal = await this.refusal(tx, opened, slot, link);
      if (refusal !== null) throw new Refused(refusal);
      const present = (await this.entries.filesOf(tx, entry.id)).filter(({ slotId }) => slotId === slot.id);
      const fileId: FileId = newId<'entry-file'>();
      await this.usage.reserve(tx, { ...entry, personId: link.madeBy }, { bytes: file.size });
      await noteStoredFile(tx, file);
      const isolated = await this.repository.insertFile(tx, {
        ...file,
        id: fileId,
        entryId: entry.id,
        slotId: slot.id,
        position: 1 + Math.max(0, ...present.map(({ position }) => position)),
        uploadedAt: calendar.now,
        uploadedBy: link.madeBy,
      });
      await tx.changed(`UPDATE slot_links SET used_at = $2, file_id = $3 WHERE id = $1`, [link.id, tx.now, fileId]);
      await this.repository.touch(tx, entry.id, { at: calendar.now, byName: SENDER });
      const { name, kind, size, sha256 } = file;
      await this.audit.recordSystem(
        tx,
        { name: SENDER, role: 'none', requestId },
        {
          act: 'entry.add-lent-file',
          subjectKind: 'entry',
          subjectId: entry.id,
          contestId: contest.id,
          entryId: entry.id,
          contestAt: calendar.now,
          facts: {
            slot: slot.code,
            ...(isolated === null ? {} : { replaced: [isolated] }),
            link: link.id,
            linkMadeBy: link.madeByName,
            files: [{ name, kind, size, sha256 }],
          },
        },
      );
    });
  }

  /** Why nothing can come by this link although it is still good: the slot is closed to its commune, or full. */
  private async refusal(
    reader: Reader,
    opened: OpenedEntry,
    slot: SlotFacts,
    link: SlotLinkFacts,
  ): Promise<Refusal | null> {
    const { entry } = opened;
    const closed = await this.opening.refusalForSlot(reader, actorOf(link, entry), opened, slot.id);
    if (closed !== null) return closed;
    const files = await this.entries.filesOf(reader, entry.id);
    const present = files.filter((file) => file.slotId === slot.id && isUsable(file)).length;
    return present >= slot.maxFiles ? { code: 'slot-full', maxFiles: slot.maxFiles, present } : null;
  }
}

const SENDER = 'Người gửi nhờ';
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Can a file still come by it? */
export const isOpen = (link: Pick<SlotLinkFacts, 'closedAt' | 'usedAt' | 'expiresAt'>, now: Instant): boolean =>
  link.closedAt === null && link.usedAt === null && now < link.expiresAt;

/** The official in whose name the file comes in: the policies that hold for them hold for the link. */
const actorOf = (link: SlotLinkFacts, entry: OpenedEntry['entry']): Actor => ({
  personId: link.madeBy,
  name: link.madeByName,
  role: 'commune',
  assignmentId: '' as AssignmentId,
  unitId: entry.communeId,
  unitName: entry.communeName,
  contestId: entry.contestId,
});

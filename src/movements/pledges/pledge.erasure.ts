import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import type { DriveId } from '../drives/drive.facts.js';

/** Days after the movement and the drive have ended: a year, in which figures may still be asked about. The platform's own choice (decision 61). */
export const KEPT_DAYS = 365;
const EVERY_SECONDS = 86_400;
const HOUSEKEEPING = { name: 'Dọn dữ liệu', role: 'system' } as const;

/** Erases who pledged once the movement is long over: name, post and every reason; what is counted stays. Samples name nobody and stay. */
@Injectable()
export class PledgeErasure implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.every('movements.erase-pledges', EVERY_SECONDS, async () => void (await this.erase()));
  }

  /** One look; answers how many people were erased. The log tells of each drive that it was done and of how many. */
  erase(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const erased = await eraseNames(tx);
      const by = { ...HOUSEKEEPING, requestId: randomUUID() };
      for (const { driveId, driveName, people } of erased)
        await this.audit.recordSystem(tx, by, {
          act: 'drive.erase-pledges',
          subjectKind: 'drive',
          subjectId: driveId,
          facts: { drive: driveName, people },
        });
      return erased.reduce((sum, { people }) => sum + people, 0);
    });
  }
}

/** By the clock of each movement: a rehearsal's own, otherwise the real one; days end in Viet Nam. */
function eraseNames(tx: Tx): Promise<{ driveId: DriveId; driveName: string; people: number }[]> {
  return tx.rows(
    `WITH over AS (
       SELECT d.id, d.name FROM drives d JOIN movements m ON m.id = d.movement_id
        WHERE d.keeps_pledges AND NOT d.sample
          AND greatest(d.ends_on, m.ends_on) + $1::int < (coalesce((SELECT max(c.clock_at) FILTER (WHERE c.rehearsal)
                FROM movement_contests mc JOIN contests c ON c.id = mc.contest_id WHERE mc.movement_id = m.id), $2) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
     ), erased AS (
       UPDATE drive_pledges p SET full_name = '', post = '', sort_key = '', same_key = '', reason = CASE WHEN p.reason IS NULL THEN NULL ELSE '' END,
              withdrawn_reason = CASE WHEN p.withdrawn_reason IS NULL THEN NULL ELSE '' END, erased_at = $2, version = p.version + 1
         FROM over o JOIN drive_units u ON u.drive_id = o.id WHERE p.drive_unit_id = u.id AND p.erased_at IS NULL
       RETURNING p.id, o.id AS drive_id, o.name
     ), hushed AS (
       UPDATE drive_pledge_words w SET reason = '' FROM erased e WHERE w.pledge_id = e.id AND w.reason <> ''
     )
     SELECT drive_id AS "driveId", name AS "driveName", count(*)::int AS people FROM erased GROUP BY drive_id, name ORDER BY drive_id`,
    [KEPT_DAYS, tx.now],
  );
}

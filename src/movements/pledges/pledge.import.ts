import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { byLine, type LineFault } from '../../kernel/text-file.js';
import type { ReadTable } from '../../press/table.js';
import { readPledges } from './pledge.file.js';
import { type OpenedList, PledgeOpening } from './pledge.opening.js';
import { PledgePlaces } from './pledge.places.js';
import { refuseToKeepPledges } from './pledge.policy.js';
import { type NewPledge, personKey, PledgeRepository } from './pledge.repository.js';
import { byOf, pledgeDeed } from './pledge.service.js';

/** What a file would bring, or has brought. With one fault or more nothing is taken. */
export interface PledgeReport {
  /** Rows in order: people who are new, and those who stand there just so. */
  added: number;
  unchanged: number;
  faults: LineFault[];
}

/** The list of an agency from a file: every row is checked first, against the file and against what is stored; then all or nothing. */
@Injectable()
export class PledgeImport {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: PledgeOpening,
    private readonly places: PledgePlaces,
    private readonly pledges: PledgeRepository,
  ) {}

  /** Reads and checks, and writes nothing. */
  async check(reader: Reader, opened: OpenedList, tables: readonly ReadTable[]): Promise<PledgeReport> {
    return (await this.plan(reader, opened, tables)).report;
  }

  /**
   * Reads, checks and, when there is no fault, writes; else the report names every fault and nothing is written. Refuses `not-found`,
   * `not-allowed`, and `pledge-file-faulty` when somebody entered one of the people between look and lock.
   */
  async take(act: Act, at: { driveId: string; unitId: string }, tables: readonly ReadTable[]): Promise<PledgeReport> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.list(tx, act.actor, at.driveId, at.unitId, tx.now);
      obey(refuseToKeepPledges(act.actor));
      await this.pledges.holdUnit(tx, opened.unit.id);
      const { report, added } = await this.plan(tx, opened, tables);
      if (report.faults.length > 0) throw new Refused({ code: 'pledge-file-faulty', faults: report.faults.length });
      if ((await this.pledges.insert(tx, opened.unit.id, added, byOf(act, opened))) < added.length)
        throw new Refused({ code: 'pledges-changed' });
      const facts = { unit: opened.unit.name, people: report.added, unchanged: report.unchanged };
      await this.audit.record(tx, act, pledgeDeed(act, opened, 'drive.pledge-import', facts));
      return report;
    });
  }

  private async plan(
    reader: Reader,
    opened: OpenedList,
    tables: readonly ReadTable[],
  ): Promise<{ report: PledgeReport; added: NewPledge[] }> {
    const { rows, faulty, faults } = readPledges(tables, opened.today);
    const [find, standing] = await Promise.all([
      this.places.byName(reader, opened),
      this.pledges.standing(reader, opened.unit.id),
    ]);
    const lines = new Map<string, number>();
    const report: PledgeReport = { added: 0, unchanged: 0, faults };
    const added: NewPledge[] = [];
    // Rows that could not be read whole are looked up with the others, so that all that is wrong is told at once.
    for (const row of [...rows, ...faulty].sort((one, other) => one.line - other.line)) {
      const { line, commune, village, fullName, post } = row;
      const fail = (message: string): void => void faults.push({ line, message });
      const place = 'isPlaced' in row && !row.isPlaced ? null : find(commune, village);
      if (place !== null && 'fault' in place) fail(place.fault);
      const key = 'isNamed' in row && !row.isNamed ? null : personKey({ fullName, post });
      const before = key === null ? undefined : lines.get(key);
      if (before !== undefined) fail(`“${fullName}” đã có ở dòng ${before}. Người khác thì ghi chức vụ khác.`);
      if (key !== null) lines.set(key, before ?? line);
      if (key === null || place === null || 'fault' in place || before !== undefined) continue;
      const there = standing.get(key);
      const { residence } = place;
      if (there === undefined) {
        if ('pledgedOn' in row)
          added.push({
            fullName,
            post,
            pledgedOn: row.pledgedOn,
            residence,
            id: newId<'drive-pledge'>(),
            replacesId: null,
            reason: null,
          });
      } else if (
        there.communeId === (residence?.communeId ?? null) &&
        there.villageId === (residence?.village?.id ?? null)
      ) {
        if ('pledgedOn' in row) report.unchanged += 1;
      } else fail(`“${fullName}” đã có trong danh sách với nơi ở khác. Sửa nơi ở trên trang của người này.`);
    }
    faults.sort(byLine);
    report.added = added.length;
    return { report, added };
  }
}

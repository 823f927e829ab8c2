import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { GapRepository } from './gap.repository.js';
import { standingCount } from './group.repository.js';

/** What the register of groups knows of one commune on a day. */
export interface CommuneFigures {
  /** Required roles of its groups: how many are asked for, and how many somebody has seen there. */
  roles: { asked: number; present: number };
  /** Members of its groups of command by their newest counts; null when none of them was ever counted. */
  commandMembers: number | null;
}

/** Figures of the register that reports in the rooms above begin with. */
@Injectable()
export class RegisterFigures {
  constructor(private readonly gaps: GapRepository) {}

  /** Of the communes at or below a unit that have groups asked for roles: how many there are, and how many lack each role, as somebody has said. */
  lacking(
    reader: Reader,
    root: UnitId,
    on: Day,
  ): Promise<{ communes: number; roles: { name: string; lacking: number }[] }> {
    return this.gaps.lacking(reader, { root }, { on, districtId: null, kind: null });
  }

  /** Of a commune and what it took over from, as it was known by the end of the day. Groups that were closed do not count. */
  async ofCommune(reader: Reader, communeId: UnitId, on: Day): Promise<CommuneFigures> {
    const found = await this.gaps.page(
      reader,
      { root: communeId },
      { on, districtId: null, kind: null, limit: null, offset: 0 },
    );
    const sum = (of: 'present' | 'absent' | 'unknown'): number => found.reduce((all, one) => all + one[of], 0);
    const row = await reader.one<{ members: number | null }>(
      `SELECT sum(n.members)::int AS members FROM community_groups g JOIN LATERAL ${standingCount('$2')} n ON true
        WHERE g.commune_id = $1 AND g.kind = 'command' AND g.closed_on IS NULL`,
      [communeId, on],
    );
    const present = sum('present');
    return {
      roles: { asked: present + sum('absent') + sum('unknown'), present },
      commandMembers: row?.members ?? null,
    };
  }
}

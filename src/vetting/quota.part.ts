import { Injectable, type OnModuleInit } from '@nestjs/common';
import { calledInside } from '../contests/contest.words.js';
import { ContestReader } from '../contests/contest.reader.js';
import { quotaNeeded, sayQuotaRule } from '../contests/quota.js';
import type { Reader } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import { formatInteger } from '../kernel/vietnamese/numbers.js';
import type { ProgressPart } from '../movements/reports/progress.facts.js';
import { type PartAsked, ProgressParts } from '../movements/reports/progress.parts.js';
import { ProgressRepository } from './progress.repository.js';

/** Tells reports upward which communes have entered fewer villages than the contests of the movement ask for. */
@Injectable()
export class QuotaPart implements OnModuleInit {
  constructor(
    private readonly parts: ProgressParts,
    private readonly contests: ContestReader,
    private readonly progress: ProgressRepository,
  ) {}

  onModuleInit(): void {
    this.parts.add(async (reader, asked) => {
      const parts = await Promise.all(asked.contestIds.map((id) => this.ofContest(reader, id, asked)));
      return parts.filter((part) => part !== null);
    });
  }

  private async ofContest(
    reader: Reader,
    contestId: ContestId,
    { unitId, asOf }: PartAsked,
  ): Promise<ProgressPart | null> {
    const contest = await this.contests.byId(reader, contestId);
    if (contest === null) return null;
    const communes = await this.progress.entered(reader, contestId, { unitId, asOf });
    if (communes.length === 0) return null;
    const short = communes.flatMap((one) => {
      const lacking = quotaNeeded(contest.quota, one.villages) - one.entered;
      return lacking <= 0
        ? []
        : [{ name: one.communeName, above: one.districtName, why: `Còn thiếu ${formatInteger(lacking)}` }];
    });
    const entered = communes.reduce((sum, one) => sum + one.entered, 0);
    const villages = communes.reduce((sum, one) => sum + one.villages, 0);
    return {
      heading: `Hồ sơ dự ${calledInside(contest)}`,
      lines: [
        `Mỗi xã cần nộp của ${sayQuotaRule(contest.quota, contest.villageNoun)}. ${formatInteger(entered)}/${formatInteger(villages)} ${contest.villageNoun} đã nộp hồ sơ; ${communes.length - short.length}/${communes.length} xã đủ tỷ lệ.`,
      ],
      behind: short,
    };
  }
}

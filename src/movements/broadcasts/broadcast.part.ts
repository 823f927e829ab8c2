import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { Reach } from '../movement.facts.js';
import { MOST_BEHIND, type ProgressPart } from '../reports/progress.facts.js';
import { type PartAsked, ProgressParts } from '../reports/progress.parts.js';
import { PlanRepository } from './plan.repository.js';
import { slotsOf } from './plan.slots.js';
import { WeekRepository } from './week.repository.js';

/** Tells reports upward what was broadcast of the movement in their period, and which communes have said nothing of broadcasts whose day is over. */
@Injectable()
export class BroadcastPart implements OnModuleInit {
  constructor(
    private readonly parts: ProgressParts,
    private readonly plans: PlanRepository,
    private readonly weeks: WeekRepository,
  ) {}

  onModuleInit(): void {
    this.parts.add(async (reader, asked) => {
      const part = await this.of(reader, asked);
      return part === null ? [] : [part];
    });
  }

  private async of(
    reader: Reader,
    { movementId, unitId, fromOn, asOf, today }: PartAsked,
  ): Promise<ProgressPart | null> {
    const reach: Reach = unitId === null ? { kind: 'all' } : { kind: 'tree', unitId };
    const span = { from: fromOn, until: asOf };
    const plans = (await this.plans.between(reader, reach, span)).filter((plan) => plan.movementId === movementId);
    const slots = plans.flatMap((plan) =>
      slotsOf(plan, span).map((slot) => ({ ...slot, planId: plan.id, isDue: slot.on < today })),
    );
    if (slots.length === 0) return null;
    const scope = { reach, slots, communeId: null };
    const { communes, total, ...sums } = await this.weeks.page(reader, scope, { limit: MOST_BEHIND, offset: 0 });
    const behind = communes
      .filter(({ missed }) => missed > 0)
      .map(({ name, missed }) => ({ name, above: null, why: `Chưa ghi buổi tuyên truyền ${formatInteger(missed)}` }));
    const more = sums.behind - behind.length;
    return {
      heading: 'Tuyên truyền',
      lines: [
        `Trong kỳ, ${formatInteger(total)} xã có lịch tuyên truyền: đã phát ${formatInteger(sums.done)} buổi, không phát được ${formatInteger(sums.failed)} buổi, chưa ghi ${formatInteger(sums.missed)} buổi của những ngày đã qua.`,
        ...(more > 0
          ? [`Danh sách nêu ${behind.length} xã chưa ghi nhiều nhất; còn ${formatInteger(more)} xã khác.`]
          : []),
      ],
      behind,
    };
  }
}

import { Injectable } from '@nestjs/common';
import { type CommuneFigures, RegisterFigures } from '../../communities/groups/register.figures.js';
import type { Reader } from '../../database/tx.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import type { DriveUnitFacts, Figure, IndicatorFacts } from './drive.facts.js';
import type { OpenedDrive } from './drive.opening.js';
import type { Period } from './drive.periods.js';

/** What the register says of some indicators, by indicator; `words` tell it to whoever reports. */
export type Beginning = Readonly<Record<string, { figure: Figure | null; words: string }>>;

/** With what a report begins that nobody has sent yet: a commune looks at it and sends it, or types another figure. */
@Injectable()
export class RegisterBeginning {
  constructor(private readonly figures: RegisterFigures) {}

  /** Of a commune's report for a period, by the last day of it that has come. Agencies have no register: nothing. */
  async of(reader: Reader, { drive, today }: OpenedDrive, unit: DriveUnitFacts, { dueOn }: Period): Promise<Beginning> {
    const asked = drive.indicators.filter(({ fromRegister }) => fromRegister !== null);
    if (drive.reporters !== 'communes' || asked.length === 0) return {};
    const on = dueOn < today ? dueOn : today;
    const found = await this.figures.ofCommune(reader, unit.communeId, on);
    return Object.fromEntries(asked.map((one) => [one.id, beginningOf(one, found, on)]));
  }
}

function beginningOf(
  { fromRegister, noun }: IndicatorFacts,
  { roles, commandMembers }: CommuneFigures,
  on: Day,
): { figure: Figure | null; words: string } {
  const day = `Sổ nhóm, hết ngày ${formatDay(on)}`;
  if (fromRegister === 'command-members') {
    return commandMembers === null
      ? { figure: null, words: `${day}: nhóm chỉ huy, điều hành của xã chưa có số thành viên` }
      : { figure: { part: commandMembers, whole: null }, words: `${day}: ${commandMembers} ${noun}` };
  }
  return roles.asked === 0
    ? { figure: null, words: `${day}: xã chưa có nhóm nào phải đủ vai trò` }
    : {
        figure: { part: roles.present, whole: roles.asked },
        words: `${day}: ${roles.present} trên ${roles.asked} ${noun}`,
      };
}

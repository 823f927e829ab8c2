import { Injectable } from '@nestjs/common';
import { type CommuneFigures, RegisterFigures } from '../../communities/groups/register.figures.js';
import type { Reader } from '../../database/tx.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import { type PledgeFigures, PledgeFigureReader } from '../pledges/pledge.figures.js';
import type { DriveUnitFacts, Figure, IndicatorFacts } from './drive.facts.js';
import type { OpenedDrive } from './drive.opening.js';
import type { Period } from './drive.periods.js';

/** What is known already of some indicators, by indicator; `words` tell it to whoever reports. */
export type Beginning = Readonly<Record<string, { figure: Figure | null; words: string }>>;

/** With what a report begins that nobody has sent yet: whoever reports looks at it and sends it, or types another figure. */
@Injectable()
export class RegisterBeginning {
  constructor(
    private readonly figures: RegisterFigures,
    private readonly pledges: PledgeFigureReader,
  ) {}

  /**
   * Of a report for a period, by the last day of it that has come: of a commune from the register of groups, of an agency from its list of
   * people who pledged. Agencies have no register.
   */
  async of(reader: Reader, { drive, today }: OpenedDrive, unit: DriveUnitFacts, { dueOn }: Period): Promise<Beginning> {
    const asked = drive.indicators.filter(({ fromRegister }) => fromRegister !== null);
    const on = dueOn < today ? dueOn : today;
    const ofPledges = drive.keepsPledges ? asked.filter(countsPledges) : [];
    const ofGroups = drive.reporters === 'communes' ? asked.filter((one) => !countsPledges(one)) : [];
    const [pledged, found] = await Promise.all([
      ofPledges.length === 0 ? null : this.pledges.ofUnit(reader, unit.id, on),
      ofGroups.length === 0 ? null : this.figures.ofCommune(reader, unit.communeId, on),
    ]);
    return Object.fromEntries([
      ...(pledged === null ? [] : ofPledges.map((one) => [one.id, beginningOfPledges(one, pledged, { unit, on })])),
      ...(found === null ? [] : ofGroups.map((one) => [one.id, beginningOf(one, found, on)])),
    ]) as Beginning;
  }
}

const countsPledges = ({ fromRegister }: IndicatorFacts): boolean =>
  fromRegister === 'pledged' || fromRegister === 'pledges-confirmed';

function beginningOfPledges(
  { fromRegister, noun }: IndicatorFacts,
  { pledged, confirmed }: PledgeFigures,
  { unit, on }: { unit: DriveUnitFacts; on: Day },
): Beginning[string] {
  const part = fromRegister === 'pledged' ? pledged : confirmed;
  const whole = fromRegister === 'pledged' ? unit.required : pledged;
  const day = `Danh sách cam kết, hết ngày ${formatDay(on)}`;
  if (pledged === 0) return { figure: null, words: `${day}: chưa có ai` };
  return {
    figure: { part, whole: null },
    words: whole === null ? `${day}: ${part} ${noun}` : `${day}: ${part} trên ${whole} ${noun}`,
  };
}

function beginningOf(
  { fromRegister, noun }: IndicatorFacts,
  { roles, commandMembers }: CommuneFigures,
  on: Day,
): Beginning[string] {
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

import type { Refusal } from '../../kernel/refusal.js';
import type { BaseSalary, RewardNorm } from './reward.facts.js';

const LAST_DAY = '9999-12-31';

/** One form has one norm a day for one kind of recipient: `norm-overlaps` with the row that holds on some day of the new one. */
export function refuseNorm(norm: RewardNorm, norms: readonly RewardNorm[]): Refusal | null {
  const other = norms.find(
    ({ form, recipientKind, inForceFrom, inForceUntil }) =>
      form === norm.form &&
      recipientKind === norm.recipientKind &&
      inForceFrom <= (norm.inForceUntil ?? LAST_DAY) &&
      norm.inForceFrom <= (inForceUntil ?? LAST_DAY),
  );
  if (other === undefined) return null;
  const { document, inForceFrom: from, inForceUntil: until } = other;
  const isLater = from > norm.inForceFrom;
  return { code: 'norm-overlaps', document, from, until, isLater, field: isLater ? 'inForceUntil' : 'inForceFrom' };
}

/** One base salary begins on a day: `base-salary-twice`. */
export const refuseBase = ({ inForceFrom }: BaseSalary, bases: readonly BaseSalary[]): Refusal | null =>
  bases.some((one) => one.inForceFrom === inForceFrom)
    ? { code: 'base-salary-twice', on: inForceFrom, field: 'inForceFrom' }
    : null;

/** A norm ends on or after the day on which it begins: `norm-ends-too-early`. */
export const refuseClosing = ({ inForceFrom }: RewardNorm, until: string): Refusal | null =>
  until < inForceFrom ? { code: 'norm-ends-too-early', from: inForceFrom, field: 'inForceUntil' } : null;

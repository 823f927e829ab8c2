import type { SidePrizeFacts } from '../../contests/side-prize.facts.js';
import type { RecipientKind } from '../../contests/recipient-kind.js';
import { parseRational, type Rational } from '../../kernel/rational.js';
import type { SidePrize } from './side-allocation.js';

/** A prize beside the tiers as side-prizes.json of a results bundle has it; `minimum` in points. */
interface FilePrize extends Omit<SidePrize, 'minimum'> {
  name: string;
  /** Left out where a collective receives it, so that files written before this was asked stay what they were. */
  recipientKind?: RecipientKind;
  minimum: number | null;
}

/** side-prizes.json: the prizes beside the tiers in the order of the contest. */
export const writeSidePrizes = (prizes: readonly SidePrizeFacts[]): string =>
  `${JSON.stringify(
    prizes.map(({ code, name, basis, quantity, amount, criterion, minimum, besideRank, recipientKind }): FilePrize => ({
      code,
      name,
      basis,
      quantity,
      amount,
      criterion,
      minimum: minimum === null ? null : minimum / 100,
      besideRank,
      ...(recipientKind === 'collective' ? {} : { recipientKind }),
    })),
    null,
    2,
  )}\n`;

/** What `writeSidePrizes` wrote; text of another shape is a fault of whoever calls. */
export const readSidePrizes = (text: string): SidePrize[] =>
  (JSON.parse(text) as FilePrize[]).map(({ code, basis, quantity, amount, criterion, minimum, besideRank }) => ({
    code,
    basis,
    quantity,
    amount,
    criterion,
    minimum: minimum === null ? null : (parseRational(String(minimum)) as Rational),
    besideRank,
  }));

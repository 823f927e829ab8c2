import type { PrizeTierFacts } from '../../contests/contest.facts.js';
import type { SidePrizeFacts } from '../../contests/side-prize.facts.js';
import type { AwardDecisionFacts } from '../award.facts.js';

/** The prizes of a contest, for their names. */
export interface NamedPrizes {
  tiers: readonly Pick<PrizeTierFacts, 'code' | 'name'>[];
  sidePrizes: readonly Pick<SidePrizeFacts, 'code' | 'name'>[];
}

/** What a tier or a prize beside the tiers is called; a code that is no longer there stands for itself. */
export const prizeName = ({ tiers, sidePrizes }: NamedPrizes, code: string): string =>
  [...tiers, ...sidePrizes].find((one) => one.code === code)?.name ?? code;

/** A decision in one sentence without its reason: for the desk, the papers and the log of a list. */
export function sayDecision(
  decision: Pick<
    AwardDecisionFacts,
    'kind' | 'choice' | 'entries' | 'tiers' | 'order' | 'quantities' | 'documentNumber'
  >,
  prizes: NamedPrizes,
): string {
  const { kind, choice, order, quantities, documentNumber } = decision;
  const names = decision.tiers.map((code) => prizeName(prizes, code));
  const entries = (order ?? decision.entries).join(', ');
  if (kind === 'shift') {
    const [taken, added] = quantities ?? [];
    return `Chuyển chỉ tiêu: bớt ${taken ?? 0} ${names[0] ?? ''}, thêm ${added ?? 0} ${names[1] ?? ''} (${documentNumber ?? ''})`;
  }
  if (kind === 'side')
    return choice === 'pick' ? `Trao ${names.join('')} cho ${entries}` : `Không trao ${names.join('')}`;
  if (kind === 'withhold' && choice === 'withhold') return `Để trống ${names.join(', ')}`;
  const group = `${entries} (${names.join(' – ')})`;
  switch (choice) {
    case 'share':
      return `Chia đều tiền thưởng cho ${group}`;
    case 'extend':
      return `Cùng nhận mức cao: ${group}`;
    case 'order':
      return `Xếp thứ tự theo quyết định của Ban Giám khảo: ${group}`;
    case 'withhold':
      return `Không trao cho ${group}`;
    case 'keep-withheld':
    case 'pick':
    case 'shift':
      return `Không trao ${names.join(', ')}`;
  }
}

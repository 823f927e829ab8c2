import type { PrizeTierFacts } from '../../contests/contest.facts.js';
import type { SidePrizeFacts } from '../../contests/side-prize.facts.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatMoney } from '../../kernel/vietnamese/numbers.js';
import { RECIPIENT_WORDS } from '../../contests/recipient-kind.js';
import type { AwardDecisionFacts } from '../award.facts.js';
import type { GrantedReward } from '../rewards/reward.facts.js';
import { rewardAmount, sayProduct } from '../rewards/reward-norms.js';

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
    'kind' | 'choice' | 'entries' | 'tiers' | 'order' | 'quantities' | 'documentNumber' | 'reward'
  >,
  prizes: NamedPrizes,
): string {
  const { kind, choice, order, quantities, documentNumber, reward } = decision;
  if (reward !== null) return sayGrant(reward, decision.entries);
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
    // The prizes of the tier that found no entry; others of it may have.
    case 'keep-withheld':
      return `Không trao số ${names.join(', ')} còn lại`;
    case 'pick':
    case 'shift':
    case 'grant':
      return `Không trao ${names.join(', ')}`;
  }
}

/** "Tặng Giấy khen cho cá nhân Lò Thị Mẫu (ZALO21-…-0001), quyết định ngày 20/12/2021: 0,3 × 2.340.000 = 702.000 đồng". */
function sayGrant(reward: GrantedReward, entries: readonly string[]): string {
  const { name, recipientKind, recipient, decidedOn } = reward;
  const whom = [RECIPIENT_WORDS[recipientKind].toLowerCase(), ...(recipient === '' ? [] : [recipient])].join(' ');
  const sum = `${sayProduct(reward)} = ${formatMoney(rewardAmount(reward))}`;
  return `Tặng ${name} cho ${whom} (${entries.join(', ')}), quyết định ngày ${formatDay(decidedOn)}: ${sum}`;
}

import type { CheckFacts } from './vetting.facts.js';
import { REASON_WORDS } from './vetting.words.js';

/** “Không đọc được – chụp lại trang 2”. */
export const sayCheck = ({ reasonKind, note }: Pick<CheckFacts, 'reasonKind' | 'note'>): string =>
  [reasonKind === null ? '' : REASON_WORDS[reasonKind], note].filter((part) => part !== '').join(' – ');

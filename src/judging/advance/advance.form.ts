import { numbersMeant } from '../../entries/look-up.words.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';
import type { AdvanceChoice } from './advancing.js';

/** The answers to a tie by the word in the address and the form. */
export const TIE_WORDS = { 'tat-ca': 'all', khong: 'none', chon: 'named' } as const;

/** More names than this are a pasted table, not a decision. */
const MOST_NAMED = 500;

/** What the secretary chose, from an address or a form. Numbers are typed one a line or with commas, grouped as people like. */
export function readAdvanceChoice(words: Words): { choice: AdvanceChoice; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const tie = words['bang'];
  const known = typeof tie === 'string' && Object.hasOwn(TIE_WORDS, tie);
  const choice = {
    tie: known ? TIE_WORDS[tie as keyof typeof TIE_WORDS] : null,
    added: readNumbers(words, 'them', faults),
    leftOut: readNumbers(words, 'bot', faults),
  };
  const both = choice.added.filter((one) => choice.leftOut.includes(one));
  if (both.length > 0) faults.push({ field: 'bot', text: `${both.join(', ')} ghi cả ở hai ô. Giữ ở một ô thôi.` });
  return { choice, faults };
}

function readNumbers(words: Words, field: string, faults: FieldFault[]): string[] {
  const typed = words[field];
  const parts = (typeof typed === 'string' ? typed : '')
    .split(/[\n,;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > MOST_NAMED) {
    faults.push({ field, text: `Ghi nhiều nhất ${MOST_NAMED} mã hồ sơ một lần.` });
    return [];
  }
  const wrong = parts.filter((part) => numbersMeant(part).length === 0);
  if (wrong.length > 0)
    faults.push({
      field,
      text: `Không đọc được: ${wrong.slice(0, 5).join(', ')}. Mỗi dòng ghi một mã hồ sơ, ví dụ ZALO21-211124-0007.`,
    });
  return [...new Set(parts.flatMap((part) => numbersMeant(part).slice(0, 1)))];
}

import { createHash } from 'node:crypto';
import type { Instant } from '../kernel/instant.js';
import { formatPaperDate } from '../kernel/vietnamese/dates.js';
import type { Block, Paper, Run, Text } from '../press/paper.js';

/** A paper as the register keeps it. */
export interface KeptPaper {
  /** The paper word for word, as JSON. */
  text: string;
  sha256: string;
}

export const keepPaper = (paper: Paper): KeptPaper => {
  const text = JSON.stringify(paper);
  return { text, sha256: sha256Of(text) };
};

/** The paper that was kept. Text that its hash does not stand for is a fault: it was changed outside the register. */
export function openPaper({ text, sha256 }: KeptPaper): Paper {
  if (sha256Of(text) !== sha256) throw new Error(`kept paper ${sha256} has been changed`);
  // Two places hold an instant, and JSON tells them as text.
  return JSON.parse(text, (key, value: unknown) =>
    (key === 'madeAt' || key === 'on') && typeof value === 'string' ? new Date(value) : value,
  ) as Paper;
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The blank that papers leave for the clerk where an appendix says what it is attached to. */
const BLANK = /(\(Kèm theo [^)]*?)số …+ ngày …+ tháng …+ năm …+/u;

/**
 * The paper with its number and day where the clerk's blanks were: under the issuer, beside the place, and, on the sheets of its own
 * appendix, in the line that says what that is attached to. On its first sheet such a line speaks of another document and stays as it is,
 * as does one that the organiser worded without the blank.
 */
export function numberPaper(
  paper: Paper,
  { number, symbol, on }: { number: string; symbol: string; on: Instant },
): Paper {
  const fill = (text: string): string =>
    text.replace(BLANK, (_, before: string) => `${before}số ${number}/${symbol} ${formatPaperDate(on)}`);
  const fillText = (text: Text): Text =>
    typeof text === 'string' ? fill(text) : text.map((run): Run => ({ ...run, text: fill(run.text) }));
  const ownSheet = paper.blocks.findIndex(({ kind }) => kind === 'new-sheet');
  const blocks = paper.blocks.map((block, at): Block => {
    if (block.kind === 'letterhead')
      return {
        ...block,
        number: block.number && { ...block.number, value: number },
        issued: block.issued && { ...block.issued, on },
      };
    const isAppendix = ownSheet !== -1 && at > ownSheet;
    return block.kind === 'paragraph' && isAppendix ? { ...block, text: fillText(block.text) } : block;
  });
  return { ...paper, blocks };
}

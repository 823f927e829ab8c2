/** One block of the rules as the page draws it: the heading of an article, or a paragraph. */
export interface RulesBlock {
  isHeading: boolean;
  text: string;
}

const ARTICLE = /^(Điều|Chương|Mục)\s+[0-9IVXLC]+[.:]?(\s|$)/;

/** The rules' plain text in blocks: a line that begins “Điều 1.”, “Chương I” or “Mục 2” is a heading, any other line a paragraph. */
export const rulesBlocks = (body: string): RulesBlock[] =>
  body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((text) => ({ isHeading: ARTICLE.test(text), text }));

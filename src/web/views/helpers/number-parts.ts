/** "1234/QĐ-UBND", "152/2025/NĐ-CP": figures, then groups of letters or figures behind strokes, joined by hyphens. */
const DOCUMENT_NUMBER = /(\d+(?:\/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)+)/u;

/**
 * `{{#each (numberParts heading)}}…`: the same words in pieces, numbers of documents apart from the rest, so that a template can keep each on one line:
 * a browser would break it at its hyphen, and another sign in its place would be copied along.
 */
export const numberParts = (text: string): { text: string; isNumber: boolean }[] =>
  text
    .split(DOCUMENT_NUMBER)
    .map((piece, index) => ({ text: piece, isNumber: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');

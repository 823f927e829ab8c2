/** One row of the table “Bản của ông/bà” beside “Bản đang lưu” (`partials/difference`): what a page that came too late shows. */
export interface DifferenceRow {
  label: string;
  mine: string;
  saved: string;
  differs: boolean;
}

/** A row of plain words; white space at the ends and the kind of line ends do not count as a difference. */
export function differenceRow(label: string, mine: string, saved: string): DifferenceRow {
  const plain = (words: string): string => words.replace(/\r\n?/g, '\n').trim();
  return { label, mine, saved, differs: plain(mine) !== plain(saved) };
}

import type { EntryFileFacts } from '../entries/entry.facts.js';
import type { DuplicateRow } from './check.repository.js';
import { vettingPaths } from './vetting.paths.js';

/** One file that other dossiers hold too, or nearly so: which of them this office may open, and how many more there are. */
export interface SameElsewhere {
  text: string;
  links: { label: string; href: string }[];
  /** “và 2 hồ sơ của đơn vị khác”; null when every one is linked. */
  more: string | null;
}

/** So many are linked; a picture that everybody has is told by its number alone. */
const LINKED = 5;

/** What the office should know of one file, the same bytes first. Quiet: one photo may rightly serve two villages. */
export function sameElsewhere(
  file: Pick<EntryFileFacts, 'name' | 'sha256'>,
  { duplicates, likenesses }: { duplicates: readonly DuplicateRow[]; likenesses: readonly DuplicateRow[] },
): SameElsewhere[] {
  const of = (rows: readonly DuplicateRow[]): DuplicateRow[] => rows.filter(({ sha256 }) => sha256 === file.sha256);
  return [
    ...of(duplicates).map((found) => toSame(`“${file.name}” giống hệt tệp trong`, found)),
    ...of(likenesses).map((found) => toSame(`“${file.name}” gần giống ảnh trong`, found)),
  ];
}

function toSame(text: string, { codes, elsewhere }: DuplicateRow): SameElsewhere {
  const links = codes.slice(0, LINKED).map((code) => ({ label: code, href: vettingPaths.one(code) }));
  const others = [
    ...(codes.length > LINKED ? [`${codes.length - LINKED} hồ sơ khác`] : []),
    ...(elsewhere > 0 ? [`${elsewhere} hồ sơ của đơn vị khác`] : []),
  ].join(' và ');
  return { text, links, more: others === '' ? null : links.length === 0 ? others : `và ${others}` };
}

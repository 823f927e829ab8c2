import { pressPdf } from '../../press/pdf.js';
import type { ZipFile } from '../../press/zip.js';
import { certificates, sheetsOf } from './certificate.paper.js';
import type { OpenedPaper } from './award-paper.pages.js';

/** A PDF a line, "0001 Nhóm Zalo bản Nà Khuy.pdf", each drawn when its turn comes. */
export async function* certificateFiles({ paper, facts, words }: OpenedPaper): AsyncGenerator<ZipFile, void> {
  for (const one of sheetsOf(paper.address, facts.lines)) {
    const pdf = await pressPdf(certificates(paper.title, facts, words, [one]));
    yield { path: `${String(one.position).padStart(4, '0')} ${asFileName(one.title)}.pdf`, open: () => [pdf] };
  }
}

/** Signs that some system takes for a path or refuses in a name become "_"; long names are cut. */
const asFileName = (title: string): string =>
  title
    .replace(/[\\/:*?"<>|\p{C}]/gu, '_')
    .trim()
    .slice(0, 80)
    .replace(/[. ]+$/u, '');

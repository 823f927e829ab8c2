import { pipeline } from 'node:stream/promises';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';
import { pressDocx } from '../press/docx.js';
import type { Paper } from '../press/paper.js';
import { pressPdf } from '../press/pdf.js';
import { type ZipFile, zipOf } from '../press/zip.js';
import { announceFile, ZIP } from '../storage/announce-file.js';
import { contentDisposition } from '../storage/file-headers.js';
import type { WebRequest } from '../web/request.js';

/** What a paper leaves the platform as: to be printed and kept, or to be edited before it is signed. */
export const PAPER_FORMATS = ['pdf', 'docx'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** The routes of a paper: its address with each kind behind it ("…/bien-ban.pdf", "…/bien-ban.docx"). */
export const paperRoutes = (address: string): string[] => PAPER_FORMATS.map((kind) => `${address}.${kind}`);

/** The addresses of a paper for the partial `paper-links`; a query goes behind the kind. */
export interface PaperLinks {
  pdf: string;
  docx: string;
}
export function paperLinks(address: string): PaperLinks {
  const [path = '', query] = address.split('?');
  const of = (kind: PaperFormat): string => `${path}.${kind}${query === undefined ? '' : `?${query}`}`;
  return { pdf: of('pdf'), docx: of('docx') };
}

/** Which of its kinds a paper is asked for as, by the end of the address. */
export const ThePaperFormat = createParamDecorator((_: unknown, context: ExecutionContext): PaperFormat =>
  context.switchToHttp().getRequest<WebRequest>().path.endsWith('.docx') ? 'docx' : 'pdf',
);

/** A paper as a room hands it out: the paper itself, and what the file is called, without its ending. */
export interface NamedPaper {
  paper: Paper;
  name: string;
}

const TYPES: Readonly<Record<PaperFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Presses a paper and hands it out, for this reader alone. */
export async function handPaper(res: Response, kind: PaperFormat, { paper, name }: NamedPaper): Promise<void> {
  const bytes = await press(kind, paper);
  res.setHeader('Content-Type', TYPES[kind]);
  res.setHeader('Content-Disposition', contentDisposition('attachment', `${name}.${kind}`));
  res.setHeader('Content-Length', bytes.length);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  // Already packed, and nobody's but the reader's.
  res.setHeader('Cache-Control', 'private, no-store, no-transform');
  res.end(bytes);
}

/**
 * Hands out a paper that is too long for one file: a ZIP of its volumes, each drawn when its turn comes, so that no more than one is held. When a later
 * one cannot be made the line is broken off: a pack that is short must not look whole.
 */
export async function handVolumes(
  res: Response,
  kind: PaperFormat,
  { papers, name }: { papers: readonly Paper[]; name: string },
): Promise<void> {
  const [first] = papers;
  if (first === undefined) throw new Error('a paper has no volume');
  async function* volumes(): AsyncGenerator<ZipFile> {
    for (const [index, paper] of papers.entries()) {
      const bytes = await press(kind, paper);
      yield { path: `${name}, quyển ${index + 1}.${kind}`, open: () => [bytes] };
    }
  }
  announceFile(res, ZIP, `${name}.zip`);
  try {
    await pipeline(zipOf(volumes(), first.madeAt), res);
  } catch (error) {
    // The reader closed the page half-way.
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

const press = (kind: PaperFormat, paper: Paper): Promise<Buffer> =>
  kind === 'docx' ? pressDocx(paper) : pressPdf(paper);

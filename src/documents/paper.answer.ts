import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';
import { pressDocx } from '../press/docx.js';
import type { Paper } from '../press/paper.js';
import { pressPdf } from '../press/pdf.js';
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
  const bytes = kind === 'docx' ? await pressDocx(paper) : await pressPdf(paper);
  res.setHeader('Content-Type', TYPES[kind]);
  res.setHeader('Content-Disposition', contentDisposition('attachment', `${name}.${kind}`));
  res.setHeader('Content-Length', bytes.length);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  // Already packed, and nobody's but the reader's.
  res.setHeader('Cache-Control', 'private, no-store, no-transform');
  res.end(bytes);
}

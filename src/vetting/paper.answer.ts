import type { Response } from 'express';
import { contentDisposition } from '../storage/file-headers.js';

/** Hands out a pressed paper under its name, for this reader alone. */
export function handPdf(res: Response, pdf: Buffer, name: string): void {
  res.setHeader('Content-Type', 'application/pdf');
  res.setHeader('Content-Disposition', contentDisposition('attachment', name));
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cache-Control', 'private, no-store');
  res.end(pdf);
}

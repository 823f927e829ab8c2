import type { Response } from 'express';
import { contentDisposition } from './file-headers.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv; charset=utf-8';
export const ZIP = 'application/zip';

/**
 * The headers of a file that is made for whoever asks: fetched, never shown in the page, kept by nobody on the way. What is packed
 * already goes as it is: packing it again would cost memory and save nothing.
 */
export function announceFile(res: Response, type: string, name: string): Response {
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', contentDisposition('attachment', name));
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cache-Control', type === CSV ? 'private, no-store' : 'private, no-store, no-transform');
  return res;
}

import type { Response } from 'express';
import { Refused } from '../kernel/refusal.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { anySheet } from '../press/sheet.js';
import { writeWorkbook } from '../press/workbook.js';
import { contentDisposition } from '../storage/file-headers.js';
import type { EntryFacts } from './entry.facts.js';
import type { MembersInFull } from './member.reader.js';
import { memberTable } from './member.sheet.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends a list as a workbook to somebody who may see it: its commune, its vetting office. "Not found" while there is none. */
export async function sendMembers(
  res: Response,
  { entry }: { entry: EntryFacts },
  { list, question }: MembersInFull,
): Promise<void> {
  if (list === null) throw new Refused({ code: 'not-found' });
  const heading = [
    tellPlace(entry.villageName, entry.communeName),
    `Hồ sơ ${entry.code}: ${list.members.length} người`,
  ];
  announce(res, XLSX, `Danh sách thành viên ${entry.code}.xlsx`);
  await writeWorkbook([anySheet(memberTable(question.design.columns, list.members, heading))], res);
}

/** Headers of a file with personal data: fetched, never shown in the page, kept by nobody on the way. */
export function announce(res: Response, type: string, name: string): Response {
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', contentDisposition('attachment', name));
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cache-Control', 'private, no-store');
  return res;
}

import type { Response } from 'express';
import { Refused } from '../kernel/refusal.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { anySheet } from '../press/sheet.js';
import { writeWorkbook } from '../press/workbook.js';
import { announceFile, XLSX } from '../storage/announce-file.js';
import type { EntryFacts } from './entry.facts.js';
import type { MembersInFull } from './member.reader.js';
import { memberTable } from './member.sheet.js';

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
  announceFile(res, XLSX, `Danh sách thành viên ${entry.code}.xlsx`);
  await writeWorkbook([anySheet(memberTable(question.design.columns, list.members, heading))], res);
}

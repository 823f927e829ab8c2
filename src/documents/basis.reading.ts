import { type Day, parseDay } from '../kernel/vietnamese/days.js';
import type { LegalBasis } from './document.facts.js';

const LEAD = /^căn cứ\s+/iu;
const NUMBER = /\bsố\s+(\d[^\s,;]{0,59})/u;
const DATED = /ngày\s+(\d{1,2})(?:\s+tháng\s+|\/)(\d{1,2})(?:\s+năm\s+|\/)(\d{4})/u;
const LONGEST_SUBJECT = 300;

/**
 * The legal bases that a paper's lines name with number and day ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 …"), in their
 * order. A line that lacks either is no row of the register: there is nothing to check about it. What is in force until when no line says.
 */
export const readBases = (lines: readonly string[]): Omit<LegalBasis, 'id'>[] =>
  lines.flatMap((line) => {
    const number = NUMBER.exec(line)?.[1];
    const datedOn = dayIn(line);
    if (number === undefined || datedOn === null) return [];
    const subject = line.replace(LEAD, '').slice(0, LONGEST_SUBJECT);
    return [{ number, datedOn, subject, inForceFrom: null, inForceUntil: null }];
  });

function dayIn(line: string): Day | null {
  const [, day = '', month = '', year = ''] = DATED.exec(line) ?? [];
  return day === '' ? null : parseDay(`${day}/${month}/${year}`);
}

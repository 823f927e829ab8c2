import { parsedForm, type ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';
import type { CheckResult } from './crosscheck.repository.js';

/** What is drawn: by which seed, at which risk, about how many first ranks, of which round. */
export interface DrawWords {
  seed: string;
  riskPercent: number;
  places: number;
  round: number;
}

/** Risks on offer, in percent; 0 takes every sheet. */
export const RISKS = [5, 10, 20, 0] as const;

export function readDraw(body: Words): ReadForm<DrawWords> {
  const faults: FieldFault[] = [];
  const typed = (name: string): string => {
    const value = body[name];
    return typeof value === 'string' ? value.normalize('NFC').trim() : '';
  };
  const whole = (name: string): number => (/^\d{1,5}$/.test(typed(name)) ? Number(typed(name)) : Number.NaN);
  const seed = typed('seed').replace(/\s+/g, ' ');
  if (seed.length < 6 || seed.length > 200)
    faults.push({ field: 'seed', text: 'Nhập số mồi, từ 6 đến 200 ký tự, ví dụ kết quả xổ số công khai trong ngày.' });
  const riskPercent = RISKS.find((risk) => risk === whole('risk'));
  if (riskPercent === undefined) faults.push({ field: 'risk', text: 'Chọn mức rủi ro.' });
  const places = whole('places');
  if (!(places > 0)) faults.push({ field: 'places', text: 'Nhập số hạng đầu cần bảo đảm, từ 1.' });
  return parsedForm(body, { seed, riskPercent: riskPercent ?? 5, places, round: whole('round') }, faults);
}

/** Lines that were ticked as agreeing; at least one. */
export function readAgreed(body: Words): ReadForm<number[]> {
  const lines = [body['lines']]
    .flat()
    .map((line) => (typeof line === 'string' && /^\d{1,6}$/.test(line) ? Number(line) : 0))
    .filter((line) => line > 0);
  const faults = lines.length > 0 ? [] : [{ field: 'lines', text: 'Chưa chọn phiếu nào. Đánh dấu các phiếu khớp.' }];
  return parsedForm(body, lines, faults);
}

/** What a comparison of one sheet found; one that differs says how. */
export function readResult(body: Words): ReadForm<{ result: CheckResult; reason: string; version: number }> {
  const faults: FieldFault[] = [];
  const result = body['result'];
  const reason = typeof body['reason'] === 'string' ? body['reason'].normalize('NFC').trim() : '';
  if (result !== 'agrees' && result !== 'differs') faults.push({ field: 'result', text: 'Chọn khớp hoặc không khớp.' });
  if (result === 'differs' && reason.length < 5)
    faults.push({ field: 'reason', text: 'Ghi phiếu giấy khác ở đâu, ví dụ: tiêu chí B trên giấy là 25.' });
  if (reason.length > 1000) faults.push({ field: 'reason', text: 'Nhiều nhất 1.000 ký tự.' });
  const version = /^\d{1,9}$/.test(String(body['version'])) ? Number(body['version']) : -1;
  return parsedForm(body, { result: result === 'differs' ? 'differs' : 'agrees', reason, version }, faults);
}

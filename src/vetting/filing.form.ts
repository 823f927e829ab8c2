import type { FilingPlace } from '../entries/filing.life.js';
import { FILING_WAYS, type FilingRequest } from '../entries/filing.facts.js';
import { isId } from '../kernel/ids.js';
import { parsedForm, type ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';
import type { FieldFault } from '../web/views/form-state.js';

/** What an officer says before filing for a commune. */
export interface TypedFiling extends FilingRequest {
  place: FilingPlace;
}

/** The most signs of a name and a duty: both stand on one line of the receipt. */
export const FILING_LINE_LENGTH = 100;
export const FILING_REASON_LENGTH = 500;

/** Reads the form: which dossier (a village's id, or the code of a draft), who brought it, why, and how. All are required. */
export function readFiling(body: Words, villageNoun: string): ReadForm<TypedFiling> {
  const text = (name: string): string =>
    typeof body[name] === 'string' ? body[name].normalize('NFC').replace(/\s+/g, ' ').trim() : '';
  const faults: FieldFault[] = [];
  const line = (name: string, most: number, missing: string): string => {
    const typed = text(name);
    const length = [...typed].length;
    if (typed === '') faults.push({ field: name, text: missing });
    if (length > most) faults.push({ field: name, text: `Đang có ${length} ký tự, nhiều nhất ${most}. Rút ngắn lại.` });
    return typed;
  };
  const typedPlace = text('place');
  if (typedPlace === '') faults.push({ field: 'place', text: `Chọn ${villageNoun} hoặc bản nháp để nộp thay.` });
  const broughtBy = line('broughtBy', FILING_LINE_LENGTH, 'Nhập họ và tên người mang hồ sơ đến.');
  const broughtDuty = line('broughtDuty', FILING_LINE_LENGTH, 'Nhập chức vụ và đơn vị của người mang hồ sơ đến.');
  const way = FILING_WAYS.find((one) => one === text('way'));
  if (way === undefined) faults.push({ field: 'way', text: 'Chọn cách hồ sơ được chuyển đến.' });
  const reason = line('reason', FILING_REASON_LENGTH, 'Nhập lý do nộp thay.');
  const place: FilingPlace = isId(typedPlace) ? { villageId: typedPlace } : { draftCode: typedPlace };
  return parsedForm(body, way === undefined ? null : { place, broughtBy, broughtDuty, way, reason }, faults);
}

import { parsedForm, type ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';
import type { FieldFault } from '../web/views/form-state.js';
import { SENTENCE_LENGTH } from './stock-reason.facts.js';
import { REASON_KINDS, type ReasonKind } from './vetting.facts.js';

/** A sentence that an office adds to its set. */
export interface TypedReason {
  /** Null: for every place. */
  place: string | null;
  reasonKind: ReasonKind;
  sentence: string;
}

/** Reads the form of a new sentence; `places` are the keys that may be chosen. Line ends and runs of blanks become one blank. */
export function readStockReason(body: Words, places: readonly string[]): ReadForm<TypedReason> {
  const text = (name: string): string =>
    typeof body[name] === 'string' ? body[name].normalize('NFC').replace(/\s+/g, ' ').trim() : '';
  const [place, typedKind, sentence] = [text('place'), text('kind'), text('sentence')];
  const reasonKind = REASON_KINDS.find((one) => one === typedKind);
  const faults: FieldFault[] = [];
  if (place !== '' && !places.includes(place)) faults.push({ field: 'place', text: 'Chọn mục có trong danh sách.' });
  if (reasonKind === undefined) faults.push({ field: 'kind', text: 'Chọn loại lý do.' });
  if (sentence === '') faults.push({ field: 'sentence', text: 'Nhập câu mẫu.' });
  if ([...sentence].length > SENTENCE_LENGTH) {
    faults.push({ field: 'sentence', text: `Rút ngắn còn nhiều nhất ${SENTENCE_LENGTH} ký tự.` });
  }
  const meaning = reasonKind === undefined ? null : { place: place === '' ? null : place, reasonKind, sentence };
  return parsedForm(body, meaning, faults);
}

import { parsedForm, type ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';

const NOTE_LENGTH = 500;

/** The dossiers that were ticked, by number, and a note for the covering list. */
export interface TypedForwarding {
  codes: string[];
  note: string;
}

/** Reads the ticks. None at all is the service's to refuse, so that page and act say the same. */
export function readForwarding(body: Words): ReadForm<TypedForwarding> {
  const codes = [body['codes']].flat().filter((code) => typeof code === 'string');
  const note = typeof body['note'] === 'string' ? body['note'].normalize('NFC').trim() : '';
  const isLong = [...note].length > NOTE_LENGTH;
  return parsedForm(
    body,
    { codes, note },
    isLong ? [{ field: 'note', text: `Rút ngắn ghi chú còn nhiều nhất ${NOTE_LENGTH} ký tự.` }] : [],
  );
}

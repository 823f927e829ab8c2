import { isId } from '../../kernel/ids.js';
import { parsePhone } from '../../kernel/vietnamese/phones.js';
import { parsedForm, type ReadForm, wordsOf } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';
import { OBJECTION_OUTCOMES, type ObjectionOutcome } from './objection.facts.js';

const LONGEST_WORDS = 4000;
const LONGEST_NAME = 100;
const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/;

/** An objection as it was typed. `about`: number of an entry; empty: the whole list. */
export interface TypedObjection {
  about: string;
  words: string;
  /** Of somebody without an account of a commune; null of a commune. */
  sender: { name: string; contact: string } | null;
  formKey: string | null;
}

const textOf = (body: Words, name: string): string => {
  const typed = wordsOf(body)[name];
  return typeof typed === 'string' ? typed.replace(/\r\n?/g, '\n').trim() : '';
};

/** Reads the public form; a commune's has no name and contact of its own. */
export function readObjection(body: Words, asCommune: boolean): ReadForm<TypedObjection> {
  const [about, words, name, contact] = ['about', 'words', 'name', 'contact'].map((field) => textOf(body, field));
  const faults: FieldFault[] = asCommune ? [] : sendersFaults(name ?? '', contact ?? '');
  faults.push(...wordsFaults(words ?? '', 'Ghi nội dung kiến nghị.'));
  const key = body['_key'];
  return parsedForm(
    body,
    {
      about: about ?? '',
      words: words ?? '',
      sender: asCommune ? null : { name: name ?? '', contact: parsePhone(contact ?? '') ?? contact ?? '' },
      formKey: typeof key === 'string' && isId(key) ? key : null,
    },
    faults,
  );
}

function sendersFaults(name: string, contact: string): FieldFault[] {
  const faults: FieldFault[] = [];
  if (name === '' || [...name].length > LONGEST_NAME)
    faults.push({ field: 'name', text: `Ghi họ và tên, không quá ${LONGEST_NAME} ký tự.` });
  if (parsePhone(contact) === null && (contact.length > 200 || !EMAIL.test(contact)))
    faults.push({ field: 'contact', text: 'Ghi số điện thoại (ví dụ 0912 345 678) hoặc địa chỉ thư điện tử.' });
  return faults;
}

function wordsFaults(words: string, missing: string): FieldFault[] {
  if (words === '') return [{ field: 'words', text: missing }];
  return [...words].length > LONGEST_WORDS
    ? [{ field: 'words', text: `Rút ngắn còn nhiều nhất ${LONGEST_WORDS} ký tự.` }]
    : [];
}

export interface TypedAnswer {
  outcome: ObjectionOutcome;
  words: string;
  version: number;
}

/** Reads an answer. */
export function readAnswer(body: Words): ReadForm<TypedAnswer> {
  const outcome = OBJECTION_OUTCOMES.find((one) => one === body['outcome']);
  const words = textOf(body, 'words');
  const faults: FieldFault[] = outcome === undefined ? [{ field: 'outcome', text: 'Chọn cách giải quyết.' }] : [];
  faults.push(...wordsFaults(words, 'Ghi nội dung trả lời.'));
  const version = textOf(body, 'version');
  return parsedForm(
    body,
    { outcome: outcome ?? 'kept', words, version: /^\d{1,9}$/.test(version) ? Number(version) : 0 },
    faults,
  );
}

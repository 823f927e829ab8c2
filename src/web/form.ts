import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Words } from './request.js';
import { type FieldFault, type FormState, faultyForm } from './views/form-state.js';

/** A form that was read: either what it says, or what is wrong with it; the typed words in any case. */
export interface ReadForm<Meaning> {
  meaning: Meaning | null;
  words: FormState['values'];
  faults: readonly FieldFault[];
}

/** Every typed word of a body, as text; machinery (`_csrf`, `_key`) left out. Several values of one name stay a list. */
export function wordsOf(body: Words): FormState['values'] {
  const words: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('_')) continue;
    if (typeof value === 'string') words[name] = value.normalize('NFC');
    else if (Array.isArray(value))
      words[name] = value.filter((one) => typeof one === 'string').map((one: string) => one.normalize('NFC'));
  }
  return words;
}

/**
 * Reads a body into a form class: only fields that the class declares get in, text is NFC, class-validator's messages
 * (Vietnamese, in the decorators) become faults in the order of the class.
 */
export function readForm<Meaning extends object>(form: new () => Meaning, body: Words): ReadForm<Meaning> {
  const words = wordsOf(body);
  const meaning = plainToInstance(form, { ...words });
  const faults = validateSync(meaning, { whitelist: true, stopAtFirstError: true }).map((error) => ({
    field: error.property,
    text: Object.values(error.constraints ?? {})[0] ?? 'Kiểm tra lại ô này.',
  }));
  return { meaning: faults.length === 0 ? meaning : null, words, faults };
}

/** A form whose reading needs more than a class (fields named by data): its own parser says meaning and faults. */
export const parsedForm = <Meaning>(
  body: Words,
  meaning: Meaning | null,
  faults: readonly FieldFault[],
): ReadForm<Meaning> => ({
  meaning: faults.length === 0 ? meaning : null,
  words: wordsOf(body),
  faults,
});

/** The state of the page that shows a form again, with a sentence above that belongs to no single field. */
export function formAgain(form: ReadForm<unknown>, sentence: string | null, field: string | null): FormState {
  const faults = [...form.faults];
  const state = faultyForm(
    form.words,
    sentence !== null && field !== null ? [...faults, { field, text: sentence }] : faults,
  );
  return sentence !== null && field === null
    ? { ...state, summary: [{ href: '#noi-dung', text: sentence }, ...state.summary] }
    : state;
}

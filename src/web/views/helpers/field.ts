import { type FormState, fieldId } from '../form-state.js';

const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

export { fieldId };

/** `{{fieldValue form "title"}}`: what was typed or stored; '' for an empty field. Of a list of choices the first. */
export function fieldValue(form: FormState, name: string): string {
  const value = own(form.values, name) ?? '';
  return typeof value === 'string' ? value : (value[0] ?? '');
}

/** `{{#if (fieldError form "title")}}…`: the message beside the field; null when there is nothing to mend. */
export const fieldError = (form: FormState, name: string): string | null => own(form.errors, name) ?? null;

/** `{{#if (fieldChosen form "unit" value)}} selected{{/if}}`: is this choice among those made? */
export function fieldChosen(form: FormState, name: string, value: string | number): boolean {
  const chosen = own(form.values, name) ?? [];
  return typeof chosen === 'string' ? chosen === String(value) : chosen.includes(String(value));
}

/** One thing to mend: the field's name and a sentence saying how, in the words of UX §2 ("Chọn …", "Nhập …"). */
export interface FieldFault {
  field: string;
  text: string;
}

/**
 * What a form shows: the user's own words, the message beside each field, and the summary above.
 * `values` and `errors` are keyed by the field's name (`points[A]` is one name). Checkboxes hold a list.
 * A name that is absent is an empty field without fault.
 */
export interface FormState {
  values: Readonly<Record<string, string | readonly string[]>>;
  errors: Readonly<Record<string, string>>;
  summary: readonly { href: string; text: string }[];
}

/** The id that field partials give their input; the summary and any other link to a field point at it. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9]+/g, '-').replace(/-+$/, '')}`;

/** A form before anybody pressed its button: empty, or filled with what is stored. */
export const freshForm = (values: FormState['values'] = {}): FormState => ({ values, errors: {}, summary: [] });

/**
 * The form that comes back with 422: the words as they were typed, each fault beside its field, all of them in the summary
 * in the order given. Of two faults in one field the first is shown beside it; both are in the summary.
 */
export function faultyForm(values: FormState['values'], faults: readonly FieldFault[]): FormState {
  const errors: Record<string, string> = {};
  for (const fault of faults) errors[fault.field] ??= fault.text;
  return {
    values,
    errors,
    summary: faults.map((fault) => ({ href: `#${fieldId(fault.field)}`, text: fault.text })),
  };
}

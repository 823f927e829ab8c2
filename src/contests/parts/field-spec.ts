/** One field of a part's form as data: the templates draw it with the partial of its kind. Every key is present, for strict templates. */
export interface FieldSpec {
  isText: boolean;
  isTextarea: boolean;
  isNumber: boolean;
  isSelect: boolean;
  isRadios: boolean;
  isCheckboxes: boolean;
  isTick: boolean;
  isDateTime: boolean;
  /** A heading above a group of fields; nothing to fill in. */
  isHeading: boolean;
  /** Carried along unseen. */
  isHidden: boolean;
  name: string;
  timeName: string;
  label: string;
  hint: string | null;
  optional: boolean;
  width: string | null;
  unit: string | null;
  rows: number | null;
  maxlength: number | null;
  blank: string | null;
  options: readonly Option[];
}

export interface Option {
  value: string;
  label: string;
  hint?: string | null;
}

type More = Partial<
  Pick<FieldSpec, 'hint' | 'optional' | 'width' | 'unit' | 'rows' | 'maxlength' | 'blank' | 'options'>
>;

const spec = (kind: Partial<FieldSpec>, name: string, label: string, more: More): FieldSpec => ({
  isText: false,
  isTextarea: false,
  isNumber: false,
  isSelect: false,
  isRadios: false,
  isCheckboxes: false,
  isTick: false,
  isHidden: false,
  isDateTime: false,
  isHeading: false,
  name,
  timeName: `${name}Time`,
  label,
  hint: null,
  optional: false,
  width: null,
  unit: null,
  rows: null,
  maxlength: null,
  blank: null,
  options: [],
  ...kind,
  ...more,
});

/** A field of each kind. `dateTime` is read from `name` (the day) and `nameTime` (the hour). */
export const field = {
  text: (name: string, label: string, more: More = {}) => spec({ isText: true }, name, label, more),
  textarea: (name: string, label: string, more: More = {}) => spec({ isTextarea: true }, name, label, more),
  number: (name: string, label: string, more: More = {}) => spec({ isNumber: true }, name, label, more),
  select: (name: string, label: string, more: More) => spec({ isSelect: true }, name, label, more),
  radios: (name: string, label: string, more: More) => spec({ isRadios: true }, name, label, more),
  checkboxes: (name: string, label: string, more: More) => spec({ isCheckboxes: true }, name, label, more),
  tick: (name: string, label: string, more: More = {}) => spec({ isTick: true }, name, label, more),
  dateTime: (name: string, label: string, more: More = {}) => spec({ isDateTime: true }, name, label, more),
  hidden: (name: string) => spec({ isHidden: true }, name, '', {}),
  heading: (label: string, more: More = {}) => spec({ isHeading: true }, '', label, more),
} as const;

import type { Refusal } from '../../kernel/refusal.js';
import { Page } from '../../web/answer.js';
import { type DifferenceRow, differenceRow } from '../../web/views/difference.js';
import type { FormState } from '../../web/views/form-state.js';
import type { Breadcrumb } from '../../web/views/page.js';
import { frameOfContest } from '../contest.frame.js';
import { contestPaths } from '../contest.paths.js';
import type { FieldSpec } from './field-spec.js';
import type { Desk, FormPart, RowPart, TypedValues } from './part.js';

/** The way back from any page of a contest's set-up. */
export const deskCrumbs = ({ contest }: Desk, ...more: Breadcrumb[]): Breadcrumb[] => [
  { href: contestPaths.desk, label: 'Cuộc thi' },
  { href: contestPaths.setUp(contest.slug), label: contest.name },
  ...more,
];

/** What was typed beside what is stored, field by field, choices by their labels. */
export function differenceOf(fields: readonly FieldSpec[], mine: TypedValues, saved: TypedValues): DifferenceRow[] {
  const shown = (field: FieldSpec, values: TypedValues): string => {
    const names = field.isDateTime ? [field.name, field.timeName] : [field.name];
    return names
      .flatMap((name) => values[name] ?? [])
      .map((value) => (field.isTick ? 'Có' : (field.options.find((option) => option.value === value)?.label ?? value)))
      .join(field.isDateTime ? ' ' : ', ')
      .trim();
  };
  return fields
    .filter((field) => !field.isHeading && !field.isHidden)
    .map((field) => differenceRow(field.label, shown(field, mine), shown(field, saved)));
}

interface FormPageParts {
  desk: Desk;
  heading: string;
  lead: string | null;
  note: string | null;
  facts: readonly { label: string; value: string }[];
  links: readonly { href: string; label: string }[];
  fields: readonly FieldSpec[];
  form: FormState;
  saved: TypedValues;
  refusal: Refusal | null;
  action: string;
  button: string;
  backHref: string;
  removeHref: string | null;
  crumbs: Breadcrumb[];
}

/** The page of one form: of a whole part, of a row, of a new row. */
export function formPage(parts: FormPageParts): Page {
  const { desk, refusal, form } = parts;
  const isStale = refusal?.code === 'stale';
  return new Page(
    'contests/part-form',
    {
      heading: parts.heading,
      about: desk.contest.name,
      lead: parts.lead,
      note: parts.note,
      facts: parts.facts,
      links: parts.links,
      fields: parts.fields,
      form,
      // A stale form carries the newest version from now on: whoever has seen the difference may save over it.
      version: desk.contest.version,
      // A part that asks for a reason of its own is not asked twice.
      asksReason: desk.contest.state === 'open' && !parts.fields.some((field) => field.name === 'reason'),
      difference: isStale ? differenceOf(parts.fields, form.values, parts.saved) : null,
      differenceHeading: isStale ? (form.summary[0]?.text ?? '') : '',
      action: parts.action,
      button: parts.button,
      backHref: parts.backHref,
      removeHref: parts.removeHref,
    },
    frameOfContest(desk.contest, desk.calendar, parts.crumbs),
  );
}

/** The list of a part's rows with what can be done to each. */
export function rowsPage<Row extends { id: string }, Meaning>(
  part: RowPart<Row, Meaning>,
  given: { desk: Desk; rows: readonly Row[]; facts: readonly { label: string; value: string }[] },
): Page {
  const { desk, rows } = given;
  const { slug } = desk.contest;
  const canMove = part.isOrdered && part.refuseToReorder(desk) === null && rows.length > 1;
  return new Page(
    'contests/part-rows',
    {
      heading: part.heading,
      about: desk.contest.name,
      lead: part.lead,
      note: part.note(desk),
      facts: given.facts,
      links: part.links(desk),
      version: desk.contest.version,
      caption: `${part.heading}: ${rows.length}`,
      columns: part.columns.map(({ label, isNumber }) => ({ label, isNumber: isNumber === true })),
      hasActs: part.isEditable,
      rows: rows.map((row, index) => ({
        name: part.nameOf(row),
        first: { label: part.columns[0]?.label ?? '', value: part.columns[0]?.value(row) ?? '' },
        cells: part.columns
          .slice(1)
          .map((column) => ({ label: column.label, value: column.value(row), isNumber: column.isNumber === true })),
        editHref: part.isEditable ? contestPaths.row(slug, part.path, row.id) : null,
        removeHref:
          part.isEditable && part.refuseToRemove(row, desk) === null
            ? contestPaths.removal(slug, part.path, row.id)
            : null,
        links: part.rowLinks(desk, row),
        placeHref: contestPaths.place(slug, part.path, row.id),
        canRise: canMove && index > 0,
        canSink: canMove && index < rows.length - 1,
      })),
      emptyText: `Chưa có ${part.one} nào.`,
      newHref: contestPaths.newRow(slug, part.path),
      newLabel: `Thêm ${part.one}`,
      backHref: contestPaths.setUp(slug),
    },
    frameOfContest(desk.contest, desk.calendar, deskCrumbs(desk, { href: null, label: part.heading })),
  );
}

/** The page that asks before a row is taken out. */
export function removalPage<Row extends { id: string }, Meaning>(
  part: RowPart<Row, Meaning>,
  given: { desk: Desk; row: Row; form: FormState },
): Page {
  const { desk, row, form } = given;
  const { slug } = desk.contest;
  return new Page(
    'contests/part-removal',
    {
      heading: `Xóa ${part.one}`,
      about: desk.contest.name,
      facts: part.columns.map((column) => ({ label: column.label, value: column.value(row) })),
      form,
      version: desk.contest.version,
      action: contestPaths.removal(slug, part.path, row.id),
      button: `Xóa ${part.one} này`,
      reasonLabel: desk.contest.state === 'open' ? 'Lý do' : null,
      backHref: contestPaths.part(slug, part.path),
    },
    frameOfContest(
      desk.contest,
      desk.calendar,
      deskCrumbs(
        desk,
        { href: contestPaths.part(slug, part.path), label: part.heading },
        { href: null, label: `Xóa ${part.one}` },
      ),
    ),
  );
}

/** The page of a part that is one form, fresh or again. */
export function partFormPage<Meaning>(
  part: FormPart<Meaning>,
  given: {
    desk: Desk;
    facts: readonly { label: string; value: string }[];
    fields: FieldSpec[];
    saved: TypedValues;
    form: FormState;
    refusal: Refusal | null;
  },
): Page {
  const { desk } = given;
  return formPage({
    ...given,
    heading: part.heading,
    lead: part.lead,
    note: part.note(desk),
    links: part.links(desk),
    action: contestPaths.part(desk.contest.slug, part.path),
    button: 'Lưu',
    backHref: contestPaths.setUp(desk.contest.slug),
    removeHref: null,
    crumbs: deskCrumbs(desk, { href: null, label: part.heading }),
  });
}

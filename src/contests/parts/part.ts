import type { Reader, Tx } from '../../database/tx.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { NewNotice } from '../../notices/notice.facts.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FormState } from '../../web/views/form-state.js';
import type { Calendar } from '../calendar.js';
import type { ContestFacts } from '../contest.facts.js';
import type { Part } from '../contest.paths.js';
import type { RoundUse } from '../contest.use.js';
import type { FieldSpec } from './field-spec.js';

/*
 * A contest is edited part by part, and every part is one of two kinds: a single form (FormPart) or a list of rows, each with
 * a form of its own (RowPart). A part says what it is made of; part.service.ts turns it into acts, part.controller.ts into
 * pages. All of them follow one contest version: whoever saved first wins, the second is shown the difference.
 */

/** What a part's rules may look at besides the words themselves. */
export interface Desk {
  contest: ContestFacts;
  calendar: Calendar;
  /** Dossiers of the contest, drafts included; score sheets with scores on the current criteria. */
  entries: number;
  scores: number;
  /** The rounds of judging that have begun to exist, by number. */
  rounds: readonly RoundUse[];
}

export type TypedValues = FormState['values'];

interface Described {
  /** Last step of its address, and its place in the set-up list. */
  path: Part;
  /** `contest.slot`: subject and verb of audit events are made from it. */
  deed: string;
  heading: string;
  lead: string;
  /** Something to know before changing it as things stand, or null. */
  note(desk: Desk): string | null;
  /** What follows from it as stored: sums, both readings of a rule. */
  facts(reader: Reader, desk: Desk): Promise<{ label: string; value: string }[]>;
  /** Pages that belong to it. */
  links(desk: Desk): { href: string; label: string }[];
}

/** A part that is one form over stored facts. */
export interface FormPart<Meaning> extends Described {
  /** May look things up: the slots that a choice is made among. */
  fields(desk: Desk, reader: Reader): FieldSpec[] | Promise<FieldSpec[]>;
  load(reader: Reader, desk: Desk): Promise<Meaning>;
  wordsOf(meaning: Meaning): TypedValues;
  read(body: Words, desk: Desk): ReadForm<Meaning>;
  /** Why the change may not be made, although every field is in order. */
  refuse(before: Meaning, after: Meaning, desk: Desk): Refusal | null;
  /** Whom the change concerns is told of it in the same act; `desk` is as it was before. Left out where nobody is. */
  noticesOf?(tx: Tx, after: Meaning, desk: Desk): Promise<NewNotice[]>;
  write(tx: Tx, contest: ContestFacts, meaning: Meaning): Promise<void>;
}

/** A part that is a list of rows in the organiser's order. */
export interface RowPart<Row extends { id: string }, Meaning> extends Described {
  /** What one row is called: "thành phần". */
  one: string;
  columns: readonly Column<Row>[];
  nameOf(row: Row): string;
  /** Whether rows can be put in another order by hand. */
  isOrdered: boolean;
  /** False where rows, once made, stay as they are (extensions). */
  isEditable: boolean;
  /** Pages that belong to one row. */
  rowLinks(desk: Desk, row: Row): { href: string; label: string }[];
  rows(reader: Reader, contest: ContestFacts): Promise<Row[]>;
  fields(reader: Reader, desk: Desk, row: Row | null): Promise<FieldSpec[]>;
  wordsOf(row: Row): TypedValues;
  read(body: Words, desk: Desk): ReadForm<Meaning>;
  /** Whom a new row concerns is told of it in the same act; left out where nobody is. */
  noticeOf?(tx: Tx, meaning: Meaning, desk: Desk, id: string): Promise<NewNotice>;
  /** Whom a changed row concerns is told of it in the same act; `desk` is as it was before. Left out where nobody is. */
  noticeOfChange?(row: Row, meaning: Meaning, desk: Desk): NewNotice | null;
  refuseToAdd(meaning: Meaning, desk: Desk, rows: readonly Row[]): Refusal | null;
  refuseToChange(row: Row, meaning: Meaning, desk: Desk, rows: readonly Row[]): Refusal | null;
  refuseToRemove(row: Row, desk: Desk): Refusal | null;
  refuseToReorder(desk: Desk): Refusal | null;
  insert(tx: Tx, contest: ContestFacts, meaning: Meaning, place: RowPlace): Promise<void>;
  update(tx: Tx, contest: ContestFacts, row: Row, meaning: Meaning): Promise<void>;
  remove(tx: Tx, contest: ContestFacts, row: Row): Promise<void>;
  /** Writes the rows' order; `ids` are all rows of the part. */
  reorder(tx: Tx, contest: ContestFacts, ids: readonly string[]): Promise<void>;
}

export interface RowPlace {
  id: string;
  /** Counts from 1; a new row comes last. */
  order: number;
  personId: string;
}

export interface Column<Row> {
  label: string;
  value(row: Row): string;
  isNumber?: boolean;
}

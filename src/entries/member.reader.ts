import { Injectable } from '@nestjs/common';
import type { FieldFacts, SlotId } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import type { Reader } from '../database/tx.js';
import type { EntryFacts } from './entry.facts.js';
import type { MemberList, MemberQuestion, PendingMembers } from './member.facts.js';
import { MemberRepository } from './member.repository.js';
import { checkMembers, pendingOf, sayCountDiffers, sayRemark } from './member.rules.js';

/** How a dossier stands with its list, for everybody: how many and under which hash, never who. */
export interface MemberStanding {
  slotId: MemberQuestion['design']['slotId'];
  count: number;
  /** Null while there is no list. */
  sha256: string | null;
  /** That the count differs from the number declared; null when it does not. */
  difference: string | null;
  /** The number that the commune declared, as stored; '' when it declared none or none is asked. */
  declared: string;
  /** Rows of a copy that is still being put right and so is not of the dossier yet; 0: none. */
  waiting: number;
}

/** What the vetting office sees besides: the list itself, and what is not right with it yet. */
export interface MembersInFull extends MemberStanding {
  question: MemberQuestion;
  list: MemberList | null;
  /** Faults of the list by the columns as they are asked for today. */
  faults: number;
  /** A copy that is still being put right, with its first faults in words; null: none. */
  pending: { rows: number; faults: number; told: string[]; version: number } | null;
}

type Entry = Pick<EntryFacts, 'id' | 'contestId' | 'answers'>;

/**
 * What other rooms read of lists. `standingOf` is for anybody who may see the dossier; `inFull` for its commune and its
 * vetting office alone: the caller has opened the dossier by the policy of one of the two.
 */
@Injectable()
export class MemberReader {
  constructor(
    private readonly contests: ContestReader,
    private readonly repository: MemberRepository,
  ) {}

  /** What list the contest asks for; null when none. */
  async questionOf(reader: Reader, { contestId }: Pick<EntryFacts, 'contestId'>): Promise<MemberQuestion | null> {
    const design = await this.contests.memberList(reader, contestId);
    if (design === null) return null;
    const fields = design.declaredFieldId === null ? [] : await this.contests.fields(reader, contestId);
    return { design, declaredField: fields.find(({ id }) => id === design.declaredFieldId) ?? null };
  }

  async standingOf(reader: Reader, { id, contestId, answers }: Entry): Promise<MemberStanding | null> {
    const row = await this.repository.standingOf(reader, contestId, id);
    if (row === null) return null;
    const { slotId, fieldCode, fieldLabel } = row;
    const field = fieldCode === null || fieldLabel === null ? null : { code: fieldCode, label: fieldLabel };
    const list = row.count === null || row.sha256 === null ? null : { count: row.count, sha256: row.sha256 };
    return { ...standing(slotId, field, answers, list), waiting: row.waiting };
  }

  async inFull(reader: Reader, entry: Entry): Promise<MembersInFull | null> {
    const question = await this.questionOf(reader, entry);
    if (question === null) return null;
    const { design } = question;
    const list = await this.repository.listOf(reader, entry.id);
    const pending = await this.repository.pendingOf(reader, entry.id);
    const counted = list && { count: list.members.length, sha256: list.sha256 };
    return {
      ...standing(design.slotId, question.declaredField, entry.answers, counted),
      waiting: pending?.rows.length ?? 0,
      question,
      list,
      faults: list === null ? 0 : checkMembers(design, pendingOf(design.columns, list.members)).faults.length,
      pending: pending && pendingStanding(design, pending),
    };
  }
}

// More than these are not read on a page; the file itself has to be put right.
const MOST_TOLD = 20;

function pendingStanding(
  design: MemberQuestion['design'],
  { rows, version }: PendingMembers,
): NonNullable<MembersInFull['pending']> {
  const { faults } = checkMembers(design, rows);
  return { rows: rows.length, faults: faults.length, told: faults.slice(0, MOST_TOLD).map(sayRemark), version };
}

function standing(
  slotId: SlotId,
  field: Pick<FieldFacts, 'code' | 'label'> | null,
  answers: Entry['answers'],
  list: { count: number; sha256: string } | null,
): Omit<MemberStanding, 'waiting'> {
  const stored = field === null ? '' : (answers[field.code] ?? '');
  const declared = field && { label: field.label, stored };
  return {
    slotId,
    count: list?.count ?? 0,
    sha256: list?.sha256 ?? null,
    difference: list === null ? null : sayCountDiffers(list.count, declared),
    declared: stored,
  };
}

import { Injectable } from '@nestjs/common';
import { PairDelay } from '../accounts/pair.delay.js';
import { Refused } from '../kernel/refusal.js';
import type { Calendar } from './calendar.js';
import type { ContestFacts } from './contest.facts.js';

/** A genuine paper counts, or a newer one of its kind took its place, or what it speaks of was taken back. */
export type PaperStanding = 'valid' | 'replaced' | 'revoked';

/** What whoever holds a printed paper of a contest may learn of it: what stands on the paper, and nobody's name. */
export interface CheckedPaper {
  contest: ContestFacts;
  calendar: Pick<Calendar, 'now'>;
  /** "Giấy biên nhận nộp hồ sơ". */
  title: string;
  number: string;
  standing: PaperStanding;
  /** What follows from how it stands, in full sentences. */
  story: string;
  /** To be compared with the paper, line by line. */
  facts: { label: string; value: string }[];
  /** Files by place and the head of their hash, as printed; empty for a paper that lists none. */
  files: { slot: string; hashHead: string }[];
  /** Whom to ask about it; null when the contest names nobody. */
  contact: string | null;
}

/** One kind of paper: the genuine one with this number and check value, both as typed; null when there is none. */
export type PaperKind = (typed: { number: string; checkValue: string }) => Promise<CheckedPaper | null>;

/**
 * Whether a paper of a contest is genuine, for whoever holds it. The rooms that issue papers tell here how theirs are found
 * when they start (`onModuleInit`); the number alone opens nothing, the check value printed beside it is the key.
 */
@Injectable()
export class Verification {
  private readonly kinds: PaperKind[] = [];

  constructor(private readonly delay: PairDelay) {}

  findPapersBy(kind: PaperKind): void {
    this.kinds.push(kind);
  }

  /**
   * The paper. Refused as `paper-unknown`, the same for an unknown number and a wrong check value; as `sign-in-wait` (429) after
   * too many wrong pairs of one address or for one number.
   */
  async check(typed: { number: string; checkValue: string; address: string }): Promise<CheckedPaper> {
    const { number, address } = typed;
    const found = await this.delay.ask({ door: 'verification', address, number }, () => this.find(typed));
    if (found === null) throw new Refused({ code: 'paper-unknown', field: 'maKiemTra' });
    return found;
  }

  private async find(typed: { number: string; checkValue: string }): Promise<CheckedPaper | null> {
    for (const kind of this.kinds) {
      const paper = await kind(typed);
      if (paper !== null) return paper;
    }
    return null;
  }
}

import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../../contests/contest.facts.js';
import type { PaperLinks } from '../../documents/paper.answer.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Instant } from '../../kernel/instant.js';
import { Refused } from '../../kernel/refusal.js';
import type { Paper } from '../../press/paper.js';
import type { Words } from '../../web/request.js';
import type { RoundFacts } from '../round.facts.js';
import { toSheetsPaper, toTablePaper } from './score-sheet.paper.js';
import { type PrintScope, SheetPrintRepository } from './sheet-print.repository.js';

/** One sheet of paper a dossier, or one table a judge. */
export const PRINT_SHAPES = ['phieu', 'bang'] as const;
export type PrintShape = (typeof PRINT_SHAPES)[number];

/** To be filled in by hand, or as signed on line. */
export const PRINT_FILLINGS = ['trong', 'da-cham'] as const;
export type PrintFilling = (typeof PRINT_FILLINGS)[number];

/** Sheets in one file: fifty pages are drawn in a second, and a printer's tray holds them. */
const PART_SIZES: Readonly<Record<PrintShape, number>> = { phieu: 50, bang: 200 };

/** What an address asks to print; what it does not say, or says wrongly, is the first choice. `part` counts from 1. */
export interface PrintWish {
  shape: PrintShape;
  filling: PrintFilling;
  part: number;
}

export function readPrintWish(query: Words): PrintWish {
  const part = String(query['phan'] ?? '');
  return {
    shape: PRINT_SHAPES.find((one) => one === query['kieu']) ?? 'phieu',
    filling: PRINT_FILLINGS.find((one) => one === query['diem']) ?? 'trong',
    part: /^[1-9]\d{0,4}$/.test(part) ? Number(part) : 1,
  };
}

/** A file that can be fetched, and what is in it: "Phiếu 1–50". */
export interface PrintPart {
  papers: PaperLinks;
  label: string;
}

/** Score sheets on paper, for whoever may have them: ask the policy first. */
@Injectable()
export class SheetPrints {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly prints: SheetPrintRepository,
  ) {}

  /** The files that together hold everything in scope; none when there is nothing to print. */
  async parts(
    scope: PrintScope,
    { shape, filling }: Omit<PrintWish, 'part'>,
    linksOf: (part: number) => PaperLinks,
  ): Promise<PrintPart[]> {
    const total = await this.prints.count(this.database.reader, scope, { signedOnly: filling === 'da-cham' });
    const size = PART_SIZES[shape];
    return Array.from({ length: Math.ceil(total / size) }, (_, index) => {
      const [from, to] = [index * size + 1, Math.min(total, (index + 1) * size)];
      return { papers: linksOf(index + 1), label: from === to ? `phiếu ${from}` : `phiếu ${from}–${to}` };
    });
  }

  /** One file of them. Refused (`nothing-to-print`) beyond the last. */
  async paper(
    scope: PrintScope,
    wish: PrintWish,
    of: { contest: ContestFacts; round: RoundFacts; madeAt: Instant },
  ): Promise<Paper> {
    const { reader } = this.database;
    const limit = PART_SIZES[wish.shape];
    const paged = { limit, offset: (wish.part - 1) * limit };
    const [sheets, rubric] = await Promise.all([
      wish.filling === 'trong' ? this.prints.blank(reader, scope, paged) : this.prints.filled(reader, scope, paged),
      this.contests.rubricVersion(reader, of.round.rubricVersionId),
    ]);
    if (sheets.length === 0 || rubric === null) throw new Refused({ code: 'nothing-to-print' });
    const printed = { ...of, criteria: rubric.criteria };
    return wish.shape === 'phieu' ? toSheetsPaper(printed, sheets) : toTablePaper(printed, sheets);
  }
}

import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import type { Instant } from '../../kernel/instant.js';
import { obey } from '../../kernel/refusal.js';
import { parseDay } from '../../kernel/vietnamese/days.js';
import { pageNumber } from '../../web/page-number.js';
import type { Words } from '../../web/request.js';
import { BoardRepository, type Grouping, GROUPINGS } from './board.repository.js';
import { type Board, BOARD_A_PAGE, type BoardChoice, GROUPING_SLUGS, groupingsOf } from './board.view.js';
import type { IndicatorFacts } from './drive.facts.js';
import { DriveOpening, type OpenedDrive } from './drive.opening.js';
import { refuseToOversee } from './drive.policy.js';

/** A paper or spreadsheet holds no more rows than these. */
const MOST_ROWS = 20_000;

/** A board as an address asks for it. */
export interface ChosenBoard {
  opened: OpenedDrive;
  choice: BoardChoice;
  board: Board;
}

/** Reads boards as their addresses choose them; a choice that does not exist means the first one. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly opening: DriveOpening,
    private readonly boards: BoardRepository,
  ) {}

  /** One page of it. Refuses `not-found`, and `not-allowed` for who reports in it but may see no board. */
  page(reader: Reader, actor: Actor, id: string, query: Words, now: Instant): Promise<ChosenBoard> {
    return this.pageBeside(reader, actor, id, query, now, () => Promise.resolve(null));
  }

  /** The same with what is read of its drive meanwhile. */
  async pageBeside<Beside>(
    reader: Reader,
    actor: Actor,
    id: string,
    query: Words,
    now: Instant,
    beside: (opened: OpenedDrive) => Promise<Beside>,
  ): Promise<ChosenBoard & { beside: Beside }> {
    const { opened, choice } = await this.choose(reader, actor, id, query, now);
    const page = { below: false, limit: BOARD_A_PAGE, offset: (choice.page - 1) * BOARD_A_PAGE };
    const [chosen, told] = await Promise.all([this.read(reader, opened, choice, page), beside(opened)]);
    return { ...chosen, beside: told };
  }

  /** All of it, for files. */
  async whole(reader: Reader, actor: Actor, id: string, query: Words, now: Instant): Promise<ChosenBoard> {
    const { opened, choice } = await this.choose(reader, actor, id, query, now);
    return this.read(reader, opened, choice, { below: false, limit: MOST_ROWS, offset: 0 });
  }

  /** Only the units below their target or without a report, for letters that name them. */
  async below(reader: Reader, actor: Actor, id: string, query: Words, now: Instant): Promise<ChosenBoard> {
    const { opened, choice } = await this.choose(reader, actor, id, query, now);
    return this.read(reader, opened, { ...choice, grouping: 'unit' }, { below: true, limit: MOST_ROWS, offset: 0 });
  }

  private async choose(reader: Reader, actor: Actor, id: string, query: Words, now: Instant) {
    const opened = await this.opening.open(reader, actor, id, now);
    obey(refuseToOversee(actor, opened.keeps));
    const { indicators } = opened.drive;
    const indicator =
      indicators.find(({ ordinal }) => String(ordinal) === query['chi-so']) ?? (indicators[0] as IndicatorFacts);
    const wanted = GROUPINGS.find((one) => GROUPING_SLUGS[one] === query['theo']);
    const grouping: Grouping = wanted !== undefined && groupingsOf(opened).includes(wanted) ? wanted : 'unit';
    const on = (typeof query['ngay'] === 'string' ? parseDay(query['ngay']) : null) ?? opened.today;
    return { opened, choice: { indicator, grouping, on, page: pageNumber(query['trang']) } };
  }

  private async read(
    reader: Reader,
    opened: OpenedDrive,
    choice: BoardChoice,
    { below, limit, offset }: { below: boolean; limit: number; offset: number },
  ): Promise<ChosenBoard> {
    const { indicator, grouping, on } = choice;
    const at = { driveId: opened.drive.id, indicator, on, reach: opened.reach, grouping, below };
    return { opened, choice, board: await this.boards.of(reader, at, { limit, offset }) };
  }
}

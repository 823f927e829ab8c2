import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { Refused } from '../../kernel/refusal.js';
import type { Paper } from '../../press/paper.js';
import { LetterheadReader } from '../../units/letterhead.reader.js';
import { type Words } from '../../web/request.js';
import { BoardReader, type ChosenBoard } from './board.reader.js';
import { DriveRepository } from './drive.repository.js';
import { letterSubject, planLine, toChasingLetter } from './letter.paper.js';

/** A unit that is chased, for the list of whom a letter goes to. */
export interface ChasedUnit {
  unitId: UnitId;
  name: string;
  sortKey: string;
}

/** A chasing letter with everything that a register wants to know of it. */
export interface ChasingLetter {
  chosen: ChosenBoard;
  paper: Paper;
  subject: string;
  issuer: string;
  signs: string;
  /** Lines of legal bases with number and day. */
  bases: readonly string[];
  /** The communes that report for the units named, each once. */
  communes: readonly ChasedUnit[];
}

/** Letters that chase, made of what the board says now. */
@Injectable()
export class LetterReader {
  constructor(
    private readonly boards: BoardReader,
    private readonly drives: DriveRepository,
    private readonly letterheads: LetterheadReader,
  ) {}

  /** The letter of an office to its own tree, or of the movement’s unit to all. Refuses `not-found`, `nobody-owes` when nobody is behind. */
  async of(reader: Reader, actor: Actor, id: string, query: Words, now: Instant): Promise<ChasingLetter> {
    const chosen = await this.boards.below(reader, actor, id, query, now);
    if (chosen.board.rows.length === 0) throw new Refused({ code: 'nobody-owes' });
    const { movement, drive, reach } = chosen.opened;
    const isOffice = actor.role === 'vetting' && actor.unitId !== null;
    const sender = isOffice
      ? { unitId: actor.unitId as UnitId, name: actor.unitName ?? '' }
      : { unitId: movement.ownerUnitId, name: movement.ownerName };
    const head = await this.letterheads.of(reader, sender);
    const { units } = await this.drives.units(reader, drive.id, reach, { limit: 100_000, offset: 0 });
    const behind = new Set(chosen.board.rows.map(({ key }) => key));
    const communes = new Map(
      units
        .filter((unit) => behind.has(unit.id))
        .map((unit) => [
          unit.communeId,
          { unitId: unit.communeId, name: unit.communeName, sortKey: String(unit.ordinal).padStart(6, '0') },
        ]),
    );
    const plan = planLine(chosen);
    return {
      chosen,
      paper: toChasingLetter(chosen, head),
      subject: `V/v ${letterSubject(chosen)}`,
      issuer: [head.parent, head.organ].filter((part) => part !== '').join(' '),
      signs: head.signs,
      bases: plan === null ? [] : [plan],
      communes: [...communes.values()],
    };
  }
}

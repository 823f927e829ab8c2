import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { AlreadyDone, Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { cutPage, readCursor, readLimit, toDayPlace } from '../../web/cursor.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { MovementOpening } from '../movement.opening.js';
import { BoardReader } from './board.reader.js';
import { DriveOpening } from './drive.opening.js';
import { drivePaths } from './drive.paths.js';
import { DriveRepository } from './drive.repository.js';
import { toApiBoard, toApiDrive, toApiDriveUnit } from './drive.api.view.js';
import { readPeriod } from './report.form.js';
import { readFigures } from './report.reading.js';
import { reportIdOf, ReportService } from './report.service.js';

/** For programs: the board of a drive, and a unit’s report. */
@Controller()
export class DriveApiController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: DriveOpening,
    private readonly boards: BoardReader,
    private readonly service: ReportService,
    private readonly movements: MovementOpening,
    private readonly drives: DriveRepository,
  ) {}

  /** The drives that the actor may open, the newest to begin first. */
  @Get(drivePaths.apiAll)
  @Allow('commune', 'vetting', 'organiser', 'auditor')
  @OpenedBy('reports')
  async all(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toDayPlace);
    const reach = await this.movements.reach(reader, actor);
    const found = await this.drives.after(reader, reach, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ startsOn, id }) => [startsOn, id]);
    return new KeyedJson({ drives: rows.map(toApiDrive), nextCursor });
  }

  /** Who reports in it within the actor’s reach, in the order of its list. */
  @Get(drivePaths.apiUnits(':id'))
  @Allow('commune', 'vetting', 'organiser', 'auditor')
  @OpenedBy('reports')
  async units(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toOrdinal);
    const { drive, reach } = await this.opening.open(reader, actor, id, this.clock.now());
    const found = await this.drives.unitsAfter(reader, drive.id, reach, after ?? -1, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ ordinal }) => [ordinal]);
    return new KeyedJson({ drive: drive.id, units: rows.map(toApiDriveUnit), nextCursor });
  }

  /** A page of a hundred rows, chosen by the names of the page’s own address. */
  @Get(drivePaths.apiBoard(':id'))
  @Allow('commune', 'vetting', 'organiser', 'auditor')
  @OpenedBy('reports')
  async board(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<KeyedJson> {
    return new KeyedJson(toApiBoard(await this.boards.page(this.database.reader, actor, id, query, this.clock.now())));
  }

  /** Answers with the report’s id; the same again, with no second effect, to the same Idempotency-Key. */
  @Post(drivePaths.apiReports(':id'))
  @Allow('commune', 'vetting', 'organiser')
  @OpenedBy('reports')
  @HttpCode(202)
  async report(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words | undefined): Promise<KeyedJson> {
    const { drive } = await this.opening.open(this.database.reader, act.actor, id, this.clock.now());
    const given = body ?? {};
    const figures = Array.isArray(given['figures']) ? (given['figures'] as unknown[]) : [];
    const read = readFigures(drive.indicators, ({ ordinal }) => {
      const one = (figures[ordinal] ?? {}) as Record<string, unknown>;
      return { part: countText(one['part']), whole: countText(one['whole']) };
    });
    const [fault] = read.faults;
    if (fault !== undefined) throw new Refused({ code: 'figures-unreadable', detail: fault.message });
    const at = {
      driveId: id,
      unitId: text(given['unit']),
      periodOn: readPeriod(given['period']),
      replaces: text(given['replaces']) || null,
      way: 'program' as const,
    };
    const typed = {
      figures: read.figures,
      note: text(given['note']).slice(0, 500),
      reason: text(given['reason']).slice(0, 500),
    };
    try {
      const { id: report } = await this.service.report(act, at, typed);
      return new KeyedJson({ report });
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error;
      return new KeyedJson({ report: reportIdOf(act) });
    }
  }
}

const toOrdinal = ([ordinal]: readonly unknown[]): number | null =>
  typeof ordinal === 'number' && Number.isInteger(ordinal) && ordinal >= 0 && ordinal < 1_000_000 ? ordinal : null;

const text = (value: unknown): string => (typeof value === 'string' ? value.normalize('NFC') : '');
const countText = (value: unknown): string => (typeof value === 'number' ? String(value) : '');

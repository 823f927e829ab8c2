import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RegisterMenu } from '../../communities/register.menu.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import { obey, type Refusal, Refused } from '../../kernel/refusal.js';
import { type Day, dayOf, formatDay, parseDay } from '../../kernel/vietnamese/days.js';
import { writeWorkbook } from '../../press/workbook.js';
import { announceFile, XLSX } from '../../storage/announce-file.js';
import { FileSender } from '../../storage/file-sender.js';
import type { ReceivedFile } from '../../storage/upload.engine.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { actOf, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { TakesFiles } from '../../web/token.guard.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { MovementOpening } from '../movement.opening.js';
import { MovementRepository } from '../movement.repository.js';
import { MOVEMENTS_A_PAGE } from '../movement.view.js';
import { OBSERVATION_KINDS, type ObservationFacts, type ObservationFilter } from './observation.facts.js';
import { EVIDENCE, readObservation } from './observation.form.js';
import { ObservationRepository } from './observation.repository.js';
import { ObservationService, type OpenedRecord } from './observation.service.js';
import {
  observationFormPage,
  observationPage,
  OBSERVATIONS_A_PAGE,
  observationSheet,
  recordPage,
  recordsPage,
  typedObservation,
} from './observation.view.js';
import { recordPaths } from './record.paths.js';
import { kindsSeenBy, proposalScope, RECORD_READERS, RECORD_WRITERS, refuseToObserve } from './record.policy.js';

/** A spreadsheet holds no more rows than these. */
const MOST_ROWS = 20_000;

/** `/thi-dua`: what was seen of communes during movements. */
@Controller()
export class ObservationController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: MovementOpening,
    private readonly movements: MovementRepository,
    private readonly observations: ObservationRepository,
    private readonly service: ObservationService,
    private readonly uploads: Uploads,
    private readonly files: FileSender,
    private readonly menu: RegisterMenu,
    private readonly security: SecurityLog,
  ) {}

  @Get(recordPaths.list)
  @Allow(...RECORD_READERS)
  async list(@TheActor() actor: Actor, @Query('trang') typed: unknown): Promise<Page> {
    const { reader } = this.database;
    const page = pageNumber(typed);
    const reach = await this.opening.reach(reader, actor);
    const found = await this.movements.list(reader, reach, {
      limit: MOVEMENTS_A_PAGE,
      offset: (page - 1) * MOVEMENTS_A_PAGE,
    });
    const root = 'unitId' in reach ? reach.unitId : null;
    const on = dayOf(this.clock.now());
    const counted = await this.observations.counted(reader, found.movements, { root, on, kinds: kindsSeenBy(actor) });
    return recordsPage(found, counted, { page, menu: this.menu.for(actor.role, recordPaths.list) });
  }

  @Get(recordPaths.sheet(':id'))
  @Allow(...RECORD_WRITERS, 'auditor')
  async sheet(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: Words,
    @Res() res: Response,
  ): Promise<void> {
    const opened = await this.opened(actor, id);
    const paging = { limit: MOST_ROWS, offset: 0 };
    const { observations } = await this.observations.page(this.database.reader, opened.scope, filterIn(query), paging);
    announceFile(res, XLSX, `Sổ theo dõi thi đua ${opened.movement.name}.xlsx`);
    this.security.exported(actor, { view: 'movements/record', contest: opened.movement.contests[0]?.slug ?? '' });
    await writeWorkbook([observationSheet(opened, observations)], res);
  }

  @Get(recordPaths.record(':id'))
  @Allow(...RECORD_READERS)
  async record(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.opened(actor, id);
    const page = pageNumber(query['trang']);
    const filter = filterIn(query);
    const paging = { limit: OBSERVATIONS_A_PAGE, offset: (page - 1) * OBSERVATIONS_A_PAGE };
    const [found, communes] = await Promise.all([
      this.observations.page(reader, opened.scope, filter, paging),
      this.observations.communes(reader, opened.scope),
    ]);
    return recordPage(opened, {
      ...found,
      ...{ page, filter, communes },
      isCommune: actor.role === 'commune',
      mayWrite: refuseToObserve(actor, opened) === null,
      mayPropose: proposalScope(opened) !== null,
    });
  }

  @Get(recordPaths.write(':id'))
  @Allow(...RECORD_WRITERS)
  async start(@TheActor() actor: Actor, @Param('id') id: string, @Query('xa') commune: unknown): Promise<Page> {
    const opened = await this.writable(actor, id);
    const communeId = typeof commune === 'string' ? commune : '';
    return this.formPage(opened, null, freshForm({ communeId, observedOn: formatDay(opened.today), kind: 'merit' }));
  }

  @Post(recordPaths.write(':id'))
  @Allow(...RECORD_WRITERS)
  @TakesFiles()
  async add(@TheActor() actor: Actor, @Param('id') id: string, @Req() req: WebRequest): Promise<Answer> {
    const opened = await this.writable(actor, id);
    const { words, files, refusal } = await this.receive(req);
    return answerForm({
      form: readObservation(words, opened.today, false),
      act: (typed) => {
        obeyed(refusal);
        return this.service.add(actOf(req), id, typed, files);
      },
      then: () => new SeeOther(recordPaths.record(id), 'Đã ghi vào sổ theo dõi thi đua.'),
      again: (form) => this.formPage(opened, null, form),
    });
  }

  @Get(recordPaths.observation(':id', ':one'))
  @Allow(...RECORD_READERS)
  async one(@TheActor() actor: Actor, @Param('id') id: string, @Param('one') oneId: string): Promise<Page> {
    const opened = await this.opened(actor, id);
    const one = await this.known(opened, oneId);
    const history = await this.observations.history(this.database.reader, opened.scope, one.id);
    return observationPage(opened, one, { history, mayWrite: refuseToObserve(actor, opened) === null });
  }

  @Get(recordPaths.correction(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  async startCorrection(@TheActor() actor: Actor, @Param('id') id: string, @Param('one') one: string): Promise<Page> {
    const opened = await this.writable(actor, id);
    const replaced = await this.correctable(opened, one);
    return this.formPage(opened, replaced, freshForm(typedObservation(replaced)));
  }

  @Post(recordPaths.correction(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  @TakesFiles()
  async correct(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('one') one: string,
    @Req() req: WebRequest,
  ): Promise<Answer> {
    const opened = await this.writable(actor, id);
    const replaced = await this.known(opened, one);
    const { words, files, refusal } = await this.receive(req);
    return answerForm({
      form: readObservation(words, opened.today, true),
      act: (typed) => {
        obeyed(refusal);
        return this.service.correct(actOf(req), { movementId: id, id: one }, typed, files);
      },
      then: (made) => new SeeOther(recordPaths.observation(id, made), 'Đã ghi đính chính. Bản cũ vẫn được giữ.'),
      again: (form) => this.formPage(opened, replaced, form),
    });
  }

  @Get(recordPaths.file(':id', ':one', ':file'))
  @Allow(...RECORD_READERS)
  async file(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('one') oneId: string,
    @Param('file') fileId: string,
    @Res() res: Response,
  ): Promise<void> {
    const one = await this.known(await this.opened(actor, id), oneId);
    const file = one.files.find((each) => each.id === fileId);
    if (file === undefined) throw new Refused({ code: 'not-found' });
    if (file.isInfected) throw new Refused({ code: 'evidence-isolated' });
    await this.files.sendFile(res, file, { disposition: 'inline' });
  }

  private opened(actor: Actor, id: string): Promise<OpenedRecord> {
    return this.service.open(this.database.reader, actor, id, this.clock.now());
  }

  private async writable(actor: Actor, id: string): Promise<OpenedRecord> {
    const opened = await this.opened(actor, id);
    obey(refuseToObserve(actor, opened));
    return opened;
  }

  private async known(opened: OpenedRecord, id: string): Promise<ObservationFacts> {
    const one = isId(id) ? await this.observations.byId(this.database.reader, opened.scope, id) : null;
    if (one === null) throw new Refused({ code: 'not-found' });
    return one;
  }

  private async correctable(opened: OpenedRecord, id: string): Promise<ObservationFacts> {
    const one = await this.known(opened, id);
    if (one.replacedById !== null || one.withdraws) throw new Refused({ code: 'observation-corrected' });
    return one;
  }

  /** The form with its files. One that cannot be taken is told beside its field, and the words stay. */
  private async receive(
    req: WebRequest,
  ): Promise<{ words: Words; files: readonly ReceivedFile[]; refusal: Refusal | null }> {
    try {
      const { words, files, refused } = await this.uploads.receive(req, EVIDENCE);
      return { words, files, refusal: refused[0] ?? null };
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code !== 'file-too-large' || req.body === undefined) throw error;
      return { words: req.body as Words, files: [], refusal: error.refusal };
    }
  }

  /** Communes to choose from are those of the day typed, or of today. */
  private async formPage(opened: OpenedRecord, replaced: ObservationFacts | null, form: FormState): Promise<Page> {
    const typed = form.values['observedOn'];
    const on: Day = (typeof typed === 'string' ? parseDay(typed) : null) ?? opened.today;
    const communes = await this.service.communes(this.database.reader, opened, on);
    return observationFormPage(opened, { replaced, communes, form });
  }
}

function obeyed(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused({ ...refusal, field: EVIDENCE.fieldName });
}

/** What an address narrows the list to; a choice that does not exist narrows nothing. */
function filterIn({ xa, loai }: Words): ObservationFilter {
  return {
    communeId: typeof xa === 'string' && isId(xa) ? (xa as UnitId) : null,
    kind: OBSERVATION_KINDS.find((one) => one === loai) ?? null,
  };
}

import { Module, type OnModuleInit } from '@nestjs/common';
import { Invariants } from '../database/invariants.js';
import { VETTING_INVARIANTS } from './vetting.invariants.js';
import { vettingPaths } from './vetting.paths.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ContestsModule } from '../contests/contests.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { EntryDesks } from '../entries/presenting/entry.desks.js';
import { EntryHands } from '../entries/entry.hands.js';
import { UnitsModule } from '../units/units.module.js';
import { ReportsModule } from '../movements/reports/reports.module.js';
import { AssignmentService } from './assignment.service.js';
import { BatchRepository } from './batch.repository.js';
import { BulkAcceptanceRepository } from './bulk-acceptance.repository.js';
import { BulkAcceptanceService } from './bulk-acceptance.service.js';
import { BulkController } from './bulk.controller.js';
import { CheckRepository } from './check.repository.js';
import { CheckService } from './check.service.js';
import { ComparisonController } from './comparison.controller.js';
import { VettingDecisionController } from './decision.controller.js';
import { DecisionRepository } from './decision.repository.js';
import { DecisionService } from './decision.service.js';
import { DeskRepository } from './desk.repository.js';
import { VettingDossierController } from './dossier.controller.js';
import { FiledDossierController } from './filed-dossier.controller.js';
import { FiledDossierPages } from './filed-dossier.pages.js';
import { FiledFilesController } from './filed-files.controller.js';
import { FilingController } from './filing.controller.js';
import { FilingOpening } from './filing.opening.js';
import { FilingService } from './filing.service.js';
import { ForwardingController } from './forwarding.controller.js';
import { ForwardingService } from './forwarding.service.js';
import { NoticeController } from './notice.controller.js';
import { OfficePackController } from './office-pack.controller.js';
import { ProgressController } from './progress.controller.js';
import { ProgressRepository } from './progress.repository.js';
import { QuotaPart } from './quota.part.js';
import { QueueController } from './queue.controller.js';
import { QueueRepository } from './queue.repository.js';
import { ReminderController } from './reminder.controller.js';
import { ReminderRepository } from './reminder.repository.js';
import { ReminderService } from './reminder.service.js';
import { StockReasonController } from './stock-reason.controller.js';
import { StockReasonRepository } from './stock-reason.repository.js';
import { StockReasonService } from './stock-reason.service.js';
import { UndoController } from './undo.controller.js';
import { UndoService } from './undo.service.js';
import { VettingOpening } from './vetting.opening.js';
import { VettingTasks } from './vetting.tasks.js';
import { VettingApiController } from './vetting.api.controller.js';

/** The vetting offices between commune and committee: queue, checklist, decisions, batches. */
@Module({
  imports: [AccountsModule, ContestsModule, EntriesModule, ReportsModule, UnitsModule],
  // Fixed addresses before those with a dossier's code in their place.
  controllers: [
    VettingApiController,
    QueueController,
    BulkController,
    OfficePackController,
    ProgressController,
    FilingController,
    FiledFilesController,
    FiledDossierController,
    ForwardingController,
    ReminderController,
    StockReasonController,
    NoticeController,
    UndoController,
    ComparisonController,
    VettingDecisionController,
    VettingDossierController,
  ],
  providers: [
    AssignmentService,
    BatchRepository,
    BulkAcceptanceRepository,
    BulkAcceptanceService,
    CheckRepository,
    CheckService,
    DecisionRepository,
    DecisionService,
    DeskRepository,
    FiledDossierPages,
    FilingOpening,
    FilingService,
    ForwardingService,
    ProgressRepository,
    QueueRepository,
    QuotaPart,
    ReminderRepository,
    ReminderService,
    StockReasonRepository,
    StockReasonService,
    UndoService,
    VettingOpening,
    VettingTasks,
  ],
  exports: [CheckService, DecisionService, ForwardingService, VettingOpening, VettingTasks],
})
export class VettingModule implements OnModuleInit {
  constructor(
    private readonly hands: EntryHands,
    private readonly entryDesks: EntryDesks,
    private readonly desks: DeskRepository,
    private readonly decisions: DecisionRepository,
    private readonly invariants: Invariants,
  ) {}

  onModuleInit(): void {
    this.invariants.keep(VETTING_INVARIANTS);
    this.entryDesks.findBy(async (reader, actor, entryIds) => {
      if (actor.role !== 'vetting' || actor.unitId === null) return new Map();
      const seen = await this.desks.seenFrom(reader, actor.unitId, entryIds);
      return new Map(seen.map(({ id, number }) => [id, vettingPaths.one(number)]));
    });
    this.hands.findVettersBy((reader, contestId, people) => this.decisions.vettersOf(reader, contestId, people));
  }
}

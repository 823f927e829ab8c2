import { Module, type OnModuleInit } from '@nestjs/common';
import { ContestUse } from '../contests/contest.use.js';
import { ContestsModule } from '../contests/contests.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { AdjustmentController } from './adjustment/adjustment.controller.js';
import { AdjustmentPages } from './adjustment/adjustment.pages.js';
import { AdjustmentRepository } from './adjustment/adjustment.repository.js';
import { AdjustmentService } from './adjustment/adjustment.service.js';
import { AdvanceController } from './advance/advance.controller.js';
import { AdvancePages } from './advance/advance.pages.js';
import { AdvancePlanner } from './advance/advance.planner.js';
import { AdvanceRepository } from './advance/advance.repository.js';
import { AdvanceService } from './advance/advance.service.js';
import { AgreementPages } from './agreement.pages.js';
import { AgreementReports } from './agreement.reports.js';
import { ComparisonController } from './desk/comparison.controller.js';
import { ComparisonPages } from './desk/comparison.pages.js';
import { GridController } from './desk/grid.controller.js';
import { GridPages } from './desk/grid.pages.js';
import { GivenAssignment } from './given/given.assignment.js';
import { GivenController, GivenPages } from './given/given.controller.js';
import { GivenRepository } from './given/given.repository.js';
import { ConflictController, ConflictPages } from './conflict/conflict.controller.js';
import { ConflictRepository } from './conflict/conflict.repository.js';
import { ConflictService } from './conflict/conflict.service.js';
import { JudgedDossierController } from './dossier.controller.js';
import { JudgeController } from './judge.controller.js';
import { JudgeDesks } from './judge.desk.js';
import { JudgeLists } from './judge.list.js';
import { JudgingTasks } from './judging.tasks.js';
import { MatrixController } from './matrix.controller.js';
import { MatrixPages } from './matrix.pages.js';
import { DossierPacks } from './offline/dossier.pack.js';
import { OfflineController } from './offline/offline.controller.js';
import { OfflinePages } from './offline/offline.pages.js';
import { OfflineRepository } from './offline/offline.repository.js';
import { OfflineService } from './offline/offline.service.js';
import { PackController } from './offline/pack.controller.js';
import { PackDownloads } from './offline/pack.download.js';
import { PackPages } from './offline/pack.pages.js';
import { PackService } from './offline/pack.service.js';
import { PackedFiles } from './offline/packed.files.js';
import { ReturnIntake } from './offline/return.intake.js';
import { PaperController } from './paper/paper.controller.js';
import { PaperQuarantine } from './paper/paper.quarantine.js';
import { PaperPages } from './paper/paper.pages.js';
import { PaperRepository } from './paper/paper.repository.js';
import { PaperService } from './paper/paper.service.js';
import { SpreadController } from './spread/spread.controller.js';
import { SpreadPages } from './spread/spread.pages.js';
import { SpreadService } from './spread/spread.service.js';
import { PrintController } from './paper/print.controller.js';
import { PrintPages } from './paper/print.pages.js';
import { SheetPrintRepository } from './paper/sheet-print.repository.js';
import { SheetPrints } from './paper/sheet-prints.js';
import { MeetingController } from './meeting/meeting.controller.js';
import { MeetingPages } from './meeting/meeting.pages.js';
import { MeetingRepository } from './meeting/meeting.repository.js';
import { MeetingService } from './meeting/meeting.service.js';
import { SeatController, SeatPages } from './meeting/seat.controller.js';
import { OutsideController } from './outside/outside.controller.js';
import { OutsidePages } from './outside/outside.pages.js';
import { OutsideRepository } from './outside/outside.repository.js';
import { OutsideService } from './outside/outside.service.js';
import { PanelArrangement } from './panel.arrangement.js';
import { FindingController } from './naming/finding.controller.js';
import { FindingPages } from './naming/finding.pages.js';
import { FindingRepository } from './naming/finding.repository.js';
import { FindingService } from './naming/finding.service.js';
import { PanelController } from './panel.controller.js';
import { PanelPages } from './panel.pages.js';
import { PanelPlanner } from './panel.planner.js';
import { PracticeController } from './practice/practice.controller.js';
import { PracticeProgressPages } from './practice/practice.progress.js';
import { PracticePages } from './practice/practice.pages.js';
import { PracticeRepository } from './practice/practice.repository.js';
import { PracticeService } from './practice/practice.service.js';
import { ProgressController } from './progress.controller.js';
import { ProgressPages } from './progress.pages.js';
import { CrosscheckController } from './crosscheck/crosscheck.controller.js';
import { CrosscheckPages } from './crosscheck/crosscheck.pages.js';
import { CrosscheckRepository } from './crosscheck/crosscheck.repository.js';
import { CrosscheckService } from './crosscheck/crosscheck.service.js';
import { ClosedRounds } from './result/closed.rounds.js';
import { ContestResults } from './result/contest.results.js';
import { ResultController } from './result/result.controller.js';
import { ResultPages } from './result/result.pages.js';
import { SignedVersions } from './result/signed.versions.js';
import { RoundPages } from './round.pages.js';
import { SecretaryStandings } from './secretary.standing.js';
import { ResultInvariants } from './judging.invariants.js';
import { JudgingResults } from './judging.results.js';
import { JudgeActivityRepository } from './reminder/judge-activity.repository.js';
import { JudgeReminders } from './reminder/judge-reminders.js';
import { JudgingService } from './judging.service.js';
import { PanelRepository } from './panel.repository.js';
import { PanelService } from './panel.service.js';
import { ProgressRepository } from './progress.repository.js';
import { ResultsRepository } from './results.repository.js';
import { WorkingsPages } from './workings.pages.js';
import { RoundPaperController } from './round-papers/round-paper.controller.js';
import { RoundPaperPages } from './round-papers/round-paper.pages.js';
import { RoundRepository } from './round.repository.js';
import { OwnSheetRepository } from './own-sheet.repository.js';
import { SheetRepository } from './sheet.repository.js';
import { SheetService } from './sheet.service.js';
import { SigningRepository } from './signing.repository.js';
import { JudgingApiController } from './judging.api.controller.js';

/** Rounds, panels, score sheets, and what they come to. */
@Module({
  imports: [ContestsModule, EntriesModule],
  controllers: [
    JudgingApiController,
    // Ahead of the judge’s: /cham/ngoai-tuyen, /cham/bang and /cham/hop are no dossiers.
    OfflineController,
    PackController,
    GridController,
    PracticeController,
    ComparisonController,
    SeatController,
    JudgeController,
    JudgedDossierController,
    PanelController,
    GivenController,
    OutsideController,
    ConflictController,
    ProgressController,
    AdjustmentController,
    AdvanceController,
    ResultController,
    MatrixController,
    RoundPaperController,
    MeetingController,
    PrintController,
    PaperController,
    FindingController,
    SpreadController,
    CrosscheckController,
  ],
  providers: [
    RoundRepository,
    PanelRepository,
    ConflictRepository,
    ConflictService,
    ConflictPages,
    PanelArrangement,
    PanelPlanner,
    GivenRepository,
    GivenAssignment,
    GivenPages,
    OutsideRepository,
    OutsideService,
    OutsidePages,
    SheetRepository,
    OwnSheetRepository,
    SigningRepository,
    ProgressRepository,
    ResultInvariants,
    ResultsRepository,
    JudgingResults,
    ClosedRounds,
    CrosscheckPages,
    CrosscheckRepository,
    CrosscheckService,
    ContestResults,
    SignedVersions,
    JudgingService,
    PanelService,
    SheetService,
    JudgeDesks,
    JudgeLists,
    GridPages,
    PracticeRepository,
    PracticeService,
    PracticePages,
    PracticeProgressPages,
    ComparisonPages,
    SecretaryStandings,
    PanelPages,
    ProgressPages,
    RoundPages,
    MatrixPages,
    RoundPaperPages,
    AdjustmentRepository,
    AdjustmentService,
    AdjustmentPages,
    AdvanceRepository,
    AdvancePlanner,
    AdvanceService,
    AdvancePages,
    ResultPages,
    WorkingsPages,
    JudgeActivityRepository,
    JudgeReminders,
    MeetingRepository,
    MeetingService,
    MeetingPages,
    SeatPages,
    AgreementReports,
    AgreementPages,
    JudgingTasks,
    SheetPrintRepository,
    SheetPrints,
    PrintPages,
    PaperRepository,
    PaperService,
    PaperPages,
    PaperQuarantine,
    SpreadService,
    SpreadPages,
    OfflineRepository,
    OfflineService,
    OfflinePages,
    ReturnIntake,
    PackService,
    PackDownloads,
    PackPages,
    PackedFiles,
    FindingRepository,
    FindingService,
    FindingPages,
    DossierPacks,
  ],
  exports: [
    ClosedRounds,
    ContestResults,
    JudgeDesks,
    JudgingService,
    JudgingResults,
    JudgingTasks,
    PanelService,
    SheetService,
    SignedVersions,
  ],
})
export class JudgingModule implements OnModuleInit {
  constructor(
    private readonly use: ContestUse,
    private readonly progress: ProgressRepository,
    private readonly rounds: RoundRepository,
  ) {}

  onModuleInit(): void {
    this.use.countScoresBy((reader, rubricVersionId) => this.progress.scoredSheets(reader, rubricVersionId));
    this.use.countRoundsBy((reader, contestId) => this.rounds.uses(reader, contestId));
  }
}

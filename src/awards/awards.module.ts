import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { Invariants } from '../database/invariants.js';
import { AWARD_INVARIANTS } from './award.invariants.js';
import { RecordsModule } from '../movements/records/records.module.js';
import { ContestsModule } from '../contests/contests.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { JudgingModule } from '../judging/judging.module.js';
import { ResultsApiController } from './api.controller.js';
import { AuditorController } from './auditor.controller.js';
import { AwardController } from './award.controller.js';
import { AwardDesks } from './award.desk.js';
import { AwardRepository } from './award.repository.js';
import { AwardService } from './award.service.js';
import { UnitsModule } from '../units/units.module.js';
import { AwardTasks } from './award.tasks.js';
import { CommuneController } from './communes/commune.controller.js';
import { CommuneRepository } from './communes/commune.repository.js';
import { DraftActs } from './draft.acts.js';
import { PrizeDecisionController } from './prizes/prize-decision.controller.js';
import { PrizeDecisionService } from './prizes/prize-decision.service.js';
import { BundleController } from './bundle/bundle.controller.js';
import { BundleKeeper } from './bundle/bundle.keeper.js';
import { BundleMaker } from './bundle/bundle.maker.js';
import { BundleRepository } from './bundle/bundle.repository.js';
import { AwardPaperController } from './papers/award-paper.controller.js';
import { AwardPaperPages } from './papers/award-paper.pages.js';
import { CertificateVerification } from './papers/certificate.verification.js';
import { PaperRegistration } from './papers/paper.registration.js';
import { PaperWordsService } from './papers/paper-words.service.js';
import { EmbargoController } from './embargo/embargo.controller.js';
import { EmbargoEnd } from './embargo/embargo.end.js';
import { EmbargoService } from './embargo/embargo.service.js';
import { ExportController } from './export.controller.js';
import { ExportService } from './export.service.js';
import { ObjectionApiController } from './objections/objection.api.controller.js';
import { ObjectionController } from './objections/objection.controller.js';
import { ObjectionDeskController } from './objections/objection-desk.controller.js';
import { OBJECTION_INVARIANTS } from './objections/objection.invariants.js';
import { ObjectionErasure } from './objections/objection.erasure.js';
import { ObjectionLinks } from './objections/objection.links.js';
import { ObjectionReminders } from './objections/objection.reminders.js';
import { ObjectionRepository } from './objections/objection.repository.js';
import { ObjectionService } from './objections/objection.service.js';
import { PaymentController } from './payments/payment.controller.js';
import { PaymentRepository } from './payments/payment.repository.js';
import { PaymentService } from './payments/payment.service.js';
import { NormController } from './rewards/norm.controller.js';
import { NormService } from './rewards/norm.service.js';
import { RewardController } from './rewards/reward.controller.js';
import { PublicationController } from './publication.controller.js';
import { ProposedPrices } from './rewards/proposed.prices.js';
import { Publication } from './publication.js';
import { PublicationPages } from './publication.pages.js';
import { PublishedResults } from './published.results.js';
import { ResultsController } from './results.controller.js';
import { ShowingController } from './showing/showing.controller.js';
import { SHOWING_INVARIANTS } from './showing/showing.invariants.js';
import { ShowingRepository } from './showing/showing.repository.js';
import { ShowingService } from './showing/showing.service.js';
import { WorkingsController } from './workings.controller.js';
import { PaymentApiController } from './payments/payment.api.controller.js';

@Module({
  imports: [AccountsModule, UnitsModule, EntriesModule, ContestsModule, DocumentsModule, JudgingModule, RecordsModule],
  controllers: [
    PaymentApiController,
    AuditorController,
    AwardController,
    PrizeDecisionController,
    RewardController,
    NormController,
    PublicationController,
    EmbargoController,
    ExportController,
    AwardPaperController,
    ResultsController,
    WorkingsController,
    BundleController,
    PaymentController,
    ObjectionController,
    ObjectionApiController,
    CommuneController,
    ShowingController,
    ObjectionDeskController,
    ResultsApiController,
  ],
  providers: [
    AwardRepository,
    AwardDesks,
    DraftActs,
    AwardService,
    Publication,
    PublicationPages,
    EmbargoService,
    EmbargoEnd,
    PrizeDecisionService,
    NormService,
    ProposedPrices,
    AwardTasks,
    ExportService,
    AwardPaperPages,
    PaperRegistration,
    PaperWordsService,
    CertificateVerification,
    PublishedResults,
    BundleRepository,
    BundleKeeper,
    BundleMaker,
    PaymentRepository,
    PaymentService,
    ObjectionRepository,
    CommuneRepository,
    ShowingRepository,
    ShowingService,
    ObjectionService,
    ObjectionLinks,
    ObjectionReminders,
    ObjectionErasure,
  ],
  exports: [
    AwardService,
    PrizeDecisionService,
    AwardTasks,
    ObjectionLinks,
    ObjectionReminders,
    ObjectionService,
    ShowingService,
    AwardDesks,
    ExportService,
  ],
})
export class AwardsModule implements OnModuleInit {
  constructor(private readonly invariants: Invariants) {}

  onModuleInit(): void {
    this.invariants.keep([...AWARD_INVARIANTS, ...OBJECTION_INVARIANTS, ...SHOWING_INVARIANTS]);
  }
}

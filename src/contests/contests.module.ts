import { Module, type OnModuleInit } from '@nestjs/common';
import { Invariants } from '../database/invariants.js';
import { CONTEST_INVARIANTS } from './contest.invariants.js';
import { CommunitiesModule } from '../communities/communities.module.js';
import { CommunityReach } from '../communities/community.reach.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { RegisterEntrance } from '../documents/register/register.entrance.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { UnitsModule } from '../units/units.module.js';
import { ContestApiController } from './api.controller.js';
import { BroadcastController } from './broadcast.controller.js';
import { BroadcastRepository } from './broadcast.repository.js';
import { BroadcastService } from './broadcast.service.js';
import { ContestCopying } from './copy/contest.copying.js';
import { CopyController } from './copy/copy.controller.js';
import { ClockController } from './clock.controller.js';
import { ContestDesigns } from './contest.design.js';
import { ContestReader } from './contest.reader.js';
import { ContestService } from './contest.service.js';
import { ContestTasks } from './contest.tasks.js';
import { ContestUse } from './contest.use.js';
import { CreationController } from './creation.controller.js';
import { Extensions } from './extension.service.js';
import { NoticeLogController } from './notice-log.controller.js';
import { PART_CONTROLLERS } from './parts/controllers.js';
import { PartService } from './parts/part.service.js';
import { PublicController } from './public.controller.js';
import { MovementsModule } from '../movements/movements.module.js';
import { PublishedDocumentsController } from './register/published.controller.js';
import { ReceivedController } from './register/received.controller.js';
import { ReceivedTasks } from './register/received.tasks.js';
import { PublicityController } from './register/publicity.controller.js';
import { RegisterApiController } from './register/register.api.controller.js';
import { REGISTER_CONTROLLERS } from './register/register.controllers.js';
import { RegisterKeeping } from './register/register.keeping.js';
import { RubricController } from './rubric.controller.js';
import { PracticeFileService } from './practice-file.service.js';
import { PracticeFilesController } from './practice-files.controller.js';
import { PrizeMoney } from './prize-money.reader.js';
import { RulesFileQuarantine } from './rules-file.quarantine.js';
import { RulesFileService } from './rules-file.service.js';
import { RulesFilesController } from './rules-files.controller.js';
import { SetUpController } from './set-up.controller.js';
import { UnitsController } from './units.controller.js';
import { VerificationController } from './verification.controller.js';
import { Verification } from './verification.js';
import { WebhookApiController } from './webhooks/webhook.api.controller.js';
import { WebhookController } from './webhooks/webhook.controller.js';

@Module({
  imports: [AccountsModule, CommunitiesModule, DocumentsModule, MovementsModule, UnitsModule],
  controllers: [
    WebhookController,
    WebhookApiController,
    PublicController,
    ContestApiController,
    // Its addresses, `/to-chuc/cuoc-thi/moi` and `/tieu-chi/ban-moi`, must be asked before those with a name in their place.
    CreationController,
    RubricController,
    SetUpController,
    UnitsController,
    ClockController,
    CopyController,
    NoticeLogController,
    BroadcastController,
    RulesFilesController,
    PracticeFilesController,
    ...REGISTER_CONTROLLERS,
    PublicityController,
    ReceivedController,
    RegisterApiController,
    PublishedDocumentsController,
    VerificationController,
    ...PART_CONTROLLERS,
  ],
  providers: [
    BroadcastRepository,
    BroadcastService,
    ContestCopying,
    ContestReader,
    ContestUse,
    ContestDesigns,
    ContestService,
    ContestTasks,
    Extensions,
    PartService,
    PracticeFileService,
    ReceivedTasks,
    RegisterKeeping,
    PrizeMoney,
    RulesFileQuarantine,
    RulesFileService,
    Verification,
  ],
  exports: [
    ContestReader,
    ContestUse,
    ContestService,
    ContestTasks,
    Extensions,
    PartService,
    PrizeMoney,
    ReceivedTasks,
    RegisterKeeping,
    Verification,
  ],
})
export class ContestsModule implements OnModuleInit {
  constructor(
    private readonly invariants: Invariants,
    private readonly contests: ContestReader,
    private readonly reach: CommunityReach,
    private readonly entrance: RegisterEntrance,
    private readonly keeping: RegisterKeeping,
  ) {}

  onModuleInit(): void {
    this.invariants.keep(CONTEST_INVARIANTS);
    this.entrance.placeContestsBy(
      (reader, actor, ids) => this.keeping.placeFor(reader, actor, ids),
      (reader, actor, id) => this.keeping.pageFor(reader, actor, id),
    );
    this.reach.placeContestsBy(async (reader, id) => (await this.contests.byId(reader, id))?.scopeUnitId ?? null);
  }
}

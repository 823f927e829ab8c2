import { Module, type OnModuleInit } from '@nestjs/common';
import { RegisterMenu } from '../../communities/register.menu.js';
import { SharedCommunities } from '../../communities/shared.module.js';
import { Invariants } from '../../database/invariants.js';
import { DocumentsModule } from '../../documents/documents.module.js';
import { UnitsModule } from '../../units/units.module.js';
import { MovementsModule } from '../movements.module.js';
import { NomineeController } from './nominee.controller.js';
import { RecordApiController } from './record.api.controller.js';
import { RecordWalk } from './record.walk.js';
import { ObservationController } from './observation.controller.js';
import { ObservationQuarantine } from './observation.quarantine.js';
import { ObservationRepository } from './observation.repository.js';
import { ObservationService } from './observation.service.js';
import { ProposalPaperController } from './proposal-paper.controller.js';
import { ProposalController } from './proposal.controller.js';
import { ProposalRegistration } from './proposal.registration.js';
import { ProposalRepository } from './proposal.repository.js';
import { ProposalService } from './proposal.service.js';
import { RECORD_INVARIANTS } from './record.invariants.js';
import { recordPaths } from './record.paths.js';
import { RECORD_READERS } from './record.policy.js';
import { RecordTasks } from './record.tasks.js';
import { RewardPrices } from './reward.prices.js';

/** What is seen of units during a movement, and whom it is proposed to reward for it. */
@Module({
  imports: [DocumentsModule, MovementsModule, SharedCommunities, UnitsModule],
  controllers: [
    ObservationController,
    NomineeController,
    ProposalController,
    ProposalPaperController,
    RecordApiController,
  ],
  providers: [
    ObservationQuarantine,
    ObservationRepository,
    ObservationService,
    ProposalRegistration,
    ProposalRepository,
    ProposalService,
    RecordTasks,
    RecordWalk,
    RewardPrices,
  ],
  exports: [ObservationService, ProposalService, RecordTasks, RewardPrices],
})
export class RecordsModule implements OnModuleInit {
  constructor(
    private readonly invariants: Invariants,
    private readonly menu: RegisterMenu,
  ) {}

  onModuleInit(): void {
    this.invariants.keep(RECORD_INVARIANTS);
    this.menu.add({ href: recordPaths.list, label: 'Thi đua', place: 5, roles: RECORD_READERS });
  }
}

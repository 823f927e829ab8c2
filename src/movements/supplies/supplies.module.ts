import { Module, type OnModuleInit } from '@nestjs/common';
import { SharedCommunities } from '../../communities/shared.module.js';
import { Invariants } from '../../database/invariants.js';
import { PropagandaModule } from '../broadcasts/propaganda.module.js';
import { MovementsModule } from '../movements.module.js';
import { PostingRepository } from './posting.repository.js';
import { PostingService } from './posting.service.js';
import { SpreadController } from './spread.controller.js';
import { SpreadOpening } from './spread.opening.js';
import { SupplyApiController } from './supply.api.controller.js';
import { SupplyController } from './supply.controller.js';
import { SUPPLY_INVARIANTS } from './supply.invariants.js';
import { SupplyRepository } from './supply.repository.js';
import { SupplyTasks } from './supply.tasks.js';

/** What community groups are supplied with: texts ready to paste, and where they were posted. */
@Module({
  imports: [MovementsModule, PropagandaModule, SharedCommunities],
  controllers: [SupplyController, SpreadController, SupplyApiController],
  providers: [PostingRepository, PostingService, SpreadOpening, SupplyRepository, SupplyTasks],
  exports: [PostingService, SupplyRepository, SupplyTasks],
})
export class SuppliesModule implements OnModuleInit {
  constructor(private readonly invariants: Invariants) {}

  onModuleInit(): void {
    this.invariants.keep(SUPPLY_INVARIANTS);
  }
}

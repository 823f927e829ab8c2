import { Module, type OnModuleInit } from '@nestjs/common';
import { RegisterMenu } from '../../communities/register.menu.js';
import { SharedCommunities } from '../../communities/shared.module.js';
import { Invariants } from '../../database/invariants.js';
import { MovementsModule } from '../movements.module.js';
import { PledgeCountController } from './count.controller.js';
import { PledgeCountRepository } from './count.repository.js';
import { PledgeImportController } from './import.controller.js';
import { PlaceRepository } from './place.repository.js';
import { PledgeApiController } from './pledge.api.controller.js';
import { PledgeController } from './pledge.controller.js';
import { PledgeErasure } from './pledge.erasure.js';
import { PledgeImport } from './pledge.import.js';
import { PLEDGE_INVARIANTS } from './pledge.invariants.js';
import { PledgeOpening } from './pledge.opening.js';
import { pledgePaths } from './pledge.paths.js';
import { PledgePlaces } from './pledge.places.js';
import { PledgeRepository } from './pledge.repository.js';
import { PledgeService } from './pledge.service.js';
import { PledgeTasks } from './pledge.tasks.js';
import { ResidentController } from './resident.controller.js';
import { ResidentRepository } from './resident.repository.js';
import { ResidentService } from './resident.service.js';

/** Staff of agencies who pledge to join the group of the hamlet that they live in, and what the hamlet says of it. */
@Module({
  imports: [MovementsModule, SharedCommunities],
  controllers: [
    PledgeController,
    PledgeImportController,
    PledgeCountController,
    PledgeApiController,
    ResidentController,
  ],
  providers: [
    PlaceRepository,
    PledgeCountRepository,
    PledgeErasure,
    PledgeImport,
    PledgeOpening,
    PledgePlaces,
    PledgeRepository,
    PledgeService,
    PledgeTasks,
    ResidentRepository,
    ResidentService,
  ],
  exports: [PledgeImport, PledgeTasks, ResidentService],
})
export class PledgesModule implements OnModuleInit {
  constructor(
    private readonly invariants: Invariants,
    private readonly menu: RegisterMenu,
  ) {}

  onModuleInit(): void {
    this.invariants.keep(PLEDGE_INVARIANTS);
    this.menu.add({ href: pledgePaths.residence, label: 'Cam kết nơi ở', place: 6, roles: ['commune', 'vetting'] });
  }
}

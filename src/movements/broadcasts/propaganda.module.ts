import { Module, type OnModuleInit } from '@nestjs/common';
import { GroupsModule } from '../../communities/groups/groups.module.js';
import { RegisterMenu } from '../../communities/register.menu.js';
import { SharedCommunities } from '../../communities/shared.module.js';
import { Invariants } from '../../database/invariants.js';
import { UnitsModule } from '../../units/units.module.js';
import { MovementsModule } from '../movements.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { BroadcastPart } from './broadcast.part.js';
import { FeedController } from './feed.controller.js';
import { FeedRepository } from './feed.repository.js';
import { FeedService } from './feed.service.js';
import { PropagandaApiController } from './propaganda.api.controller.js';
import { ItemWalk } from './item.walk.js';
import { ItemController } from './item.controller.js';
import { ItemOpening } from './item.opening.js';
import { READERS } from './item.policy.js';
import { ItemQuarantine } from './item.quarantine.js';
import { ItemRepository } from './item.repository.js';
import { ItemService } from './item.service.js';
import { MonthController } from './month.controller.js';
import { MonthReader } from './month.reader.js';
import { PlanController } from './plan.controller.js';
import { PlanRepository } from './plan.repository.js';
import { PlanService } from './plan.service.js';
import { PROPAGANDA_INVARIANTS } from './propaganda.invariants.js';
import { propagandaPaths } from './propaganda.paths.js';
import { StationController } from './station.controller.js';
import { StationReader } from './station.reader.js';
import { StationTasks } from './station.tasks.js';
import { TickRepository } from './tick.repository.js';
import { TickService } from './tick.service.js';
import { WeekController } from './week.controller.js';
import { WeekReader } from './week.reader.js';
import { WeekRepository } from './week.repository.js';

/** What is said over loudspeakers, in groups and on boards: items, when they are broadcast, and what stations did. */
@Module({
  imports: [GroupsModule, MovementsModule, ReportsModule, SharedCommunities, UnitsModule],
  controllers: [
    ItemController,
    PlanController,
    StationController,
    WeekController,
    MonthController,
    FeedController,
    PropagandaApiController,
  ],
  providers: [
    BroadcastPart,
    FeedRepository,
    FeedService,
    ItemOpening,
    ItemQuarantine,
    ItemRepository,
    ItemService,
    ItemWalk,
    MonthReader,
    PlanRepository,
    PlanService,
    StationReader,
    StationTasks,
    TickRepository,
    TickService,
    WeekReader,
    WeekRepository,
  ],
  exports: [ItemOpening, ItemRepository, ItemService, PlanService, StationReader, StationTasks, TickService],
})
export class PropagandaModule implements OnModuleInit {
  constructor(
    private readonly invariants: Invariants,
    private readonly menu: RegisterMenu,
  ) {}

  onModuleInit(): void {
    this.invariants.keep(PROPAGANDA_INVARIANTS);
    this.menu.add({ href: propagandaPaths.home, label: 'Tuyên truyền', place: 4, roles: READERS });
  }
}

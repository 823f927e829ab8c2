import { Module, type OnModuleInit } from '@nestjs/common';
import { Invariants } from '../../database/invariants.js';
import { UnitsModule } from '../../units/units.module.js';
import { GroupListRepository } from '../groups/group.list.repository.js';
import { READERS } from '../groups/group.policy.js';
import { GroupImportRepository } from '../groups/import.repository.js';
import { RegisterMenu } from '../register.menu.js';
import { SharedCommunities } from '../shared.module.js';
import { CoverageController } from './coverage.controller.js';
import { CoverageRepository } from './coverage.repository.js';
import { HouseholdExport } from './household.export.js';
import { HouseholdExportController } from './household-export.controller.js';
import { HouseholdListRepository } from './household.list.repository.js';
import { HouseholdController } from './household.controller.js';
import { HouseholdImportController } from './household-import.controller.js';
import { HouseholdImport } from './household.import.js';
import { HouseholdRepository } from './household.repository.js';
import { HouseholdService } from './household.service.js';
import { JointTrainingController } from './joint-training.controller.js';
import { KindController } from './kind.controller.js';
import { KindRepository } from './kind.repository.js';
import { TaskRepository } from './task.repository.js';
import { TaskService } from './task.service.js';
import { TeamApiController } from './team.api.controller.js';
import { TeamController } from './team.controller.js';
import { TEAM_INVARIANTS } from './team.invariants.js';
import { TeamListRepository } from './team.list.repository.js';
import { TeamWalk } from './team.walk.js';
import { TeamPages } from './team.pages.js';
import { teamPaths } from './team.paths.js';
import { TeamReader } from './team.reader.js';
import { TeamRepository } from './team.repository.js';
import { TeamService } from './team.service.js';
import { TrainingController } from './training.controller.js';
import { TrainingRepository } from './training.repository.js';
import { TrainingService } from './training.service.js';

// `/to/loai`, `/to/do-phu`, `/to/nhap-ho`, `/to/danh-sach-ho` and `/to/tap-huan` before `/to/{id}`, which would read them as a team's.
@Module({
  imports: [UnitsModule, SharedCommunities],
  controllers: [
    KindController,
    CoverageController,
    HouseholdExportController,
    HouseholdImportController,
    HouseholdController,
    JointTrainingController,
    TrainingController,
    TeamController,
    TeamApiController,
  ],
  providers: [
    CoverageRepository,
    GroupImportRepository,
    GroupListRepository,
    HouseholdExport,
    HouseholdImport,
    HouseholdListRepository,
    HouseholdRepository,
    HouseholdService,
    KindRepository,
    TaskRepository,
    TaskService,
    TeamListRepository,
    TeamPages,
    TeamWalk,
    TeamReader,
    TeamRepository,
    TeamService,
    TrainingRepository,
    TrainingService,
  ],
  exports: [HouseholdImport, HouseholdService, TeamReader, TeamService, TrainingService],
})
export class TeamsModule implements OnModuleInit {
  constructor(
    private readonly menu: RegisterMenu,
    private readonly invariants: Invariants,
  ) {}

  onModuleInit(): void {
    this.invariants.keep(TEAM_INVARIANTS);
    this.menu.add({ href: teamPaths.list, label: 'Tổ', place: 2, roles: READERS });
  }
}

import { Module, type OnModuleInit } from '@nestjs/common';
import { Invariants } from '../../database/invariants.js';
import { UnitsModule } from '../../units/units.module.js';
import { RegisterMenu } from '../register.menu.js';
import { AnnexController } from './annex.controller.js';
import { AnnexRepository } from './annex.repository.js';
import { CountController } from './count.controller.js';
import { CountQuarantine } from './count.quarantine.js';
import { CountRepository } from './count.repository.js';
import { CountService } from './count.service.js';
import { GapRepository } from './gap.repository.js';
import { GroupApiController } from './group.api.controller.js';
import { GroupController } from './group.controller.js';
import { GroupImport } from './group.import.js';
import { GroupImportController } from './import.controller.js';
import { GroupImportRepository } from './import.repository.js';
import { GROUP_INVARIANTS } from './group.invariants.js';
import { GroupListRepository } from './group.list.repository.js';
import { GroupPages } from './group.pages.js';
import { groupPaths } from './group.paths.js';
import { READERS } from './group.policy.js';
import { GroupWalk } from './group.walk.js';
import { GroupReader } from './group.reader.js';
import { GroupPresentations } from './group.presentations.js';
import { GroupRepository } from './group.repository.js';
import { GroupService } from './group.service.js';
import { GroupTasks } from './group.tasks.js';
import { InvitationController } from './invitation.controller.js';
import { RegisterFigures } from './register.figures.js';
import { RoleController } from './role.controller.js';
import { RoleRepository } from './role.repository.js';
import { RoleService } from './role.service.js';
import { SharedCommunities } from '../shared.module.js';

// `/nhom/vai-tro` before `/nhom/{id}`, which would read it as a group's.
@Module({
  imports: [UnitsModule, SharedCommunities],
  controllers: [
    RoleController,
    AnnexController,
    GroupImportController,
    CountController,
    InvitationController,
    GroupController,
    GroupApiController,
  ],
  providers: [
    AnnexRepository,
    GroupImport,
    GroupImportRepository,
    CountQuarantine,
    CountRepository,
    CountService,
    GapRepository,
    GroupListRepository,
    GroupPages,
    GroupPresentations,
    GroupReader,
    GroupWalk,
    GroupRepository,
    GroupService,
    GroupTasks,
    RegisterFigures,
    RoleRepository,
    RoleService,
  ],
  exports: [
    CountService,
    GroupImport,
    GroupPresentations,
    GroupReader,
    GroupService,
    GroupTasks,
    RegisterFigures,
    RoleService,
  ],
})
export class GroupsModule implements OnModuleInit {
  constructor(
    private readonly menu: RegisterMenu,
    private readonly invariants: Invariants,
  ) {}

  onModuleInit(): void {
    this.invariants.keep(GROUP_INVARIANTS);
    this.menu.add({ href: groupPaths.list, label: 'Nhóm', place: 1, roles: READERS });
  }
}

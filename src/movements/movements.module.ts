import { Module, type OnModuleInit } from '@nestjs/common';
import { RegisterMenu } from '../communities/register.menu.js';
import { GroupsModule } from '../communities/groups/groups.module.js';
import { SharedCommunities } from '../communities/shared.module.js';
import { Invariants } from '../database/invariants.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { UnitsModule } from '../units/units.module.js';
import { BoardController } from './drives/board.controller.js';
import { BehindRepository } from './drives/behind.repository.js';
import { BoardReader } from './drives/board.reader.js';
import { BoardRepository } from './drives/board.repository.js';
import { CheckController } from './drives/check.controller.js';
import { CheckRepository } from './drives/check.repository.js';
import { CheckService } from './drives/check.service.js';
import { DriveApiController } from './drives/drive.api.controller.js';
import { DriveController } from './drives/drive.controller.js';
import { DRIVE_INVARIANTS } from './drives/drive.invariants.js';
import { DriveOpening } from './drives/drive.opening.js';
import { DriveRepository } from './drives/drive.repository.js';
import { DriveService } from './drives/drive.service.js';
import { DriveTasks } from './drives/drive.tasks.js';
import { ReportImportController } from './drives/import.controller.js';
import { LetterController } from './drives/letter.controller.js';
import { LetterReader } from './drives/letter.reader.js';
import { OwedReader } from './drives/owed.reader.js';
import { PosterController } from './drives/poster.controller.js';
import { RegisterBeginning } from './drives/register.beginning.js';
import { ReportController } from './drives/report.controller.js';
import { ReportReminders } from './drives/report.reminders.js';
import { ReportRepository } from './drives/report.repository.js';
import { ReportService } from './drives/report.service.js';
import { PledgeFigureReader } from './pledges/pledge.figures.js';
import { MovementApiController } from './movement.api.controller.js';
import { MovementController } from './movement.controller.js';
import { movementPaths } from './movement.paths.js';
import { MovementOpening } from './movement.opening.js';
import { MovementRepository } from './movement.repository.js';
import { MovementService } from './movement.service.js';

/** Emulation movements, the drives in them, what units report, and the boards. */
@Module({
  imports: [DocumentsModule, GroupsModule, SharedCommunities, UnitsModule],
  controllers: [
    MovementController,
    MovementApiController,
    DriveApiController,
    DriveController,
    BoardController,
    PosterController,
    ReportController,
    CheckController,
    ReportImportController,
    LetterController,
  ],
  providers: [
    BehindRepository,
    BoardReader,
    BoardRepository,
    CheckRepository,
    CheckService,
    DriveOpening,
    DriveRepository,
    DriveService,
    DriveTasks,
    LetterReader,
    MovementOpening,
    MovementRepository,
    MovementService,
    OwedReader,
    PledgeFigureReader,
    RegisterBeginning,
    ReportReminders,
    ReportRepository,
    ReportService,
  ],
  exports: [
    BoardRepository,
    DriveOpening,
    DriveRepository,
    DriveService,
    DriveTasks,
    LetterReader,
    MovementOpening,
    MovementRepository,
    MovementService,
    PledgeFigureReader,
    ReportReminders,
    ReportService,
  ],
})
export class MovementsModule implements OnModuleInit {
  constructor(
    private readonly invariants: Invariants,
    private readonly menu: RegisterMenu,
  ) {}

  onModuleInit(): void {
    this.invariants.keep(DRIVE_INVARIANTS);
    const roles = ['commune', 'vetting', 'organiser', 'auditor', 'admin'] as const;
    this.menu.add({ href: movementPaths.list, label: 'Phong trào', place: 3, roles });
  }
}

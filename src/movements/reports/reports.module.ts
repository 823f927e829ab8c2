import { Module, type OnModuleInit } from '@nestjs/common';
import { GroupsModule } from '../../communities/groups/groups.module.js';
import { Invariants } from '../../database/invariants.js';
import { DocumentsModule } from '../../documents/documents.module.js';
import { UnitsModule } from '../../units/units.module.js';
import { MovementsModule } from '../movements.module.js';
import { ProgressController } from './progress.controller.js';
import { PROGRESS_INVARIANTS } from './progress.invariants.js';
import { ProgressParts } from './progress.parts.js';
import { ProgressReader } from './progress.reader.js';
import { ProgressRepository } from './progress.repository.js';
import { ProgressService } from './progress.service.js';
import { ProgressTasks } from './progress.tasks.js';

/** Reports upward on a movement, weekly and at its end. */
@Module({
  imports: [DocumentsModule, GroupsModule, MovementsModule, UnitsModule],
  controllers: [ProgressController],
  providers: [ProgressParts, ProgressReader, ProgressRepository, ProgressService, ProgressTasks],
  exports: [ProgressParts, ProgressService, ProgressTasks],
})
export class ReportsModule implements OnModuleInit {
  constructor(private readonly invariants: Invariants) {}

  onModuleInit(): void {
    this.invariants.keep(PROGRESS_INVARIANTS);
  }
}

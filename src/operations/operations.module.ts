import { type DynamicModule, Module } from '@nestjs/common';
import { BackupController } from './backup/backup.controller.js';
import { BACKUP_SETTINGS, BackupNights, type BackupSettings } from './backup/backup.nights.js';
import { CheckController } from './check/check.controller.js';
import { CheckHours } from './check/check.hours.js';
import { CheckRepository } from './check/check.repository.js';
import { CheckTasks } from './check/check.tasks.js';
import { DataCheck } from './check/data-check.js';
import { JobController } from './job.controller.js';
import { JobService } from './job.service.js';
import { JobTasks } from './job.tasks.js';
import { JOB_WORDS, type JobWords } from './job.words.js';

/** The running of the platform itself, in an administrator's hands. */
@Module({})
export class OperationsModule {
  /** What kinds of jobs are called comes from the top of the house, which knows the rooms that add them. */
  static with({ jobs, backups }: { jobs: JobWords; backups: BackupSettings }): DynamicModule {
    return {
      module: OperationsModule,
      global: true,
      controllers: [JobController, BackupController, CheckController],
      providers: [
        JobService,
        JobTasks,
        BackupNights,
        CheckHours,
        CheckRepository,
        CheckTasks,
        DataCheck,
        { provide: BACKUP_SETTINGS, useValue: backups },
        { provide: JOB_WORDS, useValue: jobs },
      ],
      exports: [CheckTasks, JobTasks],
    };
  }
}

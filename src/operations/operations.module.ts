import { type DynamicModule, Module } from '@nestjs/common';
import { BackupController } from './backup/backup.controller.js';
import { BACKUP_SETTINGS, BackupNights, type BackupSettings } from './backup/backup.nights.js';
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
      controllers: [JobController, BackupController],
      providers: [
        JobService,
        JobTasks,
        BackupNights,
        { provide: BACKUP_SETTINGS, useValue: backups },
        { provide: JOB_WORDS, useValue: jobs },
      ],
      exports: [JobTasks],
    };
  }
}

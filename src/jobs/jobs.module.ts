import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '../database/database.js';
import { JobFigures } from './job.figures.js';
import { JobHandlers } from './job.handlers.js';
import { JobRepository } from './job.repository.js';
import { JobWorker } from './job.worker.js';
import { Jobs } from './jobs.js';

/** The queue, open to every room. Nothing runs until somebody starts the worker: `serve` does, commands and tests do not. */
@Global()
@Module({})
export class JobsModule {
  static with({ logger }: { logger: Logger }): DynamicModule {
    return {
      module: JobsModule,
      providers: [
        JobFigures,
        JobRepository,
        Jobs,
        JobHandlers,
        {
          provide: JobWorker,
          useFactory: (database: Database, repository: JobRepository, jobs: Jobs, handlers: JobHandlers) =>
            new JobWorker(database, repository, jobs, handlers, logger),
          inject: [Database, JobRepository, Jobs, JobHandlers],
        },
      ],
      exports: [JobFigures, Jobs, JobHandlers, JobWorker],
    };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { TransferFigures } from './entries/transfer.figures.js';
import { JobFigures } from './jobs/job.figures.js';
import { MailFigures } from './notices/mail.figures.js';
import { LOGGER } from './web/logger.js';
import { RequestFigures } from './web/request.figures.js';

/**
 * What the platform tells of itself in Prometheus' text form. Requests, memory and processor time are this process's own; jobs,
 * mails and uploads are read from the database that all processes share, so every one of them tells the same.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new RequestFigures(this.registry);
  private readonly database = this.gauge('hoithi_database_up', '1 when the database answered this reading.');
  private readonly jobs = this.gauge('hoithi_jobs', 'Jobs of the queue.', ['state']);
  private readonly jobLag = this.gauge('hoithi_job_lag_seconds', 'How long the oldest waiting job has been due.');
  private readonly mails = this.gauge('hoithi_mails_waiting', 'Mails that have not left yet.');
  private readonly mailLag = this.gauge('hoithi_mail_lag_seconds', 'How long the oldest waiting mail has been due.');
  private readonly uploads = this.gauge('hoithi_uploads', 'Resumable uploads of the last seven days.', ['state']);

  constructor(
    private readonly jobFigures: JobFigures,
    private readonly mailFigures: MailFigures,
    private readonly transferFigures: TransferFigures,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;

  /** Begins to watch this process, once, and answers the step of the pipeline that watches its requests. */
  begin(): RequestHandler {
    collectDefaultMetrics({ register: this.registry });
    return this.requests.watch;
  }

  /** All figures as they stand. When the database does not answer, what it would have told is left out. */
  async text(): Promise<string> {
    // Without labels a gauge that is reset says 0; only one that is removed says nothing.
    for (const gauge of [this.jobs, this.uploads]) gauge.reset();
    for (const gauge of [this.jobLag, this.mails, this.mailLag]) gauge.remove();
    try {
      await this.readDatabase();
      this.database.set(1);
    } catch (error) {
      this.logger.warn({ err: error }, 'metrics without the database');
      this.database.set(0);
    }
    return this.registry.metrics();
  }

  private async readDatabase(): Promise<void> {
    const [jobs, mails, uploads] = await Promise.all([
      this.jobFigures.standing(),
      this.mailFigures.standing(),
      this.transferFigures.standing(),
    ]);
    for (const [state, count] of Object.entries(jobs.count)) this.jobs.set({ state }, count);
    this.jobLag.set(jobs.lagSeconds);
    this.mails.set(mails.waiting);
    this.mailLag.set(mails.lagSeconds);
    for (const [state, count] of Object.entries(uploads)) this.uploads.set({ state }, count);
  }

  private gauge<Label extends string = never>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }
}

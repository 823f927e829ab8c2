import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { ROLE_NAMES } from './accounts/role.words.js';
import { TasksModule } from './app.tasks.js';
import { HealthController } from './app.health.controller.js';
import { Metrics } from './app.metrics.js';
import { MetricsController } from './app.metrics.controller.js';
import { OpenApiController } from './app.openapi.controller.js';
import { APP_FACT_WORDS } from './app.fact-words.js';
import { APP_JOB_WORDS } from './app.job-words.js';
import { APP_ACT_WORDS } from './app.words.js';
import { AuditModule } from './audit/audit.module.js';
import type { Seal } from './audit/seal.js';
import { ArchivesModule } from './archives/archives.module.js';
import { AwardsModule } from './awards/awards.module.js';
import { CommunitiesModule } from './communities/communities.module.js';
import { ContestsModule } from './contests/contests.module.js';
import type { Database } from './database/database.js';
import { DatabaseModule } from './database/database.module.js';
import { DemonstrationsModule } from './demonstrations/demonstrations.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { EntriesModule } from './entries/entries.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { JudgingModule } from './judging/judging.module.js';
import type { WebhookSettings } from './notices/webhooks/webhook.sender.js';
import { PropagandaModule } from './movements/broadcasts/propaganda.module.js';
import { SuppliesModule } from './movements/supplies/supplies.module.js';
import { MovementsModule } from './movements/movements.module.js';
import { PledgesModule } from './movements/pledges/pledges.module.js';
import { RecordsModule } from './movements/records/records.module.js';
import { ReportsModule } from './movements/reports/reports.module.js';
import { NoticesModule } from './notices/notices.module.js';
import type { BackupSettings } from './operations/backup/backup.nights.js';
import { OperationsModule } from './operations/operations.module.js';
import { StorageModule } from './storage/storage.module.js';
import type { StorageSettings } from './storage/storage.settings.js';
import { UnitsModule } from './units/units.module.js';
import { VettingModule } from './vetting/vetting.module.js';
import { WebModule, type WebParts } from './web/web.module.js';

/** The whole house: every room, lowest first. */
@Module({})
export class AppModule {
  static with(parts: {
    database: Database;
    web: WebParts;
    storage: StorageSettings;
    smtpUrl: string | null;
    webhooks: WebhookSettings;
    seal: Seal;
    backups: BackupSettings;
  }): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DatabaseModule.with(parts.database),
        WebModule.with(parts.web),
        JobsModule.with({ logger: parts.web.logger }),
        AuditModule.with({
          acts: APP_ACT_WORDS,
          facts: APP_FACT_WORDS,
          roles: { ...ROLE_NAMES, system: 'Hệ thống' },
          seal: parts.seal,
        }),
        StorageModule.with(parts.storage),
        UnitsModule,
        AccountsModule,
        NoticesModule.with({ smtpUrl: parts.smtpUrl, webhooks: parts.webhooks }),
        DocumentsModule,
        OperationsModule.with({ jobs: APP_JOB_WORDS, backups: parts.backups }),
        CommunitiesModule,
        MovementsModule,
        PropagandaModule,
        PledgesModule,
        SuppliesModule,
        RecordsModule,
        ReportsModule,
        ContestsModule,
        EntriesModule,
        VettingModule,
        JudgingModule,
        AwardsModule,
        ArchivesModule,
        DemonstrationsModule,
        TasksModule,
      ],
      controllers: [HealthController, MetricsController, OpenApiController],
      providers: [Metrics],
    };
  }
}

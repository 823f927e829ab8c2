import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { AuditModule } from './audit/audit.module.js';
import { ContestsModule } from './contests/contests.module.js';
import type { Database } from './database/database.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthController } from './web/health.controller.js';
import { WebModule, type WebParts } from './web/web.module.js';

/** The whole house: every room, lowest first. */
@Module({})
export class AppModule {
  static with(parts: { database: Database; web: WebParts }): DynamicModule {
    return {
      module: AppModule,
      imports: [DatabaseModule.with(parts.database), WebModule.with(parts.web), AuditModule, AccountsModule, ContestsModule],
      controllers: [HealthController],
    };
  }
}

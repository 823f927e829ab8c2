import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { ArrivalInvariants } from './archives/arrival.invariants.js';
import { buildModule } from './app.pipeline.js';
import { databaseOrExit, partsOf, settingsOrExit } from './app.start.js';
import type { LogHead } from './audit/heads/log-head.js';
import { type HeadsVerification, LogHeadVerifier } from './audit/heads/log-head.verifier.js';
import { AuditVerifier, type Verification } from './audit/audit.verify.js';
import { appliedMigrations, migrateAlone } from './database/open.js';
import { migrations } from './database/migrations.js';
import type { DemonstrationStage } from './demonstrations/demonstration.facts.js';
import { DemonstrationService } from './demonstrations/demonstration.service.js';
import { UnitService } from './units/unit.service.js';
import { NestLog } from './web/logger.js';

/** The platform without its pages, for the command line: what each command asks of the rooms. */
export interface House {
  /** Where people reach the platform: goes before the paths of links. */
  readonly baseUrl: string;
  context(): Promise<INestApplicationContext>;
  migrations(): Promise<{ applied: string[]; pending: string[] }>;
  migrateUp(): Promise<void>;
  verifyAudit(): Promise<Verification>;
  /** Against the signed heads of this database and those given. */
  verifyHeads(given: readonly LogHead[]): Promise<HeadsVerification>;
  /** The logs that came with contests from elsewhere. */
  verifyArrivals(): ReturnType<ArrivalInvariants['verify']>;
  loadDemonstration(
    stage: DemonstrationStage,
    say: (line: string) => void,
  ): Promise<{ slug: string; stage: string; entries: number }>;
  /** What loading would take away; nothing changes. */
  tryDemonstration(stage: DemonstrationStage): Promise<{ slug: string; stage: string; removes: number }>;
  close(): Promise<void>;
}

/** A command is stopped by ending its process. */
const NEVER = new AbortController().signal;

/** Opens the database (beside a running server: the same one) and, when a command needs them, the rooms' services. */
export async function openHouse({ migrate }: { migrate: boolean }): Promise<House> {
  const settings = settingsOrExit();
  const opened = await databaseOrExit(settings, { migrate });
  let built: INestApplicationContext | null = null;
  const context = async (): Promise<INestApplicationContext> => {
    if (built === null) {
      const parts = await partsOf(settings, opened, () => settings.baseUrl);
      built = await NestFactory.createApplicationContext(buildModule(parts).module, {
        logger: new NestLog(parts.logger),
      });
      // A command may be the first that this database sees.
      if (migrate) await built.get(UnitService).enterShipped();
    }
    return built;
  };
  return {
    baseUrl: settings.baseUrl,
    context,
    async migrations() {
      const applied = await appliedMigrations(opened.database);
      return { applied, pending: migrations.map(({ name }) => name).filter((name) => !applied.includes(name)) };
    },
    migrateUp: () => migrateAlone(opened.database),
    async verifyAudit() {
      return (await context()).get(AuditVerifier).verify();
    },
    async verifyHeads(given) {
      return (await context()).get(LogHeadVerifier).verify(given);
    },
    async verifyArrivals() {
      return (await context()).get(ArrivalInvariants).verify();
    },
    async loadDemonstration(stage, say) {
      return (await context()).get(DemonstrationService).load(stage, say, NEVER);
    },
    async tryDemonstration(stage) {
      return (await context()).get(DemonstrationService).tryLoad(stage);
    },
    async close() {
      await built?.close();
      await opened.close();
    },
  };
}

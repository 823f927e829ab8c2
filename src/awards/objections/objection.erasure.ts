import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import { ObjectionRepository } from './objection.repository.js';

/** Days after the last answer: a year, in which the answer may be disputed elsewhere. The platform's own choice (decision 54), no rule of law. */
export const KEPT_DAYS = 365;
const EVERY_SECONDS = 86_400;
const HOUSEKEEPING = { name: 'Dọn dữ liệu', role: 'system' } as const;

/** Erases who sent an objection and how to reach that person, once nobody needs it. Of communes' accounts nothing is erased: they are offices. */
@Injectable()
export class ObjectionErasure implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly objections: ObjectionRepository,
    private readonly audit: Audit,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.every('awards.erase-objectors', EVERY_SECONDS, async () => void (await this.erase()));
  }

  /** One look; answers how many were erased. The log tells of each that it was done, and nothing of what was there. */
  erase(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const erased = await this.objections.eraseSenders(tx, KEPT_DAYS);
      const by = { ...HOUSEKEEPING, requestId: randomUUID() };
      for (const { id, contestId, number } of erased)
        await this.audit.recordSystem(tx, by, {
          act: 'objection.erase',
          subjectKind: 'objection',
          subjectId: id,
          contestId,
          facts: { number },
        });
      return erased.length;
    });
  }
}

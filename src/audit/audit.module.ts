import { AuditApiController } from './audit.api.controller.js';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { FACT_WORDS, type FactWords } from './audit.facts.js';
import { Audit } from './audit.js';
import { AuditController, ROLE_WORDS } from './audit.controller.js';
import { AuditArrivals } from './audit.arrivals.js';
import { AuditChains } from './audit.chains.js';
import { AuditHistory } from './audit.history.js';
import { AuditInvariants } from './audit.invariants.js';
import { AuditRepository } from './audit.repository.js';
import { AuditVerifier } from './audit.verify.js';
import { LogHeadController } from './heads/log-head.controller.js';
import { LogHeadRepository } from './heads/log-head.repository.js';
import { LogHeadSealer } from './heads/log-head.sealer.js';
import { LogHeadVerifier } from './heads/log-head.verifier.js';
import { ACT_WORDS, type ActWords } from './audit.words.js';
import { SEAL, type Seal } from './seal.js';

@Global()
@Module({})
export class AuditModule {
  /** The names of acts, facts and roles come from the rooms that know them. */
  static with(words: {
    acts: ActWords;
    facts: FactWords;
    roles: Readonly<Record<string, string>>;
    seal: Seal;
  }): DynamicModule {
    return {
      module: AuditModule,
      providers: [
        Audit,
        AuditArrivals,
        AuditChains,
        AuditHistory,
        AuditInvariants,
        AuditRepository,
        AuditVerifier,
        LogHeadRepository,
        LogHeadSealer,
        LogHeadVerifier,
        { provide: ACT_WORDS, useValue: words.acts },
        { provide: FACT_WORDS, useValue: words.facts },
        { provide: ROLE_WORDS, useValue: words.roles },
        { provide: SEAL, useValue: words.seal },
      ],
      controllers: [AuditController, AuditApiController, LogHeadController],
      exports: [
        Audit,
        AuditArrivals,
        AuditChains,
        AuditHistory,
        AuditVerifier,
        LogHeadSealer,
        LogHeadVerifier,
        AuditRepository,
        ACT_WORDS,
        FACT_WORDS,
        ROLE_WORDS,
        SEAL,
      ],
    };
  }
}

import { Global, Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { DEMO_ACCOUNTS, type DemoAccounts } from '../accounts/demo.accounts.js';
import { AwardsModule } from '../awards/awards.module.js';
import { CommunitiesModule } from '../communities/communities.module.js';
import { ContestsModule } from '../contests/contests.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { JudgingModule } from '../judging/judging.module.js';
import { PropagandaModule } from '../movements/broadcasts/propaganda.module.js';
import { SuppliesModule } from '../movements/supplies/supplies.module.js';
import { MovementsModule } from '../movements/movements.module.js';
import { PledgesModule } from '../movements/pledges/pledges.module.js';
import { RecordsModule } from '../movements/records/records.module.js';
import { ReportsModule } from '../movements/reports/reports.module.js';
import { UnitsModule } from '../units/units.module.js';
import { VettingModule } from '../vetting/vetting.module.js';
import { CommitteeActs } from './committee.acts.js';
import { CommuneActs } from './commune.acts.js';
import { DemonstrationAccounts } from './demonstration.accounts.js';
import { DemonstrationFounding } from './demonstration.founding.js';
import { DemonstrationPeople } from './demonstration.people.js';
import { DemonstrationRepository } from './demonstration.repository.js';
import { DemonstrationService } from './demonstration.service.js';
import { JuryActs } from './jury.acts.js';
import { MovementActs } from './movement.acts.js';
import { PledgeActs } from './pledge.acts.js';
import { RecordActs } from './record.acts.js';
import { OfficeActs } from './office.acts.js';
import { PublicityActs } from './publicity.acts.js';
import { PropagandaActs } from './propaganda.acts.js';
import { SupplyActs } from './supply.acts.js';
import { RegisterActs } from './register.acts.js';
import { SampleFiles } from './sample.files.js';
import { TeamActs } from './team.acts.js';

/** The demonstration: it knows every room and plays the contest through them. Global for the sign-in page, which offers its accounts. */
@Global()
@Module({
  imports: [
    CommunitiesModule,
    UnitsModule,
    AccountsModule,
    ContestsModule,
    EntriesModule,
    VettingModule,
    JudgingModule,
    AwardsModule,
    MovementsModule,
    PropagandaModule,
    PledgesModule,
    SuppliesModule,
    RecordsModule,
    ReportsModule,
  ],
  providers: [
    CommitteeActs,
    CommuneActs,
    DemonstrationAccounts,
    DemonstrationFounding,
    DemonstrationPeople,
    DemonstrationRepository,
    DemonstrationService,
    JuryActs,
    MovementActs,
    PledgeActs,
    RecordActs,
    OfficeActs,
    PropagandaActs,
    SupplyActs,
    PublicityActs,
    RegisterActs,
    SampleFiles,
    TeamActs,
    {
      provide: DEMO_ACCOUNTS,
      inject: [DemonstrationAccounts],
      useFactory:
        (accounts: DemonstrationAccounts): DemoAccounts =>
        () =>
          accounts.now(),
    },
  ],
  exports: [DEMO_ACCOUNTS, DemonstrationAccounts, DemonstrationService],
})
export class DemonstrationsModule {}

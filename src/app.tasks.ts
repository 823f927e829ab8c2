import { Global, Module } from '@nestjs/common';
import { TASK_SOURCES, type TaskSource } from './accounts/task.source.js';
import { AwardTasks } from './awards/award.tasks.js';
import { ObjectionLinks } from './awards/objections/objection.links.js';
import { ObjectionReminders } from './awards/objections/objection.reminders.js';
import { ShowingService } from './awards/showing/showing.service.js';
import { AwardsModule } from './awards/awards.module.js';
import { GroupTasks } from './communities/groups/group.tasks.js';
import { GroupsModule } from './communities/groups/groups.module.js';
import { ContestTasks } from './contests/contest.tasks.js';
import { ReceivedTasks } from './contests/register/received.tasks.js';
import { ContestsModule } from './contests/contests.module.js';
import { EntriesModule } from './entries/entries.module.js';
import { EntryTasks } from './entries/entry.tasks.js';
import { JudgingModule } from './judging/judging.module.js';
import { JudgingTasks } from './judging/judging.tasks.js';
import { RESULT_SEQUEL } from './judging/result/result.sequel.js';
import { PropagandaModule } from './movements/broadcasts/propaganda.module.js';
import { SuppliesModule } from './movements/supplies/supplies.module.js';
import { SupplyTasks } from './movements/supplies/supply.tasks.js';
import { StationTasks } from './movements/broadcasts/station.tasks.js';
import { DriveTasks } from './movements/drives/drive.tasks.js';
import { MovementsModule } from './movements/movements.module.js';
import { PledgesModule } from './movements/pledges/pledges.module.js';
import { PledgeTasks } from './movements/pledges/pledge.tasks.js';
import { RecordTasks } from './movements/records/record.tasks.js';
import { RecordsModule } from './movements/records/records.module.js';
import { ProgressTasks } from './movements/reports/progress.tasks.js';
import { ReportsModule } from './movements/reports/reports.module.js';
import { NoticeTasks } from './notices/notice.tasks.js';
import { CheckTasks } from './operations/check/check.tasks.js';
import { JobTasks } from './operations/job.tasks.js';
import { VettingModule } from './vetting/vetting.module.js';
import { VettingTasks } from './vetting/vetting.tasks.js';

/** What the rooms put on the home page, in this order, and beside a result. Both stand in lower rooms and know none of them. */
@Global()
@Module({
  imports: [
    MovementsModule,
    PropagandaModule,
    PledgesModule,
    SuppliesModule,
    RecordsModule,
    ReportsModule,
    GroupsModule,
    ContestsModule,
    EntriesModule,
    VettingModule,
    JudgingModule,
    AwardsModule,
  ],
  providers: [
    {
      provide: TASK_SOURCES,
      useFactory: (...sources: TaskSource[]) => sources,
      inject: [
        EntryTasks,
        VettingTasks,
        JudgingTasks,
        ContestTasks,
        AwardTasks,
        ObjectionReminders,
        ShowingService,
        ReceivedTasks,
        DriveTasks,
        PledgeTasks,
        StationTasks,
        SupplyTasks,
        RecordTasks,
        ProgressTasks,
        GroupTasks,
        NoticeTasks,
        CheckTasks,
        JobTasks,
      ],
    },
    { provide: RESULT_SEQUEL, useExisting: ObjectionLinks },
  ],
  exports: [TASK_SOURCES, RESULT_SEQUEL],
})
export class TasksModule {}

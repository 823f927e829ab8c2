import { Module } from '@nestjs/common';
import { ContestsModule } from '../contests/contests.module.js';
import { JudgingModule } from '../judging/judging.module.js';
import { AwardController } from './award.controller.js';
import { AwardDesks } from './award.desk.js';
import { AwardRepository } from './award.repository.js';
import { AwardService } from './award.service.js';
import { ExportController } from './export.controller.js';
import { ExportService } from './export.service.js';
import { PublicationController } from './publication.controller.js';
import { ResultsController } from './results.controller.js';

@Module({
  imports: [ContestsModule, JudgingModule],
  controllers: [AwardController, PublicationController, ExportController, ResultsController],
  providers: [AwardRepository, AwardDesks, AwardService, ExportService],
  exports: [AwardService, AwardDesks, ExportService],
})
export class AwardsModule {}

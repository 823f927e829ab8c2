import { Module } from '@nestjs/common';
import { ContestDesigns } from './contest.design.js';
import { ContestReader } from './contest.reader.js';
import { ContestService } from './contest.service.js';
import { ContestUse } from './contest.use.js';

@Module({
  providers: [ContestReader, ContestUse, ContestDesigns, ContestService],
  exports: [ContestReader, ContestUse, ContestService],
})
export class ContestsModule {}

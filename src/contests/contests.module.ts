import { Module } from '@nestjs/common';
import { ContestReader } from './contest.reader.js';
import { ContestUse } from './contest.use.js';

@Module({
  providers: [ContestReader, ContestUse],
  exports: [ContestReader, ContestUse],
})
export class ContestsModule {}

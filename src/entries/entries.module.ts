import { Module } from '@nestjs/common';
import { ContestsModule } from '../contests/contests.module.js';
import { EntryLife } from './entry.life.js';
import { EntryReader } from './entry.reader.js';

/** Dossiers: what a commune makes of them, and what the rooms above may read and decide. */
@Module({
  imports: [ContestsModule],
  providers: [EntryReader, EntryLife],
  exports: [EntryReader, EntryLife],
})
export class EntriesModule {}

import { Module } from '@nestjs/common';
import { ContestsModule } from '../contests/contests.module.js';
import { ArchiveArrival } from './archive.arrival.js';
import { ArchiveController } from './archive.controller.js';
import { ArchiveMaker } from './archive.maker.js';
import { ArchiveRepository } from './archive.repository.js';
import { ArchiveService } from './archive.service.js';
import { ArrivalInvariants } from './arrival.invariants.js';
import { ArrivalRoom } from './arrival.room.js';
import { ArrivalRepository } from './arrival.repository.js';
import { AskedArchiveRepository } from './asked-archive.repository.js';

/** A whole contest out of this installation, and in again elsewhere. It knows the tables of every room and no row's meaning. */
@Module({
  imports: [ContestsModule],
  controllers: [ArchiveController],
  providers: [
    ArchiveArrival,
    ArchiveMaker,
    ArchiveRepository,
    ArchiveService,
    ArrivalInvariants,
    ArrivalRepository,
    ArrivalRoom,
    AskedArchiveRepository,
  ],
  exports: [ArchiveArrival, ArchiveMaker, ArrivalInvariants],
})
export class ArchivesModule {}

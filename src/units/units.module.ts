import { Module, type OnModuleInit } from '@nestjs/common';
import { Invariants } from '../database/invariants.js';
import { UNIT_INVARIANTS } from './unit.invariants.js';
import { LetterheadReader } from './letterhead.reader.js';
import { UnitApiController } from './unit.api.controller.js';
import { UnitController } from './unit.controller.js';
import { UnitImport } from './unit.import.js';
import { UnitReader } from './unit.reader.js';
import { UnitRepository } from './unit.repository.js';
import { UnitService } from './unit.service.js';
import { VillageController } from './village.controller.js';
import { VillageImport } from './village.import.js';

// The village pages first: their address would otherwise be read as a unit's.
@Module({
  controllers: [UnitApiController, VillageController, UnitController],
  providers: [LetterheadReader, UnitImport, UnitReader, UnitRepository, UnitService, VillageImport],
  exports: [LetterheadReader, UnitImport, UnitReader, UnitService, VillageImport],
})
export class UnitsModule implements OnModuleInit {
  constructor(private readonly invariants: Invariants) {}

  onModuleInit(): void {
    this.invariants.keep(UNIT_INVARIANTS);
  }
}

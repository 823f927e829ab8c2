import { Module } from '@nestjs/common';
import { UnitController } from './unit.controller.js';
import { UnitImport } from './unit.import.js';
import { UnitReader } from './unit.reader.js';
import { UnitRepository } from './unit.repository.js';
import { UnitService } from './unit.service.js';
import { VillageController } from './village.controller.js';
import { VillageImport } from './village.import.js';

// The village pages first: their address would otherwise be read as a unit's.
@Module({
  controllers: [VillageController, UnitController],
  providers: [UnitImport, UnitReader, UnitRepository, UnitService, VillageImport],
  exports: [UnitImport, UnitReader, UnitService, VillageImport],
})
export class UnitsModule {}

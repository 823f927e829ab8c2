import { Module } from '@nestjs/common';
import { UnitImport } from './unit.import.js';
import { UnitReader } from './unit.reader.js';
import { UnitRepository } from './unit.repository.js';

@Module({
  providers: [UnitImport, UnitReader, UnitRepository],
  exports: [UnitImport, UnitReader],
})
export class UnitsModule {}

import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Database } from './database.js';
import { Invariants } from './invariants.js';
import { SCHEMA_INVARIANTS } from './schema.invariants.js';

/** Offers the one Database to every room, and takes what must hold of their tables. It is opened and migrated before the application is built. */
@Global()
@Module({})
export class DatabaseModule {
  static with(database: Database): DynamicModule {
    const invariants = new Invariants();
    invariants.keep(SCHEMA_INVARIANTS);
    return {
      module: DatabaseModule,
      providers: [
        { provide: Database, useValue: database },
        { provide: Invariants, useValue: invariants },
      ],
      exports: [Database, Invariants],
    };
  }
}

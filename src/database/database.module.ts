import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Database } from './database.js';

/** Offers the one Database to every room. It is opened and migrated before the application is built. */
@Global()
@Module({})
export class DatabaseModule {
  static with(database: Database): DynamicModule {
    return { module: DatabaseModule, providers: [{ provide: Database, useValue: database }], exports: [Database] };
  }
}

import { type DynamicModule, Global, Module } from '@nestjs/common';
import { FileSender } from './file-sender.js';
import { FileStore } from './file-store.js';
import { Pictures } from './pictures.js';
import { STORAGE_SETTINGS, type StorageSettings } from './storage.settings.js';
import { StorageSweep } from './storage.sweep.js';
import { Uploads } from './uploads.js';

/** The file store, open to every room: receiving, keeping and handing out. */
@Global()
@Module({})
export class StorageModule {
  static with(settings: StorageSettings): DynamicModule {
    return {
      module: StorageModule,
      providers: [
        { provide: STORAGE_SETTINGS, useValue: settings },
        FileStore,
        FileSender,
        Pictures,
        Uploads,
        StorageSweep,
      ],
      exports: [STORAGE_SETTINGS, FileStore, FileSender, Pictures, Uploads, StorageSweep],
    };
  }
}

import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ArrivingFiles } from './arriving-files.js';
import { FilePreparation } from './file-preparation.js';
import { FileScans } from './file-scans.js';
import { FileSender } from './file-sender.js';
import { FileStore } from './file-store.js';
import { PhotoBooks } from './photo-books.js';
import { Pictures } from './pictures.js';
import { StorageInvariants } from './storage.invariants.js';
import { STORAGE_SETTINGS, type StorageSettings } from './storage.settings.js';
import { StorageSweep } from './storage.sweep.js';
import { StorageUsage } from './storage.usage.js';
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
        ArrivingFiles,
        StorageUsage,
        FileSender,
        PhotoBooks,
        Pictures,
        FileScans,
        FilePreparation,
        Uploads,
        StorageInvariants,
        StorageSweep,
      ],
      exports: [
        STORAGE_SETTINGS,
        FileStore,
        ArrivingFiles,
        StorageUsage,
        FileSender,
        PhotoBooks,
        Pictures,
        FileScans,
        FilePreparation,
        Uploads,
        StorageSweep,
      ],
    };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { type Refusal, Refused } from '../kernel/refusal.js';
import type { Csrf } from '../web/csrf.js';
import { CSRF } from '../web/frame.js';
import type { WebRequest, Words } from '../web/request.js';
import { FileStore } from './file-store.js';
import { LookEngine, type PassingFile } from './look.engine.js';
import { STORAGE_SETTINGS, type StorageSettings } from './storage.settings.js';
import { type Arrival, type ReceivedFile, UploadEngine } from './upload.engine.js';

/** What one form may bring. */
export interface UploadLimits {
  /** Name of the file field. A file under any other name is refused. */
  fieldName: string;
  /** Bytes of one file; UPLOAD_MAX_MB holds besides. */
  maxBytes: number;
  maxFiles: number;
  /** File kinds ('pdf', 'jpg' …) that are taken. */
  kinds: readonly string[];
}

/** What a form brought: the words, the files that are stored now, and those that were refused, each with its reason. */
export interface ReceivedUpload {
  words: Words;
  files: ReceivedFile[];
  refused: Refusal[];
}

/** A file field as the reader of a form needs it. */
type FormField = Pick<UploadLimits, 'fieldName' | 'maxBytes' | 'maxFiles'>;

/** What came under one file field of a form. */
export type ReceivedField = Pick<ReceivedUpload, 'files' | 'refused'>;

const TEXT_FIELDS = 40;
/** Beyond what its fields take, so many files of a form are read past and named; with more the form is refused as a whole. */
const FILES_BEYOND = 100;
// A field has at most two inputs, one to choose and one to photograph. A browser sends each in which nothing was chosen as a
// file without a name or a byte; the parser counts those against `files`, multer does not against a field's own most.
const INPUTS_OF_A_FIELD = 2;
const TEXT_FIELD_BYTES = 64 * 1024;
const ROOM_FOR_WORDS_BYTES = 1024 * 1024;

/** The only way in for files: reads a multipart form, streaming its files to the store. */
@Injectable()
export class Uploads {
  constructor(
    private readonly store: FileStore,
    @Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings,
    @Inject(CSRF) private readonly csrf: Pick<Csrf, 'check'>,
  ) {}

  /**
   * Reads the form of a request. Ask the policy first: whoever may not send anything is not read. The token is checked when
   * the first file begins, before a byte of it is written, so forms carry `_csrf` ahead of their files; a form without files
   * is checked at its end. Afterwards `req.body` holds the words and, under the file field's name, name and hash of each
   * stored file: the form's key stands for these very files.
   *
   * A file refused for what it is comes back in `refused` while the others are stored. What concerns the form as a whole is
   * thrown: a hundred files too many, one too large, unreadable, token stale, no room on the disk. Stored files that no row comes to
   * name are harmless.
   */
  async receive(req: WebRequest, limits: UploadLimits): Promise<ReceivedUpload> {
    const { words, fields } = await this.receiveFields(req, [limits]);
    const { files, refused } = fields.get(limits.fieldName) ?? { files: [], refused: [] };
    return { words, files, refused };
  }

  /**
   * The same for a form with several file fields, each with limits of its own: what came under each, by its name; every field is
   * there. A field takes its first `maxFiles` files, none where that is 0, and names each beyond them in `refused`.
   */
  async receiveFields(
    req: WebRequest,
    fields: readonly UploadLimits[],
  ): Promise<{ words: Words; fields: Map<string, ReceivedField> }> {
    if (!req.is('multipart/form-data')) throw new Refused({ code: 'malformed' });
    const limited = fields.map((field) => ({
      ...field,
      maxBytes: Math.min(field.maxBytes, this.settings.uploadMaxBytes),
    }));
    const maxBytes = Math.max(...limited.map((field) => field.maxBytes));
    const maxFiles = limited.reduce((sum, field) => sum + field.maxFiles, 0);
    const announced = Number(req.get('content-length') ?? 0);
    // A field that is full still has its file read past and named.
    const most = limited.reduce(
      (sum, field) => sum + field.maxBytes * Math.max(field.maxFiles, 1),
      ROOM_FOR_WORDS_BYTES,
    );
    if (announced > most) {
      throw new Refused({ code: 'file-too-large', maxBytes, bytes: maxFiles === 1 ? announced : null, name: null });
    }
    const arrivals = new Map<string, Arrival[]>();
    const byName = new Map(limited.map((field) => [field.fieldName, field]));
    await this.read(req, limited, new UploadEngine(this.store, byName, arrivals));
    if (!req.csrfChecked) this.csrf.check(req);
    const body = req.body as Record<string, unknown>;
    const received = limited.map(({ fieldName }): [string, ReceivedField] => {
      const own = arrivals.get(fieldName) ?? [];
      const files = own.flatMap((arrival) => ('file' in arrival ? [arrival.file] : []));
      const refused = own.flatMap((arrival) => ('refusal' in arrival ? [arrival.refusal] : []));
      body[fieldName] = files.map(({ name, sha256 }) => `${sha256} ${name}`);
      return [fieldName, { files, refused }];
    });
    return { words: body, fields: new Map(received) };
  }

  /**
   * Reads a form whose one file is looked at and then thrown away: it lies in the store's folder for unfinished files while
   * `look` reads it, and nowhere afterwards. For files whose content is taken over and which must not be kept besides
   * (personal data). Same checks and refusals as `receive`, but for the kind, which is the looker's to judge. Null when the
   * form brought no file.
   */
  async look<Seen>(
    req: WebRequest,
    limits: Pick<UploadLimits, 'fieldName' | 'maxBytes'>,
    look: (file: PassingFile) => Promise<Seen>,
  ): Promise<{ words: Words; seen: Seen | null }> {
    const maxBytes = Math.min(limits.maxBytes, this.settings.uploadMaxBytes);
    if (!req.is('multipart/form-data')) throw new Refused({ code: 'malformed' });
    const announced = Number(req.get('content-length') ?? 0);
    if (announced > maxBytes + ROOM_FOR_WORDS_BYTES) {
      throw new Refused({ code: 'file-too-large', maxBytes, bytes: announced, name: null });
    }
    const engine = new LookEngine(this.store, look);
    await this.read(req, [{ ...limits, maxBytes, maxFiles: 1 }], engine);
    if (!req.csrfChecked) this.csrf.check(req);
    const body = req.body as Record<string, unknown>;
    body[limits.fieldName] = engine.seen?.sha256 ?? '';
    return { words: body, seen: engine.seen?.result ?? null };
  }

  private async read(req: WebRequest, fields: readonly FormField[], storage: StorageEngine): Promise<void> {
    const maxBytes = Math.max(...fields.map((field) => field.maxBytes));
    const maxFiles = fields.reduce((sum, field) => sum + field.maxFiles, 0);
    const filesAtMost = maxFiles + fields.length * INPUTS_OF_A_FIELD + FILES_BEYOND;
    const reader = multer({
      storage,
      // Without this, names of files come as latin-1 and lose their Vietnamese letters.
      defParamCharset: 'utf8',
      limits: {
        fileSize: maxBytes,
        files: filesAtMost,
        fields: TEXT_FIELDS,
        fieldSize: TEXT_FIELD_BYTES,
        fieldNameSize: 100,
        fieldNestingDepth: 0,
        parts: filesAtMost + TEXT_FIELDS,
        headerPairs: 20,
      },
      fileFilter: (_req, _file, decide) => {
        try {
          if (!req.csrfChecked) this.csrf.check(req);
          decide(null, true);
        } catch (refused) {
          decide(refused as Error);
        }
      },
    }).fields(fields.map(({ fieldName }) => ({ name: fieldName })));
    await new Promise<void>((resolve, reject) => {
      void reader(req, req.res as Response, (error: unknown) =>
        error === undefined || error === null ? resolve() : reject(toRefused(error, fields)),
      );
    });
  }
}

/** What multer, its parser and the disk say, as a refusal where a person can do something about it. */
function toRefused(error: unknown, fields: readonly FormField[]): unknown {
  if (error instanceof Refused) return error;
  if (error instanceof MulterError) {
    const field = fields.find(({ fieldName }) => fieldName === error.field);
    // Of several fields the one that was too much is named.
    const named = field === undefined || fields.length === 1 ? {} : { field: field.fieldName };
    if (error.code === 'LIMIT_FILE_SIZE') {
      const maxBytes = field?.maxBytes ?? Math.max(...fields.map((one) => one.maxBytes));
      return new Refused({ code: 'file-too-large', maxBytes, bytes: null, name: null, ...named });
    }
    if (error.code === 'LIMIT_FILE_COUNT') {
      return new Refused({ code: 'too-many-files', maxFiles: fields.reduce((sum, one) => sum + one.maxFiles, 0) });
    }
    return new Refused({ code: 'malformed' });
  }
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refused({ code: 'storage-full' });
  const isDiskFault = typeof (error as { syscall?: unknown } | null)?.syscall === 'string';
  // All else comes from the parser or the line: no boundary, cut off, torn.
  return isDiskFault ? error : new Refused({ code: 'upload-broken' });
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, type Refusal, Refused } from '../../kernel/refusal.js';
import type { PassingFile } from '../../storage/look.engine.js';
import { Uploads } from '../../storage/uploads.js';
import { actOf, type WebRequest } from '../../web/request.js';
import { refuseOutsideRound } from '../judging.policy.js';
import { type OfflinePlace, OfflineService } from './offline.service.js';
import type { ReturnedLine } from './return.facts.js';
import { readReturnFile, RETURN_FILE_BYTES } from './return.file.js';
import { readReturn } from './return.reading.js';

/** The name of the file field. */
const FILE_FIELD = 'tep';

type Looked = { lines: ReturnedLine[]; sha256: string } | { refusal: Refusal };

/** Takes in the file that a judge sends back. It is read where it lies and then gone; its lines wait for the judge's word. */
@Injectable()
export class ReturnIntake {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly uploads: Uploads,
    private readonly service: OfflineService,
  ) {}

  /** Before a byte is read: whoever may not send scores now is not listened to. Asked again by the act. */
  async open(actor: Actor): Promise<OfflinePlace> {
    const place = await this.service.placeOf(this.database.reader, actor, this.clock.now());
    obey(refuseOutsideRound(place.contest, place.round, place.calendar));
    return place;
  }

  async receive(req: WebRequest, place: OfflinePlace): Promise<void> {
    const { roundId, personId, criteria } = place;
    const of = { roundId, personId, criteria, rubricVersionId: place.round.rubricVersionId };
    const look = async (file: PassingFile): Promise<Looked> => {
      try {
        const read = readReturn(await readReturnFile(file), of);
        return 'refusal' in read ? read : { ...read, sha256: file.sha256 };
      } catch (error) {
        // A file that holds no scores is an answer to the sender, and the form has still to be read to its end.
        if (error instanceof Refused) return { refusal: error.refusal };
        throw error;
      }
    };
    const { seen } = await this.uploads.look(req, { fieldName: FILE_FIELD, maxBytes: RETURN_FILE_BYTES }, look);
    if (seen === null) throw new Refused({ code: 'return-file-missing', field: FILE_FIELD });
    if ('refusal' in seen) throw new Refused(seen.refusal);
    await this.service.receive(actOf(req), seen);
  }
}

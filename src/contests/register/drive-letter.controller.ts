import { Body, Controller, Param, Post } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { readBases } from '../../documents/basis.reading.js';
import { DocumentService } from '../../documents/document.service.js';
import { RecipientService } from '../../documents/recipient.service.js';
import type { Act } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { LETTER_SYMBOL } from '../../movements/drives/letter.paper.js';
import { LetterReader } from '../../movements/drives/letter.reader.js';
import { SeeOther } from '../../web/answer.js';
import { TheAct, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { RegisterKeeping } from './register.keeping.js';
import { registerPaths } from './register.paths.js';

/** A letter that chases the units of a drive comes into the register of a contest of its movement, with whom it goes to. */
@Controller()
export class DriveLetterController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly letters: LetterReader,
    private readonly keeping: RegisterKeeping,
    private readonly documents: DocumentService,
    private readonly recipients: RecipientService,
  ) {}

  /** Two acts: the letter, then its recipients; pressed twice, the second press is led to the letter. */
  @Post(registerPaths.driveLetter(':slug'))
  @Allow('organiser')
  async register(@TheAct() act: Act, @Param('slug') slug: string, @Body() body: Words): Promise<SeeOther> {
    const drive = typeof body['drive'] === 'string' ? body['drive'] : '';
    await this.keeping.seen(act.actor, { slug });
    const letter = await this.letters.of(this.database.reader, act.actor, drive, body, this.clock.now());
    const open = this.keeping.open(act, { slug });
    const { subject, issuer, paper, signs, bases, communes } = letter;
    const id = await this.documents.draft(act, open, {
      words: { kind: 'cong-van', issuer, symbol: LETTER_SYMBOL, subject, recipientsText: 'Như trên;\nLưu: VT.' },
      paper: { source: `don-doc:${drive}`, paper, signer: '', powers: signs, awaitsResult: false },
      bases: readBases(bases),
      correctsId: null,
    });
    await this.recipients.add({ ...act, formKey: null }, open, { id, version: 1 }, () =>
      Promise.resolve(
        communes.map(({ unitId, name, sortKey }) => ({ unitId, role: 'commune' as const, unitName: name, sortKey })),
      ),
    );
    return new SeeOther(
      registerPaths.one(slug, id),
      `Đã đưa công văn vào sổ, gửi đến ${communes.length} xã khi ban hành.`,
    );
  }
}

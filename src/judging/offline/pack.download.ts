import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { lockedWorkbook } from '../../press/locked-workbook.js';
import type { ZipFile } from '../../press/zip.js';
import { DossierPacks } from './dossier.pack.js';
import { OfflineRepository } from './offline.repository.js';
import { type OfflinePlace, OfflineService } from './offline.service.js';
import { packNamed } from './pack.facts.js';
import { refuseToTake } from './pack.policy.js';
import { packsOut } from './pack.repository.js';
import { MOST_SHEETS } from './return.file.js';
import { toScoreSheet } from './score-workbook.js';

/** A file as it is fetched: an archive of dossiers with the workbook first, or the workbook alone. */
export type PackFile = { place: OfflinePlace; workbook: Buffer; dossiers: AsyncIterable<ZipFile> | null };

/** The files behind what a judge has taken out, as often as the line breaks. */
@Injectable()
export class PackDownloads {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: OfflineService,
    private readonly offline: OfflineRepository,
    private readonly packs: DossierPacks,
  ) {}

  /**
   * The pack of this name (`PACK_WORDS`), of dossiers as they are now. Refused before a byte is sent: `not-found` for a name of
   * none, `judging-not-open`, `round-closed`, and `pack-not-taken` for what this judge has not out.
   */
  async of(actor: Actor, name: string): Promise<PackFile> {
    const { reader } = this.database;
    const contents = packNamed(name);
    if (contents === null) throw new Refused({ code: 'not-found' });
    const place = await this.service.placeOf(reader, actor, this.clock.now());
    obey(refuseToTake(place.round, place.calendar));
    const out = await packsOut(reader, place);
    if (!out.some((taking) => taking.contents === contents)) throw new Refused({ code: 'pack-not-taken' });
    const workbook = await this.workbookOf(place);
    if (contents === 'marks') return { place, workbook, dossiers: null };
    return { place, workbook, dossiers: this.packs.files(place, { withFilms: contents === 'dossiers-and-films' }) };
  }

  private async workbookOf(place: OfflinePlace): Promise<Buffer> {
    const { contest, round, judge, criteria, calendar } = place;
    const sheets = await this.offline.sheets(this.database.reader, place, MOST_SHEETS);
    const file = { roundId: round.id, rubricVersionId: round.rubricVersionId, personId: judge.personId };
    const heading = [
      `PHIẾU CHẤM ĐIỂM – ${contest.noun} ${contest.name}`,
      `${round.name}. Giám khảo: ${judge.name} (${judge.code}). Tệp lập lúc ${formatDateTime(calendar.now)}.`,
      'Chỉ ghi vào các ô trắng; không ghi công thức, không sửa ô xám. Lưu tệp rồi gửi lại ở trang Chấm ngoại tuyến.',
    ];
    return lockedWorkbook(toScoreSheet(file, { criteria, sheets, heading }));
  }
}

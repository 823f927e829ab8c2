import { type NamedPaper, type PaperLinks, paperLinks } from '../../contests/paper.answer.js';
import { Injectable } from '@nestjs/common';
import { frameOfContest } from '../../contests/contest.frame.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, type Refusal } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatFileSize } from '../../kernel/vietnamese/numbers.js';
import { lockedWorkbook } from '../../press/locked-workbook.js';
import type { ZipFile } from '../../press/zip.js';
import { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { Wording } from '../../web/wording.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseOutsideRound } from '../judging.policy.js';
import { nameOf } from '../paper/print.pages.js';
import { type PrintFilling, type PrintPart, readPrintWish, SheetPrints } from '../paper/sheet-prints.js';
import { DossierPacks, FILMS, PICTURES } from './dossier.pack.js';
import { OfflineRepository } from './offline.repository.js';
import { type OfflinePlace, OfflineService } from './offline.service.js';
import { toReturnView } from './offline.view.js';
import { MOST_SHEETS } from './return.file.js';
import { toScoreSheet } from './score-workbook.js';

/** What a judge takes along to work without a network, and the page to which it comes back. */
@Injectable()
export class OfflinePages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: OfflineService,
    private readonly offline: OfflineRepository,
    private readonly packs: DossierPacks,
    private readonly prints: SheetPrints,
    private readonly wording: Wording,
  ) {}

  async page(actor: Actor, query: Words, form: FormState = freshForm()): Promise<Page> {
    const { reader } = this.database;
    const place = await this.service.placeOf(reader, actor, this.clock.now());
    const [weight, compared, blank, filled] = await Promise.all([
      this.offline.weight(reader, place, { films: FILMS, pictures: PICTURES, blind: place.contest.blind }),
      this.service.compare(reader, actor, place),
      this.partsOf(place, 'trong'),
      this.partsOf(place, 'da-cham'),
    ]);
    const outside = refuseOutsideRound(place.contest, place.round, place.calendar);
    const mayTake = refuseToTake(place) === null && weight.entries > 0;
    const typed = String(query['trang'] ?? '');
    const page = /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 1;
    const sayRefusal = (refusal: Refusal): string => this.wording.of(refusal).sentence;
    const model = {
      contestName: place.contest.name,
      form,
      entriesText: `${weight.entries} hồ sơ`,
      packs: mayTake ? packsOf(weight) : null,
      takeWhy: mayTake ? null : sayRefusal(refuseToTake(place) ?? { code: 'nothing-to-take' }),
      workbookHref: judgingPaths.offlineWorkbook,
      mostText: `Tệp điểm có các phiếu chưa chốt, nhiều nhất ${MOST_SHEETS} phiếu.`,
      prints: [...blank, ...filled],
      fileAction: judgingPaths.offline,
      canSend: outside === null,
      sendWhy: outside === null ? null : sayRefusal(outside),
      pending: compared === null ? null : toReturnView(compared, { criteria: place.criteria, page, sayRefusal }),
      confirmAction: judgingPaths.offlineConfirmation,
      dropAction: judgingPaths.offlineDropping,
    };
    const crumbs = [
      { href: judgingPaths.list, label: 'Chấm' },
      { href: null, label: 'Chấm ngoại tuyến' },
    ];
    return new Page('judging/offline', model, frameOfContest(place.contest, place.calendar, crumbs));
  }

  /** The files of a pack, workbook first. Refused (`judging-not-open`, `nothing-to-take`) before a byte of it is sent. */
  async pack(actor: Actor, query: Words): Promise<{ files: AsyncIterable<ZipFile>; place: OfflinePlace }> {
    const place = await this.takenPlace(actor);
    const workbook = await this.workbookOf(place);
    const dossiers = this.packs.files(place, { withFilms: query['phim'] === '1' });
    async function* files(): AsyncGenerator<ZipFile> {
      yield { path: 'phieu-cham.xlsx', open: () => [workbook] };
      yield* dossiers;
    }
    return { files: files(), place };
  }

  async workbook(actor: Actor): Promise<{ workbook: Buffer; place: OfflinePlace }> {
    const place = await this.takenPlace(actor);
    return { workbook: await this.workbookOf(place), place };
  }

  /** The judge's own sheets on paper: blank, or as signed. */
  async print(actor: Actor, query: Words): Promise<NamedPaper> {
    const place = await this.service.placeOf(this.database.reader, actor, this.clock.now());
    const wish = readPrintWish(query);
    const paper = await this.prints.paper(place, wish, { ...place, madeAt: place.calendar.now });
    return { paper, name: nameOf(wish, `${place.contest.code} ${place.judge.code}`) };
  }

  private async takenPlace(actor: Actor): Promise<OfflinePlace> {
    const place = await this.service.placeOf(this.database.reader, actor, this.clock.now());
    obey(refuseToTake(place));
    return place;
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

  private async partsOf(place: OfflinePlace, filling: PrintFilling): Promise<PrintPart[]> {
    const what = filling === 'trong' ? 'Phiếu trống' : 'Phiếu đã chốt';
    const parts = (['phieu', 'bang'] as const).map(async (shape) => {
      const linksOf = (part: number): PaperLinks =>
        paperLinks(`${judgingPaths.ownPrint}?kieu=${shape}&diem=${filling}&phan=${part}`);
      const found = await this.prints.parts(place, { shape, filling }, linksOf);
      const how = shape === 'phieu' ? 'mỗi hồ sơ một tờ' : 'một bảng';
      return found.map(({ papers, label }) => ({ papers, label: `${what}, ${how}: ${label}` }));
    });
    return (await Promise.all(parts)).flat();
  }
}

/** From the first day of judging on, as the dossiers themselves are open to the judge. */
function refuseToTake({ calendar, round }: OfflinePlace): Refusal | null {
  const window = calendar.roundWindow(round.number);
  return window === null || calendar.roundPhase(round.number) === 'before'
    ? { code: 'judging-not-open', opensAt: window?.from ?? null }
    : null;
}

const packsOf = ({ filmBytes, otherBytes }: { filmBytes: number; otherBytes: number }) =>
  filmBytes === 0
    ? [{ href: judgingPaths.offlinePack, label: `Tải gói hồ sơ (ZIP, khoảng ${formatFileSize(otherBytes)})` }]
    : [
        {
          href: judgingPaths.offlinePack,
          label: `Tải gói hồ sơ không có video (ZIP, khoảng ${formatFileSize(otherBytes)})`,
        },
        {
          href: `${judgingPaths.offlinePack}?phim=1`,
          label: `Tải gói hồ sơ có cả video (ZIP, khoảng ${formatFileSize(filmBytes + otherBytes)})`,
        },
      ];

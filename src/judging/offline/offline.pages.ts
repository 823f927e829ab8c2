import { type NamedPaper, type PaperLinks, paperLinks } from '../../documents/paper.answer.js';
import { Injectable } from '@nestjs/common';
import { frameOfContest } from '../../contests/contest.frame.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Refusal } from '../../kernel/refusal.js';
import { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { Wording } from '../../web/wording.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseOutsideRound } from '../judging.policy.js';
import { nameOf } from '../paper/print.pages.js';
import { type PrintFilling, type PrintPart, readPrintWish, SheetPrints } from '../paper/sheet-prints.js';
import { FILMS, PICTURES } from './dossier.pack.js';
import { OfflineRepository } from './offline.repository.js';
import { type OfflinePlace, OfflineService } from './offline.service.js';
import { toReturnView } from './offline.view.js';
import { refuseToTake } from './pack.policy.js';
import { packsOut } from './pack.repository.js';
import { packChoices, toOwnPack } from './pack.view.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { MOST_SHEETS } from './return.file.js';

/** What a judge takes along to work without a network, and the page to which it comes back. */
@Injectable()
export class OfflinePages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: OfflineService,
    private readonly offline: OfflineRepository,
    private readonly prints: SheetPrints,
    private readonly wording: Wording,
  ) {}

  async page(actor: Actor, query: Words, form: FormState = freshForm()): Promise<Page> {
    const { reader } = this.database;
    const place = await this.service.placeOf(reader, actor, this.clock.now());
    const [weight, out, compared, blank, filled] = await Promise.all([
      this.offline.weight(reader, place, { films: FILMS, pictures: PICTURES, blind: place.contest.blind }),
      packsOut(reader, place),
      this.service.compare(reader, actor, place),
      this.partsOf(place, 'trong'),
      this.partsOf(place, 'da-cham'),
    ]);
    const outside = refuseOutsideRound(place.contest, place.round, place.calendar);
    const untaken = refuseToTake(place.round, place.calendar);
    const typed = String(query['trang'] ?? '');
    const page = /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 1;
    const sayRefusal = (refusal: Refusal): string => this.wording.of(refusal).sentence;
    const model = {
      contestName: place.contest.name,
      form,
      entriesText: `${weight.entries} hồ sơ`,
      packs: untaken === null && weight.entries > 0 ? packChoices(weight) : null,
      takeWhy: sayRefusal(untaken ?? { code: 'nothing-to-take' }),
      takeAction: judgingPaths.offlinePacks,
      out: out.map((taking) => toOwnPack(taking, { mayFetch: untaken === null })),
      setAsideAction: judgingPaths.offlineSetAside,
      mostText: `Tệp điểm có các phiếu chưa chốt, nhiều nhất ${formatInteger(MOST_SHEETS)} phiếu.`,
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

  /** The judge's own sheets on paper: blank, or as signed. */
  async print(actor: Actor, query: Words): Promise<NamedPaper> {
    const place = await this.service.placeOf(this.database.reader, actor, this.clock.now());
    const wish = readPrintWish(query);
    const paper = await this.prints.paper(place, wish, { ...place, madeAt: place.calendar.now });
    return { paper, name: nameOf(wish, `${place.contest.code} ${place.judge.code}`) };
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

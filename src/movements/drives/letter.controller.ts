import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { handPaper, paperLinks, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import {
  RegisterEntrance,
  type RegisteredPaper,
  type RegisterPlace,
} from '../../documents/register/register.entrance.js';
import { toRegistered } from '../../documents/register/registered.view.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { placeInSentence } from '../../kernel/vietnamese/places.js';
import { zaloText } from '../../notices/notice.letter.js';
import { Refused } from '../../kernel/refusal.js';
import { Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { frameOfMovement } from '../movement.view.js';
import { BoardReader, type ChosenBoard } from './board.reader.js';
import { GROUPING_SLUGS, sayMeasured, standingOf } from './board.view.js';
import { drivePaths, withChoices } from './drive.paths.js';
import { LETTER_SYMBOL } from './letter.paper.js';
import { LetterReader } from './letter.reader.js';
import { sayTarget } from './report.reading.js';

/** Units that a text for Zalo names; the letter names them all. */
const NAMED_IN_ZALO = 12;

/** `/dot/{id}/don-doc`: who is behind, the letter that says so, and a text to paste into a group. */
@Controller()
export class LetterController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly boards: BoardReader,
    private readonly letters: LetterReader,
    private readonly entrance: RegisterEntrance,
    private readonly security: SecurityLog,
  ) {}

  @Get(paperRoutes(drivePaths.letter(':id')))
  @Allow('commune', 'vetting', 'organiser')
  async paper(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: Words,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const letter = await this.letters.of(this.database.reader, actor, id, query, this.clock.now());
    const { opened } = letter.chosen;
    this.security.exported(actor, { view: 'movements/letter', contest: opened.movement.contests[0]?.slug ?? '' });
    await handPaper(res, format, { paper: letter.paper, name: letter.paper.title });
  }

  @Get(drivePaths.letter(':id'))
  @Allow('commune', 'vetting', 'organiser')
  async page(@TheActor() actor: Actor, @Param('id') id: string, @Query() query: Words): Promise<Page> {
    const chosen = await this.boards.below(this.database.reader, actor, id, query, this.clock.now());
    const [place, registered] = await Promise.all([
      this.place(actor, chosen),
      this.entrance.registered(this.database.reader, actor, sourceOf(id)),
    ]);
    return letterPage(actor, chosen, { place, registered });
  }

  /** Takes the letter into the register with the communes it goes to, in one act; while one is under way, a press leads to that. */
  @Post(drivePaths.letter(':id'))
  @Allow('vetting', 'organiser')
  async register(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Promise<SeeOther> {
    const letter = await this.letters.of(this.database.reader, act.actor, id, body, this.clock.now());
    const place = await this.place(act.actor, letter.chosen);
    if (place === null) throw new Refused({ code: 'not-found' });
    const { subject, issuer, paper, signs, bases, communes } = letter;
    const { href, isNew } = await this.entrance.takeOrFind(this.database.reader, act, place, {
      words: { kind: 'cong-van', issuer, symbol: LETTER_SYMBOL, subject, recipientsText: 'Như trên;\nLưu: VT.' },
      source: sourceOf(id),
      paper,
      signer: '',
      powers: signs,
      bases,
      recipients: communes.map(({ unitId, name, sortKey }) => ({ unitId, role: 'commune', unitName: name, sortKey })),
    });
    return isNew
      ? new SeeOther(href, `Đã đưa công văn vào ${place.name}, gửi đến ${communes.length} xã khi ban hành.`)
      : new SeeOther(
          href,
          'Công văn của đợt này đã có trong sổ và chưa ban hành. Muốn lập lại thì bỏ bản này.',
          'info',
        );
  }

  private place(actor: Actor, { opened: { movement } }: ChosenBoard): Promise<RegisterPlace | null> {
    const standing = { contestIds: movement.contests.map((one) => one.id), unitId: movement.ownerUnitId };
    return this.entrance.placeFor(this.database.reader, actor, standing);
  }
}

/** Which paper of the platform the letter is, in registers. */
const sourceOf = (driveId: string): string => `don-doc:${driveId}`;

function letterPage(
  actor: Actor,
  chosen: ChosenBoard,
  { place, registered }: { place: RegisterPlace | null; registered: RegisteredPaper | null },
): Page {
  const { opened, choice, board } = chosen;
  const { drive, movement } = opened;
  const { indicator, on } = choice;
  const choices = { 'chi-so': String(indicator.ordinal), ngay: formatDay(on) };
  const named = board.rows.slice(0, NAMED_IN_ZALO).map(({ name }) => name);
  const more = board.rows.length - named.length;
  const sender = actor.role === 'vetting' ? (actor.unitName ?? '') : movement.ownerName;
  const asks = [
    `${indicator.name}, đến hết ngày ${formatDay(on)}. ${sayTarget(indicator)}.`,
    `Chưa đạt hoặc chưa báo cáo: ${named.join(', ')}${more > 0 ? ` và ${more} đơn vị khác` : ''}.`,
    movement.isOfCommune
      ? `Các đơn vị gửi số về UBND ${placeInSentence(movement.ownerName)}.`
      : 'Các đơn vị báo cáo ở mục Báo cáo trên nền tảng.',
  ];
  return new Page(
    'movements/letter',
    {
      about: drive.name,
      lead: `${indicator.name}. ${sayTarget(indicator)}. Số liệu đến hết ngày ${formatDay(on)}.`,
      isSample: drive.sample,
      rows: board.rows.map((row) => ({
        name: row.name,
        href: drivePaths.unit(drive.id, row.key),
        above: movement.isOfCommune ? '–' : (row.above ?? '–'),
        measured: sayMeasured(indicator, row),
        status: standingOf(row),
      })),
      caption: `${board.rows.length} đơn vị chưa đạt hoặc chưa báo cáo`,
      papers: paperLinks(withChoices(drivePaths.letter(drive.id), choices)),
      zalo: zaloText({ subject: `Đôn đốc: ${drive.name}`, paragraphs: asks }, sender),
      registered: toRegistered(registered),
      register:
        place === null || board.rows.length === 0
          ? null
          : {
              action: drivePaths.letter(drive.id),
              label: `Đưa vào ${place.name}`,
              listHref: place.listHref,
              ...choices,
            },
      boardHref: withChoices(drivePaths.board(drive.id), { ...choices, theo: GROUPING_SLUGS.unit }),
    },
    frameOfMovement(opened, { href: drivePaths.one(drive.id), label: drive.name }, { href: null, label: 'Đôn đốc' }),
  );
}

import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { frameOfContest } from '../../contests/contest.frame.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import { DossierFiles } from '../../entries/dossier.files.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { parsedForm, wordsOf } from '../../web/form.js';
import { MaybeActor, TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow, Public } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { awardPaths } from '../award.paths.js';
import { isShown } from './showing.repository.js';
import { type Showable, ShowingService } from './showing.service.js';

/** Dossiers that won something: what their communes let everybody see, and where they say so. */
@Controller()
export class ShowingController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly showings: ShowingService,
    private readonly files: DossierFiles,
  ) {}

  @Get(awardPaths.shownEntry(':slug', ':code'))
  @Public()
  async shown(
    @MaybeActor() actor: Actor | null,
    @Param('slug') slug: string,
    @Param('code') code: string,
  ): Promise<Page> {
    const found = await this.ofContest(slug, code);
    const { entry, contest, prizes, consent } = found;
    const [prize] = prizes;
    const wasShown = consent !== null && (consent.version > 1 || isShown(consent));
    if (!wasShown || prize === undefined) throw new Refused({ code: 'not-found' });
    const calendar = await this.contests.calendarOf(this.database.reader, contest, this.clock.now());
    const frame = frameOfContest(contest, calendar);
    const links = {
      about: contest.code,
      backHref: awardPaths.results(slug),
      editHref: actor?.role === 'commune' && actor.unitId === entry.communeId ? awardPaths.showing(code) : null,
    };
    // Said once and taken back is told apart from never said: whoever kept the link learns that it is no mistake of the address.
    if (!isShown(consent)) return new Page('awards/no-longer-shown', links, frame, 410);
    const model = {
      ...links,
      name: prize.title,
      lead: tellPlace(prize.villageName, prize.communeName, prize.districtName),
      sampleNotes: contest.sampleNotes,
      communeHref: awardPaths.commune(prize.communeId),
      communeName: prize.communeName,
      contestName: contest.name,
      prizes: prizes.map(({ tierName }) => tierName).join(', '),
      answers: found.fields
        .filter((field) => consent.fields.includes(field.code))
        .map((field) => ({ label: field.label, text: entry.answers[field.code] ?? '' })),
      photos: found.photos
        .filter(({ id }) => consent.files.includes(id))
        .map(({ id }, i) => ({ href: awardPaths.shownPhoto(slug, code, id), label: `Ảnh ${i + 1}` })),
    };
    return new Page('awards/shown-entry', model, frame);
  }

  /** A copy that was drawn here: it carries nothing that the telephone wrote into the photo, and no name. */
  @Get(awardPaths.shownPhoto(':slug', ':code', ':file'))
  @Public()
  async photo(
    @Param('slug') slug: string,
    @Param('code') code: string,
    @Param('file') file: string,
    @Res() res: Response,
  ): Promise<void> {
    const { entry, photos, consent } = await this.ofContest(slug, code);
    const photo = isShown(consent) ? photos.find(({ id }) => id === file && consent.files.includes(id)) : undefined;
    if (photo === undefined) throw new Refused({ code: 'not-found' });
    await this.files.serve(res, entry.id, { file: photo.id, part: 'anh' });
  }

  @Get(awardPaths.showing(':code'))
  @Allow('commune')
  form(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    return this.page(actor, code, null);
  }

  @Post(awardPaths.showing(':code'))
  @Allow('commune')
  give(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Answer {
    const { fields = [], photos = [], version = '' } = wordsOf(body);
    const meaning = {
      fields: [fields].flat(),
      photos: [photos].flat(),
      version: typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : 0,
    };
    const shows = meaning.fields.length + meaning.photos.length > 0;
    return answerForm({
      form: parsedForm(body, meaning, []),
      act: (said) => this.showings.give(act, code, said),
      then: () =>
        new SeeOther(
          awardPaths.showing(code),
          shows ? 'Đã lưu. Mọi người xem được những phần đã chọn.' : 'Đã lưu. Không phần nào được cho xem.',
        ),
      again: (state) => this.page(act.actor, code, state),
    });
  }

  @Post(awardPaths.showingWithdrawal(':code'))
  @Allow('commune')
  withdraw(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, {}, []),
      act: () => this.showings.withdraw(act, code),
      then: () => new SeeOther(awardPaths.showing(code), 'Đã rút. Không ai ngoài cuộc thi xem được nữa.'),
      again: (state) => this.page(act.actor, code, state),
    });
  }

  private async ofContest(slug: string, code: string): Promise<Showable> {
    const found = await this.showings.find(this.database.reader, code);
    if (found === null || found.contest.slug !== slug) throw new Refused({ code: 'not-found' });
    return found;
  }

  private async page(actor: Actor, code: string, again: FormState | null): Promise<Page> {
    const { reader } = this.database;
    const { entry, contest, prizes, fields, photos, consent } = await this.showings.own(reader, actor, code);
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const standing = consent !== null && consent.withdrawnAt === null ? consent : null;
    const number = entry.number ?? code;
    const model = {
      about: number,
      lead: `${prizes[0]?.title ?? ''}: ${prizes.map(({ tierName }) => tierName).join(', ')}`,
      form: again ?? freshForm({ fields: standing?.fields ?? [], photos: standing?.files ?? [] }),
      action: awardPaths.showing(code),
      version: String(consent?.version ?? 0),
      fields: fields.map((field) => ({
        value: field.code,
        label: field.label,
        hint: entry.answers[field.code] ?? '',
      })),
      photos: photos.map(({ id, name }) => ({ value: id, label: name })),
      standingText:
        consent === null
          ? null
          : consent.withdrawnAt === null
            ? `${consent.givenByName} chọn lúc ${formatDateTime(consent.givenAt)}.`
            : `${consent.withdrawnByName ?? ''} rút lúc ${formatDateTime(consent.withdrawnAt)}. Hiện không phần nào được cho xem.`,
      shownHref: isShown(consent) ? awardPaths.shownEntry(contest.slug, number) : null,
      withdrawHref: isShown(consent) ? awardPaths.showingWithdrawal(code) : null,
    };
    return new Page('awards/showing', model, frameOfContest(contest, calendar));
  }
}

import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import type { UnitId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { parsedForm } from '../web/form.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { type CommuneStanding, DeskReader } from './desk.reader.js';
import { type ContestDeskView, mostPressingFirst, toContestDesk, toVillageChoice } from './desk.view.js';
import { entryPaths } from './entry.paths.js';
import { refuseToCreate } from './entry.policy.js';
import { EntryService } from './entry.service.js';

/** The commune's desk: its contests, its dossiers, and beginning a new one. */
@Controller()
export class DeskController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly desks: DeskReader,
    private readonly service: EntryService,
    private readonly wording: Wording,
  ) {}

  @Get(entryPaths.desk)
  @Allow('commune')
  async desk(@TheActor() actor: Actor): Promise<Page> {
    const standings = await this.standingsOf(actor, await this.contestsOf(actor));
    const [only] = standings;
    const frame = only !== undefined && standings.length === 1 ? frameOfContest(only.contest, only.calendar, []) : {};
    const desks = standings.map((standing) => this.deskOf(actor, standing));
    return new Page('entries/desk', { unitName: actor.unitName ?? '', contests: mostPressingFirst(desks) }, frame);
  }

  @Get(entryPaths.create)
  @Allow('commune')
  async showCreate(@TheActor() actor: Actor, @Query('cuoc-thi') slug: unknown): Promise<Page> {
    return this.createPage(actor, typeof slug === 'string' ? slug : null, freshForm());
  }

  @Post(entryPaths.create)
  @Allow('commune')
  async create(@TheAct() act: Act, @Body() body: Words): Promise<FormAnswer> {
    const slug = typeof body['cuocThi'] === 'string' ? body['cuocThi'] : null;
    const contest = (await this.contestsOf(act.actor)).find((one) => one.slug === slug);
    if (contest === undefined) throw new Refused({ code: 'not-found' });
    const villageId = typeof body['villageId'] === 'string' ? body['villageId'] : '';
    return answerForm({
      form: parsedForm(body, { villageId }, []),
      act: (meaning) => this.createOrOpen(act, contest, meaning.villageId),
      then: ({ code, told }) => new SeeOther(entryPaths.one(code), told, told === CREATED ? 'success' : 'info'),
      again: (state) => this.createPage(act.actor, contest.slug, state),
    });
  }

  /** A village that has its dossier already leads to that one. */
  private async createOrOpen(
    act: Act,
    contest: ContestFacts,
    villageId: string,
  ): Promise<{ code: string; told: string }> {
    try {
      return { code: await this.service.createDraft(act, contest.id, villageId), told: CREATED };
    } catch (error) {
      const refusal = error instanceof Refused ? error.refusal : null;
      if (refusal?.code !== 'village-already-entered') throw error;
      return { code: String(refusal['entryCode']), told: `${String(refusal['villageName'])} đã có hồ sơ này.` };
    }
  }

  private async createPage(actor: Actor, slug: string | null, form: FormState): Promise<Page> {
    const contests = await this.contestsOf(actor);
    const contest = slug === null && contests.length === 1 ? contests[0] : contests.find((one) => one.slug === slug);
    if (contest === undefined) {
      const choices = contests.map(({ name, slug: one }) => ({ name, href: entryPaths.createIn(one) }));
      return new Page('entries/choose-contest', { contests: choices, deskHref: entryPaths.desk });
    }
    const [standing] = await this.standingsOf(actor, [contest]);
    if (standing === undefined) throw new Refused({ code: 'not-found' });
    const choice = toVillageChoice(contest, standing.villages, standing.entries);
    const desk = this.deskOf(actor, standing);
    const crumbs = [
      { href: entryPaths.desk, label: 'Hồ sơ' },
      { href: null, label: 'Tạo hồ sơ' },
    ];
    const model = { form, desk, ...choice, action: entryPaths.create, deskHref: entryPaths.desk };
    return new Page('entries/create', model, frameOfContest(contest, standing.calendar, crumbs));
  }

  /** The open contests that this actor's role reaches. */
  private async contestsOf(actor: Actor): Promise<ContestFacts[]> {
    if (actor.unitId === null) return [];
    const contests = await this.contests.openForCommune(this.database.reader, actor.unitId);
    return contests.filter(({ id }) => actor.contestId === null || actor.contestId === id);
  }

  private standingsOf(actor: Actor, contests: readonly ContestFacts[]): Promise<CommuneStanding[]> {
    return this.desks.standingsOf(this.database.reader, contests, actor.unitId as UnitId, this.clock.now());
  }

  private deskOf(actor: Actor, { contest, calendar, communeId, villages, entries }: CommuneStanding): ContestDeskView {
    const refusal = refuseToCreate(actor, contest, calendar);
    return toContestDesk(contest, calendar, communeId, villages, entries, refusal && this.wording.of(refusal).sentence);
  }
}

const CREATED = 'Đã tạo bản nháp. Điền thông tin và gửi tệp theo các mục dưới đây.';

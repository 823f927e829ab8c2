import { Injectable } from '@nestjs/common';
import { frameOfContest } from '../../contests/contest.frame.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { ShownFile } from '../../entries/entry.facts.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused, type Refusal } from '../../kernel/refusal.js';
import { Page } from '../../web/answer.js';
import { type FieldFault, faultyForm, type FormState } from '../../web/views/form-state.js';
import { Wording } from '../../web/wording.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseToPractise } from '../judging.policy.js';
import { toShownFile } from './practice.files.js';
import { PracticeRepository } from './practice.repository.js';
import { PracticeService } from './practice.service.js';
import { toPractice, toPracticeList } from './practice.view.js';

/** Loads a judge's practice: the list of samples, and one of them with its form and, once marked, the panel's spread. */
@Injectable()
export class PracticePages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly service: PracticeService,
    private readonly practice: PracticeRepository,
    private readonly wording: Wording,
  ) {}

  async list(actor: Actor): Promise<Page> {
    const { place, marks } = await this.marked(actor);
    const crumbs = [
      { href: judgingPaths.list, label: 'Chấm' },
      { href: null, label: 'Tập chấm' },
    ];
    const frame = frameOfContest(place.contest, place.calendar, crumbs);
    return new Page('judging/practice-list', toPracticeList(place, marks), frame);
  }

  /** `order`: the sample's place in the list, from 1, as the address says it. */
  async page(
    actor: Actor,
    order: number,
    sent: { state: FormState; refusal: Refusal | null } | null = null,
  ): Promise<Page> {
    const { place, marks } = await this.marked(actor);
    const sample = place.samples[order - 1];
    if (sample === undefined) throw new Refused({ code: 'not-found' });
    const refused = refuseToPractise(actor, place.contest, place.calendar);
    const view = toPractice({
      place,
      sample,
      files: await this.contests.practiceFiles(this.database.reader, sample.id),
      order,
      marks: marks.filter(({ practiceId }) => practiceId === sample.id),
      lockedText: refused === null ? null : this.wording.of(refused).sentence,
      form: sent === null ? null : withFaults(sent),
    });
    const crumbs = [
      { href: judgingPaths.list, label: 'Chấm' },
      { href: judgingPaths.practice, label: 'Tập chấm' },
      { href: null, label: `Mẫu ${order}` },
    ];
    return new Page('judging/practice', view, frameOfContest(place.contest, place.calendar, crumbs));
  }

  /** One file of a sample, and whether the contest's judges are blind; `not-found` for a file of another. */
  async file(actor: Actor, order: number, id: string): Promise<{ file: ShownFile; isBlind: boolean }> {
    const { reader } = this.database;
    const { contest, samples } = await this.service.placeOf(reader, actor, this.clock.now());
    const sample = samples[order - 1];
    const files = sample === undefined ? [] : await this.contests.practiceFiles(reader, sample.id);
    const file = files.find((one) => one.id === id);
    if (file === undefined) throw new Refused({ code: 'not-found' });
    return { file: toShownFile(file), isBlind: contest.blind.isBlind };
  }

  private async marked(actor: Actor) {
    const { reader } = this.database;
    const place = await this.service.placeOf(reader, actor, this.clock.now());
    const marks = await this.practice.marks(reader, {
      contestId: place.contest.id,
      rubricVersionId: place.rubric.versionId,
      personId: actor.personId,
    });
    return { place, marks };
  }
}

const withFaults = ({ state, refusal }: { state: FormState; refusal: Refusal | null }): FormState =>
  refusal?.code === 'points-faulty' ? faultyForm(state.values, refusal['faults'] as FieldFault[]) : state;

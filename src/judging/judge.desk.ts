import { Injectable } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { type BlindReading, toBlindDossierView, toDossierView } from '../entries/dossier.view.js';
import { fileHrefsBelow } from '../entries/entry.paths.js';
import { membersCounted, membersOfNobody } from '../entries/member.aside.js';
import { MemberReader } from '../entries/member.reader.js';
import { EntryReader } from '../entries/entry.reader.js';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import type { ContestId, EntryId } from '../kernel/ids.js';
import { obey, type Refusal, Refused } from '../kernel/refusal.js';
import { Page } from '../web/answer.js';
import type { Words } from '../web/request.js';
import type { FormState } from '../web/views/form-state.js';
import { faultyForm } from '../web/views/form-state.js';
import type { FieldFault } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { toSheetPage } from './judge.view.js';
import { judgingPaths } from './judging.paths.js';
import { roundNamed } from './round.choice.js';
import { refuseToReadDossier, refuseToRecuse, refuseToScore } from './judging.policy.js';
import { sayRound } from './round.facts.js';
import { SheetRepository } from './sheet.repository.js';
import { blindOf, type Desk } from './sheet.row.js';
import { placeOf } from './sheet.service.js';

/** A form that was just sent and refused: the page shows its words again. */
export interface Sent {
  state: FormState;
  refusal: Refusal | null;
}

/** Loads the judge's page about one entry. As many queries for ten entries as for ten thousand, and never the list. */
@Injectable()
export class JudgeDesks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly members: MemberReader,
    private readonly sheets: SheetRepository,
    private readonly wording: Wording,
  ) {}

  /** This judge's desk for an entry, in the newest round or in the one that `query` names; `not-found` for an entry that is missing and for one that is not this judge's alike. */
  async of(actor: Actor, number: string, query: Words = {}): Promise<Desk> {
    const { reader } = this.database;
    const desk = await this.sheets.desk(reader, number, placeOf({ actor }), this.clock.now(), roundNamed(query));
    const refused = desk === null ? null : refuseToReadDossier(actor, desk);
    if (desk === null || refused?.code === 'not-found') throw new Refused({ code: 'not-found' });
    return desk;
  }

  /** The entry whose files this judge may open now. A conflict declared a moment ago closes them at once (S10). */
  async entryToRead(
    actor: Actor,
    number: string,
  ): Promise<{ entry: { id: EntryId; contestId: ContestId }; blind: BlindReading & { isBlind: boolean } }> {
    const desk = await this.of(actor, number);
    obey(refuseToReadDossier(actor, desk) === null ? null : { code: 'not-found' });
    return { entry: { id: desk.entry.id, contestId: desk.contest.id }, blind: blindOf(desk) };
  }

  async page(actor: Actor, number: string, sent: Sent | null, query: Words = {}): Promise<Page> {
    const { reader } = this.database;
    const { contestId } = placeOf({ actor });
    const [desk, fields, slots] = await Promise.all([
      this.of(actor, number, query),
      this.contests.fields(reader, contestId),
      this.contests.slots(reader, contestId),
    ]);
    const refusal = refuseToScore(actor, desk);
    const mayRead = refuseToReadDossier(actor, desk) === null;
    const [neighbours, lost, files, members] = await Promise.all([
      this.sheets.neighbours(reader, desk.sheet),
      this.sheets.lost(reader, desk.sheet),
      mayRead ? this.entries.filesOf(reader, desk.entry.id) : null,
      this.members.standingOf(reader, { ...desk.entry, contestId: desk.contest.id }),
    ]);
    const blind = blindOf(desk);
    const counted = blind.isBlind ? membersOfNobody(members) : membersCounted(members);
    const shown = files && { entry: desk.entry, fields, slots, files, members: counted };
    const hrefs = fileHrefsBelow(judgingPaths.sheet(desk.entry.number));
    const dossier = shown && (blind.isBlind ? toBlindDossierView(shown, hrefs, blind) : toDossierView(shown, hrefs));
    const view = toSheetPage({
      desk,
      named: roundNamed(query),
      neighbours,
      lost,
      dossier,
      locked: refusal === null ? null : { refusal, sentence: this.wording.of(refusal).sentence },
      canRecuse: refuseToRecuse(actor, desk) === null,
      sent: sent === null ? null : { ...sent, state: withFaults(sent) },
    });
    const crumbs = [
      { href: judgingPaths.list, label: sayRound(desk.round) ?? 'Chấm' },
      { href: null, label: desk.entry.number },
    ];
    return new Page('judging/sheet', view, frameOfContest(desk.contest, desk.calendar, crumbs));
  }
}

/** The service found the faults inside its transaction; here they go beside their fields. */
function withFaults({ state, refusal }: Sent): FormState {
  if (refusal?.code !== 'points-faulty') return state;
  return faultyForm(state.values, refusal['faults'] as FieldFault[]);
}

import { Injectable } from '@nestjs/common';
import type { RulesFacts, SlotFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { EntryFacts, EntryFileFacts } from '../entries/entry.facts.js';
import { EntryLife } from '../entries/entry.life.js';
import type { Act } from '../kernel/actor.js';
import { newId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import { isAt, type Place, placesOf } from './check.form.js';
import { staleChecklist } from './check.service.js';
import { DecisionRepository, type NewDecision } from './decision.repository.js';
import type { CheckFacts, DecisionVerb, ReasonKind } from './vetting.facts.js';
import { type DossierContents, type OpenedDossier, refuseIfMoved, VettingOpening } from './vetting.opening.js';
import { refuseDue, refuseOwnCommune, refuseRound, refuseToDecide } from './vetting.policy.js';
import { REASON_WORDS } from './vetting.words.js';

/** What was on the page whose button was pressed: the dossier and its checklist, at these versions. */
export interface SeenVersions {
  entryVersion: number;
  checklistVersion: number;
}

/** A place that is to be supplemented, as the failed check says. */
export interface ReturnPoint extends Place {
  reasonKind: ReasonKind;
  note: string;
}

/** What an office decides about a dossier: the guarded move of the dossier and the record of the decision, in one act. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly opening: VettingOpening,
    private readonly life: EntryLife,
    private readonly decisions: DecisionRepository,
  ) {}

  /** The office passes the dossier. Refused (`check-failed`) while a standing check says that something is wrong with it. */
  async accept(act: Act, code: string, seen: SeenVersions): Promise<EntryFacts> {
    return this.database.act(act, async (tx) => {
      const { opened, contents } = await this.holdFor(tx, act, code, 'accept', seen);
      if (failedPoints(contents).length > 0) throw new Refused({ code: 'check-failed' });
      const { entry, desk, calendar } = opened;
      const unchecked = uncheckedPlaces(contents);
      const rules = await this.contests.rulesInForce(tx, entry.contestId, calendar.now);
      const moved = await this.life.accept(tx, act, entry, {
        at: calendar.now,
        level: desk.level,
        facts: { rulesVersion: rules?.number ?? null, unchecked: unchecked.map(({ key }) => key) },
      });
      await this.record(tx, act, opened, { verb: 'accept', reason: null, dueAt: null, rules, moved });
      return moved;
    });
  }

  /** The office turns the dossier down for good, with the reason that the commune will read. */
  async reject(act: Act, code: string, seen: SeenVersions & { reason: string }): Promise<EntryFacts> {
    return this.database.act(act, async (tx) => {
      const { opened } = await this.holdFor(tx, act, code, 'reject', seen);
      const { entry, desk, calendar } = opened;
      const { reason } = seen;
      const rules = await this.contests.rulesInForce(tx, entry.contestId, calendar.now);
      const moved = await this.life.reject(tx, act, entry, {
        at: calendar.now,
        level: desk.level,
        reason,
        facts: { rulesVersion: rules?.number ?? null },
      });
      await this.record(tx, act, opened, { verb: 'reject', reason, dueAt: null, rules, moved });
      return moved;
    });
  }

  /**
   * Gives the dossier back until `dueAt`, opening exactly the places whose standing check failed. `message` may be empty:
   * then the points themselves are the reason. Refused: `nothing-to-return`, `due-not-ahead`, `due-after-window`.
   */
  async returnForSupplement(
    act: Act,
    code: string,
    seen: SeenVersions & { dueAt: Instant; message: string },
  ): Promise<EntryFacts> {
    return this.database.act(act, async (tx) => {
      const { opened, contents } = await this.holdFor(tx, act, code, 'return', seen);
      const { entry, desk, calendar } = opened;
      obey(refuseRound(opened.contest, contents.round));
      const points = failedPoints(contents);
      if (points.length === 0) throw new Refused({ code: 'nothing-to-return' });
      obey(refuseDue(seen.dueAt, desk, calendar));
      const reason = seen.message === '' ? sayPoints(points) : seen.message;
      const { dueAt } = seen;
      const rules = await this.contests.rulesInForce(tx, entry.contestId, calendar.now);
      const moved = await this.life.returnForSupplement(tx, act, entry, {
        at: calendar.now,
        level: desk.level,
        reason,
        dueAt,
        facts: {
          rulesVersion: rules?.number ?? null,
          points: points.map(({ key, reasonKind, note }) => ({ place: key, reasonKind, note })),
        },
      });
      const decisionId = await this.record(tx, act, opened, { verb: 'return', reason, dueAt, rules, moved });
      await this.decisions.openPoints(
        tx,
        { decisionId, entryId: entry.id },
        points.map(({ slotId, fieldId, reasonKind, note }) => ({ id: newId(), slotId, fieldId, reasonKind, note })),
      );
      return moved;
    });
  }

  /** In this order, so that the colleague who came second is told what the first one did, and not that the state is wrong. */
  private async holdFor(
    tx: Tx,
    act: Act,
    code: string,
    verb: DecisionVerb,
    seen: SeenVersions,
  ): Promise<{ opened: OpenedDossier; contents: DossierContents }> {
    const opened = await this.opening.hold(tx, act.actor, code);
    obey(refuseOwnCommune(act.actor, opened));
    refuseIfMoved(opened, seen.entryVersion);
    obey(refuseToDecide(act.actor, opened, verb));
    const contents = await this.opening.contentsOf(tx, opened);
    // The decision rests on the checklist that was seen; a colleague's later save must be read first.
    if (seen.checklistVersion !== contents.checklist.version) throw new Refused(staleChecklist(contents.checklist));
    if (opened.entry.state === 'returned') {
      await this.decisions.lapsePoints(tx, opened.entry.id, opened.calendar.now);
      // What the commune changed and never sent has not come in: the decision rests on the last receipt.
      if (verb === 'accept') await this.life.restoreReceived(tx, opened.entry, opened.calendar.now);
    }
    return { opened, contents };
  }

  /** Writes the decision and answers its id. */
  private async record(tx: Tx, act: Act, opened: OpenedDossier, said: Decided): Promise<string> {
    const decision = newDecision(act, opened, said);
    await this.decisions.insert(tx, decision);
    return decision.id;
  }
}

/** What was decided, under which rules. */
interface Decided {
  verb: DecisionVerb;
  reason: string | null;
  dueAt: Instant | null;
  rules: RulesFacts | null;
  /** The dossier as the decision left it. */
  moved: EntryFacts;
}

/** A decision's own row, citing the version of the rules in force. */
export const newDecision = (
  { actor }: Act,
  { entry, desk, calendar }: Pick<OpenedDossier, 'entry' | 'desk' | 'calendar'>,
  { rules, moved, ...decision }: Decided,
): NewDecision => ({
  id: newId(),
  entryId: entry.id,
  level: desk.level,
  unitId: desk.unitId,
  unitName: desk.unitName,
  ...decision,
  rulesVersionId: rules?.id ?? null,
  decidedBy: actor.personId,
  decidedByName: actor.name,
  decidedAt: calendar.now,
  fromState: entry.state,
  fromDecidedAt: entry.decidedAt,
  entryVersion: moved.version,
});

/** What lies in a dossier, as far as its checklist asks. */
type Looked = Pick<DossierContents, 'fields' | 'slots'> & { files: readonly Pick<EntryFileFacts, 'slotId'>[] };
type Standing = readonly Pick<CheckFacts, 'slotId' | 'fieldId' | 'verdict' | 'reasonKind' | 'note'>[];

/** The places that somebody should look at: every field and slot, but for a slot that may stay empty and does. */
export const placesToCheck = ({ fields, slots, files }: Looked): Place[] => {
  const isLooked = (slot: SlotFacts): boolean =>
    slot.requirement === 'required' || files.some(({ slotId }) => slotId === slot.id);
  return placesOf(fields, slots.filter(isLooked));
};

/** The places that should be looked at and have no standing mark. */
export const uncheckedPlaces = (contents: Looked & { standing: Standing }): Place[] =>
  placesToCheck(contents).filter((place) => !contents.standing.some((check) => isAt(place, check)));

/** The places whose standing check failed, in the order of the page: what a return asks for. */
export function failedPoints({
  fields,
  slots,
  standing,
}: Pick<DossierContents, 'fields' | 'slots'> & { standing: Standing }): ReturnPoint[] {
  const failed = (place: Place): Standing[number] | undefined =>
    standing.find((check) => check.verdict === 'fail' && isAt(place, check));
  return placesOf(fields, slots).flatMap((place): ReturnPoint[] => {
    const check = failed(place);
    if (check === undefined || check.reasonKind === null) return [];
    return [{ ...place, reasonKind: check.reasonKind, note: check.note }];
  });
}

/** “Bổ sung 2 mục: Báo cáo thành tích (không đọc được); Ảnh hoạt động (thiếu).” */
export function sayPoints(points: readonly Pick<ReturnPoint, 'title' | 'reasonKind'>[]): string {
  const named = points.map(({ title, reasonKind }) => `${title} (${REASON_WORDS[reasonKind].toLowerCase()})`);
  return `Bổ sung ${points.length} mục: ${named.join('; ')}.`;
}

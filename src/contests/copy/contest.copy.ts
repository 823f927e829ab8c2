import type { Reader, Tx } from '../../database/tx.js';
import { type ContestId, newId, type UnitId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { bodiesOf, insertMember, membersOf } from '../body.repository.js';
import { createContestFrom } from '../contest.creation.js';
import type { ContestFacts, VettingLevelFacts, WindowFacts } from '../contest.facts.js';
import type { ContestReader } from '../contest.reader.js';
import { writeBlind, writeStorageBytes, writeWindows } from '../contest.repository.js';
import type { ContestTemplate } from '../contest.template.js';
import { objectionRuleOf, writeObjectionRule } from '../objection-rule.js';
import { insertPractice } from '../practice.repository.js';
import { ceilingRows, sourceRows, writeCeiling, writeSource } from '../prize-money.repository.js';
import { tierRows } from '../prize-tier.repository.js';
import { insertSidePrize, sidePrizeRows } from '../side-prize.repository.js';
import { insertPlannedRound } from '../round-plan.repository.js';
import type { PlannedRoundId } from '../round-plan.facts.js';
import { FIRST_VERSION, insertCriterion, insertRubricVersion, roundCriteria } from '../rubric.repository.js';
import { rulesVersions } from '../rules.repository.js';
import { takeSnapshot } from '../snapshot.repository.js';
import { vettingLevelsOf, writeVettingLevels } from '../vetting-level.repository.js';
import { WINDOW_KINDS } from '../contest.words.js';
import { movedDay, movedInstant, movedWords } from './copy.dates.js';

/** What somebody says who copies a contest. */
export interface CopyWish {
  slug: string;
  code: string;
  /** Null keeps the name. */
  name: string | null;
  rehearsal: boolean;
  /** By how many days every date is moved; negative for earlier. */
  days: number;
  /** Whether the members of committees and juries come along: their names on the papers, no account and no role. */
  withMembers: boolean;
}

/**
 * Writes a draft contest with the whole set-up of another, every date moved by so many days, and the units as they are on its own day. Nothing of
 * dossiers, people, marks and awards comes along, no papers attached to the rules, no extension. Answers its id. Refuses `slug-taken`,
 * `contest-code-taken`, and `scope-ended` where the contest's unit no longer is and no single one took its place whole.
 */
export async function copyContest(
  tx: Tx,
  contests: ContestReader,
  source: ContestFacts,
  wish: CopyWish,
): Promise<ContestId> {
  const { days } = wish;
  const unitsOn = movedDay(source.unitsOn, days);
  const scopeUnitId = await heirOf(tx, source.scopeUnitId, unitsOn);
  if (scopeUnitId === null) throw new Refused({ code: 'scope-ended', unitsOn });
  const template = await designOf(tx, contests, source);
  const { slug, code, name, rehearsal } = wish;
  const id = await createContestFrom(tx, template, {
    slug,
    code,
    name: name ?? source.name,
    template: source.template,
    scopeUnitId,
    unitsOn,
    rehearsal,
    firstDay: movedDay(template.firstDay, days),
    officeUnitId: null,
  });
  await writeWindows(tx, id, movedWindows(await windowsOf(tx, contests, source), days));
  await copyRounds(tx, contests, source, id, days);
  await writeBlind(tx, id, source.blind);
  await writeStorageBytes(tx, id, await contests.storageBytes(tx, source.id));
  await writeObjectionRule(tx, id, await objectionRuleOf(tx, source.id));
  for (const [index, one] of (await contests.practiceDossiers(tx, source.id)).entries())
    await insertPractice(tx, id, { ...one, id: newId() }, index + 1);
  await copyMoney(tx, source.id, id);
  if (wish.withMembers) await copyMembers(tx, source.id, id);
  await writeVettingLevels(tx, id, await heirsOf(tx, await vettingLevelsOf(tx, source.id), unitsOn));
  // Who vets whom follows from the levels just written, and from the units of the new day.
  await takeSnapshot(tx, id);
  return id;
}

/** The windows of a contest as they are set, without extensions; in the order of the phases. */
export async function windowsOf(
  reader: Reader,
  contests: ContestReader,
  contest: ContestFacts,
): Promise<WindowFacts[]> {
  const calendar = await contests.calendarOf(reader, contest, new Date(0));
  return WINDOW_KINDS.flatMap((kind) => calendar.window(kind) ?? []);
}

function movedWindows(windows: readonly WindowFacts[], days: number): WindowFacts[] {
  return windows.map(({ kind, from, until, printed }) => {
    const span = { from: movedInstant(from, days), until: movedInstant(until, days) };
    return { kind, ...span, printed: movedWords(printed, days, span, kind === 'activity' ? 'span' : 'deadline') };
  });
}

/** The set-up of a contest in the shape that contests are made from. */
async function designOf(tx: Tx, contests: ContestReader, source: ContestFacts): Promise<ContestTemplate> {
  const [rules] = (await rulesVersions(tx, source.id)).sort((a, b) => b.number - a.number);
  const slots = await contests.slots(tx, source.id);
  const fields = await contests.fields(tx, source.id);
  const list = await contests.memberList(tx, source.id);
  return {
    key: source.template,
    title: source.name,
    lead: '',
    slug: source.slug,
    code: source.code,
    name: source.name,
    noun: source.noun,
    villageNoun: source.villageNoun,
    organiserName: source.organiserName,
    unitsOn: source.unitsOn,
    firstDay: source.unitsOn,
    entriesPerVillage: source.entriesPerVillage,
    supplementRounds: source.supplementRounds,
    quota: source.quota,
    ranking: source.ranking,
    budget: source.budget,
    windows: [],
    bodies: await bodiesOf(tx, source.id),
    rules: {
      title: rules?.title ?? '',
      documentNumber: '',
      issuedOn: null,
      inForceAt: (rules?.inForceAt ?? new Date(0)).toISOString(),
      body: rules?.body ?? '',
    },
    slots,
    fields,
    memberList:
      list === null
        ? null
        : {
            slot: slots.find(({ id }) => id === list.slotId)?.code ?? '',
            declaredField: fields.find(({ id }) => id === list.declaredFieldId)?.code ?? null,
            columns: list.columns,
          },
    criteria: (await contests.currentRubric(tx, source.id))?.criteria ?? [],
    vetting: [],
    prizes: await tierRows(tx, source.id),
    sampleNotes: source.sampleNotes,
  };
}

async function copyRounds(
  tx: Tx,
  contests: ContestReader,
  source: ContestFacts,
  id: ContestId,
  days: number,
): Promise<void> {
  const criteria = await roundCriteria(tx, source.id);
  for (const { id: old, number, ...round } of await contests.plannedRounds(tx, source.id)) {
    const span = { from: movedInstant(round.from, days), until: movedInstant(round.until, days) };
    const made = newId<'planned-round'>() as PlannedRoundId;
    await insertPlannedRound(
      tx,
      id,
      { ...round, ...span, printed: movedWords(round.printed, days, span, 'span') },
      { id: made, number },
    );
    const own = criteria.filter(({ roundId }) => roundId === old);
    if (own.length === 0) continue;
    const versionId = await insertRubricVersion(tx, id, {
      ...FIRST_VERSION,
      plannedRoundId: made,
      inForceAt: span.from,
    });
    for (const [index, one] of own.entries()) await insertCriterion(tx, versionId, { ...one, id: newId() }, index + 1);
  }
}

/** Prizes beside the tiers, what papers let prizes be, and where the money comes from; the paper that gives it is a new one. */
async function copyMoney(tx: Tx, from: ContestId, to: ContestId): Promise<void> {
  for (const [index, prize] of (await sidePrizeRows(tx, from)).entries())
    await insertSidePrize(tx, to, { ...prize, id: newId() }, index + 1);
  for (const [index, ceiling] of (await ceilingRows(tx, from)).entries())
    await writeCeiling(tx, to, { ...ceiling, id: newId() }, index + 1);
  for (const [index, one] of (await sourceRows(tx, from)).entries())
    await writeSource(tx, to, { ...one, id: newId(), documentNumber: '' }, index + 1);
}

/** Members of the bodies of one contest to the bodies of the other, which stand in the same order. */
async function copyMembers(tx: Tx, from: ContestId, to: ContestId): Promise<void> {
  const [old, made] = [await bodiesOf(tx, from), await bodiesOf(tx, to)];
  for (const [index, member] of (await membersOf(tx, from)).entries()) {
    const body = made[old.findIndex(({ id }) => id === member.bodyId)];
    if (body !== undefined) await insertMember(tx, to, { ...member, id: newId(), bodyId: body.id }, index + 1);
  }
}

/** A unit that is on that day: itself, or the single one that took its place whole (units of 1 July 2025 and later); null: none. */
async function heirOf(reader: Reader, unitId: UnitId, on: string): Promise<UnitId | null> {
  const heirs = await reader.rows<{ id: UnitId }>(
    `SELECT u.id FROM units u WHERE u.valid_from <= $2 AND (u.valid_to IS NULL OR u.valid_to > $2)
        AND (u.id = $1 OR u.id IN (SELECT new_id FROM unit_successions WHERE old_id = $1 AND kind <> 'merged_part'))
      ORDER BY u.id <> $1 LIMIT 2`,
    [unitId, on],
  );
  const [first, second] = heirs;
  return first !== undefined && (first.id === unitId || second === undefined) ? first.id : null;
}

/** The levels with the offices of the new day; an office that is no more leaves its level open, and readiness asks for one. */
async function heirsOf(
  reader: Reader,
  levels: readonly VettingLevelFacts[],
  on: string,
): Promise<Parameters<typeof writeVettingLevels>[2]> {
  const heirs: Omit<VettingLevelFacts, 'ordinal' | 'officeName'>[] = [];
  for (const { name, attachedTo, unitLevel, officeId } of levels)
    heirs.push({
      name,
      attachedTo,
      unitLevel,
      officeId: officeId === null ? null : await heirOf(reader, officeId, on),
    });
  return heirs;
}

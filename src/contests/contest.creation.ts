import type { Tx } from '../database/tx.js';
import { type ContestId, newId, type UnitId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { insertBody } from './body.repository.js';
import type { FieldFacts, MemberListDesign, SlotFacts } from './contest.facts.js';
import type { ContestTemplate, TemplateVettingLevel } from './contest.template.js';
import { insertContest, isTaken, writeWindows } from './contest.repository.js';
import { insertField, insertSlot } from './dossier-design.repository.js';
import { writeMemberList } from './member-list.repository.js';
import { insertTier } from './prize-tier.repository.js';
import { insertRules } from './rules.repository.js';
import { FIRST_VERSION, insertCriterion, insertRubricVersion } from './rubric.repository.js';
import { officesOf, scopeLevel, takeSnapshot } from './snapshot.repository.js';
import { daysMoved, movedBy, windowsFrom } from './template.dates.js';
import { templateByKey } from './templates/all.js';
import { writeVettingLevels } from './vetting-level.repository.js';

/** What somebody says who creates a contest. */
export interface NewContest {
  /** Key of a template. */
  template: string;
  slug: string;
  code: string;
  /** Null keeps the template's. */
  name: string | null;
  scopeUnitId: UnitId;
  /** The day whose units take part, YYYY-MM-DD; null: the template's, moved with the other dates. */
  unitsOn: string | null;
  rehearsal: boolean;
  /** The first day, YYYY-MM-DD, to which all dates are moved; null: the template's own dates. */
  firstDay: string | null;
  /** The office that vets where the template has a level for one; null: found by its name, or left open. */
  officeUnitId: UnitId | null;
}

const MOVED_NOTE = 'Số văn bản, ngày trong thể lệ và quyết định còn theo mẫu gốc: sửa trước khi mở.';

/** Writes a draft contest with all parts of its template. Refuses a taken slug or code, an unknown template or unit. */
export async function createContest(tx: Tx, wanted: NewContest): Promise<ContestId> {
  const template = templateByKey(wanted.template);
  if (template === null) throw new Refused({ code: 'unknown-template', field: 'template' });
  return createContestFrom(tx, template, wanted);
}

/** The same from a design that is no template of ours: another contest's. */
export async function createContestFrom(tx: Tx, template: ContestTemplate, wanted: NewContest): Promise<ContestId> {
  if (await isTaken(tx, 'slug', wanted.slug, null)) throw new Refused({ code: 'slug-taken', field: 'slug' });
  if (await isTaken(tx, 'code', wanted.code, null)) throw new Refused({ code: 'contest-code-taken', field: 'code' });
  const level = await scopeLevel(tx, wanted.scopeUnitId);
  if (level !== 'province' && level !== 'district') throw new Refused({ code: 'unknown-unit', field: 'scope' });

  const firstDay = wanted.firstDay ?? template.firstDay;
  const days = daysMoved(template, firstDay);
  const id = newId<'contest'>();
  await insertContest(tx, {
    ...template,
    id,
    slug: wanted.slug,
    code: wanted.code,
    name: wanted.name ?? template.name,
    template: template.key,
    scopeUnitId: wanted.scopeUnitId,
    unitsOn: wanted.unitsOn ?? dayOf(movedBy(days, `${template.unitsOn}T00:00:00+07:00`)),
    rehearsal: wanted.rehearsal,
    sampleNotes: notesOf(template, days),
  });
  await writeWindows(tx, id, windowsFrom(template, firstDay));
  await writeParts(tx, id, template, days);
  await writeVettingLevels(tx, id, await vettingOf(tx, id, template.vetting, wanted.officeUnitId));
  await takeSnapshot(tx, id);
  return id;
}

// Another contest's parts carry ids of their own: those written here come last.
async function writeParts(tx: Tx, id: ContestId, template: ContestTemplate, days: number): Promise<void> {
  for (const [index, body] of template.bodies.entries()) await insertBody(tx, id, { ...body, id: newId() }, index + 1);
  const { rules } = template;
  await insertRules(tx, id, {
    id: newId<'rules-version'>(),
    number: 1,
    title: rules.title,
    // A number and a day of issue belong to the original paper; a contest on other dates has papers of its own.
    documentNumber: days === 0 ? rules.documentNumber : '',
    issuedOn: days === 0 ? rules.issuedOn : null,
    body: rules.body,
    changeNote: '',
    inForceAt: movedBy(days, rules.inForceAt),
  });
  const slots = template.slots.map((slot) => ({ ...slot, id: newId<'slot'>() }));
  const fields = template.fields.map((one) => ({ ...one, id: newId<'contest-field'>() }));
  for (const [index, slot] of slots.entries()) await insertSlot(tx, id, slot, index + 1);
  for (const [index, one] of fields.entries()) await insertField(tx, id, one, index + 1);
  await writeMemberList(tx, id, memberListOf(template, slots, fields));
  const versionId = await insertRubricVersion(tx, id, { ...FIRST_VERSION, inForceAt: movedBy(days, rules.inForceAt) });
  for (const [index, criterion] of template.criteria.entries()) {
    await insertCriterion(tx, versionId, { ...criterion, id: newId() }, index + 1);
  }
  for (const [index, tier] of template.prizes.entries()) await insertTier(tx, id, { ...tier, id: newId() }, index + 1);
}

/** What is a sample in it, and that its papers are another contest's; a copy of a copy says so once. */
const notesOf = ({ sampleNotes }: ContestTemplate, days: number): string =>
  days === 0 || sampleNotes.includes(MOVED_NOTE) ? sampleNotes : `${sampleNotes} ${MOVED_NOTE}`.trim();

/** The template's list of members with the ids of this contest's own slot and field. */
function memberListOf(
  { key, memberList }: ContestTemplate,
  slots: readonly SlotFacts[],
  fields: readonly FieldFacts[],
): MemberListDesign | null {
  if (memberList === null) return null;
  const slot = slots.find(({ code }) => code === memberList.slot);
  if (slot === undefined) throw new Error(`template ${key} has no slot ${memberList.slot}`);
  const field = fields.find(({ code }) => code === memberList.declaredField);
  return { slotId: slot.id, declaredFieldId: field?.id ?? null, columns: memberList.columns };
}

/** The template's levels; an office is the one named by the creator, else the only one of that name below the contest's unit. */
async function vettingOf(
  tx: Tx,
  id: ContestId,
  levels: readonly TemplateVettingLevel[],
  officeUnitId: UnitId | null,
): Promise<Parameters<typeof writeVettingLevels>[2]> {
  const offices = await officesOf(tx, id);
  if (officeUnitId !== null && !offices.some((office) => office.id === officeUnitId)) {
    throw new Refused({ code: 'unknown-unit', field: 'office' });
  }
  return levels.map((level) => {
    if (level.attachedTo === 'level') return { ...level, officeId: null };
    const named = offices.filter((office) => office.name === level.officeName);
    const officeId = officeUnitId ?? (named.length === 1 ? (named[0]?.id ?? null) : null);
    return { name: level.name, attachedTo: 'office', unitLevel: null, officeId };
  });
}

const dayOf = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import { ROLES, type Role } from '../kernel/actor.js';
import { type ContestId, type UnitId, isId } from '../kernel/ids.js';
import { bareUnitName } from '../kernel/vietnamese/collate.js';
import { dayBefore, formatDay } from '../kernel/vietnamese/days.js';
import { fold, tidyName } from '../kernel/vietnamese/fold.js';
import type { UnitHit } from '../units/unit.facts.js';
import { UnitReader } from '../units/unit.reader.js';
import type { FormState } from '../web/views/form-state.js';
import type { FieldFault } from '../web/views/form-state.js';
import type { Grant } from './person.facts.js';
import { ROLE_SCOPES } from './role.scopes.js';

/** A unit among several that bear the typed name. */
export interface UnitChoice {
  value: string;
  label: string;
  hint: string;
}

/** What a grant form says: the grant, or what is wrong with it; several units of one name come back to choose from. */
export interface GrantReading {
  grant: Omit<Grant, 'personId'> | null;
  faults: FieldFault[];
  unitChoices: UnitChoice[];
}

/** Reads role, unit, contest and post from a form. The unit is typed by name, as in a search, and never by number. */
@Injectable()
export class GrantReader {
  constructor(private readonly units: UnitReader) {}

  async read(reader: Reader, words: FormState['values']): Promise<GrantReading> {
    const role = ROLES.find((one) => one === words['role']);
    if (role === undefined) return faulty([{ field: 'role', text: 'Chọn vai trò.' }]);
    const faults: FieldFault[] = [];
    const contestId = readContest(role, wordOf(words, 'contestId'), faults);
    const title = tidyName(wordOf(words, 'title')).slice(0, 100);
    const { unitId, unitChoices } = await this.readUnit(reader, role, words, faults);
    if (faults.length > 0) return { grant: null, faults, unitChoices };
    return { grant: { role, unitId, contestId, title: title === '' ? null : title }, faults, unitChoices };
  }

  private async readUnit(
    reader: Reader,
    role: Role,
    words: FormState['values'],
    faults: FieldFault[],
  ): Promise<{ unitId: UnitId | null; unitChoices: UnitChoice[] }> {
    const { unitLevels } = ROLE_SCOPES[role];
    const typed = tidyName(wordOf(words, 'unit'));
    if (unitLevels.length === 0) return { unitId: null, unitChoices: [] };
    const fail = (text: string, unitChoices: UnitChoice[] = []) => {
      faults.push({ field: unitChoices.length > 0 ? 'unitId' : 'unit', text });
      return { unitId: null, unitChoices };
    };
    if (typed === '') return fail('Vai trò này làm việc cho một đơn vị. Nhập tên đơn vị.');
    const hits = (await this.units.search(reader, typed)).filter(({ level }) => unitLevels.includes(level));
    if (hits.length === 0)
      return fail(`Không có đơn vị nào tên “${typed}” hợp với vai trò này. Gõ lại tên, không cần dấu.`);
    const chosen = hits.find(({ id }) => id === wordOf(words, 'unitId'));
    if (chosen !== undefined) return { unitId: chosen.id, unitChoices: hits.map(toChoice) };
    const only = onlyOne(hits, typed);
    if (only !== null) return { unitId: only.id, unitChoices: [] };
    return fail(`Có ${hits.length} đơn vị tên như “${typed}”. Chọn một.`, hits.map(toChoice));
  }
}

const wordOf = (words: FormState['values'], name: string): string => {
  const word = words[name];
  return typeof word === 'string' ? word : '';
};

const faulty = (faults: FieldFault[]): GrantReading => ({ grant: null, faults, unitChoices: [] });

function readContest(role: Role, typed: string, faults: FieldFault[]): ContestId | null {
  const { contest } = ROLE_SCOPES[role];
  if (typed !== '' && isId(typed) && contest !== 'none') return typed as ContestId;
  if (contest === 'required')
    faults.push({ field: 'contestId', text: 'Vai trò này thuộc một cuộc thi. Chọn cuộc thi.' });
  if (contest === 'none' && typed !== '') {
    faults.push({ field: 'contestId', text: 'Vai trò này không thuộc riêng cuộc thi nào. Để trống ô này.' });
  }
  return null;
}

/**
 * The only hit, or the only one called exactly so: by its marks if they tell names apart ("Huyện Tam Đường" is not "Huyện
 * Tam Dương"), else without them. With "Xã Bản Bo" of two times there is none.
 */
function onlyOne(hits: readonly UnitHit[], typed: string): UnitHit | null {
  if (hits.length === 1) return hits[0] ?? null;
  const called = (spelt: (name: string) => string): UnitHit[] =>
    hits.filter((hit) => [hit.name, bareUnitName(hit.name, hit.type)].some((name) => spelt(name) === spelt(typed)));
  const [asTyped, withoutMarks] = [called((name) => name.toLowerCase()), called(fold)];
  const exact = asTyped.length > 0 ? asTyped : withoutMarks;
  return exact.length === 1 ? (exact[0] ?? null) : null;
}

const toChoice = (hit: UnitHit): UnitChoice => ({
  value: hit.id,
  label: hit.name,
  hint: [
    ...hit.parentNames,
    hit.validTo === null ? `từ ngày ${formatDay(hit.validFrom)}` : `đến hết ngày ${formatDay(dayBefore(hit.validTo))}`,
  ].join(', '),
});

import { type Refusal, Refused } from '../../kernel/refusal.js';
import type { ContestFacts, RubricVersionId } from '../contest.facts.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import type { Tx } from '../../database/tx.js';
import { plannedRoundsOf } from '../round-plan.repository.js';
import {
  deleteCriterion,
  FIRST_VERSION,
  insertCriterion,
  insertRubricVersion,
  orderCriteria,
  roundCriteria,
  type RoundCriterion,
  roundRubric,
  updateCriterion,
} from '../rubric.repository.js';
import {
  type CriterionWords,
  CRITERION_COLUMNS,
  criterionFields,
  readCriterion,
  wordsOfCriterion,
} from './criterion-words.js';
import { field } from './field-spec.js';
import type { Desk, RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

/** The round is meant by its number. */
type RoundCriterionWords = CriterionWords & { round: number };

/** Criteria of single rounds. A round without any is scored by the contest's. */
export const ROUND_CRITERIA_PART: RowPart<RoundCriterion, RoundCriterionWords> = {
  path: PARTS.roundCriteria,
  deed: 'contest.round-criterion',
  heading: 'Tiêu chí riêng của vòng chấm',
  lead: 'Vòng không có tiêu chí riêng thì chấm theo tiêu chí chung của cuộc thi.',
  one: 'tiêu chí của vòng',
  links: ({ contest }) => [
    { href: contestPaths.part(contest.slug, PARTS.rounds), label: 'Vòng chấm' },
    { href: contestPaths.part(contest.slug, PARTS.criteria), label: 'Tiêu chí chung' },
  ],
  note: () => null,
  facts: () => Promise.resolve([]),
  columns: [
    { label: 'Vòng', value: ({ roundNumber, roundName }) => `${roundNumber}. ${roundName}` },
    ...CRITERION_COLUMNS,
  ],
  nameOf: (criterion) => `${criterion.code}. ${criterion.title}`,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: (reader, contest) => roundCriteria(reader, contest.id),
  // The round of a criterion is chosen once: its points belong to that round's sheets.
  fields: async (reader, { contest, rounds }, row) => [
    row === null
      ? field.select('round', 'Vòng chấm', {
          hint: 'Chưa có vòng nào thì lập vòng trước. Vòng đã có điểm không có trong danh sách.',
          blank: 'Chọn vòng',
          options: (await plannedRoundsOf(reader, contest.id))
            .filter((round) => !rounds.some(({ number, scored }) => number === round.number && scored))
            .map(({ number, name }) => ({ value: String(number), label: `${number}. ${name}` })),
        })
      : field.hidden('round'),
    ...criterionFields(),
  ],
  wordsOf: (criterion) => ({ round: String(criterion.roundNumber), ...wordsOfCriterion(criterion) }),
  read(body) {
    const words = new TypedWords(body);
    const typed = body['round'];
    const round =
      typeof typed === 'string' && /^[1-9]\d?$/.test(typed)
        ? Number(typed)
        : words.fault('round', 'Chọn vòng chấm.', 0);
    return words.done({ round, ...readCriterion(words) });
  },
  refuseToAdd: (criterion, desk, rows) => refuseOnceScored(criterion.round, desk) ?? refuseDoubleCode(criterion, rows),
  refuseToChange: (row, criterion, desk, rows) =>
    refuseOnceScored(row.roundNumber, desk) ??
    refuseDoubleCode(
      { code: criterion.code, round: row.roundNumber },
      rows.filter(({ id }) => id !== row.id),
    ),
  refuseToRemove: (row, desk) => refuseOnceScored(row.roundNumber, desk),
  refuseToReorder: ({ rounds }) => (rounds.some(({ scored }) => scored) ? { code: 'round-criteria-scored' } : null),
  async insert(tx, contest, { round, ...criterion }, { id, order }) {
    await insertCriterion(tx, await ownVersion(tx, contest, round), { id, ...criterion }, order);
  },
  update: (tx, contest, { id }, { round: _, ...criterion }) => updateCriterion(tx, contest.id, { id, ...criterion }),
  remove: (tx, contest, { id }) => deleteCriterion(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderCriteria(tx, contest.id, ids),
};

/** A round keeps its criteria, own or the contest's, once a sheet of it has a score. */
const refuseOnceScored = (number: number, { rounds }: Pick<Desk, 'rounds'>): Refusal | null =>
  rounds.some((round) => round.number === number && round.scored) ? { code: 'round-criteria-scored' } : null;

const refuseDoubleCode = (
  { code, round }: Pick<RoundCriterionWords, 'code' | 'round'>,
  others: readonly RoundCriterion[],
): Refusal | null =>
  others.some((other) => other.code === code && other.roundNumber === round)
    ? { code: 'criterion-code-taken', field: 'code' }
    : null;

/** The version of the round's criteria that is being written, the first one made where there is none. */
async function ownVersion(tx: Tx, contest: ContestFacts, number: number): Promise<RubricVersionId> {
  const round = (await plannedRoundsOf(tx, contest.id)).find((one) => one.number === number);
  if (round === undefined) throw new Refused({ code: 'unknown-round', field: 'round' });
  const inForceAt = contest.clockAt ?? tx.now;
  return (
    (await roundRubric(tx, round.id))?.versionId ??
    (await insertRubricVersion(tx, contest.id, { ...FIRST_VERSION, inForceAt, plannedRoundId: round.id }))
  );
}

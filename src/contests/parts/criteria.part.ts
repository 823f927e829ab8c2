import { formatDecimal } from '../../kernel/vietnamese/numbers.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { CriterionFacts } from '../contest.facts.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import { ContestReader } from '../contest.reader.js';
import {
  deleteCriterion,
  insertCriterion,
  FIRST_VERSION,
  insertRubricVersion,
  orderCriteria,
  updateCriterion,
} from '../rubric.repository.js';
import { weightedMaximum } from '../rubric.sums.js';
import {
  type CriterionWords,
  CRITERION_COLUMNS,
  criterionFields,
  readCriterion,
  wordsOfCriterion,
} from './criterion-words.js';
import type { Desk, RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

const contests = new ContestReader();

/** Once a judge has scored against this version of the criteria, it stays as it is; a new version takes its place. */
const refuseOnceScored = ({ scores }: Pick<Desk, 'scores'>): Refusal | null =>
  scores === 0 ? null : { code: 'rubric-in-use', sheets: scores };

const refuseDoubleCode = (code: string, others: readonly CriterionFacts[]): Refusal | null =>
  others.some((other) => other.code === code) ? { code: 'criterion-code-taken', field: 'code' } : null;

/** The criteria of the newest version. */
export const CRITERIA_PART: RowPart<CriterionFacts, CriterionWords> = {
  path: PARTS.criteria,
  deed: 'contest.criterion',
  heading: 'Tiêu chí chấm',
  lead: 'Giám khảo cho điểm từng tiêu chí, từ 0 đến điểm tối đa, theo bước điểm.',
  one: 'tiêu chí',
  links: ({ contest, scores }) =>
    scores === 0 ? [] : [{ href: contestPaths.newRubric(contest.slug), label: 'Lập bản tiêu chí mới' }],
  note: ({ contest, scores }) =>
    scores > 0
      ? `Đã có ${scores} phiếu có điểm theo bản này nên không sửa được. Muốn đổi, lập bản tiêu chí mới.`
      : contest.sampleNotes === ''
        ? null
        : `Mẫu: ${contest.sampleNotes}`,
  async facts(reader, { contest }) {
    const rubric = await contests.currentRubric(reader, contest.id);
    if (rubric === null) return [];
    return [
      { label: 'Bản tiêu chí', value: `Số ${rubric.number}` },
      { label: 'Tổng điểm tối đa', value: `${formatDecimal(weightedMaximum(rubric.criteria))} điểm` },
    ];
  },
  columns: CRITERION_COLUMNS,
  nameOf: (criterion) => `${criterion.code}. ${criterion.title}`,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: async (reader, contest) => [...((await contests.currentRubric(reader, contest.id))?.criteria ?? [])],
  fields: () => Promise.resolve(criterionFields()),
  wordsOf: wordsOfCriterion,
  read(body) {
    const words = new TypedWords(body);
    return words.done(readCriterion(words));
  },
  refuseToAdd: (criterion, desk, rows) => refuseOnceScored(desk) ?? refuseDoubleCode(criterion.code, rows),
  refuseToChange: (row, criterion, desk, rows) =>
    refuseOnceScored(desk) ??
    refuseDoubleCode(
      criterion.code,
      rows.filter((other) => other.id !== row.id),
    ),
  refuseToRemove: (_row, desk) => refuseOnceScored(desk),
  refuseToReorder: (desk) => refuseOnceScored(desk),
  async insert(tx, contest, criterion, { id, order }) {
    const rubric = await contests.currentRubric(tx, contest.id);
    const versionId =
      rubric?.versionId ??
      (await insertRubricVersion(tx, contest.id, { ...FIRST_VERSION, inForceAt: contest.clockAt ?? tx.now }));
    await insertCriterion(tx, versionId, { id, ...criterion }, order);
  },
  update: (tx, contest, { id }, criterion) => updateCriterion(tx, contest.id, { id, ...criterion }),
  remove: (tx, contest, { id }) => deleteCriterion(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderCriteria(tx, contest.id, ids),
};

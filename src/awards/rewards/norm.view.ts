import { sayPaper } from '../../contests/prize-money.js';
import { RECIPIENT_KINDS, RECIPIENT_WORDS } from '../../contests/recipient-kind.js';
import type { Actor } from '../../kernel/actor.js';
import { formatDate } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatMoney, formatPoints } from '../../kernel/vietnamese/numbers.js';
import type { FormState } from '../../web/views/form-state.js';
import { awardPaths } from '../award.paths.js';
import type { Kept } from './reward.facts.js';
import type { RewardBook } from './reward.repository.js';

type NormRow = RewardBook['norms'][number];
type BaseRow = RewardBook['bases'][number];

/** Those who may write into the book; auditors read it. */
const writes = ({ role }: Actor): boolean => role === 'organiser' || role === 'admin';

/** "Nguyễn Văn Hòa ghi ngày 28/11/2026", and of a withdrawn row who withdrew it and why. */
const history = (row: Kept): string[] => [
  ...(row.recordedAt === null ? [] : [`${row.recordedByName ?? ''} ghi ngày ${formatDate(row.recordedAt)}`]),
  ...(row.withdrawnAt === null
    ? []
    : [`${row.withdrawnByName ?? ''} bỏ ngày ${formatDate(row.withdrawnAt)}: ${row.withdrawnReason ?? ''}`]),
];

/** A row of norms as a table shows it; the page on which a form is granted shows the same. */
export const toNormRow = (norm: NormRow) => ({
  name: norm.name,
  recipient: RECIPIENT_WORDS[norm.recipientKind],
  multiple: formatPoints(norm.multipleHundredths),
  from: formatDay(norm.inForceFrom),
  until: norm.inForceUntil === null ? null : formatDay(norm.inForceUntil),
  paper: sayPaper(norm),
  caveat: norm.caveat,
});

export const toBaseRow = ({ amount, inForceFrom, document }: BaseRow) => ({
  amount,
  from: formatDay(inForceFrom),
  paper: document === '' ? null : document,
});

/** The book: every row that was ever written, with what can be done to it. */
export function toNormsView(actor: Actor, { norms, bases }: RewardBook): object {
  const isOpen = (row: Kept): boolean => writes(actor) && row.withdrawnAt === null;
  return {
    newNormHref: writes(actor) ? awardPaths.newNorm : null,
    newBaseHref: writes(actor) ? awardPaths.newBase : null,
    norms: norms.map((norm) => ({
      ...toNormRow(norm),
      history: history(norm),
      isWithdrawn: norm.withdrawnAt !== null,
      closingHref: isOpen(norm) && norm.inForceUntil === null ? awardPaths.normClosing(norm.id) : null,
      withdrawalHref: isOpen(norm) ? awardPaths.normWithdrawal(norm.id) : null,
    })),
    bases: bases.map((base) => ({
      ...toBaseRow(base),
      history: history(base),
      isWithdrawn: base.withdrawnAt !== null,
      withdrawalHref: isOpen(base) ? awardPaths.baseWithdrawal(base.id) : null,
    })),
  };
}

/** The forms that the book knows: the newest name by code. */
export const formsOf = ({ norms }: RewardBook): Map<string, string> =>
  new Map(norms.map(({ form, name }) => [form, name]));

/** The page on which a norm is added. */
export const toNewNormView = (book: RewardBook, form: FormState): object => ({
  form,
  action: awardPaths.newNorm,
  backHref: awardPaths.norms,
  forms: [...formsOf(book)].map(([value, label]) => ({ value, label })),
  recipients: RECIPIENT_KINDS.map((value) => ({ value, label: RECIPIENT_WORDS[value] })),
  roundings: [
    { value: 'none', label: 'Không làm tròn' },
    { value: 'up-ten-thousand', label: 'Làm tròn lên hàng chục nghìn đồng' },
  ],
});

export const toNewBaseView = (form: FormState): object => ({
  form,
  action: awardPaths.newBase,
  backHref: awardPaths.norms,
});

const factsOfNorm = (norm: NormRow): { label: string; value: string }[] => {
  const { name, recipient, multiple, from, paper } = toNormRow(norm);
  return [
    { label: 'Hình thức', value: `${name} – ${recipient.toLowerCase()}` },
    { label: 'Hệ số', value: multiple },
    { label: 'Từ ngày', value: from },
    { label: 'Văn bản', value: paper },
  ];
};

export const toNormClosingView = (norm: NormRow, form: FormState): object => ({
  form,
  action: awardPaths.normClosing(norm.id),
  backHref: awardPaths.norms,
  facts: factsOfNorm(norm),
});

export const toNormWithdrawalView = (norm: NormRow, form: FormState): object => ({
  form,
  heading: 'Bỏ hệ số ghi sai',
  action: awardPaths.normWithdrawal(norm.id),
  backHref: awardPaths.norms,
  facts: factsOfNorm(norm),
});

export const toBaseWithdrawalView = (base: BaseRow, form: FormState): object => ({
  form,
  heading: 'Bỏ mức lương cơ sở ghi sai',
  action: awardPaths.baseWithdrawal(base.id),
  backHref: awardPaths.norms,
  facts: [
    { label: 'Mức', value: formatMoney(base.amount) },
    { label: 'Từ ngày', value: formatDay(base.inForceFrom) },
    { label: 'Văn bản', value: base.document },
  ],
});

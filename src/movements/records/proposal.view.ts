import { toRegistered } from '../../documents/register/registered.view.js';
import type { RegisteredPaper } from '../../documents/register/register.entrance.js';
import { paperLinks } from '../../documents/paper.answer.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatMoney } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import { type Breadcrumb, pagingOf } from '../../web/views/page.js';
import { withChoices } from '../drives/drive.paths.js';
import { frameOfMovement } from '../movement.view.js';
import type { ObservationFacts } from './observation.facts.js';
import type { ObservedCommune } from './observation.repository.js';
import type { OpenedRecord } from './observation.service.js';
import { placeThen, RECORD_CRUMB } from './observation.view.js';
import {
  NOMINEE_KINDS,
  NOMINEE_WORDS,
  type NomineeFacts,
  type NomineeKind,
  OTHER_FORM,
  type PricedNominee,
  PROPOSAL_WORDS,
  REWARD_FORMS,
} from './proposal.facts.js';
import { PROPOSAL_PAPERS } from './proposal-papers.js';
import { NO_NORM, saySum, sumOf } from './proposal.paper.js';
import type { ListedProposal } from './proposal.repository.js';
import type { OpenedProposal } from './proposal.service.js';
import { recordPaths } from './record.paths.js';

export const PROPOSALS_A_PAGE = 30;
const CRUMB = 'Đề nghị khen thưởng';
/** What is typed goes on behind these words, on pages as in the letter. */
const sayProposal = ({ title }: { title: string }): string => `Đề nghị khen thưởng ${title}`;
const KIND_OPTIONS = NOMINEE_KINDS.map((value) => ({ value, label: NOMINEE_WORDS[value] }));

const frame = (opened: OpenedRecord, ...crumbs: Breadcrumb[]) =>
  frameOfMovement(opened, { href: recordPaths.record(opened.movement.id), label: RECORD_CRUMB }, ...crumbs);

export function proposalsPage(
  opened: OpenedRecord,
  given: {
    proposals: readonly ListedProposal[];
    total: number;
    page: number;
    filter: { communeId: string | null; kind: NomineeKind | null };
    communes: readonly { id: string; name: string }[];
    mayPropose: boolean;
  },
): Page {
  const { movement } = opened;
  const { proposals, total, page, filter, communes } = given;
  const here = withChoices(recordPaths.proposals(movement.id), { xa: filter.communeId, loai: filter.kind });
  return new Page(
    'movements/proposals',
    {
      about: movement.name,
      newHref: given.mayPropose ? recordPaths.newProposal(movement.id) : null,
      form: { values: { xa: filter.communeId ?? '', loai: filter.kind ?? '' }, errors: {}, summary: [] },
      action: recordPaths.proposals(movement.id),
      communes: communes.map(({ id, name }) => ({ value: id, label: name })),
      kinds: KIND_OPTIONS,
      rows: proposals.map((one) => ({
        title: sayProposal(one),
        href: recordPaths.proposal(movement.id, one.id),
        sender: one.senderName,
        day: formatDay(one.proposedOn),
        nominees: one.nominees,
        status: PROPOSAL_WORDS[one.state],
        isSample: one.sample,
      })),
      caption: `${total} đề nghị`,
      paging:
        total <= PROPOSALS_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: PROPOSALS_A_PAGE,
              total,
              hrefOf: (to) => `${here}${here.includes('?') ? '&' : '?'}trang=${to}`,
            }),
      backHref: recordPaths.record(movement.id),
    },
    frame(opened, { href: null, label: CRUMB }),
  );
}

/** The form of a proposal, new (`proposal` absent) or to be put right. */
export function proposalFormPage(opened: OpenedRecord | OpenedProposal, form: FormState): Page {
  const { movement } = opened;
  const proposal = 'proposal' in opened ? opened.proposal : null;
  const heading = proposal === null ? 'Lập đề nghị khen thưởng' : 'Sửa đề nghị khen thưởng';
  return new Page(
    'movements/proposal-form',
    {
      heading,
      about: movement.name,
      form,
      version: proposal?.version ?? null,
      action:
        proposal === null ? recordPaths.newProposal(movement.id) : recordPaths.editProposal(movement.id, proposal.id),
      backHref: proposal === null ? recordPaths.proposals(movement.id) : recordPaths.proposal(movement.id, proposal.id),
    },
    frame(opened, { href: recordPaths.proposals(movement.id), label: CRUMB }, { href: null, label: heading }),
  );
}

/** A proposal with everybody in it, and what may be done with it now. */
export function proposalPage(
  opened: OpenedProposal,
  nominees: readonly PricedNominee[],
  given: {
    mayChange: boolean;
    mayConfirm: boolean;
    mayReturn: boolean;
    maySubmit: boolean;
    /** The register that the letter may come into; null: not now, or none. */
    registerName: string | null;
    /** The document that the letter has come into a register as. */
    registered: RegisteredPaper | null;
    waitsFor: string | null;
    form: FormState;
  },
): Page {
  const { movement, proposal } = opened;
  const at = [movement.id, proposal.id] as const;
  const { unpriced } = sumOf(nominees);
  return new Page(
    'movements/proposal',
    {
      heading: sayProposal(proposal),
      about: movement.name,
      form: given.form,
      version: proposal.version,
      status: PROPOSAL_WORDS[proposal.state],
      isSample: proposal.sample,
      waitsFor: given.waitsFor,
      facts: [
        { label: 'Đơn vị đề nghị', value: proposal.senderName },
        { label: 'Kính gửi', value: proposal.addressee },
        { label: 'Ngày đề nghị', value: formatDay(proposal.proposedOn) },
        { label: 'Tổng tiền thưởng', value: nominees.length === 0 ? '' : saySum(nominees) },
        { label: 'Người lập', value: `${proposal.draftedByName}, ${formatDateTime(proposal.draftedAt)}` },
        ...(proposal.writtenBy === proposal.draftedBy
          ? []
          : [{ label: 'Sửa gần nhất', value: proposal.writtenByName }]),
        ...(proposal.confirmedAt === null
          ? []
          : [
              {
                label: 'Người xác nhận',
                value: `${proposal.confirmedByName ?? ''}, ${formatDateTime(proposal.confirmedAt)}`,
              },
            ]),
        ...(proposal.submittedAt === null
          ? []
          : [
              {
                label: 'Tờ trình',
                value: [
                  proposal.submissionNumber === null ? 'Chưa ghi số' : `Số ${proposal.submissionNumber}`,
                  proposal.submissionDatedOn === null ? '' : `ngày ${formatDay(proposal.submissionDatedOn)}`,
                  `${proposal.submittedByName ?? ''} đưa vào lúc ${formatDateTime(proposal.submittedAt)}`,
                ]
                  .filter(Boolean)
                  .join(', '),
              },
            ]),
      ],
      normNote:
        unpriced === 0 || nominees.length === 0
          ? null
          : `${unpriced} trường hợp chưa có định mức của ngày ${formatDay(proposal.proposedOn)}. Tổng tiền không gồm những trường hợp này.`,
      rows: nominees.map((one, index) => ({
        number: index + 1,
        name: one.name,
        kind: NOMINEE_WORDS[one.kind],
        post: one.post === '' ? null : one.post,
        place: one.communeName === null ? null : tellPlace(one.communeName, one.districtName),
        achievements: one.achievements,
        formName: one.formName,
        price: one.price === null ? NO_NORM : formatMoney(one.price),
        priceWords: one.priceWords === '' ? null : one.priceWords,
        grounds: one.grounds.map((ground) => ({
          href: recordPaths.observation(movement.id, ground.id),
          text: `${formatDay(ground.observedOn)}: ${ground.seen}`,
          shaken: !ground.stands,
        })),
        unlinked: one.unlinkedReason,
        editHref: given.mayChange ? recordPaths.nominee(...at, one.id) : null,
        dropAction: given.mayChange ? recordPaths.nomineeRemoval(...at, one.id) : null,
      })),
      caption: `${nominees.length} trường hợp đề nghị`,
      addHref: given.mayChange ? recordPaths.newNominee(...at) : null,
      editHref: given.mayChange ? recordPaths.editProposal(...at) : null,
      discardAction: given.mayChange ? recordPaths.removal(...at) : null,
      confirmAction: given.mayConfirm ? recordPaths.confirmation(...at) : null,
      returnAction: given.mayReturn ? recordPaths.return(...at) : null,
      submitAction: given.maySubmit ? recordPaths.submission(...at) : null,
      registerAction: given.registerName === null ? null : recordPaths.register(...at),
      registerName: given.registerName,
      registered: toRegistered(given.registered),
      papers: PROPOSAL_PAPERS.map(({ address, what }) => ({
        what,
        links: paperLinks(recordPaths.paper(...at, address)),
      })),
      sheetHref: recordPaths.nomineeSheet(...at),
      backHref: recordPaths.proposals(movement.id),
    },
    frame(
      opened,
      { href: recordPaths.proposals(movement.id), label: CRUMB },
      { href: null, label: sayProposal(proposal) },
    ),
  );
}

/** The form of a nominee: observations to rest on are those of the commune chosen above, or of all. */
export function nomineeFormPage(
  opened: OpenedProposal,
  given: {
    nominee: NomineeFacts | null;
    communes: readonly ObservedCommune[];
    communeId: string | null;
    offered: readonly ObservationFacts[];
    total: number;
    form: FormState;
  },
): Page {
  const { movement, proposal } = opened;
  const { nominee, communes, communeId, offered, total, form } = given;
  const at = [movement.id, proposal.id] as const;
  const heading = nominee === null ? 'Đề cử khen thưởng' : 'Sửa đề cử';
  const path = nominee === null ? recordPaths.newNominee(...at) : recordPaths.nominee(...at, nominee.id);
  const options = communes.map(({ id, name, districtName }) => ({ value: id, label: tellPlace(name, districtName) }));
  return new Page(
    'movements/nominee-form',
    {
      heading,
      about: sayProposal(proposal),
      form,
      version: proposal.version,
      action: withChoices(path, { xa: communeId }),
      filterAction: path,
      filter: { values: { xa: communeId ?? '' }, errors: {}, summary: [] },
      communes: options,
      kinds: KIND_OPTIONS,
      forms: [
        ...REWARD_FORMS.map(({ code, name }) => ({ value: code, label: name })),
        { value: OTHER_FORM, label: 'Hình thức khác, ghi tên bên dưới' },
      ],
      observations: offered.map((one) => ({
        value: one.id,
        label: `${formatDay(one.observedOn)}, ${placeThen(one)}`,
        hint: one.seen,
      })),
      observationsNote:
        offered.length === 0
          ? 'Chưa có ưu điểm nào được ghi nhận ở đơn vị này.'
          : total > offered.length
            ? `${offered.length} ghi nhận gần nhất trong ${total}. Chọn xã ở trên để thấy đủ.`
            : null,
      backHref: recordPaths.proposal(...at),
    },
    frame(
      opened,
      { href: recordPaths.proposals(movement.id), label: CRUMB },
      { href: recordPaths.proposal(...at), label: sayProposal(proposal) },
      { href: null, label: heading },
    ),
  );
}

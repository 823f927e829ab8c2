import { Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { type Refusal, Refused } from '../kernel/refusal.js';
import { Page } from '../web/answer.js';
import type { FormState } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { SecurityLog } from '../web/security.log.js';
import { sayPoint } from './answers.view.js';
import { frameOfEntry } from './entry.crumbs.js';
import { EntryOpening } from './entry.opening.js';
import { entryPaths } from './entry.paths.js';
import { EntryReader } from './entry.reader.js';
import { REQUIREMENT_WORDS } from './entry.view.js';
import { MemberReader } from './member.reader.js';
import { MemberRepository } from './member.repository.js';
import { type MemberEdit, MemberService } from './member.service.js';
import {
  memberDifferences,
  type MembersView,
  type PendingQuery,
  sayList,
  toMemberTable,
  toPendingView,
} from './member.view.js';

/** The page of a dossier's list, fresh and again. */
@Injectable()
export class MemberPages {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly members: MemberReader,
    private readonly repository: MemberRepository,
    private readonly service: MemberService,
    private readonly wording: Wording,
    private readonly security: SecurityLog,
  ) {}

  /**
   * `edit` is what was just saved: the page is 422 when one of its rows, or with `refusal` any row, still has a fault. A stale
   * form keeps its words over the rows as they are now, with the difference above.
   */
  async show(
    actor: Actor,
    code: string,
    query: PendingQuery,
    form: FormState,
    refusal: Refusal | null,
    edit: MemberEdit | null = null,
  ): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const { entry, contest } = opened;
    const { reader } = this.database;
    const full = await this.members.inFull(reader, entry);
    if (full === null) throw new Refused({ code: 'not-found' });
    const { design } = full.question;
    const slot = (await this.contests.slots(reader, contest.id)).find(({ id }) => id === design.slotId);
    const point = (await this.entries.openPointsOf(reader, entry.id)).find(({ slotId }) => slotId === design.slotId);
    const pending = await this.repository.pendingOf(reader, entry.id);
    const locked = await this.service.refusalFor(actor, opened, full.question);
    const isStale = refusal?.code === 'members-stale';
    const pendingView = pending && toPendingView(code, full, pending, query, isStale ? form.values : {});
    const remains =
      edit === null ? [] : (pendingView?.faults ?? []).filter(({ text }) => concerns(text, edit, refusal));
    const said =
      refusal?.code === 'members-faulty' ? [{ href: '#dang-soat', text: this.wording.of(refusal).sentence }] : [];
    const view: MembersView = {
      heading: slot?.title ?? '',
      about: entry.number ?? `Nháp ${entry.draftCode}`,
      form: edit === null ? form : { ...form, summary: [...said, ...remains] },
      action: entryPaths.members(code),
      version: pending?.version ?? 0,
      lockedText: locked && this.wording.of(locked).sentence,
      canChange: locked === null,
      point: point === undefined ? null : sayPoint(point),
      duty: slot === undefined ? '' : REQUIREMENT_WORDS[slot.requirement],
      listText: sayList(full),
      list: full.list && toMemberTable(design.columns, full.list.members, `Danh sách trong hồ sơ: ${full.count} người`),
      listDifference: full.difference,
      sheetHref: entryPaths.membersSheet(code),
      openAction: entryPaths.membersOpening(code),
      openLabel: full.list === null ? 'Nhập ngay trên trang' : 'Sửa danh sách này',
      removalHref: full.list === null ? null : entryPaths.membersRemoval(code),
      pending: pendingView,
      differences: isStale ? memberDifferences(design.columns, pending, form.values) : [],
      fileAction: entryPaths.membersFile(code),
      templates: [
        { href: entryPaths.membersTemplate(code, 'xlsx'), label: 'Tệp mẫu Excel (XLSX)' },
        { href: entryPaths.membersTemplate(code, 'csv'), label: 'Tệp mẫu CSV' },
      ],
      filesHref: entryPaths.slot(code, slot?.code ?? ''),
      backHref: entry.state === 'returned' ? entryPaths.supplement(code) : entryPaths.one(code),
      backLabel: entry.state === 'returned' ? 'Về yêu cầu bổ sung' : 'Về hồ sơ',
    };
    if (full.list !== null || pending !== null)
      this.security.personalDataViewed(actor, { view: 'entries/members', entry: entry.code });
    return new Page(
      'entries/members',
      view,
      frameOfEntry(opened, view.heading),
      remains.length > 0 || said.length > 0 ? 422 : 200,
    );
  }
}

/** Is this fault one of the rows that were just saved? When the list was to be taken, every fault is. */
function concerns(text: string, { cells }: MemberEdit, refusal: Refusal | null): boolean {
  return refusal !== null || cells.has(Number(/^Dòng (\d+):/.exec(text)?.[1]));
}

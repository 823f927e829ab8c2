import type { RegisterMenuView } from '../communities/register.menu.js';
import { formatDay } from '../kernel/vietnamese/days.js';
import { placeInSentence } from '../kernel/vietnamese/places.js';
import { Page } from '../web/answer.js';
import type { FormState } from '../web/views/form-state.js';
import { type Breadcrumb, type PageFrame, pagingOf } from '../web/views/page.js';
import { formatDateTimeLong } from '../kernel/vietnamese/dates.js';
import { type DriveFacts, REPORTER_WORDS, RHYTHM_WORDS } from './drives/drive.facts.js';
import { drivePaths } from './drives/drive.paths.js';
import { templatesFor } from './drives/drive.templates.js';
import type { MovementFacts } from './movement.facts.js';
import { recordPaths } from './records/record.paths.js';
import { progressPaths } from './reports/progress.paths.js';
import type { OpenedMovement } from './movement.opening.js';
import { movementPaths } from './movement.paths.js';
import type { ListedMovement } from './movement.repository.js';

export const MOVEMENTS_A_PAGE = 30;

/** What every page of a movement has around it: who holds it, the way back, the banner of a rehearsal. */
export function frameOfMovement(
  { movement, now }: Pick<OpenedMovement, 'movement' | 'now'>,
  ...crumbs: Breadcrumb[]
): Partial<PageFrame> {
  return {
    organiser: `Phong trào do ${placeInSentence(movement.ownerName)} phát động`,
    breadcrumbs: [
      { href: movementPaths.list, label: 'Phong trào' },
      ...(crumbs.length === 0
        ? [{ href: null, label: movement.name }]
        : [{ href: movementPaths.one(movement.id), label: movement.name }, ...crumbs]),
    ],
    rehearsal: movement.rehearsal ? { contestName: movement.name, nowText: formatDateTimeLong(now) } : null,
  };
}

const spanOf = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string =>
  `${formatDay(startsOn)} – ${formatDay(endsOn)}`;
const planOf = ({ planNumber, planDatedOn }: Pick<MovementFacts, 'planNumber' | 'planDatedOn'>): string =>
  [planNumber, planDatedOn === null ? '' : `ngày ${formatDay(planDatedOn)}`].filter(Boolean).join(' ');

export function movementsPage(
  { movements, total }: { movements: readonly ListedMovement[]; total: number },
  { page, mayBegin, menu }: { page: number; mayBegin: boolean; menu: RegisterMenuView },
): Page {
  return new Page('movements/list', {
    menu,
    rows: movements.map((one) => ({
      name: one.name,
      href: movementPaths.one(one.id),
      owner: one.ownerName,
      plan: planOf(one),
      span: spanOf(one),
      drives: one.drives,
      isSample: one.sample,
    })),
    caption: `${total} phong trào`,
    newHref: mayBegin ? movementPaths.create : null,
    paging:
      total <= MOVEMENTS_A_PAGE
        ? null
        : pagingOf({
            page,
            pageSize: MOVEMENTS_A_PAGE,
            total,
            hrefOf: (to) => `${movementPaths.list}?trang=${to}`,
          }),
  });
}

export function movementPage(opened: OpenedMovement, drives: readonly DriveFacts[], isCommune: boolean): Page {
  const { movement } = opened;
  return new Page(
    'movements/movement',
    {
      heading: movement.name,
      isSample: movement.sample,
      facts: [
        { label: 'Đơn vị phát động', value: movement.ownerName },
        { label: 'Cơ quan thường trực', value: movement.standingAgency },
        { label: 'Kế hoạch', value: planOf(movement) },
        { label: 'Thời gian', value: spanOf(movement) },
        ...(movement.isOfCommune
          ? []
          : [{ label: 'Cuộc thi', value: movement.contests.map(({ name }) => name).join('; ') }]),
      ],
      recordHref: recordPaths.record(movement.id),
      reportsHref: isCommune ? null : progressPaths.list(movement.id),
      editHref: opened.keeps ? movementPaths.edit(movement.id) : null,
      drives: drives.map((one) => ({
        name: one.name,
        href: isCommune && !opened.keeps ? drivePaths.report(one.id) : drivePaths.one(one.id),
        scope: one.scopeName,
        who: REPORTER_WORDS[one.reporters],
        rhythm: RHYTHM_WORDS[one.rhythm],
        span: spanOf(one),
        isSample: one.sample,
      })),
      drivesCaption: `${drives.length} đợt vận động`,
      templates: opened.keeps
        ? templatesFor(movement).map(({ slug, label, about }) => ({
            label,
            hint: about,
            href: `${movementPaths.newDrive(movement.id)}?mau=${slug}`,
            status: null,
          }))
        : null,
    },
    frameOfMovement(opened),
  );
}

/** The form of a movement, new (`movement` null) or to be put right. */
export function movementFormPage(given: {
  movement: MovementFacts | null;
  owners: readonly { id: string; name: string }[];
  form: FormState;
}): Page {
  const { movement, owners, form } = given;
  const heading = movement === null ? 'Lập phong trào thi đua' : 'Sửa phong trào thi đua';
  return new Page(
    'movements/movement-form',
    {
      heading,
      about: movement?.name ?? null,
      form,
      version: movement?.version ?? null,
      action: movement === null ? movementPaths.create : movementPaths.edit(movement.id),
      owners: movement === null ? owners.map(({ id, name }) => ({ value: id, label: name })) : null,
      backHref: movement === null ? movementPaths.list : movementPaths.one(movement.id),
    },
    {
      breadcrumbs: [
        { href: movementPaths.list, label: 'Phong trào' },
        { href: null, label: heading },
      ],
    },
  );
}

const dayText = (day: string | null): string => (day === null ? '' : formatDay(day));

/** What the form of a movement begins with. */
export const typedMovement = (movement: MovementFacts): FormState['values'] => ({
  name: movement.name,
  standingAgency: movement.standingAgency,
  planNumber: movement.planNumber,
  planDatedOn: dayText(movement.planDatedOn),
  startsOn: dayText(movement.startsOn),
  endsOn: dayText(movement.endsOn),
});

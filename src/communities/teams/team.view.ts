import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import type { FormState } from '../../web/views/form-state.js';
import { pagingOf } from '../../web/views/page.js';
import { withQuery } from '../../web/with-query.js';
import type { RegisterMenuView } from '../register.menu.js';
import type { Household } from './household.repository.js';
import type { TeamBounds, TeamFacts } from './team.facts.js';
import { rangeWords, teamFaults } from './team.faults.js';
import { mayMove, TEAM_STATE_WORDS } from './team.moves.js';
import { teamPaths } from './team.paths.js';
import { maskedName, maskedPhone } from './team.policy.js';
import { figuresOf } from './team.service.js';
import type { TeamTask } from './task.repository.js';
import type { Training } from './training.repository.js';

export const HOUSEHOLDS_A_PAGE = 50;

export const placeOf = (team: Pick<TeamFacts, 'villageName' | 'communeName' | 'districtName'>): string =>
  tellPlace(team.villageName, team.communeName, team.districtName);

/** "3 đến 5 người, đúng 1 tổ trưởng, 30 đến 50 hộ"; "chưa có quy định" where no paper sets anything. */
export function boundsWords({ membersMin, membersMax, leaders, householdsMin, householdsMax }: TeamBounds): string {
  const parts = [
    membersMin === null && membersMax === null ? null : `${rangeWords(membersMin, membersMax)} người`,
    leaders === null ? null : `đúng ${leaders} tổ trưởng`,
    householdsMin === null && householdsMax === null ? null : `${rangeWords(householdsMin, householdsMax)} hộ`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'chưa có quy định' : parts.join(', ');
}

/** Why a kind has no tasks: the papers at hand do not list them, and none is made up. */
export const noTasksWords = (source: string): string =>
  source === ''
    ? 'Chưa có danh sách nhiệm vụ.'
    : `Chưa có danh sách nhiệm vụ: văn bản quy định (${source}) chưa có toàn văn trong hệ thống.`;

/** What a team's page is drawn from: `keeps` whoever may write, `sees` whoever may read names and numbers. */
export interface TeamPageFacts {
  menu: RegisterMenuView;
  keeps: boolean;
  sees: boolean;
  nowName: string | null;
  trainings: readonly Training[];
  untrained: readonly string[];
  tasks: readonly TeamTask[];
}

export function toTeamView(
  team: TeamFacts,
  { menu, keeps, sees, nowName, trainings, untrained, tasks }: TeamPageFacts,
) {
  const faults = team.state === 'dissolved' ? [] : teamFaults(figuresOf(team), team);
  return {
    name: team.name,
    about: placeOf(team),
    menu,
    sample: team.sample,
    status: TEAM_STATE_WORDS[team.state],
    changedText: `${team.changedByName} ghi lúc ${formatDateTime(team.changedAt)}`,
    faults,
    faultsHeading: team.state === 'draft' ? 'Chưa thành lập được' : 'Ngoài quy định',
    despite: team.foundedDespite,
    facts: [
      { label: 'Loại tổ', value: team.kindName, valueHref: null },
      { label: 'Quy định', value: boundsWords(team), valueHref: null },
      {
        label: 'Quyết định thành lập',
        value:
          team.decisionNumber === ''
            ? null
            : `${team.decisionNumber}${team.decisionOn === null ? '' : ` ngày ${formatDay(team.decisionOn)}`}`,
        valueHref: null,
      },
      { label: 'Số hộ phụ trách', value: formatInteger(team.households), valueHref: teamPaths.households(team.id) },
      ...(nowName === null ? [] : [{ label: 'Nay thuộc', value: nowName, valueHref: null }]),
      ...(team.dissolvedOn === null
        ? []
        : [
            {
              label: 'Giải thể',
              value: `${formatDay(team.dissolvedOn)}: ${team.dissolvedReason ?? ''}`,
              valueHref: null,
            },
          ]),
    ],
    membersCaption: `${formatInteger(team.members.length)} thành viên`,
    members: team.members.map((one) => ({
      fullName: sees ? one.fullName : maskedName(one.fullName),
      phone: (sees ? one.phone : maskedPhone(one.phone)) || null,
      post: one.post || null,
      isLeader: one.isLeader,
    })),
    isMasked: !sees,
    trainings: trainings.map((one) => ({
      day: formatDay(one.heldOn),
      topic: one.topic,
      place: one.place || null,
      taughtBy: one.taughtBy || null,
      attended: one.attended.map((name) => (sees ? name : maskedName(name))).join(', '),
      endAction: keeps ? teamPaths.trainingEnd(team.id, one.id) : null,
    })),
    untrainedText:
      untrained.length === 0
        ? null
        : `Chưa tập huấn: ${untrained.map((name) => (sees ? name : maskedName(name))).join(', ')}.`,
    trainingHref: keeps && team.members.length > 0 ? teamPaths.trainings(team.id) : null,
    tasks,
    noTasksText: noTasksWords(team.boundsSource),
    editHref: keeps ? teamPaths.edit(team.id) : null,
    foundHref: keeps && mayMove('found', team.state) ? teamPaths.founding(team.id) : null,
    dissolveHref: keeps ? teamPaths.dissolution(team.id) : null,
    householdsHref: teamPaths.households(team.id),
  };
}

export function toHouseholds(
  team: TeamFacts,
  { households, total }: { households: readonly Household[]; total: number },
  { page, form, keeps, sees }: { page: number; form: FormState; keeps: boolean; sees: boolean },
) {
  return {
    name: team.name,
    about: placeOf(team),
    form,
    caption: `${formatInteger(total)} hộ`,
    needText:
      team.householdsMin === null && team.householdsMax === null
        ? 'Số hộ của loại tổ này: chưa có quy định.'
        : `Mỗi tổ phụ trách ${rangeWords(team.householdsMin, team.householdsMax)} hộ.`,
    isMasked: !sees,
    rows: households.map((one) => ({
      head: sees ? one.headName : maskedName(one.headName),
      address: sees ? one.address || null : null,
      persons: one.persons === null ? null : formatInteger(one.persons),
      from: formatDateTime(one.fromAt),
      href: keeps ? teamPaths.household(team.id, one.id) : null,
    })),
    action: keeps ? teamPaths.households(team.id) : null,
    importHref: keeps ? teamPaths.import : null,
    files:
      sees && total > 0
        ? {
            workbookAction: teamPaths.householdFile(team.id, 'xlsx'),
            csvAction: teamPaths.householdFile(team.id, 'csv'),
          }
        : null,
    backHref: teamPaths.one(team.id),
    paging:
      total <= HOUSEHOLDS_A_PAGE
        ? null
        : pagingOf({
            page,
            pageSize: HOUSEHOLDS_A_PAGE,
            total,
            hrefOf: (at) => withQuery(teamPaths.households(team.id), { trang: at === 1 ? null : at }),
          }),
  };
}

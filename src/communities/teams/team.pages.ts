import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { dayOf, type Day } from '../../kernel/vietnamese/days.js';
import { UnitReader } from '../../units/unit.reader.js';
import { Page } from '../../web/answer.js';
import { differenceRow } from '../../web/views/difference.js';
import { fieldId, type FormState } from '../../web/views/form-state.js';
import { CommunityReach } from '../community.reach.js';
import { RegisterMenu } from '../register.menu.js';
import { HouseholdRepository } from './household.repository.js';
import { KindRepository } from './kind.repository.js';
import type { TeamFacts, TeamKind } from './team.facts.js';
import { MOST_MEMBERS, typedTeam } from './team.form.js';
import { teamPaths } from './team.paths.js';
import { keepsTeams, seesPeople } from './team.policy.js';
import { TaskRepository } from './task.repository.js';
import { TeamRepository } from './team.repository.js';
import { HOUSEHOLDS_A_PAGE, placeOf, toHouseholds, toTeamView } from './team.view.js';
import { TrainingRepository } from './training.repository.js';

/** Rows for members that a new team starts with: the most that the paper of the first kind lets it have. */
const FIRST_MEMBER_ROWS = 5;

/** The pages of one team. */
@Injectable()
export class TeamPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reach: CommunityReach,
    private readonly units: UnitReader,
    private readonly menu: RegisterMenu,
    private readonly teams: TeamRepository,
    private readonly kinds: KindRepository,
    private readonly households: HouseholdRepository,
    private readonly trainings: TrainingRepository,
    private readonly tasks: TaskRepository,
  ) {}

  get today(): Day {
    return dayOf(this.clock.now());
  }

  /** A team within the reader's reach; any other is not found, the same as one that is not there. */
  async seen(actor: Actor, id: string): Promise<TeamFacts> {
    const { reader } = this.database;
    const team = isId(id) ? await this.teams.byId(reader, await this.reach.of(reader, actor), id) : null;
    if (team === null) throw new Refused({ code: 'not-found' });
    return team;
  }

  async one(actor: Actor, id: string): Promise<Page> {
    const team = await this.seen(actor, id);
    const successors = await this.units.successors(this.database.reader, team.communeId);
    const now = successors.filter(({ on }) => on !== null && on <= this.today).map(({ name }) => name);
    const [trainings, untrained, tasks] = await Promise.all([
      this.trainings.ofTeam(this.database.reader, team.id),
      this.trainings.untrained(this.database.reader, team.id),
      this.tasks.ofKind(this.database.reader, team.kindId),
    ]);
    const view = toTeamView(team, {
      trainings,
      untrained: untrained.map(({ fullName }) => fullName),
      tasks,
      menu: this.menu.for(actor.role, teamPaths.list),
      keeps: keepsTeams(actor) && team.state !== 'dissolved',
      sees: seesPeople(actor),
      nowName: now.length === 0 ? null : now.join(', '),
    });
    return new Page('communities/team', view, { breadcrumbs: crumbs([{ href: null, label: team.name }]) });
  }

  /** The form of a team, new (`team` null) or stored; `isStale` shows the two side by side. */
  async form(at: { communeId: UnitId; team: TeamFacts | null }, form: FormState, isStale = false): Promise<Page> {
    const { team, communeId } = at;
    const [villages, kinds] = await Promise.all([this.villages(communeId), this.kinds.all(this.database.reader)]);
    const heading = team === null ? 'Thêm tổ' : 'Sửa tổ';
    const view = {
      heading,
      about: team === null ? '' : placeOf(team),
      form,
      version: team?.version ?? null,
      action: team === null ? teamPaths.create : teamPaths.edit(team.id),
      difference: isStale && team !== null ? differencesOf(form, team, villages) : null,
      villages,
      kinds: kinds
        .filter(({ id }) => team === null || id === team.kindId)
        .map(({ id, name }) => ({ value: id, label: name })),
      members: memberRows(form),
      button: team === null ? 'Ghi vào sổ' : 'Lưu',
      backHref: team === null ? teamPaths.list : teamPaths.one(team.id),
    };
    const trail = team === null ? [] : [{ href: teamPaths.one(team.id), label: team.name }];
    return new Page('communities/team-form', view, { breadcrumbs: crumbs([...trail, { href: null, label: heading }]) });
  }

  /** The named list of a team's households, with the form that adds one. */
  async list(actor: Actor, team: TeamFacts, page: number, form: FormState): Promise<Page> {
    const paging = { limit: HOUSEHOLDS_A_PAGE, offset: (page - 1) * HOUSEHOLDS_A_PAGE };
    const found = await this.households.page(this.database.reader, team.id, paging);
    const view = toHouseholds(team, found, {
      page,
      form,
      keeps: keepsTeams(actor) && team.state !== 'dissolved',
      sees: seesPeople(actor),
    });
    const trail = [
      { href: teamPaths.one(team.id), label: team.name },
      { href: null, label: 'Danh sách hộ' },
    ];
    return new Page('communities/team-households', view, { breadcrumbs: crumbs(trail) });
  }

  allKinds(): Promise<TeamKind[]> {
    return this.kinds.all(this.database.reader);
  }

  /** The villages that a team of this commune may be of, of all times. */
  async villages(communeId: UnitId): Promise<{ value: UnitId; label: string }[]> {
    const units = await this.units.children(this.database.reader, communeId, { on: null });
    return units.filter(({ level }) => level === 'village').map(({ id, name }) => ({ value: id, label: name }));
  }
}

export const crumbs = (trail: readonly { href: string | null; label: string }[]) => [
  { href: teamPaths.list, label: 'Tổ cộng đồng' },
  ...trail,
];

/** Rows of the form: those filled, two more, at least five. */
function memberRows({ values }: FormState) {
  const isFilled = (index: number): boolean =>
    ['memberName', 'memberPhone', 'memberPost'].some((name) => (values[`${name}[${index}]`] ?? '') !== '');
  const last =
    Array.from({ length: MOST_MEMBERS }, (_, index) => index)
      .filter(isFilled)
      .at(-1) ?? -1;
  const count = Math.min(MOST_MEMBERS, Math.max(FIRST_MEMBER_ROWS, last + 3));
  return Array.from({ length: count }, (_, index) => ({
    legend: `Người thứ ${index + 1}`,
    id: values[`memberId[${index}]`] ?? '',
    idField: `memberId[${index}]`,
    name: `memberName[${index}]`,
    phone: `memberPhone[${index}]`,
    post: `memberPost[${index}]`,
    leader: `memberLeader[${index}]`,
    anchor: fieldId(`memberName[${index}]`),
  }));
}

function differencesOf(form: FormState, team: TeamFacts, villages: readonly { value: string; label: string }[]) {
  const saved = typedTeam(team);
  const text = (values: FormState['values'], name: string): string => String(values[name] ?? '');
  const village = (id: string): string => villages.find(({ value }) => value === id)?.label ?? 'Của cả xã';
  const people = (values: FormState['values']): string =>
    Array.from({ length: MOST_MEMBERS }, (_, index) =>
      [
        ...[text(values, `memberName[${index}]`), text(values, `memberPhone[${index}]`)],
        ...[text(values, `memberPost[${index}]`), text(values, `memberLeader[${index}]`) === '1' ? 'tổ trưởng' : ''],
      ]
        .filter((word) => word !== '')
        .join(', '),
    )
      .filter((line) => line !== '')
      .join('\n');
  return [
    differenceRow('Tên tổ', text(form.values, 'name'), text(saved, 'name')),
    differenceRow('Thôn, bản', village(text(form.values, 'villageId')), village(text(saved, 'villageId'))),
    differenceRow('Số quyết định', text(form.values, 'decisionNumber'), text(saved, 'decisionNumber')),
    differenceRow('Ngày quyết định', text(form.values, 'decisionOn'), text(saved, 'decisionOn')),
    differenceRow('Thành viên', people(form.values), people(saved)),
  ];
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TaskRepository } from '../../../src/communities/teams/task.repository.js';
import { TaskService } from '../../../src/communities/teams/task.service.js';
import { TrainingRepository } from '../../../src/communities/teams/training.repository.js';
import { TrainingService } from '../../../src/communities/teams/training.service.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { COVID, DIGITAL, member, openTeamRegister, type TeamRegister } from '../../fixtures/communities/teams.js';
import { codeOf } from '../../fixtures/judging-room.js';
import { actBy } from '../../fixtures/world.js';

let register: TeamRegister;
let { database, world, kinds, service, find, known, xa, words } = {} as TeamRegister;
let trainingService: TrainingService;
let taskService: TaskService;
const [trainings, tasks] = [new TrainingRepository(), new TaskRepository()];

beforeAll(async () => {
  register = await openTeamRegister();
  ({ database, world, kinds, service, find, known, xa, words } = register);
  trainingService = new TrainingService(database, service, trainings);
  taskService = new TaskService(database, register.audit, kinds, tasks);
});
afterAll(() => register.close());

const decision = { number: '45/QĐ-UBND', on: '2021-10-25', despite: '', version: 1 };

describe('A team', () => {
  it('is entered by its commune as a draft with its faults, seen by the office above, unknown to a neighbour', async () => {
    const id = await service.add(xa(), world.units.banBo, words('Tổ 1', { members: [member('Lò Văn Một')] }));
    expect(await find(id, world.actors.thamDinh)).toMatchObject({ name: 'Tổ 1', state: 'draft', version: 1 });
    expect(await find(id, world.actors.auditor)).not.toBeNull();
    for (const stranger of [world.actors.xa2, world.actors.thamDinh2]) expect(await find(id, stranger)).toBeNull();
    const edit = (actor: Actor) => codeOf(service.edit(actBy(actor), id, { words: words('Khác'), version: 1 }));
    expect(await edit(world.actors.xa2)).toBe('not-found');
    expect(await edit(world.actors.thamDinh)).toBe('not-allowed');
    expect(await codeOf(service.add(xa(), world.units.banBo, words('tổ 1')))).toBe('team-known');
    const elsewhere = words('Tổ 9', { villageId: world.villages.binhLu[0] ?? null });
    expect(await codeOf(service.add(xa(), world.units.banBo, elsewhere))).toBe('team-village-unknown');
  });

  it('is founded with faults only for a reason, which stays on record, and once', async () => {
    const id = await service.add(xa(), world.units.banBo, words('Tổ 2'));
    expect(await codeOf(service.found(xa(), id, decision))).toBe('team-has-faults');
    expect((await known(id)).state).toBe('draft');
    await service.found(xa(), id, { ...decision, despite: 'Bản chỉ có 20 hộ' });
    expect(await known(id)).toMatchObject({
      state: 'founded',
      foundedDespite: 'Bản chỉ có 20 hộ',
      decisionNumber: '45/QĐ-UBND',
    });
    expect(await codeOf(service.found(xa(), id, { ...decision, version: 2 }))).toBe('team-founded');
    expect(await codeOf(service.edit(xa(), id, { words: words('Tổ 2'), version: 2 }))).toBe('team-decision-missing');
  });

  it('of a kind without bounds is founded as it is', async () => {
    const id = await service.add(xa(), world.units.banBo, words('Tổ số', { kindId: DIGITAL, members: [] }));
    await service.found(xa(), id, decision);
    expect(await known(id)).toMatchObject({ state: 'founded', foundedDespite: null });
  });

  it('is written over only by who saw its newest version; a member who stays keeps an identity', async () => {
    const id = await service.add(xa(), world.units.banBo, words('Tổ 3'));
    const [first, second] = (await known(id)).members;
    if (first === undefined || second === undefined) throw new Error('no members');
    const typed = words('Tổ 3', { members: [{ ...second, isLeader: true }, member('Lò Văn Mới')] });
    await service.edit(xa(), id, { words: typed, version: 1 });
    const after = await known(id);
    expect(after.members.map(({ fullName }) => fullName)).toEqual(['Lò Văn Hai', 'Lò Văn Mới']);
    expect(after.members[0]?.id).toBe(second.id);
    expect(await codeOf(service.edit(xa(), id, { words: typed, version: 1 }))).toBe('stale');
  });
});

describe('Training and tasks', () => {
  it('name the members who came to none; a training recorded by mistake no longer counts', async () => {
    const id = await service.add(xa(), world.units.banBo, words('Tổ tập huấn'));
    const [first, second] = (await known(id)).members;
    const stranger = await service.add(xa(), world.units.banBo, words('Tổ khác nữa'));
    const [other] = (await known(stranger)).members;
    const attended = [first?.id ?? '', second?.id ?? '', other?.id ?? ''];
    const heldOn = '2021-11-01';
    const training = await trainingService.record(xa(), id, {
      heldOn,
      topic: 'Nhiệm vụ',
      place: '',
      taughtBy: '',
      attended,
    });
    const untrained = async () => (await trainings.untrained(database.reader, id)).map(({ fullName }) => fullName);
    expect(await untrained()).toEqual(['Lò Thị Ba']);
    expect((await trainings.ofTeam(database.reader, id))[0]?.attended).toEqual(['Lò Văn Một', 'Lò Văn Hai']);
    expect(await codeOf(trainingService.withdraw(actBy(world.actors.xa2), id, training))).toBe('not-found');
    await trainingService.withdraw(xa(), id, training);
    expect(await codeOf(trainingService.withdraw(xa(), id, training))).toBe('training-withdrawn');
    expect(await untrained()).toEqual(['Lò Văn Một', 'Lò Văn Hai', 'Lò Thị Ba']);
  });

  it('have a list of tasks that ships empty, with the paper of each', async () => {
    expect(await tasks.ofKind(database.reader, COVID)).toEqual([]);
    const organiser = actBy(world.actors.organiser);
    const task = { description: 'Việc mẫu', source: 'Văn bản mẫu' };
    await taskService.add(organiser, COVID, task);
    expect(await codeOf(taskService.add(organiser, COVID, task))).toBe('team-task-known');
    const [stored] = await tasks.ofKind(database.reader, COVID);
    expect(stored).toMatchObject(task);
    await taskService.end(organiser, COVID, stored?.id ?? '');
    expect(await tasks.ofKind(database.reader, COVID)).toEqual([]);
  });
});

describe('The bounds of a kind', () => {
  it('are those of the paper, change with their source, and what was stays', async () => {
    const before = (await kinds.all(database.reader)).find(({ id }) => id === DIGITAL);
    expect(before).toMatchObject({ membersMin: null, householdsMax: null, leaders: null, source: '' });
    const bounds = { membersMin: 3, membersMax: 9, householdsMin: null, householdsMax: null, leaders: 1 };
    const given = { ...bounds, source: 'Văn bản mẫu', version: 1 };
    await service.bound(actBy(world.actors.organiser), DIGITAL, given);
    expect(await codeOf(service.bound(actBy(world.actors.organiser), DIGITAL, given))).toBe('stale');
    const history = await kinds.history(database.reader, DIGITAL);
    expect(history.map(({ membersMax, source }) => [membersMax, source])).toEqual([
      [9, 'Văn bản mẫu'],
      [null, ''],
    ]);
  });
});

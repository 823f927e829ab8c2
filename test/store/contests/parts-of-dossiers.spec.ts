import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FIELDS_PART } from '../../../src/contests/parts/fields.part.js';
import { PRIZES_PART } from '../../../src/contests/parts/prizes.part.js';
import { QUOTA_PART } from '../../../src/contests/parts/quota.part.js';
import { RULES_PART } from '../../../src/contests/parts/rules.part.js';
import { SLOTS_PART } from '../../../src/contests/parts/slots.part.js';
import { VETTING_PART } from '../../../src/contests/parts/vetting.part.js';
import { snapshotCommunes } from '../../../src/contests/snapshot.repository.js';
import { code, type ContestParts, openContestParts } from '../../fixtures/contest-parts.js';

let parts: ContestParts;
let { database, world, reader, service, counted, setState, act, change, row, saved } = {} as ContestParts;

beforeAll(async () => {
  parts = await openContestParts();
  ({ database, world, reader, service, counted, setState, act, change, row, saved } = parts);
});
beforeEach(() => parts.renew());
afterAll(() => parts.close());

describe('The papers of a dossier', () => {
  const slot = {
    title: 'Bản cam kết',
    help: '',
    sample: '',
    requirement: 'required' as const,
    oneOfGroup: null,
    kinds: ['pdf'],
    maxBytes: 1024,
    maxFiles: 1,
  };

  it('get a code from their name, another one each', async () => {
    await service.addRow(act(), SLOTS_PART, await change(), slot);
    await service.addRow(act(), SLOTS_PART, await change(), slot);
    const codes = (await reader.slots(database.reader, world.contestId)).map((one) => one.code);
    expect(codes).toEqual(['bao-cao', 'anh', 'video', 'thanh-vien', 'ban-cam-ket', 'ban-cam-ket-2']);
  });

  it('are not taken out, and nothing new becomes required, once there are dossiers', async () => {
    counted.entries = 1;
    expect(await code(service.addRow(act(), SLOTS_PART, await change(), slot))).toBe('required-too-late');
    expect(await code(service.addRow(act(), SLOTS_PART, await change(), { ...slot, requirement: 'optional' }))).toBe(
      'done',
    );
    expect(await code(service.removeRow(act(), SLOTS_PART, await row(world.slots.report)))).toBe('slot-in-use');
    expect(await code(service.removeRow(act(), FIELDS_PART, await row(world.fields.summary)))).toBe('field-in-use');
  });

  it('of another contest are not found', async () => {
    expect(await code(service.removeRow(act(), SLOTS_PART, await row(world.contestId)))).toBe('not-found');
  });
});

describe('The quota of an open contest', () => {
  it.each([
    [50, true, 'done'],
    [50, false, 'done'],
    [49, true, 'done'],
    [51, false, 'quota-raised'],
  ])('is kept or lowered, never raised: %i%%, strict %s', async (percent, strict, answer) => {
    await database.transaction((tx) =>
      tx.changed(`UPDATE contests SET state = 'open', quota_percent = 50, quota_strict = true`),
    );
    expect(await saved(QUOTA_PART, { percent, strict })).toBe(answer);
  });

  it('does not go from “from 50 %” to “over 50 %”', async () => {
    await database.transaction((tx) =>
      tx.changed(`UPDATE contests SET state = 'open', quota_percent = 50, quota_strict = false`),
    );
    expect(await saved(QUOTA_PART, { percent: 50, strict: true })).toBe('quota-raised');
  });
});

describe('The levels of vetting', () => {
  const province = { name: 'Cấp tỉnh', attachedTo: 'level' as const, unitLevel: 'province' as const, officeId: null };
  const vetters = async () =>
    (await snapshotCommunes(database.reader, world.contestId)).map((commune) => commune.vetterNames);

  it('say at once who vets each commune', async () => {
    await service.addRow(act(), VETTING_PART, await change(), province);
    expect(await vetters()).toEqual([
      ['Huyện Sìn Hồ', 'Tỉnh Lai Châu'],
      ['Huyện Tam Đường', 'Tỉnh Lai Châu'],
      ['Huyện Tam Đường', 'Tỉnh Lai Châu'],
    ]);
    await service.moveRow(act(), VETTING_PART, { ...(await row('2')), direction: 'up' });
    expect((await vetters())[0]).toEqual(['Tỉnh Lai Châu', 'Huyện Sìn Hồ']);
    await service.removeRow(act(), VETTING_PART, await row('1'));
    expect((await vetters())[0]).toEqual(['Huyện Sìn Hồ']);
  });

  it('stay once the contest is open; only words change', async () => {
    await setState('open');
    const district = { name: 'Huyện', attachedTo: 'level' as const, unitLevel: 'district' as const, officeId: null };
    expect(await code(service.addRow(act(), VETTING_PART, await change(), province))).toBe('vetting-frozen');
    expect(await code(service.removeRow(act(), VETTING_PART, await row('1')))).toBe('vetting-frozen');
    expect(await code(service.changeRow(act(), VETTING_PART, await row('1'), province))).toBe('vetting-frozen');
    expect(await code(service.changeRow(act(), VETTING_PART, await row('1'), district))).toBe('done');
  });
});

describe('The rules of an open contest', () => {
  const rules = {
    title: 'Thể lệ sửa đổi',
    documentNumber: '02/TL-BTC',
    issuedOn: '2021-11-20',
    body: 'Điều 1.',
    changeNote: 'Lùi hạn',
    inForceAt: new Date('2021-11-21T00:00:00+07:00'),
  };

  it('are replaced by a new version, which begins now or later; what was in force stays', async () => {
    await setState('open');
    const past = { ...rules, inForceAt: new Date('2021-11-19T00:00:00+07:00') };
    expect(await code(service.addRow(act(), RULES_PART, await change(), past))).toBe('rules-backdated');
    expect(await code(service.changeRow(act(), RULES_PART, await row(world.rulesVersionId), rules))).toBe(
      'rules-in-force',
    );
    expect(await code(service.removeRow(act(), RULES_PART, await row(world.rulesVersionId)))).toBe('rules-in-force');
    expect(await code(service.addRow(act(), RULES_PART, await change(), rules))).toBe('done');
    const at = (text: string) => reader.rulesInForce(database.reader, world.contestId, new Date(text));
    expect([
      (await at('2021-11-20T23:59:59.999+07:00'))?.number,
      (await at('2021-11-21T00:00:00+07:00'))?.number,
    ]).toEqual([1, 2]);
  });
});

describe('A prize tier', () => {
  it('is added below the others with a code from its name', async () => {
    await service.addRow(act(), PRIZES_PART, await change(), {
      name: 'Giải Khuyến khích',
      quantity: 5,
      amount: 4_500_000,
      minimum: null,
      mostPercent: null,
      recipientKind: 'collective' as const,
    });
    expect((await reader.tiers(database.reader, world.contestId)).map((tier) => tier.code)).toEqual([
      'nhat',
      'nhi',
      'ba',
      'giai-khuyen-khich',
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AwardDesks } from '../../../src/awards/award.desk.js';
import { AwardService } from '../../../src/awards/award.service.js';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { givenClosedRound } from '../../fixtures/awards.js';
import { actBy, buildWorld, setClock, type World } from '../../fixtures/world.js';

let house: TestApp;
let world: World;
let organiser: Visitor;
let second: Visitor;
const LIST = '/to-chuc/zalo-lai-chau-2021/chi-tien';
const N = (i: number): string => `ZALO21-211124-000${i}`;
const of = (i: number): string => `${LIST}/${N(i)}`;

/** One Nhất of 15.000.000 (95), two Nhì of 10.500.000 (90, 85), three Ba of 7.500.000: 58.500.000 in all. */
const POINTS = [
  [40, 28, 27],
  [38, 26, 26],
  [35, 25, 25],
  [32, 24, 24],
  [30, 23, 22],
  [28, 21, 21],
] as const;

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  await setClock(house.database, world.contestId, '2021-12-22T09:00:00+07:00');
  await givenClosedRound(house.database, world, POINTS);
  [organiser, second] = [await house.signedIn('to-chuc'), await house.signedIn('to-chuc-2')];
});
afterAll(() => house.close());

async function publish(reason: string): Promise<void> {
  const service = house.app.get(AwardService);
  const version = async (): Promise<number> =>
    (await house.app.get(AwardDesks).of(house.database.reader, world.slug, new Date())).drafted?.list.version ?? 0;
  await service.draft(actBy(world.actors.organiser), world.slug);
  await service.confirm(actBy(world.actors.organiser2), world.slug, await version());
  await service.publish(actBy(world.actors.organiser), world.slug, { reason, version: await version() });
}

const PAYMENT = { amount: '10.500.000', paidOn: '22/12/2021', receiptNumber: 'PC 01', recipient: 'Lò Văn Nhận' };
const pay = (i: number, words: Partial<typeof PAYMENT> = {}, who = organiser) =>
  who.send(of(i), { ...PAYMENT, ...words });
describe('Prize money', () => {
  it('is not paid before there is a list', async () => {
    expect((await organiser.get(LIST)).text).toContain('Chưa công bố danh sách nên chưa chi tiền thưởng.');
    expect((await organiser.get(of(1))).status).toBe(404);
  });

  it('is entered with day, receipt and who took it; what is left is told to the đồng, in words too', async () => {
    await publish('');
    await setClock(house.database, world.contestId, '2021-12-25T09:00:00+07:00');
    expect((await pay(2)).status).toBe(303);
    const sums = (await organiser.get(LIST)).text;
    for (const words of [
      '58.500.000 đồng (Năm mươi tám triệu năm trăm nghìn đồng)',
      '10.500.000 đồng (Mười triệu năm trăm nghìn đồng)',
      '48.000.000 đồng (Bốn mươi tám triệu đồng)',
    ])
      expect(sums).toContain(words);
    const page = (await organiser.get(of(2))).text;
    for (const words of ['Đã chi đủ', 'Chứng từ số PC 01. Người nhận: Lò Văn Nhận.']) expect(page).toContain(words);
    const open = (await organiser.get(`${LIST}?con=1`)).text;
    expect([open.includes(N(1)), open.includes(N(2))]).toEqual([true, false]);
  });

  it.each([
    ['more than is left', { amount: '10.500.001', receiptNumber: 'PC 02' }, 'Hồ sơ chỉ còn phải chi 10.500.000 đồng.'],
    [
      'a day before the list',
      { paidOn: '21/12/2021', receiptNumber: 'PC 02' },
      'Ngày chi phải từ 22/12/2021 (ngày công bố) đến 25/12/2021.',
    ],
    ['a day that has not come', { paidOn: '26/12/2021', receiptNumber: 'PC 02' }, 'đến 25/12/2021.'],
    [
      'a receipt of somebody else, in other letters',
      { receiptNumber: 'pc 01' },
      `Số chứng từ này đã ghi cho hồ sơ ${N(2)}.`,
    ],
    ['no sum', { amount: 'mười triệu' }, 'Nhập số tiền là số nguyên đồng, ví dụ 10.500.000.'],
    ['nobody who took it', { recipient: '', receiptNumber: 'PC 02' }, 'Nhập họ tên người nhận tiền'],
  ])('is refused for %s, beside its field, with the words kept', async (_, words, sentence) => {
    const answer = await pay(3, words);
    expect([answer.status, answer.text.includes(sentence)]).toEqual([422, true]);
    expect(answer.text).toContain(`value="${Object.values({ ...PAYMENT, ...words })[0] ?? ''}"`);
  });

  it('is paid once however many enter it at the same moment', async () => {
    const all = await Promise.all(
      [organiser, second, organiser, second].map((who, i) => pay(3, { receiptNumber: `PC 03${i}` }, who)),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422]);
  });

  it('entered by mistake is withdrawn with a reason, stays readable, and may be entered again', async () => {
    const page = (await organiser.get(of(2))).text;
    const id = /name="payment" value="([0-9a-f-]+)"/.exec(page)?.[1] ?? '';
    expect((await organiser.send(`${of(2)}/bo`, { payment: id, reason: '' }, of(2))).status).toBe(422);
    expect((await organiser.send(`${of(2)}/bo`, { payment: id, reason: 'Ghi nhầm hồ sơ' }, of(2))).status).toBe(303);
    expect((await organiser.send(`${of(2)}/bo`, { payment: id, reason: 'Ghi nhầm hồ sơ' }, of(2))).status).toBe(409);
    expect((await organiser.get(of(2))).text).toContain('Lý do: Ghi nhầm hồ sơ');
    expect((await pay(2, { amount: '5.000.000' })).status).toBe(303);
    expect((await organiser.get(of(2))).text).toContain('Chi một phần');
  });

  it('paid by a list that was replaced is told where the new one gives less, or nothing', async () => {
    // The second one loses points and every prize; what was paid must come back.
    await house.database.source.query(
      `UPDATE score_sheets SET points = '{"A": 0, "B": 0, "C": 0}', total_hundredths = 0 WHERE entry_id = (SELECT id FROM entries WHERE number = '${N(2)}')`,
    );
    await house.database.source.query(`UPDATE prize_tiers SET quantity = quantity - 1 WHERE code = 'ba'`);
    await publish('Sửa điểm theo kết luận kiểm tra');
    const page = (await organiser.get(LIST)).text;
    expect(page).toContain('Đã chi thừa 5.000.000 đồng so với danh sách đang có hiệu lực.');
    expect(page).toMatch(/Không còn trong danh sách/);
    expect((await organiser.get(of(2))).text).toContain('Chi thừa, cần thu lại');
  });

  it('is the organisers’ to enter, the auditors’ to read, and nobody else’s', async () => {
    const auditor = await house.signedIn('kiem-tra');
    expect((await auditor.get(LIST)).status).toBe(200);
    expect((await auditor.get(of(3))).text).not.toContain('Ghi lần chi');
    expect((await auditor.agent.post(of(3)).redirects(0)).status).toBe(403);
    expect((await (await house.signedIn('xa')).get(LIST)).status).toBe(403);
    expect((await house.visitor().get(LIST)).status).toBe(303);
  });

  it('leaves a line in the log for each act', async () => {
    const acts = await house.database.reader.rows<{ act: string }>(
      `SELECT act FROM audit_events WHERE act LIKE 'award-payment.%' ORDER BY id`,
    );
    expect(acts.map(({ act }) => act)).toEqual([
      'award-payment.pay',
      'award-payment.pay',
      'award-payment.withdraw',
      'award-payment.pay',
    ]);
  });
});

describe('The money of a contest', () => {
  const part = (name: string): string => `/to-chuc/${world.slug}/${name}`;
  const add = (name: string, words: Record<string, string>) =>
    organiser.send(`${part(name)}/moi`, { ...words, reason: 'Bổ sung theo quyết định' });

  it('is the sum of its sources, as soon as it has any', async () => {
    const before = await organiser.get(part('kinh-phi'));
    await add('nguon-kinh-phi', { name: 'Ngân sách tỉnh', amount: '60.000.000', documentNumber: '12/QĐ-STC' });
    await add('nguon-kinh-phi', { name: 'Xã hội hóa', amount: '500.000', documentNumber: '' });
    const page = await organiser.get(part('nguon-kinh-phi'));
    // One Ba was taken out above: 15.000.000 + 2 × 10.500.000 + 2 × 7.500.000 are 51.000.000.
    for (const words of ['60.500.000 đồng', '9.500.000 đồng', '12/QĐ-STC']) expect(page.text).toContain(words);
    const typed = await organiser.send(part('kinh-phi'), { budget: '70.000.000', reason: 'Đổi' });
    expect([typed.status, typed.text.includes('Kinh phí là tổng các nguồn: 60.500.000 đồng.')]).toEqual([422, true]);
    await house.database.source.query(`DELETE FROM budget_sources`);
    await house.database.source.query(`UPDATE contests SET budget = 90000000`);
    expect(before.text).toContain('90.000.000');
  });

  it('is warned of where a prize is above what a known paper allows, and may be all the same', async () => {
    const answer = await add('dinh-muc', { prize: 'nhi', known: 'tt56-ba-tap-the' });
    expect(answer.status).toBe(303);
    const page = (await organiser.get(part('dinh-muc'))).text;
    for (const words of ['Giải Nhì', '7.500.000 đồng', 'Thông tư 56/2023/TT-BTC', 'từ 06/10/2023'])
      expect(page).toContain(words);
    // Results of the world's contest are published in 2021: the paper does not hold then.
    expect((await organiser.get(part('thiet-lap'))).text).toContain('nên không so');
    await add('dinh-muc', { prize: 'nhi', amount: '10.000.000', document: 'QĐ 01/2021', article: 'Điều 3' });
    expect((await organiser.get(part('thiet-lap'))).text).toContain(
      'Giải Nhì: 10.500.000 đồng cao hơn mức trần 10.000.000 đồng theo QĐ 01/2021, Điều 3.',
    );
    expect((await add('dinh-muc', { prize: 'nhi', known: 'khong-co' })).status).toBe(422);
    expect((await add('dinh-muc', { prize: '', amount: '', document: '' })).text).toContain('Chọn giải.');
  });
});

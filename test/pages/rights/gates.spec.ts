import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setClock } from '../../fixtures/world.js';
import { formsIn } from '../security/forms.js';
import type { Heard, Keys } from './client.js';
import { PDF } from './dossiers.js';
import { PRINCIPALS } from './principals.js';
import { type Stage, setStage } from './stage.js';
import { checksums } from './tables.js';

jest.setTimeout(120_000);

const SUBMISSION = {
  begins: '2021-11-01T00:00:00.000+07:00',
  last: '2021-11-30T23:59:59.999+07:00',
  ends: '2021-12-01T00:00:00.000+07:00',
};
const VETTING = {
  begins: '2021-11-01T00:00:00.000+07:00',
  last: '2021-12-10T23:59:59.999+07:00',
  ends: '2021-12-11T00:00:00.000+07:00',
};
const JUDGING = {
  begins: '2021-12-11T00:00:00.000+07:00',
  last: '2021-12-20T23:59:59.999+07:00',
  ends: '2021-12-21T00:00:00.000+07:00',
};
const justBefore = (instant: string): string => new Date(new Date(instant).getTime() - 1).toISOString();

/** An act with a window: whose button it is, where its form stands, and when it may be pressed. */
interface Gate {
  act: string;
  account: string;
  /** The page with the form; the form posts to the same address unless `action` says otherwise. */
  page: string;
  words: Record<string, string>;
  window: typeof SUBMISSION;
  file?: boolean;
}

const GATES: readonly Gate[] = [
  {
    act: 'a commune saves the words of a draft',
    account: 'xa',
    page: '/nop/R22221/thong-tin',
    words: { 'ten-nhom': 'Nhóm mới', 'tom-tat': 'Đã sửa.' },
    window: SUBMISSION,
  },
  {
    act: 'a commune sends a file for a draft',
    account: 'xa',
    page: '/nop/R22221/tep/bao-cao',
    words: {},
    window: SUBMISSION,
    file: true,
  },
  {
    act: 'a commune submits a dossier',
    account: 'xa',
    page: '/nop/R22221/kiem-tra',
    words: { camKet: '1' },
    window: SUBMISSION,
  },
  {
    act: 'an office fills its checklist',
    account: 'tham-dinh',
    page: '/tham-dinh/ZALO21-211118-0002',
    words: {},
    window: VETTING,
  },
  {
    act: 'a judge saves points',
    account: 'giam-khao-1',
    page: '/cham/ZALO21-211118-0004',
    words: { 'points[A]': '30', 'points[B]': '20', 'points[C]': '20' },
    window: JUDGING,
  },
  {
    act: 'a judge declines an entry',
    account: 'giam-khao-2',
    page: '/cham/ZALO21-211118-0004/xung-dot',
    words: { reason: 'Người nhà ở bản này.' },
    window: JUDGING,
  },
  {
    act: 'a judge signs the round',
    account: 'giam-khao-1',
    page: '/cham/tong-ket',
    words: { leaveIncomplete: '1' },
    window: JUDGING,
  },
];

describe('The windows of a contest, asked through the pages in whatever order (S11)', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage('submission');
  });
  afterAll(() => stage.close());

  const keysOf = (account: string): Keys => {
    const who = PRINCIPALS.find((one) => one.account === account);
    const keys = who === undefined ? undefined : stage.keys.get(who);
    if (keys === undefined) throw new Error(`nobody is called ${account}`);
    return keys;
  };
  const at = (instant: string) => setClock(stage.app.database, stage.own.contestId, instant);

  /** The words of the form as they stand in the window, where it can be filled in. */
  const filledIn = async ({ account, page, words, window }: Gate): Promise<Record<string, string>> => {
    await at(window.begins);
    const { cookie, csrf } = keysOf(account);
    const shown = await stage.client.send({ path: page, cookie });
    const form = formsIn(shown, page).find(({ action, method }) => method === 'post' && action === page);
    if (form === undefined) throw new Error(`${page} shows no form at ${window.begins}`);
    return { ...form.firstChoices, ...Object.fromEntries(form.fields), ...words, _csrf: csrf };
  };
  let file = 0;
  const press = ({ account, page, file: isFile }: Gate, words: Record<string, string>): Promise<Heard> => {
    const { cookie } = keysOf(account);
    // A key of its own each time, or the second press would be answered as a double click.
    const own = Object.fromEntries(Object.entries(words).filter(([name]) => name !== '_key'));
    if (isFile !== true) return stage.client.form({ path: page, cookie }, own);
    file += 1;
    const parts = Object.entries(own).map(
      ([name, value]) => `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const head =
      '--XX\r\nContent-Disposition: form-data; name="tep"; filename="Báo cáo.pdf"\r\nContent-Type: application/pdf\r\n\r\n';
    return stage.client.send({
      method: 'POST',
      path: page,
      cookie,
      headers: { 'content-type': 'multipart/form-data; boundary=XX' },
      body: `${parts.join('')}${head}${PDF}% ${file}\n\r\n--XX--\r\n`,
    });
  };

  it.each(GATES)('$act: not a millisecond too early or too late', async (gate) => {
    const words = await filledIn(gate);
    for (const instant of [justBefore(gate.window.begins), gate.window.ends, '2022-06-01T00:00:00+07:00']) {
      await at(instant);
      const before = await checksums(stage.app.database);
      const { status } = await press(gate, words);
      expect({ instant, isRefused: [403, 409, 422].includes(status), status }).toMatchObject({ isRefused: true });
      expect(await checksums(stage.app.database)).toEqual(before);
    }
    await at(gate.window.last);
    expect((await press(gate, words)).status).toBe(303);
  });

  it('the secretary does not close a round that has not begun, nor the organiser draft prizes from one that is open', async () => {
    await at(justBefore(JUDGING.begins));
    const before = await checksums(stage.app.database);
    const secretary = keysOf('thu-ky');
    const close = { _csrf: secretary.csrf, version: '1', reason: 'Đã chấm xong.', confirmed: '1' };
    const closed = await stage.client.form({ path: '/thu-ky/khoa', cookie: secretary.cookie }, close);
    const organiser = keysOf('to-chuc');
    const base = `/to-chuc/${stage.own.slug}`;
    const drafted = await stage.client.form(
      { path: `${base}/giai-thuong/lap`, cookie: organiser.cookie },
      { _csrf: organiser.csrf },
    );
    const published = await stage.client.form(
      { path: `${base}/cong-bo`, cookie: organiser.cookie },
      { _csrf: organiser.csrf, version: '1', reason: '' },
    );
    const refused = [403, 404, 409, 422];
    expect([closed, drafted, published].map(({ status }) => refused.includes(status))).toEqual([true, true, true]);
    expect(await checksums(stage.app.database)).toEqual(before);
  });
});

describe('A closed round (S11)', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage('closed');
  });
  afterAll(() => stage.close());

  it('takes no points, no signature, no recusal and no reopening, inside its window as well', async () => {
    await setClock(stage.app.database, stage.own.contestId, JUDGING.begins);
    const before = await checksums(stage.app.database);
    const asked = [
      ['giam-khao-1', '/cham/ZALO21-211118-0004', { 'points[A]': '30', 'points[B]': '20', 'points[C]': '20' }],
      ['giam-khao-1', '/cham/ZALO21-211118-0005/xung-dot', { reason: 'Người nhà ở bản này.' }],
      ['giam-khao-2', '/cham/tong-ket', { leaveIncomplete: '1' }],
      ['thu-ky', '/thu-ky/tien-do/GK1/ZALO21-211118-0004/mo-lai', { reason: 'Chấm nhầm tiêu chí.' }],
      ['thu-ky', '/thu-ky/phan-cong/giao', { mode: 'all' }],
      ['thu-ky', '/thu-ky/khoa', { reason: 'Đóng lần nữa.' }],
    ] as const;
    for (const [account, path, words] of asked) {
      const who = PRINCIPALS.find((one) => one.account === account);
      const keys = who === undefined ? undefined : stage.keys.get(who);
      for (const version of ['1', '2', '3']) {
        const { rubricVersionId: rubric } = stage.own;
        const sent = { ...words, version, rubric, _csrf: keys?.csrf ?? '' };
        const { status } = await stage.client.form({ path, cookie: keys?.cookie ?? '' }, sent);
        expect({ path, isRefused: [403, 404, 409, 422].includes(status), status }).toMatchObject({ isRefused: true });
      }
    }
    expect(await checksums(stage.app.database)).toEqual(before);
  });
});

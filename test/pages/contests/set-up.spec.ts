import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PARTS } from '../../../src/contests/contest.paths.js';
import { imageFile } from '../../fixtures/files.js';
import { hiddenFields, startApp, type TestApp, type Visitor } from '../../app.js';
import { buildWorld, type World } from '../../fixtures/world.js';

let app: TestApp;
let world: World;
let organiser: Visitor;
let province: Visitor;

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await app.database.transaction((tx) =>
    tx.changed(`UPDATE role_assignments SET contest_id = NULL, unit_id = $2 WHERE person_id = $1`, [
      world.actors.organiser2.personId,
      world.units.province,
    ]),
  );
  organiser = await app.signedIn('to-chuc');
  province = await app.signedIn('to-chuc-2');
});
afterAll(() => app.close());

const titleOf = (html: string): string => /<h1>([^<]*)</.exec(html)?.[1] ?? '';

describe('An organiser finds every part of a contest', () => {
  it.each(Object.values(PARTS))('/to-chuc/{slug}/%s', async (part) => {
    const page = await organiser.get(`/to-chuc/${world.slug}/${part}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('DIỄN TẬP');
  });

  it.each(['thiet-lap', 'mo', 'dong-ho', 'tieu-chi/ban-moi', 'thanh-phan/moi', 'the-le/moi', 'gia-han/moi'])(
    '/to-chuc/{slug}/%s',
    async (path) => {
      expect((await organiser.get(`/to-chuc/${world.slug}/${path}`)).status).toBe(200);
    },
  );
});

describe('A contest is made from a template in a few questions', () => {
  it('and leads to its set-up list, which says what is missing', async () => {
    const answer = await province.send('/to-chuc/cuoc-thi/moi', {
      template: 'zalo-lai-chau-2021',
      slug: 'zalo-tap',
      code: 'TAP21',
      scope: world.units.province,
      kind: 'real',
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/to-chuc/zalo-tap/thiet-lap']);
    const page = await province.get('/to-chuc/zalo-tap/thiet-lap');
    expect(titleOf(page.text)).toBe('Thiết lập cuộc thi');
    expect(page.text).toContain('Chưa có người liên hệ');
    expect(page.text).toContain('Ban Giám khảo chưa có thành viên nào');
  });

  it('keeping what was typed when something is wrong', async () => {
    const answer = await province.send('/to-chuc/cuoc-thi/moi', {
      template: 'zalo-lai-chau-2021',
      name: 'Tên mới',
      slug: 'Có Dấu',
      code: 'x',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="Tên mới"');
    expect(answer.text).toContain('Địa chỉ chỉ gồm chữ thường không dấu');
    expect(answer.text).toContain('Chọn địa bàn.');
  });

  it('unless the address is taken', async () => {
    const answer = await province.send('/to-chuc/cuoc-thi/moi', {
      template: 'zalo-lai-chau-2021',
      slug: 'zalo-tap',
      code: 'KHAC',
      scope: world.units.province,
      kind: 'real',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Địa chỉ này đã có cuộc thi khác dùng');
  });
});

describe('A draft is edited freely', () => {
  it('its words', async () => {
    const path = '/to-chuc/zalo-tap/thong-tin-chung';
    const words = {
      slug: 'zalo-tap',
      code: 'TAP21',
      name: 'Tên khác',
      noun: 'Hội thi',
      villageNoun: 'bản',
      organiserName: 'UBND tỉnh Lai Châu',
      contactName: 'Lò Thị Mẫu',
      contactPhone: '0213 3876 501',
      entriesPerVillage: '1',
      sampleNotes: '',
    };
    expect((await province.send(path, words)).status).toBe(303);
    const page = await province.get(path);
    expect(page.text).toContain('value="Tên khác"');
    expect(page.text).toContain('0213 3876 501');
  });

  it('its papers: a new one, moved up, renamed, taken out', async () => {
    const list = '/to-chuc/zalo-tap/thanh-phan';
    const added = await province.send(`${list}/moi`, {
      title: 'Bản cam kết',
      requirement: 'required',
      kinds: ['pdf', 'jpg'],
      maxMb: '10',
      maxFiles: '2',
    });
    expect([added.status, added.headers['location']]).toEqual([303, list]);
    const titles = async (): Promise<string[]> =>
      [...(await province.get(list)).text.matchAll(/<th scope="row">([^<]*)</g)].map((match) => match[1] ?? '');
    expect((await titles()).at(-1)).toBe('Bản cam kết');
    const id =
      /thanh-phan\/([0-9a-f-]{36})">Sửa<span class="visually-hidden"> Bản cam kết/.exec(
        (await province.get(list)).text,
      )?.[1] ?? '';
    expect((await province.send(`${list}/${id}/thu-tu`, { direction: 'up' }, list)).status).toBe(303);
    expect((await titles()).at(-2)).toBe('Bản cam kết');
    const saved = await province.send(`${list}/${id}`, {
      title: 'Cam kết',
      requirement: 'optional',
      kinds: 'pdf',
      maxMb: '5',
      maxFiles: '1',
    });
    expect(saved.status).toBe(303);
    expect((await titles()).at(-2)).toBe('Cam kết');
    expect((await province.send(`${list}/${id}/xoa`)).status).toBe(303);
    expect(await titles()).not.toContain('Cam kết');
  });

  it('its people', async () => {
    const page = await province.get('/to-chuc/zalo-tap/thanh-vien/moi');
    const jury = /<option value="([0-9a-f-]{36})">Ban Giám khảo/.exec(page.text)?.[1] ?? '';
    const answer = await province.send('/to-chuc/zalo-tap/thanh-vien/moi', {
      bodyId: jury,
      fullName: 'Trần Thị Một',
      position: 'Trưởng ban',
    });
    expect(answer.status).toBe(303);
    expect((await province.get('/to-chuc/zalo-tap/thanh-vien')).text).toContain('Trần Thị Một');
  });

  it('and is not public until it is opened', async () => {
    const visitor = app.visitor();
    expect((await visitor.get('/cuoc-thi/zalo-tap')).status).toBe(404);
    expect((await visitor.get('/cuoc-thi/zalo-tap/the-le')).status).toBe(404);
    expect((await visitor.get('/cuoc-thi')).text).not.toContain('Tên khác');
    expect((await province.send('/to-chuc/zalo-tap/mo')).status).toBe(303);
    expect((await visitor.get('/cuoc-thi/zalo-tap')).status).toBe(200);
    expect((await visitor.get('/cuoc-thi')).text).toContain('Tên khác');
  });
});

describe('Two people edit one contest', () => {
  it('and the second is shown the difference, then may save over it', async () => {
    const path = `/to-chuc/${world.slug}/kinh-phi`;
    const page = await organiser.get(path);
    const stale = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '';
    expect((await province.send(path, { budget: '95.000.000', reason: 'Bổ sung kinh phí' })).status).toBe(303);
    const late = await organiser.send(path, { budget: '80.000.000', reason: 'Giảm kinh phí', version: stale });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Bùi Thị Chức');
    expect(late.text).toContain('80.000.000');
    expect(late.text).toContain('95.000.000');
  });
});

describe('Two people edit one contest, and one of them also makes a mistake', () => {
  it('which, once mended, still does not overwrite what the other saved meanwhile', async () => {
    const path = `/to-chuc/${world.slug}/kinh-phi`;
    const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    const opened = versionIn((await organiser.get(path)).text);
    expect((await province.send(path, { budget: '96.000.000', reason: 'Bổ sung lần hai' })).status).toBe(303);
    const faulty = await organiser.send(path, { budget: 'tám mươi', reason: 'Giảm', version: opened });
    expect([faulty.status, versionIn(faulty.text)]).toEqual([422, opened]);
    const mended = await organiser.send(path, {
      budget: '80.000.000',
      reason: 'Giảm',
      version: versionIn(faulty.text),
    });
    expect(mended.status).toBe(409);
    expect(mended.text).toContain('96.000.000');
    // Having seen the difference, the reader goes on from there.
    expect(Number(versionIn(mended.text))).toBeGreaterThan(Number(opened));
  });
});

describe('The papers of a version of the rules', () => {
  const paper = async (files: { name: string; bytes: Buffer }[]) => {
    const rules = await province.get(`/to-chuc/${world.slug}/the-le`);
    const path = /href="(\/to-chuc\/[^"]+\/the-le\/[^"]+\/tep)"/.exec(rules.text)?.[1] ?? '';
    let form = province.agent.post(path).redirects(0).field('reason', 'Bổ sung phụ lục của thể lệ');
    for (const [name, value] of Object.entries(hiddenFields((await province.get(path)).text, path)))
      form = form.field(name, value);
    for (const { name, bytes } of files) form = form.attach('files', bytes, name);
    return { path, answer: await form };
  };

  it('are taken one by one: the page names each that is not, keeps the reason and has the good ones', async () => {
    const { path, answer } = await paper([
      { name: 'hỏng.pdf', bytes: Buffer.from('%PDF-1.4 gãy') },
      { name: 'phụ lục 1.jpg', bytes: await imageFile('jpeg') },
    ]);
    expect(answer.status).toBe(422);
    expect(titleOf(answer.text)).toContain('Tệp kèm');
    expect(answer.text).toContain('“hỏng.pdf”');
    expect(answer.text).toContain('1 tệp còn lại đã được thêm.');
    expect(answer.text).toContain('Bổ sung phụ lục của thể lệ</textarea>');
    expect((await province.get(path)).text).toContain('phụ lục 1.jpg');
  });

  it('and none chosen is said so', async () => {
    const { answer } = await paper([]);
    expect([answer.status, answer.text.includes('Chọn tệp rồi bấm Gửi tệp.')]).toEqual([422, true]);
  });
});

describe('An open contest', () => {
  it('changes only with a reason', async () => {
    const answer = await organiser.send(`/to-chuc/${world.slug}/kinh-phi`, { budget: '91.000.000' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Nêu lý do thay đổi');
  });

  it('never shortens a deadline', async () => {
    const path = `/to-chuc/${world.slug}/moc-thoi-gian`;
    const page = await organiser.get(path);
    const words = Object.fromEntries(
      [...page.text.matchAll(/<input class="input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)].map((match) => [
        match[1] ?? '',
        match[2] ?? '',
      ]),
    );
    const shorter = await organiser.send(path, { ...words, submissionUntil: '30/11/2021', reason: 'Cần sớm hơn' });
    expect(shorter.status).toBe(422);
    expect(shorter.text).toContain('không rút ngắn');
    const longer = await organiser.send(path, {
      ...words,
      submissionUntil: '02/12/2021',
      reason: 'Lùi hạn cho tất cả',
    });
    expect(longer.status).toBe(303);
  });

  it('is extended for one unit by a document, for a reason, never backwards', async () => {
    const path = `/to-chuc/${world.slug}/gia-han/moi`;
    const words = {
      for: `submission:${world.units.banBo}`,
      documentNumber: '15/BTC',
      reason: 'Mất điện do mưa lũ',
    };
    const back = await organiser.send(path, { ...words, until: '01/12/2021' });
    expect(back.status).toBe(422);
    expect(back.text).toContain('Gia hạn phải dài hơn');
    expect((await organiser.send(path, { ...words, until: '04/12/2021', untilTime: '00:00' })).status).toBe(303);
    expect((await organiser.get(`/to-chuc/${world.slug}/gia-han`)).text).toContain('hết ngày 03/12/2021');
  });

  it('gives more time to all, which the public page announces, and to one draft by its code', async () => {
    const path = `/to-chuc/${world.slug}/gia-han/moi`;
    const words = { untilTime: '00:00', documentNumber: '17/BTC', reason: 'Mưa lũ' };
    const forAll = { ...words, for: 'submission:all', until: '03/12/2021' };
    expect((await organiser.send(path, forAll)).status).toBe(303);
    expect((await organiser.send(path, { ...forAll, until: '02/12/2021' })).text).toContain('Gia hạn phải dài hơn');
    expect((await organiser.get(`/cuoc-thi/${world.slug}`)).text).toContain(
      'Gia hạn đến hết ngày 02/12/2021 theo 17/BTC',
    );
    const forOne = { ...words, for: 'submission:entry', until: '06/12/2021' };
    expect((await organiser.send(path, forOne)).status).toBe(422);
    const unknown = await organiser.send(path, { ...forOne, entryCode: 'ZZZZZZ' });
    expect([unknown.status, unknown.text.includes('Không có hồ sơ nháp nào mang mã này')]).toEqual([422, true]);
  });

  it('gives an extension to units of its own alone', async () => {
    const answer = await organiser.send(`/to-chuc/${world.slug}/gia-han/moi`, {
      for: `submission:${world.units.province}`,
      until: '05/12/2021',
      documentNumber: '16/BTC',
      reason: 'Thử',
    });
    expect(answer.status).toBe(422);
  });
});

describe('The clock of a rehearsal', () => {
  it('is put by hand, by button, or follows the real time', async () => {
    const path = `/to-chuc/${world.slug}/dong-ho`;
    expect((await organiser.send(path, { press: 'set', at: '30/11/2021', atTime: '17:00' })).status).toBe(303);
    expect((await organiser.get(path)).text).toContain('17:00 thứ Ba, 30/11/2021');
    expect((await organiser.send(path, { press: 'submission-end' })).status).toBe(303);
    expect((await organiser.get(path)).text).toContain('23:59 thứ Tư, 01/12/2021');
    expect((await organiser.send(path, { press: 'follow' })).status).toBe(303);
    expect((await organiser.get(path)).text).toContain('Đang theo giờ thật');
  });

  it('does not exist for a real contest', async () => {
    expect((await province.get('/to-chuc/zalo-tap/dong-ho')).status).toBe(404);
  });
});

describe('To others a contest being set up does not exist', () => {
  it.each(['thiet-lap', 'thong-tin-chung', 'thanh-phan', 'mo', 'don-vi'])('/to-chuc/{slug}/%s', async (part) => {
    expect((await organiser.get(`/to-chuc/zalo-tap/${part}`)).status).toBe(404);
  });

  it('and other roles may not organise', async () => {
    const secretary = await app.signedIn('thu-ky');
    expect((await secretary.get(`/to-chuc/${world.slug}/thiet-lap`)).status).toBe(403);
  });

  it('and an organiser of one contest creates none', async () => {
    expect((await organiser.get('/to-chuc/cuoc-thi/moi')).status).toBe(403);
  });
});

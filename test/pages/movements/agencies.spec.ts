import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begunDrive, begunMovement } from '../../fixtures/movements.js';
import { sendCsv } from '../../fixtures/pledges.js';
import { buildWorld } from '../../fixtures/world.js';

let app: TestApp;
let organiser: Visitor;
let units: string;

beforeAll(async () => {
  app = await startApp();
  const world = await buildWorld(app.database);
  organiser = await app.signedIn('to-chuc');
  const movement = await begunMovement(organiser, world.units.province);
  const words = {
    name: 'Cài ứng dụng',
    unitsOn: '01/11/2021',
    startsOn: '25/10/2021',
    endsOn: '25/11/2021',
    rhythm: 'weekly',
    dueWeekday: '5',
    confirms: 'nobody',
    'indicatorName[0]': 'Số người đã cài',
    'target[0]': '100',
    guidance: '',
    link: '',
    linkName: '',
  };
  const drive = await begunDrive(organiser, movement, world.units.tamDuong, words, 'cai-ung-dung');
  units = drive.endsWith('/don-vi') ? drive : `${drive}/don-vi`;
});
afterAll(() => app.close());

const HEAD = 'Xã,Cơ quan,Số người phải thực hiện,Người kiểm soát';

describe('The list of agencies of a drive', () => {
  it('comes in all or nothing: what cannot be read and what is not there are told together, by line', async () => {
    const csv = [
      HEAD,
      'Bản Bo,Trường Tiểu học,mười,',
      'Noong Hẻo,Trạm Y tế,9,',
      'Tân Phong,,0,',
      'Bình Lư,Trường THCS,21,Lò Văn Mẫu',
    ];
    const { status, text } = await sendCsv(organiser, units, {}, csv.join('\n'));
    expect(status).toBe(422);
    expect(text).toContain('5 lỗi. Chưa ghi dòng nào.');
    for (const told of [
      'Dòng 2: số người “mười” không phải số nguyên lớn hơn 0.',
      'Dòng 3: “Noong Hẻo” không có trong địa bàn của đợt.',
      'Dòng 4: chưa ghi tên cơ quan.',
      'Dòng 4: “Tân Phong” không có trong địa bàn của đợt.',
    ])
      expect(text.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')).toContain(told);
    expect((await organiser.get(units)).text).toContain('Chưa có đơn vị nào trong danh sách.');
  });

  it('is pasted where there is no file to choose, and a short faulty file stands there to be put right', async () => {
    const faulty = await sendCsv(organiser, units, {}, [HEAD, 'Bản Bo,"Trường A, B",mười,'].join('\n'));
    expect(faulty.text).toContain('Bản Bo\tTrường A, B\tmười');
    const nothing = await sendCsv(organiser, units, {}, '');
    expect([nothing.status, nothing.text.includes('Chọn tệp, hoặc dán bảng vào ô bên dưới.')]).toEqual([422, true]);
    const pasted = [HEAD.replaceAll(',', ';'), 'Bản Bo;Trường A, B;10;'].join('\n');
    expect((await sendCsv(organiser, units, { csv: pasted }, '')).status).toBe(303);
    expect((await organiser.get(units)).text).toContain('Trường A, B');
  });

  it('names who controls the doors of each', async () => {
    const csv = [HEAD, 'Bản Bo,Trường Tiểu học,10,', 'Bình Lư,Trường THCS,21,Lò Văn Mẫu'];
    expect((await sendCsv(organiser, units, {}, csv.join('\n'))).status).toBe(303);
    const { text } = await organiser.get(units);
    expect(text).toContain('2 đơn vị báo cáo');
    expect(text).toContain('Lò Văn Mẫu');
  });
});

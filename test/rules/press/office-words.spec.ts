import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { pressDocx } from '../../../src/press/docx.js';
import { officeWords } from '../../../src/press/office-words.js';
import { stopPresses } from '../../../src/press/press-thread.js';
import { anySheet } from '../../../src/press/sheet.js';
import { writeWorkbook } from '../../../src/press/workbook.js';
import { unzip } from '../../fixtures/workbooks.js';

afterAll(stopPresses);

const wordsOf = (parts: ReadonlyMap<string, Buffer>, mostSigns = 10_000): Promise<string> =>
  officeWords(
    { paths: [...parts.keys()], part: (path) => Promise.resolve(parts.get(path) ?? Buffer.alloc(0)) },
    { mostSigns },
  );
const packed = (parts: Readonly<Record<string, string>>): Map<string, Buffer> =>
  new Map(Object.entries(parts).map(([path, xml]) => [path, Buffer.from(xml)]));

describe('The words of an office document', () => {
  it('are those of a Word file as a program wrote it', async () => {
    const docx = await pressDocx({
      title: 'Báo cáo',
      madeAt: new Date('2021-11-20T02:00:00Z'),
      landscape: false,
      framed: false,
      blocks: [{ kind: 'lines', lines: ['Nhóm Zalo bản Nậm Ngập', 'Xã Bản Bo & bản bên'] }],
      foot: '',
    });
    expect((await wordsOf(unzip(docx))).split('\n')).toEqual(
      expect.arrayContaining(['- Nhóm Zalo bản Nậm Ngập', '- Xã Bản Bo & bản bên', 'Báo cáo']),
    );
  });

  it('are those of an Excel file as a program wrote it, with the names of its sheets', async () => {
    const out = new PassThrough();
    const columns = [{ header: 'Tên nhóm', kind: 'text' as const, width: 20, value: (text: string) => text }];
    const rows = ['Nhóm “Nậm Ngập”'];
    const sheet = anySheet({
      name: 'Bản Nà Can',
      heading: [],
      columns,
      rows,
      closing: null,
      footing: [],
      landscape: false,
    });
    const [xlsx] = await Promise.all([buffer(out), writeWorkbook([sheet], out)]);
    const lines = (await wordsOf(unzip(xlsx))).split('\n');
    expect(lines).toEqual(expect.arrayContaining(['Bản Nà Can', 'Tên nhóm', 'Nhóm “Nậm Ngập”']));
  });

  it('run on where Word broke off in the middle of one, and begin anew behind a paragraph, a break and a tab', async () => {
    const document =
      '<w:document><w:p><w:r><w:t>Nậm Ng</w:t></w:r><w:r><w:t>ập</w:t><w:tab/><w:t>xã</w:t><w:br/><w:t>Bản Bo</w:t></w:r></w:p>' +
      '<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>Hết</w:t></w:r></w:p></w:document>';
    expect((await wordsOf(packed({ 'word/document.xml': document }))).trim()).toBe('Nậm Ngập\nxã\nBản Bo\nHết');
  });

  it('are read from heads, notes and what the program says of the maker, and from nowhere else', async () => {
    const words = await wordsOf(
      packed({
        'word/header1.xml': '<w:hdr><w:p><w:r><w:t>UBND xã Bản Bo</w:t></w:r></w:p></w:hdr>',
        'word/footnotes.xml': '<w:footnotes><w:p><w:r><w:t>Chú thích</w:t></w:r></w:p></w:footnotes>',
        'docProps/app.xml': '<Properties><Company>Huyện Tam Đường</Company><Pages>3</Pages></Properties>',
        'docProps/core.xml': '<cp><dc:creator>Lò Văn Mẫu</dc:creator></cp>',
        'xl/worksheets/sheet1.xml': '<worksheet><c t="str"><f>HÀM(1)</f><v>Kết quả</v></c><c><v>42</v></c></worksheet>',
        'word/styles.xml': '<w:styles><w:t>Kiểu</w:t></w:styles>',
      }),
    );
    expect(words.split('\n').filter((line) => line !== '')).toEqual([
      'UBND xã Bản Bo',
      'Chú thích',
      'Huyện Tam Đường',
      'Lò Văn Mẫu',
      'Kết quả',
    ]);
  });

  it('end at as many signs as are asked for', async () => {
    const long = `<w:p><w:t>${'a'.repeat(50)}</w:t></w:p>`.repeat(4);
    expect(await wordsOf(packed({ 'word/document.xml': `<w>${long}</w>` }), 60)).toHaveLength(60);
  });
});

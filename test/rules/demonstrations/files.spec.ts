import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Workbook } from '@cj-tech-master/excelts';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { sampleDossiers } from '../../../src/demonstrations/materials/dossiers.js';
import {
  type SampleFile,
  makeDossierFiles,
  makePartFiles,
} from '../../../src/demonstrations/materials/files/dossier-files.js';
import { dossierTexts } from '../../../src/demonstrations/materials/texts.js';

const [dossier, neighbour] = sampleDossiers();
if (dossier === undefined || neighbour === undefined) throw new Error('there are no sample dossiers');

let pdfium: PDFiumLibrary;
let files: SampleFile[];
beforeAll(async () => {
  pdfium = await PDFiumLibrary.init();
  files = await makeDossierFiles(dossier);
});
afterAll(() => pdfium.destroy());

async function pageTexts(bytes: Buffer): Promise<string[]> {
  const document = await pdfium.loadDocument(bytes);
  const texts = [...document.pages()].map((page) => page.getText().normalize('NFC').replace(/\s+/g, ' '));
  document.destroy();
  return texts;
}
const bytesOf = (part: SampleFile['part']): Buffer => {
  const file = files.find((each) => each.part === part);
  if (file === undefined) throw new Error(`no file for ${part}`);
  return file.bytes;
};

describe('The files of a sample dossier', () => {
  it('are one PDF, two JPEG and one XLSX, each what its name says and below 150 KB', async () => {
    expect(files.map((file) => file.part)).toEqual(['report', 'photos', 'photos', 'members']);
    for (const file of files) {
      expect(file.name.endsWith(`.${(await fileTypeFromBuffer(file.bytes))?.ext ?? '?'}`)).toBe(true);
      expect(file.name).toBe(file.name.normalize('NFC'));
      expect(file.bytes.length).toBeLessThan(150 * 1024);
    }
    expect(new Set(files.map((file) => file.name)).size).toBe(4);
  });

  it('the report has one or two pages, names the village and its figures, and says on every page that it is a sample', async () => {
    const pages = await pageTexts(bytesOf('report'));
    const { facts } = dossierTexts(dossier);
    expect([1, 2]).toContain(pages.length);
    expect(pages.every((page) => page.includes('Hồ sơ mẫu phục vụ diễn tập'))).toBe(true);
    expect(pages[0]).toContain('BÁO CÁO THÀNH TÍCH');
    expect(pages[0]).toContain(`${facts.householdsInGroup}/${facts.householdCount} hộ`);
    expect(pages.join(' ')).toContain(facts.leader);
  });

  it('a report sent again after a return carries the confirmation that the first one lacked', async () => {
    const [again] = await makePartFiles(dossier, 'report', 'supplement');
    const confirmed = 'Đã kiểm tra, đúng thực tế';
    expect((await pageTexts(bytesOf('report'))).join(' ')).not.toContain(confirmed);
    expect((await pageTexts(again?.bytes ?? Buffer.alloc(0))).join(' ')).toContain(confirmed);
    expect(again?.name).toContain('(bổ sung)');
  });

  it('the member list holds as many people as the dossier declares, one leader and two deputies', async () => {
    const texts = dossierTexts(dossier);
    const workbook = new Workbook();
    await workbook.xlsx.load(bytesOf('members'));
    const sheet = workbook.getWorksheet('Thành viên');
    const cell = (row: number, column: number): string => String(sheet?.getCell(row, column).value ?? '');
    expect([1, 2, 3, 4].map((column) => cell(5, column))).toEqual(['STT', 'Họ và tên', 'Vai trò', 'Ghi chú']);
    const members = Array.from({ length: texts.memberCount }, (_, index) => ({
      name: cell(6 + index, 2),
      role: cell(6 + index, 3),
    }));
    expect(cell(6 + texts.memberCount, 2)).toBe('');
    expect(members[0]).toEqual({ name: texts.leader.fullName, role: 'Trưởng nhóm' });
    expect(members.filter(({ role }) => role === 'Phó trưởng nhóm')).toHaveLength(2);
    expect(new Set(members.map(({ name }) => name)).size).toBe(texts.memberCount);
  });

  it('photos are 1280 × 960 and no two are alike, neither within a dossier nor between two', async () => {
    const photos = [...files, ...(await makeDossierFiles(neighbour))].filter((file) => file.part === 'photos');
    for (const photo of photos)
      expect(await sharp(photo.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1280, height: 960 });
    expect(new Set(photos.map((photo) => photo.bytes.toString('base64'))).size).toBe(4);
  });

  it('are the same bytes when made again', async () => {
    expect(await makeDossierFiles(dossier)).toEqual(files);
  });
});

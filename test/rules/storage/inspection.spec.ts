import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { Refused } from '../../../src/kernel/refusal.js';
import { inspectFile } from '../../../src/storage/file-inspection.js';
import { FILE_KINDS } from '../../../src/storage/file-kinds.js';
import { stopHeicReader } from '../../../src/storage/heic-pictures.js';
import { stopPdfReader } from '../../../src/storage/pdf-pages.js';
import { STORAGE_WORDINGS } from '../../../src/storage/storage.wording.js';
import {
  flatPng,
  heicFile,
  imageFile,
  mp4File,
  officeFile,
  officeParts,
  pdfFile,
  zipFile,
} from '../../fixtures/files.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoithi-look-'));
});
afterAll(async () => {
  await Promise.all([stopPdfReader(), stopHeicReader()]);
  await rm(folder, { recursive: true });
});

/** What comes of a file of this name and content: its kind, or the code of the refusal, which must have words. */
async function look(name: string, content: Buffer | string, kinds: readonly string[] = FILE_KINDS): Promise<string> {
  const bytes = Buffer.from(content);
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  try {
    return (await inspectFile(path, bytes.length, name, kinds)).kind;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(STORAGE_WORDINGS[error.refusal.code]?.say(error.refusal)).toMatch(/\.$/);
    return error.refusal.code;
  }
}

/** The sentence by which a file is refused. */
async function sentenceOn(name: string, content: Buffer): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  try {
    return (await inspectFile(path, content.length, name, FILE_KINDS)).kind;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return STORAGE_WORDINGS[error.refusal.code]?.say(error.refusal) ?? '';
  }
}

const GIF_JS = 'GIF89a/*\x01\0\x01\0*/=1;alert(1);';
const ALIEN = '<html><script>alert(1)</script></html>';

describe('A file is what its name and its content both say', () => {
  it('for every kind there is', async () => {
    expect(await look('a.pdf', pdfFile())).toBe('pdf');
    expect(await look('a.jpeg', await imageFile('jpeg'))).toBe('jpg');
    expect(await look('a.png', await imageFile('png'))).toBe('png');
    expect(await look('a.webp', await imageFile('webp'))).toBe('webp');
    expect(await look('a.heic', heicFile())).toBe('heic');
    expect(await look('a.docx', officeFile('docx'))).toBe('docx');
    expect(await look('a.xlsx', officeFile('xlsx'))).toBe('xlsx');
    expect(await look('a.mp4', mp4File())).toBe('mp4');
  });

  it('so a right file under another kind’s name is refused, and one that the slot does not take', async () => {
    expect(await look('a.pdf', await imageFile('jpeg'))).toBe('file-kind-differs');
    expect(await look('a.docx', officeFile('xlsx'))).toBe('file-kind-differs');
    expect(await look('a.jpg', await imageFile('png'))).toBe('file-kind-differs');
    expect(await look('a.pdf', pdfFile(), ['jpg'])).toBe('file-kind-not-here');
  });

  it('counts the pages of a PDF', async () => {
    await writeFile(join(folder, 'three'), pdfFile(3));
    expect(await inspectFile(join(folder, 'three'), pdfFile(3).length, 'ba.pdf', ['pdf'])).toEqual({
      name: 'ba.pdf',
      kind: 'pdf',
      pages: 3,
    });
  });
});

describe('What pretends to be something else is refused', () => {
  it.each([
    ['HTML named .pdf', 'a.pdf', ALIEN, 'file-kind-unknown'],
    ['a program named .docx', 'a.docx', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'file-kind-unknown'],
    [
      'an SVG with a script named .png',
      'a.png',
      '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'file-kind-unknown',
    ],
    ['XML with entities named .xlsx', 'a.xlsx', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'file-kind-unknown'],
    ['a GIF that is also a script', 'a.jpg', GIF_JS, 'file-kind-unknown'],
    ['JSON named .jpg', 'a.jpg', '{"a":1}', 'file-kind-unknown'],
    [
      'an old Word file',
      'a.docx',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]),
      'file-old-office',
    ],
    ['nothing at all', 'a.pdf', '', 'file-empty'],
    ['one byte', 'a.pdf', '%', 'file-kind-unknown'],
    ['a PDF that begins later', 'a.pdf', Buffer.concat([Buffer.from('junk\n'), pdfFile()]), 'file-kind-unknown'],
    ['a page that says it is a PDF further down', 'a.pdf', `${ALIEN}%PDF-1.4`, 'file-kind-unknown'],
    ['a PDF without its end', 'a.pdf', pdfFile().subarray(0, 60), 'file-cut-off'],
    [
      'a PDF behind a password',
      'a.pdf',
      pdfFile(1, 'x').toString().replace('/Root', '/Encrypt 9 0 R /Root'),
      'file-locked',
    ],
    [
      'a PDF that is also an archive',
      'a.pdf',
      Buffer.concat([pdfFile(), zipFile([{ name: 'a', content: 'b' }])]),
      'file-two-kinds',
    ],
  ])('%s', async (_what, name, content, code) => expect(await look(name, content)).toBe(code));

  it('a picture that is also an archive, a page or a PHP archive', async () => {
    const photo = await imageFile('jpeg');
    expect(await look('a.jpg', Buffer.concat([photo, zipFile([{ name: 'a', content: 'b' }])]))).toBe('file-two-kinds');
    expect(await look('a.jpg', Buffer.concat([photo, Buffer.from(ALIEN)]))).toBe('file-two-kinds');
    expect(await look('a.jpg', Buffer.concat([photo, Buffer.from('<?php __HALT_COMPILER(); ?>')]))).toBe(
      'file-two-kinds',
    );
  });

  it('a picture that was cut off on its way', async () => {
    const noise = await sharp(Buffer.alloc(300 * 300 * 3, 'noise with some detail'), {
      raw: { width: 300, height: 300, channels: 3 },
    })
      .jpeg()
      .toBuffer();
    expect(await look('a.jpg', noise)).toBe('jpg');
    expect(await look('a.jpg', noise.subarray(0, noise.length / 2))).toBe('file-cut-off');
  });
});

describe('A bomb is refused before it goes off', () => {
  it('a picture of 17 000 × 17 000 pixels in less than a megabyte', async () => {
    const bomb = flatPng(17_000);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage.rss();
    expect(await look('a.png', bomb)).toBe('image-too-large');
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
  });

  it.each([
    ['a plain one', 'a.png', flatPng(11_000), '120 triệu'],
    ['one in several passes', 'a.png', flatPng(6_400, { interlaced: true }), '40 triệu'],
    ['a photo of an iPhone', 'a.heic', heicFile({ width: 8_000, height: 6_400 }), '50 triệu'],
  ])('a picture of more pixels than its kind may have, with that number: %s', async (_what, name, content, most) => {
    expect(await sentenceOn(name, content)).toContain(`còn nhiều nhất ${most} điểm`);
  });

  it('a picture that moves for longer than fifty frames', async () => {
    const frames = Buffer.concat(Array.from({ length: 51 }, (_, i) => Buffer.alloc(8 * 8 * 3, i * 5)));
    const moving = await sharp(frames, { raw: { width: 8, height: 8 * 51, channels: 3, pageHeight: 8 } })
      .webp({ lossless: true })
      .toBuffer();
    expect(await sentenceOn('a.webp', moving)).toContain('ảnh động có hơn 50 hình');
  });

  it.each([
    ['one member of 300 : 1', { size: 300 * 1024 * 1024 }, 'file-is-a-bomb'],
    ['more than 400 MB in all', { size: 500 * 1024 * 1024 }, 'file-is-a-bomb'],
    ['members that lie over one another', { offset: 0 }, 'file-broken'],
    ['an encrypted member', { flags: 0x801 }, 'file-locked'],
    ['a link', { attributes: 0xa1ff0000 }, 'file-broken'],
  ])('an archive with %s', async (_what, claims, code) => {
    const parts = [...officeParts('docx'), { name: 'word/media/x.bin', content: 'x'.repeat(100), claims }];
    expect(await look('a.docx', zipFile(parts))).toBe(code);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'C:/x', 'a\\b'])('an archive with a member named %s', async (name) => {
    expect(await look('a.docx', zipFile([...officeParts('docx'), { name, content: 'x' }]))).toBe('file-broken');
  });

  it('an archive of 10 000 members, or with something before or behind it', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ name: `x${i}`, content: '' }));
    expect(await look('a.docx', zipFile([...officeParts('docx'), ...many]))).toBe('file-is-a-bomb');
    expect(await look('a.docx', zipFile(officeParts('docx'), { after: 'behind' }))).toBe('file-broken');
  });

  it('a type list that inflates without end', async () => {
    const [, ...rest] = officeParts('docx');
    const types = { name: '[Content_Types].xml', content: Buffer.alloc(40 * 1024 * 1024, ' '), claims: { size: 1000 } };
    expect(await look('a.docx', zipFile([types, ...rest]))).toBe('file-broken');
  });
});

describe('Macros are refused, wherever they hide', () => {
  it.each([
    ['declared', zipFile(officeParts('docx', 'macroEnabled.main'))],
    ['as a part', zipFile([...officeParts('docx'), { name: 'word/vbaProject.bin', content: 'x' }])],
    ['as a program', zipFile([...officeParts('docx'), { name: 'word/embeddings/x.exe', content: 'MZ' }])],
  ])('%s', async (_where, content) => expect(await look('a.docx', content)).toBe('file-has-macros'));

  it('an archive that is no document at all', async () => {
    expect(await look('a.docx', zipFile([{ name: 'a.txt', content: 'x' }]))).toBe('file-kind-unknown');
  });
});

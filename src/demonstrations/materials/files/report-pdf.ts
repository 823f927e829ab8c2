import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { type Instant, plusMilliseconds } from '../../../kernel/instant.js';
import { formatPaperDate } from '../../../kernel/vietnamese/dates.js';
import type { SampleDossier } from '../dossiers.js';
import { writeAchievements } from '../summaries.js';
import type { DossierTexts } from '../texts.js';
import type { Edition } from './edition.js';

type FontName = 'regular' | 'italic' | 'bold' | 'bold-italic';
const FONT_FILES: Readonly<Record<FontName, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  'bold-italic': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};
const MILLIMETRE = 72 / 25.4;
// Decree 30/2020, appendix I, I.3: A4, top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm
const MARGINS = { top: 20 * MILLIMETRE, bottom: 22 * MILLIMETRE, left: 30 * MILLIMETRE, right: 18 * MILLIMETRE };
const WIDTH = 595.28 - MARGINS.left - MARGINS.right;
const DAY = 86_400_000;
const DRAFTED_ON = new Date('2021-11-25T09:00:00+07:00');

type ParsedFont = Parameters<PDFKit.PDFDocument['registerFont']>[1];
let parsedFonts: Map<FontName, ParsedFont> | null = null;

/**
 * The four faces, parsed once: reading their tables is two thirds of the work of a page. PDFKit takes a parsed font in place of
 * bytes but offers no way to parse one, so it is taken out of a document that is thrown away.
 */
function fonts(): Map<FontName, ParsedFont> {
  if (parsedFonts !== null) return parsedFonts;
  const resolve = createRequire(import.meta.url).resolve;
  const scratch = new PDFDocument();
  parsedFonts = new Map();
  for (const [name, file] of Object.entries(FONT_FILES) as [FontName, string][]) {
    scratch.font(readFileSync(resolve(`@expo-google-fonts/tinos/${file}`)));
    parsedFonts.set(name, (scratch as unknown as { _font: { font: ParsedFont } })._font.font);
  }
  return parsedFonts;
}

/**
 * The achievement report of one sample dossier, one or two A4 pages in the layout of Decree 30/2020, with the figures that the
 * dossier declares. Each page says that it is a sample for rehearsal; the supplement
 * is confirmed by the commune. The same bytes for the same arguments.
 */
export function makeReportPdf(dossier: SampleDossier, texts: DossierTexts, edition: Edition): Promise<Buffer> {
  const writtenOn = plusMilliseconds(dossier.submittedAt ?? DRAFTED_ON, edition === 'first' ? -DAY : DAY);
  const document = new PDFDocument({
    size: 'A4',
    margins: MARGINS,
    bufferPages: true,
    lang: 'vi',
    info: {
      Title: `Báo cáo thành tích ${texts.groupName}`,
      Author: 'Hồ sơ mẫu',
      CreationDate: writtenOn,
      ModDate: writtenOn,
    },
  });
  for (const [name, font] of fonts()) document.registerFont(name, font);
  const chunks: Buffer[] = [];
  const written = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  new Report(document, dossier, texts).write(writtenOn, edition);
  document.end();
  return written;
}

class Report {
  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly dossier: SampleDossier,
    private readonly texts: DossierTexts,
  ) {}

  write(writtenOn: Instant, edition: Edition): void {
    this.writeHead(writtenOn);
    this.writeBody();
    this.writeSignatures(edition);
    this.markPages();
  }

  private writeHead(writtenOn: Instant): void {
    const { document } = this;
    const { name, communeName } = this.dossier.village;
    const [left, right] = [WIDTH * 0.4, WIDTH * 0.6];
    const x = document.page.margins.left;
    const top = document.y;
    this.centred(`UBND ${communeName.toUpperCase()}`, { x, y: top, width: left, font: 'regular', size: 12 });
    this.centred(name.toUpperCase(), { x, y: top + 15, width: left, font: 'bold', size: 12 });
    this.rule(x + left / 2, top + 32, 60);
    const motto = { x: x + left, width: right };
    this.centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...motto, y: top, font: 'bold', size: 12 });
    this.centred('Độc lập - Tự do - Hạnh phúc', { ...motto, y: top + 15, font: 'bold', size: 13 });
    this.rule(x + left + right / 2, top + 32, 160);
    const place = communeName.replace(/^(Xã|Thị trấn) /, '');
    this.centred(`${place}, ${formatPaperDate(writtenOn)}`, { ...motto, y: top + 42, font: 'italic', size: 13 });
    const full = { x, width: WIDTH };
    this.centred('BÁO CÁO THÀNH TÍCH', { ...full, y: top + 78, font: 'bold', size: 14 });
    const contest = 'Tham gia Cuộc thi “Sử dụng hiệu quả nhóm Zalo cộng đồng\ntrong phòng, chống dịch Covid-19”';
    this.centred(contest, { ...full, y: top + 96, font: 'bold', size: 13 });
    document.y += 12;
    document.x = x;
  }

  private writeBody(): void {
    const { facts, leaderPhone, groupName } = this.texts;
    const { village, communeName } = { village: facts.village, communeName: this.dossier.village.communeName };
    this.heading('I. ĐẶC ĐIỂM TÌNH HÌNH');
    this.paragraph(
      `“${groupName}” là nhóm Zalo cộng đồng của nhân dân ${village}, ${communeName.charAt(0).toLowerCase()}${communeName.slice(1)}, thành lập ngày ${facts.foundedOn}. Trưởng nhóm: ${facts.leader}, ${facts.leaderDuty}, điện thoại ${leaderPhone}.`,
    );
    this.figures();
    this.heading('II. KẾT QUẢ ĐẠT ĐƯỢC');
    writeAchievements(this.dossier.key, facts).forEach((sentence, index) =>
      this.paragraph(`${index + 1}. ${sentence}`),
    );
    this.heading('III. TÓM TẮT THÀNH TÍCH');
    this.paragraph(this.texts.summary);
    this.heading('IV. CAM KẾT VÀ ĐỀ NGHỊ');
    this.paragraph(
      'Nhóm cam kết các nội dung nêu trên là đúng sự thật, chấp hành quy định của pháp luật về chia sẻ thông tin trên môi trường mạng và Thể lệ cuộc thi. Kính đề nghị Ban Tổ chức xem xét, công nhận./.',
    );
  }

  /** The four figures of the dossier, one row each. */
  private figures(): void {
    const { document } = this;
    const { memberCount, householdsInGroup, householdCount, messageCount } = this.texts.facts;
    const rows = [
      ['Số thành viên của nhóm', `${memberCount} người`],
      ['Số hộ có người tham gia', `${householdsInGroup}/${householdCount} hộ`],
      ['Số tin, thông báo đã chuyển tải', `${messageCount} tin`],
      ['Đường dẫn nhóm', this.texts.zaloLink.replace('https://', '')],
    ] as const;
    const [x, height] = [document.page.margins.left, 21];
    let y = document.y + 3;
    for (const [label, value] of rows) {
      document
        .lineWidth(0.6)
        .rect(x, y, WIDTH * 0.55, height)
        .rect(x + WIDTH * 0.55, y, WIDTH * 0.45, height)
        .stroke();
      document.font('regular').fontSize(12.5);
      document.text(label, x + 6, y + 4, { lineBreak: false });
      document.text(value, x + WIDTH * 0.55 + 6, y + 4, { lineBreak: false });
      y += height;
    }
    document.x = x;
    document.y = y + 8;
  }

  private writeSignatures(edition: Edition): void {
    const { document } = this;
    if (document.y > document.page.height - MARGINS.bottom - 130) document.addPage();
    const y = document.y + 10;
    const half = { width: WIDTH / 2, font: 'bold' as const, size: 13 };
    const [left, right] = [document.page.margins.left, document.page.margins.left + WIDTH / 2];
    this.centred(`XÁC NHẬN CỦA UBND ${this.texts.facts.communeType.toUpperCase()}`, { ...half, x: left, y });
    this.centred('TRƯỞNG NHÓM', { ...half, x: right, y });
    if (edition === 'supplement')
      this.centred('Đã kiểm tra, đúng thực tế', { ...half, font: 'italic', x: left, y: y + 40 });
    this.centred(this.texts.leader.fullName, { ...half, x: right, y: y + 86 });
  }

  /** The line that keeps a sample from being taken for a real dossier, with the page's number. */
  private markPages(): void {
    const { document } = this;
    const { start, count } = document.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      document.switchToPage(page);
      document.page.margins.bottom = 0; // else the line below the text area opens another page
      document.font('italic').fontSize(10).fillColor('#444444');
      document.text(`Hồ sơ mẫu phục vụ diễn tập · trang ${page + 1}/${count}`, MARGINS.left, 841.89 - 40, {
        width: WIDTH,
        align: 'center',
        lineBreak: false,
      });
    }
  }

  private centred(text: string, at: { x: number; y: number; width: number; font: FontName; size: number }): void {
    this.document.font(at.font).fontSize(at.size).text(text, at.x, at.y, { width: at.width, align: 'center' });
  }

  private rule(centre: number, y: number, length: number): void {
    this.document
      .lineWidth(0.7)
      .moveTo(centre - length / 2, y)
      .lineTo(centre + length / 2, y)
      .stroke();
  }

  private heading(text: string): void {
    this.document.font('bold').fontSize(13).text(text, { width: WIDTH }).moveDown(0.25);
  }

  private paragraph(text: string): void {
    const layout = { width: WIDTH, align: 'justify', indent: 10 * MILLIMETRE, lineGap: 2 } as const;
    this.document.font('regular').fontSize(13).text(text, layout).moveDown(0.35);
  }
}

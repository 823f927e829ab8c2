import type { ContestFacts } from '../contests/contest.facts.js';
import type { Instant } from '../kernel/instant.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import { type Block, italic, line, type Paper } from '../press/paper.js';
import type { ReceiptFacts } from './entry.facts.js';
import { inHalves, type ReceiptLinks, shownHead, toReceipt } from './receipt.view.js';

type Contest = Pick<ContestFacts, 'organiserName' | 'rehearsal' | 'noun'>;

/**
 * The receipt on paper: one copy for who submitted, with the secret that looks the dossier up, one for the commune's files,
 * without it. What it says was frozen when the dossier came in.
 */
export function toReceiptPaper(receipt: ReceiptFacts, contest: Contest, links: ReceiptLinks, madeAt: Instant): Paper {
  return paperOf(receipt, madeAt, links, [
    ...copy(receipt, contest, links, { name: 'Liên 1: giao người nộp', showsSecret: true }),
    { kind: 'page-break' },
    ...copy(receipt, contest, links, { name: 'Liên 2: lưu tại xã', showsSecret: false }),
  ]);
}

/** The receipt as a picture to be sent on in a chat: one page, and no secret on it. */
export function toReceiptCard(receipt: ReceiptFacts, contest: Contest, links: ReceiptLinks, madeAt: Instant): Paper {
  const card = copy(receipt, contest, links, { name: null, showsSecret: false });
  return { ...paperOf(receipt, madeAt, links, card), foot: null };
}

const paperOf = ({ body }: ReceiptFacts, madeAt: Instant, links: ReceiptLinks, blocks: Block[]): Paper => ({
  title: `Giấy biên nhận ${body.number}`,
  madeAt,
  landscape: false,
  framed: false,
  blocks,
  foot: `${body.number} · ${links.verification}`,
});

function copy(
  receipt: ReceiptFacts,
  { organiserName, rehearsal, noun }: Contest,
  { qr, verification, lookUp }: ReceiptLinks,
  about: { name: string | null; showsSecret: boolean },
): Block[] {
  const { title, facts, secret, members } = toReceipt(receipt);
  const { files } = receipt.body;
  const whole = files.reduce((sum, { size }) => sum + size, 0);
  return [
    ...(rehearsal ? [line([{ text: 'DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ', bold: true, italic: false }], 'center')] : []),
    ...(about.name === null ? [] : [line([italic(about.name)], 'right')]),
    {
      kind: 'letterhead',
      // The committee issues it, below the body that founded it.
      parent: organiserName.toUpperCase(),
      organ: `BAN TỔ CHỨC ${noun.toUpperCase()}`,
      number: null,
      subject: null,
      issued: null,
    },
    { kind: 'title', text: title.toUpperCase(), subject: null },
    { kind: 'code', content: qr, sideMm: 32, beside: [{ kind: 'facts', rows: facts }] },
    {
      kind: 'table',
      columns: [
        { head: 'Mục', share: 4, align: 'left' },
        { head: 'Tệp', share: 6, align: 'left' },
        { head: 'Trang', share: 1.6, align: 'right' },
        { head: 'Dung lượng', share: 2.6, align: 'right' },
        { head: 'SHA-256', share: 2.6, align: 'left' },
      ],
      rows: [
        ...files.map(({ slot, name, size, pages, sha256 }) => [
          slot,
          name,
          pages === null ? '' : String(pages),
          formatFileSize(size),
          shownHead(sha256),
        ]),
        // By number and hash, never by name: the receipt is shown around.
        ...(members === null ? [] : [[members.slot, `Danh sách ${members.count}`, '', '', shownHead(members.sha256)]]),
      ],
      closing: ['Tổng cộng', `${files.length} tệp`, '', formatFileSize(whole), ''],
    },
    ...(about.showsSecret
      ? [line([{ text: `Mã tra cứu: ${secret}`, bold: true, italic: false }], 'left'), line(KEEP_IT, 'left')]
      : []),
    line(
      `Kiểm tra giấy này: quét mã QR hoặc mở ${verification}, nhập mã kiểm tra ${inHalves(receipt.checkValue)}.`,
      'left',
    ),
    line(`Xem hồ sơ đang ở đâu: mở ${lookUp}, nhập mã hồ sơ và mã tra cứu.`, 'left'),
    line([italic(`Giấy do hệ thống lập khi nhận hồ sơ, lúc ${formatDateTime(receipt.receivedAt)}.`)], 'left'),
  ];
}

const KEEP_IT = 'Giữ kín mã tra cứu. Người có mã hồ sơ và mã tra cứu xem được hồ sơ đang ở đâu.';

import { tidyName } from '../../kernel/vietnamese/fold.js';
import { formatPhone, parsePhone } from '../../kernel/vietnamese/phones.js';
import { type GeneralWords, isTaken, writeGeneral } from '../contest.repository.js';
import { PARTS } from '../contest.paths.js';
import { field } from './field-spec.js';
import type { FormPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';
import { Refused } from '../../kernel/refusal.js';

/** `/to-chuc/cuoc-thi/moi` is the page that creates one. */
const RESERVED_SLUGS = ['cuoc-thi'];
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const CODE = /^[A-Z0-9]{2,12}$/;

export function readSlug(words: TypedWords): string {
  const slug = words.line('slug', { ask: 'Nhập địa chỉ, ví dụ zalo-lai-chau-2021.', max: 60, label: 'Địa chỉ' });
  if (slug === '' || (SLUG.test(slug) && !RESERVED_SLUGS.includes(slug))) return slug;
  return words.fault(
    'slug',
    'Địa chỉ chỉ gồm chữ thường không dấu, số và dấu gạch ngang, ví dụ zalo-lai-chau-2021.',
    '',
  );
}

export function readCode(words: TypedWords): string {
  const code = words.line('code', { ask: 'Nhập mã, ví dụ ZALO21.', max: 12, label: 'Mã' });
  if (code === '' || CODE.test(code)) return code;
  return words.fault('code', 'Mã gồm 2 đến 12 chữ in hoa không dấu hoặc số, ví dụ ZALO21.', '');
}

/** Names, words and contact of a contest. */
export const GENERAL_PART: FormPart<GeneralWords> = {
  path: PARTS.general,
  deed: 'contest.general',
  heading: 'Thông tin chung',
  lead: 'Tên, từ ngữ in trên mọi trang và giấy tờ, người liên hệ.',
  links: () => [],
  note: ({ contest }) => (contest.state === 'draft' ? null : 'Cuộc thi đã mở: địa chỉ và mã không đổi được nữa.'),
  facts: () => Promise.resolve([]),
  fields: ({ contest }) => [
    ...(contest.state === 'draft'
      ? [
          field.text('slug', 'Địa chỉ trên mạng', {
            hint: 'Phần cuối của đường dẫn, ví dụ zalo-lai-chau-2021.',
            width: 'medium',
          }),
          field.text('code', 'Mã cuộc thi', { hint: 'Đứng đầu mã hồ sơ, ví dụ ZALO21-211124-0001.', width: 'short' }),
        ]
      : []),
    field.text('name', 'Tên cuộc thi', { hint: 'Không ghi từ “Cuộc thi” ở đầu.', maxlength: 300 }),
    field.text('noun', 'Gọi là', { hint: 'Cuộc thi, Hội thi hoặc Phong trào thi đua.', width: 'medium' }),
    field.text('villageNoun', 'Đơn vị dự thi gọi là', { hint: 'bản, thôn, tổ dân phố: chữ thường.', width: 'medium' }),
    field.text('organiserName', 'Cơ quan tổ chức', { hint: 'Ví dụ UBND tỉnh Lai Châu.' }),
    field.text('contactName', 'Người liên hệ', { hint: 'Hiện trên trang công khai và trong mọi thông báo hết hạn.' }),
    field.text('contactPhone', 'Số điện thoại liên hệ', { hint: 'Ví dụ 0213 3876 501.', width: 'medium' }),
    field.number('entriesPerVillage', 'Mỗi đơn vị dự thi được nộp nhiều nhất', { unit: 'hồ sơ' }),
    field.number('supplementRounds', 'Mỗi hồ sơ được trả bổ sung nhiều nhất', {
      unit: 'lần',
      hint: 'Để trống là không giới hạn.',
      optional: true,
    }),
    field.textarea('sampleNotes', 'Phần nào còn là mẫu', {
      hint: 'In cạnh điểm, mức thưởng và mốc thời gian. Xóa trắng khi mọi nội dung đã là chính thức.',
      rows: 3,
      optional: true,
    }),
  ],
  load: (_reader, { contest }) => Promise.resolve({ ...contest }),
  wordsOf: (meaning) => ({
    slug: meaning.slug,
    code: meaning.code,
    name: meaning.name,
    noun: meaning.noun,
    villageNoun: meaning.villageNoun,
    organiserName: meaning.organiserName,
    contactName: meaning.contactName,
    contactPhone: meaning.contactPhone === '' ? '' : formatPhone(meaning.contactPhone),
    entriesPerVillage: String(meaning.entriesPerVillage),
    supplementRounds: meaning.supplementRounds === null ? '' : String(meaning.supplementRounds),
    sampleNotes: meaning.sampleNotes,
  }),
  read(body, { contest }) {
    const words = new TypedWords(body);
    const isDraft = contest.state === 'draft';
    return words.done({
      slug: isDraft ? readSlug(words) : contest.slug,
      code: isDraft ? readCode(words) : contest.code,
      name: words.line('name', { ask: 'Nhập tên cuộc thi.', max: 300, label: 'Tên cuộc thi' }),
      noun: words.line('noun', { ask: 'Nhập từ gọi, ví dụ Cuộc thi.', max: 40, label: 'Từ gọi' }),
      villageNoun: words.line('villageNoun', {
        ask: 'Nhập từ gọi đơn vị dự thi, ví dụ bản.',
        max: 40,
        label: 'Từ gọi',
      }),
      organiserName: words.line('organiserName', { ask: 'Nhập tên cơ quan tổ chức.', max: 200, label: 'Tên cơ quan' }),
      contactName: words.line('contactName', { max: 120, label: 'Tên người liên hệ' }),
      contactPhone: readPhone(words, body['contactPhone']),
      entriesPerVillage: words.whole('entriesPerVillage', { min: 1, max: 100, label: 'Số hồ sơ' }),
      supplementRounds: readRounds(words, body['supplementRounds']),
      sampleNotes: words.text('sampleNotes', { max: 1000, label: 'Ghi chú mẫu' }),
    });
  },
  refuse: (before, after, { contest }) =>
    contest.state !== 'draft' && (before.slug !== after.slug || before.code !== after.code)
      ? { code: 'identity-frozen' }
      : null,
  async write(tx, contest, meaning) {
    if (await isTaken(tx, 'slug', meaning.slug, contest.id)) throw new Refused({ code: 'slug-taken', field: 'slug' });
    if (await isTaken(tx, 'code', meaning.code, contest.id)) {
      throw new Refused({ code: 'contest-code-taken', field: 'code' });
    }
    await writeGeneral(tx, contest.id, meaning);
  },
};

const readRounds = (words: TypedWords, typed: unknown): number | null =>
  typeof typed === 'string' && typed.trim() !== ''
    ? words.whole('supplementRounds', { min: 1, max: 9, label: 'Số lần trả bổ sung' })
    : null;

function readPhone(words: TypedWords, typed: unknown): string {
  const text = typeof typed === 'string' ? tidyName(typed) : '';
  if (text === '') return '';
  const phone = parsePhone(text);
  return (
    phone ?? words.fault('contactPhone', `Số điện thoại “${text}” chưa đúng. Nhập đủ số, ví dụ 0213 3876 501.`, '')
  );
}

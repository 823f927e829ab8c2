import type { BlindRule } from '../contest.facts.js';
import { PARTS } from '../contest.paths.js';
import { ContestReader } from '../contest.reader.js';
import { writeBlind } from '../contest.repository.js';
import { field } from './field-spec.js';
import type { FormPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

const contests = new ContestReader();

/** Whether judges learn which commune and village a dossier comes from. */
export const BLIND_PART: FormPart<BlindRule> = {
  path: PARTS.blind,
  deed: 'contest.blind',
  heading: 'Chấm kín',
  lead: 'Khi chấm kín, giám khảo chỉ thấy mã kín của hồ sơ: không thấy xã, bản, mã hồ sơ, tên tệp. Ảnh và giấy tờ xem bằng bản sao đã bỏ thông tin ẩn.',
  links: () => [],
  note: ({ scores }) =>
    scores > 0
      ? `Đã có ${scores} phiếu có điểm: chỉ xem được.`
      : 'Chữ và hình trong chính ảnh, giấy tờ vẫn như xã gửi. Thư ký soát tên bản, xã trong chữ của hồ sơ trước khi chấm (Phân công, Soát tên); ảnh và bản quét phải có người xem.',
  facts: () => Promise.resolve([]),
  async fields({ contest }, reader) {
    const [asked, kept] = [await contests.fields(reader, contest.id), await contests.slots(reader, contest.id)];
    return [
      field.tick('blind', 'Chấm kín'),
      field.checkboxes('hides', 'Ô thông tin không cho giám khảo xem', {
        hint: 'Chọn mọi ô có tên người, tên bản, số điện thoại hoặc liên kết.',
        optional: true,
        options: asked.map(({ code, label }) => ({ value: code, label })),
      }),
      field.checkboxes('hidesSlots', 'Thành phần hồ sơ không cho giám khảo xem', {
        hint: 'Chọn giấy tờ ghi rõ nơi dự thi, như đơn đăng ký có chữ ký, con dấu của xã.',
        optional: true,
        options: kept.map(({ code, title }) => ({ value: code, label: title })),
      }),
      field.tick('showsFiles', 'Vẫn cho giám khảo mở video và tệp không vẽ được thành trang', {
        hint: 'Các tệp này không bỏ được thông tin ẩn, nên khi chấm kín giám khảo không mở được nếu không chọn ô này.',
      }),
    ];
  },
  load: (_reader, { contest }) => Promise.resolve(contest.blind),
  wordsOf: ({ isBlind, showsFiles, hides, hidesSlots }) => ({
    blind: isBlind ? '1' : '',
    showsFiles: showsFiles ? '1' : '',
    hides: [...hides],
    hidesSlots: [...hidesSlots],
  }),
  read(body) {
    const words = new TypedWords(body);
    return words.done({
      isBlind: words.tick('blind'),
      showsFiles: words.tick('showsFiles'),
      hides: codesIn(body['hides']),
      hidesSlots: codesIn(body['hidesSlots']),
    });
  },
  refuse: (_before, _after, { scores }) => (scores === 0 ? null : { code: 'blind-in-use', sheets: scores }),
  write: (tx, contest, rule) => writeBlind(tx, contest.id, rule),
};

const codesIn = (ticked: unknown): string[] =>
  [ticked ?? []].flat().filter((code): code is string => typeof code === 'string' && /^[a-z0-9-]{1,60}$/.test(code));

import { formatFileSize } from '../../kernel/vietnamese/numbers.js';
import { StorageUsage } from '../../storage/storage.usage.js';
import { PARTS } from '../contest.paths.js';
import { ContestReader } from '../contest.reader.js';
import { writeStorageBytes } from '../contest.repository.js';
import { field } from './field-spec.js';
import type { FormPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

const GIGABYTE = 1024 ** 3;
const MOST_GIGABYTES = 100_000;
const usage = new StorageUsage();
const contests = new ContestReader();

/** Room for the files of all dossiers of the contest (TRUST S41). What is there stays when the room is made smaller; nothing more comes. */
export const STORAGE_PART: FormPart<{ bytes: number }> = {
  path: PARTS.storage,
  deed: 'contest.storage',
  heading: 'Dung lượng tệp',
  lead: 'Tổng dung lượng tệp của mọi hồ sơ trong cuộc thi, kể cả tệp xã đã xóa. Đầy thì không nhận thêm tệp.',
  links: () => [],
  note: () => null,
  async facts(reader, { contest }) {
    const [most, used] = await Promise.all([
      contests.storageBytes(reader, contest.id),
      usage.bytesOf(reader, { scope: 'contest', id: contest.id }),
    ]);
    return [
      { label: 'Đã dùng', value: formatFileSize(used) },
      used > most
        ? { label: 'Vượt mức', value: `${formatFileSize(used - most)}. Tệp đã nhận vẫn giữ; không nhận thêm.` }
        : { label: 'Còn lại', value: formatFileSize(most - used) },
    ];
  },
  fields: () => [
    field.number('gigabytes', 'Dung lượng tối đa', {
      unit: 'GB',
      hint: 'Chỗ trống thật trên đĩa do người quản trị máy chủ lo; tệp không nhận khi đĩa gần đầy.',
    }),
  ],
  load: async (reader, { contest }) => ({ bytes: await contests.storageBytes(reader, contest.id) }),
  // A limit below one gigabyte, or between two, comes from elsewhere than this form and is shown rounded up.
  wordsOf: ({ bytes }) => ({ gigabytes: String(Math.ceil(bytes / GIGABYTE)) }),
  read(body) {
    const words = new TypedWords(body);
    const gigabytes = words.whole('gigabytes', { min: 1, max: MOST_GIGABYTES, label: 'Dung lượng tối đa' });
    return words.done({ bytes: gigabytes * GIGABYTE });
  },
  refuse: () => null,
  write: (tx, contest, { bytes }) => writeStorageBytes(tx, contest.id, bytes),
};

import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { NewNotice } from '../../notices/notice.facts.js';
import { PACK_FAILURES } from './pack.view.js';
import type { PackFacts, PackFailure } from './pack.repository.js';

type Asked = Pick<PackFacts, 'id' | 'askedBy'>;

const toAsker = ({ id, askedBy }: Asked, path: string) =>
  ({
    event: 'taking-out',
    to: { kind: 'people', personIds: [askedBy] },
    once: `dossier-pack:${id}`,
    action: { label: 'Mở trang gói hồ sơ', path },
    deadlineAt: null,
  }) as const;

/** Whoever asked for an archive of dossiers learns that it lies ready; `path` is the page where it is fetched. */
export const packMadeNotice = (pack: Asked, { dossiers, path }: { dossiers: number; path: string }): NewNotice => ({
  ...toAsker(pack, path),
  subject: 'Gói hồ sơ đã sẵn sàng',
  paragraphs: [`Gói ${formatInteger(dossiers)} hồ sơ đã tạo xong. Tải trong ngày: gói được giữ ít nhất một ngày.`],
});

/** The same person learns that it could not be made, and what to do. */
export const packFailedNotice = (
  pack: Asked,
  { failure, path }: { failure: PackFailure; path: string },
): NewNotice => ({
  ...toAsker(pack, path),
  subject: 'Không tạo được gói hồ sơ',
  paragraphs: [PACK_FAILURES[failure]],
});

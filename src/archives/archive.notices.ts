import type { NewNotice } from '../notices/notice.facts.js';
import { archivePaths } from './archive.paths.js';
import { ARCHIVE_FAILURES } from './archive.view.js';
import type { ArchiveFailure, AskedArchive } from './asked-archive.repository.js';

type Asked = Pick<AskedArchive, 'id' | 'askedBy'>;

const toAsker = ({ id, askedBy }: Asked, slug: string) =>
  ({
    event: 'taking-out',
    to: { kind: 'people', personIds: [askedBy] },
    once: `contest-archive:${id}`,
    action: { label: 'Mở trang bản lưu', path: archivePaths.archive(slug) },
    deadlineAt: null,
  }) as const;

/** Whoever asked for the archive of a contest learns that it lies ready. */
export const archiveMadeNotice = (asked: Asked, slug: string): NewNotice => ({
  ...toAsker(asked, slug),
  subject: 'Bản lưu cuộc thi đã sẵn sàng',
  paragraphs: ['Bản lưu đã lập xong. Tải trong ngày: bản lưu được giữ ít nhất một ngày.'],
});

/** The same person learns that it could not be made, and what to do. */
export const archiveFailedNotice = (asked: Asked, slug: string, failure: ArchiveFailure): NewNotice => ({
  ...toAsker(asked, slug),
  subject: 'Không lập được bản lưu cuộc thi',
  paragraphs: [ARCHIVE_FAILURES[failure]],
});

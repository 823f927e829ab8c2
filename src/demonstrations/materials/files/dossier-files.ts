import type { SampleDossier } from '../dossiers.js';
import type { DossierPart } from '../reasons.js';
import type { Edition } from './edition.js';
import { seededRandom } from '../seeded-random.js';
import { dossierTexts } from '../texts.js';
import { makeMemberList } from './member-list.js';
import { makePhoto } from './photo.js';
import { makeReportPdf } from './report-pdf.js';

/** A real file as a commune would upload it: PDF, JPEG or XLSX, 15 to 110 KB. */
export interface SampleFile {
  part: DossierPart;
  /** As phones and offices name files, with Vietnamese letters and spaces. */
  name: string;
  bytes: Buffer;
}

/** A file name as a telephone's camera gives it on the day before the dossier is sent. */
function photoName(dossier: SampleDossier, index: number): string {
  const random = seededRandom(`${dossier.key}/tên ảnh ${index}`);
  const day = String(random.between(5, 24)).padStart(2, '0');
  const time = `${String(random.between(7, 17)).padStart(2, '0')}${random.between(10, 59)}${random.between(10, 59)}`;
  return `IMG_202111${day}_${time}.jpg`;
}

/** The files of one part. `edition` tells the first sending from what is sent again after a return. */
export async function makePartFiles(
  dossier: SampleDossier,
  part: DossierPart,
  edition: Edition,
): Promise<SampleFile[]> {
  const texts = dossierTexts(dossier);
  const village = dossier.village.name;
  const again = edition === 'supplement' ? ' (bổ sung)' : '';
  switch (part) {
    case 'report':
      return [
        {
          part,
          name: `Báo cáo thành tích ${village}${again}.pdf`,
          bytes: await makeReportPdf(dossier, texts, edition),
        },
      ];
    case 'members':
      return [
        {
          part,
          name: `Danh sách thành viên ${village}${again}.xlsx`,
          bytes: await makeMemberList(dossier, texts, edition),
        },
      ];
    case 'photos': {
      const first = edition === 'first' ? 0 : 2;
      const photos = [];
      for (const index of [first, first + 1])
        photos.push({ part, name: photoName(dossier, index), bytes: await makePhoto(dossier, index) });
      return photos;
    }
  }
}

/** All files of one sample dossier as first sent: report, two photos, member list. Made anew at each call, never kept. */
export async function makeDossierFiles(dossier: SampleDossier): Promise<SampleFile[]> {
  const files: SampleFile[] = [];
  for (const part of ['report', 'photos', 'members'] as const)
    files.push(...(await makePartFiles(dossier, part, 'first')));
  return files;
}

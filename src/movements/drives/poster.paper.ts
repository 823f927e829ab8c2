import { bold, line, type Paper, paragraph } from '../../press/paper.js';
import type { OpenedDrive } from './drive.opening.js';

/** One sheet to hang up: what to open, how, and the code to scan (letter S0, point 1, with its QR sheet attached). */
export const toPoster = ({ drive, movement, now }: OpenedDrive, link: string): Paper => ({
  title: drive.name,
  madeAt: now,
  landscape: false,
  framed: true,
  foot: null,
  blocks: [
    { kind: 'display', text: movement.ownerName, as: 'giver' },
    { kind: 'display', text: drive.name, as: 'name' },
    {
      kind: 'code',
      content: link,
      sideMm: 70,
      beside: [line([bold(drive.linkName ?? '')], 'left'), paragraph(drive.guidance)],
    },
    line(link, 'center'),
  ],
});

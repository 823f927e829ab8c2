import { MovementPlaces } from '../../movements/movement.places.js';
import { movementPaths } from '../../movements/movement.paths.js';
import { TypedWords } from '../../web/typed-words.js';
import { PARTS } from '../contest.paths.js';
import { field } from './field-spec.js';
import type { FormPart } from './part.js';

const places = new MovementPlaces();

/** The emulation movement that the contest stands in (letters S1 and S2: one contest inside one movement). */
export const MOVEMENT_PART: FormPart<{ movementId: string }> = {
  path: PARTS.movement,
  deed: 'contest.movement',
  heading: 'Phong trào thi đua',
  lead: 'Ban Tổ chức cuộc thi cùng theo dõi các đợt vận động của phong trào.',
  links: () => [{ href: movementPaths.list, label: 'Các phong trào' }],
  note: () => null,
  facts: () => Promise.resolve([]),
  fields: async (_desk, reader) => [
    field.select('movement', 'Thuộc phong trào', {
      options: [
        { value: '', label: 'Không thuộc phong trào nào' },
        ...(await places.offered(reader)).map(({ id, name, ownerName }) => ({
          value: id,
          label: `${name} (${ownerName})`,
        })),
      ],
    }),
  ],
  load: async (reader, { contest }) => ({ movementId: (await places.ofContest(reader, contest.id))?.id ?? '' }),
  wordsOf: ({ movementId }) => ({ movement: movementId }),
  read(body) {
    const words = new TypedWords(body);
    const typed = body['movement'];
    return words.done({ movementId: typeof typed === 'string' ? typed : '' });
  },
  refuse: () => null,
  write: (tx, contest, { movementId }) => places.place(tx, contest.id, movementId),
};

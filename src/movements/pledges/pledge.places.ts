import { Injectable } from '@nestjs/common';
import { CommuneNames } from '../../communities/groups/group.places.js';
import type { Reader } from '../../database/tx.js';
import type { UnitId } from '../../kernel/ids.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import { sameNameKey } from '../../units/village.file.js';
import type { OpenedList } from './pledge.opening.js';
import type { Residence } from './pledge.facts.js';
import { PlaceRepository, type PledgeCommune, type PledgeVillage } from './place.repository.js';

/** What is chosen, or typed in the column of the commune, for who lives outside the tree of the movement. */
export const OUTSIDE = 'ngoai-pham-vi';
const OUTSIDE_KEYS: ReadonlySet<string> = new Set(['ngoai pham vi', 'song ngoai pham vi']);
/** What is chosen in a commune whose villages nobody has entered. */
export const WHOLE_COMMUNE = 'ca-xa';

/** The communes to choose from, the one that is chosen, and what can be chosen in it. */
export interface PlaceChoice {
  communes: readonly PledgeCommune[];
  commune: PledgeCommune | null;
  villages: readonly PledgeVillage[];
}

const residenceIn = (
  { id, name, districtId, provinceId }: PledgeCommune,
  village: PledgeVillage | null,
): Residence => ({
  communeId: id,
  communeName: name,
  districtId,
  provinceId,
  village: village === null ? null : { id: village.id, name: village.name },
});

/** What a choice on the page means; undefined: nothing that was offered. */
export function chosenResidence({ commune, villages }: PlaceChoice, chosen: string): Residence | null | undefined {
  if (chosen === OUTSIDE) return null;
  if (commune === null) return undefined;
  if (chosen === WHOLE_COMMUNE) return villages.length === 0 ? residenceIn(commune, null) : undefined;
  const village = villages.find(({ id }) => id === chosen);
  return village === undefined ? undefined : residenceIn(commune, village);
}

/** Finds places by the names that a file has. */
export type PlaceByName = (commune: string, village: string) => { residence: Residence | null } | { fault: string };

/** Where people may live: the tree of the unit that holds the movement, as it was on the drive's day. */
@Injectable()
export class PledgePlaces {
  constructor(private readonly places: PlaceRepository) {}

  /** `communeId` '' or unknown: the commune that the agency stands in. */
  async choice(reader: Reader, { movement, drive, unit }: OpenedList, communeId: string): Promise<PlaceChoice> {
    const communes = await this.places.communes(reader, movement.ownerUnitId, drive.unitsOn);
    const commune =
      communes.find(({ id }) => id === communeId) ?? communes.find(({ id }) => id === unit.communeId) ?? null;
    const villages = commune === null ? [] : await this.places.villages(reader, [commune.id], drive.unitsOn);
    return { communes, commune, villages };
  }

  /** For the rows of a file: two queries, however many rows. An empty commune is the one that the agency stands in. */
  async byName(reader: Reader, { movement, drive, unit }: OpenedList): Promise<PlaceByName> {
    const communes = await this.places.communes(reader, movement.ownerUnitId, drive.unitsOn);
    const villages = await this.places.villages(
      reader,
      communes.map(({ id }) => id),
      drive.unitsOn,
    );
    const names = new CommuneNames(communes);
    const own = communes.find(({ id }) => id === unit.communeId);
    const ofCommune = Map.groupBy(villages, ({ communeId }) => communeId);
    const byId = new Map<UnitId, PledgeCommune>(communes.map((one) => [one.id, one]));
    return (typedCommune, typedVillage) => {
      if (OUTSIDE_KEYS.has(fold(typedCommune))) return { residence: null };
      const named =
        typedCommune === '' && own !== undefined ? { commune: own } : names.find(typedCommune, drive.unitsOn);
      if ('fault' in named) return { fault: named.fault };
      const commune = byId.get(named.commune.id) as PledgeCommune;
      return villageIn(commune, ofCommune.get(commune.id) ?? [], typedVillage);
    };
  }
}

function villageIn(
  commune: PledgeCommune,
  villages: readonly PledgeVillage[],
  typed: string,
): { residence: Residence } | { fault: string } {
  if (typed === '')
    return villages.length === 0
      ? { residence: residenceIn(commune, null) }
      : { fault: `chưa ghi thôn, bản của ${commune.name}.` };
  const key = sameNameKey(typed, '');
  const found =
    villages.find(({ name }) => sameNameKey(name, '') === key) ??
    villages.find(({ name, type }) => sameNameKey(name, type) === key);
  return found === undefined
    ? { fault: `${commune.name} không có “${typed}”.` }
    : { residence: residenceIn(commune, found) };
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { type ContestId, isId, type UnitId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { type Day, dayOf } from '../../kernel/vietnamese/days.js';
import { Notices } from '../../notices/notices.js';
import type { UnitFacts } from '../../units/unit.facts.js';
import { LetterheadReader } from '../../units/letterhead.reader.js';
import { UnitReader } from '../../units/unit.reader.js';
import { SecurityLog } from '../../web/security.log.js';
import type { OpenRegister } from '../document.desk.js';
import type { NewRecipient } from '../document.facts.js';
import { officePaths } from './office.paths.js';
import { ownOffice, refuseToKeepOffice, refuseToReadOffice } from './office.policy.js';
import { OfficeRepository } from './office.repository.js';
import {
  type RecipientUnit,
  RegisterDoors,
  type RegisterParams,
  type RegisterWords,
  type SeenRegister,
} from './register.doors.js';
import type { RecipientChoice } from './register.form.js';
import { documentNotices } from './register.notices.js';

const WORDS: RegisterWords = {
  caption: 'Văn bản của cơ quan',
  empty:
    'Sổ chưa có văn bản. Đưa công văn đôn đốc vào sổ ở trang Đôn đốc của đợt vận động, hoặc ghi văn bản lập ở nơi khác.',
  audiences: [
    { value: 'commune', label: 'Các xã trên địa bàn' },
    { value: 'vetting', label: 'Các cơ quan trên địa bàn' },
    { value: 'above', label: 'Cơ quan cấp trên' },
  ],
  roles: { commune: 'Đơn vị cấp xã', vetting: 'Cơ quan', organiser: 'Cơ quan' },
};

/** Who keeps the register of an office, and who reads it. Its address names the unit (`office`). */
@Injectable()
export class OfficeDoors extends RegisterDoors {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tree: UnitReader,
    private readonly letterheads: LetterheadReader,
    private readonly offices: OfficeRepository,
    private readonly notices: Notices,
    private readonly security: SecurityLog,
  ) {
    super();
  }

  /**
   * The register for one act of its keepers; `rehearsalOf` for a paper that comes out of a rehearsal. Its day is the real one. Refuses
   * `not-found`.
   */
  open({ actor }: Act, { office = '' }: RegisterParams, rehearsalOf: ContestId | null = null): OpenRegister {
    return async (tx) => {
      const unit = await this.unit(tx, office);
      obey(refuseToKeepOffice(actor, unit.id));
      return {
        contestId: null,
        unitId: unit.id,
        rehearsal: false,
        rehearsalOf,
        now: tx.now,
        contestAt: null,
        tell: (within, what, document, to) => {
          const speaker = {
            id: null,
            officeId: unit.id,
            organiserName: unit.name,
            contactName: actor.name,
            contactPhone: '',
            rehearsal: document.rehearsalOf !== null,
            scopeUnitId: null,
          } as const;
          for (const notice of documentNotices(what, document, to, dayOf(within.now)))
            this.notices.tell(within, speaker, within.now, notice);
        },
      };
    };
  }

  async seen(actor: Actor, { office = '' }: RegisterParams): Promise<SeenRegister> {
    const { reader } = this.database;
    const unit = await this.unit(reader, office);
    const own = ownOffice(actor);
    const forerunners = own === null ? [] : await this.offices.forerunners(reader, own);
    obey(refuseToReadOffice(actor, unit.id, forerunners));
    const head = await this.letterheads.of(reader, { unitId: unit.id, name: unit.name });
    const paths = officePaths.of(unit.id);
    const isOwn = actor.unitId === unit.id;
    const refusal = refuseToKeepOffice(actor, unit.id);
    const before = own === unit.id ? forerunners.filter((id) => id !== unit.id) : [];
    const left = before.length === 0 ? [] : await this.offices.keptOf(reader, before);
    return {
      key: { contestId: null, unitId: unit.id },
      paths,
      about: unit.name,
      issuer: [head.parent, head.organ].filter((part) => part !== '').join(' '),
      rehearsal: false,
      now: this.clock.now(),
      refusal,
      words: WORDS,
      publicityOf: null,
      before: left.map(({ id, name, documents }) => ({ name, href: officePaths.of(id).list, documents })),
      noticesHref: refusal === null ? officePaths.notices(unit.id) : null,
      frame: (here) => {
        const list = { href: here === null ? null : paths.list, label: isOwn ? 'Sổ văn bản' : unit.name };
        const above = isOwn ? [] : [{ href: officePaths.desk, label: 'Sổ văn bản' }];
        return { breadcrumbs: here === null ? (isOwn ? [] : [...above, list]) : [...above, list, here] };
      },
    };
  }

  units(reader: Reader, { key }: SeenRegister): Promise<RecipientUnit[]> {
    return this.offices.units(reader, ofOffice(key), this.today());
  }

  async chosen(tx: Tx, { key }: SeenRegister, { audience, unitId }: RecipientChoice): Promise<NewRecipient[]> {
    const office = ofOffice(key);
    const on = this.today();
    if (audience === 'commune') return this.offices.communes(tx, office, on, unitId);
    return audience === 'above' ? this.offices.above(tx, office, on) : this.offices.offices(tx, office, on);
  }

  noteView(actor: Actor, _params: RegisterParams, source: string): void {
    this.security.exported(actor, { view: `documents/${source}` });
  }

  private today(): Day {
    return dayOf(this.clock.now());
  }

  /** A unit that may have a register: every one but a village. */
  private async unit(reader: Reader, id: string): Promise<UnitFacts> {
    const unit = isId(id) ? await this.tree.byId(reader, id as UnitId) : null;
    if (unit === null || unit.level === 'village') throw new Refused({ code: 'not-found' });
    return unit;
  }
}

/** These doors open registers of offices alone. */
function ofOffice({ unitId }: SeenRegister['key']): UnitId {
  if (unitId === undefined || unitId === null) throw new Error('the register of a contest is none of an office');
  return unitId;
}

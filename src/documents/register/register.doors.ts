import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { Breadcrumb, PageFrame } from '../../web/views/page.js';
import type { OpenRegister } from '../document.desk.js';
import type { NewRecipient, RecipientRole, RegisterKey } from '../document.facts.js';
import type { RecipientChoice } from './register.form.js';
import type { RegisterPaths } from './register.paths.js';

/** What stands in the address of a page of a register: whose it is, and which document, basis or recipient. */
export type RegisterParams = Readonly<Record<string, string>>;

/** A register as somebody reads it: the pages know of whose it is no more than this. */
export interface SeenRegister {
  key: RegisterKey;
  paths: RegisterPaths;
  /** What stands above the heading: the code of the contest. */
  about: string;
  /** Who issues what is written into it, unless somebody else is typed. */
  issuer: string;
  /** Its numbers stay apart from the real ones. */
  rehearsal: boolean;
  now: Instant;
  /** Why this reader may not write; null: its keeper. */
  refusal: Refusal | null;
  words: RegisterWords;
  /** Where a document is shown to everybody or to nobody; null: everybody is shown none of this register. */
  publicityOf: ((id: string) => string) | null;
  /** Registers with documents of units that this one took over from, to be read: theirs stay apart, with their own numbers. */
  before: readonly { name: string; href: string; documents: number }[];
  /** Where its keeper reads what was told in its name; null: elsewhere, or not theirs to read. */
  noticesHref: string | null;
  /** What stands around its pages; `here` is the page below the list, null the list itself. */
  frame: (here: Breadcrumb | null) => Partial<PageFrame>;
}

/** Words that differ from register to register. */
export interface RegisterWords {
  caption: string;
  /** Of a register without documents. */
  empty: string;
  audiences: readonly { value: string; label: string }[];
  roles: Readonly<Record<RecipientRole, string>>;
}

/** A unit that a choice of recipients may be narrowed to. */
export interface RecipientUnit {
  id: UnitId;
  name: string;
  /** Null for a district. */
  districtName: string | null;
}

/** How the registers of one kind are entered: who reads and keeps them, and whom their documents may go to. */
export abstract class RegisterDoors {
  /** The register that an address names, for its readers; refuses `not-found` to everybody else. */
  abstract seen(actor: Actor, params: RegisterParams): Promise<SeenRegister>;
  /** The same for one act of its keepers; refuses whom `seen` refuses, and who only reads. */
  abstract open(act: Act, params: RegisterParams): OpenRegister;
  abstract units(reader: Reader, seen: SeenRegister): Promise<RecipientUnit[]>;
  /** Whom a choice means now. */
  abstract chosen(tx: Tx, seen: SeenRegister, choice: RecipientChoice): Promise<NewRecipient[]>;
  /** A paper of the platform is handed out: leaves the line that reading it leaves elsewhere. */
  abstract noteView(actor: Actor, params: RegisterParams, source: string): void;
}

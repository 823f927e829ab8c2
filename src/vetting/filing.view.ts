import type { CommuneFacts, VillageFacts } from '../contests/contest.facts.js';
import type { EntryFacts } from '../entries/entry.facts.js';
import { ENTRY_STATUS_WORDS } from '../entries/entry.moves.js';
import { sayLastChange } from '../entries/entry.story.js';
import { FILING_WAYS } from '../entries/filing.facts.js';
import { FILING_WAY_WORDS } from '../entries/filing.words.js';
import type { Instant } from '../kernel/instant.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { FormState } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import type { DeskFacts } from './vetting.facts.js';
import type { OpenedDesk } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';

/** The page on which an officer says for which commune, for which dossier, at whose request. */
export interface FilingView {
  about: string;
  lead: string;
  form: FormState;
  action: string;
  contests: { label: string; href: string; current: boolean }[];
  contestId: string;
  slug: string;
  communes: { value: string; label: string }[];
  chosen: ChosenCommune | null;
  ways: { value: string; label: string }[];
  queueHref: string;
}

/** The commune that was chosen, with its dossiers. */
export interface ChosenCommune {
  id: string;
  name: string;
  due: { until: Instant; now: Instant } | null;
  /** Why nothing can be filed for it now; null when it can. */
  closedText: string | null;
  placeLabel: string;
  /** Villages without a dossier, and drafts that the commune has. */
  places: { value: string; label: string; hint: string }[];
  /** Dossiers that have come in already. */
  taken: { name: string; href: string; status: StatusWord }[];
  vetters: VettersView;
}

/** Who vets what this officer files: the own name is not among them. */
export interface VettersView {
  text: string;
  tone: 'info' | 'warning';
}

/** Said before anything is filed, and again on the upload page: whoever files does not vet. */
export const toVetters = (others: readonly string[]): VettersView =>
  others.length > 0
    ? { text: `Người nộp thay không thẩm định hồ sơ đó. Người thẩm định: ${others.join(', ')}.`, tone: 'info' }
    : {
        text: 'Người nộp thay không thẩm định hồ sơ đó, mà cơ quan chưa có người thẩm định thứ hai. Vẫn nộp thay được cho kịp hạn; đề nghị quản trị hệ thống cấp thêm tài khoản thẩm định cho cơ quan.',
        tone: 'warning',
      };

/** The places of a commune that can be filed for, in the order of its villages, and the dossiers that have come in. */
export function toPlaces(
  entriesPerVillage: number,
  villages: readonly VillageFacts[],
  entries: readonly EntryFacts[],
): Pick<ChosenCommune, 'places' | 'taken'> {
  const counted = entries.filter(({ state }) => state !== 'withdrawn');
  const places = villages.flatMap(({ id, name }) => {
    const own = counted.filter(({ villageId }) => villageId === id);
    const drafts = own
      .filter(({ state }) => state === 'draft')
      .map((entry) => ({
        value: entry.draftCode,
        label: `${name}: bản nháp ${entry.draftCode} của xã`,
        hint: sayLastChange(entry),
      }));
    const fresh = own.length < entriesPerVillage ? [{ value: id as string, label: name, hint: 'Chưa có hồ sơ.' }] : [];
    return [...fresh, ...drafts];
  });
  const taken = counted.flatMap(({ number, villageName, state }) =>
    number === null ? [] : [{ name: villageName, href: vettingPaths.one(number), status: ENTRY_STATUS_WORDS[state] }],
  );
  return { places, taken };
}

/** The page; `chosen` is null until a commune is. */
export function toFilingView(
  { desk, contest }: OpenedDesk,
  desks: readonly DeskFacts[],
  names: ReadonlyMap<string, { slug: string; name: string }>,
  communes: readonly CommuneFacts[],
  chosen: ChosenCommune | null,
  form: FormState,
): FilingView {
  const districts = new Set(communes.map(({ districtName }) => districtName)).size;
  return {
    about: contest.name,
    lead: desk.unitName,
    form,
    action: vettingPaths.filing,
    contests: desks.length < 2 ? [] : desks.map((one) => toContestLink(one, desk, names)),
    contestId: contest.id,
    slug: contest.slug,
    communes: communes.map(({ id, name, districtName }) => ({
      value: id,
      label: districts > 1 && districtName !== null ? tellPlace(name, districtName) : name,
    })),
    chosen,
    ways: FILING_WAYS.map((value) => ({ value, label: FILING_WAY_WORDS[value] })),
    queueHref: vettingPaths.queue,
  };
}

function toContestLink(
  { contestId }: DeskFacts,
  current: DeskFacts,
  names: ReadonlyMap<string, { slug: string; name: string }>,
): FilingView['contests'][number] {
  const contest = names.get(contestId);
  return {
    label: contest?.name ?? '',
    href: withQuery(vettingPaths.filing, { 'cuoc-thi': contest?.slug ?? null }),
    current: contestId === current.contestId,
  };
}

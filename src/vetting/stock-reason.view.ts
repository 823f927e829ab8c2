import type { FormState } from '../web/views/form-state.js';
import { type Paging, pagingOf } from '../web/views/page.js';
import { PLACE_SORTS, SENTENCE_LENGTH, servesAt, type StockReason } from './stock-reason.facts.js';
import type { ListedReason } from './stock-reason.repository.js';
import { REASON_KINDS } from './vetting.facts.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';
import { REASON_WORDS } from './vetting.words.js';

export const STOCK_PAGE_SIZE = 50;

/** The ready sentences of one place, by kind; kinds without any are left out. */
export interface OfferedGroup {
  label: string;
  options: { id: string; kind: string; sentence: string }[];
}

/** What is offered at a place: the sentences meant for it, for its sort, and for every place. Empty: nothing is drawn. */
export const offeredAt = (place: string, stock: readonly StockReason[]): OfferedGroup[] =>
  REASON_KINDS.flatMap((kind) => {
    const found = stock.filter((one) => one.reasonKind === kind && servesAt(one.place, place));
    if (found.length === 0) return [];
    return [{ label: REASON_WORDS[kind], options: found.map(({ id, sentence }) => ({ id, kind, sentence })) }];
  });

export interface StockReasonsView {
  about: string;
  form: FormState;
  action: string;
  places: { value: string; label: string }[];
  kinds: { value: string; label: string }[];
  maxLength: number;
  caption: string;
  rows: {
    id: string;
    kind: string;
    place: string;
    sentence: string;
    origin: string;
    action: string;
    button: string;
    removed: boolean;
  }[];
  paging: Paging;
  backHref: string;
}

/** The office's page of sentences; a page beyond the last is the first. */
export function toStockReasons(
  unitName: string,
  found: { rows: readonly ListedReason[]; total: number; places: readonly { key: string; title: string }[] },
  { form, page }: { form: FormState; page: number },
): StockReasonsView {
  const places = [...PLACE_SORTS, ...found.places];
  return {
    about: unitName,
    form,
    action: vettingPaths.stockReasons,
    places: places.map(({ key, title }) => ({ value: key, label: title })),
    kinds: REASON_KINDS.map((value) => ({ value, label: REASON_WORDS[value] })),
    maxLength: SENTENCE_LENGTH,
    caption: `${found.total} câu mẫu`,
    rows: found.rows.map(({ id, place, reasonKind, sentence, shipped, removed }) => ({
      id,
      kind: REASON_WORDS[reasonKind],
      // A place of a contest that is over is called by its code: its title is no longer at hand.
      place: place === null ? 'Mọi mục' : (places.find(({ key }) => key === place)?.title ?? place),
      sentence,
      origin: shipped ? 'Có sẵn' : 'Của cơ quan',
      action: removed ? vettingPaths.stockReasonReturn : vettingPaths.stockReasonRemoval,
      button: removed ? 'Dùng lại' : 'Bỏ câu này',
      removed,
    })),
    paging: pagingOf({
      page,
      pageSize: STOCK_PAGE_SIZE,
      total: found.total,
      hrefOf: (number) => withQuery(vettingPaths.stockReasons, { trang: number === 1 ? null : number }),
    }),
    backHref: vettingPaths.queue,
  };
}

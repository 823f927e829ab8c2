import { propagandaPaths } from '../broadcasts/propaganda.paths.js';

/** The addresses of what groups are supplied with. */
export const supplyPaths = {
  home: propagandaPaths.supplies,
  item: propagandaPaths.supply,
  strike: (id: string, posting: string): string => `${propagandaPaths.supply(id)}/${posting}/ghi-nham`,
  spread: propagandaPaths.spread,
  apiSpread: (id: string): string => `${propagandaPaths.apiItems}/${id}/postings`,
  spreadTable: (id: string): string => `${propagandaPaths.spread(id)}.xlsx`,
};

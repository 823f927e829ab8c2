import { API } from '../web/api.js';

/** The addresses of movements and their drives. */
export const movementPaths = {
  list: '/phong-trao',
  api: `${API}/movements`,
  create: '/phong-trao/moi',
  one: (id: string): string => `/phong-trao/${id}`,
  edit: (id: string): string => `/phong-trao/${id}/sua`,
  newDrive: (id: string): string => `/phong-trao/${id}/dot-moi`,
};

/** The addresses of reports upward. `id` is the movement's. `/bao-cao` is where communes send in their own figures. */
export const progressPaths = {
  list: (id: string): string => `/phong-trao/${id}/bao-cao`,
  create: (id: string): string => `/phong-trao/${id}/bao-cao/moi`,
  one: (id: string, report: string): string => `/phong-trao/${id}/bao-cao/${report}`,
  edit: (id: string, report: string): string => `/phong-trao/${id}/bao-cao/${report}/sua`,
  issue: (id: string, report: string): string => `/phong-trao/${id}/bao-cao/${report}/chot`,
  register: (id: string, report: string): string => `/phong-trao/${id}/bao-cao/${report}/vao-so`,
  removal: (id: string, report: string): string => `/phong-trao/${id}/bao-cao/${report}/bo`,
  /** With .pdf and .docx behind it. */
  paper: (id: string, report: string): string => `/phong-trao/${id}/bao-cao/${report}/ban-in`,
};

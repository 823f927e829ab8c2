/** The addresses of propaganda: items, air plans, what stations tick. */
export const propagandaPaths = {
  home: '/tuyen-truyen',
  items: '/tuyen-truyen/noi-dung',
  create: '/tuyen-truyen/noi-dung/moi',
  item: (id: string): string => `/tuyen-truyen/noi-dung/${id}`,
  edit: (id: string): string => `/tuyen-truyen/noi-dung/${id}/sua`,
  edition: (id: string, edition: string | number): string => `/tuyen-truyen/noi-dung/${id}/ban/${edition}`,
  submission: (id: string): string => `/tuyen-truyen/noi-dung/${id}/trinh`,
  approval: (id: string): string => `/tuyen-truyen/noi-dung/${id}/duyet`,
  returning: (id: string): string => `/tuyen-truyen/noi-dung/${id}/tra-lai`,
  revision: (id: string): string => `/tuyen-truyen/noi-dung/${id}/ban-moi`,
  withdrawal: (id: string): string => `/tuyen-truyen/noi-dung/${id}/rut`,
  image: (id: string): string => `/tuyen-truyen/noi-dung/${id}/anh`,
  editionImage: (id: string, edition: string | number): string => `/tuyen-truyen/noi-dung/${id}/ban/${edition}/anh`,
};

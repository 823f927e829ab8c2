import { API } from '../../web/api.js';

/** The addresses of propaganda: items, air plans, what stations tick. */
export const propagandaPaths = {
  home: '/tuyen-truyen',
  apiItems: `${API}/propaganda`,
  apiBroadcasts: `${API}/broadcasts`,
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
  plans: (id: string): string => `/tuyen-truyen/noi-dung/${id}/lich`,
  planStop: (id: string, plan: string): string => `/tuyen-truyen/noi-dung/${id}/lich/${plan}/dung`,
  spread: (id: string): string => `/tuyen-truyen/noi-dung/${id}/nhom`,
  supplies: '/tuyen-truyen/dang-nhom',
  supply: (id: string): string => `/tuyen-truyen/dang-nhom/${id}`,
  slot: (unit: string, on: string, time: string): string => `/tuyen-truyen/buoi/${unit}/${on}/${time}`,
  dayDone: (on: string): string => `/tuyen-truyen/ngay/${on}/da-phat`,
  week: '/tuyen-truyen/tuan',
  month: '/tuyen-truyen/thang',
  weekSheet: '/tuyen-truyen/lich-tuan',
  weekTable: '/tuyen-truyen/bang-tuan.xlsx',
  feedPage: '/tuyen-truyen/lich-dien-thoai',
  feedRevocation: '/tuyen-truyen/lich-dien-thoai/thu-hoi',
  feed: (token: string): string => `/lich-tuyen-truyen/${token}`,
  quiet: '/tuyen-truyen/gio-yen-lang',
  quietOf: (channel: string): string => `/tuyen-truyen/gio-yen-lang/${channel}`,
};

/** A minute of the day as it stands in an address: 1050 is "1730". */
export const timeInPath = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}${String(minute % 60).padStart(2, '0')}`;
/** And back; null for what is no time. */
export function minuteOfPath(text: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3])([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}

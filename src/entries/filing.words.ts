import type { FiledBy, FilingRequest, FilingWay } from './filing.facts.js';

/** How the papers came, on forms and in lists. */
export const FILING_WAY_WORDS: Readonly<Record<FilingWay, string>> = {
  usb: 'USB, thẻ nhớ hoặc đĩa',
  paper: 'Bản giấy, cơ quan quét hoặc chụp lại',
  other: 'Cách khác',
};

const BROUGHT: Readonly<Record<FilingWay, string>> = {
  usb: 'mang USB đến',
  paper: 'mang bản giấy đến',
  other: 'chuyển đến bằng cách khác',
};

/** "Lò Thị Bông (Phó Chủ tịch UBND xã)". */
export const sayBroughtBy = ({ broughtBy, broughtDuty }: FilingRequest): string => `${broughtBy} (${broughtDuty})`;

/** "Nguyễn Văn Đường, Huyện Tam Đường, theo đề nghị của Lò Thị Bông (Phó Chủ tịch UBND xã), mang USB đến". */
export const sayFiledBy = (filed: FiledBy): string =>
  `${filed.personName}, ${filed.unitName}, theo đề nghị của ${sayBroughtBy(filed)}, ${BROUGHT[filed.way]}`;

/** The whole sentence, with the reason. */
export const sayFiling = (filed: FiledBy): string => `Nộp thay bởi ${sayFiledBy(filed)}. Lý do: ${stop(filed.reason)}`;

const stop = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

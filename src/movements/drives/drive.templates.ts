import type { MovementFacts } from '../movement.facts.js';
import {
  type Confirmer,
  CONFIRMERS,
  type IndicatorWords,
  REPORTERS,
  type Reporters,
  type Rhythm,
} from './drive.facts.js';

/** A drive as one begins with it: everything may be changed before it is saved. */
export interface DriveTemplate {
  /** In the address. */
  slug: string;
  label: string;
  /** Where the letters say so. */
  about: string;
  name: string;
  reporters: Reporters;
  rhythm: Rhythm;
  dueWeekday: number | null;
  confirms: Confirmer;
  link: string | null;
  linkName: string | null;
  guidance: string;
  keepsChecks: boolean;
  /** Agencies keep a list of the people who pledged. */
  keepsPledges: boolean;
  /** Who reports and what is counted are for whoever begins the drive to say. */
  isOpen: boolean;
  indicators: readonly Omit<IndicatorWords, 'dueOn'>[];
}

const FRIDAY = 5;

/** The drives of the letters, as data. Targets are null where no letter sets one (DOMAIN R19). */
export const DRIVE_TEMPLATES: readonly DriveTemplate[] = [
  {
    slug: 'quan-tam-oa',
    label: 'Quan tâm trang Zalo OA',
    about: 'Các xã vận động người dân quan tâm trang Zalo, báo số người quan tâm và số thành viên nhóm.',
    name: 'Quan tâm trang Zalo “Tổ Covid cộng đồng”',
    reporters: 'communes',
    rhythm: 'weekly',
    dueWeekday: FRIDAY,
    confirms: 'nobody',
    link: 'https://zalo.me/2610752192218914904',
    linkName: 'Trang Zalo “Tổ Covid cộng đồng”',
    // Letter S0, point 1: the two ways.
    guidance: 'Mở Zalo, quét mã QR rồi bấm “Quan tâm”. Hoặc mở đường liên kết bên dưới rồi bấm “Quan tâm”.',
    keepsChecks: false,
    keepsPledges: false,
    isOpen: false,
    indicators: [
      {
        name: 'Số người quan tâm trang',
        noun: 'người',
        whole: 'none',
        wholeName: null,
        target: null,
        onlyGrows: true,
        fromRegister: null,
      },
      {
        name: 'Số thành viên nhóm của xã',
        noun: 'người',
        whole: 'none',
        wholeName: null,
        target: null,
        onlyGrows: false,
        fromRegister: 'command-members',
      },
    ],
  },
  {
    slug: 'cai-ung-dung',
    label: 'Cài đặt ứng dụng',
    about: 'Từng cơ quan, trường học báo số người đã cài trên số người phải cài; ghi người kiểm soát và lượt ra vào.',
    name: 'Cài đặt và sử dụng ứng dụng Bluezone',
    reporters: 'agencies',
    rhythm: 'weekly',
    dueWeekday: FRIDAY,
    confirms: 'office',
    link: null,
    linkName: null,
    // Letter S4, point 1.
    guidance:
      'Thủ trưởng cơ quan yêu cầu mọi người cài và bật ứng dụng; cử người kiểm soát, ghi nhận người ra vào trụ sở.',
    keepsChecks: true,
    keepsPledges: false,
    isOpen: false,
    indicators: [
      {
        name: 'Số người đã cài ứng dụng',
        noun: 'người',
        whole: 'required',
        wholeName: null,
        target: 100,
        onlyGrows: true,
        fromRegister: null,
      },
    ],
  },
  {
    slug: 'nhom-noi-cu-tru',
    label: 'Vào nhóm Zalo nơi cư trú',
    about:
      'Từng cán bộ, viên chức của cơ quan cam kết vào nhóm của thôn, bản nơi ở; xã nơi ở xác nhận; số báo cáo đếm từ danh sách.',
    name: 'Cán bộ, viên chức tham gia nhóm Zalo nơi cư trú',
    reporters: 'agencies',
    rhythm: 'weekly',
    dueWeekday: FRIDAY,
    confirms: 'hamlet',
    link: null,
    linkName: null,
    // Letter S1, point 2.
    guidance: 'Cán bộ, viên chức vào nhóm Zalo cộng đồng của thôn, bản nơi đang sinh sống.',
    keepsChecks: false,
    keepsPledges: true,
    isOpen: false,
    indicators: [
      {
        name: 'Số người đã cam kết',
        noun: 'người',
        whole: 'required',
        wholeName: null,
        target: 100,
        onlyGrows: true,
        fromRegister: 'pledged',
      },
      {
        name: 'Số người thôn, bản xác nhận đã vào nhóm',
        noun: 'người',
        whole: 'required',
        wholeName: null,
        target: null,
        onlyGrows: true,
        fromRegister: 'pledges-confirmed',
      },
    ],
  },
  {
    slug: 'to-truong-vao-nhom',
    label: 'Tổ trưởng vào nhóm của xã',
    about:
      'Các xã đưa đủ Tổ trưởng Tổ Covid cộng đồng, Tổ liên gia vào nhóm; số có sẵn từ sổ nhóm, xã xem lại rồi gửi.',
    name: 'Đưa đủ Tổ trưởng Tổ Covid cộng đồng, Tổ liên gia vào nhóm Zalo của xã',
    reporters: 'communes',
    rhythm: 'weekly',
    dueWeekday: FRIDAY,
    confirms: 'nobody',
    link: null,
    linkName: null,
    // Letter S0, point 2: the admin of the commune's group adds every leader.
    guidance: 'Quản trị nhóm của xã thêm đủ các Tổ trưởng vào nhóm, rồi ghi vào sổ nhóm vai trò nào đã có.',
    keepsChecks: false,
    keepsPledges: false,
    isOpen: false,
    indicators: [
      {
        name: 'Vai trò bắt buộc đã có trong nhóm',
        noun: 'vai trò',
        whole: 'typed',
        wholeName: 'Vai trò phải có trong các nhóm',
        target: 100,
        onlyGrows: false,
        fromRegister: 'required-roles',
      },
    ],
  },
  {
    slug: 'khac',
    label: 'Đợt khác',
    about: 'Tự đặt chỉ số: đếm gì, trên tổng nào, chỉ tiêu bao nhiêu.',
    name: '',
    reporters: 'communes',
    rhythm: 'weekly',
    dueWeekday: FRIDAY,
    confirms: 'nobody',
    link: null,
    linkName: null,
    guidance: '',
    keepsChecks: false,
    keepsPledges: false,
    isOpen: true,
    indicators: [],
  },
];

/**
 * The templates that a movement’s drives begin with. In a commune’s own the agencies of its ground report, through the commune: a drive in
 * which it alone reports says nothing, and nobody above it is asked to confirm.
 */
export const templatesFor = (movement: Pick<MovementFacts, 'isOfCommune'>): readonly DriveTemplate[] =>
  !movement.isOfCommune
    ? DRIVE_TEMPLATES
    : DRIVE_TEMPLATES.filter(({ reporters, isOpen }) => isOpen || reporters === 'agencies').map((one) => ({
        ...one,
        reporters: 'agencies',
        confirms: one.confirms === 'office' ? 'nobody' : one.confirms,
      }));

export const templateFor = (movement: Pick<MovementFacts, 'isOfCommune'>, slug: unknown): DriveTemplate | null =>
  templatesFor(movement).find((template) => template.slug === slug) ?? null;

/** Who may be asked to confirm, and who may report where the template leaves it open. */
export const confirmersFor = ({ isOfCommune }: Pick<MovementFacts, 'isOfCommune'>): readonly Confirmer[] =>
  CONFIRMERS.filter((one) => !isOfCommune || one !== 'office');
export const reportersFor = ({ isOfCommune }: Pick<MovementFacts, 'isOfCommune'>): readonly Reporters[] =>
  REPORTERS.filter((one) => !isOfCommune || one === 'agencies');

import type { NamingCustom } from '../people.js';
import type { SeededRandom } from '../seeded-random.js';

/** How somebody stands: at ease, reading a phone, pointing up, holding something out; seen from the front or from behind. */
export type Pose = 'standing' | 'phone' | 'pointing' | 'giving';
export interface Place {
  x: number;
  y: number;
  /** 1 is a person 200 high. */
  scale: number;
}
interface Figure {
  place: Place;
  pose: Pose;
  fromBehind: boolean;
  dress: Dress;
  masked: boolean;
  skin: string;
  /** Looks and reaches to the left. */
  mirrored: boolean;
}
interface Dress {
  kind: 'woman' | 'man' | 'officer' | 'medic';
  custom: NamingCustom;
  top: string;
  bottom: string;
}

const SKINS = ['#e8b98f', '#d9a578', '#c98f63', '#e2b084'];
const SHIRTS = ['#3f6ea8', '#7a4d8c', '#c4583c', '#3b7d6b', '#8d8f45', '#b8485f', '#5a5f66', '#d08a2e'];

/** Blouse, skirt, trim and headscarf of women's festive dress, simplified to flat colours. */
const WOMENS_DRESS: Readonly<Record<NamingCustom, { tops: string[]; skirt: string; trim: string; scarf: string }>> = {
  Thái: { tops: ['#c23b5e', '#2f8f83', '#6b4fa0', '#e0903a'], skirt: '#22242b', trim: '#d9d9de', scarf: '#2b2d38' },
  Mông: { tops: ['#2f4fa0', '#8c2f6b', '#2c7a57'], skirt: '#b8364a', trim: '#ffd34d', scarf: '#5a2f82' },
  Dao: { tops: ['#22304f', '#2a2a35'], skirt: '#2a2f45', trim: '#d23a3a', scarf: '#c52f35' },
  Lự: { tops: ['#27305e', '#1f2a4a'], skirt: '#2d3a6b', trim: '#e2c25a', scarf: '#23284a' },
  Giáy: { tops: ['#d45a8c', '#4f9ad0', '#58a56b'], skirt: '#23262e', trim: '#1f2229', scarf: '#4a3a5e' },
  Lào: { tops: ['#3a2a4f', '#7a2f4f'], skirt: '#5a3a2f', trim: '#d8b04a', scarf: '#33253f' },
  Kinh: { tops: ['#c95f7a', '#5f8fc9', '#6aa37a', '#c9a14f'], skirt: '#3a3f4a', trim: '#ffffff', scarf: '' },
};

function dressFor(custom: NamingCustom, kind: Dress['kind'], random: SeededRandom): Dress {
  if (kind === 'officer') return { kind, custom, top: '#3f6b45', bottom: '#3f6b45' };
  if (kind === 'medic') return { kind, custom, top: '#f4f6f7', bottom: '#9fb7c4' };
  if (kind === 'man')
    return { kind, custom, top: random.pick(SHIRTS), bottom: random.pick(['#2c3038', '#3b4653', '#4a4038']) };
  const dress = WOMENS_DRESS[custom];
  return { kind, custom, top: random.pick(dress.tops), bottom: dress.skirt };
}

export interface FigureWish {
  place: Place;
  custom: NamingCustom;
  pose?: Pose;
  kind?: Dress['kind'];
  fromBehind?: boolean;
  mirrored?: boolean;
}

/** One person; what is not wished for is drawn by lot. Nearly everybody wears a mask. */
export function drawPerson(wish: FigureWish, random: SeededRandom): string {
  const kind = wish.kind ?? (random.chance(0.52) ? 'woman' : 'man');
  const figure: Figure = {
    place: wish.place,
    pose: wish.pose ?? 'standing',
    fromBehind: wish.fromBehind ?? false,
    dress: dressFor(wish.custom, kind, random),
    masked: random.chance(0.92),
    skin: random.pick(SKINS),
    mirrored: wish.mirrored ?? random.chance(0.5),
  };
  const { x, y, scale } = figure.place;
  const body = [legs(figure), torso(figure), arms(figure), head(figure)].join('');
  const flip = figure.mirrored ? -scale : scale;
  return `<g transform="translate(${x} ${y}) scale(${flip.toFixed(3)} ${scale.toFixed(3)})"><ellipse cy="2" rx="40" ry="8" fill="#000" fill-opacity=".18"/>${body}</g>`;
}

function legs({ dress }: Figure): string {
  const shoes = `<ellipse cx="-12" cy="-3" rx="12" ry="5" fill="#2b2622"/><ellipse cx="14" cy="-3" rx="12" ry="5" fill="#2b2622"/>`;
  if (dress.kind !== 'woman')
    return `${shoes}<path d="M-19 -96 L-20 -4 H-5 L0 -78 L6 -4 H21 L19 -96 Z" fill="${dress.bottom}"/>`;
  const { trim } = WOMENS_DRESS[dress.custom];
  if (dress.custom === 'Mông') {
    const pleats = [-26, -13, 0, 13, 26].map((x) => `<path d="M${x * 0.6} -94 L${x * 1.5} -32"/>`).join('');
    return `<rect x="-18" y="-36" width="13" height="33" fill="#2b2d38"/><rect x="5" y="-36" width="13" height="33" fill="#2b2d38"/>${shoes}<path d="M-20 -98 L-46 -32 Q0 -20 46 -32 L20 -98 Z" fill="${dress.bottom}"/><path d="M-44 -40 Q0 -27 44 -40" stroke="${trim}" stroke-width="7" fill="none"/><path d="M-38 -56 Q0 -44 38 -56" stroke="#2f6fb0" stroke-width="6" fill="none"/><g stroke="#000" stroke-opacity=".18" stroke-width="2">${pleats}</g>`;
  }
  return `${shoes}<path d="M-20 -98 L-27 -14 Q0 -7 27 -14 L20 -98 Z" fill="${dress.bottom}"/><path d="M-26 -26 Q0 -19 26 -26" stroke="${trim}" stroke-width="6" fill="none"/>`;
}

function torso({ dress, fromBehind }: Figure): string {
  const shape = `<path d="M-26 -148 Q0 -158 26 -148 L21 -92 Q0 -88 -21 -92 Z" fill="${dress.top}"/>`;
  if (fromBehind) return `${shape}<path d="M0 -150 V-92" stroke="#000" stroke-opacity=".12" stroke-width="3"/>`;
  if (dress.kind === 'officer')
    return `${shape}<path d="M0 -150 V-94" stroke="#2c4c31" stroke-width="3"/><rect x="-26" y="-154" width="12" height="6" fill="#c8202a"/><rect x="14" y="-154" width="12" height="6" fill="#c8202a"/><rect x="-21" y="-100" width="42" height="7" fill="#4a3524"/>`;
  if (dress.kind === 'medic')
    return `${shape}<path d="M0 -150 V-92" stroke="#c9d3d8" stroke-width="3"/><path d="M8 -128 h12 M14 -134 v12" stroke="#d2333a" stroke-width="4"/>`;
  if (dress.kind === 'man')
    return `${shape}<path d="M-7 -152 L0 -140 L7 -152" stroke="#fff" stroke-opacity=".7" stroke-width="3" fill="none"/><path d="M0 -140 V-94" stroke="#000" stroke-opacity=".2" stroke-width="2"/>`;
  const { trim } = WOMENS_DRESS[dress.custom];
  const buttons = [-138, -128, -118, -108].map((y) => `<circle cy="${y}" r="3.2" fill="${trim}"/>`).join('');
  return `${shape}<path d="M-21 -97 Q0 -92 21 -97" stroke="${trim}" stroke-width="6" fill="none"/>${buttons}`;
}

function arms({ dress, pose, skin, fromBehind }: Figure): string {
  const limb = (path: string, hand: readonly [number, number]): string =>
    `<path d="${path}" stroke="${dress.top}" stroke-width="14" stroke-linecap="round" stroke-linejoin="round" fill="none"/><path d="${path}" stroke="#000" stroke-opacity=".14" stroke-width="14" stroke-linecap="round" fill="none"/><circle cx="${hand[0]}" cy="${hand[1]}" r="7.5" fill="${skin}"/>`;
  const hanging = limb('M-24 -142 Q-36 -118 -30 -98', [-29, -92]);
  switch (pose) {
    case 'standing':
      return hanging + limb('M24 -142 Q36 -118 30 -98', [29, -92]);
    case 'phone': {
      const phone = `<rect x="2" y="-140" width="17" height="30" rx="3" fill="#20242a" transform="rotate(12 10 -125)"/>${fromBehind ? '' : '<rect x="4.5" y="-136" width="12" height="22" fill="#9fd3ff" transform="rotate(12 10 -125)"/>'}`;
      return limb('M-24 -142 Q-34 -120 -6 -112', [-2, -112]) + phone + limb('M24 -142 Q40 -122 20 -116', [17, -116]);
    }
    case 'pointing':
      return hanging + limb('M24 -142 Q42 -158 52 -186', [54, -192]);
    case 'giving':
      return limb('M-20 -140 Q-4 -116 30 -112', [36, -111]) + limb('M24 -142 Q36 -122 46 -114', [52, -113]);
  }
}

function head({ dress, masked, skin, fromBehind }: Figure): string {
  const neck = `<rect x="-7" y="-162" width="14" height="14" fill="${skin}"/>`;
  const face = `<circle cy="-174" r="18" fill="${fromBehind ? '#2a211c' : skin}"/>`;
  const hair = fromBehind
    ? ''
    : `<path d="M-18 -174 Q-18 -194 0 -194 Q18 -194 18 -174 Q8 -184 -4 -184 Q-14 -183 -18 -174 Z" fill="#2a211c"/>`;
  const eyes = fromBehind
    ? ''
    : '<circle cx="-6" cy="-176" r="2" fill="#2a211c"/><circle cx="7" cy="-176" r="2" fill="#2a211c"/>';
  const mouth = '<path d="M-5 -165 Q1 -161 7 -165" stroke="#a0522d" stroke-width="2" fill="none"/>';
  const mask =
    '<path d="M-12 -172 Q1 -176 14 -172 L12 -161 Q1 -155 -10 -161 Z" fill="#cfe6f2"/><path d="M-12 -170 L-18 -175 M14 -170 L18 -175 M-9 -166 Q1 -163 11 -166" stroke="#a9c9d9" stroke-width="1.5" fill="none"/>';
  return neck + face + hair + eyes + (fromBehind ? '' : masked ? mask : mouth) + headwear(dress, fromBehind);
}

function headwear({ kind, custom }: Dress, fromBehind: boolean): string {
  if (kind === 'officer')
    return `<path d="M-20 -182 Q0 -204 20 -182 Z" fill="#3f6b45"/><rect x="-21" y="-185" width="42" height="6" rx="3" fill="#2c4c31"/>${fromBehind ? '' : '<circle cy="-190" r="4" fill="#c8202a"/>'}`;
  if (kind === 'medic') return '<path d="M-18 -182 Q0 -200 18 -182 Z" fill="#dfeaf0"/>';
  if (kind === 'man') return custom === 'Kinh' ? '' : '<path d="M-18 -184 Q0 -202 18 -184 Z" fill="#2b2d33"/>';
  const { scarf, trim } = WOMENS_DRESS[custom];
  if (custom === 'Kinh') return fromBehind ? '<path d="M-10 -172 Q0 -130 10 -172 Z" fill="#2a211c"/>' : '';
  if (custom === 'Mông' || custom === 'Dao' || custom === 'Lự')
    return `<ellipse cy="-190" rx="24" ry="12" fill="${scarf}"/><path d="M-23 -189 Q0 -180 23 -189" stroke="${trim}" stroke-width="5" fill="none"/>`;
  return `<path d="M-21 -180 Q-20 -202 0 -201 Q20 -202 21 -180 L26 -158 L17 -164 Q18 -184 0 -186 Q-17 -185 -17 -166 L-26 -158 Z" fill="${scarf}"/><path d="M-20 -184 Q0 -196 20 -184" stroke="${custom === 'Giáy' ? '#d98cb0' : '#d8434f'}" stroke-width="4" stroke-dasharray="5 3" fill="none"/>`;
}

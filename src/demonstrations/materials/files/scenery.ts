import type { SeededRandom } from '../seeded-random.js';

/** Pictures are 1280 × 960, drawn in flat colours as SVG text. */
export const PHOTO_WIDTH = 1280;
export const PHOTO_HEIGHT = 960;
/** Where hills end and the ground begins. */
export const HORIZON = 560;

/** Colours of one time of day. Hills go from the farthest to the nearest. */
export interface Light {
  sky: readonly [top: string, bottom: string];
  sun: string;
  hills: readonly [string, string, string];
  rice: readonly string[];
  ground: string;
  path: string;
  leaf: string;
}

export const LIGHTS: readonly Light[] = [
  {
    sky: ['#7fb4dc', '#e8f3f8'],
    sun: '#fff6d8',
    hills: ['#9db9cc', '#6d97a3', '#4f8467'],
    rice: ['#c9b24a', '#b8c25a', '#8fae4f', '#dcc766'],
    ground: '#9aab66',
    path: '#d9c29a',
    leaf: '#3f7a45',
  },
  {
    sky: ['#f2c58b', '#fbeed6'],
    sun: '#fff1c2',
    hills: ['#c3a9a3', '#9a8f86', '#6f7f5d'],
    rice: ['#d8ac45', '#c79c3c', '#e2c36a', '#b39a45'],
    ground: '#b3a35f',
    path: '#dcb98a',
    leaf: '#5d7a3c',
  },
  {
    sky: ['#b9c6cf', '#eef1f2'],
    sun: '#f7f7f2',
    hills: ['#b4c0c6', '#8a9ea3', '#5f7d70'],
    rice: ['#9db26b', '#86a262', '#b7bf78', '#74955a'],
    ground: '#8c9c6c',
    path: '#c9bda3',
    leaf: '#466f4e',
  },
  {
    sky: ['#5f9fd0', '#cfe7f2'],
    sun: '#ffffff',
    hills: ['#8fb0bb', '#5d917f', '#3f7a4f'],
    rice: ['#86b34c', '#6ea145', '#a3c45e', '#599340'],
    ground: '#86ad5a',
    path: '#cfb48a',
    leaf: '#2f6f3b',
  },
];

const round = (value: number): string => value.toFixed(1);

export function drawSky(light: Light, random: SeededRandom): string {
  const [top, bottom] = light.sky;
  const clouds = Array.from({ length: random.between(2, 5) }, () => {
    const [x, y, size] = [random.between(40, 1240), random.between(50, 240), random.between(26, 54)];
    return [0, 1, 2, 3]
      .map((part) => {
        const rx = size * (1.5 - Math.abs(part - 1.5) * 0.35);
        return `<ellipse cx="${x + part * size}" cy="${y + (part % 2) * 8}" rx="${round(rx)}" ry="${round(size * 0.5)}"/>`;
      })
      .join('');
  });
  return (
    `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>` +
    `<rect width="1280" height="640" fill="url(#sky)"/>` +
    `<circle cx="${random.between(120, 1160)}" cy="${random.between(90, 230)}" r="${random.between(34, 52)}" fill="${light.sun}" fill-opacity=".9"/>` +
    `<g fill="#f6f9fb">${clouds.join('')}</g>`
  );
}

/** One range of hills across the picture, with round tops at about `height` and its foot at the ground. */
function ridge(random: SeededRandom, height: number, roughness: number): string {
  let path = `M0 ${HORIZON + 60} L0 ${round(height + random.between(-20, 40))}`;
  for (let x = 0; x < PHOTO_WIDTH;) {
    const width = random.between(130, 260);
    const peak = height - random.between(0, roughness);
    const end = height + random.between(-roughness * 0.2, roughness * 0.5);
    path += ` C${x + width * 0.35} ${round(peak)} ${x + width * 0.65} ${round(peak)} ${x + width} ${round(end)}`;
    x += width;
  }
  return `${path} L1480 ${HORIZON + 60} Z`;
}

export function drawHills(light: Light, random: SeededRandom): string {
  const [far, middle, near] = light.hills;
  const mist = `<rect y="${random.between(330, 400)}" width="1280" height="46" fill="#fff" fill-opacity=".28"/>`;
  return (
    `<path d="${ridge(random, 300, 150)}" fill="${far}"/><path d="${ridge(random, 390, 110)}" fill="${middle}"/>${mist}` +
    `<path d="${ridge(random, 470, 70)}" fill="${near}"/>${drawTerraces(light, random)}`
  );
}

/** Rice terraces on one side: bands that bend with the slope, each a little lower. */
function drawTerraces(light: Light, random: SeededRandom): string {
  const onLeft = random.chance(0.5);
  const [start, width, bend] = [onLeft ? -60 : 620, random.between(560, 720), random.between(18, 44)];
  const bands = Array.from({ length: 9 }, (_, index) => {
    const [y, inset] = [440 + index * 15, (9 - index) * random.between(14, 24)];
    const [from, to] = onLeft ? [start, start + width - inset] : [start + inset, start + width + 60];
    const middle = (from + to) / 2;
    return `<path d="M${from} ${y} Q${middle} ${y - bend} ${to} ${y + 4} L${to} ${y + 22} Q${middle} ${y + 22 - bend} ${from} ${y + 20} Z" fill="${random.pick(light.rice)}" stroke="#5d6b3a" stroke-opacity=".35" stroke-width="2"/>`;
  });
  return bands.join('');
}

export function drawGround(light: Light, random: SeededRandom): string {
  const bend = random.between(420, 860);
  const tufts = Array.from({ length: 60 }, () => {
    const [x, y] = [random.between(0, 1280), random.between(590, 950)];
    const size = 4 + ((y - 560) / 400) * 12;
    return `<path d="M${x} ${y} q${round(-size * 0.4)} ${round(-size)} ${round(-size * 0.7)} ${round(-size * 1.3)} M${x} ${y} q${round(size * 0.2)} ${round(-size)} ${round(size * 0.6)} ${round(-size * 1.4)}"/>`;
  });
  return (
    `<rect y="${HORIZON}" width="1280" height="400" fill="${light.ground}"/>` +
    `<path d="M${bend - 20} ${HORIZON + 4} C${bend + 40} 640 ${bend - 260} 740 ${bend - 330} 960 L${bend + 270} 960 C${bend + 120} 760 ${bend + 110} 660 ${bend + 24} ${HORIZON + 4} Z" fill="${light.path}"/>` +
    `<g stroke="${light.leaf}" stroke-opacity=".55" stroke-width="3" fill="none">${tufts.join('')}</g>`
  );
}

export type HouseKind = 'stilt' | 'earthen' | 'hall';

/** A house with its foot in the middle at (x, y); 1 is a house 220 wide. */
export function drawHouse(
  kind: HouseKind,
  place: { x: number; y: number; scale: number },
  random: SeededRandom,
): string {
  const body = kind === 'stilt' ? stiltHouse(random) : kind === 'earthen' ? earthenHouse(random) : cultureHall();
  return `<g transform="translate(${place.x} ${place.y}) scale(${place.scale})">${body}</g>`;
}

function stiltHouse(random: SeededRandom): string {
  const roof = random.pick(['#7a6046', '#8a6b4a', '#6d6f73', '#9c4a3c']);
  const wall = random.pick(['#a77b4f', '#b58a5a', '#94693f']);
  const posts = [-88, -44, 0, 44, 88].map((x) => `<rect x="${x - 4}" y="-62" width="8" height="62" fill="#5b4330"/>`);
  const planks = [-70, -46, -22, 26, 50, 74].map((x) => `<path d="M${x} -128 V-64"/>`);
  return (
    posts.join('') +
    `<rect x="-100" y="-70" width="200" height="10" fill="#6b4e36"/><rect x="-92" y="-130" width="184" height="62" fill="${wall}"/>` +
    `<g stroke="#6b4a2c" stroke-opacity=".6" stroke-width="2">${planks.join('')}</g>` +
    `<rect x="-60" y="-112" width="30" height="26" fill="#3c2c20"/><rect x="34" y="-112" width="30" height="26" fill="#3c2c20"/><rect x="-14" y="-116" width="28" height="48" fill="#4a3524"/>` +
    `<path d="M-122 -126 L-74 -206 H74 L122 -126 Z" fill="${roof}"/><path d="M-122 -126 L-74 -206 H-40 L-70 -126 Z" fill="#000" fill-opacity=".12"/>` +
    `<path d="M-8 -60 L-40 0 M10 -60 L-22 0 M-15 -46 H3 M-22 -32 H-5 M-30 -18 H-12" stroke="#5b4330" stroke-width="5"/>`
  );
}

function earthenHouse(random: SeededRandom): string {
  const roof = random.pick(['#7d8387', '#8f8a80', '#6a5540']);
  return (
    `<rect x="-96" y="-84" width="192" height="84" fill="${random.pick(['#c89b5f', '#d0a66d', '#b98a52'])}"/>` +
    `<rect x="-96" y="-12" width="192" height="12" fill="#8d867a"/><rect x="-16" y="-66" width="32" height="66" fill="#5a3d28"/>` +
    `<rect x="-72" y="-60" width="32" height="26" fill="#4b3a2c"/><rect x="42" y="-60" width="32" height="26" fill="#4b3a2c"/>` +
    `<path d="M-118 -78 L-64 -142 H64 L118 -78 Z" fill="${roof}"/><path d="M-118 -78 L118 -78 L112 -70 H-112 Z" fill="#000" fill-opacity=".2"/>`
  );
}

/** The village's hall, with the flag before it. */
function cultureHall(): string {
  const windows = [-92, -54, 34, 72].map(
    (x) =>
      `<rect x="${x}" y="-78" width="24" height="36" fill="#7fb0c4" stroke="#fff" stroke-width="4"/><path d="M${x + 12} -78 V-42" stroke="#fff" stroke-width="2"/>`,
  );
  return (
    `<rect x="-120" y="-100" width="240" height="100" fill="#f0d98c"/><rect x="-120" y="-14" width="240" height="14" fill="#a7a29a"/>` +
    windows.join('') +
    `<rect x="-20" y="-76" width="40" height="76" fill="#7a4a2b"/><path d="M0 -76 V0" stroke="#f0d98c" stroke-width="2"/>` +
    `<path d="M-138 -96 L-96 -150 H96 L138 -96 Z" fill="#a8443a"/><rect x="-62" y="-132" width="124" height="26" fill="#c8202a"/><path d="M-50 -119 H50" stroke="#ffd23f" stroke-width="6" stroke-dasharray="9 4"/>` +
    `<path d="M158 0 V-210" stroke="#8b8f92" stroke-width="5"/><path d="M160 -208 q26 -8 44 2 t30 0 v42 q-16 8 -34 0 t-40 2 Z" fill="#d8232a"/>` +
    `<path d="M197 -199 l3.6 9 9.6 .4 -7.6 5.8 2.7 9.2 -8.3 -5.4 -8.3 5.4 2.7 -9.2 -7.6 -5.8 9.6 -.4 Z" fill="#ffd23f"/>`
  );
}

/** A tree with its foot at (x, y): bamboo, banana or a round crown. */
export function drawTree(place: { x: number; y: number; scale: number }, light: Light, random: SeededRandom): string {
  const kind = random.between(0, 2);
  let body: string;
  if (kind === 0) {
    const stems = Array.from({ length: 6 }, (_, index) => {
      const lean = (index - 2.5) * 16 + random.between(-6, 6);
      return `<path d="M${(index - 2.5) * 4} 0 Q${round(lean * 0.4)} -110 ${round(lean * 1.7)} -${random.between(170, 230)}"/>`;
    });
    const leaves = Array.from({ length: 26 }, () => {
      const [x, y] = [random.between(-70, 70), -random.between(110, 235)];
      return `<ellipse cx="${x}" cy="${y}" rx="22" ry="6" transform="rotate(${random.between(-60, 60)} ${x} ${y})"/>`;
    });
    body = `<g stroke="#7c9447" stroke-width="6" fill="none">${stems.join('')}</g><g fill="${light.leaf}" fill-opacity=".9">${leaves.join('')}</g>`;
  } else if (kind === 1) {
    const leaves = [-64, -34, -6, 24, 52, 80].map(
      (angle) => `<path d="M0 -96 q26 -36 12 -104 q-36 34 -12 104 Z" transform="rotate(${angle} 0 -96)"/>`,
    );
    body = `<path d="M-9 0 L-6 -98 H6 L9 0 Z" fill="#86904e"/><g fill="${light.leaf}">${leaves.join('')}</g>`;
  } else {
    const crown = Array.from({ length: 9 }, () => {
      const [x, y] = [random.between(-48, 48), -random.between(110, 190)];
      return `<circle cx="${x}" cy="${y}" r="${random.between(28, 44)}" fill-opacity="${round(0.75 + random.next() * 0.25)}"/>`;
    });
    body = `<path d="M-10 0 L-6 -120 H6 L12 0 Z" fill="#6a4c35"/><g fill="${light.leaf}">${crown.join('')}</g>`;
  }
  return `<g transform="translate(${place.x} ${place.y}) scale(${place.scale})">${body}</g>`;
}

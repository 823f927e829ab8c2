import type { Place } from './figures.js';

const at = ({ x, y, scale }: Place, body: string): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${body}</g>`;

/** A pole with two horn loudspeakers and the waves of what they say; 1 is 420 high. */
export function drawLoudspeaker(place: Place): string {
  const horn = (turn: number): string =>
    `<g transform="translate(0 -380) scale(${turn} 1)"><path d="M10 -14 L36 -14 L92 -46 V46 L36 14 H10 Z" fill="#d4d9dc" stroke="#5f666b" stroke-width="3"/><ellipse cx="92" cy="0" rx="14" ry="46" fill="#8a9298"/><ellipse cx="92" cy="0" rx="8" ry="28" fill="#5f666b"/></g>`;
  const waves = [34, 62, 90]
    .map((r) => `<path d="M${112 + r * 0.5} ${-380 - r} Q${132 + r} -380 ${112 + r * 0.5} ${-380 + r}"/>`)
    .join('');
  return at(
    place,
    `<ellipse cy="2" rx="34" ry="7" fill="#000" fill-opacity=".2"/><path d="M-7 0 L-4 -430 H4 L7 0 Z" fill="#7b6a58"/><rect x="-22" y="-392" width="44" height="24" rx="4" fill="#4b5257"/>` +
      `${horn(1)}${horn(-1)}<g stroke="#d8232a" stroke-width="7" fill="none" stroke-linecap="round" stroke-opacity=".8">${waves}<g transform="scale(-1 1)">${waves}</g></g>`,
  );
}

/** A large telephone that shows a talk: bubbles on both sides, a picture, the line to write in; 1 is 420 high. */
export function drawChat(place: Place, bubbles: readonly number[]): string {
  let y = -340;
  const talk = bubbles.map((width, index) => {
    const mine = index % 3 === 2;
    const height = 34 + (index % 2) * 18;
    const x = mine ? 92 - width : -92;
    const lines = Array.from({ length: index % 2 === 0 ? 1 : 2 }, (_, line) => {
      const end = x + width - 14 - line * 22;
      return `<path d="M${x + 12} ${y + 18 + line * 16} H${end}"/>`;
    }).join('');
    const box = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="${mine ? '#cfe8ff' : '#ffffff'}"/><g stroke="#6f8798" stroke-width="5" stroke-linecap="round">${lines}</g>`;
    y += height + 12;
    return box;
  });
  return at(
    place,
    `<rect x="-112" y="-420" width="224" height="420" rx="26" fill="#1d2126"/><rect x="-102" y="-400" width="204" height="380" rx="10" fill="#e3edf3"/>` +
      `<path d="M-102 -390 q0 -10 10 -10 h184 q10 0 10 10 v34 h-204 Z" fill="#0b6fd6"/><circle cx="-80" cy="-378" r="12" fill="#fff"/><path d="M-58 -378 H30" stroke="#fff" stroke-width="7" stroke-linecap="round"/>` +
      `${talk.join('')}<rect x="-92" y="-54" width="150" height="24" rx="12" fill="#fff"/><circle cx="80" cy="-42" r="14" fill="#0b6fd6"/><circle cy="-10" r="6" fill="#4a5056"/>`,
  );
}

/** A lowered barrier with a guard's hut and a board; 1 is 420 wide. */
export function drawCheckpoint(place: Place): string {
  const stripes = Array.from({ length: 9 }, (_, index) => {
    const x = -150 + index * 44;
    return `<path d="M${x} -78 h22 l-8 18 h-22 Z" fill="#d8232a"/>`;
  }).join('');
  return at(
    place,
    `<rect x="-330" y="-210" width="150" height="200" fill="#e8e2d2"/><path d="M-350 -206 L-320 -246 H-190 L-160 -206 Z" fill="#3f6f8f"/><rect x="-306" y="-176" width="58" height="58" fill="#7fb0c4" stroke="#fff" stroke-width="5"/><rect x="-232" y="-150" width="40" height="140" fill="#8a6b4a"/>` +
      `<rect x="-176" y="-98" width="20" height="98" fill="#5a6068"/><rect x="-158" y="-78" width="404" height="18" rx="5" fill="#f7f7f7"/>${stripes}<rect x="236" y="-84" width="14" height="84" fill="#5a6068"/>` +
      `<rect x="-118" y="-176" width="130" height="70" rx="6" fill="#0b4f8a" stroke="#fff" stroke-width="5"/><path d="M-98 -152 h90 M-98 -136 h70 M-98 -122 h82" stroke="#fff" stroke-width="6"/><path d="M-54 -106 V0" stroke="#5a6068" stroke-width="8"/>`,
  );
}

/** A motorbike with a horn on its rack: news carried round; 1 is 210 long. */
export function drawMotorbike(place: Place): string {
  const wheel = (x: number): string =>
    `<circle cx="${x}" cy="-30" r="30" fill="#23262a"/><circle cx="${x}" cy="-30" r="17" fill="#b9bfc4"/><circle cx="${x}" cy="-30" r="6" fill="#5f666b"/>`;
  return at(
    place,
    `<ellipse cy="2" rx="110" ry="9" fill="#000" fill-opacity=".2"/>${wheel(-72)}${wheel(74)}` +
      `<path d="M-84 -62 Q-40 -96 8 -66 L40 -62 L62 -110 L76 -112" stroke="#b2202a" stroke-width="16" fill="none" stroke-linejoin="round" stroke-linecap="round"/><path d="M-50 -50 L20 -42 L44 -60" stroke="#4b5257" stroke-width="16" stroke-linecap="round"/>` +
      `<path d="M-86 -76 Q-40 -92 4 -80" stroke="#23262a" stroke-width="15" stroke-linecap="round" fill="none"/><path d="M70 -112 L74 -34" stroke="#7b8288" stroke-width="8"/><path d="M54 -120 L88 -116" stroke="#23262a" stroke-width="8" stroke-linecap="round"/>` +
      `<path d="M-104 -98 h24 l30 -22 v66 l-30 -22 h-24 Z" fill="#b9bfc4" transform="translate(-14 -12)"/>`,
  );
}

/** Bags of rice and baskets of vegetables, as they are carried to a household in isolation; 1 is 180 wide. */
export function drawGifts(place: Place): string {
  return at(
    place,
    `<ellipse cy="2" rx="100" ry="9" fill="#000" fill-opacity=".2"/><path d="M-86 0 Q-98 -40 -80 -74 h44 Q-18 -40 -30 0 Z" fill="#efe8d6"/><path d="M-78 -74 q20 -14 40 0" stroke="#a8443a" stroke-width="7" fill="none"/><path d="M-76 -36 h34" stroke="#2f7a4f" stroke-width="8"/>` +
      `<path d="M-24 0 Q-34 -30 -20 -56 h36 Q30 -30 20 0 Z" fill="#e3dac2"/><path d="M28 0 L20 -44 H100 L90 0 Z" fill="#b98a52"/><path d="M22 -32 H98 M25 -18 H95" stroke="#8d6636" stroke-width="4"/>` +
      `<g fill="#4f9a4a"><circle cx="38" cy="-54" r="16"/><circle cx="62" cy="-60" r="18"/><circle cx="84" cy="-52" r="14"/></g><circle cx="50" cy="-48" r="9" fill="#e08a2e"/><circle cx="74" cy="-48" r="9" fill="#d8434f"/>`,
  );
}

/** A red banner between two poles; its words are drawn as gold strokes; 1 is 520 wide. */
export function drawBanner(place: Place): string {
  return at(
    place,
    `<path d="M-262 0 V-250 M262 0 V-250" stroke="#7b6a58" stroke-width="10"/><rect x="-256" y="-246" width="512" height="96" fill="#c8202a"/><g stroke="#ffd23f" stroke-linecap="round"><path d="M-200 -216 H200" stroke-width="14" stroke-dasharray="46 20 30 18 58 20"/><path d="M-160 -180 H160" stroke-width="10" stroke-dasharray="30 16 44 16"/></g>`,
  );
}

/** A low stool, as stands in every yard. */
export const drawStool = (place: Place, colour: string): string =>
  at(
    place,
    `<rect x="-20" y="-40" width="40" height="9" rx="3" fill="${colour}"/><path d="M-16 -32 L-19 0 M16 -32 L19 0" stroke="${colour}" stroke-width="7"/>`,
  );

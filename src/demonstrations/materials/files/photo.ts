import { createRequire } from 'node:module';
import sharp from 'sharp';
import type { SampleDossier } from '../dossiers.js';
import { type NamingCustom, customsIn } from '../people.js';
import { type SeededRandom, seededRandom } from '../seeded-random.js';
import { type FigureWish, drawPerson } from './figures.js';
import {
  LIGHTS,
  type Light,
  PHOTO_HEIGHT,
  PHOTO_WIDTH,
  drawGround,
  drawHills,
  drawHouse,
  drawSky,
  drawTree,
} from './scenery.js';
import {
  drawBanner,
  drawChat,
  drawCheckpoint,
  drawGifts,
  drawLoudspeaker,
  drawMotorbike,
  drawStool,
} from './things.js';

/** Somebody draws in a lower row over those behind: everything in front is sorted by its foot. */
interface Layer {
  y: number;
  svg: string;
}
interface Stage {
  random: SeededRandom;
  light: Light;
  customs: readonly NamingCustom[];
}

const person = (stage: Stage, wish: Omit<FigureWish, 'custom'>): Layer => ({
  y: wish.place.y,
  svg: drawPerson({ custom: stage.random.pick(stage.customs), ...wish }, stage.random),
});

/** `count` people beside one another from `from` to `to`, a little unevenly. */
function row(
  stage: Stage,
  { from, to, y, count, scale }: { from: number; to: number; y: number; count: number; scale: number },
  wish: Partial<FigureWish>,
): Layer[] {
  return Array.from({ length: count }, (_, index) => {
    const x = from + ((to - from) * (index + 0.5)) / count + stage.random.between(-12, 12);
    return person(stage, { ...wish, place: { x: Math.round(x), y: y + stage.random.between(-10, 10), scale } });
  });
}

/** People listen below the loudspeaker; some read along on their phones. */
function aroundLoudspeaker(stage: Stage): Layer[] {
  const x = stage.random.between(380, 860);
  return [
    { y: 760, svg: drawLoudspeaker({ x, y: 760, scale: 1.12 }) },
    person(stage, { place: { x: x - 90, y: 800, scale: 1.15 }, pose: 'pointing', kind: 'officer', mirrored: false }),
    ...row(stage, { from: 60, to: x - 150, y: 820, count: stage.random.between(2, 3), scale: 1.15 }, { pose: 'phone' }),
    ...row(stage, { from: x + 90, to: 1220, y: 820, count: stage.random.between(3, 4), scale: 1.15 }, {}),
    ...row(stage, { from: 140, to: 1140, y: 940, count: stage.random.between(3, 5), scale: 1.3 }, { fromBehind: true }),
  ];
}

/** The group's talk on a large phone, with neighbours on both sides of it. */
function readingTogether(stage: Stage): Layer[] {
  const x = stage.random.between(500, 780);
  const bubbles = Array.from({ length: 5 }, () => stage.random.between(96, 172));
  return [
    { y: 900, svg: drawChat({ x, y: 900, scale: 1.3 }, bubbles) },
    ...row(stage, { from: 90, to: x - 170, y: 890, count: stage.random.between(2, 3), scale: 1.55 }, { pose: 'phone' }),
    ...row(
      stage,
      { from: x + 170, to: 1210, y: 890, count: stage.random.between(2, 3), scale: 1.55 },
      { pose: 'phone' },
    ),
  ];
}

/** The guarded entrance of the village. */
function atCheckpoint(stage: Stage): Layer[] {
  const x = stage.random.between(520, 720);
  return [
    { y: 800, svg: drawCheckpoint({ x, y: 800, scale: 1.25 }) },
    person(stage, { place: { x: x - 120, y: 850, scale: 1.4 }, kind: 'officer', pose: 'giving', mirrored: false }),
    person(stage, { place: { x: x - 20, y: 880, scale: 1.4 }, kind: 'medic', pose: 'phone', mirrored: false }),
    { y: 900, svg: drawMotorbike({ x: x + 300, y: 900, scale: 1.4 }) },
    person(stage, { place: { x: x + 190, y: 890, scale: 1.4 }, mirrored: true }),
    ...row(stage, { from: 40, to: x - 330, y: 920, count: 2, scale: 1.45 }, { pose: 'phone' }),
  ];
}

/** The village meets before its hall to found the group. */
function meeting(stage: Stage): Layer[] {
  const stools = row(stage, { from: 80, to: 1200, y: 830, count: 6, scale: 1 }, {}).map((each) => ({
    y: each.y,
    svg: drawStool(
      { x: stage.random.between(80, 1200), y: each.y, scale: 1.3 },
      stage.random.pick(['#c8202a', '#1f6fb5', '#2f7a4f']),
    ),
  }));
  return [
    { y: 690, svg: drawBanner({ x: 640, y: 690, scale: 1.35 }) },
    person(stage, { place: { x: stage.random.between(560, 720), y: 750, scale: 1.2 }, pose: 'pointing' }),
    person(stage, { place: { x: 470, y: 755, scale: 1.2 }, kind: 'medic', pose: 'phone' }),
    ...stools,
    ...row(stage, { from: 60, to: 1220, y: 860, count: stage.random.between(5, 7), scale: 1.2 }, { fromBehind: true }),
    ...row(stage, { from: 20, to: 1260, y: 955, count: stage.random.between(4, 6), scale: 1.4 }, { fromBehind: true }),
  ];
}

/** Neighbours bring food to a household in isolation. */
function bringingFood(stage: Stage): Layer[] {
  const x = stage.random.between(560, 760);
  return [
    { y: 880, svg: drawGifts({ x, y: 880, scale: 1.7 }) },
    person(stage, { place: { x: x - 190, y: 890, scale: 1.5 }, pose: 'giving', kind: 'woman', mirrored: false }),
    person(stage, { place: { x: x + 200, y: 890, scale: 1.5 }, pose: 'giving', mirrored: true }),
    ...row(stage, { from: 60, to: x - 270, y: 850, count: stage.random.between(1, 2), scale: 1.35 }, { pose: 'phone' }),
    ...row(stage, { from: x + 290, to: 1230, y: 850, count: stage.random.between(1, 2), scale: 1.35 }, {}),
  ];
}

const SCENES = [aroundLoudspeaker, readingTogether, atCheckpoint, meeting, bringingFood] as const;

function drawPicture(seed: string, customs: readonly NamingCustom[], scene: number): string {
  const random = seededRandom(seed);
  const stage: Stage = { random, light: random.pick(LIGHTS), customs };
  const sky = drawSky(stage.light, random) + drawHills(stage.light, random) + drawGround(stage.light, random);
  const behind: Layer[] = [0, 1, 2].map((slot) => {
    const place = {
      x: 190 + slot * 440 + random.between(-70, 70),
      y: random.between(610, 655),
      scale: 1 + random.next() * 0.45,
    };
    const kind = slot === 1 && random.chance(0.6) ? 'hall' : random.chance(0.6) ? 'stilt' : 'earthen';
    return { y: place.y, svg: drawHouse(kind, place, random) };
  });
  const trees: Layer[] = Array.from({ length: random.between(3, 6) }, () => {
    const place = { x: random.between(0, 1280), y: random.between(600, 670), scale: 0.8 + random.next() * 0.6 };
    return { y: place.y, svg: drawTree(place, stage.light, random) };
  });
  const front = (SCENES[scene % SCENES.length] ?? aroundLoudspeaker)(stage);
  const layers = [...behind, ...trees, ...front].sort((a, b) => a.y - b.y).map((layer) => layer.svg);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PHOTO_WIDTH}" height="${PHOTO_HEIGHT}" viewBox="0 0 ${PHOTO_WIDTH} ${PHOTO_HEIGHT}">${sky}${layers.join('')}</svg>`;
}

// Drawn once with the project's own font, so that machines without any font show the same words.
let label: Promise<Buffer> | null = null;
function sampleLabel(): Promise<Buffer> {
  label ??= sharp({
    text: {
      text: '<span foreground="#ffffff" background="#1b1f24">  Ảnh mẫu phục vụ diễn tập  </span>',
      font: 'Tinos',
      fontfile: createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
      rgba: true,
      dpi: 150,
    },
  })
    .png()
    .toBuffer();
  return label;
}

/**
 * One picture of a sample dossier, `index` 0, 1, 2 …: a JPEG of 1280 × 960, 60 to 100 KB, drawn of hills, houses and people in the dress
 * of the commune around a loudspeaker, a phone, a checkpoint, a meeting or a gift. Marked as a sample in its corner. The
 * pictures of one dossier show different scenes; the same dossier and index give the same picture.
 */
export async function makePhoto(dossier: SampleDossier, index: number): Promise<Buffer> {
  const first = seededRandom(`${dossier.key}/cảnh`).between(0, SCENES.length - 1);
  const svg = drawPicture(`${dossier.key}/ảnh ${index}`, customsIn(dossier.village.communeCode), first + index);
  return sharp(Buffer.from(svg))
    .composite([{ input: await sampleLabel(), gravity: 'southeast' }])
    .jpeg({ quality: 74 })
    .toBuffer();
}

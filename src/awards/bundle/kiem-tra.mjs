#!/usr/bin/env node
/*
 * Kiểm tra gói kết quả của Hội Thi, không cần cài gì ngoài Node.js (bản 20 trở lên):
 *
 *   node kiem-tra.mjs GOI-KET-QUA.zip [KHOA-CONG-KHAI]
 *
 * Chương trình này viết riêng, không dùng dòng nào của phần mềm đã lập ra kết quả: hai bên tính ra như nhau thì khó cùng sai.
 * Mã thoát: 0 đúng, 1 sai (nói rõ sai ở đâu).
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

class Wrong extends Error {}
const must = (holds, what) => {
  if (!holds) throw new Wrong(what);
};
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const linesOf = (text) => text.split('\n').slice(0, -1);

// Tệp nén: chỉ loại không nén, đúng như gói được lập
export function readZip(bytes) {
  const files = new Map();
  let end = bytes.length - 22;
  must(end >= 0 && bytes.readUInt32LE(end) === 0x06054b50, 'tệp không phải gói ZIP nguyên vẹn');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    must(bytes.readUInt32LE(at) === 0x02014b50, 'mục lục của gói bị hỏng');
    const size = bytes.readUInt32LE(at + 24);
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    must(bytes.readUInt16LE(at + 10) === 0 && !files.has(name), `${name}: tệp trong gói không đúng kiểu`);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    files.set(name, bytes.subarray(start, start + size));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

// Bản kê, chữ ký, nhật ký
function checkManifest(files, key) {
  const bytes = files.get('manifest.json');
  must(bytes !== undefined && files.has('manifest.sig'), 'thiếu bản kê (manifest.json) hoặc chữ ký (manifest.sig)');
  const manifest = JSON.parse(bytes);
  must(manifest.format === 'hoithi-results/1', 'bản kê không đúng kiểu');
  must(key === undefined || key === manifest.publicKey, 'gói ký bằng khóa khác với khóa công khai đã cho');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(manifest.publicKey, 'base64')]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const signature = Buffer.from(files.get('manifest.sig').toString('utf8'), 'base64');
  must(verify(null, bytes, publicKey, signature), 'chữ ký không phải của bản kê này');
  for (const { path, size, sha256: hash } of manifest.files) {
    const file = files.get(path);
    must(file !== undefined, `${path}: thiếu tệp`);
    must(file.length === size && sha256(file).toString('hex') === hash, `${path}: không phải tệp đã ký`);
  }
  must(files.size === manifest.files.length + 2, 'trong gói có tệp không nằm trong bản kê');
  return manifest;
}

const merkle = (leaves) => {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0]);
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha256(Buffer.of(1), merkle(leaves.slice(0, half)), merkle(leaves.slice(half)));
};

function checkAudit(text, audit) {
  const told = [];
  const hashes = [];
  let [chain, seq, hash] = [null, 0, null];
  for (const [index, line] of linesOf(text).entries()) {
    const one = JSON.parse(line);
    if (one.chain !== chain) [chain, seq, hash] = [one.chain, 0, sha256(one.chain)];
    must(one.seq === seq + 1, `audit.jsonl, dòng ${index + 1}: thiếu hoặc đảo sự kiện`);
    const counter = Buffer.alloc(8);
    counter.writeBigInt64BE(BigInt(one.seq));
    hash = sha256(hash, counter, one.text === undefined ? Buffer.from(one.digest, 'hex') : sha256(one.text));
    must(hash.toString('hex') === one.hash, `audit.jsonl, dòng ${index + 1}: sự kiện không khớp mã băm`);
    seq = one.seq;
    hashes.push(hash);
    if (one.text !== undefined) told.push(JSON.parse(one.text));
  }
  must(hashes.length === audit.events && merkle(hashes).toString('hex') === audit.root, 'audit.jsonl: gốc Merkle không khớp');
  return told;
}

// Số học chính xác: phân số nguyên
const gcd = (a, b) => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const frac = (a, b = 1n) => {
  const d = gcd(a, b) || 1n;
  return [a / d, b / d];
};
const plus = ([a, b], [c, d]) => frac(a * d + c * b, b * d);
const times = ([a, b], [c, d]) => frac(a * c, b * d);
const over = ([a, b], n) => frac(a, b * BigInt(n));
const order = ([a, b], [c, d]) => (a * d > c * b ? 1 : a * d < c * b ? -1 : 0);
const sum = (all) => all.reduce(plus, [0n, 1n]);
const text = ([a, b]) => (b === 1n ? String(a) : `${a}/${b}`);
const read = (given) => {
  const [, sign, whole, part = '', exp = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(String(given));
  const power = BigInt(exp) - BigInt(part.length);
  const digits = BigInt(sign + whole + part);
  return power < 0n ? frac(digits, 10n ** -power) : frac(digits * 10n ** power);
};
const rounded = ([a, b], { decimals, mode }) => {
  const scaled = a * 10n ** BigInt(decimals);
  let [q, r] = [scaled / b, (scaled % b) * 2n];
  const up = mode === 'up' ? r > 0n : mode !== 'down' && (r > b || (r === b && (mode === 'half-up' || (mode === 'half-even' && q % 2n === 1n))));
  if (up) q += 1n;
  const digits = String(q).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

// Tính điểm và xếp hạng
const cell = ([, quoted, plain]) => (quoted === undefined ? plain : quoted.replaceAll('""', '"'));
const readCsv = (csv) =>
  linesOf(csv)
    .slice(1)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(cell));

function sheetsOf(csv) {
  const entries = new Map();
  for (const [entry, judge, criterion, points] of readCsv(csv)) {
    if (!entries.has(entry)) entries.set(entry, new Map());
    if (!entries.get(entry).has(judge)) entries.get(entry).set(judge, new Map());
    entries.get(entry).get(judge).set(criterion, read(points));
  }
  return entries;
}

const counted = (totals, { method, drop = 0 }) => {
  let left = [...totals].sort(order);
  if (method === 'trimmed-mean') left = left.slice(drop, left.length - drop);
  if (method === 'median') left = left.slice(Math.ceil(left.length / 2) - 1, Math.floor(left.length / 2) + 1);
  return over(sum(left), left.length);
};
const notBelow0 = (value) => (value[0] < 0n ? [0n, 1n] : value);

function valuesOf(entries, { criteria, aggregate, adjustments = [] }) {
  const weights = new Map(criteria.map(({ code, weight = 1 }) => [code, read(weight)]));
  const total = (sheet, codes = [...weights.keys()]) =>
    sum(codes.filter((code) => sheet.has(code)).map((code) => times(weights.get(code), sheet.get(code))));
  const given = (entry, part) =>
    sum(adjustments.filter((one) => one.entry === entry && (one.part ?? null) === part).map(({ points }) => read(points)));
  const values = new Map();
  for (const [entry, sheets] of entries) {
    const totals = [...sheets.values()].map((sheet) => total(sheet));
    if (aggregate.method === 'weighted') {
      const parts = aggregate.parts.map((part, index) => {
        const codes = part.criteria ?? [...weights.keys()];
        const own = [...sheets].filter(([judge, sheet]) => (part.judges ?? [judge]).includes(judge) && codes.every((code) => sheet.has(code)));
        const mine = own.map(([, sheet]) => total(sheet, codes));
        const value = counted(mine, { method: 'mean', ...part });
        return times(read(part.weight), notBelow0(plus(value, given(entry, part.name ?? String(index + 1)))));
      });
      values.set(entry, [notBelow0(plus(sum(parts), given(entry, null)))]);
    } else if (aggregate.method === 'median-majority') {
      const left = [...totals].sort(order);
      const middles = [];
      while (left.length > 0) middles.push(...left.splice(Math.ceil(left.length / 2) - 1, 1));
      values.set(entry, middles);
    } else if (aggregate.method !== 'borda') values.set(entry, [notBelow0(plus(counted(totals, aggregate), given(entry, null)))]);
  }
  return aggregate.method === 'borda' ? borda(entries, total) : values;
}

function borda(entries, total) {
  const judges = new Map();
  for (const [entry, sheets] of entries)
    for (const [judge, sheet] of sheets) judges.set(judge, [...(judges.get(judge) ?? []), [entry, total(sheet)]]);
  const complete = [...judges.values()].every((all) => all.length === entries.size);
  const shares = new Map([...entries.keys()].map((entry) => [entry, []]));
  for (const all of judges.values())
    for (const [entry, mine] of all) {
      const below = all.filter(([, other]) => order(other, mine) < 0).length;
      const beside = all.filter(([, other]) => order(other, mine) === 0).length - 1;
      const points = frac(BigInt(2 * below + beside), 2n);
      shares.get(entry).push(complete ? points : all.length === 1 ? [1n, 2n] : over(points, all.length - 1));
    }
  const whole = frac(BigInt((entries.size - 1) * judges.size));
  return new Map([...shares].map(([entry, all]) => [entry, [complete ? sum(all) : times(over(sum(all), all.length), whole)]]));
}

export function rank(scores, rules) {
  const entries = sheetsOf(scores);
  const values = valuesOf(entries, rules);
  const { rounding = { decimals: 2, mode: 'half-up' }, rankOn = 'rounded', tieBreak = [] } = rules;
  const all = [...entries].map(([entry, sheets]) => {
    const [value, ...next] = values.get(entry);
    const score = rounded(value, rounding);
    const means = tieBreak.map((step) => {
      const points = [...sheets.values()].map((sheet) => sheet.get(step.slice('criterion:'.length))).filter((one) => one !== undefined);
      return over(sum(points), points.length);
    });
    const key = [rankOn === 'rounded' ? read(score) : value, ...next];
    return { entry, judges: sheets.size, score, exact: text(value), key, means };
  });
  const compare = (a, b) => {
    for (let i = 0; i < Math.max(a.key.length, b.key.length); i += 1) {
      if (a.key[i] === undefined || b.key[i] === undefined) return b.key.length - a.key.length;
      if (order(a.key[i], b.key[i]) !== 0) return order(b.key[i], a.key[i]);
    }
    for (let i = 0; i < a.means.length; i += 1) if (order(a.means[i], b.means[i]) !== 0) return order(b.means[i], a.means[i]);
    return 0;
  };
  all.sort((a, b) => compare(a, b) || (a.entry < b.entry ? -1 : 1));
  all.forEach((one, i) => (one.rank = i > 0 && compare(all[i - 1], one) === 0 ? all[i - 1].rank : i + 1));
  return all;
}

// Chia giải
export function award(ranking, { prizes, minimum = {}, atBoundary = 'decide' }, decisions = { ties: [], withheldTiers: [] }) {
  const places = prizes.flatMap(({ tier, quantity, amount }) => Array.from({ length: quantity }, () => ({ tier, amount })));
  const awards = [];
  for (let from = 0; from < ranking.length && places.length > 0;) {
    const group = ranking.filter((one) => one.rank === ranking[from].rank);
    from += group.length;
    const covered = [];
    while (covered.length < group.length && places.length > 0) {
      const place = places.shift();
      const floor = minimum[place.tier];
      const reaches = floor === undefined || floor === null || order(group[0].key[0], read(floor)) >= 0;
      if (reaches && !decisions.withheldTiers.includes(place.tier)) covered.push(place);
    }
    if (covered.length === 0) continue;
    const tiers = [...new Set(covered.map(({ tier }) => tier))];
    const names = group.map(({ entry }) => entry);
    const give = (entry, { tier, amount }) => awards.push({ entry, rank: group[0].rank, tier, amount });
    if (covered.length === group.length && tiers.length === 1) {
      names.forEach((entry) => give(entry, covered[0]));
      continue;
    }
    const same = (a, b) => [...a].sort().join('\n') === [...b].sort().join('\n');
    const decided = decisions.ties.find((one) => one.tiers.join('\n') === tiers.join('\n') && same(one.entries, names));
    const how = atBoundary === 'decide' ? decided?.choice : atBoundary;
    if (how === 'extend') names.forEach((entry) => give(entry, covered[0]));
    if (how === 'order') {
      const won = covered.map((place, i) => [decided.order[i], place]).sort(([a], [b]) => (a < b ? -1 : 1));
      won.forEach(([entry, place]) => give(entry, place));
    }
    if (how === 'share') {
      const pool = covered.reduce((all, { amount }) => all + amount, 0);
      const base = Math.floor(pool / group.length);
      names.forEach((entry, i) => give(entry, { tier: tiers[0], amount: base + (i < pool - base * group.length ? 1 : 0) }));
    }
  }
  return awards;
}

// So với kết quả đã công bố
function sameFields(file, fields, recounted, published) {
  must(recounted.length === published.length, `${file}: tính lại được ${recounted.length} dòng, gói ghi ${published.length}`);
  for (const [i, one] of recounted.entries())
    for (const field of fields)
      must(one[field] === published[i][field], `${file}: ${one.entry}, tính lại ${field} được ${one[field]}, gói ghi ${published[i][field]}`);
}

export function check(bytes, key) {
  const files = readZip(bytes);
  const manifest = checkManifest(files, key);
  const of = (name) => files.get(name).toString('utf8');
  const told = checkAudit(of('audit.jsonl'), manifest.audit);
  const rules = JSON.parse(of('rules.json'));
  const ranking = rank(of('scores.csv'), rules);
  const published = JSON.parse(of('ranking.json')).ranking;
  sameFields('ranking.json', ['entry', 'rank', 'score', 'exact', 'judges'], ranking, published);
  const awards = award(ranking, rules, JSON.parse(of('decisions.json')));
  const list = JSON.parse(of('awards.json'));
  sameFields('awards.json', ['entry', 'rank', 'tier', 'amount'], awards, list.lines);
  const total = awards.reduce((all, { amount }) => all + amount, 0);
  must(total === list.total, `awards.json: tính lại tổng tiền được ${total}, gói ghi ${list.total}`);
  const counting = readCsv(of('sheets.csv')).filter(([, , , , , counts]) => counts === '1');
  const signed = new Map(counting.map(([, entry, judge, , , , criterion, points]) => [[entry, judge, criterion].join('\n'), points]));
  for (const [entry, judge, criterion, points] of readCsv(of('scores.csv')))
    must(signed.get([entry, judge, criterion].join('\n')) === points, `sheets.csv: ${entry}, ${judge}, ${criterion} không như scores.csv`);
  const input = sha256(files.get('scores.csv'), files.get('rules.json'), String(list.budget)).toString('hex');
  const said = (act) => JSON.parse(told.find((one) => one[6] === act && one[8] === manifest.list.id)?.[12] ?? '{}');
  must(said('award-list.draft').input === input, 'audit.jsonl: nhật ký không ghi danh sách lập từ đúng các phiếu này');
  must(said('award-list.publish').total === total, 'audit.jsonl: nhật ký ghi tổng tiền khác');
  return { manifest, ranking: ranking.length, awards: awards.length, total };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [path, key] = process.argv.slice(2);
  try {
    if (path === undefined) throw new Wrong('cách gọi: node kiem-tra.mjs GOI-KET-QUA.zip [KHOA-CONG-KHAI]');
    const { manifest, ranking, awards, total } = check(readFileSync(path), key);
    const { contest, list, publicKey } = manifest;
    const counted = `${ranking} hồ sơ, ${awards} giải, ${total.toLocaleString('vi-VN')} đồng`;
    console.log(`ĐÚNG. ${contest.name}, danh sách số ${list.number}: tính lại ${counted}, đều khớp.`);
    console.log(`Khóa đã ký: ${publicKey}`);
  } catch (error) {
    console.log(`SAI. ${error instanceof Wrong ? error.message : `gói không đọc được (${error.message})`}`);
    process.exit(1);
  }
}

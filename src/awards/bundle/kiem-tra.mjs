#!/usr/bin/env node
/*
 * Kiểm tra gói kết quả của Hội Thi, chỉ cần Node.js bản 20 trở lên: node kiem-tra.mjs GOI-KET-QUA.zip [KHOA-CONG-KHAI]
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
const total = (numbers) => numbers.reduce((all, one) => all + one, 0);
const linesOf = (text) => text.split('\n').slice(0, -1);

// Tệp nén: chỉ loại không nén, đúng như gói được lập
export function readZip(bytes) {
  const files = new Map();
  const end = bytes.length - 22;
  must(end >= 0 && bytes.readUInt32LE(end) === 0x06054b50, 'tệp không phải gói ZIP nguyên vẹn');
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i += 1) {
    must(bytes.readUInt32LE(at) === 0x02014b50, 'mục lục của gói bị hỏng');
    const size = bytes.readUInt32LE(at + 24);
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const [name, local] = [bytes.toString('utf8', at + 46, at + 46 + nameLength), bytes.readUInt32LE(at + 42)];
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
  must(verify(null, bytes, publicKey, Buffer.from(String(files.get('manifest.sig')), 'base64')), 'chữ ký không phải của bản kê này');
  const isSigned = ({ path, size, sha256: hash }) => files.get(path)?.length === size && sha256(files.get(path)).toString('hex') === hash;
  for (const file of manifest.files) must(isSigned(file), `${file.path}: thiếu, hoặc không phải tệp đã ký`);
  must(files.size === manifest.files.length + 2, 'trong gói có tệp không nằm trong bản kê');
  return manifest;
}

const merkle = (leaves) => {
  if (leaves.length < 2) return sha256(...leaves.flatMap((leaf) => [Buffer.of(0), leaf]));
  const half = 2 ** (31 - Math.clz32(leaves.length - 1));
  return sha256(Buffer.of(1), merkle(leaves.slice(0, half)), merkle(leaves.slice(half)));
};

function checkAudit(text, audit) {
  const [told, hashes] = [[], []];
  let [chain, seq, hash] = [null, 0, null];
  for (const [index, line] of linesOf(text).entries()) {
    const one = JSON.parse(line);
    if (one.chain !== chain) [chain, seq, hash] = [one.chain, 0, sha256(one.chain)];
    must(one.seq === seq + 1, `audit.jsonl, dòng ${index + 1}: thiếu hoặc đảo sự kiện`);
    const counter = Buffer.from(one.seq.toString(16).padStart(16, '0'), 'hex');
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
const frac = (a, b = 1n, d = gcd(a, b) || 1n) => [a / d, b / d];
const plus = ([a, b], [c, d]) => frac(a * d + c * b, b * d);
const times = ([a, b], [c, d]) => frac(a * c, b * d);
const over = ([a, b], n) => frac(a, b * BigInt(n));
const order = ([a, b], [c, d]) => (a * d > c * b ? 1 : a * d < c * b ? -1 : 0);
const sum = (all) => all.reduce(plus, [0n, 1n]);
const text = ([a, b]) => (b === 1n ? String(a) : `${a}/${b}`);
const read = (given) => {
  const [, sign, whole, part = '', exp = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(String(given));
  const [power, digits] = [BigInt(exp) - BigInt(part.length), BigInt(sign + whole + part)];
  return power < 0n ? frac(digits, 10n ** -power) : frac(digits * 10n ** power);
};
const rounded = ([a, b], { decimals, mode }) => {
  const scaled = a * 10n ** BigInt(decimals);
  let [q, r] = [scaled / b, (scaled % b) * 2n];
  if (mode === 'up' ? r > 0n : mode !== 'down' && (r > b || (r === b && (mode === 'half-up' || (mode === 'half-even' && q % 2n === 1n))))) q += 1n;
  const digits = String(q).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

// Tính điểm và xếp hạng
const cell = ([, quoted, plain]) => (quoted === undefined ? plain : quoted.replaceAll('""', '"'));
const readCsv = (csv) => linesOf(csv).flatMap((line, i) => (i === 0 ? [] : [[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(cell)]));

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
      const [left, middles] = [[...totals].sort(order), []];
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
      const points = frac(BigInt(all.reduce((twice, [, other]) => twice + 1 + order(mine, other), -1)), 2n);
      shares.get(entry).push(complete ? points : all.length === 1 ? [1n, 2n] : over(points, all.length - 1));
    }
  const whole = frac(BigInt((entries.size - 1) * judges.size));
  return new Map([...shares].map(([entry, all]) => [entry, [complete ? sum(all) : times(over(sum(all), all.length), whole)]]));
}

const meanOf = (sheets, criterion) => {
  const points = [...sheets.values()].map((sheet) => sheet.get(criterion)).filter((one) => one !== undefined);
  return points.length === 0 ? undefined : over(sum(points), points.length);
};

export function rank(scores, rules) {
  const entries = sheetsOf(scores);
  const values = valuesOf(entries, rules);
  const { rounding = { decimals: 2, mode: 'half-up' }, rankOn = 'rounded', tieBreak = [] } = rules;
  const all = [...entries].map(([entry, sheets]) => {
    const [value, ...next] = values.get(entry);
    const score = rounded(value, rounding);
    const means = tieBreak.map((step) => meanOf(sheets, step.slice('criterion:'.length)));
    const key = [rankOn === 'rounded' ? read(score) : value, ...next];
    return { entry, judges: sheets.size, score, exact: text(value), key, means, sheets };
  });
  const compare = (a, b) => {
    const differ = (mine, other) => mine.flatMap((value, i) => (other[i] === undefined ? [] : order(other[i], value))).find((sign) => sign !== 0);
    return differ(a.key, b.key) ?? (b.key.length - a.key.length || (differ(a.means, b.means) ?? 0));
  };
  all.sort((a, b) => compare(a, b) || (a.entry < b.entry ? -1 : 1));
  all.forEach((one, i) => (one.rank = i > 0 && compare(all[i - 1], one) === 0 ? all[i - 1].rank : i + 1));
  return all;
}

// Chia giải: các hạng giải, sau khi chuyển chỉ tiêu
export function award(ranking, { prizes, minimum = {}, atBoundary = 'decide' }, { ties = [], withheldTiers = [], shifts = [] } = {}) {
  const left = new Map(prizes.map(({ tier, quantity }) => [tier, quantity]));
  for (const { from, taken, to, added } of shifts) left.set(from, left.get(from) - taken).set(to, left.get(to) + added);
  const places = prizes.flatMap(({ tier, amount }) => Array.from({ length: left.get(tier) }, () => ({ tier, amount })));
  const awards = [];
  for (let from = 0; from < ranking.length && places.length > 0;) {
    const { rank, key } = ranking[from];
    const names = ranking.filter((one) => one.rank === rank).map(({ entry }) => entry);
    from += names.length;
    const covered = [];
    while (covered.length < names.length && places.length > 0) {
      const place = places.shift();
      if (order(key[0], read(minimum[place.tier] ?? 0)) >= 0 && !withheldTiers.includes(place.tier)) covered.push(place);
    }
    const tiers = [...new Set(covered.map(({ tier }) => tier))];
    const give = (entry, { tier, amount }) => awards.push({ entry, rank, tier, amount });
    const same = (a, b) => [...a].sort().join('\n') === [...b].sort().join('\n');
    const decided = ties.find((one) => one.tiers.join('\n') === tiers.join('\n') && same(one.entries, names));
    const fits = covered.length === names.length && tiers.length === 1;
    const how = covered.length === 0 ? 'none' : fits ? 'extend' : atBoundary === 'decide' ? decided?.choice : atBoundary;
    if (how === 'extend') names.forEach((entry) => give(entry, covered[0]));
    if (how === 'order')
      for (const [entry, place] of covered.map((place, i) => [decided.order[i], place]).sort(([a], [b]) => (a < b ? -1 : 1))) give(entry, place);
    if (how === 'share') {
      const pool = total(covered.map(({ amount }) => amount));
      names.forEach((entry, i) => give(entry, { tier: tiers[0], amount: Math.floor((pool + names.length - 1 - i) / names.length) }));
    }
  }
  return awards;
}

// Giải phụ: điểm trung bình một tiêu chí cao nhất, Ban Tổ chức chọn, hoặc mọi hồ sơ đạt điểm sàn
export function awardBeside(ranking, prizes, awards, choices = []) {
  return prizes.flatMap(({ code, basis, quantity, amount, criterion, minimum, besideRank }) => {
    const open = ranking.filter(({ entry }) => besideRank || !awards.some((one) => one.entry === entry));
    const valued = open.flatMap((one) => ({ one, mean: meanOf(one.sheets, criterion) })).filter(({ mean }) => mean !== undefined);
    const isKnown = basis === 'criterion' && ranking.some(({ sheets }) => meanOf(sheets, criterion) !== undefined);
    const last = valued.sort((a, b) => order(b.mean, a.mean))[quantity - 1]?.mean;
    const stands = (sign) => valued.filter(({ mean }) => (last === undefined ? 1 : order(mean, last)) === sign).map(({ one }) => one);
    let [won, among] =
      basis === 'floor' ? [open.filter(({ key }) => order(key[0], read(minimum)) >= 0), []] : isKnown ? [stands(1), stands(0)] : [[], open];
    if (isKnown && won.length + among.length <= quantity) [won, among] = [[...won, ...among], []];
    const names = among.length === 0 ? [] : (choices.find(({ prize }) => prize === code)?.entries ?? []);
    const isFit = names.length <= quantity - won.length && names.every((name) => among.some(({ entry }) => entry === name));
    must(names.length === 0 || isFit, `decisions.json: ${code} không trao được cho ${names.join(', ')}`);
    return open.filter((one) => won.includes(one) || names.includes(one.entry)).map(({ entry, rank }) => ({ entry, rank, tier: code, amount }));
  });
}

// Giấy khen, bằng khen: hệ số × mức lương cơ sở, làm tròn lên hàng chục nghìn nếu quy định như vậy
export function awardForms(ranking, rewards = []) {
  const step = ({ rounding }) => (rounding === 'up-ten-thousand' ? 10000 : 1);
  const worth = (one) => Math.ceil((one.multipleHundredths * one.base) / (100 * step(one))) * step(one);
  const of = (form, entry) => rewards.filter((one) => one.form === form && one.entry === entry);
  const give = (form, { entry, rank }) => of(form, entry).map((one) => ({ entry, rank, tier: form, amount: worth(one) }));
  return [...new Set(rewards.map(({ form }) => form))].flatMap((form) => ranking.flatMap((one) => give(form, one)));
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
  sameFields('ranking.json', ['entry', 'rank', 'score', 'exact', 'judges'], ranking, JSON.parse(of('ranking.json')).ranking);
  const { tiers, ranking: { mostAwardedPercent } = {} } = JSON.parse(of('contest.json'));
  const share = (percent) => (percent ? Math.floor((ranking.length * percent) / 100) : Infinity);
  const most = tiers.reduce((all, one) => [...all, Math.min(one.quantity, share(one.mostPercent), share(mostAwardedPercent) - total(all))], []);
  const isPlanned = ({ tier, quantity }, i) => tiers[i].code === tier && most[i] === quantity;
  must(rules.prizes.length === tiers.length && rules.prizes.every(isPlanned), 'rules.json: số giải không như contest.json');
  const decisions = JSON.parse(of('decisions.json'));
  const beside = files.has('side-prizes.json') ? JSON.parse(of('side-prizes.json')) : [];
  const ranked = award(ranking, rules, decisions);
  const awards = [...ranked, ...awardBeside(ranking, beside, ranked, decisions.sides), ...awardForms(ranking, decisions.rewards)];
  const list = JSON.parse(of('awards.json'));
  sameFields('awards.json', ['entry', 'rank', 'tier', 'amount'], awards, list.lines);
  const money = total(awards.map(({ amount }) => amount));
  must(money === list.total, `awards.json: tính lại tổng tiền được ${money}, gói ghi ${list.total}`);
  const counting = readCsv(of('sheets.csv')).filter(([, , , , , counts]) => counts === '1');
  const signed = new Map(counting.map(([, entry, judge, , , , criterion, points]) => [[entry, judge, criterion].join('\n'), points]));
  for (const [entry, judge, criterion, points] of readCsv(of('scores.csv')))
    must(signed.get([entry, judge, criterion].join('\n')) === points, `sheets.csv: ${entry}, ${judge}, ${criterion} không như scores.csv`);
  const input = sha256(of('scores.csv'), of('rules.json'), String(list.budget), beside.length > 0 ? of('side-prizes.json') : '').toString('hex');
  const said = (act) => JSON.parse(told.find((one) => one[6] === act && one[8] === manifest.list.id)?.[12] ?? '{}');
  must(said('award-list.draft').input === input, 'audit.jsonl: nhật ký không ghi danh sách lập từ đúng các phiếu này');
  must(said('award-list.publish').total === money, 'audit.jsonl: nhật ký ghi tổng tiền khác');
  return { manifest, ranking: ranking.length, awards: awards.length, total: money };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [path, key] = process.argv.slice(2);
  try {
    if (path === undefined) throw new Wrong('cách gọi: node kiem-tra.mjs GOI-KET-QUA.zip [KHOA-CONG-KHAI]');
    const { manifest, ranking, awards, total } = check(readFileSync(path), key);
    const counted = `${ranking} hồ sơ, ${awards} dòng khen thưởng, ${total.toLocaleString('vi-VN')} đồng`;
    console.log(`ĐÚNG. ${manifest.contest.name}, danh sách số ${manifest.list.number}: tính lại ${counted}, đều khớp.`);
    console.log(`Khóa đã ký: ${manifest.publicKey}`);
  } catch (error) {
    console.log(`SAI. ${error instanceof Wrong ? error.message : `gói không đọc được (${error.message})`}`);
    process.exit(1);
  }
}

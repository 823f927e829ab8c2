import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import { PARTS } from './contest.paths.js';
import { isImpossibleQuota, sayQuotaRule } from './quota.js';
import { advice, blocking, type ContestDesign, doubledNames, type Finding } from './readiness.finding.js';
import { criteriaFindings, prizeFindings, rankingFindings } from './readiness.scoring.js';
import { roundFindings } from './readiness.rounds.js';
import { rulesFindings, windowFindings } from './readiness.timing.js';

export type { ContestDesign, Finding };

/** What is still missing or contradictory before the contest can open, part by part in the order of the set-up list; none: it may open. */
export const findingsOf = (design: ContestDesign): Finding[] => [
  ...generalFindings(design),
  ...unitFindings(design),
  ...windowFindings(design),
  ...bodyFindings(design),
  ...rulesFindings(design),
  ...dossierFindings(design),
  ...vettingFindings(design),
  ...quotaFindings(design),
  ...criteriaFindings(design),
  ...roundFindings(design),
  ...rankingFindings(design),
  ...prizeFindings(design),
];

function generalFindings({ contest }: ContestDesign): Finding[] {
  const found: Finding[] = [];
  if (contest.contactName === '' || contest.contactPhone === '') {
    found.push(
      blocking('no-contact', PARTS.general, 'Chưa có người liên hệ và số điện thoại: xã cần biết gọi ai khi vướng.'),
    );
  }
  if (contest.sampleNotes !== '') {
    found.push(advice('still-sample', PARTS.general, `Còn nội dung mẫu: ${contest.sampleNotes}`));
  }
  return found;
}

function unitFindings({ contest, communes }: ContestDesign): Finding[] {
  if (communes.length === 0) {
    return [blocking('no-communes', PARTS.units, 'Chưa có xã nào trong danh sách đơn vị của cuộc thi.')];
  }
  const empty = communes.filter((commune) => commune.villageCount === 0);
  if (empty.length === 0) return [];
  const names = nameSome(empty.map((commune) => commune.name));
  const sentence = `${empty.length} xã chưa có ${contest.villageNoun} nào: ${names}.`;
  // A rehearsal may leave part of the province without villages; a real quota over nothing would be a mistake.
  const everyOneIsEmpty = empty.length === communes.length;
  return [
    contest.rehearsal && !everyOneIsEmpty
      ? advice('communes-without-villages', PARTS.units, sentence)
      : blocking('communes-without-villages', PARTS.units, sentence),
  ];
}

function bodyFindings({ bodies }: ContestDesign): Finding[] {
  const found = doubledNames(
    'bodies-named-alike',
    PARTS.bodies,
    bodies.map(({ name }) => name),
  );
  const jury = bodies.filter((body) => body.kind === 'jury');
  if (jury.length === 0) found.push(blocking('no-jury', PARTS.bodies, 'Chưa có Ban Giám khảo.'));
  else if (jury.every((body) => body.memberCount === 0)) {
    found.push(blocking('jury-empty', PARTS.members, 'Ban Giám khảo chưa có thành viên nào.'));
  }
  for (const kind of ['committee', 'secretariat'] as const) {
    const name = kind === 'committee' ? 'Ban Tổ chức' : 'Tổ thư ký';
    const members = bodies.filter((body) => body.kind === kind).reduce((sum, body) => sum + body.memberCount, 0);
    if (members === 0) found.push(advice(`${kind}-empty`, PARTS.members, `${name} chưa có thành viên nào.`));
  }
  return found;
}

function dossierFindings({ slots, fields, mostFileBytes }: ContestDesign): Finding[] {
  const found = [
    ...doubledNames(
      'slots-named-alike',
      PARTS.slots,
      slots.map(({ title }) => title),
    ),
    ...doubledNames(
      'fields-named-alike',
      PARTS.fields,
      fields.map(({ label }) => label),
    ),
  ];
  for (const { title, maxBytes } of slots) {
    if (maxBytes <= mostFileBytes) continue;
    const [wanted, most] = [formatFileSize(maxBytes), formatFileSize(mostFileBytes)];
    found.push(
      advice('slot-above-limit', PARTS.slots, `“${title}” cho mỗi tệp ${wanted}, nhưng máy chủ chỉ nhận đến ${most}.`),
    );
  }
  if (!slots.some((slot) => slot.requirement !== 'optional') && !fields.some((one) => one.required)) {
    found.push(
      blocking(
        'nothing-required',
        PARTS.slots,
        'Hồ sơ không có thành phần hay ô bắt buộc nào: hồ sơ trắng cũng nộp được.',
      ),
    );
  } else if (!slots.some((slot) => slot.requirement !== 'optional')) {
    found.push(blocking('no-required-slot', PARTS.slots, 'Chưa có thành phần hồ sơ bắt buộc nào.'));
  }
  const groups = new Map<string, number>();
  for (const { oneOfGroup } of slots)
    if (oneOfGroup !== null) groups.set(oneOfGroup, (groups.get(oneOfGroup) ?? 0) + 1);
  for (const [group, count] of groups) {
    if (count === 1) {
      found.push(
        advice(
          'lonely-one-of',
          PARTS.slots,
          `Nhóm “${group}” chỉ có một thành phần: “một trong các” thành ra bắt buộc.`,
        ),
      );
    }
  }
  return found;
}

function vettingFindings({ vettingLevels, communes }: ContestDesign): Finding[] {
  const found: Finding[] = [];
  for (const level of vettingLevels) {
    if (level.attachedTo === 'office' && level.officeId === null) {
      found.push(blocking('office-unnamed', PARTS.vetting, `Cấp thẩm định “${level.name}” chưa chọn cơ quan.`));
    }
  }
  const without = communes.filter((commune) => commune.vetters < vettingLevels.length);
  if (without.length > 0 && found.length === 0) {
    found.push(
      blocking(
        'communes-without-vetter',
        PARTS.vetting,
        `${without.length} xã chưa có nơi thẩm định: ${nameSome(without.map(({ name }) => name))}.`,
      ),
    );
  }
  if (vettingLevels.length === 0) {
    found.push(
      advice('no-vetting', PARTS.vetting, 'Không có cấp thẩm định: hồ sơ nộp xong chuyển thẳng đến Ban Tổ chức.'),
    );
  }
  return found;
}

function quotaFindings({ contest }: ContestDesign): Finding[] {
  if (!isImpossibleQuota(contest.quota)) return [];
  const rule = sayQuotaRule(contest.quota, contest.villageNoun);
  return [blocking('quota-impossible', PARTS.quota, `Chỉ tiêu “${rule}” không đơn vị nào đạt được.`)];
}

const NAMED = 5;

/** The first few names, and how many more: "Xã A, Xã B và 12 xã khác". */
const nameSome = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} và ${names.length - NAMED} xã khác`;

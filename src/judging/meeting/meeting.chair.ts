import type { MemberFacts } from '../../contests/contest.facts.js';
import type { PersonId } from '../../kernel/ids.js';
import { fold } from '../../kernel/vietnamese/fold.js';
import type { MeetingFacts, MeetingMember } from './meeting.facts.js';

/** Who was chosen to lead: a judge of the panel, a member of one of the contest's bodies, or somebody whose name was written. */
export type ChosenChair =
  { kind: 'judge'; code: string } | { kind: 'member'; id: string } | { kind: 'other'; name: string };

/** The chair as the meeting keeps it. */
export interface Chair {
  name: string;
  role: string;
  personId: PersonId | null;
}

/** How the form sends a choice: a judge's code, a member's id, or that the name is written below. */
export const OTHER_CHAIR = 'khac';
export const chairOfMember = (id: string): string => `nguoi:${id}`;

/** The choices of the form: the panel first, each in the place that a body gives them, then the others of the bodies, then somebody else. */
export const chairChoices = (
  judges: readonly { code: string; name: string }[],
  members: readonly MemberFacts[],
): { value: string; label: string }[] => [
  ...judges.map((judge) => ({ value: judge.code, label: `${judge.name} (${judge.code}) – ${roleOf(judge, members)}` })),
  ...members
    .filter((one) => !judges.some((judge) => isSame(judge, one)))
    .map((one) => ({ value: chairOfMember(one.id), label: `${one.fullName} – ${placeIn(one)}` })),
  { value: OTHER_CHAIR, label: 'Người khác, ghi ở ô dưới' },
];

/** The chosen one with name and place; null when the panel or the bodies have no such person. */
export function chairOf(
  chosen: ChosenChair,
  { judges, members }: { judges: readonly MeetingMember[]; members: readonly MemberFacts[] },
): Chair | null {
  if (chosen.kind === 'other') return { name: chosen.name, role: '', personId: null };
  if (chosen.kind === 'judge') {
    const judge = judges.find(({ code }) => code === chosen.code);
    return judge === undefined ? null : { name: judge.name, role: roleOf(judge, members), personId: judge.personId };
  }
  const member = members.find(({ id }) => id === chosen.id);
  return member === undefined ? null : { name: member.fullName, role: placeIn(member), personId: null };
}

// The set-up names members of bodies without their accounts; a name is all that joins the two.
const isSame = ({ name }: { name: string }, { fullName }: MemberFacts): boolean => fold(name) === fold(fullName);
const roleOf = (judge: { name: string }, members: readonly MemberFacts[]): string => {
  const member = members.find((one) => isSame(judge, one));
  return member === undefined ? 'giám khảo' : placeIn(member);
};

/** "Trưởng Ban Tổ chức, Phó Giám đốc Sở …", as far as the set-up tells; a body is not named twice. */
function placeIn({ position, bodyName, title }: MemberFacts): string {
  const [last = ''] = position.split(' ').slice(-1);
  const [first = ''] = bodyName.split(' ');
  const isNamed = bodyName === '' || fold(position).includes(fold(bodyName));
  const before = fold(last) === fold(first) ? position.slice(0, position.length - last.length).trim() : position;
  return [isNamed ? position : `${before} ${bodyName}`.trim(), title].filter((one) => one !== '').join(', ');
}

/** "Trần Thị Hường, giám khảo": with the place where it is known. */
export const sayChair = ({ chairName, chairRole }: Pick<MeetingFacts, 'chairName' | 'chairRole'>): string =>
  chairRole === '' ? chairName : `${chairName}, ${chairRole}`;

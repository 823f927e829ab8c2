import type { Day } from '../../kernel/vietnamese/days.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import type { TeamId } from './team.facts.js';
import { occasionIn } from './team.form.js';
import type { TrainableTeam, TrainingWords } from './training.repository.js';

/** One training of several teams: what is said of it once, and who came of each. */
export interface JointTraining {
  occasion: Omit<TrainingWords, 'attended'>;
  teams: readonly { id: TeamId; attended: readonly string[] }[];
}

export const teamField = (id: string): string => `team[${id}]`;
export const attendedField = (id: string): string => `attended[${id}]`;
const FIELDS = /^(?:team|attended)\[([0-9a-f-]{36})\]$/;

/**
 * Reads the form; `offered` are the teams that it shows, in their order. A ticked team without anybody there is a fault, so is somebody ticked
 * of a team that is not, and a tick of what is no longer offered (the team was dissolved, the member left): none is dropped silently.
 */
export function readJointTraining(body: Words, offered: readonly TrainableTeam[], today: Day): ReadForm<JointTraining> {
  const words = new TypedWords(body);
  const occasion = occasionIn(words, body, today);
  const known = new Set<string>(offered.map(({ id }) => id));
  const isGone = Object.keys(body).some((name) => {
    const id = FIELDS.exec(name)?.[1];
    return id !== undefined && !known.has(id);
  });
  const teams = offered.flatMap((team) => {
    const [isTicked, ticked] = [words.tick(teamField(team.id)), [body[attendedField(team.id)] ?? []].flat()];
    const attended = team.members.map(({ id }) => id).filter((id) => ticked.includes(id));
    if (attended.length < ticked.length)
      words.fault(attendedField(team.id), `Thành viên của “${team.name}” vừa thay đổi. Chọn lại người có mặt.`, null);
    else if (isTicked && attended.length === 0)
      words.fault(attendedField(team.id), `Chọn ít nhất một người có mặt của “${team.name}”.`, null);
    if (!isTicked && ticked.length > 0)
      words.fault(
        teamField(team.id),
        `Đã chọn người của “${team.name}” mà chưa chọn tổ. Chọn tổ, hoặc bỏ chọn người.`,
        null,
      );
    return isTicked ? [{ id: team.id, attended }] : [];
  });
  const first = teamField(offered[0]?.id ?? '');
  if (isGone) words.fault(first, 'Có tổ vừa giải thể hoặc không còn trong danh sách. Xem lại các tổ rồi ghi.', null);
  else if (teams.length === 0 && offered.every(({ id }) => words.isSound(teamField(id))))
    words.fault(first, 'Chọn ít nhất một tổ dự buổi tập huấn.', null);
  return words.done({ occasion, teams });
}

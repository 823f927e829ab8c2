import type { UnitId } from '../../kernel/ids.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { withQuery } from '../../web/with-query.js';
import { attendedField, teamField } from './joint-training.form.js';
import type { TeamKind } from './team.facts.js';
import { teamPaths } from './team.paths.js';
import type { TrainableTeam } from './training.repository.js';

/** What the teams of the form are narrowed to; null: not at all. */
export interface JointTrainingChoice {
  villageId: UnitId | null;
  kindId: string | null;
}

/** The form of one training of several teams. Narrowing it down keeps the address, and with it the teams, of a form that comes back. */
export function toJointTraining(
  about: string,
  form: FormState,
  { villageId, kindId }: JointTrainingChoice,
  found: {
    teams: readonly TrainableTeam[];
    villages: readonly { value: UnitId; label: string }[];
    kinds: readonly TeamKind[];
  },
) {
  const { teams, villages } = found;
  const kinds = found.kinds.map(({ id, name }) => ({ value: id, label: name }));
  const text = { thon: villageId, loai: kindId };
  const at = (change: Record<string, null>): string => withQuery(teamPaths.jointTraining, { ...text, ...change });
  const labelIn = (options: readonly { value: string; label: string }[], id: string): string =>
    options.find(({ value }) => value === id)?.label ?? 'Mục đã chọn';
  const chosen = [
    ...(villageId === null ? [] : [{ label: labelIn(villages, villageId), href: at({ thon: null }) }]),
    ...(kindId === null ? [] : [{ label: labelIn(kinds, kindId), href: at({ loai: null }) }]),
  ];
  const leftOut = (teams[0]?.total ?? 0) - teams.length;
  return {
    about,
    form,
    filter: {
      form: freshForm({ thon: villageId ?? '', loai: kindId ?? '' }),
      action: teamPaths.jointTraining,
      chosen,
      villages,
      kinds,
    },
    action: withQuery(teamPaths.jointTraining, text),
    teams: teams.map((team) => ({
      tick: teamField(team.id),
      label: team.name,
      hint: [team.kindName, team.villageName ?? team.communeName].join(', '),
      attended: attendedField(team.id),
      members: team.members.map(({ id, fullName }) => ({ value: id, label: fullName })),
    })),
    leftOutText:
      leftOut === 0
        ? null
        : `Còn ${formatInteger(leftOut)} tổ chưa hiện. Lọc theo thôn, bản hoặc loại tổ để thấy các tổ đó.`,
    emptyText: chosen.length > 0 ? 'Không có tổ nào khớp với bộ lọc.' : 'Chưa có tổ nào có thành viên để ghi tập huấn.',
    backHref: teamPaths.list,
  };
}

import type { Instant } from '../../kernel/instant.js';
import { placeInSentence } from '../../kernel/vietnamese/places.js';
import { bold, italic, line, type Paper, paragraph } from '../../press/paper.js';
import type { GroupFacts } from './group.facts.js';
import { PLATFORM_WORDS } from './group.words.js';

/** Where people are that the group is for: “Bản Nà Khum, xã Bản Bo”. */
const placeOf = ({ villageName, communeName }: Pick<GroupFacts, 'villageName' | 'communeName'>): string =>
  villageName === null ? communeName : `${villageName}, ${placeInSentence(communeName)}`;

/**
 * One sheet to hang up in the village: which group, and the code to scan. A commune tells its residents of the group and asks them in (plan of
 * 22/10/2021, V.5). No name or telephone of anybody stands on it.
 */
export const toInvitation = (group: GroupFacts, link: string, now: Instant): Paper => ({
  title: `Tờ mời vào nhóm ${group.name}`,
  madeAt: now,
  landscape: false,
  framed: true,
  foot: null,
  blocks: [
    { kind: 'display', text: placeOf(group), as: 'giver' },
    { kind: 'display', text: group.name, as: 'name' },
    {
      kind: 'code',
      content: link,
      sideMm: 70,
      beside: [
        line([bold('Mời bà con vào nhóm')], 'left'),
        paragraph(
          group.platform === 'other'
            ? 'Mở máy ảnh của điện thoại, quét mã này rồi làm theo hướng dẫn.'
            : `Mở ${PLATFORM_WORDS[group.platform]}, quét mã này rồi bấm tham gia.`,
        ),
        paragraph('Không quét được thì gõ địa chỉ ở dưới, hoặc nhờ trưởng thôn, bản hướng dẫn.'),
      ],
    },
    line(link, 'center'),
    ...(group.sample ? [line([italic('Nhóm mẫu, đặt ra để thử.')], 'center')] : []),
  ],
});

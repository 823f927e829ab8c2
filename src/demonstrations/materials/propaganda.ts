import type { ItemWords } from '../../movements/broadcasts/item.facts.js';
import type { PlanWords } from '../../movements/broadcasts/plan.facts.js';

/** The sample month: the days of the plan of 22/10/2021. Everything below is made up for trying, in the manner of the time. */
const MONTH = { startsOn: '2021-10-25', endsOn: '2021-11-25' } as const;
const DAILY = [1, 2, 3, 4, 5, 6, 7] as const;

/** The moment at which the office has written, a second person approved, and the month is planned. */
export const PLANNED_AT = new Date('2021-10-24T15:00:00+07:00');
/** When stations have written down their weeks: each Sunday evening, and the last time before the demonstration begins. */
export const WRITTEN_AT = [
  '2021-10-31T20:30:00+07:00',
  '2021-11-07T20:30:00+07:00',
  '2021-11-14T20:30:00+07:00',
  '2021-11-21T20:30:00+07:00',
  '2021-11-23T20:30:00+07:00',
].map((at) => new Date(at));

/** An item with the plans that broadcast it; `approved` false: it still waits for somebody. */
export interface SampleItem {
  words: ItemWords;
  approved: boolean;
  plans: readonly PlanWords[];
}

export const SAMPLE_ITEMS: readonly SampleItem[] = [
  {
    words: {
      title: 'Thực hiện 5K khi đi chợ, dự đám cưới, đám tang',
      sourceName: 'Trung tâm Y tế huyện Tam Đường',
      loudText: [
        'Kính thưa bà con. Dịch Covid-19 vẫn diễn biến phức tạp. Để giữ an toàn cho gia đình và thôn, bản, đề nghị bà con thực hiện nghiêm 5K: khẩu trang, khử khuẩn, khoảng cách, không tụ tập, khai báo y tế.',
        'Khi đi chợ, bà con đeo khẩu trang, giữ khoảng cách, mua bán xong thì về ngay. Việc cưới, việc tang tổ chức gọn, trong gia đình; người từ vùng có dịch trở về khai báo ngay với trạm y tế xã.',
        'Ai thấy sốt, ho, khó thở thì không tự đi chợ, đi nương cùng người khác mà gọi cho trạm y tế hoặc trưởng bản. Xin cảm ơn bà con đã chú ý lắng nghe.',
      ].join('\n'),
      zaloText:
        '📢 5K khi đi chợ, dự đám cưới, đám tang\n• Khẩu trang – khử khuẩn – khoảng cách – không tụ tập – khai báo y tế\n• Cưới, tang tổ chức gọn trong gia đình\n• Về từ vùng có dịch: khai báo ngay với trạm y tế xã\n• Sốt, ho, khó thở: gọi trạm y tế hoặc trưởng bản, không tự đi lại\nNguồn: Trung tâm Y tế huyện Tam Đường (nội dung mẫu)',
      validUntil: '2021-11-25',
    },
    approved: true,
    plans: [
      { ...MONTH, channel: 'loudspeaker', weekdays: DAILY, minutes: [330, 1050], repeats: 2, note: '' },
      {
        ...MONTH,
        channel: 'van',
        weekdays: [7],
        minutes: [450],
        repeats: 3,
        note: 'Chạy qua chợ phiên và các bản xa.',
      },
    ],
  },
  {
    words: {
      title: 'Đi tiêm vắc xin phòng Covid-19 theo lịch của xã',
      sourceName: 'Trung tâm Y tế huyện Tam Đường',
      loudText: [
        'Kính thưa bà con. Tiêm vắc xin là cách tốt nhất để bảo vệ bản thân và những người xung quanh. Xã tổ chức tiêm theo từng bản, lịch do trưởng bản và tổ Covid cộng đồng báo đến từng nhà.',
        'Khi đi tiêm bà con mang theo căn cước công dân hoặc chứng minh nhân dân, đeo khẩu trang, khai đúng tình hình sức khỏe với cán bộ y tế, và ở lại theo dõi 30 phút sau tiêm.',
        'Đã tiêm đủ mũi, bà con vẫn thực hiện 5K. Xin cảm ơn bà con.',
      ].join('\n'),
      zaloText:
        '💉 Lịch tiêm vắc xin phòng Covid-19\nTrưởng bản và tổ Covid cộng đồng báo lịch đến từng nhà. Khi đi tiêm:\n• Mang căn cước công dân hoặc chứng minh nhân dân\n• Đeo khẩu trang, khai đúng tình hình sức khỏe\n• Ở lại theo dõi 30 phút\nTiêm đủ mũi vẫn thực hiện 5K.\nNguồn: Trung tâm Y tế huyện Tam Đường (nội dung mẫu)',
      validUntil: '2021-11-25',
    },
    approved: true,
    plans: [
      { ...MONTH, channel: 'loudspeaker', weekdays: [1, 3, 5], minutes: [1080], repeats: 1, note: '' },
      {
        ...MONTH,
        channel: 'word',
        weekdays: [6],
        minutes: [1140],
        repeats: 1,
        note: 'Tổ Covid cộng đồng đến từng nhà.',
      },
      { ...MONTH, channel: 'zalo', weekdays: [1, 4], minutes: [1155], repeats: 1, note: '' },
    ],
  },
  {
    words: {
      title: 'Vào nhóm Zalo của bản để nhận thông báo chính thức',
      sourceName: 'Phòng Văn hóa và Thông tin huyện Tam Đường',
      loudText:
        'Kính thưa bà con. Mỗi thôn, bản, tổ dân phố có một nhóm Zalo do trưởng bản quản lý. Thông báo của xã về phòng, chống dịch được đăng ở đó trước tiên. Đề nghị mỗi gia đình có ít nhất một người vào nhóm, theo dõi hằng ngày, và chỉ chia sẻ tin của cơ quan nhà nước.',
      zaloText:
        '👥 Mỗi nhà ít nhất một người vào nhóm Zalo của bản\n• Thông báo của xã đăng ở nhóm trước tiên\n• Chưa vào được: nhờ trưởng bản hoặc đoàn viên thanh niên giúp quét mã\n• Chỉ chia sẻ tin của cơ quan nhà nước\nNguồn: Phòng Văn hóa và Thông tin huyện Tam Đường (nội dung mẫu)',
      validUntil: null,
    },
    approved: true,
    plans: [
      {
        startsOn: '2021-10-25',
        endsOn: '2021-10-25',
        channel: 'visual',
        weekdays: [1],
        minutes: [480],
        repeats: 1,
        note: 'Treo ở nhà văn hóa và cổng trụ sở xã.',
      },
      { ...MONTH, channel: 'zalo', weekdays: [2, 6], minutes: [1155], repeats: 1, note: '' },
    ],
  },
  {
    words: {
      title: 'Không chia sẻ tin chưa kiểm chứng về dịch bệnh',
      sourceName: 'Phòng Văn hóa và Thông tin huyện Tam Đường',
      loudText: '',
      zaloText:
        '⚠️ Tin lạ về dịch bệnh: dừng lại, kiểm tra, rồi mới chia sẻ\n• Ai đăng? Có phải cơ quan nhà nước không?\n• Chưa rõ thì hỏi quản trị nhóm\n• Đăng, chia sẻ tin sai sự thật có thể bị xử phạt\n(nội dung mẫu)',
      validUntil: null,
    },
    approved: false,
    plans: [],
  },
];

/** Does a station leave a slot out? The same in every load; the commune that people sign in as leaves the last days out. */
export const leavesSlotOut = (unit: number, on: string, minute: number): boolean =>
  (unit * 11 + Number(on.slice(8)) * 5 + minute) % 23 === 0;
/** Until here the commune that people sign in as has written everything down. */
export const BAN_BO_UNTIL = '2021-11-21';

/** Who posted which item of the month (by its place above) in groups, when, and how many of the commune's groups were left out. */
export const SAMPLE_POSTINGS = [
  { who: 'xa', item: 0, at: new Date('2021-10-28T19:40:00+07:00'), leaves: 0 },
  { who: 'xa2', item: 0, at: new Date('2021-10-30T20:05:00+07:00'), leaves: 2 },
  { who: 'xa', item: 1, at: new Date('2021-11-08T19:20:00+07:00'), leaves: 1 },
  { who: 'xa', item: 0, at: new Date('2021-11-15T19:30:00+07:00'), leaves: 3 },
] as const;

import { withoutSecrets } from '../kernel/machine-words.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { StatusWord } from '../web/views/page.js';
import type { MailOutcome } from './mail.figures.js';
import type { MailPlace } from './mail.server.js';
import { noticePaths } from './notice.paths.js';

/** The mail server as its administrator may see it; null where none is set. `unreached` is what it said, null when all went well. */
export interface MailState {
  place: MailPlace;
  fromAddress: string;
  unreached: string | null;
}

export interface DeliveryView {
  status: StatusWord;
  /** Why mails do not leave, or what the server said; null when all is well. */
  trouble: { heading: string; said: string | null; todo: string } | null;
  mail: { label: string; value: string | null }[];
  outbox: { label: string; value: string | null }[];
  trialAction: string;
  /** What pressing the button does, or why it cannot. */
  trialHint: string;
  addressHref: string;
  addressLabel: string;
}

const SET: StatusWord = { word: 'Gửi được', tone: 'success' };
const UNREACHED: StatusWord = { word: 'Chưa gửi được', tone: 'danger' };
const UNSET: StatusWord = { word: 'Chưa đặt', tone: 'neutral' };

/** How mails leave and what became of them. Never how one signs in at the mail server, nor to whom single mails went. */
export function toDeliveryView(mail: MailState | null, outcome: MailOutcome, ownAddress: string | null): DeliveryView {
  return {
    status: mail === null ? UNSET : mail.unreached === null ? SET : UNREACHED,
    trouble: troubleOf(mail),
    mail: mail === null ? [] : factsOf(mail),
    outbox: [
      { label: 'Đang chờ gửi', value: sayWaiting(outcome) },
      {
        label: 'Gửi được lần cuối',
        value: outcome.sentAt === null ? 'Chưa gửi thư nào' : formatDateTime(outcome.sentAt),
      },
      {
        label: 'Bỏ lần cuối',
        value:
          outcome.failed === null
            ? 'Chưa bỏ thư nào'
            : `${formatDateTime(outcome.failed.at)}: ${withoutSecrets(outcome.failed.said)}`,
      },
      ...(outcome.putOff === null ? [] : [{ label: 'Lần hoãn gần nhất', value: withoutSecrets(outcome.putOff) }]),
    ],
    trialAction: noticePaths.trial,
    trialHint: hintOf(mail, ownAddress),
    addressHref: noticePaths.channels,
    addressLabel: ownAddress === null ? 'Nhập địa chỉ thư của mình' : 'Đổi địa chỉ thư của mình',
  };
}

function troubleOf(mail: MailState | null): DeliveryView['trouble'] {
  if (mail === null) {
    return {
      heading: 'Hệ thống chưa gửi thư điện tử',
      said: null,
      todo: 'Máy chủ này chưa đặt SMTP_URL. Mọi thông báo vẫn hiện ở trang Thông báo của từng người.',
    };
  }
  if (mail.unreached === null) return null;
  return {
    heading: 'Máy chủ thư không trả lời như mong đợi',
    said: withoutSecrets(mail.unreached),
    todo: 'Thư vẫn chờ trong hàng và được gửi lại khi kết nối được. Kiểm tra SMTP_URL, tường lửa và tài khoản gửi.',
  };
}

const factsOf = ({ place, fromAddress }: MailState): DeliveryView['mail'] => [
  { label: 'Máy chủ', value: place.host },
  { label: 'Cổng', value: String(place.port) },
  { label: 'Mã hóa', value: place.isSecure ? 'TLS' : 'STARTTLS nếu máy chủ thư có' },
  { label: 'Đăng nhập máy chủ thư', value: place.signsIn ? 'Có, mật khẩu không hiện ở đây' : 'Không' },
  { label: 'Người gửi', value: fromAddress },
];

const sayWaiting = ({ waiting, lagSeconds }: MailOutcome): string => {
  if (waiting === 0) return 'Không có thư nào';
  const minutes = Math.floor(lagSeconds / 60);
  return minutes < 1 ? `${waiting} thư` : `${waiting} thư, thư lâu nhất đến lượt đã ${minutes} phút`;
};

const hintOf = (mail: MailState | null, ownAddress: string | null): string => {
  if (mail === null) return 'Chưa gửi thử được vì chưa đặt SMTP_URL.';
  if (ownAddress === null) return 'Chưa gửi thử được vì tài khoản này chưa có địa chỉ thư.';
  return `Một thư ngắn được gửi ngay đến ${ownAddress}, không qua hàng chờ. Nhật ký ghi lần gửi thử.`;
};

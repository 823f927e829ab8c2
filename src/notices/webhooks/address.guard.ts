import { BlockList, isIP } from 'node:net';

// Special-purpose registries of IANA (RFC 6890 and what was added since): none of these is another organisation's server.
const RESERVED_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Of IPv6 only global unicast is public, and of that not what carries IPv4 inside, and not the documentation's. */
const GLOBAL_6 = '2000::/3';
const RESERVED_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const listOf = (ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits = ''] = range.split('/');
    list.addSubnet(net, Number(bits), family);
  }
  return list;
};
const reserved4 = listOf(RESERVED_4, 'ipv4');
const global6 = listOf([GLOBAL_6], 'ipv6');
const reserved6 = listOf(RESERVED_6, 'ipv6');

/** Is this an address out on the internet? False for private, loopback, link-local and every other reserved one, and for what is no address. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !reserved4.check(address, 'ipv4');
    case 6:
      return global6.check(address, 'ipv6') && !reserved6.check(address, 'ipv6');
    default:
      return false;
  }
}

/** The host of an address without the brackets of IPv6. */
export const hostOf = ({ hostname }: Pick<URL, 'hostname'>): string => hostname.replace(/^\[|\]$/g, '');

/**
 * What is wrong with an address that an organiser typed; null when nothing is to be seen yet: where its name leads is asked at
 * every sending. `inside` are hosts that this installation lets be private and without TLS.
 */
export function faultOfAddress(typed: string, inside: readonly string[]): string | null {
  const url = URL.parse(typed);
  if (url === null || typed.length > 500) return 'Nhập địa chỉ đầy đủ, ví dụ https://tinh.example.vn/hoi-thi';
  if (inside.includes(hostOf(url)) && /^https?:$/.test(url.protocol)) return null;
  if (url.protocol !== 'https:') return 'Địa chỉ phải bắt đầu bằng https://';
  if (url.username !== '' || url.password !== '') return 'Bỏ tên và mật khẩu khỏi địa chỉ.';
  const host = hostOf(url);
  const isInner =
    isIP(host) === 0 ? !host.includes('.') || /\.(localhost|local|internal)$/.test(host) : !isPublicAddress(host);
  return isInner ? 'Không gửi tới máy trong mạng nội bộ. Nhập địa chỉ trên internet.' : null;
}

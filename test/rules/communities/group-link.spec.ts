import { describe, expect, it } from '@jest/globals';
import { readLink } from '../../../src/communities/groups/group.link.js';

describe('A link into a group', () => {
  it.each([
    ['https://zalo.me/g/abcxyz123', 'https://zalo.me/g/abcxyz123', 'zalo'],
    ['http://www.zalo.me/g/abcxyz123/', 'https://zalo.me/g/abcxyz123', 'zalo'],
    ['zalo.me/g/abcxyz123?src=qr#top', 'https://zalo.me/g/abcxyz123', 'zalo'],
    [' ZALO.ME/g/abcxyz123 ', 'https://zalo.me/g/abcxyz123', 'zalo'],
    // Signs of the code may tell two groups apart: nobody has said that they do not.
    ['https://zalo.me/g/ABCxyz123', 'https://zalo.me/g/ABCxyz123', 'zalo'],
    ['http://zalo.me/2610752192218914904', 'https://zalo.me/2610752192218914904', 'zalo'],
    ['https://m.facebook.com/groups/123/?fbclid=x&ref=share', 'https://facebook.com/groups/123', 'facebook'],
    ['https://t.me/nhom_ban', 'https://t.me/nhom_ban', 'telegram'],
    ['https://example.org/n?b=2&a=1', 'https://example.org/n?a=1&b=2', 'other'],
  ])('“%s” is kept as %s', (typed, link, platform) => {
    expect(readLink(typed)).toEqual({ link, platform });
  });

  it.each([
    '',
    'nhóm bản',
    'javascript:alert(1)',
    'https://zalo.me',
    'https://a:b@zalo.me/g/x',
    'ftp://zalo.me/g/x',
    'zalo me/g/x',
  ])('“%s” is none', (typed) => {
    expect(readLink(typed)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { returnPath } from '../../../src/accounts/return.path.js';

describe('Where signing in leads to', () => {
  it.each([
    '/viec',
    '/nop/ZALO21-211124-0007',
    '/tham-dinh?trang=2&loc=qua-han',
    '/to-chuc/zalo-lai-chau-2021/ho-so',
    '/tai-khoan',
  ])('is the page that was wanted: %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    null,
    '',
    'viec',
    '//ke-xau.example',
    '//ke-xau.example/viec',
    '/\\ke-xau.example',
    '/\\/ke-xau.example/viec',
    'https:ke-xau.example',
    'https://ke-xau.example/viec',
    'javascript:alert(1)',
    '/viec\r\nSet-Cookie: a=b',
    '/viec%0d%0aSet-Cookie:a=b',
    '/viec%5c..',
    '/%2f%2fke-xau.example',
    '/%2e%2e//ke-xau.example',
    '/nop/../../dang-xuat',
    '/nop/%2e%2e/dang-xuat',
    '/dang-xuat',
    '/dang-nhap',
    '/vai-tro',
    '/kich-hoat/abc',
    '/@ke-xau.example',
    ' /viec',
    '/viec\u0000',
    '/viẹc',
    `/viec?${'x'.repeat(500)}`,
  ])('is the home page instead of %j', (path) => {
    expect(returnPath(path)).toBe('/viec');
  });
});

import { describe, expect, it } from '@jest/globals';
import { refuseToUsePassword } from '../../../src/accounts/password.policy.js';

const WORDS = ['xa-ban-bo', 'Lò Văn Bo', 'Xã Bản Bo', 'Huyện Tam Đường'];
const codeOf = (password: string): string | null => refuseToUsePassword(password, WORDS)?.code ?? null;
const sign = 'ằ';

describe('A password', () => {
  it.each([
    ['one sign less than eight', 'kẹo lạc', 'password-too-short'],
    ['eight signs', 'kẹo lạcq', null],
    ['nine signs', 'kẹo lạc q', null],
    ['199 signs', `kẹo lạc ${sign.repeat(190)}q`, null],
    ['200 signs', `kẹo lạc ${sign.repeat(191)}q`, null],
    ['201 signs', `kẹo lạc ${sign.repeat(192)}q`, 'password-too-long'],
  ])('of %s', (_length, password, refused) => {
    expect(codeOf(password)).toBe(refused);
  });

  it('is counted in signs as they are seen, however they are encoded', () => {
    expect('ểểểểểểể'.normalize('NFD').length).toBe(21);
    expect(codeOf('ểểểểểểể'.normalize('NFD'))).toBe('password-too-short'); // seven signs
  });

  it.each([
    'bốn từ không liên quan',
    'tham-dinh 2x ngựa',
    'ngô nếp nương',
    'Q7#mz!2w',
    '山の上の家はとても静か',
    'correct horse battery',
  ])('may be “%s”: kinds of signs are nobody’s business', (password) => {
    expect(codeOf(password)).toBeNull();
  });

  it.each([
    'matkhau1',
    'matkhau123',
    'Mật Khẩu 123',
    'mật khẩu'.normalize('NFD'),
    'password',
    'P@ssw0rd',
    'passw0rd1',
    'iloveyou',
    'anhyeuem',
    'anhyeuem1',
    'anhyêuem2021',
    'vietnam2021',
    'VietNam@123',
    'admin123',
    'adminadmin',
    'quantri@2021',
    'qwertyuiop',
    'qwerty123',
    'asdfghjkl',
    '1q2w3e4r',
    '1qaz2wsx',
    'abcd1234',
    'abc12345',
    '12345678',
    '123456789',
    '87654321',
    '11111111',
    '12121212',
    '01012000',
    '0912345678',
    'aaaaaaaa',
    'a1a1a1a1',
    'sunshine',
    'princess1',
    'hoithi2021',
    'laichau2021',
    'ubndxa123',
    'zalo1234',
    'lo van 123',
  ])('may not be “%s”, which is tried first', (password) => {
    expect(codeOf(password)).toBe('password-too-common');
  });

  it.each([
    'xa-ban-bo',
    'XABANBO1',
    'Bản Bo 2021',
    'banbo@2021',
    'lovanbo123',
    'tam duong 1',
    'Tam Đường!',
    'huyentamduong',
  ])('may not be “%s”: the user name, the person or the unit with something around it', (password) => {
    expect(codeOf(password)).toBe('password-is-a-name');
  });

  it('may hold a name among other words', () => {
    expect(codeOf('sương sớm trên bản bo xa')).toBeNull();
  });
});

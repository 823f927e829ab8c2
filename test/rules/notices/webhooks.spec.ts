import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { APP_ACT_WORDS } from '../../../src/app.words.js';
import { faultOfAddress, isPublicAddress } from '../../../src/notices/webhooks/address.guard.js';
import { EVENT_OF_ACT } from '../../../src/notices/webhooks/webhook.facts.js';
import { postJson, publicOnly } from '../../../src/notices/webhooks/webhook.post.js';
import { secretOf, signatureOf } from '../../../src/notices/webhooks/webhook.signature.js';

describe('A webhook’s address', () => {
  it.each([
    ['113.160.1.1', true],
    ['2405:4800::1', true],
    ['127.0.0.1', false],
    ['0.0.0.0', false],
    ['10.1.2.3', false],
    ['172.15.255.255', true],
    ['172.16.0.0', false],
    ['172.31.255.255', false],
    ['172.32.0.0', true],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:113.160.1.1', false],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['2001:0:7f00:1::', false],
    ['not an address', false],
  ])('%s is out on the internet: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });

  it.each([
    ['https://tinh.example.vn/hoi-thi', null],
    ['http://tinh.example.vn/hoi-thi', 'https://'],
    ['ftp://tinh.example.vn', 'https://'],
    ['tinh.example.vn', 'đầy đủ'],
    ['https://ai:gi@tinh.example.vn', 'mật khẩu'],
    ['https://localhost/x', 'nội bộ'],
    ['https://may-chu/x', 'nội bộ'],
    ['https://csdl.internal/x', 'nội bộ'],
    ['https://127.0.0.1/x', 'nội bộ'],
    ['https://127.1/x', 'nội bộ'],
    ['https://0x7f000001/x', 'nội bộ'],
    ['https://2130706433/x', 'nội bộ'],
    ['https://[::1]/x', 'nội bộ'],
    ['https://[::ffff:10.0.0.1]/x', 'nội bộ'],
    ['https://169.254.169.254/latest/meta-data', 'nội bộ'],
    [`https://tinh.example.vn/${'x'.repeat(500)}`, 'đầy đủ'],
  ])('%s: %s', (typed, said) => {
    const fault = faultOfAddress(typed, []);
    expect(fault === null ? null : fault.includes(said ?? 'nothing')).toBe(said === null ? null : true);
  });

  it('may be inside where the operator names the host, and there alone', () => {
    expect(faultOfAddress('http://10.0.0.5:8080/x', ['10.0.0.5'])).toBeNull();
    expect(faultOfAddress('http://10.0.0.6:8080/x', ['10.0.0.5'])).not.toBeNull();
    expect(faultOfAddress('ftp://10.0.0.5/x', ['10.0.0.5'])).not.toBeNull();
  });

  it('that leads inside by its name is found out where the name is looked up', async () => {
    const found = await new Promise((done) => publicOnly('localhost', {}, (fault) => done(fault)));
    expect(String(found)).toContain('not public');
  });

  it('that became one of the inside after it was typed is sent nothing', async () => {
    const answer = await postJson({ url: 'https://127.0.0.1:1/x', headers: {}, body: '{}' }, []);
    expect(answer).toEqual({ status: null, said: 'Không gửi tới máy trong mạng nội bộ. Nhập địa chỉ trên internet.' });
  });
});

describe('A webhook’s signature', () => {
  const webhook = { id: '11111111-1111-4111-8111-111111111111' as never, secretNumber: 1 };

  it('is HMAC-SHA256 over the seconds, a point and the body', () => {
    const at = new Date('2021-12-22T02:00:00.999Z');
    // 2021-12-22T02:00:00Z is 1640138400 seconds after 1970.
    const mac = createHmac('sha256', 'khoa').update('1640138400.{"a":1}').digest('hex');
    expect(signatureOf('khoa', '{"a":1}', at)).toBe(`t=1640138400,v1=${mac}`);
  });

  it('is made with a secret of its own for each webhook and each change of it', () => {
    const one = secretOf('seal', webhook);
    expect(secretOf('seal', webhook)).toBe(one);
    const others = [
      secretOf('another seal', webhook),
      secretOf('seal', { ...webhook, secretNumber: 2 }),
      secretOf('seal', { ...webhook, id: '21111111-1111-4111-8111-111111111111' as never }),
    ];
    expect(new Set([one, ...others]).size).toBe(4);
  });
});

it('Every event follows an act that the log knows', () => {
  expect(Object.keys(EVENT_OF_ACT).filter((act) => !Object.hasOwn(APP_ACT_WORDS, act))).toEqual([]);
});

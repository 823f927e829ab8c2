import { describe, expect, it } from '@jest/globals';
import { toRss } from '../../../src/press/feed.js';
import { walkXml } from '../../../src/press/xml-text.js';

const FEED = {
  title: 'Kết quả “Zalo” & <bạn>',
  link: 'https://hoithi.example/cuoc-thi/x/ket-qua',
  self: 'https://hoithi.example/cuoc-thi/x/ket-qua.rss',
  description: 'Danh sách khen thưởng',
  items: [
    {
      title: 'Danh sách số 2',
      link: 'https://hoithi.example/cuoc-thi/x/ket-qua/2?a=1&b=2',
      at: new Date('2021-12-22T02:00:00Z'),
      text: 'Thay danh sách số 1: "sai tên"\u0000\ud800 </description><script>',
    },
  ],
};

/** Every text of the feed under the tag that holds it, as a reader of XML hears it. */
function heard(xml: string): string[] {
  const told: string[] = [];
  const open: string[] = [];
  walkXml(xml, {
    open: (name, _, isEmpty) => void (isEmpty || open.push(name)),
    close: () => void open.pop(),
    text: (text) => void (text.trim() === '' || told.push(`${open.at(-1)}: ${text}`)),
  });
  return told;
}

describe('A feed', () => {
  it('is RSS that says word for word what it was given, whatever signs that holds', () => {
    expect(heard(toRss(FEED))).toEqual([
      'title: Kết quả “Zalo” & <bạn>',
      'link: https://hoithi.example/cuoc-thi/x/ket-qua',
      'description: Danh sách khen thưởng',
      'language: vi',
      'title: Danh sách số 2',
      'link: https://hoithi.example/cuoc-thi/x/ket-qua/2?a=1&b=2',
      'guid: https://hoithi.example/cuoc-thi/x/ket-qua/2?a=1&b=2',
      'pubDate: Wed, 22 Dec 2021 02:00:00 GMT',
      'description: Thay danh sách số 1: "sai tên"\ufffd </description><script>',
    ]);
  });

  it('of nothing is a feed all the same', () => {
    expect(heard(toRss({ ...FEED, items: [] }))).toHaveLength(4);
  });
});

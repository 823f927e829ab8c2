import { Injectable } from '@nestjs/common';
import type { Refusal, RefusalWordings } from '../kernel/refusal.js';

/** Refusals that every room may give. */
export const HOUSE_WORDINGS: RefusalWordings = {
  'not-found': { status: 404, say: () => 'Không tìm thấy trang này, hoặc nội dung không thuộc phần việc của ông/bà.' },
  'not-allowed': {
    status: 403,
    say: () => 'Vai trò đang dùng không được làm việc này. Đổi vai trò ở đầu trang, hoặc hỏi quản trị viên.',
  },
  'sign-in-first': { status: 403, say: () => 'Cần đăng nhập để xem trang này.' },
  'method-not-allowed': { status: 405, say: () => 'Địa chỉ này chỉ để đọc. Hỏi bằng GET hoặc HEAD.' },
  'limit-out-of-range': {
    status: 422,
    say: ({ most }) => `Số dòng một trang (limit) là số nguyên từ 1 đến ${String(most)}.`,
  },
  'cursor-unreadable': {
    status: 422,
    say: () => 'Không đọc được vị trí trang (cursor). Hỏi lại từ trang đầu, rồi gửi đúng giá trị nextCursor đã nhận.',
  },
  'filter-unknown': {
    status: 422,
    say: ({ parameter, among }) => `Giá trị của ${String(parameter)} là một trong: ${(among as string[]).join(', ')}.`,
  },
  'filter-unreadable': {
    status: 422,
    say: ({ parameter, takes }) => `Không đọc được giá trị của ${String(parameter)}. Giá trị cần là ${String(takes)}.`,
  },
  'body-too-large': { status: 422, say: () => 'Nội dung gửi lên quá dài. Rút ngắn rồi gửi lại.' },
  malformed: { status: 422, say: () => 'Máy chủ không đọc được yêu cầu này. Tải lại trang rồi thử lại.' },
  'cut-short': {
    status: 503,
    say: () =>
      'Việc này quá lâu nên máy chủ đã dừng giữa chừng; dữ liệu đã lưu không mất. Đợi một phút rồi thử lại, hoặc chọn ít dữ liệu hơn.',
  },
  'schema-is-newer': {
    status: 409,
    say: () =>
      'Dữ liệu này do một bản Hội Thi mới hơn ghi. Không có gì bị thay đổi. Hãy chạy bản mới hơn, hoặc khôi phục bản sao lưu cũ.',
  },
  stale: {
    status: 409,
    say: ({ changedBy, changedAtText }) =>
      typeof changedBy === 'string' && typeof changedAtText === 'string'
        ? `Nội dung vừa được ${changedBy} sửa lúc ${changedAtText}. Xem chỗ khác nhau rồi lưu lại.`
        : 'Nội dung vừa được sửa ở nơi khác. Xem chỗ khác nhau rồi lưu lại.',
  },
};

/** All sentences of all rooms, by refusal code. Built once at boot; a code worded twice is a mistake. */
@Injectable()
export class Wording {
  private readonly table = new Map<string, RefusalWordings[string]>();

  constructor(rooms: readonly RefusalWordings[]) {
    for (const [code, wording] of [HOUSE_WORDINGS, ...rooms].flatMap((room) => Object.entries(room))) {
      if (this.table.has(code)) throw new Error(`refusal "${code}" is worded twice`);
      this.table.set(code, wording);
    }
  }

  /** Status and sentence for a refusal. A code nobody worded is a fault of ours, told as such. */
  of(refusal: Refusal): { status: number; sentence: string } {
    const wording = this.table.get(refusal.code);
    if (wording === undefined) throw new Error(`refusal "${refusal.code}" has no wording`);
    return { status: wording.status, sentence: wording.say(refusal) };
  }
}

import { Injectable } from '@nestjs/common';
import { type Refusal, Refused } from '../kernel/refusal.js';
import type { PassingFile } from '../storage/look.engine.js';
import { Uploads } from '../storage/uploads.js';
import { actOf, type WebRequest } from '../web/request.js';
import type { MemberQuestion } from './member.facts.js';
import { MEMBER_FILE_BYTES, readMemberFile } from './member.file.js';
import { readListVersion } from './member.form.js';
import { findMembers, type FoundMembers } from './member.reading.js';
import { type MemberOutcome, MemberService } from './member.service.js';

/** The name of the file field in every form that sends a list. */
export const LIST_FIELD = 'tep';

/** Reads a form that sends a list as a file, for every page that has one. */
@Injectable()
export class MemberIntake {
  constructor(
    private readonly uploads: Uploads,
    private readonly service: MemberService,
  ) {}

  /**
   * Puts the rows of the form's file into the pending copy; the file itself is gone when this is done. The form carries the
   * copy's `version`. Ask whether the list may be changed first: whoever may not is not read.
   */
  async receive(req: WebRequest, code: string, { design }: MemberQuestion): Promise<MemberOutcome> {
    const look = async (file: PassingFile): Promise<(FoundMembers & { sha256: string }) | { refusal: Refusal }> => {
      try {
        const found = findMembers(design, await readMemberFile(file));
        return 'refusal' in found ? found : { ...found, sha256: file.sha256 };
      } catch (error) {
        // A file that is no list is an answer to the sender, and the form has still to be read to its end.
        if (error instanceof Refused) return { refusal: error.refusal };
        throw error;
      }
    };
    const { words, seen } = await this.uploads.look(req, { fieldName: LIST_FIELD, maxBytes: MEMBER_FILE_BYTES }, look);
    if (seen === null) throw new Refused({ code: 'member-file-missing', field: LIST_FIELD });
    if ('refusal' in seen) throw new Refused(seen.refusal);
    return this.service.importRows(actOf(req), code, readListVersion(words), seen);
  }
}

/** What is said of a file that was read: whether anything is left to mend. */
export const sayImported = ({ faults }: MemberOutcome): string =>
  faults === 0 ? 'Đã đọc tệp, chưa thấy lỗi. Xem lại rồi lấy vào hồ sơ.' : `Đã đọc tệp: còn ${faults} chỗ cần sửa.`;

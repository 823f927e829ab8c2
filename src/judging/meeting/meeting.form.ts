import { Transform } from 'class-transformer';
import { IsString, Length, Matches } from 'class-validator';
import { parsedForm, type ReadForm, readForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { ChosenChair } from './meeting.chair.js';
import { VOTES, type Vote } from './meeting.facts.js';
import type { MeetingAsked } from './meeting.service.js';

const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const RELOAD = 'Tải lại trang rồi làm lại.';

class OpeningForm {
  @trimmed
  @IsString({ message: 'Nhập nơi họp.' })
  @Length(2, 200, { message: 'Nhập nơi họp, từ 2 đến 200 ký tự.' })
  place!: string;
}

/** A form about the meeting as its page showed it; the words about a dossier have a version of their own. */
export class MeetingMovedForm {
  @IsString({ message: RELOAD })
  @Matches(/^\d{1,9}$/, { message: RELOAD })
  meeting!: string;
}

export class QuestionForm extends MeetingMovedForm {
  @trimmed
  @IsString({ message: 'Nhập nội dung biểu quyết.' })
  @Length(5, 500, { message: 'Nhập nội dung biểu quyết, từ 5 đến 500 ký tự.' })
  wording!: string;
}

/** Puts a dossier of the agenda on the screens. */
export class ShowForm extends MeetingMovedForm {
  @IsString({ message: RELOAD })
  entry!: string;
}

export class WordsForm {
  @IsString({ message: RELOAD })
  @Matches(/^\d{1,9}$/, { message: RELOAD })
  version!: string;

  @IsString({ message: RELOAD })
  entry!: string;

  @IsString({ message: RELOAD })
  @Length(0, 20_000, { message: 'Ghi chép dài nhất 20.000 ký tự. Rút bớt rồi lưu lại.' })
  notes!: string;

  @trimmed
  @IsString({ message: RELOAD })
  @Length(0, 2000, { message: 'Kết luận dài nhất 2.000 ký tự. Rút bớt rồi lưu lại.' })
  conclusion!: string;
}

/** The codes of the ticked judges. */
export const readPresent = (body: Words): string[] =>
  [body['present']].flat().filter((code): code is string => typeof code === 'string' && /^GK\d{1,4}$/.test(code));

/** Numbers of dossiers, one a line or with commas; null when none was typed: all of them then. */
function readNumbers(typed: unknown): string[] | null {
  const numbers = (typeof typed === 'string' ? typed : '').split(/[\s,;]+/).filter((one) => one !== '');
  return numbers.length === 0 ? null : [...new Set(numbers.map((one) => one.toUpperCase()))];
}

/** Null where nobody is chosen. A name that was written counts where no other choice was made. */
function readChair(body: Words): ChosenChair | null {
  const chosen = typeof body['chair'] === 'string' ? body['chair'] : '';
  const typed = body['chairName'];
  const name = typeof typed === 'string' ? typed.trim() : '';
  if (/^GK\d{1,4}$/.test(chosen)) return { kind: 'judge', code: chosen };
  const member = /^nguoi:([0-9a-f-]{36})$/.exec(chosen)?.[1];
  if (member !== undefined) return { kind: 'member', id: member };
  return name.length >= 2 && name.length <= 200 ? { kind: 'other', name } : null;
}

export function readOpening(body: Words): ReadForm<MeetingAsked> {
  const said = readForm(OpeningForm, body);
  const isSome = body['agenda'] === 'mot-so';
  const numbers = readNumbers(body['numbers']);
  const chair = readChair(body);
  const faults = [
    ...said.faults,
    ...(chair === null
      ? [
          {
            field: 'chair',
            text: 'Chọn người chủ trì, hoặc chọn “Người khác” và ghi họ tên, chức vụ từ 2 đến 200 ký tự.',
          },
        ]
      : []),
    ...(isSome && numbers === null
      ? [{ field: 'numbers', text: 'Nhập mã các hồ sơ đưa ra bàn, mỗi dòng một mã.' }]
      : []),
  ];
  return parsedForm(
    body,
    {
      place: said.meaning?.place ?? '',
      chair: chair ?? { kind: 'other', name: '' },
      present: readPresent(body),
      numbers: isSome ? numbers : null,
    },
    faults,
  );
}

export const readVote = (typed: unknown): Vote | null => VOTES.find((one) => one === typed) ?? null;

/** Raised hands by code (`phieu[GK1]`); a member without a choice is left out. */
export function readHands(body: Words): Record<string, Vote> {
  const hands = Object.entries(body).flatMap(([name, typed]): [string, Vote][] => {
    const code = /^phieu\[(GK\d{1,4})\]$/.exec(name)?.[1];
    const vote = readVote(typed);
    return code === undefined || vote === null ? [] : [[code, vote]];
  });
  return Object.fromEntries(hands);
}

import type { FieldFault } from '../web/views/form-state.js';
import { tidyName } from '../kernel/vietnamese/fold.js';
import { parsePhone } from '../kernel/vietnamese/phones.js';
import type { NewPerson } from './person.register.js';

/** The words of a person as they were typed. */
export interface TypedPersonWords {
  username: string;
  fullName: string;
  phone: string;
}

/** Name and number: what is typed for a new person and when correcting one. */
export function readNameAndPhone(
  typed: Omit<TypedPersonWords, 'username'>,
): { fullName: string; phone: string | null } | { faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const fullName = tidyName(typed.fullName);
  const phone = typed.phone.trim() === '' ? null : parsePhone(typed.phone);
  if (fullName === '') faults.push({ field: 'fullName', text: 'Nhập họ và tên.' });
  else if (fullName.length > 100) faults.push({ field: 'fullName', text: 'Họ và tên dài nhất 100 ký tự.' });
  if (typed.phone.trim() !== '' && phone === null) {
    faults.push({
      field: 'phone',
      text: `Số điện thoại “${typed.phone.trim()}” chưa đúng. Nhập đủ 10 chữ số, ví dụ 0912 345 678.`,
    });
  }
  return faults.length > 0 ? { faults } : { fullName, phone };
}

/** The order of the fields on the page. */
const placeOf = ({ field }: FieldFault): number => ['fullName', 'username', 'phone'].indexOf(field);

/** A new person's words, or every fault of them. A user name that reads as a telephone number is none: signing in takes both. */
export function readNewPerson(
  typed: TypedPersonWords,
): { person: Omit<NewPerson, 'passwordHash'> } | { faults: FieldFault[] } {
  const username = typed.username.normalize('NFC').trim().toLowerCase();
  const faults: FieldFault[] = [];
  if (username === '') faults.push({ field: 'username', text: 'Nhập tên đăng nhập.' });
  else if (!/^[a-z0-9][a-z0-9._-]{1,63}$/.test(username)) {
    faults.push({
      field: 'username',
      text: 'Tên đăng nhập gồm chữ không dấu, số, dấu chấm hoặc gạch ngang, từ 2 ký tự, ví dụ: xa-ban-bo.',
    });
  } else if (parsePhone(username) !== null) {
    faults.push({ field: 'username', text: 'Tên đăng nhập không được là số điện thoại. Ghi số vào ô Số điện thoại.' });
  }
  const rest = readNameAndPhone(typed);
  const all = [...('faults' in rest ? rest.faults : []), ...faults];
  if ('faults' in rest || all.length > 0) return { faults: all.sort((a, b) => placeOf(a) - placeOf(b)) };
  return { person: { username, ...rest } };
}

import { parsedForm, type ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';
import type { FieldFault } from '../web/views/form-state.js';
import type { AddressFacts } from './notice.repository.js';

// What a mail server takes, without going into what RFC 5321 would allow: nobody in an office has a quoted local part.
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/** Reads the address and the choice; to be sent mail one has to give an address. */
export function readChannels(body: Words): ReadForm<AddressFacts> {
  const typed = typeof body['email'] === 'string' ? body['email'].normalize('NFC').trim() : '';
  const byEmail = body['byEmail'] === '1';
  const version =
    typeof body['version'] === 'string' && /^\d{1,9}$/.test(body['version']) ? Number(body['version']) : 0;
  const faults: FieldFault[] = [];
  if (typed === '' && byEmail)
    faults.push({ field: 'email', text: 'Nhập địa chỉ thư điện tử để nhận thông báo qua thư.' });
  if (typed !== '' && (typed.length > 254 || !ADDRESS.test(typed))) {
    faults.push({
      field: 'email',
      text: 'Địa chỉ thư điện tử chưa đúng. Nhập dạng ten@coquan.gov.vn, không dấu, không dấu cách.',
    });
  }
  return parsedForm(body, { email: typed === '' ? null : typed, byEmail, version }, faults);
}

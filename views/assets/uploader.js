// Sends files piece by piece (tus 1.0) and goes on where it stopped, for as long as the page lives. The form works without it.
// Plain ES for Chrome and WebView 80. What is unfinished is known to the server: the same file chosen again continues there.
(() => {
  'use strict';
  const form = document.querySelector('form[data-uploader]');
  if (!form || !self.fetch || !self.AbortController || !Blob.prototype.arrayBuffer) return;

  const [KB, MB] = [1024, 1048576];
  const CHUNK = { first: 256 * KB, least: 64 * KB, most: 4 * MB, seconds: 10 };
  const PATIENCE = 75000; // milliseconds for one chunk: the smallest one needs 7 kbit/s
  const NO_FILE_AFTER = 20000; // milliseconds: inside other applications a chooser may never answer
  const COPIED_UP_TO = 25 * MB; // cloud drives hand out files that change under one's hands: small ones are copied when chosen
  const token = form.querySelector('[name=_csrf]'); // of the session in which the page was opened
  const inputs = Array.from(form.querySelectorAll('input[type=file]'));

  // Whoever opened a chooser and got nothing from it is shown the other ways.
  const elsewhere = document.querySelector('[data-elsewhere]');
  let unanswered;
  const showElsewhere = (isShown) => {
    clearTimeout(unanswered);
    if (elsewhere) elsewhere.hidden = !isShown;
  };
  inputs.forEach((input) => {
    input.addEventListener('click', () => {
      clearTimeout(unanswered);
      unanswered = setTimeout(() => showElsewhere(true), NO_FILE_AFTER);
    });
    input.addEventListener('change', () => showElsewhere(false));
    input.addEventListener('cancel', () => clearTimeout(unanswered));
  });

  // Words.
  const number = (value) => (Math.round(value * 10) / 10).toString().replace('.', ',');
  const sizeOf = (bytes) => (bytes < MB ? `${Math.max(1, Math.round(bytes / KB))} KB` : `${number(bytes / MB)} MB`);
  const timeOf = (seconds) => {
    if (seconds < 60) return 'còn dưới 1 phút';
    const minutes = Math.round(seconds / 60);
    return minutes < 60 ? `còn khoảng ${minutes} phút` : `còn khoảng ${Math.floor(minutes / 60)} giờ ${minutes % 60} phút`;
  };
  const clock = () => {
    const now = new Date();
    return `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  };
  const percent = (item) => Math.floor((item.offset / item.size) * 100);
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  // What happened, by whose turn it is: the file's sender, the line, the server.
  class Fault extends Error {
    constructor(family, text, wait) {
      super(text);
      this.family = family;
      this.wait = wait;
    }
  }

  const ask = async (method, href, headers, body) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    let answer;
    try {
      answer = await fetch(href, {
        method,
        body,
        signal: stop.signal,
        redirect: 'manual',
        credentials: 'same-origin',
        cache: 'no-store',
        headers: Object.assign({ 'Tus-Resumable': '1.0.0', 'X-CSRF-Token': token.value }, headers),
      });
    } catch (cause) {
      throw new Fault('line', String(cause));
    } finally {
      clearTimeout(timer);
    }
    if (answer.ok) return answer;
    let told = {};
    try {
      told = await answer.json();
    } catch {
      // A proxy's page, or nothing: the number says enough.
    }
    throw faultOf(answer, told, method);
  };

  const faultOf = (answer, told, method) => {
    const { status, type } = answer;
    if (status === 401 || type === 'opaqueredirect') return new Fault('signed-out', '');
    if (status === 429) return new Fault('busy', told.detail || '', Number(answer.headers.get('Retry-After')) || 5);
    if (status === 507) return new Fault('full', told.detail || 'Máy chủ hết chỗ chứa nên chưa nhận thêm được.');
    if (status === 460 || told.code === 'offset-differs') return new Fault('offset', told.detail || '');
    if (status === 410 || (status === 404 && method !== 'POST')) return new Fault('gone', '');
    if (status === 413 && !told.detail) return new Fault('chunk', ''); // a proxy's limit, not ours
    if (told.code === 'form-token-stale') return new Fault('token', told.detail);
    if (told.detail) return new Fault('file', told.detail);
    if (status === 403) return new Fault('token', ''); // refused before anybody looked at what it is, hence as a page
    return new Fault('server', '');
  };

  // Whoever signed in again, on another card of the browser for one, has another token: this very page, asked for anew, tells it.
  const renewToken = async () => {
    let fresh = null;
    try {
      const answer = await fetch(location.pathname, { redirect: 'manual', credentials: 'same-origin', cache: 'no-store' });
      if (answer.status >= 500) throw new Fault('server', '');
      const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : '', 'text/html');
      fresh = page.querySelector('form[data-uploader] [name=_csrf]');
    } catch (cause) {
      throw cause instanceof Fault ? cause : new Fault('line', String(cause));
    }
    if (!fresh) throw new Fault('signed-out', '');
    token.value = fresh.value;
  };

  // Waiting ends early when the line comes back, the page is looked at again, or somebody presses “Gửi tiếp”.
  let wake = () => undefined;
  const pause = (milliseconds) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  addEventListener('online', () => wake());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake());

  // The screen: one line for all, one for what is the matter, one row a file.
  const panel = element('section', 'section upload');
  panel.hidden = true;
  panel.setAttribute('aria-label', 'Đang gửi tệp');
  const total = element('p', 'upload-total');
  const note = element('p', 'upload-note');
  const rows = element('ul', 'files');
  const spoken = element('p', 'visually-hidden');
  spoken.setAttribute('role', 'status');
  const again = element('button', 'button button--secondary', 'Gửi tiếp');
  again.type = 'button';
  again.hidden = true;
  again.onclick = () => wake();
  panel.append(total, note, again, rows, spoken);
  form.before(panel);

  const items = [];
  let running = false;
  let chunk = CHUNK.first;
  let rate = 0; // bytes a second, smoothed
  let saidQuarter = 0;

  const say = (text, canHurry) => {
    note.textContent = text;
    again.hidden = !canHurry;
  };
  const show = (item, word) => {
    if (word) item.word.textContent = word;
    item.bar.max = item.size;
    item.bar.value = item.offset;
    const counted = items.filter((one) => !one.failed);
    const done = counted.filter((one) => one.done).length;
    const sent = counted.reduce((sum, one) => sum + one.offset, 0);
    const whole = counted.reduce((sum, one) => sum + one.size, 0);
    const rest = rate > 0 && sent < whole ? ` · ${timeOf((whole - sent) / rate)}` : '';
    total.textContent = `${done}/${counted.length} tệp · ${number(sent / MB)}/${number(whole / MB)} MB${rest}`;
    const quarter = whole > 0 ? Math.floor((sent / whole) * 4) : 0;
    if (quarter > saidQuarter && done < counted.length) spoken.textContent = `Đã gửi ${quarter * 25}%`;
    saidQuarter = Math.max(quarter, saidQuarter);
  };
  const addRow = (item) => {
    const row = element('li', 'file');
    const text = element('div', 'file-text');
    item.word = element('p', 'file-facts');
    item.bar = element('progress', 'upload-bar');
    item.bar.setAttribute('aria-label', item.name);
    text.append(element('p', 'file-name', item.name), item.word, item.bar);
    row.append(text);
    rows.append(row);
    show(item, `${sizeOf(item.size)} · chờ gửi`);
  };

  // Head and tail tell two files of one name and size apart; a 53-bit hash (cyrb53) does, also where the page is not https.
  const fingerprintOf = async (file) => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (const part of [file.slice(0, 64 * KB), file.slice(Math.max(0, file.size - 64 * KB))]) {
      for (const byte of new Uint8Array(await part.arrayBuffer())) {
        a = Math.imul(a ^ byte, 2654435761);
        b = Math.imul(b ^ byte, 1597334677);
      }
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16);
  };

  const word64 = (text) => btoa(unescape(encodeURIComponent(text)));
  const read = async (blob) => {
    try {
      return await blob.arrayBuffer();
    } catch {
      throw new Fault('file', 'Máy không đọc được tệp này nữa. Tải tệp về máy trước, rồi chọn lại để gửi tiếp.');
    }
  };

  const begin = async (item) => {
    const meta = `filename ${word64(item.name)},fingerprint ${word64(item.fingerprint)}`;
    const answer = await ask('POST', form.dataset.uploader, { 'Upload-Length': String(item.size), 'Upload-Metadata': meta });
    item.href = answer.headers.get('Location');
    item.offset = Number(answer.headers.get('Upload-Offset'));
    if (item.offset > 0) say(`“${item.name}”: gửi tiếp từ ${percent(item)}%.`, false);
  };

  const sendChunk = async (item) => {
    const end = Math.min(item.size, item.offset + chunk);
    const body = await read(item.file.slice(item.offset, end));
    show(item, end === item.size ? 'Đang gửi phần cuối, rồi kiểm tra' : `Đang gửi, đã tới ${percent(item)}%`);
    const began = performance.now();
    const headers = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(item.offset) };
    const answer = await ask('PATCH', item.href, headers, body);
    const seconds = Math.max(0.001, (performance.now() - began) / 1000);
    const now = (end - item.offset) / seconds;
    rate = rate === 0 ? now : rate * 0.7 + now * 0.3;
    item.offset = Number(answer.headers.get('Upload-Offset'));
    const factor = Math.min(2, Math.max(0.5, CHUNK.seconds / seconds));
    chunk = Math.min(CHUNK.most, Math.max(CHUNK.least, Math.round((chunk * factor) / KB) * KB));
  };

  const sendOnce = async (item) => {
    if (!item.href) await begin(item);
    else if (item.isUnsure) item.offset = Number((await ask('HEAD', item.href, {})).headers.get('Upload-Offset'));
    item.isUnsure = false;
    // At least one: an empty chunk at the end asks the server to end what had come whole before.
    do await sendChunk(item);
    while (item.offset < item.size);
  };

  const fail = (item, text) => {
    item.failed = true;
    item.offset = 0;
    item.word.className = 'file-note';
    item.bar.hidden = true;
    show(item, text);
    spoken.textContent = `${item.name}: ${text}`;
  };

  /** What to do after a fault: seconds to wait, or null when trying again has no use. */
  const answerTo = (fault, item, tries) => {
    const backoff = Math.min(60, 2 ** tries) * (0.75 + Math.random() / 2);
    switch (fault.family) {
      case 'line':
        chunk = Math.max(CHUNK.least, chunk / 2);
        say(`Mất mạng lúc ${clock()}, đã gửi ${percent(item)}%. Có mạng sẽ tự gửi tiếp, không cần chọn lại tệp.`, true);
        return backoff;
      case 'chunk':
        if (chunk <= CHUNK.least) {
          fail(item, 'Đường truyền không cho gửi tệp qua trang này. Thử mạng khác, hoặc mang tệp đến nơi thẩm định.');
          return null;
        }
        chunk = Math.max(CHUNK.least, chunk / 2);
        return 0;
      case 'busy':
        say(fault.message, true);
        return fault.wait;
      case 'token':
        if (tries > 2) {
          fail(item, 'Trang đã mở quá lâu. Tải lại trang rồi chọn lại tệp; phần đã gửi không mất.');
          return null;
        }
        return tries === 0 ? 0 : backoff;
      case 'offset':
        return tries === 0 ? 0 : backoff;
      case 'gone':
        item.href = null;
        say(`Phần đã gửi của “${item.name}” không còn, nên gửi lại từ đầu.`, false);
        return tries === 0 ? 0 : backoff;
      case 'full':
        say(`${fault.message} Phần đã gửi không mất; trang sẽ tự thử lại mỗi phút.`, true);
        return 60;
      case 'signed-out':
        say('Phiên làm việc đã hết. Phần đã gửi được giữ lại: đăng nhập ở thẻ mới rồi bấm “Gửi tiếp”.', true);
        return 3600;
      case 'file':
        fail(item, fault.message);
        return null;
      default:
        say(`Hệ thống đang lỗi, phần đã gửi không mất. Sẽ tự thử lại sau ${Math.ceil(backoff)} giây.`, true);
        return backoff;
    }
  };

  const send = async (item) => {
    for (let tries = 0; !item.failed; tries++) {
      const before = item.offset;
      try {
        if (item.isTokenStale) await renewToken();
        item.isTokenStale = false;
        await sendOnce(item);
        item.done = true;
        say('', false);
        return show(item, `${sizeOf(item.size)} · Đã nhận ✓`);
      } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        if (item.offset > before) tries = 0;
        item.isUnsure = true;
        item.isTokenStale = item.isTokenStale || fault.family === 'token';
        const seconds = answerTo(fault, item, tries);
        if (seconds === null) return;
        show(item, `Đang chờ, đã tới ${percent(item)}%`);
        if (seconds > 0) await pause(seconds * 1000);
      }
    }
  };

  // Photos are made smaller on the phone only when their sender says so; asked once a dossier.
  const shrinkKey = `hoithi.shrink:${location.pathname.split('/')[2]}`;
  const [side, quality, expected] = (form.dataset.shrink || '').split(' ').map(Number);
  const canShrink = (file) => side > 0 && self.createImageBitmap && file.type === 'image/jpeg' && file.size > expected * 1.5;
  const shrink = async (file) => {
    try {
      // Engines that cannot turn a photo upright refuse the option, and the photo goes as it is.
      const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
      const scale = Math.min(1, side / Math.max(picture.width, picture.height));
      const canvas = element('canvas');
      [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const made = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
      [canvas.width, canvas.height] = [0, 0];
      return made && made.size < file.size * 0.9 ? new File([made], file.name, { type: made.type, lastModified: file.lastModified }) : file;
    } catch {
      return file;
    }
  };
  const askToShrink = (photos) =>
    new Promise((resolve) => {
      const kept = localStorage.getItem(shrinkKey);
      if (kept) return resolve(kept === 'co');
      const [from, to] = [photos.reduce((sum, { size }) => sum + size, 0), photos.length * expected];
      const minutes = Math.max(1, Math.round((from - to) / (rate || 25 * KB) / 60));
      const box = element('div', 'notice notice--info');
      const text = `Thu nhỏ ${photos.length} ảnh trước khi gửi? Từ ${sizeOf(from)} còn khoảng ${sizeOf(to)}, nhanh hơn khoảng ${minutes} phút. Ảnh vẫn rõ; nơi chụp ghi trong ảnh được bỏ.`;
      const row = element('div', 'button-row');
      const choices = [['co', 'button', 'Thu nhỏ rồi gửi'], ['khong', 'button button--secondary', 'Gửi ảnh gốc']];
      row.append(
        ...choices.map(([choice, className, label]) => {
          const button = element('button', className, label);
          button.type = 'button';
          button.onclick = () => {
            localStorage.setItem(shrinkKey, choice);
            box.remove();
            resolve(choice === 'co');
          };
          return button;
        }),
      );
      box.append(element('p', '', text), row);
      panel.prepend(box);
      panel.hidden = false;
      row.firstChild.focus();
    });

  // The screen stays on while something is sent, where the device can.
  let lock = null;
  const stayAwake = async () => {
    try {
      if (navigator.wakeLock && running && document.visibilityState === 'visible') lock = await navigator.wakeLock.request('screen');
    } catch {
      lock = null;
    }
  };
  document.addEventListener('visibilitychange', stayAwake);
  addEventListener('beforeunload', (event) => {
    if (running) event.preventDefault();
  });

  const run = async () => {
    if (running) return;
    running = true;
    await stayAwake();
    for (let next; (next = items.find((item) => item.ready && !item.done && !item.failed)); ) await send(next);
    running = false;
    if (lock) lock.release();
    if (items.some((item) => !item.ready && !item.failed)) return; // still being read; its own turn comes
    const failed = items.filter((item) => item.failed).length;
    if (failed === 0) {
      spoken.textContent = 'Đã nhận đủ các tệp.';
      return location.replace(location.pathname);
    }
    say('Có tệp chưa gửi được, lý do ghi ở từng tệp. Tải lại trang để xem các tệp đã nhận.', false);
  };

  const take = async (files) => {
    const photos = files.filter(canShrink);
    const smaller = photos.length > 0 && (await askToShrink(photos));
    // Photos stay in the order they were taken; otherwise small ones first, a video last.
    const allPhotos = files.every(({ type }) => type.startsWith('image/'));
    files.sort(allPhotos ? (a, b) => a.lastModified - b.lastModified : (a, b) => a.size - b.size);
    for (const chosen of files) {
      const item = { name: chosen.name, size: chosen.size, offset: 0, href: null };
      const isKnown = items.some((one) => one.name === item.name && one.chosenSize === chosen.size && !one.failed);
      if (isKnown) continue;
      item.chosenSize = chosen.size;
      items.push(item);
      panel.hidden = false;
      addRow(item);
      try {
        item.file = smaller && canShrink(chosen) ? await shrink(chosen) : chosen;
        if (item.file.size <= COPIED_UP_TO) item.file = new Blob([await read(item.file)]);
        item.fingerprint = await fingerprintOf(item.file);
        item.size = item.file.size;
        item.ready = true;
        show(item, `${sizeOf(item.size)} · chờ gửi`);
      } catch (fault) {
        fail(item, fault instanceof Fault ? fault.message : 'Máy không đọc được tệp này. Tải tệp về máy trước, rồi chọn lại.');
      }
    }
    await run();
  };

  form.addEventListener('submit', (event) => {
    const files = inputs.reduce((all, input) => all.concat(Array.from(input.files)), []);
    if (files.length === 0) return; // the server says what to choose
    event.preventDefault();
    for (const input of inputs) input.value = '';
    void take(files);
  });
})();

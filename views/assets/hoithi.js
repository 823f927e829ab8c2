// Everything here only improves pages that already work without it.
(() => {
  'use strict';
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const PREFIX = 'hoithi.unsaved:';

  // Also fields that stand elsewhere on the page and name their form.
  const typedIn = (form) => Array.from(form.elements).filter(({ name, type }) => name && !/hidden|file|password|submit|button|fieldset/.test(type));

  all('[data-focus]')[0]?.focus();

  // A deadline ticks by the server's clock: the page brings the server's "now", the device only measures what passed since.
  const opened = Date.now();
  const part = (value, unit) => (value > 0 ? ` ${value} ${unit}` : '');
  const tick = (due) => {
    const left = Number(due.dataset.until) - Number(due.dataset.now) - (Date.now() - opened);
    const minutes = Math.floor(left / 60000);
    const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    const words = due.querySelector('[data-left]');
    if (left <= 0) words.textContent = 'Đã hết hạn';
    else if (minutes < 1) words.textContent = 'Còn dưới 1 phút';
    else words.textContent = 'Còn' + (d > 0 ? part(d, 'ngày') + part(h, 'giờ') : part(h, 'giờ') + part(m, 'phút'));
    const asked = due.querySelector('[data-asked]');
    if (asked) asked.hidden = true;
  };
  const dues = all('[data-until]');
  if (dues.length > 0) setInterval(() => dues.forEach(tick), 15000);

  // The running total of a score sheet, in hundredths so that no cent of a point is lost. The server counts again.
  const hundredths = (text) => {
    const match = /^\s*(\d{1,6})(?:[.,](\d{1,2}))?\s*$/.exec(text);
    return match ? Number(match[1]) * 100 + Number((match[2] || '').padEnd(2, '0')) : null;
  };
  all('[data-total]').forEach((output) => {
    const { form } = output;
    const inputs = typedIn(form).filter(({ dataset }) => 'points' in dataset);
    const add = () => {
      let sum = 0;
      for (const input of inputs) {
        const value = hundredths(input.value);
        if (value === null && input.value.trim() !== '') return void (output.textContent = '–');
        sum += (value || 0) * Number(input.dataset.weight || 1);
      }
      output.textContent = (sum / 100).toFixed(2).replace(/\.?0+$/, '').replace('.', ',');
    };
    form.addEventListener('input', add);
    add();
  });

  // A ready sentence goes into its note as soon as it is chosen, and another choice takes its place; what is typed after it stays.
  all('[data-stock]').forEach((select) => {
    const why = select.closest('[data-stock-for]');
    const [note, kind] = [why.querySelector('textarea'), why.querySelector('select:not([data-stock])')];
    let [filled, chosen] = ['', ''];
    select.removeAttribute('name');
    why.querySelector('[data-stock-fill]').remove();
    select.addEventListener('change', () => {
      const option = select.selectedOptions[0];
      const own = note.value.startsWith(filled) ? note.value.slice(filled.length) : note.value;
      filled = option.value && option.text;
      note.value = own.trim() && filled ? `${filled} ${own.trim()}` : filled || own.trim();
      if (option.value && (kind.value === '' || kind.value === chosen)) kind.value = chosen = option.dataset.kind;
      note.dispatchEvent(new Event('input', { bubbles: true }));
    });
  });

  // Words typed and not yet saved stay in this tab or, in forms that keep “lau”, in this browser, where they outlive a closed
  // window and a power cut. They are offered, never put in unasked, and with the version they were typed at: what was saved
  // since is then shown by the server, not overwritten.
  const KEPT_FOR = 7 * 86400000;
  const attempt = (work) => {
    try {
      return work();
    } catch {
      return null; // storage may be forbidden, full, or written by another edition of this page
    }
  };
  const forget = () =>
    attempt(() => {
      sessionStorage.clear();
      Object.keys(localStorage).forEach((name) => name.startsWith('hoithi.') && localStorage.removeItem(name));
    });
  // One machine, several people: nobody is offered what another has typed.
  const person = document.body.dataset.person || '';
  attempt(() => {
    if (person === '' || localStorage.getItem('hoithi.person') === person) return;
    forget();
    localStorage.setItem('hoithi.person', person);
  });
  const tab = () => {
    if (!sessionStorage.getItem('hoithi.tab')) sessionStorage.setItem('hoithi.tab', Math.random().toString(36).slice(2));
    return sessionStorage.getItem('hoithi.tab');
  };
  const kindOf = (field) => (/checkbox|radio/.test(field.type) ? 'checked' : 'value');
  const words = (form) => JSON.stringify(typedIn(form).map((field) => [field.id || field.name, field[kindOf(field)]]));
  const held = (form) => all('input[name=version], input[name=rubric]', form);
  const isReturned = document.querySelector('.error-summary') !== null;

  all('form[data-keep]').forEach((form) => {
    const lasting = form.dataset.keep === 'lau';
    const store = attempt(() => (lasting ? localStorage : sessionStorage));
    const place = `${PREFIX}${person}:${location.pathname}:${form.id}`;
    const key = attempt(() => (lasting ? `${place}:${tab()}` : place));
    if (!store || !key) return;
    let first = words(form);
    let sending = false;
    const keptHere = () =>
      Object.keys(store)
        .filter((name) => name === place || name.startsWith(`${place}:`))
        .map((name) => ({ name, ...attempt(() => JSON.parse(store.getItem(name))) }))
        .sort((one, other) => other.at - one.at);
    // Kept over the sending as well: a request may be lost. What comes back equal was saved, unless it came back for a mistake.
    const isOver = ({ typed, at }) => !typed || !(Date.now() - at < KEPT_FOR) || (typed === first && !isReturned);
    keptHere().filter(isOver).forEach(({ name }) => store.removeItem(name));
    const kept = keptHere().find(({ typed }) => typed !== first);
    if (kept) offer(form, kept, () => store.removeItem(kept.name));
    form.addEventListener('input', () =>
      attempt(() => store.setItem(key, JSON.stringify({ typed: words(form), held: held(form).map(({ value }) => value), at: Date.now() }))),
    );
    form.addEventListener('submit', (event) => (sending = !event.defaultPrevented));
    // Saved by itself meanwhile (autosave): what is on the server needs no copy here.
    form.addEventListener('hoithi:saved', (event) => {
      first = event.detail;
      if (words(form) === first) store.removeItem(key);
    });
    addEventListener('beforeunload', (event) => {
      if (!sending && words(form) !== first) event.preventDefault();
    });
  });

  function offer(form, kept, drop) {
    const isOlder = held(form).some(({ value }, index) => value !== kept.held[index]);
    const box = document.createElement('div');
    box.className = 'notice notice--info';
    const line = (text) => {
      const at = document.createElement('p');
      at.textContent = text;
      box.append(at);
    };
    const button = (label, work) => {
      const one = document.createElement('button');
      [one.type, one.className, one.textContent] = ['button', 'link-button', label];
      one.onclick = () => {
        drop();
        box.remove();
        work();
      };
      box.append(one, ' ');
    };
    if (isOlder) line('Trang này đã được lưu lại sau khi nhập phần dưới đây. Lấy lại rồi bấm Lưu nháp để xem chỗ khác nhau.');
    const fields = typedIn(form);
    const words = JSON.parse(kept.typed);
    const find = (id) => fields.find((field) => (field.id || field.name) === id);
    words.forEach(([id, value]) => !find(id) && value && value !== true && line(`Không còn ô này trong biểu mẫu: ${value}`));
    button('Lấy lại phần đã nhập chưa lưu', () => {
      words.forEach(([id, value]) => {
        const field = find(id);
        if (field) field[kindOf(field)] = value;
      });
      held(form).forEach((field, index) => (field.value = kept.held[index] || field.value));
      form.dispatchEvent(new Event('input', { bubbles: true }));
    });
    button('Bỏ phần ấy', () => {});
    form.prepend(box);
  }

  self.hoithi = { words };

  all('form[data-forget]').forEach((form) => form.addEventListener('submit', forget));
  all('[data-with-script]').forEach((one) => (one.hidden = false));

  all('[data-reveal]').forEach((button) => {
    const field = document.getElementById(button.dataset.reveal);
    button.hidden = false;
    button.onclick = () => {
      const shown = field.type === 'text';
      field.type = shown ? 'password' : 'text';
      button.textContent = shown ? 'Hiện' : 'Ẩn';
    };
  });

  all('[data-copy]').forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.onclick = () => {
      field.select();
      const done = document.execCommand('copy');
      button.parentNode.querySelector('.copy-done').textContent = done ? 'Đã sao chép' : 'Chưa sao chép được. Bấm giữ vào chữ để chép.';
    };
  });

  // No single letters: with Telex they are tone marks.
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey && event.key === 'Enter') {
      const form = event.target.form || event.target.closest?.('form') || document.querySelector('form[data-keep]');
      form?.querySelector('[data-primary]')?.click();
    }
    if (event.altKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      const link = document.querySelector(event.key === 'ArrowRight' ? '[data-next]' : '[data-previous]');
      if (link) {
        event.preventDefault();
        link.click();
      }
    }
  });
})();

// Everything here only improves pages that already work without it.
(() => {
  'use strict';
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const PREFIX = 'hoithi.unsaved:';

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
    const form = output.closest('form');
    const inputs = all('[data-points]', form);
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

  // Words typed and not yet saved stay in this tab; leaving asks first.
  const words = (form) => all('input[name], textarea[name], select[name]', form).filter((field) => !/hidden|file|password/.test(field.type));
  const read = (field) => (/checkbox|radio/.test(field.type) ? field.checked : field.value);
  all('form[data-keep]').forEach((form) => {
    const key = PREFIX + location.pathname;
    const fields = words(form);
    let first = JSON.stringify(fields.map(read));
    const now = () => JSON.stringify(fields.map(read));
    let sending = false;
    let kept = null;
    try {
      kept = sessionStorage.getItem(key);
    } catch {
      return;
    }
    // Kept over the sending as well: a request may be lost. What comes back equal was saved.
    if (kept === first) sessionStorage.removeItem(key);
    else if (kept) {
      const offer = document.createElement('div');
      offer.className = 'notice notice--info';
      const again = document.createElement('button');
      again.type = 'button';
      again.className = 'link-button';
      again.textContent = 'Lấy lại phần đã nhập chưa lưu';
      again.onclick = () => {
        JSON.parse(kept).forEach((value, index) => {
          const field = fields[index];
          if (field) field[/checkbox|radio/.test(field.type) ? 'checked' : 'value'] = value;
        });
        form.dispatchEvent(new Event('input', { bubbles: true }));
        offer.remove();
      };
      offer.append(again);
      form.prepend(offer);
    }
    form.addEventListener('input', () => sessionStorage.setItem(key, now()));
    form.addEventListener('submit', (event) => (sending = !event.defaultPrevented));
    // Saved by itself meanwhile (autosave): what is on the server needs no copy here.
    form.addEventListener('hoithi:saved', (event) => {
      first = event.detail;
      if (now() === first) sessionStorage.removeItem(key);
    });
    addEventListener('beforeunload', (event) => {
      if (!sending && now() !== first) event.preventDefault();
    });
  });

  // Words that save themselves after five seconds of quiet, and say so. Whatever goes wrong, they stay in this tab (above).
  all('form[data-autosave]').forEach((form) => {
    const fields = words(form);
    const now = () => JSON.stringify(fields.map(read));
    const line = form.querySelector('[data-save-state]');
    const version = form.querySelector('input[name="version"]');
    let saved = now();
    let flying = null;
    let timer = 0;
    let stopped = false;
    const say = (text, tone = '') => {
      line.hidden = false;
      line.className = `save-state no-print ${tone}`;
      line.textContent = text;
    };
    const clock = () => new Date().toTimeString().slice(0, 5);
    const soon = (ms) => {
      clearTimeout(timer);
      timer = setTimeout(() => (flying = flying || save().finally(() => (flying = null))), ms);
    };
    const lost = (text, back) => {
      stopped = true;
      say(text, 'save-state--wrong');
      if (!back) return;
      const link = document.createElement('a');
      link.href = `/dang-nhap?ve=${encodeURIComponent(location.pathname)}`;
      link.textContent = 'Đăng nhập để làm tiếp';
      line.append(' ', link);
    };
    const save = async () => {
      const typed = now();
      if (stopped || typed === saved) return;
      say('Đang lưu…');
      try {
        const body = new URLSearchParams(new FormData(form));
        const answer = await fetch(form.dataset.autosave, { method: 'POST', body, redirect: 'manual', credentials: 'same-origin' });
        if (answer.ok) {
          const { version: next, savedAt, faults } = await answer.json();
          version.value = next;
          saved = typed;
          form.dispatchEvent(new CustomEvent('hoithi:saved', { detail: faults ? '' : typed }));
          say(faults ? `Đã lưu lúc ${savedAt}, trừ ${faults} ô chưa đúng` : `Đã lưu lúc ${savedAt}`);
          if (now() !== saved) soon(5000);
        } else if (answer.status === 409) lost('Hồ sơ vừa được sửa ở nơi khác hoặc đã khóa. Bấm Lưu nháp để xem chỗ khác nhau.');
        else if (answer.type === 'opaqueredirect' || answer.status === 403) lost('Phiên làm việc đã hết. Phần đã nhập được giữ lại ở máy này.', true);
        else throw new Error(answer.status);
      } catch {
        say(`Chưa lưu được lúc ${clock()}. Phần đã nhập còn ở máy này, sẽ tự lưu lại.`, 'save-state--wrong');
        soon(15000);
      }
    };
    form.addEventListener('input', () => {
      if (!stopped) say(now() === saved ? 'Mọi thứ đã lưu' : 'Chưa lưu phần vừa nhập');
      soon(5000);
    });
    addEventListener('online', () => soon(0));
    document.addEventListener('visibilitychange', () => document.hidden && now() !== saved && soon(0));
    // The button waits for what is under way, or the two would be each other's "sửa ở nơi khác".
    form.addEventListener(
      'submit',
      (event) => {
        clearTimeout(timer);
        if (flying === null) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        void flying.then(() => form.querySelector('[data-primary]').click());
      },
      true,
    );
  });

  all('form[data-forget]').forEach((form) => form.addEventListener('submit', () => sessionStorage.clear()));

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
      const form = event.target.closest?.('form') || document.querySelector('form[data-keep]');
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

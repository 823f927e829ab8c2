// Words that save themselves after five seconds of quiet or, where data-within says so, so many milliseconds after the first
// of them; and say so. Whatever goes wrong, they stay in the browser (above), and the button does not leave this page for a
// line that is dead.
(() => {
  'use strict';
  const { words } = self.hoithi;

  document.querySelectorAll('form[data-autosave]').forEach((form) => {
    const within = Number(form.dataset.within);
    const line = form.querySelector('[data-save-state]');
    const version = form.querySelector('input[name="version"]');
    let saved = words(form);
    let unanswered = null; // sent, and nobody knows whether it arrived: it is sent again as it was, or it would be a stranger to itself
    let flying = null;
    let timer = 0;
    let stopped = false;
    let wanted = null;
    const say = (text, tone = '') => {
      line.hidden = false;
      line.className = `save-state no-print ${tone}`;
      line.textContent = text;
    };
    const clock = () => new Date().toTimeString().slice(0, 5);
    const start = () => {
      clearTimeout(timer);
      timer = 0;
      flying = flying || save().finally(() => (flying = null));
      return flying;
    };
    const soon = (ms) => {
      if (within && timer) return;
      clearTimeout(timer);
      timer = setTimeout(start, ms);
    };
    const lost = (text, back) => {
      stopped = true;
      unanswered = null;
      say(text, 'save-state--wrong');
      if (!back) return;
      const link = document.createElement('a');
      link.href = `/dang-nhap?ve=${encodeURIComponent(location.pathname)}`;
      link.textContent = 'Đăng nhập để làm tiếp';
      line.append(' ', link);
    };
    const ask = (address, options) => {
      const patience = new AbortController();
      const over = setTimeout(() => patience.abort(), 15000);
      return fetch(address, { ...options, redirect: 'manual', credentials: 'same-origin', signal: patience.signal }).finally(() => clearTimeout(over));
    };
    // True when nothing typed is missing on the server; false when that is not known.
    const save = async () => {
      if (stopped) return true;
      const sent = unanswered || { typed: words(form), body: new URLSearchParams(new FormData(form)) };
      if (sent.typed === saved) return true;
      unanswered = sent;
      say('Đang lưu…');
      try {
        const answer = await ask(form.dataset.autosave, { method: 'POST', body: sent.body });
        if (answer.ok) {
          const { version: next, savedAt, faults, wrong = [], note, status } = await answer.json();
          unanswered = null;
          version.value = next;
          const tag = status && (form.querySelector('[data-status] .tag') || document.querySelector('.sheet-bar [data-status] .tag'));
          if (tag) Object.assign(tag, { className: `tag tag--${status.tone}`, textContent: status.word });
          saved = sent.typed;
          form.dispatchEvent(new CustomEvent('hoithi:saved', { detail: faults ? '' : saved }));
          const isWrong = ({ name }) => wrong.some(({ field }) => field === name);
          Array.from(form.elements).forEach((field) => field.name && (isWrong(field) ? field.setAttribute('aria-invalid', 'true') : field.removeAttribute('aria-invalid')));
          say([`Đã lưu lúc ${savedAt || clock()}`, faults && `trừ ${faults} ô chưa đúng`, note].filter(Boolean).join(', ') + wrong.map(({ text }) => `. ${text}`).join(''), faults ? 'save-state--wrong' : '');
          if (words(form) === saved) return true;
          if (wanted) return save();
          soon(within || 5000);
          return false;
        }
        if (answer.status === 409) lost('Vừa được lưu ở nơi khác, hoặc đã khóa. Bấm Lưu nháp để xem chỗ khác nhau.');
        else if (answer.type === 'opaqueredirect' || answer.status === 403) lost('Phiên làm việc đã hết. Phần đã nhập được giữ lại ở máy này.', true);
        else throw new Error(answer.status);
        return true;
      } catch {
        say(
          wanted
            ? `Mất mạng lúc ${clock()}. Phần đã nhập còn ở máy này; có mạng sẽ tự lưu rồi đi tiếp.`
            : `Chưa lưu được lúc ${clock()}. Phần đã nhập còn ở máy này, sẽ tự lưu lại.`,
          'save-state--wrong',
        );
        clearTimeout(timer);
        timer = setTimeout(retry, 5000);
        return false;
      }
    };
    const retry = () => start().then((isSafe) => isSafe && goOn());
    const goOn = () => {
      const button = wanted;
      if (button === null) return;
      wanted = null;
      stopped = true;
      button.click();
    };
    form.addEventListener('input', () => {
      wanted = null;
      if (!stopped) say(words(form) === saved ? 'Mọi thứ đã lưu' : 'Chưa lưu phần vừa nhập');
      soon(within || 5000);
    });
    addEventListener('online', retry);
    document.addEventListener('visibilitychange', () => document.hidden && start());
    // The button first has everything saved, so that of a dead line no page is lost and no version is its own stranger.
    form.addEventListener(
      'submit',
      (event) => {
        clearTimeout(timer);
        timer = 0;
        if (stopped) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        const pressed = event.submitter || form.querySelector('[data-primary]');
        const stays = 'stay' in form.dataset; // one row of several: the page is not left for it
        wanted = stays ? null : pressed;
        const isThere = () => ask('/healthz', { cache: 'no-store' }).then(({ ok }) => ok, () => false);
        Promise.resolve(words(form) === saved && !flying ? isThere() : start()).then((isSafe) => {
          if (isSafe && stays && !stopped) return;
          if (isSafe) {
            wanted = pressed;
            return goOn();
          }
          if (words(form) === saved) say(`Mất mạng lúc ${clock()}. Mọi thứ đã lưu; có mạng thì bấm lại.`, 'save-state--wrong');
        });
      },
      true,
    );
  });
})();

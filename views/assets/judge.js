// Quicker hands for judges: buttons with points, and keys that go from field to field. The pages work without.
(() => {
  'use strict';
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const tell = (field) => field.dispatchEvent(new Event('input', { bubbles: true }));
  const numberOf = (text) => (/^\s*\d+([.,]\d{1,2})?\s*$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 100) : null);

  // One step more or less, from the nearest step on, within 0 and the maximum; whatever cannot be read starts at 0.
  const move = (field, by) => {
    const [step, max] = [numberOf(field.dataset.step), numberOf(field.dataset.max)];
    const now = numberOf(field.value);
    const next = now === null ? (by > 0 ? step : 0) : (by > 0 ? Math.floor(now / step) + 1 : Math.ceil(now / step) - 1) * step;
    field.value = String(Math.min(max, Math.max(0, next)) / 100).replace('.', ',');
    tell(field);
  };

  all('[data-choices]').forEach((row) => {
    const field = row.parentNode.querySelector('[data-points]');
    const buttons = all('button[value]', row);
    const mark = () => buttons.forEach((one) => one.setAttribute('aria-pressed', numberOf(one.value) === numberOf(field.value)));
    row.addEventListener('click', ({ target }) => {
      const button = target.closest('button');
      if (button === null) return;
      if (button.dataset.by) return move(field, Number(button.dataset.by));
      field.value = button.value;
      tell(field);
    });
    field.addEventListener('input', mark);
    mark();
    row.hidden = false;
  });

  // Enter would send an unfinished sheet: from a points field it leads to the next one, from the last one to the button.
  const fields = all('[data-choices]').map((row) => row.parentNode.querySelector('[data-points]'));
  fields.forEach((field, index) =>
    field.addEventListener('keydown', (event) => {
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (by) move(field, by);
      else if (event.key === 'Enter') (fields[index + 1] || field.form.querySelector('[data-primary]')).focus();
      else return;
      event.preventDefault();
    }),
  );

  // The table: up and down between rows, left and right from the ends of a field; each row is a form that its fields stand outside of.
  const grid = document.querySelector('[data-grid]');
  if (grid) {
    grid.addEventListener('input', ({ target }) => target.form && !target.form.contains(target) && target.form.dispatchEvent(new Event('input')));
    const rows = all('tbody tr', grid).map((row) => all('[data-points]', row));
    grid.addEventListener('keydown', (event) => {
      const { target, key } = event;
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || !('points' in target.dataset)) return;
      const at = rows.findIndex((row) => row.includes(target));
      const column = rows[at].indexOf(target);
      const isAtEnd = target.selectionStart === target.selectionEnd && target.selectionEnd === target.value.length;
      const beyond = (from, by) => {
        const row = rows[from + by];
        return row && (row[column] || beyond(from + by, by));
      };
      const to =
        key === 'ArrowUp' || (key === 'Enter' && event.shiftKey)
          ? beyond(at, -1)
          : key === 'ArrowDown' || key === 'Enter'
            ? beyond(at, 1)
            : key === 'ArrowLeft' && target.selectionEnd === 0
              ? rows[at][column - 1]
              : key === 'ArrowRight' && isAtEnd
                ? rows[at][column + 1]
                : undefined;
      if (!to && key !== 'Enter' && !/Arrow(Up|Down)/.test(key)) return;
      event.preventDefault();
      if (!to) return;
      to.focus();
      to.select();
    });
  }

  // Who knows the scale by now closes it once for all sheets, in this browser.
  const scales = all('[data-guidance]');
  const shut = 'hoithi.guidance';
  try {
    if (localStorage.getItem(shut)) scales.forEach((one) => (one.open = false));
    scales.forEach((one) =>
      one.addEventListener('toggle', () => {
        scales.forEach((other) => (other.open = one.open));
        one.open ? localStorage.removeItem(shut) : localStorage.setItem(shut, '1');
      }),
    );
  } catch {
    // no storage: they stay as the page opened them
  }

  // From the dossier to the first field that still lacks points, and back to the top of the dossier.
  document.addEventListener('keydown', (event) => {
    if (!event.altKey || event.ctrlKey || !fields.length) return;
    if (event.key === 'ArrowDown') (fields.find(({ value }) => value.trim() === '') || fields[0]).focus();
    else if (event.key === 'ArrowUp') document.getElementById('noi-dung').focus();
    else return;
    event.preventDefault();
  });
})();

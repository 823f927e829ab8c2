// Many files at once for a form with one file field a slot: dropped or chosen together, each is given its slot from a list. What is
// sent is the form's own fields, so the form works without this. Plain ES for Chrome and WebView 80.
(() => {
  'use strict';
  const zone = document.querySelector('[data-sorter]');
  if (!zone || !self.DataTransfer) return;
  try {
    new DataTransfer();
  } catch {
    return; // browsers in which a field's files cannot be set
  }
  const form = zone.closest('form');
  const many = zone.querySelector('input[type=file]');
  const list = zone.querySelector('[data-sorter-list]');
  const told = zone.querySelector('[data-sorter-told]');
  const slots = Array.from(form.querySelectorAll('input[type=file][data-slot]'));
  if (slots.length === 0) return;

  // Every file that was chosen, in the order of choosing; `slot` is the name of its field, '' while it has none.
  let items = [];
  const endingOf = (name) => (/\.[^.]+$/.exec(name.toLowerCase()) || [''])[0];
  const fits = (slot, name) => slot.accept.split(',').includes(endingOf(name));
  /** The only slot that takes such a file; with several it is the officer's to say. */
  const guess = (name) => {
    const fitting = slots.filter((slot) => fits(slot, name));
    return fitting.length === 1 ? fitting[0].name : '';
  };

  const fill = () => {
    for (const slot of slots) {
      const data = new DataTransfer();
      for (const { file } of items.filter((item) => item.slot === slot.name)) data.items.add(file);
      slot.files = data.files;
    }
  };
  const make = (name, props, ...children) => {
    const made = Object.assign(document.createElement(name), props);
    made.append(...children);
    return made;
  };
  const rowOf = (item, place) => {
    const select = make('select', { className: 'input', id: `xep-${place}` });
    select.append(make('option', { value: '', textContent: 'Chọn mục' }));
    for (const slot of slots) select.append(make('option', { value: slot.name, textContent: slot.dataset.slot }));
    select.value = item.slot;
    select.addEventListener('change', () => {
      item.slot = select.value;
      fill();
      tell();
    });
    const drop = make('button', { type: 'button', className: 'link-button', textContent: 'Bỏ' });
    drop.append(make('span', { className: 'visually-hidden', textContent: ` tệp ${item.file.name}` }));
    drop.addEventListener('click', () => {
      items = items.filter((one) => one !== item);
      fill();
      draw();
    });
    const label = make('label', { className: 'visually-hidden', htmlFor: select.id, textContent: `Mục của tệp ${item.file.name}` });
    return make(
      'li',
      { className: 'file' },
      make('div', { className: 'file-text' }, make('p', { className: 'file-name', textContent: item.file.name })),
      make('div', { className: 'file-acts' }, label, select, drop),
    );
  };
  const tell = () => {
    const left = items.filter(({ slot }) => slot === '').length;
    told.textContent =
      items.length === 0 ? '' : left === 0 ? `${items.length} tệp đã có mục. Bấm Gửi các tệp đã chọn.` : `${left} tệp chưa có mục.`;
  };
  const draw = () => {
    list.replaceChildren(...items.map(rowOf));
    tell();
  };
  const add = (files, slotOf) => {
    for (const file of Array.from(files)) items.push({ file, slot: slotOf(file.name) });
    fill();
    draw();
  };

  many.addEventListener('change', () => {
    add(many.files, guess);
    many.value = '';
  });
  // Chosen at the slot itself: these take the place of what was chosen for it before, as the field does without script.
  for (const slot of slots) {
    slot.addEventListener('change', () => {
      items = items.filter((item) => item.slot !== slot.name);
      add(slot.files, () => slot.name);
    });
  }
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone.classList.add('sorter--over');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('sorter--over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('sorter--over');
    add(event.dataTransfer.files, guess);
  });
  form.addEventListener('submit', (event) => {
    const place = items.findIndex(({ slot }) => slot === '');
    if (place < 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    told.textContent = `Chưa gửi: ${items.filter(({ slot }) => slot === '').length} tệp chưa có mục. Chọn mục cho từng tệp, hoặc bỏ tệp đó.`;
    list.children[place].querySelector('select').focus();
  }, true);
  zone.hidden = false;
})();

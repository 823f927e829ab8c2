// A screen that follows what somebody else steers: every few seconds it asks for the mark of what there is to see and draws itself
// anew when that has changed. What was chosen here and not sent is not thrown away: then the way to the new page is offered.
(() => {
  'use strict';
  const EVERY = 4000;
  document.querySelectorAll('[data-follow]').forEach((screen) => {
    const [source, mark] = [screen.dataset.follow, screen.dataset.mark];
    let touched = false;
    let told = false;
    screen.addEventListener('input', () => (touched = true));
    const tell = () => {
      if (told) return;
      told = true;
      const box = document.createElement('div');
      box.className = 'notice notice--info';
      box.setAttribute('role', 'status');
      const link = document.createElement('a');
      [link.href, link.textContent] = [location.pathname, 'Xem nội dung mới'];
      box.append('Phiên họp đã sang nội dung khác. ', link);
      screen.prepend(box);
    };
    const look = async () => {
      try {
        const answer = await fetch(source, { credentials: 'same-origin', redirect: 'manual', cache: 'no-store' });
        if (answer.ok && (await answer.json()).mark !== mark) return touched ? tell() : location.replace(location.pathname);
      } catch {
        // a dead line: it is asked again
      }
      setTimeout(look, EVERY);
    };
    setTimeout(look, EVERY);
  });
})();

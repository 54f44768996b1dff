// Colleagues are offered after @ in a note: a field whose form says that it is internal. The element [data-mentions] names the page that lists them for a beginning of a
// name (?q=), one in each [data-mention]; that page works without scripts too. Arrows choose, Enter or Tab takes, Escape closes.

const begun = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{M}'’-]*(?: [\p{L}\p{M}'’-]*)?)$/u;

function internal(field: HTMLTextAreaElement): boolean {
  return new FormData(field.form ?? undefined).get('internal') === 'on';
}

export function mentions(): void {
  const address = document.querySelector<HTMLElement>('[data-mentions]')?.dataset.mentions;
  const field = document.querySelector<HTMLTextAreaElement>('textarea#body');
  if (!address || !field?.form) return;
  const list = document.createElement('ul');
  list.id = 'mentioned';
  list.className = 'sheet rows';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', document.querySelector<HTMLElement>('[data-mentions]')?.textContent?.trim() ?? '@');
  list.hidden = true;
  field.after(list);
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  let at = 0;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    field.removeAttribute('aria-activedescendant');
  };
  const mark = (to: number) => {
    at = (to + list.children.length) % list.children.length;
    for (const [i, e] of [...list.children].entries()) {
      e.classList.toggle('bg-ember-soft', i === at);
      e.setAttribute('aria-selected', String(i === at));
      if (i === at) field.setAttribute('aria-activedescendant', e.id);
    }
  };
  const take = () => {
    const name = list.children[at]?.textContent ?? '';
    const before = field.value.slice(0, field.selectionStart);
    const start = before.lastIndexOf('@');
    field.setRangeText(name + ' ', start, field.selectionStart, 'end');
    close();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const look = async () => {
    const found = internal(field) ? begun.exec(field.value.slice(0, field.selectionStart)) : null;
    const mine = ++asked;
    if (!found) return close();
    const answer = await fetch(`${address}?q=${encodeURIComponent((found[1] ?? '').trim())}`, { headers: { Accept: 'text/html' } }).catch(() => undefined);
    if (mine !== asked || !answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (mine !== asked) return;
    const names = [...page.querySelectorAll<HTMLElement>('[data-mention]')].map((e) => e.textContent?.trim() ?? '');
    if (names.length === 0 || names.some((n) => n.toLowerCase() === `@${found[1]?.trim().toLowerCase()}`)) return close();
    list.replaceChildren(
      ...names.map((name, i) => {
        const e = document.createElement('li');
        e.id = `mentioned-${i}`;
        e.className = 'p-3';
        e.setAttribute('role', 'option');
        e.dataset.person = '';
        e.textContent = name;
        e.addEventListener('mousedown', (click) => {
          click.preventDefault(); // the field keeps the focus
          at = i;
          take();
        });
        return e;
      }),
    );
    list.hidden = false;
    mark(0);
  };
  field.addEventListener('input', () => void look());
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (e) => {
    if (list.hidden || e.isComposing) return;
    if (e.key === 'ArrowDown') mark(at + 1);
    else if (e.key === 'ArrowUp') mark(at - 1);
    else if ((e.key === 'Enter' && !e.ctrlKey) || e.key === 'Tab') take();
    else if (e.key === 'Escape') close();
    else return;
    e.preventDefault();
    e.stopPropagation();
  });
}

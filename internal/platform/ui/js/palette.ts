// The palette: <dialog id="go-to"> with a field and a list of where one can go and what one can do on this page. What one can do is what bears a key here; where one can go says the page
// /desk/go, which works without scripts too. Arrows choose, Enter takes, Escape closes. The focus stays in the field, as in a combobox.

import { press } from './keys';

interface Choice {
  label: string;
  kind: string;
  person: boolean;
  take: () => void;
}

const most = 12;

let opening: AbortController | undefined; // ends what listens for the last time the palette was opened

/** What an element that bears a key is called. */
function nameOf(e: HTMLElement): string {
  const label = e.getAttribute('aria-label') ?? (e instanceof HTMLInputElement || e instanceof HTMLSelectElement || e instanceof HTMLTextAreaElement ? e.labels?.[0]?.textContent : undefined);
  if (label) return label.trim();
  const copy = e.cloneNode(true) as HTMLElement;
  for (const part of copy.querySelectorAll('kbd, select, input, svg')) part.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

const begins = (text: string, asked: string): boolean => {
  const have = text.toLowerCase().split(/\s+/);
  return asked
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => have.some((x) => x.startsWith(word)));
};

function here(asked: string, kind: string): Choice[] {
  const all: Choice[] = [];
  for (const e of document.querySelectorAll<HTMLElement>('[data-key]')) {
    if (e.closest('.rail, .keys, dialog') || !(e.checkVisibility?.() ?? true)) continue;
    const label = nameOf(e);
    if (label && begins(label, asked) && !all.some((one) => one.label === label)) all.push({ label, kind, person: false, take: () => press(e) });
  }
  return all;
}

async function places(asked: string): Promise<Choice[] | undefined> {
  const answer = await fetch(`/desk/go?q=${encodeURIComponent(asked)}`, { headers: { Accept: 'text/html' } }).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return [...page.querySelectorAll<HTMLAnchorElement>('a[data-place]')].map((a) => ({
    label: a.textContent?.trim() ?? '',
    kind: a.dataset.place!,
    person: a.hasAttribute('data-person'),
    take: () => location.assign(a.getAttribute('href')!),
  }));
}

/** Opens the palette; false where the page has none. */
export function palette(): boolean {
  const dialog = document.getElementById('go-to');
  const field = dialog?.querySelector<HTMLInputElement>('input[role=combobox]');
  const list = dialog?.querySelector<HTMLElement>('[role=listbox]');
  const said = dialog?.querySelector<HTMLElement>('[role=status]');
  if (!(dialog instanceof HTMLDialogElement) || !field || !list || !said) return false;
  opening?.abort();
  const current = (opening = new AbortController());
  const { signal } = current;
  let choices: Choice[] = [];
  let at = 0;
  let asked = 0;
  let waiting = false; // for places
  let wanted = false; // Enter was pressed before they came

  const mark = (to: number) => {
    at = choices.length ? (to + choices.length) % choices.length : 0;
    for (const [i, e] of [...list.children].entries()) {
      e.classList.toggle('bg-ember-soft', i === at);
      e.setAttribute('aria-selected', String(i === at));
      if (i === at) e.scrollIntoView({ block: 'nearest' });
    }
    if (choices.length) field.setAttribute('aria-activedescendant', `go-to-${at}`);
    else field.removeAttribute('aria-activedescendant');
  };
  const show = (all: Choice[], chosen = 0) => {
    choices = all.slice(0, most);
    list.replaceChildren(
      ...choices.map((one, i) => {
        const e = document.createElement('li');
        e.id = `go-to-${i}`;
        e.className = 'px-2 py-2 flex gap-3 justify-between cursor-pointer';
        e.setAttribute('role', 'option');
        const label = document.createElement('span');
        label.className = 'min-w-0 truncate';
        label.textContent = one.label;
        label.dir = 'auto';
        if (one.person) label.dataset.person = '';
        const kind = document.createElement('span');
        kind.className = 'sub whitespace-nowrap';
        kind.textContent = one.kind;
        e.append(label, ' ', kind);
        e.addEventListener('mousedown', (click) => click.preventDefault()); // the field keeps the focus
        e.addEventListener('click', () => {
          at = i;
          take();
        });
        return e;
      }),
    );
    mark(chosen);
  };
  const take = () => {
    if (waiting) {
      wanted = true;
      return;
    }
    const one = choices[at];
    if (!one) return;
    dialog.close();
    one.take();
  };
  const look = async () => {
    const mine = ++asked;
    const text = field.value.trim();
    const first = here(text, list.dataset.here ?? '');
    const begun = !choices.length || first.length > 0;
    if (begun) show(first);
    waiting = true;
    const found = await places(text);
    if (mine !== asked || signal.aborted || !dialog.open) return;
    waiting = false;
    show([...first, ...(found ?? [])], begun ? at : 0); // what was chosen meanwhile stands where it stood
    said.textContent = choices.length ? '' : (said.dataset[found ? 'none' : 'failed'] ?? '');
    if (wanted) {
      wanted = false;
      take();
    }
  };
  const typed = () => void look();
  const pressed = (e: KeyboardEvent) => {
    if (e.isComposing) return;
    if (e.key === 'ArrowDown') mark(at + 1);
    else if (e.key === 'ArrowUp') mark(at - 1);
    else if (e.key === 'Enter') take();
    else return;
    e.preventDefault();
  };
  field.value = '';
  list.replaceChildren();
  said.textContent = '';
  field.addEventListener('input', typed, { signal });
  field.addEventListener('keydown', pressed, { signal });
  // The event comes a moment after the closing: the dialog may be open again by then, and this opening over.
  dialog.addEventListener('close', () => dialog.open || current.abort(), { signal });
  dialog.showModal();
  field.focus();
  void look();
  return true;
}

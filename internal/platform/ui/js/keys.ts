// The keyboard of the Desk. Single keys work outside fields only and not at all on <body data-keys="off">.
// An element with data-key="r" is pressed, or focused if it is a field, by R; data-go="q" is opened by G and then Q.
// What a person changed stands in <body data-remap="r=y n=">: R is pressed by Y, and N by nothing. Below, a key is always the one that a page declares.
// J and K move through the [data-row] elements of [data-rows]; data-rows="open" opens the next row instead.

import { palette } from './palette';

const isField = (e: EventTarget | null): boolean =>
  e instanceof HTMLElement && (e.isContentEditable || e.matches('textarea,select,input:not([type=checkbox],[type=radio],[type=button],[type=submit])'));

const visible = (e: HTMLElement): boolean => e.checkVisibility?.() ?? e.offsetParent !== null;

// Rows that are opened need not be seen: a narrow screen has no room for the list beside a case.
const rowsOf = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-rows] [data-row]')].filter((e) => visible(e) || e.closest('[data-rows="open"]') !== null);
const linkOf = (row: HTMLElement): HTMLElement | null => (row.matches('a') ? row : row.querySelector('[data-open]') ?? row.querySelector('a'));
const boxOf = (row: HTMLElement): HTMLInputElement | null => row.querySelector('input[data-pick]');
const isCurrent = (row: HTMLElement): boolean => row.classList.contains('cur') || row.hasAttribute('aria-current');

let lastTicked = -1;

const changed = new Map<string, string>();

/** The declared key that a pressed one stands for; "" for none. */
function meant(pressed: string): string {
  for (const [key, press] of changed) if (press === pressed) return key;
  return changed.has(pressed) ? '' : pressed;
}

/** Tells assistive technology which keys press an element, as their person changed them. */
export function announce(): void {
  for (const e of document.querySelectorAll<HTMLElement>('[data-key]')) {
    const press = changed.get(e.dataset.key!.toLowerCase());
    if (press === undefined) continue;
    if (press) e.setAttribute('aria-keyshortcuts', press.toUpperCase().replace('CTRL', 'Control'));
    else e.removeAttribute('aria-keyshortcuts');
  }
}

function move(step: number): void {
  const rows = rowsOf();
  if (rows.length === 0) return;
  const at = rows.findIndex(isCurrent);
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + step))]!;
  if (next.closest('[data-rows]')!.getAttribute('data-rows') === 'open') {
    if (!isCurrent(next)) linkOf(next)?.click();
    return;
  }
  for (const row of rows) row.classList.toggle('cur', row === next);
  next.scrollIntoView({ block: 'nearest' });
  linkOf(next)?.focus({ preventScroll: true });
}

function open(): boolean {
  const row = rowsOf().find((r) => r.classList.contains('cur'));
  const link = row && linkOf(row);
  if (!link || document.activeElement instanceof HTMLButtonElement) return false;
  link.click();
  return true;
}

function tick(range: boolean): void {
  const rows = rowsOf();
  const at = rows.findIndex(isCurrent);
  const box = rows[at] && boxOf(rows[at]!);
  if (!box) return;
  box.checked = !box.checked;
  if (range && lastTicked >= 0) {
    for (let i = Math.min(at, lastTicked); i <= Math.max(at, lastTicked); i++) {
      const other = rows[i] && boxOf(rows[i]!);
      if (other) other.checked = box.checked;
    }
  }
  lastTicked = at;
  count();
}

/** Says how many rows are chosen: <b data-count data-one="1 selected" data-other="%d selected">. */
export function count(): void {
  const n = document.querySelectorAll('input[data-pick]:checked').length;
  for (const e of document.querySelectorAll<HTMLElement>('[data-count]')) {
    e.textContent = ((n === 1 ? e.dataset.one : e.dataset.other) ?? '%d').replace('%d', String(n));
  }
}

/** Presses an element, or gives it the focus where it is a field. */
export function press(target: HTMLElement): void {
  const dialog = target.dataset.dialog && document.getElementById(target.dataset.dialog);
  if (dialog instanceof HTMLDialogElement) return dialog.showModal();
  const focus = target.dataset.focus && document.querySelector<HTMLElement>(target.dataset.focus);
  if (isField(target)) {
    target.focus();
    if (target instanceof HTMLInputElement) target.select(); // what was looked for before can be typed over
  } else target.click();
  if (focus) focus.focus();
}

const named = (attribute: string, key: string): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(`[${attribute}]`)].filter((e) => e.getAttribute(attribute)!.toLowerCase() === key);

const find = (attribute: string, key: string): HTMLElement | undefined => {
  const all = named(attribute, key).filter(visible);
  return all.find(isField) ?? all[0]; // a field of the page comes before the rail, which leads away
};

function single(e: KeyboardEvent, key: string): boolean {
  const row = rowsOf().length > 0;
  if (row && key === 'j') return move(1), true;
  if (row && key === 'k') return move(-1), true;
  if (row && key === 'x') return tick(e.shiftKey), true;
  if (key === 'enter' && open()) return true;
  if (key === 'ctrl+k' && palette()) return true;
  const target = key === 'enter' || key === '' ? undefined : find('data-key', key);
  if (target) press(target);
  return target !== undefined;
}

function send(): boolean {
  const form = (document.activeElement as HTMLElement | null)?.closest('form') ?? document.querySelector<HTMLFormElement>('form[data-send]');
  const button = form?.querySelector<HTMLButtonElement>('[data-key="ctrl+enter"]') ?? undefined;
  if (!form || (!button && !form.hasAttribute('data-send'))) return false;
  form.requestSubmit(button);
  return true;
}

/** Starts listening. */
export function keys(): void {
  for (const pair of (document.body.dataset.remap ?? '').split(' ').filter(Boolean)) {
    const at = pair.indexOf('=');
    changed.set(pair.slice(0, at), pair.slice(at + 1));
  }
  announce();
  let going = 0;
  document.addEventListener('keydown', (e) => {
    if (e.defaultPrevented || e.isComposing || document.querySelector('dialog[open]')) return;
    if (e.key === 'Escape' && isField(e.target)) return (e.target as HTMLElement).blur();
    const held = e.ctrlKey || e.metaKey;
    if (e.altKey || (!held && (document.body.dataset.keys === 'off' || isField(e.target)))) return;
    if (!held && going && Date.now() - going < 1500) {
      going = 0;
      const place = named('data-go', e.key.toLowerCase())[0]; // also one that is folded away, as most are on a phone
      if (place) {
        e.preventDefault();
        place.click();
      }
      return;
    }
    const key = meant((held ? 'ctrl+' : '') + e.key.toLowerCase());
    if (key === 'g') {
      going = Date.now();
      return;
    }
    if (key === 'ctrl+enter' ? send() : single(e, key)) e.preventDefault();
  });
  document.addEventListener('click', (e) => {
    const opener = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-dialog]') : null;
    if (opener && !e.defaultPrevented) press(opener);
  });
  document.addEventListener('change', (e) => {
    if (!(e.target instanceof HTMLInputElement)) return;
    if (e.target.matches('input[data-pick]')) count();
    if (e.target.matches('input[data-pick-all]')) {
      for (const box of document.querySelectorAll<HTMLInputElement>('input[data-pick]')) box.checked = e.target.checked;
      count();
    }
  });
  document.addEventListener('hearth:refreshed', count);
  document.addEventListener('hearth:refreshed', announce);
  count();
}

// Shows what changed without a reload. <body data-live="/live?…"> opens the stream of events; the data of an event are
// topics parted by spaces. Elements with an id and data-live-refresh (a list of topics, or empty for any) are taken anew
// from this page, or from data-live-from, and replaced. data-live-from is told what the element has in data-known, and
// leaves out what is as it was. What a person typed or ticked, where they are and what they
// opened stays as it is.

// How long what came is gathered before the page asks, and the least time from one asking of an address to the next: a busy desk changes many times a second, and each page asks once for all
// of it. Each address has its own pace: what somebody wrote on a case does not wait for the queue beside it, in which something changes all the time.
// Each time a chance of up to spread is added: pages that hear of the same change would ask at the same moment, then and ever after, and wait for each other. All in ms.
const gather = 100;
const gap = 500;
const spread = 200;

// From how long after the page was made the opening of the stream is late: what changed meanwhile is asked for then. In ms.
const missed = 500;

type Kept = { focus: string | null; from: number | null; to: number | null; ticked: Map<string, boolean>; values: Map<string, string>; open: Set<string>; current: string | null; scroll: number };

const ticks = (e: Element): e is HTMLInputElement => e instanceof HTMLInputElement && (e.type === 'checkbox' || e.type === 'radio');

/** What the page says that was chosen in a list, before anybody chose. */
const usual = (e: HTMLSelectElement): string => ([...e.options].find((o) => o.defaultSelected) ?? e.options[0])?.value ?? '';

/** What a part that opens is called: by its id, or else by the words that open it. */
const opener = (e: Element): string => e.id || (e.querySelector(':scope > summary')?.textContent ?? '');

const nameOf = (e: Element): string | null => e.id || e.matches('summary') && `summary ${opener(e.parentElement!)}` || e.getAttribute('data-row') || (e instanceof HTMLButtonElement ? `${e.form?.action} ${e.textContent}` : e.hasAttribute('name') ? `${e.getAttribute('name')}=${ticks(e) ? e.value : ''}` : e.getAttribute('href'));

function keep(root: Element): Kept {
  const active = document.activeElement;
  const inside = active && root.contains(active) ? active : null;
  const text = inside instanceof HTMLTextAreaElement || (inside instanceof HTMLInputElement && /^(text|search|tel)$/.test(inside.type)) ? inside : null;
  const kept: Kept = {
    focus: inside ? nameOf(inside) : null, from: text?.selectionStart ?? null, to: text?.selectionEnd ?? null,
    ticked: new Map(), values: new Map(), open: new Set(), current: root.querySelector('[data-row].cur')?.getAttribute('data-row') ?? null, scroll: root.scrollTop,
  };
  for (const e of root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('input,textarea,select')) {
    const name = nameOf(e);
    if (!name) continue;
    if (ticks(e)) {
      if (e.checked !== e.defaultChecked) kept.ticked.set(name, e.checked);
    } else if (e.value !== (e instanceof HTMLSelectElement ? usual(e) : e.defaultValue)) kept.values.set(name, e.value);
  }
  for (const e of root.querySelectorAll('details[open]')) kept.open.add(opener(e));
  return kept;
}

function giveBack(root: Element, kept: Kept): void {
  for (const e of root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('input,textarea,select')) {
    const name = nameOf(e);
    if (!name) continue;
    if (ticks(e)) e.checked = kept.ticked.get(name) ?? e.checked;
    else if (kept.values.has(name) && !(e instanceof HTMLSelectElement && ![...e.options].some((o) => o.value === kept.values.get(name)))) e.value = kept.values.get(name)!;
  }
  for (const e of root.querySelectorAll('details')) if (kept.open.has(opener(e))) e.open = true;
  for (const e of root.querySelectorAll('[data-row]')) e.classList.toggle('cur', kept.current !== null && e.getAttribute('data-row') === kept.current || kept.current === null && e.classList.contains('cur'));
  root.scrollTop = kept.scroll;
  if (!kept.focus) return;
  for (const e of root.querySelectorAll<HTMLElement>('a,button,input,textarea,select,summary,[tabindex]')) {
    if (nameOf(e) !== kept.focus) continue;
    e.focus({ preventScroll: true });
    if (kept.from !== null && (e instanceof HTMLTextAreaElement || e instanceof HTMLInputElement)) e.setSelectionRange(kept.from, kept.to);
    return;
  }
}

/** What the server says of an element, without what it makes anew each time. */
const said = (e: Element): string => e.innerHTML.replace(/(name="_once" value=")[^"]*/g, '$1');

/** What it said last: an element that it says nothing new of stays as it is, with all that somebody is doing there. */
const last = new WeakMap<Element, string>();
for (const e of document.querySelectorAll('[data-live-refresh]')) last.set(e, said(e)); // before any script of ours changes it

/** Replaces the children of one element by those of its new form, where that is another one. */
export function replace(old: Element, fresh: Element): void {
  const now = said(fresh);
  if ((last.get(old) ?? said(old)) === now) return;
  last.set(old, now);
  const kept = keep(old);
  old.replaceChildren(...fresh.childNodes);
  giveBack(old, kept);
  old.dispatchEvent(new CustomEvent('hearth:refreshed', { bubbles: true }));
}

const source = (e: HTMLElement): string => e.dataset.liveFrom ?? location.pathname + location.search;

/** What of the page shows one of topics and is taken from url, or from wherever. */
function showing(topics: Set<string>, url?: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-live-refresh][id]')].filter((e) => {
    const own = e.dataset.liveRefresh!.split(/\s+/).filter(Boolean);
    return (url === undefined || source(e) === url) && (own.length === 0 || own.some((t) => topics.has(t)));
  });
}

async function refresh(url: string, topics: Set<string>): Promise<void> {
  const known = showing(topics, url).find((e) => e.dataset.known && e.dataset.liveFrom)?.dataset.known;
  try {
    const answer = await fetch(known ? `${url}&known=${known}` : url, { headers: { 'X-Live': 'refresh' }, credentials: 'same-origin' });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const e of showing(topics, url)) {
      const fresh = page.getElementById(e.id);
      if (!fresh) continue; // it is as it was
      replace(e, fresh);
      if (fresh.dataset.known) e.dataset.known = fresh.dataset.known;
    }
  } catch {
    // the next event, or the stream's return, tries again
  }
}

/** When the page was made, as far as is known here. */
function rendered(): number {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return page?.responseStart ?? 0;
}

/** Opens the stream of the page, if it has one. What changed before it was open is asked for where that took long. */
export function live(): void {
  const url = document.body.dataset.live;
  if (!url) return;
  const turns = new Map<string, { waiting: Set<string>; timer: number; asked: number }>(); // by address: the topics that changed since it was asked, and when that was
  let wasLost = false;
  const ask = async (url: string) => {
    const turn = turns.get(url)!;
    const topics = new Set(turn.waiting);
    turn.waiting.clear();
    turn.asked = performance.now();
    await refresh(url, topics);
    turn.timer = 0;
    soon();
  };
  // An event that comes while the page waits or asks changes nothing of when it asks next: without end to the events there would be no end to the waiting.
  const soon = () => {
    for (const [url, turn] of turns) {
      if (turn.timer !== 0 || document.hidden || turn.waiting.size === 0) continue;
      turn.timer = window.setTimeout(() => void ask(url), Math.max(gather, turn.asked + gap - performance.now()) + Math.random() * spread);
    }
  };
  const changed = (topics: Set<string>) => {
    for (const url of new Set(showing(topics).map(source))) {
      if (!turns.has(url)) turns.set(url, { waiting: new Set(), timer: 0, asked: -gap });
      for (const topic of topics) turns.get(url)!.waiting.add(topic);
    }
    soon();
  };
  document.addEventListener('visibilitychange', soon);
  const stream = new EventSource(url);
  const hear = (e: MessageEvent<string>) => changed(new Set(e.data.split(/\s+/)));
  stream.addEventListener('message', hear);
  stream.addEventListener('change', hear);
  stream.addEventListener('error', () => (wasLost = true));
  stream.addEventListener('open', () => {
    if (!wasLost && performance.now() - rendered() < missed) return;
    wasLost = false;
    changed(new Set([...document.querySelectorAll<HTMLElement>('[data-live-refresh]')].flatMap((e) => e.dataset.liveRefresh!.split(/\s+/))));
  });
  window.addEventListener('pagehide', () => stream.close());
  window.addEventListener('pageshow', (e) => e.persisted && location.reload());
}

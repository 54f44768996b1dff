// Keeps what a person types: on the server every ten seconds, and in this browser until it is sent or they sign out.
// <form data-draft="/path"> posts its texts there; an element [data-draft-status] in it says what became of them.

const every = 10_000;
const prefix = 'hearth-draft:';

const local = (): Storage | null => {
  if (document.body.dataset.local === 'off') return null;
  try {
    return window.localStorage;
  } catch {
    return null; // the person forbids storage
  }
};

const owner = (): string => `${prefix}${document.body.dataset.me ?? ''}:`;

/** The fields that a draft on the server has; the others stay in this browser. "field" and "value" stand side by side: what a service asks for besides words. */
const onServer = ['subject', 'body', 'internal', 'field', 'value'];

type Typed = [name: string, value: string][];

function typed(form: HTMLFormElement): Typed {
  const out: Typed = [];
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string' && name !== '_once' && !isSecret(form, name)) out.push([name, value]);
  });
  return out;
}

function isSecret(form: HTMLFormElement, name: string): boolean {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement && field.type === 'password';
}

/** Whether the server has all that was typed. Forms ask for more than that: whom a request is about, how a case ends. */
function whole(form: HTMLFormElement): boolean {
  return [...form.elements].every((field) => {
    if (field instanceof HTMLSelectElement) return [...field.options].every((o, i) => o.selected === (o.defaultSelected || (i === 0 && !field.querySelector('option[selected]'))));
    if (field instanceof HTMLTextAreaElement) return onServer.includes(field.name) || field.value === field.defaultValue;
    if (!(field instanceof HTMLInputElement) || onServer.includes(field.name)) return true;
    return /^(checkbox|radio)$/.test(field.type) ? field.checked === field.defaultChecked : !textual.test(field.type) || field.value === field.defaultValue;
  });
}

const textual = /^(text|search|tel|email|date|number)$/;

/** Puts value into a field that is empty or holds what it held when value was typed: what came from elsewhere since stays. */
function putInto(field: Element, value: string, was: string | undefined): boolean {
  if (field instanceof HTMLInputElement && field.type === 'checkbox') {
    if (field.checked || field.value !== value) return false;
    return (field.checked = true);
  }
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement || (field instanceof HTMLInputElement && textual.test(field.type)))) return false;
  if (field.value === value || (field.value !== '' && field.value !== was)) return false;
  field.value = value;
  return field.value === value;
}

/** Whether the text was changed elsewhere since: then nothing goes back that belongs to it, or a note would become a reply. */
function elsewhere(form: HTMLFormElement, values: Typed, was: Typed): boolean {
  const body = form.elements.namedItem('body');
  if (!(body instanceof HTMLTextAreaElement) || body.value === '') return false;
  return ![...values, ...was].some(([name, text]) => name === 'body' && text.replaceAll('\r\n', '\n') === body.value);
}

function putBack(form: HTMLFormElement, values: Typed, was: Typed): boolean {
  if (elsewhere(form, values, was)) values = values.filter(([name]) => !onServer.includes(name));
  let changed = false;
  const seen = new Map<string, number>();
  for (const [name, value] of values) {
    const at = seen.get(name) ?? 0;
    seen.set(name, at + 1);
    const before = was.filter(([other]) => other === name)[at]?.[1];
    const found = form.elements.namedItem(name);
    if (found instanceof RadioNodeList && found[0] instanceof HTMLInputElement && found[0].type === 'radio') {
      const radios = [...found] as HTMLInputElement[];
      const now = radios.find((radio) => radio.checked)?.value ?? '';
      const meant = radios.find((radio) => radio.value === value);
      if (meant && (now === '' || now === before)) meant.checked = true;
      continue;
    }
    const field = found instanceof RadioNodeList ? found[at] : found; // the first of a name stands for the first value of it
    if (field instanceof Element && putInto(field, value, before)) changed = true;
  }
  return changed;
}

/** Forgets every draft of every person in this browser. */
export function forget(): void {
  const store = local();
  if (!store) return;
  for (const key of Object.keys(store)) if (key.startsWith(prefix)) store.removeItem(key);
}

function watch(form: HTMLFormElement): void {
  const path = form.dataset.draft!;
  const key = owner() + path;
  const status = form.querySelector<HTMLElement>('[data-draft-status]');
  const say = (what: 'saved' | 'restored' | 'failed') => {
    if (status) status.textContent = status.dataset[what] ?? '';
  };
  const store = local();
  const kept = store?.getItem(key);
  const page = typed(form); // what the page came with
  let saved = JSON.stringify(page);
  if (kept) {
    const { sent, values, was } = JSON.parse(kept) as { sent?: boolean; values: Typed; was?: Typed };
    if (sent) store!.removeItem(key);
    else if (putBack(form, values, was ?? [])) say('restored');
  }
  let last = JSON.stringify(typed(form));
  const keep = () => {
    const was = [...page.filter(([name]) => !onServer.includes(name)), ...(JSON.parse(saved) as Typed).filter(([name]) => onServer.includes(name))];
    store?.setItem(key, `{"was":${JSON.stringify(was)},"values":${last}}`);
  };
  let sent = false; // what was sent is no draft any more: saved on leaving, it would come after the message and be there again
  let saving = new AbortController();
  for (const event of ['input', 'change']) {
    form.addEventListener(event, () => {
      sent = false;
      last = JSON.stringify(typed(form));
      keep();
    });
  }
  form.addEventListener('submit', () => {
    sent = true;
    saving.abort();
    if (store?.getItem(key)) store.setItem(key, `{"sent":true,"values":${JSON.stringify(typed(form))}}`);
  });
  const save = async (leaving = false) => {
    if (!form.isConnected || sent || last === saved) return;
    const now = last;
    const body = new FormData();
    for (const [name, value] of JSON.parse(now) as Typed) if (onServer.includes(name)) body.append(name, value);
    saving = new AbortController();
    try {
      const answer = await fetch(path, { method: 'POST', body, keepalive: leaving, credentials: 'same-origin', signal: saving.signal });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      saved = now;
      if (last === now && whole(form)) store?.removeItem(key);
      else keep();
      say('saved');
    } catch {
      if (!sent) say('failed');
    }
  };
  const timer = window.setInterval(() => (form.isConnected ? void save() : window.clearInterval(timer)), every);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save(true);
  });
}

const watched = new WeakSet<HTMLFormElement>();

/** Starts watching the forms of the page; may be called again after a part of it was replaced. */
export function drafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
    if (watched.has(form)) continue;
    watched.add(form);
    watch(form);
  }
}

/** Forgets drafts when the person signs out. */
export function signOut(): void {
  document.addEventListener('submit', (e) => {
    if (e.target instanceof HTMLFormElement && 'signout' in e.target.dataset) forget();
  });
}

// A text that several people write. <form data-together="/api/…"> holds it in its textarea, and in the fields version and was what it grew from. It is saved when its writer pauses; the answer is the
// text with what others wrote meanwhile. What others save comes by the page's live updates into [data-now] (see live.ts) and is put in around the cursor. Where both changed one paragraph,
// #together-both shows the other text, and its buttons say which of the two goes on.
// Elsewhere [data-writing] in a form names the address that is told that somebody types into it.

const pause = 800;
const longest = 4_000;
const retry = 5_000;

type Text = { body: string; version: number; sending_by?: string };

const json = (method: string, body: unknown, keepalive = false): RequestInit =>
  ({ method, keepalive, credentials: 'same-origin', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

/** Where a place in an old text is in a new one: what was before it stays before it. */
function moved(at: number, old: string, fresh: string): number {
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) start++;
  if (at <= start) return at;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end++;
  return at >= old.length - end ? at + fresh.length - old.length : Math.min(at, fresh.length - end);
}

class Editor {
  private timer = 0;
  private since = 0; // when the first letter was typed that is not saved
  private running: Promise<void> | null = null;
  private stopped = false; // until somebody chose, or for good
  private theirs: Text | null = null;

  constructor(private form: HTMLFormElement, private field: HTMLTextAreaElement, private version: HTMLInputElement, private was: HTMLInputElement) {}

  start(): void {
    this.field.addEventListener('input', () => this.soon());
    this.form.addEventListener('submit', (e) => this.submits(e));
    document.addEventListener('hearth:refreshed', (e) => e.target instanceof Element && this.hear(e.target));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void this.save(true));
    const both = document.getElementById('together-both');
    both?.addEventListener('click', (e) => e.target instanceof HTMLButtonElement && this.choose(e.target.value));
    if (both && !both.hidden) this.ask({ body: this.was.value, version: Number(this.version.value) });
  }

  private say(what: string): void {
    const status = this.form.querySelector<HTMLElement>('[data-together-status]');
    if (status && status.dataset[what] !== undefined && status.textContent !== status.dataset[what]) status.textContent = status.dataset[what]!;
  }

  private get typed(): boolean {
    return this.field.value !== this.was.value;
  }

  private soon(wait = pause): void {
    const now = Date.now();
    this.since ||= now;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), Math.max(0, Math.min(wait, this.since + longest - now)));
  }

  private async save(leaving = false): Promise<void> {
    window.clearTimeout(this.timer);
    if (this.running || this.stopped || !this.typed) return;
    this.since = 0;
    this.running = this.send(leaving);
    await this.running;
    this.running = null;
  }

  private async send(leaving: boolean): Promise<void> {
    const sent = this.field.value;
    try {
      const answer = await fetch(this.form.dataset.together!, json('PUT', { body: sent, version: Number(this.version.value), was: this.was.value }, leaving));
      if (answer.status === 409) return await this.clash();
      if (!answer.ok) throw new Error(String(answer.status));
      const now = (await answer.json()) as Text;
      if (this.field.value === sent) this.take(now);
      else if (now.body === sent) this.grew(now);
      else this.was.value = sent; // more was typed: it is joined with what others wrote when it is saved
      this.say('saved');
      if (this.typed) this.soon();
    } catch {
      this.say('failed');
      window.setTimeout(() => void this.save(), retry);
    }
  }

  /** What is shown grew from a text. */
  private grew(now: Text): void {
    this.was.value = now.body;
    this.version.value = String(now.version);
  }

  /** Puts a text in place of what is shown; the cursor and the view stay where they are. */
  private take(now: Text): void {
    const { value: old, selectionStart: from, selectionEnd: to, scrollTop } = this.field;
    this.grew(now);
    if (old === now.body) return;
    this.field.value = now.body;
    this.field.setSelectionRange(moved(from, old, now.body), moved(to, old, now.body));
    this.field.scrollTop = scrollTop;
  }

  private async clash(): Promise<void> {
    const answer = await fetch(this.form.dataset.together!, { credentials: 'same-origin' });
    if (!answer.ok) throw new Error(String(answer.status));
    const now = (await answer.json()) as Text;
    if (now.sending_by) return this.lock(true);
    if (now.version === 0) return this.over();
    this.ask(now);
  }

  private over(): void {
    this.stopped = true;
    this.field.readOnly = true;
    this.say('gone');
  }

  private lock(on: boolean): void {
    this.field.readOnly = on;
    if (on) this.say('sending');
  }

  private ask(theirs: Text): void {
    const both = document.getElementById('together-both');
    const shown = both?.querySelector<HTMLElement>('[data-theirs]');
    if (!both || !shown) return;
    this.stopped = true;
    this.theirs = theirs;
    shown.textContent = theirs.body;
    both.hidden = false;
    for (const e of both.querySelectorAll<HTMLElement>('[data-choose]')) e.hidden = false;
    this.say('both');
  }

  private choose(which: string): void {
    if (!this.theirs) return;
    if (which === 'theirs') this.field.value = this.theirs.body;
    if (which === 'both') this.field.value = `${this.field.value.trimEnd()}\n\n${this.theirs.body}`;
    this.grew(this.theirs);
    this.theirs = null;
    this.stopped = false;
    document.getElementById('together-both')!.hidden = true;
    this.field.focus();
    void this.save();
  }

  private hear(e: Element): void {
    const now = e.querySelector<HTMLTextAreaElement>('[data-now]');
    if (!now || this.stopped || this.running) return; // the answer of a save that runs brings it too, or the next save does
    const fresh: Text = { body: now.value, version: Number(now.dataset.version) };
    this.lock(now.dataset.sending !== undefined);
    if (fresh.version === 0) return this.typed ? void this.save() : this.over();
    if (fresh.version <= Number(this.version.value)) return;
    if (this.typed) return void this.save();
    this.take(fresh);
    this.say('came');
  }

  /** A save that runs is waited for, so that the form says what it grew from. */
  private submits(e: SubmitEvent): void {
    window.clearTimeout(this.timer);
    const running = this.running;
    if (!running) {
      this.stopped = true;
      return;
    }
    e.preventDefault();
    const submitter = e.submitter;
    void running.then(() => this.form.requestSubmit(submitter));
  }
}

export function together(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-together]');
  const part = (name: string) => form?.elements.namedItem(name);
  const field = part('body'), version = part('version'), was = part('was');
  if (form && field instanceof HTMLTextAreaElement && version instanceof HTMLInputElement && was instanceof HTMLInputElement) new Editor(form, field, version, was).start();
}

export function writing(): void {
  for (const mark of document.querySelectorAll<HTMLElement>('[data-writing]')) {
    const form = mark.closest('form');
    let last = 0;
    form?.addEventListener('input', (e) => {
      if (!(e.target instanceof HTMLTextAreaElement) || e.target.value === '' || Date.now() - last < 8_000) return;
      last = Date.now();
      const kind = new FormData(form).get('internal') === 'on' ? 'note' : 'reply';
      void fetch(mark.dataset.writing!, json('POST', { kind })).catch(() => undefined); // whoever does not hear of it sees the text when it comes
    });
  }
}

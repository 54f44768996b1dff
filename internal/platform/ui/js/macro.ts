// A macro is put in at the cursor. [data-macros] names the page that fills one in for this case (?macro=): its text in [data-macro-text], and in #macro-said what has to be known
// before it is sent. Without scripts the button sends the form, and the page comes back with both. Enter in the choice takes it.

export function macros(): void {
  const box = document.querySelector<HTMLElement>('[data-macros]');
  const choice = box?.querySelector<HTMLSelectElement>('select[name=insert]');
  const button = box?.querySelector<HTMLButtonElement>('[data-macro-insert]');
  const field = document.querySelector<HTMLTextAreaElement>('textarea#body');
  if (!box || !choice || !button || !field) return;
  let been = false; // the cursor is where the person put it
  field.addEventListener('focus', () => (been = true));

  const put = (text: string) => {
    if (!been) field.setSelectionRange(field.value.length, field.value.length);
    const before = field.value.slice(0, field.selectionStart);
    const gap = before.trim() === '' || /\s$/.test(before) ? '' : '\n\n';
    field.setRangeText(gap + text, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  };
  const take = async () => {
    const answer = await fetch(`${box.dataset.macros}?macro=${encodeURIComponent(choice.value)}`, { headers: { Accept: 'text/html' } }).catch(() => undefined);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined;
    const text = page?.querySelector<HTMLTextAreaElement>('[data-macro-text]')?.value;
    const said = page?.getElementById('macro-said');
    if (text === undefined || !said) return field.form?.requestSubmit(button); // the page that comes says why
    document.getElementById('macro-said')?.replaceChildren(...said.childNodes);
    put(text);
  };
  button.addEventListener('click', (e) => {
    if (choice.value === '') return;
    e.preventDefault();
    void take();
  });
  choice.addEventListener('keydown', (e) => {
    if (e.key !== 'Enter' || e.ctrlKey || e.metaKey || choice.value === '') return;
    e.preventDefault();
    void take();
  });
}

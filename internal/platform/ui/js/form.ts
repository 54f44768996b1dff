// Small things every form needs.

/** Says that a form is being sent and keeps it from being sent twice; undone when the person comes back to the page. */
export function busy(): void {
  document.addEventListener('submit', (e) => {
    const form = e.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post' || e.defaultPrevented) return;
    if (form.hasAttribute('aria-busy')) return e.preventDefault();
    form.setAttribute('aria-busy', 'true');
    const button = e.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    button.style.minWidth = `${button.offsetWidth}px`;
    button.setAttribute('aria-busy', 'true');
    if (button.dataset.busy) {
      button.dataset.label = button.textContent ?? '';
      button.textContent = button.dataset.busy;
    }
  });
  window.addEventListener('pageshow', (e) => {
    if (!e.persisted) return;
    for (const el of document.querySelectorAll<HTMLElement>('[aria-busy="true"]')) {
      el.removeAttribute('aria-busy');
      if (el.dataset.label) el.textContent = el.dataset.label;
    }
  });
}

/** Puts the focus on what went wrong. */
export function focusFirst(): void {
  document.querySelector<HTMLElement>('[data-focus-first]')?.focus();
}

/** Leaves a shared terminal that nobody touches. */
export function idle(): void {
  const seconds = Number(document.body.dataset.idle);
  const href = document.body.dataset.idleHref;
  if (!seconds || !href) return;
  let timer = 0;
  const again = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => location.replace(href), seconds * 1000);
  };
  for (const event of ['pointerdown', 'keydown', 'input', 'scroll']) document.addEventListener(event, again, { passive: true });
  again();
}

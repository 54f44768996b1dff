import 'htmx.org/dist/htmx.js';
import { drafts, signOut } from './draft';
import { busy, focusFirst } from './form';
import { count, keys } from './keys';
import { live } from './live';
import { macros } from './macro';
import { mentions } from './mention';
import { together, writing } from './together';

drafts();
signOut();
busy();
focusFirst();
keys();
live();
mentions();
macros();
together();
writing();
// A conversation shows its last word first: [data-scroll-end] begins at its end.
for (const e of document.querySelectorAll('[data-scroll-end]')) e.scrollTop = e.scrollHeight;
const again = () => {
  drafts();
  count();
};
document.addEventListener('hearth:refreshed', again);
document.addEventListener('htmx:after:swap', again);

import { drafts, forget, signOut } from './draft';
import { busy, focusFirst, idle } from './form';
import { live } from './live';

if (document.body.dataset.local === 'off' && document.body.dataset.idle) forget();
drafts();
signOut();
busy();
focusFirst();
idle();
live();
document.addEventListener('hearth:refreshed', drafts);

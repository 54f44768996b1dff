package stories

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// On the narrowest phone and without scripts, the desk's bar holds three places and More, which opens the others, and the portal's bar all five, in long words too.
func TestEveryPlaceIsInReachOnANarrowPhone(t *testing.T) {
	t.Parallel()
	browser(t)
	w := &world{apptest.New(t, store.SQLite), map[string]string{}}
	for _, language := range []string{"en", locale.Pseudo} {
		w.speak(language)
		ingrid := open(t, w.App, width{"narrow", 360, 740, true})
		ingrid.be("ingrid", authz.Desk)
		ingrid.scripting(false)
		ingrid.visit("/desk")
		ingrid.fits()
		ingrid.picture("bar-" + language)
		ingrid.click(eval[string](ingrid, `document.querySelector('.rail-more').innerText.trim()`))
		const places = `[...document.querySelectorAll('.rail a:not(.rail-mark)')].filter((a) => { const r = a.getBoundingClientRect(); return r.width > 24 && r.height > 24 && r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight })`
		if !ingrid.until(func() bool {
			return eval[int](ingrid, places+`.length`) == eval[int](ingrid, `document.querySelectorAll('.rail a:not(.rail-mark)').length`)
		}) {
			t.Errorf("in %s only %d of the places are on the screen", language, eval[int](ingrid, places+`.length`))
		}
		ingrid.picture("more-" + language)
		ingrid.fits()

		amina := open(t, w.App, width{"narrow", 360, 740, true})
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit("/requests")
		amina.fits()
		amina.picture("dock-" + language)
	}
}

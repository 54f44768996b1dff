package tag_test

import (
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/tag"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *tag.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{App: a, s: a.Tag}) })
}

func (w *world) open(key, service string, change ...func(*desk.Open)) string {
	w.T.Helper()
	in := desk.Open{Service: service, Subject: "My shifts", Body: "May I swap?"}
	for _, f := range change {
		f(&in)
	}
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), in)
	if err != nil {
		w.T.Fatal(err)
	}
	return c.Number
}

func (w *world) put(key, number, word string) error {
	_, err := w.s.Put(w.T.Context(), w.Actor(authz.Desk, key), tag.Put{Number: number, Word: word})
	return err
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// list is the words that somebody sees, with their counts.
func (w *world) list(key string) string {
	w.T.Helper()
	v, err := w.s.List(w.T.Context(), w.Actor(authz.Desk, key), tag.List{})
	w.ok(err)
	var all []string
	for _, x := range v.Items {
		all = append(all, x.Word+":"+string(rune('0'+x.Cases)))
	}
	return strings.Join(all, " ")
}

func (w *world) id(key, word string) string {
	w.T.Helper()
	v, err := w.s.List(w.T.Context(), w.Actor(authz.Desk, key), tag.List{})
	w.ok(err)
	i := slices.IndexFunc(v.Items, func(x tag.Listed) bool { return x.Word == word })
	if i < 0 {
		w.T.Fatalf("%s does not see %s", key, word)
	}
	return v.Items[i].ID
}

func kind(t testing.TB, err error, want fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

func TestAWordIsOneHoweverItIsSpelled(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a, b := w.open("amina", "hours"), w.open("pavel", "hours")
		w.ok(w.put("marta", a, "Shift  swap"))
		w.ok(w.put("priya", b, "shift swap"))
		w.ok(w.put("priya", b, "SHIFT SWAP"))
		if got := w.list("marta"); got != "Shift swap:2" {
			w.T.Errorf("got %s", got)
		}
		page, err := w.s.Cases(w.T.Context(), w.Actor(authz.Desk, "marta"), tag.CasesOf{Tag: w.id("marta", "Shift swap")})
		if err != nil || len(page.Items) != 2 {
			w.T.Errorf("got %d cases, %v", len(page.Items), err)
		}
		_, err = w.s.Take(w.T.Context(), w.Actor(authz.Desk, "marta"), tag.Take{Number: a, Tag: w.id("marta", "Shift swap")})
		w.ok(err)
		if got := w.list("marta"); got != "Shift swap:1" {
			w.T.Errorf("got %s", got)
		}
		_, err = w.s.Take(w.T.Context(), w.Actor(authz.Desk, "marta"), tag.Take{Number: a, Tag: w.id("marta", "Shift swap")})
		w.ok(err)
		if got := w.list("marta"); got != "Shift swap:1" {
			w.T.Errorf("after it was taken twice: %s", got)
		}
	})
}

// What stands only on a case that somebody may not read is not there for them: no word, no count, no suggestion, no hit, and no cases.
func TestAWordFollowsTheCasesThatBearIt(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		open, team := w.open("amina", "hours"), w.open("amina", "review")
		w.ok(w.put("marta", open, "night shift"))
		w.ok(w.put("marta", team, "night shift"))
		w.ok(w.put("marta", team, "reorganised"))
		if got := w.list("marta"); got != "night shift:2 reorganised:1" {
			w.T.Errorf("Marta sees %s", got)
		}
		if got := w.list("theo"); got != "night shift:1" {
			w.T.Errorf("Theo, of another team, sees %s", got)
		}
		hidden := w.id("marta", "reorganised")
		theo := w.Actor(authz.Desk, "theo")
		_, err := w.s.Cases(ctx, theo, tag.CasesOf{Tag: hidden})
		kind(w.T, err, fault.NotFound)
		_, _, err = w.s.Among(ctx, theo, hidden)
		kind(w.T, err, fault.NotFound)
		_, err = w.s.Cases(ctx, theo, tag.CasesOf{Tag: "none"})
		kind(w.T, err, fault.NotFound)
		page, err := w.s.Cases(ctx, theo, tag.CasesOf{Tag: w.id("theo", "night shift")})
		if err != nil || len(page.Items) != 1 {
			w.T.Errorf("Theo gets %d cases, %v", len(page.Items), err)
		}
		for key, want := range map[string]int{"marta": 1, "theo": 0} {
			found, err := w.App.App.Tag.Spec().Search(ctx, w.Actor(authz.Desk, key), spec.Ask{Text: "reorg", Limit: 5})
			if err != nil || len(found.Items) != want {
				w.T.Errorf("%s finds %d, %v", key, len(found.Items), err)
			}
		}
		got, err := w.s.OfCase(ctx, theo, tag.ReadOf{Number: open})
		if err != nil || len(got.Items) != 1 || len(got.Suggestions) != 0 {
			w.T.Errorf("Theo reads %+v, %v", got, err)
		}
		got, err = w.s.OfCase(ctx, w.Actor(authz.Desk, "marta"), tag.ReadOf{Number: open})
		if err != nil || !slices.Equal(got.Suggestions, []string{"reorganised"}) {
			w.T.Errorf("Marta reads %+v, %v", got, err)
		}
	})
}

func TestTheRequesterSeesNoTagAndTakesThemAlong(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		own := w.open("priya", "hours")
		w.ok(w.put("marta", own, "shift swap"))
		_, err := w.s.OfCase(ctx, w.Actor(authz.Portal, "priya"), tag.ReadOf{Number: own})
		kind(w.T, err, fault.Forbidden)
		_, err = w.s.OfCase(ctx, w.Actor(authz.Desk, "priya"), tag.ReadOf{Number: own})
		kind(w.T, err, fault.Forbidden)
		if got := w.list("priya"); got != "" {
			w.T.Errorf("Priya, whose own it is, sees %s", got)
		}
		w.Desk("priya").Get("/requests/" + own).Hides("shift swap")
		out, err := privacy.Collect(ctx, w.DB, w.Personal(), apptest.ID("priya"))
		w.ok(err)
		if !slices.ContainsFunc(out.Parts, func(p privacy.Exported) bool { return p.Table == "tag_case" }) {
			w.T.Error("the tag is not among her data")
		}
	})
}

func TestATagIsNeverAboutAPerson(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		for word, want := range map[string]string{"": "Write a short word", "Amina": "never names a person", "ask yusuf again": "never names a person", "difficult; rude": "letters, digits", "amina@x.example": "letters, digits",
			"0705550187": "no number of a person", "19870412": "no number of a person", strings.Repeat("long", 8): "between 2 and 30", "a b c d e": "at most four words"} {
			err := w.put("marta", number, word)
			if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.As(err).Fields[0].Key, strings.Split(want, "2")[0]) {
				w.T.Errorf("%q: got %v", word, err)
			}
		}
		for _, word := range []string{"pay 2026", "Parental leave", "Überstunden", "on-call"} {
			w.ok(w.put("marta", number, word))
		}
	})
}

func TestAProtectedCaseTakesKnownWordsAlone(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		health, open := w.open("amina", "health"), w.open("pavel", "hours")
		_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Assign{Number: health, Assignee: "me"})
		w.ok(err)
		kind(w.T, w.put("marta", health, "workplace"), fault.Invalid)
		w.ok(w.put("marta", open, "workplace"))
		w.ok(w.put("marta", open, "Pregnancy"))
		w.ok(w.put("marta", health, "Workplace"))
		err = w.put("marta", health, "pregnancy")
		if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.As(err).Fields[0].Key, "says nothing of health") {
			w.T.Errorf("got %v", err)
		}
		kind(w.T, w.put("priya", health, "workplace"), fault.Forbidden)
		if got := w.list("priya"); got != "Pregnancy:1 workplace:1" {
			w.T.Errorf("Priya, who does not read the case, sees %s", got)
		}
		if got := w.list("marta"); got != "Pregnancy:1 workplace:2" {
			w.T.Errorf("Marta sees %s", got)
		}
	})
}

func TestRenamingToAWordThatThereIsJoinsTheTwo(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		a, b := w.open("amina", "hours"), w.open("pavel", "hours")
		w.ok(w.put("marta", a, "swap"))
		w.ok(w.put("marta", a, "shift swap"))
		w.ok(w.put("marta", b, "swap"))
		id := w.id("marta", "swap")
		_, err := w.s.Rename(ctx, w.Actor(authz.Desk, "marta"), tag.Rename{Tag: id, Word: "Shift swap", Join: true})
		kind(w.T, err, fault.Forbidden)
		_, err = w.s.Rename(ctx, w.Actor(authz.Desk, "ingrid"), tag.Rename{Tag: id, Word: "Shift swap", Join: true})
		w.ok(err)
		if got := w.list("marta"); got != "Shift swap:2" {
			w.T.Errorf("got %s", got)
		}
		_, err = w.s.Rename(ctx, w.Actor(authz.Desk, "ingrid"), tag.Rename{Tag: id, Word: "x y"})
		kind(w.T, err, fault.NotFound)
		_, err = w.s.Rename(ctx, w.Actor(authz.Desk, "ingrid"), tag.Rename{Tag: w.id("ingrid", "Shift swap"), Word: "Shift exchange"})
		w.ok(err)
		if got := w.list("marta"); got != "Shift exchange:2" {
			w.T.Errorf("got %s", got)
		}
	})
}

func TestErasingTakesTheWordsOff(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.ok(w.put("marta", number, "shift swap"))
		for range 2 {
			tx := func() error { return w.erase("amina") }
			w.ok(tx())
		}
		if got := w.list("marta"); got != "" {
			w.T.Errorf("got %s", got)
		}
	})
}

func (w *world) erase(key string) error {
	return w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		for _, s := range w.Personal() {
			if s.Table == "tag_case" {
				return s.Erase(w.T.Context(), tx, apptest.ID(key))
			}
		}
		return nil
	})
}

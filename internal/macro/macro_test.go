package macro_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/macro"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/tag"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *macro.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{a, a.Macro}) })
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) refused(err error, kind fault.Kind, says string) {
	w.T.Helper()
	e := fault.As(err)
	if e == nil || e.Kind != kind {
		w.T.Fatalf("got %v, want it refused as %v", err, kind)
	}
	text := e.Error()
	for _, f := range e.Fields {
		text += " " + (&fault.Error{Kind: kind, Key: f.Key, Args: f.Args}).Error()
	}
	if !strings.Contains(text, says) {
		w.T.Errorf("it says %q, want %q", text, says)
	}
}

func (w *world) open(key, service string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), desk.Open{Subject: "Night shifts", Body: "How is it paid?", Service: service})
	w.ok(err)
	return c.Number
}

func (w *world) speaks(key, lang string) {
	w.T.Helper()
	_, err := w.People.SaveMe(w.T.Context(), w.Actor(authz.Portal, key), people.SaveMe{Language: &lang})
	w.ok(err)
}

func (w *world) keep(key string, in macro.Keep) macro.Macro {
	w.T.Helper()
	m, err := w.s.Keep(w.T.Context(), w.Actor(authz.Desk, key), in)
	w.ok(err)
	return m
}

func in(lang, body string) []macro.Text { return []macro.Text{{Language: lang, Body: body}} }

func (w *world) names(key string) string {
	w.T.Helper()
	all, err := w.s.List(w.T.Context(), w.Actor(authz.Desk, key), macro.List{})
	w.ok(err)
	var names []string
	for _, m := range all.Items {
		names = append(names, m.Name)
	}
	return strings.Join(names, ", ")
}

func TestWhoSeesAMacro(t *testing.T) {
	each(t, func(w *world) {
		team := w.keep("marta", macro.Keep{Name: "Rota", Team: "advice", Texts: in("en", "The rota is on the wall.")})
		own := w.keep("marta", macro.Keep{Name: "Mine", Texts: in("en", "I call you.")})
		if got := w.names("marta"); got != "Mine, Rota" {
			w.T.Errorf("Marta has %s", got)
		}
		if got := w.names("priya"); got != "Rota" {
			w.T.Errorf("Priya, of the same team, has %s", got)
		}
		if got := w.names("theo"); got != "" {
			w.T.Errorf("Theo, of another team, has %s", got)
		}
		ctx := w.T.Context()
		for key, id := range map[string]string{"priya": own.ID, "theo": team.ID, "ingrid": own.ID} {
			by := w.Actor(authz.Desk, key)
			_, read := w.s.Read(ctx, by, macro.Find{ID: id})
			_, changed := w.s.Change(ctx, by, macro.Change{ID: id, Keep: macro.Keep{Name: "Taken over", Texts: in("en", "x")}})
			_, dropped := w.s.Drop(ctx, by, macro.Find{ID: id})
			for _, err := range []error{read, changed, dropped} {
				w.refused(err, fault.NotFound, "")
			}
		}
		_, err := w.s.Keep(ctx, w.Actor(authz.Desk, "theo"), macro.Keep{Name: "Rota", Team: "advice", Texts: in("en", "x")})
		w.refused(err, fault.Invalid, "Choose a team that you are in")
		_, err = w.s.Keep(ctx, w.Actor(authz.Portal, "amina"), macro.Keep{Name: "Rota", Texts: in("en", "x")})
		w.refused(err, fault.Forbidden, "")
		_, err = w.s.Change(ctx, w.Actor(authz.Desk, "priya"), macro.Change{ID: team.ID, Keep: macro.Keep{Name: "Rota, new", Team: "advice", Texts: in("en", "It is on the page.")}})
		w.ok(err)
		_, err = w.s.Drop(ctx, w.Actor(authz.Desk, "marta"), macro.Find{ID: team.ID})
		w.ok(err)
		if got := w.names("priya"); got != "" {
			w.T.Errorf("Priya still has %s", got)
		}
	})
}

func TestAMacroIsKeptOnceAndRefusedWithWhatToDo(t *testing.T) {
	each(t, func(w *world) {
		good := macro.Keep{Name: " Certificate  needed ", Team: "advice", Texts: []macro.Text{{Language: "de", Body: "Guten Tag {first name},"}, {Language: "en", Body: "Dear {First Name},\r\n"}, {Language: "sv", Body: " "}},
			Besides: macro.Besides{Tag: "certificate", WaitDays: 5}}
		a, b := w.keep("marta", good), w.keep("priya", good)
		if a.ID != b.ID || a.Name != "Certificate needed" || len(a.Texts) != 2 || a.Texts[1].Body != "Dear {First Name}," || a.TeamName == "" {
			w.T.Errorf("got %+v and %+v", a, b)
		}
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		for says, change := range map[string]func(k *macro.Keep){
			"Give the macro a name":                      func(k *macro.Keep) { k.Name = " " },
			"Keep the name to 60":                        func(k *macro.Keep) { k.Name = strings.Repeat("n", 61) },
			"There is a macro of this name":              func(k *macro.Keep) { k.Name = "CERTIFICATE needed"; k.WaitDays = 6 },
			"in one language at least":                   func(k *macro.Keep) { k.Texts = in("en", " ") },
			"“english!” is no language":                  func(k *macro.Keep) { k.Texts = in("english!", "x") },
			"There are two texts for de":                 func(k *macro.Keep) { k.Texts = append(in("de", "a"), in("DE", "b")...) },
			"no placeholder {vorname}. There are: {fir":  func(k *macro.Keep) { k.Texts = in("de", "Guten Tag {vorname}") },
			"there is no placeholder {}":                 func(k *macro.Keep) { k.Texts = in("de", "{}") },
			"Keep the text for en to 10000":              func(k *macro.Keep) { k.Texts = in("en", strings.Repeat("x", 10_001)) },
			"A tag has letters":                          func(k *macro.Keep) { k.Tag = "a; b" },
			"wait for 1 to 60 days":                      func(k *macro.Keep) { k.WaitDays = 61 },
			"either waits or is closed":                  func(k *macro.Keep) { k.Outcome = desk.OutcomeDone },
			"Choose an outcome":                          func(k *macro.Keep) { k.WaitDays, k.Outcome = 0, desk.OutcomeDecided },
			"A cause goes with an outcome":               func(k *macro.Keep) { k.Cause = "information" },
			"Choose a cause of the list that needs no w": func(k *macro.Keep) { k.WaitDays, k.Outcome, k.Cause = 0, desk.OutcomeDone, "other" },
		} {
			k := good
			k.Name = "Another"
			change(&k)
			_, err := w.s.Keep(ctx, marta, k)
			w.refused(err, fault.Invalid, says)
		}
	})
}

func TestAMacroSpeaksTheLanguageOfWhoAsked(t *testing.T) {
	each(t, func(w *world) {
		w.speaks("amina", "de-AT")
		w.speaks("pavel", "fi")
		m := w.keep("marta", macro.Keep{Name: "Hello", Team: "advice", Texts: []macro.Text{{Language: "en", Body: "Dear {first name}, {case number} about “{subject}” is due {due date}. {my name}, {team}, {service}, {name}, {asked on}, {today}"},
			{Language: "de", Body: "Guten Tag {first name}, bis {due date}"}}})
		fill := func(number string) macro.Filled {
			f, err := w.s.In(w.T.Context(), w.Actor(authz.Desk, "marta"), macro.In{Number: number, Macro: m.ID})
			w.ok(err)
			return f
		}
		german := fill(w.open("amina", "hours"))
		if german.Language != "de" || german.Fallback || !strings.HasPrefix(german.Text, "Guten Tag Amina, bis ") || len(german.Missing) > 0 || strings.Contains(german.Text, "{") {
			w.T.Errorf("in German: %+v", german)
		}
		number := w.open("pavel", "hours")
		english := fill(number)
		if english.Language != "en" || english.Theirs != "fi" || !english.Fallback || !strings.HasPrefix(english.Text, "Dear Pavel, "+number+" about “Night shifts” is due ") || strings.Contains(english.Text, "{") {
			w.T.Errorf("in English instead of Finnish: %+v", english)
		}
	})
}

func TestWhatACaseLacksIsSaidAndNeverSent(t *testing.T) {
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		m := w.keep("marta", macro.Keep{Name: "Due", Team: "advice", Texts: in("en", "You hear from us by {due date}.")})
		number := w.open("amina", "hours")
		w.Advance(90 * 24 * time.Hour) // all that was promised is past, and no next word is promised yet, as in a case from before there were next words
		w.ok(w.DB.Tx(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `DELETE FROM promise_promise WHERE kind = 'next_word'`)
			return err
		}))
		f, err := w.s.In(ctx, marta, macro.In{Number: number, Macro: m.ID})
		w.ok(err)
		if !slices.Equal(f.Missing, []string{"due date"}) || f.Text != "You hear from us by {due date}." {
			w.T.Errorf("got %+v", f)
		}
		const says = "in place of {due date}"
		_, err = w.App.App.Desk.Write(ctx, marta, desk.Write{Number: number, Body: f.Text})
		w.refused(err, fault.Invalid, says)
		_, err = w.App.App.Desk.Close(ctx, marta, desk.Close{Number: number, Answer: f.Text, Outcome: desk.OutcomeDone, Cause: "information"})
		w.refused(err, fault.Invalid, says)
		_, err = w.s.Send(ctx, marta, macro.Send{Number: number, Macro: m.ID, Body: f.Text})
		w.refused(err, fault.Invalid, says)
		w.Desk("marta").Send("/desk/cases/"+number+"/messages", url.Values{"body": {f.Text}}).Is(422).Shows(says, "You hear from us by {due date}.")
		_, err = w.App.App.Desk.Write(ctx, marta, desk.Write{Number: number, Body: "They wrote {due date}.", Internal: true})
		w.ok(err)
		_, err = w.App.App.Desk.Write(ctx, w.Actor(authz.Portal, "amina"), desk.Write{Number: number, Body: "What is {due date}?"})
		w.ok(err)
	})
}

func TestNobodyLearnsFromAMacroWhatTheyMayNotRead(t *testing.T) {
	each(t, func(w *world) {
		ctx := w.T.Context()
		health := w.open("amina", "health")
		against, err := w.App.App.Desk.Open(ctx, w.Actor(authz.Portal, "pavel"), desk.Open{Subject: "How Priya spoke", Body: "Badly.", Service: "hours", Against: []string{apptest.Email("priya")}})
		w.ok(err)
		m := w.keep("priya", macro.Keep{Name: "All", Texts: in("en", "{name} {subject}")})
		priya := w.Actor(authz.Desk, "priya")
		for number, kind := range map[string]fault.Kind{health: fault.Forbidden, against.Number: fault.NotFound, "HR-99999": fault.NotFound} {
			_, read := w.s.In(ctx, priya, macro.In{Number: number, Macro: m.ID})
			_, put := w.s.Insert(ctx, priya, macro.Insert{Number: number, Macro: m.ID})
			_, sent := w.s.Send(ctx, priya, macro.Send{Number: number, Macro: m.ID, Body: "x"})
			for _, err := range []error{read, put, sent} {
				w.refused(err, kind, "")
			}
			for _, path := range []string{"/desk/cases/" + number + "/macros?macro=" + m.ID, "/api/v1/cases/" + number + "/macros?macro=" + m.ID} {
				if r := w.Desk("priya").Get(path); strings.Contains(r.Text, "Night shifts") || r.Status < 400 {
					w.T.Errorf("%s answers %d", path, r.Status)
				}
			}
		}
		own := w.open("priya", "hours")
		_, err = w.s.In(ctx, priya, macro.In{Number: own, Macro: m.ID})
		w.refused(err, fault.Forbidden, "")
	})
}

func TestWithoutScriptTheTextStandsBelowWhatWasTyped(t *testing.T) {
	each(t, func(w *world) {
		w.speaks("amina", "fi")
		m := w.keep("marta", macro.Keep{Name: "Certificate", Team: "advice", Texts: in("en", "Please send it, {first name}."), Besides: macro.Besides{WaitDays: 5}})
		number := w.open("amina", "hours")
		page := "/desk/cases/" + number
		w.Desk("marta").Get(page).Is(200).Shows("Certificate", "Insert").Hides("Send and wait")
		typed := url.Values{"body": {"Thank you for the note."}, "insert": {m.ID}, "internal": {""}, "seen": {""}, "outcome": {"answered"}, "cause": {""}, "cause_text": {""}, "handed_to": {""}}
		for range 2 { // a form that is sent again puts the same text there
			r := w.Desk("marta").Send(page+"/macros", typed).Is(303)
			if at := r.Header.Get("Location"); at != page+"?macro="+m.ID+"#body" {
				w.T.Errorf("it leads to %s", at)
			}
		}
		r := w.Desk("marta").Get(page+"?macro="+m.ID).Is(200).Shows(" has no text in ", "Finnish", "the language of ", "Send and wait until")
		if n := strings.Count(r.Text, "Please send it, Amina."); n != 1 || !strings.Contains(r.Text, "Thank you for the note.\n\nPlease send it, Amina.") {
			w.T.Errorf("the text stands there %d times", n)
		}
		w.Desk("marta").Send(page+"/macros", url.Values{"body": {"Thank you."}, "insert": {""}}).Is(422).Shows("Choose a macro first.", "Thank you.")
		w.Desk("marta").Get(page + "?macro=gone").Is(200)
		w.Desk("marta").Get(page+"/macros?macro="+m.ID).Is(200).Shows("Please send it, Amina.</textarea>", "data-macro-text", `id="macro-said"`, "Send and wait until")
		_, err := w.s.Insert(w.T.Context(), w.Actor(authz.Desk, "marta"), macro.Insert{Number: number, Macro: m.ID, Files: []files.Upload{{}}})
		w.refused(err, fault.Invalid, "attach the files then")
	})
}

// A macro that is put into a note leaves it a note, and what a macro does besides does not send it.
func TestAMacroMakesNoMessageOfANote(t *testing.T) {
	each(t, func(w *world) {
		m := w.keep("marta", macro.Keep{Name: "Waits", Team: "advice", Texts: in("en", "Please send it."), Besides: macro.Besides{WaitDays: 5}})
		number := w.open("amina", "hours")
		page, note := "/desk/cases/"+number, url.Values{"body": {"I doubt it."}, "insert": {m.ID}, "internal": {"on"}}
		w.Desk("marta").Send(page+"/macros", note).Is(303)
		w.Desk("marta").Get(page+"?macro="+m.ID).Is(200).Shows("I doubt it.\n\nPlease send it.", `value="on" checked`)
		w.Desk("marta").Send(page+"/macros/send", url.Values{"body": {"I doubt it."}, "macro": {m.ID}, "internal": {"on"}}).Is(422).
			Shows("This is an internal note, not an answer.", "I doubt it.", "Keep the note", `name="internal" value="on"`).Hides("Your answer")
		w.Desk("marta").Send(page+"/macros", url.Values{"body": {"I doubt it."}, "insert": {""}, "internal": {"on"}}).Is(422).Shows("Choose a macro first.", "Keep the note")
		w.Portal("amina").Get("/requests/" + number).Is(200).Hides("I doubt it.")
	})
}

func TestWhatAMacroDoesBesidesHappensWithItsMessageOrNotAtAll(t *testing.T) {
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		waits := w.keep("marta", macro.Keep{Name: "Waits", Team: "advice", Texts: in("en", "x"), Besides: macro.Besides{Tag: "certificate", WaitDays: 5}})
		closes := w.keep("marta", macro.Keep{Name: "Closes", Team: "advice", Texts: in("en", "x"), Besides: macro.Besides{Tag: "certificate", Outcome: desk.OutcomeDone}})
		tags := w.keep("marta", macro.Keep{Name: "Tags", Team: "advice", Texts: in("en", "x"), Besides: macro.Besides{Tag: "certificate"}})
		named := w.keep("marta", macro.Keep{Name: "Names", Team: "advice", Texts: in("en", "x"), Besides: macro.Besides{Tag: "Amina", WaitDays: 5}})
		for m, want := range map[string]desk.State{waits.ID: desk.Waiting, closes.ID: desk.Answered, tags.ID: desk.StateOpen} {
			number := w.open("amina", "hours")
			_, err := w.s.Send(ctx, marta, macro.Send{Number: number, Macro: named.ID, Body: "Not this."})
			w.refused(err, fault.Invalid, "never names a person")
			_, err = w.s.Send(ctx, marta, macro.Send{Number: number, Macro: m, Body: " "})
			w.refused(err, fault.Invalid, "")
			_, err = w.s.Send(ctx, marta, macro.Send{Number: number, Macro: m, Body: "Please send the certificate."})
			w.ok(err)
			c, err := w.App.App.Desk.Read(ctx, marta, desk.ReadOne{Number: number})
			w.ok(err)
			var said []string
			for _, e := range c.Talk {
				if e.Kind == "message" {
					said = append(said, e.Body)
				}
			}
			on, err := w.Tag.OfCase(ctx, marta, tag.ReadOf{Number: number})
			w.ok(err)
			if !slices.Equal(said, []string{"How is it paid?", "Please send the certificate."}) || c.State != want || len(on.Items) != 1 || on.Items[0].Word != "certificate" {
				w.T.Errorf("the case has %q, is %s and bears %v", said, c.State, on.Items)
			}
			if want == desk.Waiting && (c.WaitingFor == "" || !c.WaitingUntil.Time.Equal(w.DB.Now().AddDate(0, 0, 5))) {
				w.T.Errorf("it waits for %q until %v", c.WaitingFor, c.WaitingUntil)
			}
		}
		number := w.open("amina", "hours")
		c, err := w.App.App.Desk.Read(ctx, marta, desk.ReadOne{Number: number})
		w.ok(err)
		_, err = w.App.App.Desk.Write(ctx, w.Actor(authz.Desk, "priya"), desk.Write{Number: number, Body: "I answer it."})
		w.ok(err)
		for _, m := range []macro.Macro{waits, closes, tags} {
			_, err = w.s.Send(ctx, marta, macro.Send{Number: number, Macro: m.ID, Body: "So do I.", Seen: c.Last})
			w.refused(err, fault.Conflict, "answered while you were writing")
		}
	})
}

func TestOnesOwnMacrosGoWithWhoeverKeptThem(t *testing.T) {
	each(t, func(w *world) {
		w.keep("marta", macro.Keep{Name: "Mine", Texts: in("en", "I call you.")})
		w.keep("marta", macro.Keep{Name: "Rota", Team: "advice", Texts: in("en", "The rota is on the wall.")})
		for range 2 {
			w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
				for _, s := range w.Personal() {
					if s.Table == "macro_macro" {
						return s.Erase(w.T.Context(), tx, apptest.ID("marta"))
					}
				}
				return nil
			}))
		}
		if got := w.names("marta"); got != "Rota" {
			w.T.Errorf("left are %s", got)
		}
	})
}

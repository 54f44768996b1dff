package letters_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/letters"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/paper/papertest"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// landlord is a template with a place that no record fills.
func landlord() letters.SaveTemplate {
	return letters.SaveTemplate{ID: "landlord", Name: "For a landlord", Kind: "reference", RetentionMonths: 36, RetentionReason: "So that you can have it again.", Signer: "agent", Versions: []letters.Version{
		{Language: "en", Title: "Confirmation for {{letter.to}}", Body: "{{person.name}} has worked here since {{employment.started}} as {{employment.position}}, {{employment.hours}} hours a week.\n\nMalmby, {{today}}\n{{hr.name}}"},
		{Language: "pl", Title: "Zaświadczenie dla: {{letter.to}}", Body: "{{person.name}} pracuje u nas od {{employment.started}} jako {{employment.position}}, {{employment.hours}} godzin tygodniowo. Zażółć gęślą jaźń.\n\nMalmby, {{today}}\n{{hr.name}}"},
	}}
}

// repayment is a template with amounts.
func repayment() letters.SaveTemplate {
	return letters.SaveTemplate{ID: "repayment", Name: "Repayment", Kind: "repayment", RetentionMonths: 120, RetentionReason: "Tax law asks for ten years.", Signer: "head", Versions: []letters.Version{
		{Language: "de", Title: "Rückzahlung", Body: "{{person.name}} zahlt {{repayment.sum}} EUR in Raten von {{repayment.monthly}} EUR ab {{repayment.from}} zurück."},
	}}
}

type world struct {
	*apptest.App
	t      *testing.T
	number string
}

// begin saves the templates and opens a case of Pavel's.
func begin(t *testing.T, a *apptest.App) *world {
	t.Helper()
	w := &world{App: a, t: t}
	for _, in := range []letters.SaveTemplate{landlord(), repayment()} {
		if _, err := a.Letters.SaveTemplate(t.Context(), a.Actor(authz.Desk, "ingrid"), in); err != nil {
			t.Fatal(err)
		}
	}
	c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "pavel"), desk.Open{Service: "hours", Subject: "A letter for my landlord", Body: "In Polish, please."})
	if err != nil {
		t.Fatal(err)
	}
	w.number = c.Number
	return w
}

func (w *world) issue(key string, in letters.WriteLetter) (letters.Letter, error) {
	in.Number = w.number
	return w.Letters.Issue(w.t.Context(), w.Actor(authz.Desk, key), in)
}

func (w *world) issued(to string) letters.Letter {
	w.t.Helper()
	l, err := w.issue("marta", letters.WriteLetter{Template: "landlord", Language: "pl", Values: letters.Values{To: to}})
	if err != nil {
		w.t.Fatal(err)
	}
	return l
}

func (w *world) sign(face authz.Face, key, id, content string) error {
	_, err := w.Letters.FileSigned(w.t.Context(), w.Actor(face, key), letters.FileSigned{Number: w.number, ID: id, Files: []files.Upload{{Name: "signed.pdf", Open: func() (files.Reader, error) {
		return closer{bytes.NewReader([]byte(content))}, nil
	}}}})
	return err
}

type closer struct{ *bytes.Reader }

func (closer) Close() error { return nil }

func (w *world) file(key string) []letters.Filed {
	w.t.Helper()
	f, err := w.Letters.OwnFile(w.t.Context(), w.Actor(authz.Portal, key), letters.Nothing{})
	if err != nil {
		w.t.Fatal(err)
	}
	return f.Items
}

func fields(err error) (names []string) {
	if e := fault.As(err); e != nil {
		for _, f := range e.Fields {
			names = append(names, f.Name)
		}
	}
	return names
}

func TestATemplateIsCheckedWhenItIsSaved(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		save := func(key string, change func(*letters.SaveTemplate)) error {
			in := landlord()
			change(&in)
			_, err := a.Letters.SaveTemplate(t.Context(), a.Actor(authz.Desk, key), in)
			return err
		}
		for _, key := range []string{"marta", "noor", "amina"} {
			if err := save(key, func(*letters.SaveTemplate) {}); fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s: got %v", key, err)
			}
		}
		for name, c := range map[string]struct {
			field string
			spoil func(*letters.SaveTemplate)
		}{
			"an unknown place": {"text_pl", func(in *letters.SaveTemplate) { in.Versions[1].Body += " {{person.salary}}" }},
			"another language": {"text_pl", func(in *letters.SaveTemplate) {
				in.Versions[1].Body = strings.ReplaceAll(in.Versions[1].Body, "{{today}}", "")
			}},
			"an open brace":      {"text_en", func(in *letters.SaveTemplate) { in.Versions[0].Body += " {{today" }},
			"a language twice":   {"versions", func(in *letters.SaveTemplate) { in.Versions[1].Language = "en" }},
			"no language":        {"versions", func(in *letters.SaveTemplate) { in.Versions = nil }},
			"no reason":          {"retention_reason", func(in *letters.SaveTemplate) { in.RetentionReason = " " }},
			"no retention":       {"retention_months", func(in *letters.SaveTemplate) { in.RetentionMonths = 0 }},
			"an unknown signer":  {"signer", func(in *letters.SaveTemplate) { in.Signer = "anyone" }},
			"an unknown kind":    {"kind", func(in *letters.SaveTemplate) { in.Kind = "love" }},
			"an unusable id":     {"id", func(in *letters.SaveTemplate) { in.ID = "A b" }},
			"a title too long":   {"text_en", func(in *letters.SaveTemplate) { in.Versions[0].Title = strings.Repeat("x", letters.MaxTitle+1) }},
			"a letter of spaces": {"text_en", func(in *letters.SaveTemplate) { in.Versions[0].Body = "  " }},
		} {
			if err := save("ingrid", c.spoil); !slices.Contains(fields(err), c.field) {
				t.Errorf("%s: got %v", name, err)
			}
		}
		err := save("ingrid", func(in *letters.SaveTemplate) { in.Versions[0].Body += " {{person.salary}}" })
		if e := fault.As(err); e == nil || e.Fields[0].Args[1] != "person.salary" || !strings.Contains(e.Fields[0].Args[2].(string), "employment.position") {
			t.Errorf("an unknown place is not named beside those that there are: %v", err)
		}
		if err := save("ingrid", func(*letters.SaveTemplate) {}); err != nil {
			t.Error(err)
		}
	})
}

func TestALetterIsFilledAndLeavesNothingEmpty(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := begin(t, a)
		_, err := w.issue("marta", letters.WriteLetter{Template: "landlord", Language: "pl"})
		if !slices.Equal(fields(err), []string{"letter.to"}) {
			t.Fatalf("got %v", err)
		}
		_, err = w.issue("marta", letters.WriteLetter{Template: "landlord", Values: letters.Values{To: "Mr Nowak", Position: "Director"}})
		if !slices.Equal(fields(err), []string{"employment.position"}) {
			t.Errorf("a record was typed over: %v", err)
		}
		w.exec(`UPDATE people_employment SET position = '' WHERE person_id = $1`, apptest.ID("pavel"))
		_, err = w.issue("marta", letters.WriteLetter{Template: "landlord", Values: letters.Values{To: "Mr Nowak"}})
		if !slices.Equal(fields(err), []string{"employment.position"}) {
			t.Errorf("a missing position is not named: %v", err)
		}
		l, err := w.issue("marta", letters.WriteLetter{Template: "landlord", Language: "pl", Values: letters.Values{To: "Pan {{today}} Łuczak", Position: "monter"}})
		if err != nil {
			t.Fatal(err)
		}
		if l.Title != "Zaświadczenie dla: Pan {{today}} Łuczak" {
			t.Errorf("what was typed was read as a place: %q", l.Title)
		}
		for _, want := range []string{"Pavel Dvořák pracuje u nas od 1 stycznia 2020 jako monter, 40 godzin", "17 listopada 2026", "Marta Kowalczyk"} {
			if !strings.Contains(l.Body, want) {
				t.Errorf("%q lacks %q", l.Body, want)
			}
		}
	})
}

func TestAmountsAreWrittenInTheLanguageOfTheLetter(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := begin(t, a)
		in := letters.WriteLetter{Template: "repayment", Values: letters.Values{Sum: "1250", Monthly: "104.17", From: "2027-01-31"}}
		if _, err := w.issue("marta", in); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("Marta signs for the head of HR: %v", err)
		}
		l, err := w.issue("ingrid", in)
		if err != nil {
			t.Fatal(err)
		}
		if want := "Pavel Dvořák zahlt 1.250,00 EUR in Raten von 104,17 EUR ab 31. Januar 2027 zurück."; l.Body != want {
			t.Errorf("got %q, want %q", l.Body, want)
		}
		for _, sum := range []string{"1,250", "1.250", "1.250,00", "1e3", "0.00", "-5", "NaN", "much"} {
			in.Values.Sum = sum
			if _, err := w.issue("ingrid", in); !slices.Equal(fields(err), []string{"repayment.sum"}) {
				t.Errorf("%s: got %v", sum, err)
			}
		}
		in.Values.From = "soon"
		if _, err := w.issue("ingrid", in); !slices.Equal(fields(err), []string{"repayment.sum", "repayment.from"}) {
			t.Errorf("got %v", err)
		}
	})
}

func TestAnotherLetterReplacesTheFirstVisibly(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := begin(t, a)
		first := w.issued("Pan Nowak")
		if again := w.issued("Pan Nowak"); again.ID != first.ID {
			t.Error("the same letter was issued twice")
		}
		second := w.issued("Pani Nowak")
		all, err := a.Letters.Letters(t.Context(), a.Actor(authz.Portal, "pavel"), letters.ReadLetters{Number: w.number})
		if err != nil || len(all.Items) != 2 {
			t.Fatalf("got %v, %v", all, err)
		}
		for _, l := range all.Items {
			if l.ID == first.ID && (l.ReplacedBy != second.ID || l.Title != first.Title) || l.ID == second.ID && l.ReplacedBy != "" {
				t.Errorf("got %+v", l)
			}
		}
		if err := w.sign(authz.Portal, "pavel", first.ID, "%PDF-1.7 x"); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a replaced letter was filed as signed: %v", err)
		}
	})
}

func TestWhoReadsALetter(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := begin(t, a)
		l := w.issued("Pan Nowak")
		for key, want := range map[string]int{"pavel": 200, "amina": 404, "stefan": 403, "noor": 404} {
			a.API(key).Get("/api/v1/cases/" + w.number + "/letters/" + l.ID).Is(want)
			a.Portal(key).Get("/requests/" + w.number + "/letters/" + l.ID + "/letter.pdf").Is(want)
		}
		a.Portal("stefan").Get("/requests/"+w.number).Is(200).Hides("Your letters", "Zaświadczenie")
		a.Portal("pavel").Get("/requests/"+w.number).Is(200).Shows("Your letters", "Zaświadczenie dla: Pan Nowak")
		a.Portal("pavel").Get("/requests/"+w.number+"/letters/"+l.ID).Is(200).Shows(`lang="pl"`, "Zażółć gęślą jaźń", "Download the PDF")
		a.Desk("marta").Get("/desk/cases/"+w.number).Is(200).Shows("Write a letter", "Zaświadczenie dla: Pan Nowak")
		if _, err := w.issue("theo", letters.WriteLetter{Template: "landlord", Values: letters.Values{To: "x"}}); err == nil {
			t.Log("another team's agent may write, as the desk says")
		}
	})
}

func TestThePDFSaysWhatThePageSays(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := begin(t, a)
		l := w.issued("Åsa Müller, João Gonçalves 李明")
		pdf, _, err := a.Letters.Print(t.Context(), a.Actor(authz.Portal, "pavel"), letters.ReadLetter{Number: w.number, ID: l.ID})
		if err != nil {
			t.Fatal(err)
		}
		text := papertest.Text(t, pdf)
		squeezed := strings.Join(strings.Fields(text), "")
		for _, want := range []string{strings.ReplaceAll(l.Title, "李明", "??"), l.Body, "U+674E, U+660E", w.number, a.Letters.Address(l)} {
			if !strings.Contains(squeezed, strings.Join(strings.Fields(want), "")) {
				t.Errorf("the PDF lacks %q: %s", want, text)
			}
		}
		for _, want := range []string{"/Lang (pl)", "/Title"} {
			if !bytes.Contains(pdf, []byte(want)) {
				t.Errorf("the PDF has no %s", want)
			}
		}
	})
}

func TestTheSignedCopyLiesInTheFile(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := begin(t, a)
		l := w.issued("Pan Nowak")
		if err := w.sign(authz.Portal, "stefan", l.ID, "%PDF-1.7 x"); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a manager filed it: %v", err)
		}
		if err := w.sign(authz.Portal, "pavel", l.ID, ""); !slices.Equal(fields(err), []string{"file"}) {
			t.Errorf("got %v", err)
		}
		for _, content := range []string{"%PDF-1.7 first", "%PDF-1.7 second"} {
			if err := w.sign(authz.Portal, "pavel", l.ID, content); err != nil {
				t.Fatal(err)
			}
		}
		mine := w.file("pavel")
		if len(mine) != 2 || mine[0].Kind != "signed" || mine[0].Until != a.Clock.Now().AddDate(3, 0, 0).Format(time.DateOnly) || mine[0].Why != "So that you can have it again." {
			t.Errorf("got %+v", mine)
		}
		if all := w.file("stefan"); len(all) != 0 {
			t.Errorf("the manager's file holds %v", all)
		}
		a.Portal("pavel").Get("/requests/" + w.number + "/letters/" + l.ID + "/signed").Is(200).Shows("second")
		a.Portal("stefan").Get("/requests/" + w.number + "/letters/" + l.ID + "/signed").Is(403)
		a.Portal("pavel").Get("/me").Is(200).Shows("Your personnel file", "Signed copy")
	})
}

func TestAnothersFileIsOpenedForAReasonAndThePersonSeesIt(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := begin(t, a)
		w.issued("Pan Nowak")
		open := func(face authz.Face, key, reason string) (letters.PersonnelFile, error) {
			return a.Letters.OpenFile(t.Context(), a.Actor(face, key), letters.OpenFile{Person: apptest.Email("pavel"), Reason: reason})
		}
		for key, face := range map[string]authz.Face{"stefan": authz.Desk, "noor": authz.Desk, "marta": authz.Portal} {
			if _, err := open(face, key, "I want to look"); fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s: got %v", key, err)
			}
		}
		if _, err := open(authz.Desk, "marta", "because"); !slices.Equal(fields(err), []string{"reason"}) {
			t.Errorf("got %v", err)
		}
		f, err := open(authz.Desk, "marta", "The landlord called back.")
		if err != nil || len(f.Items) != 1 {
			t.Errorf("got %v, %v", f, err)
		}
		if _, err := open(authz.Desk, "marta", " The landlord called back."); err != nil {
			t.Error(err)
		}
		a.Portal("pavel").Get("/me/openings").Is(200).Shows("To read your personnel file")
		a.Portal("pavel").Get("/me").Is(200).Shows("When HR opened it, and why", "The landlord called back.")
		a.Portal("stefan").Get("/me").Is(200).Hides("The landlord called back.")
		if mine, err := a.Letters.OwnFile(t.Context(), a.Actor(authz.Portal, "pavel"), letters.Nothing{}); err != nil || len(mine.Openings) != 1 {
			t.Errorf("got %+v, %v; want the opening once", mine.Openings, err)
		}
	})
}

// The titles of letters in cases that an agent may not read stay closed to the agent, though the file is open.
func TestAFileTellsOfNoCaseThatItsReaderMayNotRead(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := begin(t, a)
		for service, key := range map[string]string{"fairness": "marta", "health": "priya"} {
			c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "pavel"), desk.Open{Service: service, Subject: "A letter", Body: "Please."})
			if err != nil {
				t.Fatal(err)
			}
			w.number = c.Number
			w.exec(`INSERT INTO desk_party (case_id, person_id, relation) VALUES ((SELECT id FROM desk_case WHERE 'HR-' || CAST(number AS text) = $1), $2, 'named')`, c.Number, apptest.ID(key))
			if _, err := w.issue(key, letters.WriteLetter{Template: "landlord", Language: "pl", Values: letters.Values{To: "Pan " + service}}); err != nil {
				t.Fatal(service, err)
			}
		}
		answer := a.API("theo").Post("/api/v1/personnel-file", map[string]any{"person": apptest.Email("pavel"), "reason": "The bank called back."}).Is(200)
		answer.Shows("For a landlord").Hides("Pan fairness", "Pan health", "HR-")
		a.API("pavel").Get("/api/v1/me/file").Is(200).Shows("Pan fairness", "Pan health")
	})
}

func TestWhatIsPastItsDateIsDeletedUnlessItIsHeld(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := begin(t, a)
		l := w.issued("Pan Nowak")
		if err := w.sign(authz.Desk, "marta", l.ID, "%PDF-1.7 x"); err != nil {
			t.Fatal(err)
		}
		count := func() (n int) {
			n, err := store.One[int](t.Context(), a.DB, `SELECT (SELECT COUNT(*) FROM letters_letter) + (SELECT COUNT(*) FROM letters_file) + (SELECT COUNT(*) FROM files_file)`)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		expire := func() {
			if err := a.Letters.Expire(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		expire()
		if n := count(); n != 4 {
			t.Fatalf("got %d rows, want a letter, two entries and a file", n)
		}
		hold, err := a.Erasure.Place(t.Context(), a.Actor(authz.Desk, "ingrid"), erasure.Place{Person: apptest.Email("pavel"), Reason: "A proceeding."})
		if err != nil {
			t.Fatal(err)
		}
		a.Advance(3*366*24*time.Hour + 48*time.Hour)
		expire()
		if n := count(); n != 4 {
			t.Errorf("what is held was deleted: %d", n)
		}
		if _, err := a.Erasure.Lift(t.Context(), a.Actor(authz.Desk, "ingrid"), erasure.Lift{ID: hold.ID}); err != nil {
			t.Fatal(err)
		}
		expire()
		if n := count(); n != 0 {
			t.Errorf("%d rows are left", n)
		}
		n, err := store.One[int](t.Context(), a.DB, `SELECT COUNT(*) FROM audit_entry WHERE action = $1`, letters.Retention)
		if err != nil || n != 1 {
			t.Errorf("the record has %d entries, %v", n, err)
		}
	})
}

func (w *world) exec(sql string, args ...any) {
	w.t.Helper()
	if err := w.DB.Tx(w.t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.t.Context(), sql, args...); return err }); err != nil {
		w.t.Fatal(err)
	}
}

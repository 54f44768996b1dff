package fairness_test

import (
	"net/http"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/fairness"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

func (w world) load(csv string) (fairness.Loaded, error) {
	return w.Fairness.LoadAttributes(w.T.Context(), w.officer, fairness.LoadAttributes{CSV: csv})
}

func (w world) kept() string {
	w.T.Helper()
	all, err := store.All[string](w.T.Context(), w.DB, `SELECT attribute || '=' || value FROM fairness_attribute ORDER BY person_id, attribute`)
	if err != nil {
		w.T.Fatal(err)
	}
	return strings.Join(all, " ")
}

func TestAttributesComeFromAFile(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for range 2 {
			got, err := w.load("\ufeffvalue;person;attribute\nCzech;1004;Origin\nyes; 1004 ;Disability\n")
			if err != nil || got.Lines != 2 || strings.Join(got.Attributes, " ") != "Disability Origin" {
				w.T.Fatalf("%+v, %v", got, err)
			}
			if got := w.kept(); got != "Disability=yes Origin=Czech" {
				w.T.Errorf("%s", got)
			}
		}
		if _, err := w.load("person,attribute,value\n1004,Disability,\n1004,Origin,Slovak"); err != nil || w.kept() != "Origin=Slovak" {
			w.T.Errorf("%s, %v", w.kept(), err)
		}
		dry := w.API("lena").Do(http.MethodPut, "/api/v1/fairness-attributes", "application/json", strings.NewReader(`{"csv":"person,attribute,value\n1003,Origin,Somali","dry_run":true}`))
		if got := apptest.Decode[fairness.Loaded](w.T, dry, http.StatusOK); !got.DryRun || w.kept() != "Origin=Slovak" {
			w.T.Errorf("%+v, %s", got, w.kept())
		}
		if n := w.count(`SELECT count(*) FROM audit_entry WHERE action = 'fairness.attributes' AND object = ''`); n != 3 {
			w.T.Errorf("%d entries are in the record", n)
		}
	})
}

// What is kept about somebody under a legal hold is neither replaced nor taken away by a file, nor deleted with that of everybody; once the hold is lifted, it is.
func TestAttributesUnderALegalHoldStay(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		const both = "person,attribute,value\n1003,Origin,Somali\n1004,Origin,Czech"
		if _, err := w.load(both); err != nil {
			w.T.Fatal(err)
		}
		hold, err := w.Erasure.Place(w.T.Context(), w.officer, erasure.Place{Person: "1004", Reason: "A proceeding."})
		if err != nil {
			w.T.Fatal(err)
		}
		got, err := w.load("person,attribute,value\n1003,Origin,Irish\n1004,Origin,\n1004,Disability,yes")
		if all := w.kept(); err != nil || got.Held != 1 || got.Lines != 3 || !strings.Contains(all, "Origin=Czech") || !strings.Contains(all, "Origin=Irish") || strings.Contains(all, "Disability") {
			w.T.Errorf("%+v, %s, %v", got, all, err)
		}
		out, err := w.Fairness.ForgetAttributes(w.T.Context(), w.officer, fairness.Nothing{})
		if err != nil || !out.Kept || w.kept() != "Origin=Czech" {
			w.T.Errorf("%+v, %s, %v", out, w.kept(), err)
		}
		if _, err := w.Erasure.Lift(w.T.Context(), w.officer, erasure.Lift{ID: hold.ID}); err != nil {
			w.T.Fatal(err)
		}
		if out, err = w.Fairness.ForgetAttributes(w.T.Context(), w.officer, fairness.Nothing{}); err != nil || out.Kept || w.kept() != "" {
			w.T.Errorf("%+v, %s, %v", out, w.kept(), err)
		}
	})
}

func TestAFileIsTakenInWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for _, c := range []struct{ csv, why string }{
			{"", "Give a file"},
			{"person,attribute\n1004,Origin", "value is missing"},
			{"person,attribute,value\n1004,Origin,Geheim\n9999,Origin,Geheim", "Line 3: no person has this number."},
			{"person,attribute,value\n1004,Origin,Geheim\n1004,Origin,Czech", "Line 3: an earlier line"},
			{"person,attribute,value\n,Origin,Geheim", "Line 2: it names no person."},
			{"person,attribute,value\n1004,,Geheim", "Line 2: the attribute needs a name"},
			{"person,attribute,value\n1004,Origin,Geheim" + strings.Repeat("x", 100), "Line 2: the value may have"},
			{"person,attribute,value\n1004,\"Origin,Geheim", "Line 2 cannot be read."},
		} {
			_, err := w.load(c.csv)
			f := fault.As(err)
			if f == nil || f.Kind != fault.Invalid || len(f.Fields) != 1 {
				w.T.Errorf("%q: %v", c.csv, err)
				continue
			}
			answer := w.API("lena").Do(http.MethodPut, "/api/v1/fairness-attributes", "application/json", strings.NewReader(`{"csv":`+quoted(c.csv)+`}`)).Text
			if !strings.Contains(answer, c.why) || strings.Contains(answer, "Geheim") {
				w.T.Errorf("%q: %s", c.csv, answer)
			}
		}
		if got := w.kept(); got != "" {
			w.T.Errorf("kept is %s", got)
		}
	})
}

func quoted(text string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(text) + `"`
}

// Only the person's own export has an attribute, and erasing the person takes it away.
func TestAnAttributeIsInThePersonsOwnExportAlone(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		if _, err := w.load("person,attribute,value\n1004,Origin,Geheim"); err != nil {
			w.T.Fatal(err)
		}
		if own := w.Portal("pavel").Get("/api/v1/me/export").Text; !strings.Contains(own, "Geheim") {
			w.T.Errorf("his own export is %s", own)
		}
		for _, c := range []*apptest.Client{w.Desk("lena"), w.Desk("ingrid"), w.Desk("marta"), w.Desk("noor"), w.Portal("stefan")} {
			for _, path := range []string{"/admin/fairness", "/desk/fairness", "/api/v1/fairness", "/desk/people/" + apptest.ID("pavel"), "/api/v1/people/" + apptest.ID("pavel"), "/search?q=Gehei", "/api/v1/me/export",
				"/api/v1/audit?person=1004"} {
				c.Get(path).Hides("Geheim")
			}
		}
		for _, s := range privacy.Personal(w.Personal()) {
			if s.Table == "fairness_attribute" {
				if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { return s.Erase(w.T.Context(), tx, apptest.ID("pavel")) }); err != nil {
					w.T.Fatal(err)
				}
			}
		}
		if got := w.kept(); got != "" {
			w.T.Errorf("left is %s", got)
		}
		if _, err := w.Fairness.HeldAttributes(w.T.Context(), w.Actor(authz.Portal, "pavel"), fairness.Nothing{}); fault.KindOf(err) != fault.Forbidden {
			w.T.Errorf("he reads which are held: %v", err)
		}
	})
}

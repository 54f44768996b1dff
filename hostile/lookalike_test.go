package hostile

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/people"
)

// doubted are names and addresses that may not be what they look like, each with a word of the sentence that says so.
var doubted = []struct{ given, family, email, says string }{
	{"\u0410min\u0430", "Yusuf", "other1@ferrow-lund.example", "looks like that of Amina Yusuf"},
	{"Amina", "Yusuf\u200b", "other2@ferrow-lund.example", "looks like that of Amina Yusuf"},
	{"\u202aAmina", "Yusuf", "other3@ferrow-lund.example", "looks like that of Amina Yusuf"},
	{"M\u0430rt\u0430", "Kowalczyk", "other4@ferrow-lund.example", "looks like that of Marta Kowalczyk"},
	{"lngrid", "Salo", "other5@ferrow-lund.example", "looks like that of Ingrid Salo"},
	{"Ada", "Byron", "ingr1d@ferrow-lund.example", ""},
	{"Ada", "Byron", "arnina@ferrow-lund.example", "looks like amina@ferrow-lund.example"},
	{"Ada", "Byron", "n0or@ferrow-lund.example", "looks like noor@ferrow-lund.example"},
	{"Ada", "Byron", "ada@ferrow-1und.example", "which looks like ferrow-lund.example"},
	{"Ada", "Byron", "ada@f\u0435rrow-lund.example", "which looks like ferrow-lund.example"},
	{"\u0410da", "Byron\u0430", "ada2@ferrow-lund.example", "two alphabets"},
	{"Ada\u2060", "Bergstrøm", "ada3@ferrow-lund.example", "nobody sees"},
	{"\u202eadA", "Nyström", "ada4@ferrow-lund.example", "reading direction"},
	{"Пётр", "Чайковский", "pjotr@ferrow-lund.example", ""},
	{"Анна", "Каренина", "anna@ferrow-lund.example", ""},
	{"Γιώργος", "Σεφέρης", "giorgos@ferrow-lund.example", ""},
	{"Đặng", "Thị Hằng", "dang@ferrow-lund.example", ""},
	{"İsmet", "Işık", "ismet@ferrow-lund.example", ""},
	{"Amína", "Yusuf", "amina.2@ferrow-lund.example", ""}, // a namesake
	{"محمد", "علي", "mohammed@ferrow-lund.example", ""},
	{"王", "小明", "wang@ferrow-lund.example", ""},
}

var doubtOf = regexp.MustCompile(`"doubt":\{"why":"([^"]*)"`)

// Names and addresses that look like another's carry a sentence wherever HR sees or chooses somebody; those of real people do not.
func TestLookalikesCarryASentence(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		for _, d := range doubted {
			made := apptest.Decode[people.Person](t, w.as("ingrid api").Post("/api/v1/people", fields{"given_name": d.given, "family_name": d.family, "email": d.email,
				"personnel_number": w.next()}), http.StatusCreated)
			who := d.given + " " + d.family + " <" + d.email + ">"
			for _, path := range []string{"/api/v1/people/" + made.ID, "/api/v1/people?q=" + url.QueryEscape(made.PersonnelNumber)} {
				said := ""
				if m := doubtOf.FindStringSubmatch(w.as("marta api").Get(path).Is(http.StatusOK).Text); m != nil {
					said = m[1]
				}
				if (said == "") != (d.says == "") || !strings.Contains(said, d.says) {
					t.Errorf("%s at %s: %q, want %q", who, path, said, d.says)
				}
			}
			for _, path := range []string{"/desk/people/" + made.ID, "/desk/people?q=" + url.QueryEscape(made.PersonnelNumber)} {
				if text := w.as("marta desk").Get(path).Is(http.StatusOK).Text; strings.Contains(text, "Make sure whose it is.") != (d.says != "") || !strings.Contains(text, d.says) {
					t.Errorf("%s: the page %s says it: %v", who, path, d.says == "")
				}
			}
			number := apptest.Decode[struct{ Number string }](t, w.as("marta api").Post("/api/v1/cases", fields{"subject": "a", "body": "b", "for": made.ID, "channel": "phone"}), http.StatusCreated).Number
			if text := w.as("marta desk").Get("/desk/cases/" + number).Is(http.StatusOK).Text; strings.Contains(text, "Make sure whose it is.") != (d.says != "") {
				t.Errorf("%s: the case's page says it: %v", who, d.says == "")
			}
			made.Email = "gone" + made.PersonnelNumber + "@elsewhere.example" // the next is compared with those of the cast alone
			apptest.Decode[any](t, w.as("ingrid api").Do(http.MethodPut, "/api/v1/people/"+made.ID, "application/json", strings.NewReader(asJSON(t, fields{
				"given_name": "Nobody", "family_name": "Number " + made.PersonnelNumber, "email": made.Email, "personnel_number": made.PersonnelNumber}))), http.StatusOK)
		}
		if text := w.as("amina api").Get("/api/v1/colleague?ref=2001").Is(http.StatusOK).Text; strings.Contains(text, "doubt") {
			t.Errorf("a colleague is doubted: %s", text)
		}
	})
}

// The look before an import warns too, of those who are here and of earlier rows.
func TestAnImportWarnsOfLookalikes(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		file := "Number,Given name,Family name,Email\n9001,\u0410mina,Yusuf,x@ferrow-lund.example\n9002,Zoe,Novel,zoe@ferrow-lund.example\n9003,Zoe,N\u043evel,zoe.2@ferrow-lund.example\n9004,Анна,Каренина,anna@ferrow-lund.example\n"
		kept, err := w.People.KeepFile(t.Context(), w.Actor("desk", "noor"), people.KeepFile{Files: upload1("people.csv", file)})
		if err != nil {
			t.Fatal(err)
		}
		p, err := w.People.PreviewFile(t.Context(), w.Actor("desk", "noor"), people.Kept{ID: kept.ID})
		if err != nil || len(p.Report.Changes) != 4 {
			t.Fatalf("%+v, %v", p.Report, err)
		}
		for i, says := range []string{"looks like that of Amina Yusuf", "", "looks like that of Zoe Novel", ""} {
			if got := p.Report.Changes[i].Doubt.Why; (got == "") != (says == "") || !strings.Contains(got, says) {
				t.Errorf("line %d: %q, want %q", i+2, got, says)
			}
		}
		if n := strings.Count(w.as("noor desk").Get("/admin/import/"+kept.ID).Is(http.StatusOK).Text, "Make sure whose it is."); n != 2 {
			t.Errorf("the page warns %d times, want 2", n)
		}
	})
}

package searchtest

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

//go:embed testdata/handbook
var ownHandbook embed.FS

// section is one of a handbook, by the end of its page's path and its heading.
type section struct{ page, heading, title, body string }

func (s section) String() string { return s.page + ": " + s.heading }

// sections reads the pages of a handbook. What stands before the first heading is a section with the name of the page.
func sections(t *testing.T, pages fs.FS) (all []section) {
	t.Helper()
	err := fs.WalkDir(pages, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		body, err := fs.ReadFile(pages, path)
		if err != nil {
			return err
		}
		_, front, _ := strings.Cut(string(body), "---\n")
		front, text, _ := strings.Cut(front, "---\n")
		_, title, _ := strings.Cut(front, "title: ")
		title, _, _ = strings.Cut(title, "\n")
		now := section{page: strings.TrimSuffix(path, ".md"), heading: title, title: title}
		for line := range strings.Lines(text) {
			if heading := strings.TrimLeft(line, "#"); heading != line && strings.HasPrefix(heading, " ") {
				all = append(all, now)
				now.body, now.heading = "", strings.Trim(heading, " *\n")
				continue
			}
			now.body += line
		}
		all = append(all, now)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(s section) bool { return strings.TrimSpace(s.body) == "" })
}

// asked is what somebody types and the section that they want; meant is what is suggested instead of it, and then leads there.
type asked struct{ q, page, heading, meant string }

// shown is how many results somebody looks at.
const shown = 5

var ofOwn = []asked{
	{q: "annual leave", page: "time", heading: "Annual leave"},
	{q: "carry over days", page: "time", heading: "Annual leave"},
	{q: "31 March", page: "time", heading: "Annual leave"},
	{q: "juror", page: "time", heading: "Jury service and other civic duties"},
	{q: "witness court", page: "time", heading: "Jury service and other civic duties"},
	{q: "relatives died", page: "time", heading: "Bereavement"},
	{q: "doctors note", page: "time", heading: "Sickness"},
	{q: "doctor's notes", page: "time", heading: "Sickness"},
	{q: "sick children", page: "time", heading: "Caring for a sick child"},
	{q: "paediatrician", page: "time", heading: "Caring for a sick child"},
	{q: "overtime paid", page: "time", heading: "Overtime and time off in lieu"},
	{q: "125 %", page: "time", heading: "Overtime and time off in lieu"},
	{q: "A1 certificate", page: "time", heading: "Working from abroad"},
	{q: "religious holiday", page: "time", heading: "Religious holidays"},
	{q: "yom kippur", page: "time", heading: "Religious holidays"},
	{q: "payslips", page: "money", heading: "Payday and payslips"},
	{q: "LST-12", page: "money", heading: "Payday and payslips"},
	{q: "garnishment", page: "money", heading: "Garnishments"},
	{q: "court orders", page: "money", heading: "Garnishments"},
	{q: "employer's pension", page: "money", heading: "Company pension"},
	{q: "e-bike", page: "money", heading: "Bicycle leasing"},
	{q: `"company pension"`, page: "money", heading: "Company pension"},
	{q: "0.30", page: "money", heading: "Travel expenses"},
	{q: "landlord", page: "money", heading: "Confirmation of employment and income"},
	{q: "bullied", page: "people", heading: "Harassment and bullying"},
	{q: "probationary", page: "people", heading: "Probation"},
	{q: "notice quarter", page: "people", heading: "Leaving the company"},
	{q: "pregn", page: "people", heading: ""},
	{q: "screen reade", page: "people", heading: "Disability and accommodations"},
	{q: "555 0199", page: "people", heading: "Lost or stolen badge"},
	{q: "zurich", page: "people", heading: "Förderung für Zürich & Århus"},
	{q: "Foerderung", page: "people", heading: "Förderung für Zürich & Århus"},
	{q: "arhus u-7", page: "people", heading: "Förderung für Zürich & Århus"},
	{q: "bildungsurlaub", page: "people", heading: "Training and Bildungsurlaub"},
	{q: "garnishmnet", page: "money", heading: "Garnishments", meant: "garnishment"},
	{q: "harrassment", page: "people", heading: "Harassment and bullying", meant: "harassment"},
	{q: "bicyle leasing", page: "money", heading: "Bicycle leasing", meant: "bicycle leasing"},
	{q: "maternty", page: "people", heading: "Expecting a child", meant: "maternity"},
}

// ofPublic are of the public handbook in the sample data.
var ofPublic = []asked{
	{q: "jury duty", page: "leave", heading: "Court leave (jury duty)"},
	{q: "witness in a judicial proceeding", page: "leave", heading: "Court leave (jury duty)"},
	{q: "funeral planning", page: "leave", heading: "Civilian"},
	{q: "parental bereavement", page: "leave", heading: "Parental bereavement leave"},
	{q: "organ donors", page: "leave", heading: "Blood, bone marrow, and organ donation"},
	{q: "bone marrow", page: "leave", heading: "Blood, bone marrow, and organ donation"},
	{q: "poll workers", page: "leave", heading: "Voting and poll volunteering"},
	{q: "military spouses", page: "leave", heading: "Military spouse relocation"},
	{q: `"Executive Order 14100"`, page: "leave", heading: "Military spouse relocation"},
	{q: "disabled veterans", page: "leave", heading: "Disabled veteran leave (DVL)"},
	{q: "national guard reservist", page: "leave", heading: "Military leave"},
	{q: "religious observance", page: "overtime", heading: "Religious comp time, for everyone"},
	{q: "calculate elapsed time", page: "overtime", heading: "Calculating travel comp time"},
	{q: "unused travel comp forfeited", page: "overtime", heading: "Using travel comp time"},
	{q: "FMLA eligibility", page: "fmla", heading: "Eligibility"},
	{q: "26 weeks", page: "fmla", heading: "About FMLA"},
	{q: "next of kin", page: "fmla", heading: "About FMLA"},
	{q: "stolen laptops", page: "equipment", heading: "Other"},
	{q: "PIV cards", page: "equipment", heading: "Lost or stolen equipment"},
	{q: "credit unions", page: "benefits", heading: "Credit union"},
	{q: "lunch breaks", page: "benefits", heading: "Lunch and break periods"},
	{q: "student loan forgiveness", page: "benefits", heading: "Public Service Loan Forgiveness (PSLF)"},
	{q: "grief counselors", page: "benefits", heading: "Employee Assistance Program"},
	{q: "1-800-222-0364", page: "benefits", heading: "Employee Assistance Program"},
	{q: "mortgage lenders", page: "employment-verification", heading: "Employment and income verification"},
	{q: "employer code 10536", page: "employment-verification", heading: "Employment and income verification"},
	{q: "van pool", page: "transit-benefit", heading: "Enrolling in transit benefit"},
	{q: "cancelling transit", page: "transit-benefit", heading: "Cancelling transit benefit"},
	{q: "maxiflex", page: "work-schedules", heading: "Maxiflex"},
	{q: "screen readers", page: "reasonable-accommodations", heading: "Screen Readers"},
	{q: "sexual harassment", page: "code-of-conduct", heading: "Sexual and Non-Sexual Harassment"},
	{q: "alumni on slack", page: "leaving-tts", heading: "Using Slack as an alumni"},
	{q: "berevement", page: "leave", heading: "Parental bereavement leave", meant: "bereavement"},
	{q: "credit unoin", page: "benefits", heading: "Credit union", meant: "credit union"},
	{q: "accomodations reviewed", page: "reasonable-accommodations", heading: "How reasonable accommodations are reviewed", meant: "accommodations reviewed"},
	{q: "harrasment", page: "code-of-conduct", heading: "Sexual and Non-Sexual Harassment", meant: "harassment"},
}

// read asks Amina's searches in a handbook whose sections are the texts of her requests.
func read(t *testing.T, dialect store.Dialect, pages fs.FS, all []asked) {
	t.Helper()
	w := &world{App: apptest.Logged(t, dialect, io.Discard)}
	w.souls = map[string]*soul{apptest.ID("amina"): {Member: apptest.Member{Key: "amina"}}}
	w.meet("amina", authz.Portal)
	byNumber := map[string]section{}
	for _, s := range sections(t, pages) {
		in := desk.Open{Subject: cutAt(s.title+": "+s.heading, 200), Body: s.body, Service: "pay"}
		c, err := w.App.App.Desk.Open(t.Context(), w.Actor(authz.Portal, "amina"), in)
		if err != nil {
			t.Fatalf("%v: %v", s, err)
		}
		byNumber[c.Number] = s
		w.Clock.Advance(time.Minute)
	}
	for _, x := range all {
		got := w.answers(w.viewers[0], ask{q: x.q, limit: shown})
		if got.DidYouMean != x.meant {
			t.Errorf("%q: %q is suggested, not %q", x.q, got.DidYouMean, x.meant)
		}
		if x.meant != "" {
			if len(got.Items) > 0 {
				t.Errorf("%q finds %v", x.q, byNumber[got.Items[0].Number])
			}
			got = w.answers(w.viewers[0], ask{q: x.meant, limit: shown})
		}
		var read []string
		right := false
		for _, h := range got.Items {
			s := byNumber[h.Number]
			read = append(read, s.String())
			right = right || s.heading == x.heading && (s.page == x.page || strings.HasSuffix(s.page, "/"+x.page))
		}
		if !right && (x.heading != "" || len(read) > 0) {
			t.Errorf("%q: %q is not among the first %d, which are %q", x.q, x.page+": "+x.heading, shown, read)
		}
	}
	t.Logf("%d sections, %d searches", len(byNumber), len(all))
}

func TestTheHandbookIsFound(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(fmt.Sprint(dialect, " own"), func(t *testing.T) {
			t.Parallel()
			pages, err := fs.Sub(ownHandbook, "testdata/handbook")
			if err != nil {
				t.Fatal(err)
			}
			read(t, dialect, pages, ofOwn)
		})
		dir := os.Getenv("HEARTH_TEST_DATA")
		if dir == "" {
			t.Logf("%s: without HEARTH_TEST_DATA the public handbook is left out; our own has the same kinds of searches", dialect)
			continue
		}
		t.Run(fmt.Sprint(dialect, " public"), func(t *testing.T) {
			t.Parallel()
			read(t, dialect, os.DirFS(filepath.Join(dir, "handbook-18f", "pages")), ofPublic)
		})
	}
}

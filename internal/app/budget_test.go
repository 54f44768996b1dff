package app_test

import (
	"fmt"
	"net/http"
	"regexp"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/exception"
	"hearth/internal/heard"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

// The budgets of what a phone loads at first, compressed, in bytes: the start page with styles and scripts, the fullest request page likewise, and fonts.
const (
	homeBudget    = 45 << 10
	requestBudget = 60 << 10
	fontBudget    = 30 << 10
)

var assets = regexp.MustCompile(`(?:href|src)="(/assets/[^"]+\.(css|js))"`)

func TestPagesStayWithinTheirBudget(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	number := fullest(t, a)
	a.Portal("amina").Get("/requests/" + number).Shows(everything...)
	for path, budget := range map[string]int{"/": homeBudget, "/requests/" + number: requestBudget} {
		page, styles := compressed(t, a, path), 0
		for _, m := range assets.FindAllStringSubmatch(a.Portal("amina").Get(path).Text, -1) {
			styles += compressed(t, a, m[1])
		}
		if styles == 0 {
			t.Fatalf("%s names no styles: are the assets built?", path)
		}
		t.Logf("%s: %d bytes, styles and scripts %d", path, page, styles)
		if page+styles > budget {
			t.Errorf("%s takes %d bytes with styles and scripts, more than %d", path, page+styles, budget)
		}
	}
	fonts := 0
	for _, m := range regexp.MustCompile(`/assets/[^"')]+\.woff2`).FindAllString(a.Portal("amina").Get(cssOf(t, a)).Text, -1) {
		fonts += len(a.Portal("amina").Get(m).Text)
	}
	if fonts == 0 || fonts > fontBudget {
		t.Errorf("fonts take %d bytes, of at most %d", fonts, fontBudget)
	}
}

// everything is what stands on the page of a request on which everything happened, one sentence of each part.
var everything = []string{"Is it right?", "Yes, that’s right", "HR would like to ask somebody else", "Approved in part", "You disagreed", "38.00", "The archive is in another town.",
	"Exception from clause", "Ten minutes must not cost the allowance.", "A courier took it.", "Confirmation", "of night 10. You hear from me", "Write to HR"}

// fullest makes a request of Amina's on which everything happened and much waits for her, with a conversation of 20 messages, and returns its number.
func fullest(t *testing.T, a *apptest.App) string {
	t.Helper()
	ctx, amina, marta := t.Context(), a.Actor(authz.Portal, "amina"), a.Actor(authz.Desk, "marta")
	day := func(n int) string { return a.DB.Now().AddDate(0, 0, n).Format(time.DateOnly) }
	ok := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	c, err := a.App.Desk.Open(ctx, amina, desk.Open{Service: "grade", Subject: "Night allowance of October", Body: "It is not on my payslip. I worked four nights, from the 13th to the 16th, because Nils was ill."})
	ok(c, err)
	n := c.Number
	for i := range 10 {
		ok(a.App.Desk.Write(ctx, amina, desk.Write{Number: n, Body: fmt.Sprintf("And another question about night %d that I worked in October: does it count although it was swapped on the day?", i+1)}))
		ok(a.App.Desk.Write(ctx, marta, desk.Write{Number: n, Body: fmt.Sprintf("It does. Clause 4.2 says so, and I have looked at the shift list of night %d. You hear from me by Thursday.", i+1)}))
	}
	lines := []calculation.Entry{}
	for _, night := range []string{"13 October", "14 October", "15 October", "16 October"} {
		lines = append(lines, calculation.Entry{Text: "Night of " + night, Quantity: "1", Rate: "38.00", Source: "Shift list of " + night, Clause: "pay 4.2"})
	}
	sheet, err := a.Calculation.Write(ctx, marta, calculation.Write{Number: n, Title: "Night allowance", Unit: "EUR", Rounding: "half_up", Lines: lines})
	ok(sheet, err)
	ok(a.Decision.Decide(ctx, marta, decision.Decide{Number: n, Outcome: decision.InPart, Reason: "Three of the four shifts began after 20:00, as the shift list says. The fourth began at 18:30, and the allowance is for shifts that begin between 20:00 and 02:00.",
		Clause: "pay 4.2", Facts: []string{"The shift list of October.", "What Jonas said on the phone."}, Alternatives: []string{"Ask for late shifts from January.", "Ask for an exception for the fourth night."}, Recur: "Swaps are entered on the phone from December on.",
		Next: decision.Next{Text: "An extra payment reaches your account.", Date: day(3)}, Appeal: decision.Way{Until: day(30), To: apptest.Email("priya")}, Cause: "pay-error"}))
	ok(a.Decision.Appeal(ctx, amina, decision.Appeal{Number: n, Text: "The fourth shift began at 19:50, because the line had to be warm at eight."}))
	ok(a.Calculation.Correct(ctx, a.Actor(authz.Desk, "priya"), calculation.CorrectLine{Number: n, Line: sheet.Lines[3].ID, Reason: "It was half of a shift.", Text: "Half of the night of 16 October", Quantity: "0.5", Rate: "38.00", Source: "Shift list of 16 October", Clause: "pay 4.2"}))
	said := heard.Write{Number: n, Happened: "You worked four nights for Nils, and none of them is on your payslip.", Asks: "To be paid for all four nights.", ByWhen: "Before the rent on the 27th", Worry: "That Nils gets into trouble.", NotToShare: "Why Nils was ill."}
	ok(a.Heard.Write(ctx, marta, said))
	ok(a.Heard.Confirm(ctx, amina, heard.Confirm{Number: n, Correction: "The rent is due on the 25th."}))
	said.ByWhen = "Before the rent on the 25th"
	ok(a.Heard.Write(ctx, marta, said))
	ok(a.Heard.Propose(ctx, marta, heard.Propose{Number: n, Whom: "Jonas Eklund, your team lead", Words: "Did Amina work the four nights from the 13th to the 16th?"}))
	wish, err := a.Exception.Ask(ctx, amina, exception.Ask{Number: n, Clause: "pay 4.2", Why: "My shift began at 19:50 because the line had to be warm at eight.", AmountCents: 3800})
	ok(wish, err)
	ok(a.Exception.Decide(ctx, marta, exception.Decide{Number: n, ID: wish.ID, Outcome: exception.Granted, Reason: "Ten minutes must not cost the allowance.", Expires: "2027-11-01"}))
	mile, err := a.Exception.Go(ctx, marta, exception.Go{Number: n, What: "A courier took it."})
	ok(mile, err)
	issueLetter(t, a, "marta", n)
	ok(a.Statement.Estimate(ctx, marta, statement.MakeEstimate{Number: n, Cause: "The archive is in another town.", Steps: []reckon.Step{{Name: "Read your request", Low: 10, High: 20}, {Name: "Ask the archive", Low: 20, High: 60, CostCents: 4500, CostTo: reckon.You}, {Name: "Correct the pay", Low: 10, High: 30}}}))
	return n
}

// compressed is how many bytes an address takes on the wire.
func compressed(t *testing.T, a *apptest.App, path string) int {
	t.Helper()
	r := a.Portal("amina").With("Accept-Encoding", "gzip").Get(path)
	if r.Status != http.StatusOK || r.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("%s: %d, %q", path, r.Status, r.Header.Get("Content-Encoding"))
	}
	return len(r.Text)
}

func cssOf(t *testing.T, a *apptest.App) string {
	t.Helper()
	for _, m := range assets.FindAllStringSubmatch(a.Portal("amina").Get("/").Text, -1) {
		if m[2] == "css" {
			return m[1]
		}
	}
	t.Fatal("no styles")
	return ""
}

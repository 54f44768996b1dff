package calculationweb_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func ask(t *testing.T, a *apptest.App) string {
	t.Helper()
	c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Service: "pay", Subject: "My nights", Body: "Four nights are missing."})
	if err != nil {
		t.Fatal(err)
	}
	return c.Number
}

func form() url.Values {
	return url.Values{"title": {"October nights"}, "unit": {"SEK"}, "rounding": {"half_even"}, "text": {"Night shifts", "", "Meals", "", ""}, "quantity": {"4", "", "2", "", ""},
		"rate": {"38,00", "", "−6.25", "", ""}, "amount": {"150", "", "", "", ""}, "source": {"Roster of October", "", "Payslip 10/2026", "", ""}, "clause": {"pay 4.2", "", "", "", ""}, "total": {"1.139,50"}}
}

func TestNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	at := "/desk/cases/" + ask(t, a) + "/calculation"
	kept := []string{`value="October nights"`, `value="SEK" selected`, `value="half_even" selected`, `value="Night shifts"`, `value="Meals"`, `value="38,00"`, `value="−6.25"`, `value="150"`,
		`value="Roster of October"`, `value="Payslip 10/2026"`, `value="pay 4.2"`, `value="1.139,50"`}
	marta := a.Desk("marta")
	marta.Send(at, form()).Is(422).Shows(append(kept, "Line 1: 4 × 38.00 is 152.00, not 150.00.", `id="lines[0].amount"`)...)
	marta.Send(at+"/check", form()).Is(200).Shows(append(kept, "Line 1: 4 × 38.00 is 152.00, not 150.00.")...)
	more := form()
	more.Set("rows", "more")
	page := marta.Send(at+"/check", more).Is(200).Shows(kept...)
	if n := strings.Count(page.Text, "<fieldset"); n != 6 {
		t.Errorf("%d rows", n)
	}
	if strings.Contains(page.Text, "err-summary") {
		t.Error("one more row refuses what is not finished")
	}
	right := form()
	right["amount"][0] = "152"
	right.Set("total", "")
	marta.Send(at+"/check", right).Is(200).Shows(`value="-12.50"`, `value="139.50"`, "This is what they will read", "−SEK\u00a012.50")
	right.Set("total", "1139.50")
	marta.Send(at, right).Is(422).Shows("The lines come to 139.50, not 1139.50.", `value="1139.50"`)
	right.Set("total", "139,50")
	marta.Send(at, right).Is(303)
	marta.Send(at, right).Is(303) // the same twice is one
	if all := items(t, marta, at); len(all) != 1 || all[0].Total != "139.50" || len(all[0].Lines) != 2 {
		t.Errorf("%+v", all)
	}
	ambiguous := form()
	ambiguous["rate"][0] = "1,234"
	marta.Send(at+"/check", ambiguous).Shows("enter the rate as a number", `value="1,234"`)
}

func items(t *testing.T, by *apptest.Client, at string) []calculation.Calculation {
	t.Helper()
	return apptest.Decode[calculation.Calculations](t, by.Get("/api/v1/cases/"+strings.Split(at, "/")[3]+"/calculations"), http.StatusOK).Items
}

func TestAFormBeginsWithATemplate(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	at := "/desk/cases/" + ask(t, a) + "/calculation"
	marta := a.Desk("marta")
	marta.Get(at).Shows(`value="allowance" selected`, `value="EUR" selected`)
	marta.Get(at+"?template=balance").Shows(`value="days" selected`, `value="Carried over"`, `value="Taken"`)
	marta.Get(at+"?template=repayment&amount=100&parts=3").Shows(`value="Instalment 3 of 3"`, `value="33.33"`, `value="33.34"`)
	marta.Get(at + "?template=repayment&amount=100&parts=0").Shows("Choose from 1 to 100 instalments.")
	a.Portal("amina").Get(at).Is(http.StatusForbidden)
}

func TestALineIsCorrectedOnAPage(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	number := ask(t, a)
	at := "/desk/cases/" + number + "/calculation"
	marta := a.Desk("marta")
	right := form()
	right["amount"][0], right["total"] = "", []string{""}
	marta.Send(at, right).Is(303)
	line := items(t, marta, at)[0].Lines[0].ID
	marta.Get(at).Shows("Correct line 1", "Correct line 2")
	fields := url.Values{"text": {"Night shifts"}, "quantity": {"5"}, "rate": {"38"}, "source": {"Badge records"}, "reason": {""}}
	marta.Get(at+"/lines/"+line).Shows(`value="Night shifts"`, `value="38.00"`)
	marta.Send(at+"/lines/"+line, fields).Is(422).Shows("Say what was wrong.", "is not a source", `value="Badge records"`, `value="5"`)
	fields.Set("source", "Roster of October")
	fields.Set("reason", "One night was missing.")
	marta.Send(at+"/lines/"+line, fields).Is(303)
	a.Portal("amina").Get("/requests/"+number).Shows("Corrected, counts no more:", "<s ", "One night was missing.", "SEK\u00a0177.50")
	marta.Get(at + "/lines/nothing").Is(http.StatusNotFound)
}

// Whatever is written and corrected, the lines that stand are the total on every surface: the API, the requester's page, the pages of HR and what a person takes along.
func TestTheLinesAreTheTotalOnEverySurface(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	number := ask(t, a)
	source := rand.New(rand.NewPCG(26, 11))
	units, roundings := calculation.Units(), calculation.Roundings()
	marta, amina := a.API("marta"), a.API("amina")
	written := 0
	for i := range 40 {
		in := map[string]any{"title": fmt.Sprint("Calculation ", i), "unit": units[source.IntN(len(units))], "rounding": roundings[i%len(roundings)]}
		var lines []map[string]any
		for range 1 + source.IntN(5) {
			lines = append(lines, randomLine(source))
		}
		in["lines"] = lines
		answer := marta.Post("/api/v1/cases/"+number+"/calculation", in)
		if answer.Status == http.StatusUnprocessableEntity { // a fraction that does not end, where only the total is rounded
			continue
		}
		made := apptest.Decode[calculation.Calculation](t, answer, http.StatusCreated)
		written++
		for range source.IntN(3) {
			line := randomLine(source)
			line["reason"] = "It was wrong."
			standing := made.Standing()
			answer := marta.Post("/api/v1/cases/"+number+"/calculation/lines/"+standing[source.IntN(len(standing))].ID, line)
			if answer.Status != http.StatusUnprocessableEntity {
				made = apptest.Decode[calculation.Calculation](t, answer, http.StatusOK)
			}
		}
	}
	if written < 20 {
		t.Fatalf("only %d were written", written)
	}
	listed := items(t, amina, "/desk/cases/"+number)
	exported, err := a.Calculation.Spec().Personal[0].Export(t.Context(), a.DB, apptest.ID("amina"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(exported)
	var again []calculation.Calculation
	if err != nil || json.Unmarshal(text, &again) != nil {
		t.Fatal(err)
	}
	totals := map[string]string{}
	for name, all := range map[string][]calculation.Calculation{"API": listed, "export": again} {
		if len(all) != written {
			t.Errorf("%s has %d of %d", name, len(all), written)
		}
		for _, c := range all {
			var parts []string
			for _, l := range c.Standing() {
				parts = append(parts, l.Amount)
			}
			if c.Difference != "" {
				parts = append(parts, c.Difference)
			}
			adds(t, name+" "+c.ID, parts, c.Total)
			totals[c.ID] = c.Total
		}
	}
	for name, page := range map[string]string{"portal": a.Portal("amina").Get("/requests/" + number).Text, "desk": a.Desk("marta").Get("/desk/cases/" + number + "/calculation").Text} {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		shown := 0
		for n := range root.Descendants() {
			if id := attribute(n, "data-calculation"); id != "" {
				shown++
				parts, total := readTable(n)
				adds(t, name+" "+id, parts, total)
				if rat(t, total).Cmp(rat(t, totals[id])) != 0 {
					t.Errorf("%s %s shows %s, the API says %s", name, id, total, totals[id])
				}
			}
		}
		if shown != written {
			t.Errorf("%s shows %d of %d", name, shown, written)
		}
	}
}

func randomLine(source *rand.Rand) map[string]any {
	quantity := fmt.Sprint(source.IntN(40))
	if source.IntN(5) == 0 {
		quantity = fmt.Sprintf("%d/%d", source.IntN(31), 1+source.IntN(31))
	}
	return map[string]any{"text": "Line", "quantity": quantity, "rate": fmt.Sprintf("%s%d.%03d", []string{"", "-"}[source.IntN(2)], source.IntN(50000), source.IntN(1000)), "source": "Table B"}
}

// readTable returns the amounts of the rows of a table that count, and its total, as numbers.
func readTable(table *html.Node) (parts []string, total string) {
	for n := range table.Descendants() {
		if n.Data != "tr" || n.Type != html.ElementNode || n.Parent.Data == "thead" || struck(n) {
			continue
		}
		amount := plain(words(n.LastChild))
		if amount == "" { // white space after the last cell
			amount = plain(words(n.LastChild.PrevSibling))
		}
		if n.Parent.Data == "tfoot" {
			total = amount
		} else {
			parts = append(parts, amount)
		}
	}
	return parts, total
}

func struck(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "data-struck" {
			return true
		}
	}
	return false
}

func words(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var all strings.Builder
	for c := range n.ChildNodes() {
		all.WriteString(words(c))
	}
	return all.String()
}

// plain is an amount as it is shown, as a number: "−€1,200.50" is "-1200.50".
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '−':
			return '-'
		case r >= '0' && r <= '9' || r == '.':
			return r
		}
		return -1
	}, text)
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func adds(t *testing.T, where string, parts []string, total string) {
	t.Helper()
	sum := new(big.Rat)
	for _, p := range parts {
		sum.Add(sum, rat(t, p))
	}
	if len(parts) == 0 || sum.Cmp(rat(t, total)) != 0 {
		t.Errorf("%s: %v come to %s, and it says %s", where, parts, sum.FloatString(6), total)
	}
}

func rat(t *testing.T, text string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return r
}

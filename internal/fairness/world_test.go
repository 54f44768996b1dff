package fairness_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hearth/internal/agreement"
	"hearth/internal/apptest"
	"hearth/internal/fairness"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// world is the product with an agreement on the audit.
type world struct {
	*apptest.App
	head, officer authz.Actor
}

// each runs f on both databases while the audit is allowed.
func each(t *testing.T, f func(w world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(allowed(a)) })
}

func allowed(a *apptest.App) world {
	a.T.Helper()
	w := world{a, a.Actor(authz.Desk, "ingrid"), a.Actor(authz.Desk, "lena")}
	w.agree()
	return w
}

// agree enters the agreement, and returns its id.
func (w world) agree() string {
	w.T.Helper()
	e, err := w.Agreement.Enter(w.T.Context(), w.head, agreement.Enter{Subject: fairness.Subject.ID, AgreedWith: "Works council Malmby", LegalBasis: "Works agreement 14",
		Purpose: "Like cases alike", Starts: "2026-01-01", Ends: "2027-01-01"})
	if err != nil {
		w.T.Fatal(err)
	}
	return e.ID
}

// one is somebody who was decided about.
type one struct {
	site, group string
	granted     bool
	who         string // "" is somebody of their own
}

// biased are decisions in 15 cells of 40, of which other shares are granted, and unevenly full of the first of three groups; to that group 25 points less are granted.
func biased(random *rand.Rand) []one {
	var all []one
	for cell := range 15 {
		for range 40 {
			group, rate := "ABC"[random.IntN(3):][:1], 0.8-0.02*float64(cell)
			if random.Float64() < 0.03*float64(cell) {
				group = "A"
			}
			if group == "A" {
				rate -= 0.25
			}
			all = append(all, one{site: fmt.Sprint("site ", cell), group: group, granted: random.Float64() < rate})
		}
	}
	return all
}

// shuffled deals the outcomes out anew within each cell.
func shuffled(random *rand.Rand, all []one) []one {
	all = slices.Clone(all)
	for from := 0; from < len(all); from += 40 {
		cell := all[from : from+40]
		random.Shuffle(len(cell), func(i, j int) { cell[i].granted, cell[j].granted = cell[j].granted, cell[i].granted })
	}
	return all
}

// decided puts decisions under a clause into the database, each of a case and a person of its own, whose attribute "Origin" is the group. The first person has the number
// from.
func (w world) decided(clause string, from int, all []one) {
	w.T.Helper()
	w.copies(from, len(all))
	err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		decisions, facts, attributes := make([][]any, 0, len(all)), make([][]any, 0, len(all)), make([][]any, 0, len(all))
		now := tx.Now()
		for i, o := range all {
			id, person, outcome := fmt.Sprint("case-", from+i), cmp.Or(o.who, person(from+i)), "refused"
			if o.granted {
				outcome = "granted"
			}
			decisions = append(decisions, []any{id, id, 1, "decision", outcome, "Because.", clause + " v1", clause, "Pay", "It says so.", "1", "It is so.", "Another way.", "Nothing.", "2026-12-01", "",
				"2026-12-24", "Priya", "", "", "", person, person, "decider", now})
			facts = append(facts, []any{id, person, "pay", o.site, 40, 30})
			if o.group != "" {
				attributes = append(attributes, []any{person, "Origin", o.group})
			}
		}
		if err := tx.InsertAll(w.T.Context(), "decision_decision", strings.Fields(`id case_id version kind outcome reason clause_version clause_ref clause_title clause_text clause_edition
			facts alternatives next_text next_on recur appeal_until appeal_to heard total why by_person for_person decided_by decided_at`), decisions); err != nil {
			return err
		}
		if err := tx.InsertAll(w.T.Context(), "decision_fact", strings.Fields(`case_id for_person service_id site weekly_hours tenure_months`), facts); err != nil {
			return err
		}
		return tx.InsertAll(w.T.Context(), "fairness_attribute", strings.Fields(`person_id attribute value`), attributes)
	})
	if err != nil {
		w.T.Fatal(err)
	}
}

func person(n int) string { return fmt.Sprint("person-", n) }

// copies makes n cases like one that is asked.
func (w world) copies(from, n int) {
	w.T.Helper()
	w.asked("amina", "pay")
	schema, err := privacy.Schema(w.T.Context(), w.DB)
	if err != nil {
		w.T.Fatal(err)
	}
	columns := schema["desk_case"]
	values := make([]string, len(columns))
	for i, column := range columns {
		switch values[i] = "c." + column; column {
		case "id":
			values[i] = "'case-' || n.i"
		case "number":
			values[i] = "1000000 + n.i"
		}
	}
	like, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM desk_case WHERE number < 1000000 ORDER BY number DESC LIMIT 1`)
	if err != nil {
		w.T.Fatal(err)
	}
	w.exec(`WITH RECURSIVE n(i) AS (SELECT CAST($1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < $2) INSERT INTO desk_case (`+strings.Join(columns, ", ")+`)
		SELECT `+strings.Join(values, ", ")+` FROM n, desk_case c WHERE c.id = $3`, from, from+n-1, like)
}

// asked opens a case of somebody's, and returns its number.
func (w world) asked(who, service string) string {
	w.T.Helper()
	opened := w.API(who).Post("/api/v1/cases", map[string]any{"service": service, "subject": "Allowance", "body": "It is missing."})
	return apptest.Decode[struct{ Number string }](w.T, opened, http.StatusCreated).Number
}

func (w world) exec(sql string, args ...any) {
	w.T.Helper()
	if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.T.Context(), sql, args...); return err }); err != nil {
		w.T.Fatalf("%s: %v", sql, err)
	}
}

// audited is the answer of the API about a clause.
func (w world) audited(clause string) fairness.Report {
	w.T.Helper()
	return apptest.Decode[fairness.Report](w.T, w.API("lena").Get("/api/v1/fairness/"+strings.ReplaceAll(clause, " ", "%20")), http.StatusOK)
}

// flagged are the groups of an attribute that are flagged.
func flagged(r fairness.Report) (groups []string) {
	for _, a := range r.Attributes {
		for _, g := range a.Groups {
			if g.Flagged {
				groups = append(groups, a.Attribute+" "+g.Group)
			}
		}
	}
	return groups
}

// run audits a clause and keeps it.
func (w world) run(clause string) fairness.Run {
	w.T.Helper()
	r, err := w.Fairness.Run(w.T.Context(), w.head, fairness.Start{Ref: clause})
	if err != nil {
		w.T.Fatal(err)
	}
	return r
}

// found are the findings of a clause.
func (w world) found(by authz.Actor, clause string) []fairness.Finding {
	w.T.Helper()
	all, err := w.Fairness.Runs(w.T.Context(), by, fairness.ReadRuns{Ref: clause})
	if err != nil {
		w.T.Fatal(err)
	}
	return all.Findings
}

package stories

import (
	"fmt"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/fairness"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// The fairness audit is off. Ingrid enters the agreement, Lena takes in what it compares by, and Ingrid audits a rule: to one group less was granted in like cases. She gives
// that to Lena, who looks into it and writes down why.
func TestAFindingOfTheFairnessAuditIsAnswered(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.uneven("leave 2.3")
		ingrid, lena := open(t, w.App, screen), open(t, w.App, phone)
		ingrid.be("ingrid", authz.Desk)
		lena.be("lena", authz.Desk)

		ingrid.visit("/desk/fairness")
		ingrid.reads("The fairness audit is off", "register of agreements")
		ingrid.hides("leave 2.3")
		ingrid.axe()
		ingrid.picture("off")
		ingrid.visit("/admin/agreements")
		ingrid.fill("With whom", "Works council Malmby, paper of 2 November")
		ingrid.fill("Legal basis", "Works agreement 14, section 3")
		ingrid.fill("What for", "To find whether like cases end alike. Nothing else.")
		ingrid.date("First day", "2026-11-17")
		ingrid.date("Ends before", "2028-11-17")
		ingrid.goes("Enter the agreement")
		ingrid.reads("On", "Works agreement 14, section 3")

		lena.visit("/admin/fairness")
		lena.reads("Nobody else can look it up, you neither.")
		lena.attach("CSV file", written(t, "bad.csv", "person,attribute,value\n1003,Contract,fixed term\n9999,Contract,fixed term\n"))
		lena.goes("Take in the file")
		lena.reads("Nothing was taken in", "Line 3: no person has this number.")
		lena.hides("fixed term")
		lena.axe()
		lena.picture("file refused")
		lena.attach("CSV file", written(t, "good.csv", "person,attribute,value\n1003,Contract,fixed term\n1004,Contract,permanent\n"))
		lena.goes("Take in the file")
		lena.reads("Contract")
		lena.axe()
		lena.picture("file taken in")

		ingrid.visit("/desk/fairness")
		ingrid.reads("leave 2.3", "60", "None yet")
		ingrid.axe()
		ingrid.picture("clauses")
		ingrid.goes("leave 2.3")
		ingrid.reads("This clause was not audited yet.")
		ingrid.goes("Run the audit now")
		ingrid.reads("Contract: fixed term", "Nobody finds out why yet.", "Decided about differently", "About 30 people", "Counts are rounded to fives.")
		ingrid.hides("Amina", "Pavel")
		ingrid.axe()
		ingrid.picture("findings")
		ingrid.choose("Who finds out why", "Lena Berg")
		ingrid.goes("Give it to them")
		ingrid.reads("Lena Berg finds out why.")

		lena.visit("/admin")
		lena.reads("Under this clause a group was decided about differently. Find out why, and write it down.")
		lena.axe()
		lena.picture("to do")
		lena.goes("Read the finding")
		lena.reads("Contract: fixed term")
		lena.goes("Write it down")
		lena.reads("Choose what you found out.", "Write down what you looked at, and what you found.")
		lena.axe()
		lena.picture("not yet")
		lena.click("The clause is to be changed")
		lena.fill("What you looked at, and what you found", "The clause asks for a letter of the landlord, which people on a fixed term rarely have.")
		lena.goes("Write it down")
		lena.reads("Answered", "The clause is to be changed", "which people on a fixed term rarely have.")
		lena.axe()
		lena.picture("answered")
		ingrid.visit(fairness.Path("leave 2.3"))
		ingrid.reads("Answered", "which people on a fixed term rarely have.")
		ingrid.axe()
		ingrid.picture("answered for her")
	})
}

// uneven puts sixty decided exceptions from a clause into the database, thirty of people on a fixed term, to whom less was granted in like cases.
func (w *world) uneven(clause string) {
	w.T.Helper()
	policy, number, _ := strings.Cut(clause, " ")
	w.post("ingrid", "/api/v1/policies", map[string]any{"id": policy, "title": "Leave and parental leave", "clauses": []map[string]any{
		{"number": number, "title": "Asking for leave", "text": "Leave is asked for two weeks before it begins.", "from": "2026-01-01"}}})
	var asked, groups [][]any
	now := w.DB.Now()
	for i := range 60 {
		who, contract, outcome := fmt.Sprint("person-", i), "permanent", "granted"
		if i%2 == 0 {
			contract = "fixed term"
		}
		if i%2 == 0 && i%6 > 0 || i%10 == 1 {
			outcome = "refused"
		}
		asked = append(asked, []any{fmt.Sprint("exception-", i), fmt.Sprint("case-", i), who, "v1", clause, "Leave and parental leave", "It says so.", "Because.", "hours", "advice", "Malmby", 40, 30, 0, now, outcome,
			"Because.", "", "Priya", 0, "2027-05-01", now})
		groups = append(groups, []any{who, "Contract", contract})
	}
	err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		if err := tx.InsertAll(w.T.Context(), "exception_request", strings.Fields(`id case_id person_id clause_id clause_ref clause_title clause_text why service_id team_id site weekly_hours tenure_months
			amount_cents asked_at outcome reason differs disagree compared expires decided_at`), asked); err != nil {
			return err
		}
		return tx.InsertAll(w.T.Context(), "fairness_attribute", []string{"person_id", "attribute", "value"}, groups)
	})
	if err != nil {
		w.T.Fatal(err)
	}
}

// audit is a clause that was audited twice: the first finding is answered, the second is Ingrid's to look into.
func (w *world) audit() {
	w.T.Helper()
	w.uneven("leave 7.1")
	w.values["audited"] = "leave%207.1"
	for _, cause := range []string{"practice", "unknown"} {
		w.post("ingrid", "/api/v1/fairness/leave%207.1/runs", map[string]any{})
		id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM fairness_finding WHERE state = 'open'`)
		if err != nil {
			w.T.Fatal(err)
		}
		w.values["finding"] = id
		w.post("ingrid", "/api/v1/fairness/findings/"+id+"/owner", map[string]any{"person": apptest.ID("ingrid")})
		w.post("ingrid", "/api/v1/fairness/findings/"+id+"/answers", map[string]any{"cause": cause, "text": "Two of us asked for papers that the clause does not name."})
		w.put("lena", "/api/v1/fairness-attributes", `{"csv":"person,attribute,value\n1003,Contract,permanent"}`)
		if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `DELETE FROM fairness_attribute WHERE person_id IN ('person-1', 'person-3', 'person-5')`) // so that the next audit is another one
			return err
		}); err != nil {
			w.T.Fatal(err)
		}
	}
}

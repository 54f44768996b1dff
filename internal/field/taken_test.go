package field_test

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"hearth/internal/desk"
	"hearth/internal/field"
	"hearth/internal/platform/authz"
)

// table is the queue as somebody takes it along: the titles after those of the queue itself, and what stands below them by case.
func (w *world) table(key, query string) (titles string, rows map[string]string) {
	w.T.Helper()
	text := w.Desk(key).Get("/desk/queue.csv?" + query).Is(http.StatusOK).Text
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	w.ok(err)
	const own = 17
	rows = map[string]string{}
	for _, r := range all[1:] {
		rows[r[0]] = strings.Join(r[own:], "|")
	}
	return strings.Join(all[0][own:], "|"), rows
}

// The queue that is narrowed to a service has a column for each of its fields. Nobody takes along what they do not read: not what HR alone reads of a case of their own, nor what holds health data.
func TestTheQueueIsTakenAlongWithItsFields(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.save(field.Save{Service: "health", Key: "since", Kind: field.Text, Label: "=Since when"})
		first := w.open("amina", map[string]any{"birth": "2026-12-24", "weeks": "8", "part-time": "yes", "kind": "Half days", "note": "=Zwiebel"})
		w.ok(w.fill(authz.Desk, "ingrid", first, map[string]any{"centre": "K 12", "pay": "900.5"}))
		own := w.open("marta", map[string]any{"birth": "2027-01-01"})
		w.ok(w.fill(authz.Desk, "ingrid", own, map[string]any{"centre": "K 13"}))
		sick := w.open("pavel", map[string]any{"since": "May"}, func(o *desk.Open) { o.Service = "health" })
		pay := w.open("pavel", nil, func(o *desk.Open) { o.Service = "pay" })

		titles, rows := w.table("marta", "view=open&service=hours")
		if want := "Expected date of birth|Weeks wished (weeks)|Works part-time meanwhile|Kind of leave|Who stands in|Cost centre, for HR alone|Pay meanwhile (EUR)"; titles != want {
			w.T.Errorf("the titles are %q", titles)
		}
		if want := "2026-12-24|8|Yes|Half days|'=Zwiebel|K 12|900.5"; rows[first] != want {
			w.T.Errorf("of the first case there is %q", rows[first])
		}
		if got := strings.Trim(rows[own], "|"); got != "" {
			w.T.Errorf("Marta takes along %q of her own case", got)
		}
		if _, rows := w.table("ingrid", "view=open&service=hours"); rows[own] != "2027-01-01|||||K 13|" {
			w.T.Errorf("Ingrid takes along %q of Marta's case", rows[own])
		}
		if titles, rows := w.table("marta", "view=open&field=hours.weeks"); titles == "" || len(rows) != 1 {
			w.T.Errorf("narrowed to a field: %q, %v", titles, rows)
		}
		if titles, rows := w.table("theo", "view=open&service=health"); titles != "'=Since when" || rows[sick] != "" {
			w.T.Errorf("Theo takes along %q, %q", titles, rows[sick])
		}
		_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Assign{Number: sick, Assignee: "me"})
		w.ok(err)
		if _, rows := w.table("marta", "view=open&service=health"); rows[sick] != "May" {
			w.T.Errorf("Marta, who works on it, takes along %q", rows[sick])
		}
		if titles, rows := w.table("marta", "view=open"); titles != "" || len(rows[pay]) > 0 {
			w.T.Errorf("the whole queue has %q", titles)
		}
		w.Portal("amina").Get("/desk/queue.csv?view=open&service=hours").Is(http.StatusForbidden)
	})
}

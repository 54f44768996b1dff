package deskweb_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/people/roster"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// taken is the rows of a downloaded CSV file by case, and the titles.
func taken(t *testing.T, r apptest.Response) (rows [][]string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(r.Is(http.StatusOK).Text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// The download is the whole view, beyond its pages, in the order of the page; a formula is text; and the record says who took what and how much.
func TestTheQueueIsTakenAlongWhole(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		const n = 230 // more than is read at once
		for i := range n {
			_, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Subject: fmt.Sprintf("=%d+1", i), Body: "It is wrong.", Service: "hours"})
			if err != nil {
				t.Fatal(err)
			}
		}
		marta := a.Desk("marta")
		marta.Get("/desk?view=open&service=hours").Shows("/desk/queue.csv?service=hours&amp;view=open", "/desk/queue.xlsx?service=hours&amp;view=open")
		answer := marta.Get("/desk/queue.csv?view=open&service=hours")
		rows := taken(t, answer)
		if len(rows) != n+1 || len(rows[0]) != 17 {
			t.Fatalf("%d rows of %d columns", len(rows)-1, len(rows[0]))
		}
		if got := answer.Header.Get("Content-Disposition"); got != `attachment; filename="queue-open-2026-11-17.csv"` {
			t.Errorf("it is called %q", got)
		}
		list := apptest.Decode[desk.Page](t, a.API("marta").Get("/api/v1/cases?view=open&service=hours&limit=200"), http.StatusOK)
		for i, c := range list.Items {
			if rows[i+1][0] != c.Number || rows[i+1][1] != "'"+c.Subject {
				t.Fatalf("row %d is %q, and the page has %s %s", i, rows[i+1][:2], c.Number, c.Subject)
			}
		}
		book, err := roster.Read([]byte(a.API("marta").Get("/api/v1/cases.xlsx?view=open&service=hours").Is(http.StatusOK).Text))
		if err != nil || len(book.Rows) != n || book.Rows[0].Cells[1] != list.Items[0].Subject {
			t.Errorf("XLSX: %d rows, %v", len(book.Rows), err)
		}
		entries, err := store.All[string](t.Context(), a.DB, `SELECT action || ' ' || kind || ' ' || object FROM audit_entry WHERE action IN ('case.export', 'case.taken') ORDER BY id`)
		want := "case.export queue open, case.taken rows 230, case.export queue open, case.taken rows 230"
		if got := strings.Join(entries, ", "); err != nil || got != want {
			t.Errorf("recorded: %s, %v", got, err)
		}
		marta.Get("/desk/queue.csv?view=requests").Is(http.StatusUnprocessableEntity)
		a.Portal("amina").Get("/desk/queue.csv").Is(http.StatusForbidden)
	})
}

// Of a health case that the reader does not work on, and of one that is not for them, the file says what the page says.
func TestTheFileHidesWhatThePageHides(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	for service, sensitivity := range map[string]string{"health": "", "pay": "team"} {
		_, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Subject: "Quittenmarmelade", Body: "Zwiebelkuchen", Service: service, Sensitivity: sensitivity})
		if err != nil {
			t.Fatal(err)
		}
	}
	page, rows := a.Desk("marta").Get("/desk?view=all"), taken(t, a.Desk("marta").Get("/desk/queue.csv?view=all"))
	if len(rows) != 2 { // the health case alone
		t.Fatalf("%d rows", len(rows)-1)
	}
	for _, row := range rows[1:] {
		if text := strings.Join(row, " "); strings.Contains(text, "Quittenmarmelade") || row[2] != "Yes" || !strings.Contains(page.Text, row[0]) {
			t.Errorf("the file has %q", text)
		}
	}
	if strings.Count(page.Text, "data-row=") != len(rows)-1 {
		t.Errorf("%d rows in the file, %d on the page", len(rows)-1, strings.Count(page.Text, "data-row="))
	}
}

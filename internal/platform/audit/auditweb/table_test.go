package auditweb_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hearth/internal/apptest"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/audit/auditweb"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// opened lets n openings of Amina's record be written, by turns of two colleagues in two teams and of a task, and returns what they were about.
func opened(t *testing.T, a *apptest.App, n int) (objects []string) {
	t.Helper()
	by := []authz.Actor{a.Actor(authz.Desk, "theo"), a.Actor(authz.Desk, "priya"), authz.System("promise")}
	err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		for i := range n {
			e := audit.Entry{By: by[i%3], Action: []string{"case.read", "case.work", "odd_thing.done"}[i%3], Kind: "case", Object: ident.New(), Person: apptest.ID("amina"), Team: []string{"payroll", "advice", ""}[i%3]}
			if err := a.Audit.Record(t.Context(), tx, e); err != nil {
				return err
			}
			objects = append(objects, e.Object)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return objects
}

// The answer as a file has all rows of all pages, in their order, and of each what the page shows: when, who, in which team and why. That it was taken is in the record.
func TestTheAnswerIsTakenAlongWhole(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		const n = 1130 // more than twice what is read at once, and more than ten pages
		objects := opened(t, a, n)
		a.Advance(time.Hour)
		query := "person=1003&to=" + url.QueryEscape(dbtest.Noon.Add(time.Minute).Format(time.RFC3339))
		var want [][]string
		for after := ""; ; {
			page := apptest.Decode[auditweb.Answer](t, a.API("lena").Get("/api/v1/audit?"+query+"&after="+after), http.StatusOK)
			for _, s := range page.Items {
				who := s.By.Name
				if s.Task != "" {
					who = "The system, by itself"
				}
				want = append(want, []string{"2026-11-17T13:00:00+01:00", who, s.Team, s.Why})
			}
			if after = page.Next; after == "" {
				break
			}
		}
		answer := a.Desk("lena").Get("/admin/audit.csv?" + query).Is(http.StatusOK)
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(answer.Text, "\ufeff"))).ReadAll()
		if err != nil || len(want) != n || !slices.Equal(rows[0], []string{"When", "Who", "Team", "Why"}) {
			t.Fatalf("%d rows below %q, %v", len(want), rows[0], err)
		}
		if !slices.EqualFunc(rows[1:], want, slices.Equal) {
			t.Errorf("the file has %d rows, and not those of the pages: %q", len(rows)-1, rows[1:4])
		}
		answer.Hides(append(objects, apptest.ID("theo"), apptest.ID("amina"), "payroll", "case.read")...)
		book, err := excelize.OpenReader(strings.NewReader(a.API("lena").Get("/api/v1/audit.xlsx?" + query).Is(http.StatusOK).Text))
		if err != nil {
			t.Fatal(err)
		}
		table, err := book.GetRows(book.GetSheetName(0))
		if err != nil || len(table) != n+1 {
			t.Fatalf("XLSX: %d rows, %v", len(table), err)
		}
		for i, row := range table[1:] {
			at, zone, _ := strings.Cut(want[i][0], "+")
			if cells := append([]string{strings.ReplaceAll(at, "T", " ")}, want[i][1:]...); !slices.Equal(row, cells) || zone == "" {
				t.Fatalf("XLSX: row %d is %q, want %q", i, row, cells)
			}
		}
		taken := apptest.Decode[auditweb.Downloads](t, a.API("lena").Get("/api/v1/audit/downloads"), http.StatusOK).Items
		if len(taken) != 2 || taken[0].State != "whole" || taken[0].Rows != n || taken[1].By.Name != "Lena Berg" || taken[1].Name != "Who saw a record" {
			t.Errorf("recorded: %+v", taken)
		}
		last := apptest.Decode[auditweb.Answer](t, a.API("lena").Get("/api/v1/audit?person=1003"), http.StatusOK).Items
		if last[1].Why != "Took along who saw the record" || last[1].By.Name != "Lena Berg" {
			t.Errorf("in the record of Amina: %+v", last[:3])
		}
		if _, err := a.Audit.Verify(t.Context(), a.DB); err != nil {
			t.Error(err)
		}
	})
}

// The officer's page lists what was taken along when nobody is asked about, page by page; nobody else reads it, and that it was read is recorded once.
func TestThePageListsDownloads(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	lena := a.Desk("lena")
	lena.Get("/admin/audit").Shows("Downloads", "Nobody has taken a list along as a file.")
	for i := range 103 {
		end, err := a.Audit.Taking(t.Context(), audit.Take{By: a.Actor(authz.Desk, []string{"marta", "theo"}[i%2]), Action: "case.export", List: []string{"open", "closed/part"}[i%2]})
		if err != nil {
			t.Fatal(err)
		}
		switch i {
		case 100:
		case 101:
			err = end(1, false)
		default:
			err = end(i, true)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	page := lena.Get("/admin/audit").Shows("The queue: All open", "A part of the queue: Closed", "Marta Kowalczyk", "Theo Brandt", "102 rows", "Broke off after 1 row", "It has not ended, or the server stopped before it did", "Older")
	if n := strings.Count(page.Text, "<tr>"); n != 101 {
		t.Errorf("%d lines", n)
	}
	_, older, _ := strings.Cut(page.Text, `href="/admin/audit?downloads=`)
	older, _, _ = strings.Cut(older, `"`)
	if text := lena.Get("/admin/audit?downloads="+older).Shows("0 rows", "1 row", "2 rows").Text; strings.Count(text, "<tr>") != 4 || strings.Contains(text, "Older") {
		t.Errorf("%d lines on the last page", strings.Count(text, "<tr>"))
	}
	lena.Get("/admin/audit?person=1003").Hides("Theo Brandt")
	for _, key := range []string{"ingrid", "noor", "marta"} {
		a.Desk(key).Get("/admin/audit?downloads=" + older).Is(http.StatusForbidden)
		a.API(key).Get("/api/v1/audit/downloads").Is(http.StatusForbidden)
	}
	n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM audit_entry WHERE action = 'audit.read' AND kind = 'downloads' AND opening`)
	if err != nil || n != 1 {
		t.Errorf("%d readings recorded, %v", n, err)
	}
}

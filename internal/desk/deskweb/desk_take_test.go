package deskweb_test

import (
	"encoding/csv"
	"fmt"
	"html"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb"
	"hearth/internal/desk/takeout"
	"hearth/internal/people/roster"
	"hearth/internal/platform/audit/auditweb"
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
		marta.Do(http.MethodHead, "/desk/queue.csv?view=open", "", nil).Is(http.StatusOK) // takes nothing along
		taken := apptest.Decode[auditweb.Downloads](t, a.API("lena").Get("/api/v1/audit/downloads"), http.StatusOK)
		said := ""
		for _, d := range taken.Items {
			said += fmt.Sprintln(d.By.Name, d.List, d.Name, d.State, d.Rows)
		}
		if once := "Marta Kowalczyk open/part A part of the queue: All open whole 230\n"; said != once+once {
			t.Errorf("recorded: %s", said)
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
	row := func(who string) []string {
		t.Helper()
		page, rows := a.Desk(who).Get("/desk?view=all").Is(http.StatusOK).Text, taken(t, a.Desk(who).Get("/desk/queue.csv?view=all"))
		if len(rows) != 2 || strings.Count(page, "data-row=") != 1 { // the health case alone
			t.Fatalf("%s: %d rows in the file, %d on the page", who, len(rows)-1, strings.Count(page, "data-row="))
		}
		_, line, _ := strings.Cut(page, "data-row=")
		line, _, _ = strings.Cut(line, "</tr>")
		for _, i := range []int{0, 1, 3, 6, 11, 12} { // number, subject, person, promise, service and channel
			if cell := rows[1][i]; cell == "" || !strings.Contains(line, cell) {
				t.Errorf("%s: the file has %q as %s, and the page %s", who, cell, rows[0][i], line)
			}
		}
		return rows[1]
	}
	hidden := row("marta")
	if strings.Contains(strings.Join(hidden, " "), "Quittenmarmelade") || hidden[1] != "Health at work" || hidden[2] != "Yes" {
		t.Errorf("the file has %q", hidden)
	}
	_, err := a.App.Desk.Assign(t.Context(), a.Actor(authz.Desk, "ingrid"), desk.Assign{Number: hidden[0], Assignee: apptest.ID("priya")})
	if err != nil {
		t.Fatal(err)
	}
	if got := row("priya"); got[1] != "Quittenmarmelade" || got[16] != "You" {
		t.Errorf("whoever works on it has %q", got)
	}
	if got := row("marta"); got[1] != "Health at work" || got[16] != "Somebody" {
		t.Errorf("and everybody else %q", got)
	}
}

// The file says of an owner that it is the reader, somebody or nobody, and names nobody of HR; what one colleague works on is no file at all.
func TestTheFileNamesNoOwner(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	want := map[string]string{}
	for owner, said := range map[string]string{"marta": "You", "priya": "Somebody", "": "Nobody"} {
		c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Subject: "Hours", Body: "They are wrong.", Service: "hours"})
		if err != nil {
			t.Fatal(err)
		}
		if owner != "" {
			if _, err := a.App.Desk.Assign(t.Context(), a.Actor(authz.Desk, "ingrid"), desk.Assign{Number: c.Number, Assignee: apptest.ID(owner)}); err != nil {
				t.Fatal(err)
			}
		}
		want[c.Number] = said
	}
	marta := a.Desk("marta")
	answer := marta.Get("/desk/queue.csv?view=open")
	answer.Hides("Marta", "Kowalczyk", "Priya", "Raman")
	rows := taken(t, answer)
	if rows[0][16] != "Owner" || len(rows) != len(want)+1 {
		t.Fatalf("%d rows below %q", len(rows)-1, rows[0])
	}
	for _, row := range rows[1:] {
		if row[16] != want[row[0]] {
			t.Errorf("%s is said to be of %q, want %q", row[0], row[16], want[row[0]])
		}
	}
	for query, status := range map[string]int{"priya": http.StatusUnprocessableEntity, "marta": http.StatusOK} {
		marta.Get("/desk/queue.csv?view=open&assignee=" + apptest.ID(query)).Is(status)
		offered := strings.Contains(marta.Get("/desk?view=open&assignee="+apptest.ID(query)).Is(status).Text, "/desk/queue.csv?")
		if offered != (status == http.StatusOK) {
			t.Errorf("the page of what %s works on offers a file: %v", query, offered)
		}
	}
}

// Whatever the page is narrowed down by narrows the file down: each address that the page leads to gives the page's cases in its order.
func TestTheFileHasThePagesFilters(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	open := func(by authz.Actor, in desk.Open) {
		t.Helper()
		in.Body = "It is wrong."
		if _, err := a.App.Desk.Open(t.Context(), by, in); err != nil {
			t.Fatal(err)
		}
	}
	amina := a.Actor(authz.Portal, "amina")
	open(amina, desk.Open{Subject: "Lamps", Service: "hours"})
	open(amina, desk.Open{Subject: "Lamps and chairs", Service: "grade"})
	open(amina, desk.Open{Subject: "Chairs", Service: "pay"})
	open(a.Actor(authz.Desk, "marta"), desk.Open{Subject: "By phone", Service: "hours", Channel: desk.Phone, For: apptest.ID("pavel")})
	marta, number, file := a.Desk("marta"), regexp.MustCompile(`data-row="([^"]+)"`), regexp.MustCompile(`href="(/desk/queue\.csv[^"]*)"`)
	for query, n := range map[string]int{"view=open": 4, "view=all": 4, "view=unassigned": 4, "view=team": 3, "service=hours": 2, "service=grade": 1, "team=payroll": 1,
		"channel=phone": 1, "q=lamps": 2, "view=all&q=lamps&service=grade": 1, "dense=on&limit=1&view=open": 4} {
		page := marta.Get("/desk?" + query).Is(http.StatusOK).Text
		var shown []string
		for _, m := range number.FindAllStringSubmatch(page, -1) {
			shown = append(shown, m[1])
		}
		link := file.FindStringSubmatch(page)
		if link == nil {
			t.Errorf("%s: no file is offered", query)
			continue
		}
		var got []string
		for _, row := range taken(t, marta.Get(html.UnescapeString(link[1])))[1:] {
			got = append(got, row[0])
		}
		if len(got) != n || !slices.Equal(got[:len(shown)], shown) || len(shown) < n && !strings.Contains(query, "limit") {
			t.Errorf("%s: the file has %q, and the page %q", query, got, shown)
		}
	}
	narrows := map[string]bool{"after": false, "dense": false, "limit": false, "kept": false, "tag": false} // the page's own; while a word narrows it no file is offered
	for _, field := range reflect.VisibleFields(reflect.TypeFor[takeout.TakeQueue]()) {
		narrows[field.Tag.Get("query")] = true
	}
	for _, name := range deskweb.QueueAsks() {
		if _, known := narrows[name]; !known {
			t.Errorf("the page takes %q, and the file does not", name)
		}
	}
}

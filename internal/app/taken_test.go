package app_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/takeout"
	"hearth/internal/platform/audit/auditweb"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// atFirstByte does something once, when the first bytes of an answer's body are about to leave.
type atFirstByte struct {
	http.ResponseWriter
	do func()
}

// Write implements http.ResponseWriter.
func (w atFirstByte) Write(b []byte) (int, error) {
	w.do()
	return w.ResponseWriter.Write(b)
}

// Unwrap implements what http.ResponseController asks for.
func (w atFirstByte) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// download is a list that somebody takes along through an address, while something happens when its first bytes leave.
type download struct {
	who, path string
	rows      int
}

func (d download) run(t *testing.T, a *apptest.App, happens func()) (body []byte, err error) {
	t.Helper()
	product := a.Server.Config.Handler
	a.Server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		product.ServeHTTP(atFirstByte{w, sync.OnceFunc(happens)}, r)
	})
	defer func() { a.Server.Config.Handler = product }()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.Server.URL+d.path, nil)
	if err != nil {
		t.Fatal(err)
	}
	apptest.Identify(r, d.who, authz.Desk)
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d", d.path, answer.StatusCode)
	}
	return io.ReadAll(answer.Body)
}

// last is what the record says of the last download.
func last(t *testing.T, a *apptest.App) auditweb.Download {
	t.Helper()
	all := apptest.Decode[auditweb.Downloads](t, a.API("lena").Get("/api/v1/audit/downloads"), http.StatusOK).Items
	if len(all) == 0 {
		t.Fatal("nothing was taken along")
	}
	return all[0]
}

// fillLists makes lists that are longer than what is read at once, and than what is sent at once: texts that do not shrink.
func fillLists(t *testing.T, a *apptest.App, cases, sights int) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	for range cases {
		subject := make([]rune, 150)
		for i := range subject {
			subject[i] = rune(0xac00 + random.IntN(11000)) // Hangul: few texts of this length shrink less
		}
		_, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Subject: string(subject), Body: "It is wrong.", Service: "hours"})
		if err != nil {
			t.Fatal(err)
		}
	}
	err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO audit_subject (key, person_id) VALUES ('hannas', $1)`, apptest.ID("hanna"))
		rows := make([][]any, sights)
		for i := range rows {
			rows[i] = []any{ident.New(), tx.Now(), "somebody", "", "desk", "case.read", "case", "c", "hannas", ident.Secret(), true, "", nil, nil}
		}
		for ; err == nil && len(rows) > 0; rows = rows[min(20, len(rows)):] {
			err = tx.InsertAll(t.Context(), "audit_entry", []string{"id", "at", "actor", "task", "face", "action", "kind", "object", "subject", "team", "opening", "mac", "seq", "link"}, rows[:min(20, len(rows))])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Whoever loses the right while a list is sent to them does not get the whole of it: the connection breaks, so that the part does not pass for the whole, and the record says after how
// many rows. Without the loss the same download is whole.
func TestARightWithdrawnInTheMiddleCutsADownload(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		if err := a.DB.Hurry(t.Context()); err != nil {
			t.Fatal(err)
		}
		const cases, sights = 450, 3100
		fillLists(t, a, cases, sights)
		role := func(sql, who, role string) {
			err := a.DB.Tx(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), sql, apptest.ID(who), role); return err })
			if err != nil {
				t.Error(err)
			}
		}
		for _, d := range []download{{"marta", "/desk/queue.csv", cases}, {"marta", "/desk/queue.xlsx", cases}, {"lena", "/admin/audit.csv?person=1006", sights}, {"lena", "/admin/audit.xlsx?person=1006", sights}} {
			held := map[string]string{"marta": "agent", "lena": "dpo"}[d.who]
			whole, err := d.run(t, a, func() {})
			if got := last(t, a); err != nil || got.State != "whole" || got.Rows < d.rows || got.Rows > d.rows+4 { // and the downloads themselves
				t.Errorf("%s, nothing withdrawn: %v, recorded %+v", d.path, err, got)
			}
			part, err := d.run(t, a, func() { role(`DELETE FROM people_role WHERE person_id = $1 AND role = $2`, d.who, held) })
			role(`INSERT INTO people_role (person_id, role) VALUES ($1, $2)`, d.who, held)
			if err == nil || len(part) == 0 || len(part) >= len(whole) {
				t.Errorf("%s: %d of %d bytes, and then %v", d.path, len(part), len(whole), err)
			}
			if got := last(t, a); got.State != "broken" || got.Rows == 0 || got.Rows >= d.rows {
				t.Errorf("%s: recorded %+v", d.path, got)
			}
			if strings.Contains(d.path, ".csv") {
				lines := bytes.Count(part, []byte("\r\n"))
				if got := last(t, a); lines > got.Rows+1 {
					t.Errorf("%s: %d lines were sent, and %d rows recorded", d.path, lines, got.Rows)
				}
			}
		}
	})
}

// A download that does not look anew would go on to its end: what the test above finds is there to be found.
func TestADownloadThatLooksOnceGoesOn(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	fillLists(t, a, 230, 0)
	for _, whole := range []bool{true, false} {
		o := takeout.Options{DB: a.DB, Policy: a.Policy, Audit: a.Audit, Desk: a.App.Desk, Fresh: a.Auth.Fresh}
		if whole {
			o.Fresh = nil
		}
		q, err := takeout.New(o).TakeQueue(t.Context(), a.Actor(authz.Desk, "marta"), takeout.TakeQueue{})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, err = range q.Cases {
			if n++; n == 10 {
				withdrawn := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
					_, err := tx.Exec(t.Context(), `DELETE FROM people_role WHERE person_id = $1`, apptest.ID("marta"))
					return err
				})
				if withdrawn != nil {
					t.Fatal(withdrawn)
				}
			}
		}
		if got := err == nil && n == 230; got != whole {
			t.Errorf("looking once: %v, %d cases, %v", whole, n, err)
		}
		err = a.DB.Tx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO people_role (person_id, role) VALUES ($1, 'agent')`, apptest.ID("marta"))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

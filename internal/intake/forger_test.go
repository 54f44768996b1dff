package intake_test

import (
	"encoding/base32"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
)

// counts is n for the whole counts and a tenth of it otherwise.
func counts(n int) int {
	if os.Getenv("HEARTH_LONG") != "" {
		return n
	}
	return n / 10
}

// trusted is the server whose word on senders counts in a forger's world.
const trusted = "mx.ferrow-lund.example"

// oneCase is a request of somebody.
type oneCase struct {
	number, owner string // owner is the key of a member
	name          string // theirs
}

// forger writes mails into an organisation with cases, genuine ones and forged ones.
type forger struct {
	a     *apptest.App
	r     *rand.Rand
	cases []oneCase
	other *thread.Keys // of another installation
	n     int
}

// newForger starts a generated organisation with n cases, some of them answered, on SQLite.
func newForger(t *testing.T, n int) *forger {
	t.Helper()
	a := apptest.Configured(t, store.SQLite, func(c *config.Config) { c.SMTP.From, c.MailReply = sender, pattern })
	if err := a.DB.Hurry(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := a.Intake.SaveMailbox(t.Context(), authz.System(intake.CLI), intake.SaveMailbox{Name: "HR", Address: "hr@ferrow-lund.example", Team: "advice", Kind: intake.Direct, Trusted: trusted})
	if err != nil {
		t.Fatal(err)
	}
	f := &forger{a: a, r: rand.New(rand.NewPCG(4, 20)), other: thread.New([]byte("another installation"), pattern)}
	given, family := []string{"Kim", "Kirsi", "İlkay", "Søren", "Anaïs", "Iris", "Ole"}, []string{"Silva", "Kask", "Okonjo", "Ström", "Fiala", "Nkosi"}
	cause := apptest.Decode[struct{ Items []struct{ ID string } }](t, a.API("marta").Get("/api/v1/causes"), 200).Items[0].ID
	for i := range n {
		m := apptest.Member{Key: fmt.Sprintf("k.silas%d", i), Given: given[i%len(given)], Family: family[i%len(family)] + strings.Repeat("s", i/7), Number: fmt.Sprint(7000 + i)}
		a.Add(m)
		c := ask(t, a, m.Key)
		if i%3 == 0 {
			a.API("marta").Post("/api/v1/cases/"+c.Number+"/close", map[string]any{"answer": "By clause 7.2.", "outcome": "answered", "cause": cause}).Is(200)
		}
		f.cases = append(f.cases, oneCase{c.Number, m.Key, m.Given + " " + m.Family})
	}
	a.Drain()
	return f
}

func (f *forger) pick(all ...string) string { return all[f.r.IntN(len(all))] }

// victim is somebody's case, and other a case of somebody else.
func (f *forger) victim() (victim, other oneCase) {
	i := f.r.IntN(len(f.cases))
	return f.cases[i], f.cases[(i+1+f.r.IntN(len(f.cases)-1))%len(f.cases)]
}

func (f *forger) claim(c oneCase, key string) thread.Claim { return claim(f.a, c.number, key) }

// address is the one to which the owner of a case answers.
func (f *forger) address(c oneCase) string { return f.a.Threads.Address(f.claim(c, c.owner)) }

// id is a Message-ID of a mail that the owner of a case got.
func (f *forger) id(k *thread.Keys, c thread.Claim) string {
	return "<" + k.MessageID(ident.New(), c) + "@ferrow-lund.example>"
}

// eve is an address outside.
func (f *forger) eve() string {
	return fmt.Sprintf("eve%d@evil%d.example", f.r.IntN(1e6), f.r.IntN(50))
}

// write writes a mail whose field From, name and all, is from.
func (f *forger) write(from, to, subject string, fields ...string) string {
	f.n++
	all := append(fields, from, "To: "+to, "Subject: "+subject, fmt.Sprintf("Message-ID: <f%d@elsewhere.example>", f.n), "Date: Tue, 17 Nov 2026 10:00:00 +0100")
	return strings.Join(all, "\r\n") + "\r\n\r\n" + fmt.Sprintf("Let me in, %d.\r\n", f.n)
}

// subject is one as mails have it that answer.
func (f *forger) subject() string {
	return f.pick("Re: Night allowance", "AW: Night allowance", "Antw: x", "Fwd: Night allowance", "SV: it", "hello", "")
}

// way carries a sign that leads the owner into the case c: in the address or in the fields that are returned.
func (f *forger) way(k *thread.Keys, c thread.Claim) (to string, fields []string) {
	switch f.r.IntN(3) {
	case 0:
		return k.Address(c), nil
	case 1:
		return "hr@ferrow-lund.example", []string{"In-Reply-To: " + f.id(k, c)}
	}
	return "hr@ferrow-lund.example", []string{"References: <x@y.example>\r\n " + f.id(k, c)}
}

// renumbered is an address with another case's number and the old sign.
func (f *forger) renumbered(mine, theirs oneCase) string {
	letters := base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)
	decode := func(c oneCase) []byte {
		local, _, _ := strings.Cut(strings.TrimPrefix(f.address(c), "hr+c"), "@")
		b, err := letters.DecodeString(local)
		if err != nil {
			panic(err)
		}
		return b
	}
	a, b := decode(mine), decode(theirs)
	return "hr+c" + letters.EncodeToString(append(b[:len(b)-12:len(b)-12], a[len(a)-12:]...)) + "@ferrow-lund.example"
}

func (f *forger) until(c thread.Claim, d time.Duration) thread.Claim {
	c.Expires = f.a.DB.Now().Add(d).Time
	return c
}

// state is everything of the cases and the people that a stranger must not change. What the clock writes by itself in the days that pass, lines of promises that are late and the mails about
// them, is no part of it.
func (f *forger) state(t *testing.T) string {
	t.Helper()
	out := ""
	for _, query := range []string{
		`SELECT c.number || ' ' || c.state || ' ' || (SELECT count(*) FROM desk_entry e WHERE e.case_id = c.id AND e.kind <> 'event') || ' ' || (SELECT count(*) FROM desk_party p WHERE p.case_id = c.id) FROM desk_case c ORDER BY c.number`,
		`SELECT person_id || role FROM people_role ORDER BY person_id, role`, `SELECT id || email FROM people_person ORDER BY id`, `SELECT id FROM mail_outbox WHERE kind LIKE 'case.%' AND kind NOT IN ('case.delay', 'case.late', 'case.digest') ORDER BY id`,
	} {
		all, err := store.All[string](t.Context(), f.a.DB, query)
		if err != nil {
			t.Fatal(err)
		}
		out += strings.Join(all, "\n") + "\n\n"
	}
	return out
}

var _ desk.Case

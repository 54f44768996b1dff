package stalltest

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/mail/postbox/sink"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// site is the product with cases, whose letters go to mail and whose mailbox lies on box.
type site struct {
	*apptest.App
	mail, box *sink.Sink
	number    string // of one of the cases
	opened    int
}

// began makes and starts the product. In one that stalls, neither mail server ever says more: the one that takes letters says nothing once it has heard to whom they go, the other not even a greeting.
func began(t testing.TB, dialect store.Dialect, cases int, stalls bool) *site {
	t.Helper()
	s := &site{mail: sink.New(t), box: sink.New(t)}
	s.App = apptest.Configured(t, dialect, func(c *config.Config) {
		c.SMTP.Address, c.SMTP.From, c.SMTP.TLS, c.MailReply = s.mail.Address(), "Ferrow & Lund HR <hr@ferrow-lund.example>", "none", "hr+*@ferrow-lund.example"
	})
	if err := s.DB.Hurry(t.Context()); err != nil {
		t.Fatal(err)
	}
	if stalls {
		s.mail.Always(sink.Fault{At: sink.Data, Do: sink.Stall})
		s.box.Always(sink.Fault{At: sink.Greeting, Do: sink.Stall})
		_, err := s.Intake.SaveMailbox(t.Context(), authz.System(intake.CLI), intake.SaveMailbox{Name: "HR", Address: "hr@ferrow-lund.example", Team: "advice", Kind: intake.ByIMAP,
			Server: s.box.Address(), TLS: "none", User: "hr", Password: "secret"})
		if err != nil {
			t.Fatal(err)
		}
	}
	s.open(t, cases)
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.mail.Always(sink.Fault{})
		s.mail.Release()
		s.box.Always(sink.Fault{At: sink.Greeting, Do: sink.Close})
		s.box.Release()
		_ = s.Stop(context.Background()) // it ends with the test
	})
	if stalls {
		s.stalled(t)
	} else {
		until(t, "the letters have left", func() bool { return s.waits(t) == 0 })
	}
	return s
}

// open opens cases; each writes a letter.
func (s *site) open(t testing.TB, n int) {
	t.Helper()
	for range n {
		s.opened++
		who := []string{"amina", "pavel"}[s.opened%2]
		in := map[string]any{"service": "pay", "subject": fmt.Sprintf("Night allowance %d", s.opened), "body": "I worked four nights in October, and the slip has three."}
		s.number = apptest.Decode[struct{ Number string }](t, s.API(who).Post("/api/v1/cases", in), 201).Number
	}
}

// waits counts the letters that have not left.
func (s *site) waits(t testing.TB) int {
	t.Helper()
	n, err := store.One[int](t.Context(), s.DB, `SELECT count(*) FROM mail_outbox WHERE state NOT IN ('sent', 'failed')`)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// stalled waits until both servers hold a connection of ours. Those that were given up are made again when the clock goes on.
func (s *site) stalled(t testing.TB) {
	t.Helper()
	held := func() bool {
		letters, _ := s.mail.Connections()
		mailbox, _ := s.box.Connections()
		return letters > 0 && mailbox > 0
	}
	if !held() {
		s.Clock.Advance(2 * time.Minute)
	}
	until(t, "both servers stall", held)
}

func until(t testing.TB, what string, done func() bool) {
	t.Helper()
	for range 1200 {
		if done() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("it did not come to it within a minute: %s", what)
}

// pages are what is asked: the queue and a case of HR, the requests of an employee, and a search.
var pages = map[string]func(s *site) apptest.Response{
	"queue":    func(s *site) apptest.Response { return s.Desk("marta").Get("/desk") },
	"case":     func(s *site) apptest.Response { return s.Desk("marta").Get("/desk/cases/" + s.number) },
	"requests": func(s *site) apptest.Response { return s.Portal("amina").Get("/requests") },
	"search":   func(s *site) apptest.Response { return s.API("marta").Get("/api/v1/search?q=allowance") },
}

// compared is how long pages took, in order of length: beside mail servers that answer, and beside such as stall.
type compared struct{ base, stalled []time.Duration }

// look asks for each page n times of both, in turn, so that whatever else the machine does befalls both alike.
func look(base, stalls *site, n int) map[string]*compared {
	all := map[string]*compared{"": {}}
	for name, page := range pages {
		c := &compared{}
		for i := range n + 2 {
			order := []*site{base, stalls}
			if i%2 == 1 {
				slices.Reverse(order)
			}
			for _, s := range order {
				began := time.Now()
				page(s).Is(200)
				took := time.Since(began)
				switch {
				case i < 2: // to warm up
				case s == base:
					c.base = append(c.base, took)
				default:
					c.stalled = append(c.stalled, took)
				}
			}
		}
		all[name] = c
		all[""].base, all[""].stalled = append(all[""].base, c.base...), append(all[""].stalled, c.stalled...)
	}
	for _, c := range all {
		slices.Sort(c.base)
		slices.Sort(c.stalled)
	}
	return all
}

// at returns the time that a share of the pages took at most, and how many times longer that is beside a stall.
func (c compared) at(percent int) (base, stalled time.Duration, times float64) {
	i := len(c.base) * percent / 100
	return c.base[i], c.stalled[i], float64(c.stalled[i]) / float64(c.base[i])
}

// While the mail servers stall, without an end, every page answers and everything can be written: nothing holds a connection to the database or the right to write meanwhile, and what the stall holds
// is bounded, however many letters wait. That proves by itself that no page waits for a mail server, on a machine of any speed; the times are compared besides, up to five times.
func TestStalledMailServersHoldNothingUp(t *testing.T) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			stalls := began(t, dialect, 20, true)
			holdsNothing(t, stalls)
			before := runtime.NumGoroutine()
			stalls.open(t, 40)
			holdsNothing(t, stalls)
			until(t, "no more goroutines than before", func() bool { return runtime.NumGoroutine() < before+50 })
			if open, ever := stalls.mail.Connections(); open > 4 || ever > 20 {
				t.Errorf("%d connections to the mail server of %d, while %d letters wait", open, ever, stalls.waits(t))
			}
			if open, _ := stalls.box.Connections(); open > 1 {
				t.Errorf("%d connections to one mailbox", open)
			}
			if got := len(stalls.mail.Mails()); got > 0 || stalls.waits(t) < 40 {
				t.Errorf("it does not stall: %d letters arrived", got)
			}
			base := began(t, dialect, 60, false)
			var times float64
			for range 5 {
				stalls.stalled(t)
				if _, _, times = look(base, stalls, 25)[""].at(50); times <= 1.5 {
					break // a disturbed look is repeated
				}
			}
			t.Logf("%s: half of the pages within %.2f times of what they take otherwise", dialect, times)
			if times > 1.5 {
				t.Errorf("half of the pages take %.2f times as long", times)
			}
		})
	}
}

// holdsNothing looks, while the servers stall, whether all connections to the database come to be free at one moment, and something can be written.
func holdsNothing(t *testing.T, s *site) {
	t.Helper()
	until(t, "no connection to the database is in use", func() bool { return s.DB.Stats().InUse == 0 })
	ctx, end := context.WithTimeout(t.Context(), time.Minute)
	defer end()
	if err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE desk_case SET version = version WHERE 1 = 1`)
		return err
	}); err != nil {
		t.Errorf("nothing can be written: %v", err)
	}
	for _, page := range pages {
		page(s).Is(200)
	}
}

// How long pages take beside mail servers that stall, and beside such as answer: of five looks the one in the middle counts. The bar is 1.1 times at p95.
func BenchmarkPagesWhileMailStalls(b *testing.B) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(dialect), func(b *testing.B) {
			base, stalls := began(b, dialect, 300, false), began(b, dialect, 300, true)
			b.ResetTimer()
			for b.Loop() {
				var looks []compared
				for range 5 {
					stalls.stalled(b)
					all := look(base, stalls, 100)
					looks = append(looks, *all[""])
					for name, c := range all {
						p50, p50Stalled, _ := c.at(50)
						p95, p95Stalled, times := c.at(95)
						b.Logf("%-8s p50 %.2f and %.2f ms, p95 %.2f and %.2f ms, %.2f times", name, ms(p50), ms(p50Stalled), ms(p95), ms(p95Stalled), times)
					}
				}
				slices.SortFunc(looks, func(x, y compared) int {
					_, _, one := x.at(95)
					_, _, two := y.at(95)
					return int(1000 * (one - two))
				})
				p95, stalled, times := looks[len(looks)/2].at(95)
				b.ReportMetric(ms(p95), "p95-ms")
				b.ReportMetric(ms(stalled), "p95-stalled-ms")
				b.ReportMetric(times, "times")
				if times > 1.1 {
					b.Errorf("p95 is %.2f times as long beside a stall; at most 1.1 NOT reached", times)
				}
			}
		})
	}
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }

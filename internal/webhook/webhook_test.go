package webhook_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/hook"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/webhook"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// got is a message as a receiver got it.
type got struct {
	Type string
	Data struct{ Case, By string }
	raw  string
	http.Header
}

// receiver is a system that takes webhooks. It refuses what refuse says.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	all    []got
	refuse func(got) int
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, in *http.Request) {
	raw, err := io.ReadAll(in.Body)
	g := got{raw: string(raw), Header: in.Header}
	if err == nil {
		err = json.Unmarshal(raw, &g)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	status := http.StatusNoContent
	if r.refuse != nil {
		status = r.refuse(g)
	}
	if err != nil {
		status = http.StatusTeapot
	}
	if status < 300 {
		r.all = append(r.all, g)
	}
	w.WriteHeader(status)
}

// took are the facts of a case that were taken, in their order.
func (r *receiver) took(number string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []string
	for _, g := range r.all {
		if g.Data.Case == number {
			all = append(all, strings.TrimPrefix(g.Type, "case."))
		}
	}
	return strings.Join(all, " ")
}

func (r *receiver) refuses(f func(got) int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refuse = f
}

type world struct {
	*apptest.App
	s  *webhook.Service
	in *receiver
	id string
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(t *testing.T, a *apptest.App) { once(t, a, f) })
}

func once(t *testing.T, a *apptest.App, f func(w *world)) {
	t.Helper()
	r := new(receiver)
	r.Server = httptest.NewServer(r)
	t.Cleanup(r.Close)
	a.Webhook.Post.Hosts = []string{"127.0.0.1"}
	w := &world{App: a, s: a.Webhook, in: r}
	e, err := w.s.Save(t.Context(), w.noor(), webhook.Save{Name: "Payroll", URL: r.URL + "/hearth", Facts: webhook.Facts(), On: true})
	w.ok(err)
	w.id = e.ID
	f(w)
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) noor() authz.Actor { return w.Actor(authz.Desk, "noor") }

func (w *world) open(service string, more ...func(*desk.Open)) string {
	w.T.Helper()
	in := desk.Open{Service: service, Subject: "A secret subject", Body: "A secret word."}
	for _, f := range more {
		f(&in)
	}
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "amina"), in)
	w.ok(err)
	return c.Number
}

func (w *world) answer(number string) {
	w.T.Helper()
	_, err := w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: number, Answer: "A secret answer.", Outcome: "done", Cause: "information"})
	w.ok(err)
}

func (w *world) accept(number string) {
	w.T.Helper()
	_, err := w.App.App.Desk.Accept(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Accept{Number: number})
	w.ok(err)
}

func (w *world) say(key string, face authz.Face, number string) {
	w.T.Helper()
	_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(face, key), desk.Write{Number: number, Body: "A secret message."})
	w.ok(err)
}

func (w *world) endpoint() webhook.Endpoint {
	w.T.Helper()
	e, err := w.s.Read(w.T.Context(), w.noor(), webhook.Named{ID: w.id})
	w.ok(err)
	return e
}

func (w *world) log() []webhook.Sent {
	w.T.Helper()
	l, err := w.s.Log(w.T.Context(), w.noor(), webhook.Log{ID: w.id})
	w.ok(err)
	return l.Items
}

func (w *world) count(sql string) int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, sql)
	w.ok(err)
	return n
}

func (w *world) exec(sql string, args ...any) {
	w.T.Helper()
	w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(w.T.Context(), sql, args...)
		return err
	}))
}

// The life of a case is told in its order, signed, with ids and a number and no word of anybody.
func TestWhatHappensIsToldInOrder(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("hours")
		w.say("amina", authz.Portal, number)
		w.say("marta", authz.Desk, number)
		w.answer(number)
		_, err := w.App.App.Desk.Reopen(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Reopen{Number: number, Missing: "A secret lack."})
		w.ok(err)
		w.answer(number)
		w.accept(number)
		w.Drain()
		if told := w.in.took(number); told != "opened replied replied answered reopened answered closed" {
			w.T.Fatalf("told: %s", told)
		}
		secret, err := w.s.ReadSecret(w.T.Context(), w.noor(), webhook.Named{ID: w.id})
		w.ok(err)
		var ids []string
		for _, g := range w.in.all {
			at, err := strconv.ParseInt(g.Get("webhook-timestamp"), 10, 64)
			w.ok(err)
			if want, err := hook.Sign(g.Get("webhook-id"), time.Unix(at, 0), []byte(g.raw), secret.Secret); err != nil || g.Get("webhook-signature") != want {
				w.T.Errorf("signed %q, want %q, %v", g.Get("webhook-signature"), want, err)
			}
			for _, word := range []string{"ecret", "Amina", "amina", apptest.ID("amina"), "Marta", apptest.ID("marta")} {
				if strings.Contains(g.raw, word) {
					w.T.Errorf("a message says %q: %s", word, g.raw)
				}
			}
			ids = append(ids, g.Get("webhook-id"))
		}
		if slices.Sort(ids); len(slices.Compact(ids)) != 7 || w.in.all[1].Data.By != "customer" || w.in.all[2].Data.By != "hr" {
			w.T.Errorf("ids %v, %+v", ids, w.in.all)
		}
		w.Advance(time.Hour)
		w.Drain()
		if n := len(w.in.all); n != 7 {
			w.T.Errorf("told %d times", n)
		}
		log := w.log()
		if len(log) != 7 || log[0].Fact != webhook.Closed || log[0].State != "sent" || log[0].Status != 204 || log[6].Fact != webhook.Opened {
			w.T.Errorf("the log says %+v", log)
		}
		e := w.endpoint()
		_, err = w.s.Save(w.T.Context(), w.noor(), webhook.Save{ID: w.id, Name: e.Name, URL: e.URL, Facts: []string{webhook.Closed}, On: true})
		w.ok(err)
		second := w.open("hours")
		w.answer(second)
		w.accept(second)
		w.Drain()
		if told := w.in.took(second); told != "closed" {
			w.T.Errorf("who chose one fact was told %s", told)
		}
	})
}

// A message that fails holds up its own case and no other, and comes once its receiver takes it.
func TestAFailingMessageHoldsUpItsOwnCase(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		first, second := w.open("hours"), w.open("hours")
		w.in.refuses(func(g got) int {
			if g.Data.Case == first {
				return http.StatusInternalServerError
			}
			return http.StatusOK
		})
		w.answer(first)
		w.answer(second)
		w.Drain()
		if w.in.took(first) != "" || w.in.took(second) != "opened answered" {
			w.T.Fatalf("told %q and %q", w.in.took(first), w.in.took(second))
		}
		if log := w.log(); len(log) != 3 || log[2].State != "waiting" || log[2].Status != 500 || log[2].Why != "It answered with the status 500 instead of 200." || log[2].NextAt.IsZero() {
			w.T.Errorf("the log says %+v", log)
		}
		for range 3 { // the pauses grow
			w.Advance(6 * time.Second)
			w.Drain()
		}
		if log := w.log(); log[2].Attempts != 2 {
			w.T.Errorf("after 18 seconds it was tried %d times", log[2].Attempts)
		}
		w.in.refuses(nil)
		w.Advance(2 * time.Minute)
		w.Drain()
		if told := w.in.took(first); told != "opened answered" {
			w.T.Errorf("told %q once it was taken", told)
		}
		if e := w.endpoint(); !e.FailingSince.IsZero() {
			w.T.Errorf("it counts as failing: %+v", e)
		}
	})
}

// Cases that are not open to all of HR never leave, also when they become so later, and stand in no log.
func TestProtectedCasesNeverLeave(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		protected := map[string]string{
			"named":   w.open("hours", func(o *desk.Open) { o.Named = []string{apptest.Email("marta")} }),
			"team":    w.open("hours", func(o *desk.Open) { o.Sensitivity = "team" }),
			"against": w.open("hours", func(o *desk.Open) { o.Against = []string{apptest.Email("priya")} }),
		}
		w.exec(`UPDATE catalogue_service SET health = $1 WHERE id = 'pay'`, true)
		protected["health"] = w.open("pay")
		later := w.open("hours")
		protected["restricted before it was sent"] = later
		_, err := w.App.App.Desk.Restrict(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Restrict{Number: later, Sensitivity: "team"})
		w.ok(err)
		plain := w.open("hours")
		w.Drain()
		for name, number := range protected {
			if told := w.in.took(number); told != "" {
				w.T.Errorf("of the case %s was told %s", name, told)
			}
		}
		if log := w.log(); w.in.took(plain) != "opened" || len(w.in.all) != 1 || len(log) != 1 || w.count(`SELECT count(*) FROM webhook_delivery`) != 1 {
			w.T.Errorf("told %+v, the log says %+v", w.in.all, log)
		}
		_, err = w.App.App.Desk.Restrict(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Restrict{Number: plain, Sensitivity: "team"})
		w.ok(err)
		_, err = w.s.Again(w.T.Context(), w.noor(), webhook.Again{ID: w.id, Delivery: w.log()[0].ID})
		w.ok(err)
		w.Drain()
		if len(w.in.all) != 1 || len(w.log()) != 0 {
			w.T.Errorf("sent again: %+v, the log says %+v", w.in.all, w.log())
		}
	})
}

// After three days without a success an endpoint is stopped with the reason, administrators are told, and when it is switched on it hears what happened before and meanwhile.
func TestAnEndpointThatTakesNothingIsStopped(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.in.refuses(func(got) int { return http.StatusBadGateway })
		number := w.open("hours")
		w.Drain()
		for range 23 {
			w.Advance(3 * time.Hour)
			w.Drain()
		}
		if e := w.endpoint(); e.State != webhook.On {
			w.T.Fatalf("it was stopped within three days: %+v", e)
		}
		for range 16 {
			w.Advance(3 * time.Hour)
			w.Drain()
		}
		e := w.endpoint()
		if e.State != webhook.Stopped || e.Why != "Nothing was taken for 3 days. The last attempt: It answered with the status 502 instead of 200." {
			w.T.Fatalf("after five days it is %+v", e)
		}
		w.Desk("noor").Get("/admin/webhooks").Shows("Stopped", "Nothing was taken for 3 days.")
		w.Desk("noor").Get("/").Shows("Nothing is sent to this system any more.")
		while := w.open("hours")
		w.in.refuses(nil)
		w.Drain()
		if len(w.in.all) != 0 {
			w.T.Fatalf("a stopped system was told %+v", w.in.all)
		}
		e, err := w.s.Save(w.T.Context(), w.noor(), webhook.Save{ID: w.id, Name: e.Name, URL: e.URL, Facts: e.Facts, On: true})
		w.ok(err)
		w.Advance(48 * time.Hour)
		w.Drain()
		w.Drain()
		if e.State != webhook.On || e.Why != "" || !e.FailingSince.IsZero() || w.in.took(number) != "opened" || w.in.took(while) != "opened" {
			w.T.Errorf("switched on it is %+v, told %q and %q", e, w.in.took(number), w.in.took(while))
		}
	})
}

// A receiver that says it wants no more is asked no more.
func TestGoneStops(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		asked := 0
		w.in.refuses(func(got) int { asked++; return http.StatusGone })
		w.open("hours")
		w.Drain()
		w.open("hours")
		w.Advance(time.Hour)
		w.Drain()
		if e := w.endpoint(); asked != 1 || e.State != webhook.Stopped || !strings.Contains(e.Why, "wants no more") {
			w.T.Errorf("asked %d times, %+v", asked, e)
		}
	})
}

// A server that dies in the middle of an attempt loses nothing: the message is taken up again, with the same id.
func TestWhatWasLeftIsTakenUp(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("hours")
		w.exec(`DELETE FROM store_fact WHERE id <> ''`) // the jobs are lost
		w.exec(`UPDATE webhook_delivery SET held_until = $1, attempts = 1`, w.DB.Now().Add(time.Minute))
		w.Drain()
		if len(w.in.all) != 0 {
			w.T.Fatal("it was sent beside an attempt")
		}
		w.Advance(3 * time.Minute)
		w.Drain()
		w.Drain()
		if told := w.in.took(number); told != "opened" {
			w.T.Fatalf("told %q", told)
		}
		log := w.log()
		w.exec(`UPDATE webhook_delivery SET state = 'waiting', held_until = $1`, w.DB.Now()) // it was taken, but the server died before it knew
		w.Advance(3 * time.Minute)
		w.Drain()
		w.Drain()
		if told := w.in.took(number); told != "opened opened" || w.in.all[0].Get("webhook-id") != w.in.all[1].Get("webhook-id") || w.in.all[1].Get("webhook-id") != log[0].MessageID {
			w.T.Errorf("told %q: %+v", told, w.in.all)
		}
		w.Advance(31 * 24 * time.Hour)
		w.Drain()
		if n := w.count(`SELECT count(*) FROM webhook_delivery`); n != 0 {
			w.T.Errorf("%d messages are kept after a month", n)
		}
	})
}

// A secret that is changed signs for another day, beside the new one; neither lies open in the database.
func TestSecretsRotate(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		read := func() string {
			s, err := w.s.ReadSecret(w.T.Context(), w.noor(), webhook.Named{ID: w.id})
			w.ok(err)
			return s.Secret
		}
		old := read()
		_, err := w.s.Rotate(w.T.Context(), w.noor(), webhook.Named{ID: w.id})
		w.ok(err)
		fresh := read()
		try := func() got {
			_, err := w.s.Try(w.T.Context(), w.noor(), webhook.Named{ID: w.id})
			w.ok(err)
			w.Drain()
			return w.in.all[len(w.in.all)-1]
		}
		signed := func(g got, secrets ...string) {
			w.T.Helper()
			at, err := strconv.ParseInt(g.Get("webhook-timestamp"), 10, 64)
			w.ok(err)
			if want, err := hook.Sign(g.Get("webhook-id"), time.Unix(at, 0), []byte(g.raw), secrets...); err != nil || g.Get("webhook-signature") != want || g.Type != webhook.Trial {
				w.T.Errorf("%+v is signed %q, want %q, %v", g, g.Get("webhook-signature"), want, err)
			}
		}
		signed(try(), fresh, old)
		w.Advance(25 * time.Hour)
		signed(try(), fresh)
		sealed, err := store.One[[]byte](w.T.Context(), w.DB, `SELECT secret FROM webhook_endpoint`)
		w.ok(err)
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(fresh, "whsec_"))
		w.ok(err)
		if fresh == old || !strings.HasPrefix(fresh, "whsec_") || len(key) != 32 || strings.Contains(string(sealed), fresh) || strings.Contains(string(sealed), string(key)) {
			w.T.Error("the secret is the old one, too short, or lies open")
		}
		token := w.noor()
		token.Scopes = []string{"read"}
		if _, err := w.s.ReadSecret(w.T.Context(), token, webhook.Named{ID: w.id}); fault.KindOf(err) != fault.Forbidden {
			w.T.Errorf("a token that may only read got %v", err)
		}
		if n := w.count(`SELECT count(*) FROM audit_entry WHERE action = 'webhook.secret'`); n != 2 {
			w.T.Errorf("%d readings are recorded", n)
		}
	})
}

// A trial reaches a system that is not switched on, once; sending again keeps the id.
func TestTrialsAndSendingAgain(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		e := w.endpoint()
		number := w.open("hours")
		w.Drain()
		w.in.refuses(func(got) int { return http.StatusFound })
		_, err := w.s.Save(w.T.Context(), w.noor(), webhook.Save{ID: w.id, Name: e.Name, URL: e.URL, Facts: e.Facts})
		w.ok(err)
		w.open("hours")
		_, err = w.s.Try(w.T.Context(), w.noor(), webhook.Named{ID: w.id})
		w.ok(err)
		w.Drain()
		w.Advance(time.Hour)
		w.Drain()
		log := w.log()
		if len(log) != 2 || log[0].Fact != webhook.Trial || log[0].State != "failed" || log[0].Attempts != 1 || !strings.Contains(log[0].Why, "redirect (302)") {
			w.T.Fatalf("the log says %+v", log)
		}
		if e := w.endpoint(); e.State != webhook.Off || !e.FailingSince.IsZero() {
			w.T.Errorf("a trial made it %+v", e)
		}
		again := func(id string) error {
			_, err := w.s.Again(w.T.Context(), w.noor(), webhook.Again{ID: w.id, Delivery: id})
			w.Drain()
			return err
		}
		w.in.refuses(nil)
		if err := again(log[1].ID); fault.KindOf(err) != fault.Conflict {
			w.T.Errorf("sending again to who is switched off: %v", err)
		}
		w.ok(again(log[0].ID))
		_, err = w.s.Save(w.T.Context(), w.noor(), webhook.Save{ID: w.id, Name: e.Name, URL: e.URL, Facts: e.Facts, On: true})
		w.ok(err)
		w.ok(again(log[1].ID))
		if told := w.in.took(number); told != "opened opened" || w.in.all[0].Get("webhook-id") != w.in.all[2].Get("webhook-id") || w.in.all[1].Type != webhook.Trial {
			w.T.Errorf("told %q: %+v", told, w.in.all)
		}
		for _, id := range []string{"0", "x", "99999999999999999999"} {
			if err := again(id); fault.KindOf(err) != fault.NotFound {
				w.T.Errorf("the message %s: %v", id, err)
			}
		}
		_, err = w.s.Remove(w.T.Context(), w.noor(), webhook.Named{ID: w.id})
		w.ok(err)
		w.open("hours")
		w.Drain()
		if n := w.count(`SELECT count(*) FROM webhook_delivery`); n != 0 || len(w.in.all) != 3 {
			w.T.Errorf("%d messages of a removed system, %d sent", n, len(w.in.all))
		}
	})
}

func TestSystemsThatAreRefused(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for _, c := range []struct {
			field string
			in    webhook.Save
		}{
			{"name", webhook.Save{URL: "https://example.com", Facts: webhook.Facts()}},
			{"name", webhook.Save{Name: strings.Repeat("x", 101), URL: "https://example.com", Facts: webhook.Facts()}},
			{"url", webhook.Save{Name: "A", URL: "http://example.com", Facts: webhook.Facts()}},
			{"url", webhook.Save{Name: "A", URL: "https://10.0.0.1/", Facts: webhook.Facts()}},
			{"url", webhook.Save{Name: "A", URL: "https://[::ffff:169.254.169.254]/", Facts: webhook.Facts()}},
			{"url", webhook.Save{Name: "A", Facts: webhook.Facts()}},
			{"url", webhook.Save{Name: "A", URL: "https://example.com/" + strings.Repeat("x", 2000), Facts: webhook.Facts()}},
			{"facts", webhook.Save{Name: "A", URL: "https://example.com"}},
			{"facts", webhook.Save{Name: "A", URL: "https://example.com", Facts: []string{"case.%"}}},
		} {
			_, err := w.s.Save(w.T.Context(), w.noor(), c.in)
			if e := fault.As(err); e == nil || len(e.Fields) != 1 || e.Fields[0].Name != c.field {
				w.T.Errorf("%+v was answered %v", c.in, err)
			}
		}
		for _, key := range []string{"marta", "ingrid", "amina"} {
			if _, err := w.s.List(w.T.Context(), w.Actor(authz.Desk, key), webhook.Nothing{}); fault.KindOf(err) != fault.Forbidden {
				w.T.Errorf("%s got %v", key, err)
			}
		}
		if n := w.count(`SELECT count(*) FROM webhook_endpoint`); n != 1 {
			w.T.Errorf("there are %d systems", n)
		}
	})
}

// An endpoint that hangs is asked by few at once; the others leave what they have to them, and nothing is lost or sent twice.
func TestFewAreAtAnEndpointAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		const cases = 12
		for range cases {
			w.open("hours")
		}
		w.exec(`DELETE FROM store_fact WHERE id <> ''`) // the jobs are lost: here they are
		lines, err := store.All[string](w.T.Context(), w.DB, `SELECT line FROM webhook_delivery ORDER BY n`)
		w.ok(err)
		var now, done atomic.Int64
		var over atomic.Bool
		gate := make(chan struct{})
		release := sync.OnceFunc(func() { close(gate) })
		w.s.Post.Dial = func(ctx context.Context, at netip.AddrPort) (net.Conn, error) {
			if now.Add(1) > 4 {
				over.Store(true)
				release()
			}
			defer now.Add(-1)
			<-gate // until all others have left
			return new(net.Dialer).DialContext(ctx, "tcp", at.String())
		}
		var group sync.WaitGroup
		for _, line := range lines {
			group.Go(func() {
				if err := w.s.Send(w.T.Context(), w.id, line); err != nil {
					w.T.Error(err)
				}
				if done.Add(1) == cases-4 {
					release()
				}
			})
		}
		group.Wait()
		if over.Load() {
			w.T.Error("more than four were at it at once")
		}
		w.Advance(3 * time.Minute) // a pass takes up what they left
		w.Drain()
		w.Drain()
		if n := len(w.in.all); n != cases {
			w.T.Errorf("%d messages of %d were sent", n, cases)
		}
	})
}

// That a case goes on in another one, and stands by itself again, is told in the order of that case, with the number of the other.
func TestJoiningIsTold(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		part, whole := w.open("hours"), w.open("hours")
		marta := w.Actor(authz.Desk, "marta")
		w.API("marta").Post("/api/v1/cases/"+part+"/join", map[string]any{"into": whole}).Is(200)
		w.Drain()
		w.API("marta").Post("/api/v1/cases/"+part+"/apart", map[string]any{}).Is(200)
		w.Drain()
		if told := w.in.took(part) + ", " + w.in.took(whole); told != "opened joined parted, opened" {
			w.T.Errorf("told: %s", told)
		}
		for _, g := range w.in.all {
			if hangs := g.Type == webhook.Joined || g.Type == webhook.Parted; hangs != strings.Contains(g.raw, `"whole":"`+whole+`"`) || hangs && strings.Contains(g.raw, `"by"`) {
				w.T.Errorf("%s", g.raw)
			}
		}
		w.API("marta").Post("/api/v1/cases/"+part+"/join", map[string]any{"into": whole}).Is(200)
		_, err := w.App.App.Desk.Restrict(w.T.Context(), marta, desk.Restrict{Number: whole, Sensitivity: "named", Named: []string{apptest.Email("marta")}})
		w.ok(err)
		w.Drain()
		if told := w.in.took(part); told != "opened joined parted" {
			w.T.Errorf("of a case of which nobody may be told: %s", told)
		}
	})
}

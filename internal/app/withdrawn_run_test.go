package app_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk/deskweb"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/config"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// smsSink is a gateway for text messages that keeps what it gets.
type smsSink struct {
	*httptest.Server
	mu  sync.Mutex
	all []string // who got one
}

func newSMSSink(t *testing.T) *smsSink {
	s := &smsSink{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var in struct{ To string }
		if json.NewDecoder(r.Body).Decode(&in) == nil {
			s.mu.Lock()
			s.all = append(s.all, in.To)
			s.mu.Unlock()
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// to counts the messages to a number.
func (s *smsSink) to(phone string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(slices.DeleteFunc(slices.Clone(s.all), func(to string) bool { return to != phone }))
}

func multipartOf(t *testing.T, texts map[string]string, file string) (body, kind string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	var all error
	for name, value := range texts {
		all = errors.Join(all, w.WriteField(name, value))
	}
	f, err := w.CreateFormFile(file, "note.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.WriteString(f, "hello")
	if err := errors.Join(all, err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

func jsonOf(t *testing.T, value any) io.Reader {
	t.Helper()
	body, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(body)
}

// newOffice starts the product with a gateway for text messages, and with more agents.
func newOffice(t *testing.T, dialect store.Dialect) *office {
	t.Helper()
	o := &office{t: t, sms: newSMSSink(t)}
	o.App = apptest.Configured(t, dialect, func(c *config.Config) { c.SMS.URL = o.sms.URL })
	for _, m := range []apptest.Member{
		{Key: "olga", Given: "Olga", Family: "Petrova", Number: "2005", Roles: []string{"agent"}, Teams: []string{"payroll"}},
		{Key: "ines", Given: "Ines", Family: "Costa", Number: "2006", Roles: []string{"agent"}, Teams: []string{"advice"}},
		{Key: "nils", Given: "Nils", Family: "Holm", Number: "2007", Roles: []string{"agent"}, Teams: []string{"advice"}},
		{Key: "kai", Given: "Kai", Family: "Vogel", Number: "2008", Roles: []string{"agent"}, Teams: []string{"payroll"}},
	} {
		o.Add(m)
	}
	o.admin = o.API("noor")
	for key, phone := range map[string]string{"pavel": "+46401234564", "amina": "+46401234563"} {
		o.API(key).Do(http.MethodPatch, "/api/v1/me", "application/json", jsonOf(t, map[string]any{"phone": phone, "channel": "sms"})).Is(200)
	}
	return o
}

func TestRightsWithdrawnAreGoneEverywhere(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			o, all := newOffice(t, dialect), losses()
			for _, l := range all {
				l.office = o
				l.prepare()
				l.begin()
			}
			o.Drain()
			untouched := o.bystander(all[0].id)
			stale := o.staleStream("priya", all[0].id)
			stays := o.stays()
			o.queueMail(all)
			began := time.Now()
			for _, l := range all {
				l.withdraw(l)
			}
			o.checkMail(t)
			t.Logf("%d rights withdrawn in %v", len(all), time.Since(began))
			for _, wrong := range checkAll(all, began.Add(within)) {
				t.Error(wrong)
			}
			if untouched.EndsBy(time.Now()) {
				t.Error("a stream of somebody who lost nothing ended: nothing is proved")
			}
			if stale.EndsBy(time.Now()) {
				t.Error("a stream that asks for the rights of its beginning ended: the test would not see a stream that stays")
			}
			if wrong := strings.Join(stays.after(time.Now()), "\n"); !strings.Contains(wrong, "still reaches the case by token") ||
				!strings.Contains(wrong, "still reaches the list") || !strings.Contains(wrong, "still reaches a request sent again") || !strings.Contains(wrong, "ended: false") {
				t.Errorf("somebody who lost nothing is taken for somebody who lost all: %s", wrong)
			}
		})
	}
}

// checkAll asks for all losses at once, since each waits for its streams.
func checkAll(all []*loss, deadline time.Time) (wrong []string) {
	var mu sync.Mutex
	var waiting sync.WaitGroup
	for _, l := range all {
		waiting.Go(func() {
			found := l.after(deadline)
			mu.Lock()
			defer mu.Unlock()
			wrong = append(wrong, found...)
		})
	}
	waiting.Wait()
	return wrong
}

// bystander is a stream of somebody who keeps the right.
func (o *office) bystander(id string) *apptest.Stream {
	o.t.Helper()
	return o.API("ingrid").Listen("/live?topics=case:" + id)
}

// stays is a loss without anything lost: what the check must find.
func (o *office) stays() *loss {
	o.t.Helper()
	s := &loss{name: "nothing", who: "stefan", office: o}
	o.Clock.Advance(time.Second)
	s.open("stefan", map[string]any{"service": "hours"})
	s.begin()
	return s
}

// staleStream is a stream of a product that goes on with the rights of sign-in, so that it never ends: the fault that the check of streams is for.
func (o *office) staleStream(key, id string) *apptest.Stream {
	o.t.Helper()
	faulty := *o.App.App
	faulty.Mux = httpx.NewMux(httpx.Options{DB: o.DB})
	deskweb.New(deskweb.Options{DB: o.DB, Desk: o.App.App.Desk, People: o.People, Catalogue: o.Catalogue, Promises: o.Promise, Live: o.Live}).Spec().Routes(faulty.Mux)
	token, err := o.Auth.IssueToken(o.t.Context(), apptest.ID(key), "stale", auth.ScopeAll)
	if err != nil {
		o.t.Fatal(err)
	}
	server := httptest.NewServer(faulty.HandlerFor(faulty.Auth.Who))
	o.t.Cleanup(func() { o.Live.Close(); server.Close() })
	return o.Bearer(token, server.URL).Listen("/live?topics=desk")
}

// queueMail lets HR write to two people: Pavel is about to leave.
func (o *office) queueMail(all []*loss) {
	o.t.Helper()
	for _, l := range all {
		if l.who == "pavel" || l.who == "ines" {
			o.API("ingrid").Post("/api/v1/cases/"+l.number+"/messages", map[string]any{"body": "Here is your answer."}).Is(http.StatusCreated)
		}
	}
}

const pavelsPhone, aminasPhone = "+46401234564", "+46401234563"

// checkMail sends what is queued: Amina gets hers, Pavel does not.
func (o *office) checkMail(t *testing.T) {
	t.Helper()
	for _, phone := range []string{pavelsPhone, aminasPhone} {
		if n, err := store.One[int](t.Context(), o.DB, `SELECT count(*) FROM mail_outbox WHERE recipient = $1 AND state = 'queued'`, phone); err != nil || n == 0 {
			t.Fatalf("%d messages wait for %s (%v): nothing is proved", n, phone, err)
		}
	}
	pavel, amina := o.sms.to(pavelsPhone), o.sms.to(aminasPhone)
	o.Drain()
	if got := o.sms.to(pavelsPhone) - pavel; got != 0 {
		t.Errorf("%d messages went to somebody who has left", got)
	}
	if o.sms.to(aminasPhone) == amina {
		t.Error("no message went to somebody who is still there")
	}
	left, err := store.All[string](t.Context(), o.DB, `SELECT state || ' ' || text_body FROM mail_outbox WHERE recipient = $1 AND kind = 'case.message'`, pavelsPhone)
	if err != nil || len(left) == 0 || slices.ContainsFunc(left, func(x string) bool { return x != "failed " }) {
		t.Errorf("the outbox keeps %q (%v), want it ended without its text", left, err)
	}
}

// A sender that does not ask sends to somebody who has left: the fault that the check of mail is for.
func TestRightsAreAskedByTheSenderOfMail(t *testing.T) {
	t.Parallel()
	o := newOffice(t, store.SQLite)
	l := &loss{who: "pavel", office: o}
	l.prepare()
	o.Drain()
	o.queueMail([]*loss{l})
	l.edit("pavel", map[string]any{"ended": "2026-11-16"})
	before := o.sms.to(pavelsPhone)
	careless := mail.NewSender(o.DB, nil, mail.HTTPGateway{URL: o.sms.URL})
	if _, err := careless.Pass(t.Context()); err != nil || o.sms.to(pavelsPhone) == before {
		t.Errorf("a sender that does not ask sent nothing (%v): the test of mail proves nothing", err)
	}
}

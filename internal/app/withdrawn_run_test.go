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
	"hearth/internal/people"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
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
		{Key: "emil", Given: "Emil", Family: "Sandberg", Number: "2009", Roles: []string{"agent"}, Teams: []string{"advice"}},
		{Key: "cora", Given: "Cora", Family: "Lindqvist", Number: "4001", Roles: []string{"concern"}},
	} {
		o.Add(m)
	}
	o.admin = o.API("noor")
	for key, phone := range phones {
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
			o.checkMail(t, all)
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

// phones are where text messages go: to whoever asks, and to the colleagues in HR who lose something, or nothing but a token or a session.
var phones = map[string]string{"pavel": "+46401234564", "amina": "+46401234563", "priya": "+46401230001", "theo": "+46401230002", "olga": "+46401230003", "ines": "+46401230004", "emil": "+46401230005",
	"nils": "+46401230006", "kai": "+46401230007", "cora": "+46401230008", "marta": "+46401230009", "ingrid": "+46401230010"}

// queueMail lets HR write to the requesters of two cases, one of whom is about to leave, and mention whoever is about to lose a case at the desk.
func (o *office) queueMail(all []*loss) {
	o.t.Helper()
	for _, l := range all {
		if l.who == "pavel" || l.who == "ines" {
			o.API("ingrid").Post("/api/v1/cases/"+l.number+"/messages", map[string]any{"body": "Here is your answer."}).Is(http.StatusCreated)
		}
		if l.face != authz.Desk {
			continue
		}
		by := "marta"
		if l.who == "marta" || l.who == "olga" {
			by = map[string]string{"marta": "ingrid", "olga": "theo"}[l.who]
		}
		p, err := people.ByID(o.t.Context(), o.DB, apptest.ID(l.who))
		if err != nil {
			o.t.Fatal(err)
		}
		o.API(by).Post("/api/v1/cases/"+l.number+"/messages", map[string]any{"body": "Please look, @" + p.DisplayName(), "internal": true}).Is(http.StatusCreated)
	}
}

// checkMail sends what is queued: who has lost what a message is about gets none, and who keeps it gets theirs.
func (o *office) checkMail(t *testing.T, all []*loss) {
	t.Helper()
	loses := map[string]string{}
	for _, l := range all {
		if phones[l.who] != "" && l.only == "" {
			loses[l.who] = l.name
		}
	}
	before := map[string]int{}
	for who, phone := range phones {
		if n, err := store.One[int](t.Context(), o.DB, `SELECT count(*) FROM mail_outbox WHERE recipient = $1 AND state = 'queued'`, phone); err != nil || n == 0 {
			t.Fatalf("%d messages wait for %s (%v): nothing is proved", n, who, err)
		}
		before[who] = o.sms.to(phone)
	}
	o.Drain()
	for who, phone := range phones {
		got := o.sms.to(phone) - before[who]
		if loses[who] == "" {
			if got == 0 {
				t.Errorf("no message went to %s, who has lost nothing", who)
			}
			continue
		}
		if got != 0 {
			t.Errorf("%s: %d messages went to %s", loses[who], got, who)
		}
		left, err := store.All[string](t.Context(), o.DB, `SELECT state || ' ' || text_body FROM mail_outbox WHERE recipient = $1 AND kind IN ('case.message', 'follow.told') AND state <> 'sent'`, phone)
		if err != nil || len(left) == 0 || slices.ContainsFunc(left, func(x string) bool { return x != "failed " }) {
			t.Errorf("%s: the outbox keeps %q for %s (%v), want it ended without its text", loses[who], left, who, err)
		}
	}
}

// A sender that does not ask sends to everybody who has lost what its message is about: the fault that the check of mail is for.
func TestRightsAreAskedByTheSenderOfMail(t *testing.T) {
	t.Parallel()
	o := newOffice(t, store.SQLite)
	var all []*loss
	for _, l := range losses() {
		if phones[l.who] == "" || l.only != "" {
			continue
		}
		l.office = o
		if l.face == "" {
			l.face = authz.Portal
		}
		l.prepare()
		all = append(all, l)
	}
	o.Drain()
	o.queueMail(all)
	before := map[string]int{}
	for _, l := range all {
		l.withdraw(l)
		before[l.who] = o.sms.to(phones[l.who])
	}
	careless := mail.NewSender(o.DB, nil, mail.HTTPGateway{URL: o.sms.URL})
	if _, err := careless.Pass(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, l := range all {
		if o.sms.to(phones[l.who]) == before[l.who] {
			t.Errorf("%s: a sender that does not ask sent nothing to %s: the test of mail proves nothing", l.name, l.who)
		}
	}
}

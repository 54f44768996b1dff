package crawl_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/automation"
	"hearth/internal/desk/record"
	"hearth/internal/field"
	"hearth/internal/intake"
	written "hearth/internal/letters"
	"hearth/internal/people"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
	rules "hearth/internal/policy"
	"hearth/internal/webhook"
)

// viewer is somebody in one face, or with one token or session.
type viewer struct {
	name, key string
	desk      bool
	gone      bool   // left: nothing is open to them
	handles   string // whose cases they work on as one who takes concerns
	roles     []string
	teams     []string
	client    *apptest.Client
}

// world is the product with canaries in it.
type world struct {
	*apptest.App
	*cage
	t                          *testing.T
	viewers                    []*viewer
	cases                      []*planted
	ids                        map[string][]string // of what else addresses name, by the part of the address before them or by their wildcard
	things                     []thing             // of these, what is not for everybody
	box                        string              // the address to which mails come
	tokens                     map[string]string   // in links that somebody got, by the address before them
	site                       string              // where somebody works
	log                        *lines
	left                       map[string]int // what the quick suite leaves out, by what it is
	routes                     map[string]bool
	reached                    map[string]bool // of routes: somebody got what is there
	parts                      [][2]string     // cases that are part of others, with these
	visits                     int
	told, toldAtWork, listened int // event streams that told of a change of a case, and of who is at one, of all
	bytes                      int
	logLines                   int
	asked                      int            // statements
	leaks                      []string       // who met what they may not
	faults                     []string       // of the crawl: it did not look somewhere
	bySurface                  map[string]int // visits
	parameters                 []*asked       // of queries, that name something
	addresses                  map[*asked][]mention
}

// planted is a case with its canaries.
type planted struct {
	scenario
	id, number                   string
	files, entries, steps, lines []string
	askings                      []string
	efforts, questions           []string
	missed                       []string // mails that did not arrive, as the case names them
	issued                       []string // letters
	wishes, miles                []string // exceptions and what was done once
	calls                        []string // that were asked for
	tags                         []string
	sides, sideFiles             []string // what somebody else was asked, and the files there
	attachments                  []string // to what HR writes together
	notes, noteFiles             []string // those of entries and files that HR alone reads
}

// lines keeps what is logged.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (l *lines) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

// String returns everything so far.
func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// more are the people of this organisation besides those of apptest.Cast. Cora takes concerns, and is in a team still from when she was an agent. Greta and Gustav leave when everything is planted.
var more = []apptest.Member{
	{Key: "olga", Given: "Olga", Family: "Petrova", Number: "2005", Roles: []string{"agent"}, Teams: []string{"payroll"}},
	{Key: "vera", Given: "Vera", Family: "Holm", Number: "1007"},
	{Key: "cora", Given: "Cora", Family: "Lindqvist", Number: "4001", Roles: []string{"concern"}, Teams: []string{"payroll"}},
	{Key: "greta", Given: "Greta", Family: "Sund", Number: "1008"},
	{Key: "gustav", Given: "Gustav", Family: "Nord", Number: "2006", Roles: []string{"agent"}, Teams: []string{"payroll"}},
}

func members() []apptest.Member { return append(apptest.Cast(), more...) }

// newWorld makes the organisation with canaries in every sensitive field, and rounds times all scenarios as cases.
func newWorld(t *testing.T, dialect store.Dialect, rounds int, all []scenario) *world {
	t.Helper()
	log := &lines{}
	w := &world{App: apptest.Logged(t, dialect, log), cage: newCage(), t: t, log: log, ids: map[string][]string{},
		left: map[string]int{}, routes: map[string]bool{}, reached: map[string]bool{}, bySurface: map[string]int{}}
	if err := w.DB.Hurry(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, m := range more {
		w.Add(m)
	}
	w.meetViewers(all)
	for i, m := range members() {
		w.plantPerson(i, m)
	}
	w.plantOpening("hanna")
	w.plantAround()
	w.plantMail()
	w.plantRule()
	w.plantFields()
	w.plantSorting()
	for _, s := range apptest.Services() { // so that each case has a time that can be prolonged, with a reason
		s.Law, s.LawCount, s.LawUnit, s.LawMore = "one month, Art. 12(3) GDPR", 1, "months", 2
		if _, err := w.Catalogue.SaveService(t.Context(), w.Actor(authz.Desk, "ingrid"), s); err != nil {
			t.Fatal(err)
		}
	}
	for round := range rounds {
		for i, s := range all {
			w.plantCase(round*len(all)+i, s)
		}
	}
	w.plantFairness()
	w.plantKept()
	w.signIn("greta@session") // sends a mail: with her address as it is by now
	w.signIn("amina@session")
	w.signIn("amina@session") // elsewhere, too
	w.findLinks()
	w.nameOthers()
	for _, key := range []string{"greta", "gustav"} {
		w.exec(`UPDATE people_employment SET ended = '2026-01-31' WHERE person_id = $1`, apptest.ID(key))
	}
	w.Drain()
	w.plantParts()
	return w
}

// plantParts joins cases of different protection, as no use case does: who sees the one reads nothing of the other by it. What is done with the whole follows for the part, so it comes last; and no part is less
// protected than its whole, because the first change of the whole would mend that, and let those named there see the part.
func (w *world) plantParts() {
	few := map[string]int{"open": 0, "team": 1, "named": 2}
	of := func(id string) int {
		r, err := record.ByID(w.t.Context(), w.DB, id)
		if err != nil {
			w.t.Fatal(err)
		}
		return few[r.Sensitivity]
	}
	joined := 0
	for _, p := range w.parts {
		if of(p[0]) >= of(p[1]) {
			w.exec(`INSERT INTO joined_part (part_id, whole_id, joined_at) VALUES ($1, $2, $3)`, p[0], p[1], w.DB.Now())
			joined++
		}
	}
	if joined == 0 && len(w.parts) > 0 {
		w.fault("No case is part of another.")
	}
}

// meetViewers makes everybody who looks around, where there are cases of some scenarios.
func (w *world) meetViewers(all []scenario) {
	token := func(key, scope string) *apptest.Client {
		word := w.plant("token", "token of "+key, w.whoOfPerson("token", key))
		text, err := w.Auth.IssueToken(w.t.Context(), apptest.ID(key), word, scope)
		if err != nil {
			w.t.Fatal(err)
		}
		return w.Nobody().With("Authorization", "Bearer "+text)
	}
	w.viewers = []*viewer{{name: "nobody", client: w.Nobody()}}
	for _, m := range members() {
		if m.Key == "greta" || m.Key == "gustav" {
			continue
		}
		if len(m.Roles) == 0 || m.Key == "marta" {
			w.viewers = append(w.viewers, &viewer{name: m.Key + "@portal", key: m.Key, client: w.Portal(m.Key)})
		}
		if len(m.Roles) > 0 {
			w.viewers = append(w.viewers, &viewer{name: m.Key + "@desk", key: m.Key, desk: true, roles: m.Roles, teams: m.Teams, handles: handled(m, all), client: w.Desk(m.Key)})
		}
	}
	w.viewers = append(w.viewers, &viewer{name: "amina@session", key: "amina"}, &viewer{name: "greta@session", key: "greta", gone: true},
		&viewer{name: "olga@read", key: "olga", desk: true, roles: []string{"agent"}, teams: []string{"payroll"}}, &viewer{name: "amina@token", key: "amina", desk: true},
		&viewer{name: "gustav@token", key: "gustav", gone: true})
	for name, scope := range map[string]string{"olga@read": auth.ScopeRead, "amina@token": auth.ScopeAll, "gustav@token": auth.ScopeAll} {
		v := w.viewer(name)
		v.client = token(v.key, scope)
	}
}

func (w *world) viewer(name string) *viewer {
	i := slices.IndexFunc(w.viewers, func(v *viewer) bool { return v.name == name })
	return w.viewers[i]
}

// findLinks notes what stands in links of mails: one that signs somebody in and is not used, and one that ends notices; and what pages load.
func (w *world) findLinks() {
	email, err := store.One[string](w.t.Context(), w.DB, `SELECT email FROM people_person WHERE id = $1`, apptest.ID("hanna"))
	w.must(err)
	w.Visitor().Send("/sign-in", url.Values{"email": {email}}).Is(http.StatusSeeOther)
	sent, err := store.One[string](w.t.Context(), w.DB, `SELECT text_body FROM mail_outbox WHERE kind = 'auth.link' ORDER BY id DESC LIMIT 1`)
	w.must(err)
	ends, err := store.One[string](w.t.Context(), w.DB, `SELECT unsubscribe FROM mail_outbox WHERE unsubscribe LIKE '%/notices/%' ORDER BY id LIMIT 1`)
	w.must(err)
	_, page := w.get(w.viewers[0], "/sign-in")
	w.tokens = map[string]string{}
	for path, text := range map[string]string{"/sign-in/link/": sent, "/notices/": ends, "/assets/": page} {
		_, after, _ := strings.Cut(text, path)
		w.tokens[path] = after[:run(after, func(c byte) bool { return isBase64(c) || c == '.' })]
		if w.tokens[path] == "" {
			w.t.Fatalf("there is no link to %s", path)
		}
	}
}

var linkInMail = regexp.MustCompile(`/sign-in/link/([\w-]+)`)

// signIn gives a viewer a real session, by a link in a mail, in a browser whose name for itself is a canary.
func (w *world) signIn(name string) {
	v := w.viewer(name)
	email, err := store.One[string](w.t.Context(), w.DB, `SELECT email FROM people_person WHERE id = $1`, apptest.ID(v.key))
	if err != nil {
		w.t.Fatal(err)
	}
	device := w.plant("device", "session of "+v.key, w.whoOfPerson("device", v.key))
	browser := w.Visitor().With("User-Agent", "Firefox/"+device)
	browser.Send("/sign-in", url.Values{"email": {email}}).Is(http.StatusSeeOther)
	text, err := store.One[string](w.t.Context(), w.DB, `SELECT text_body FROM mail_outbox WHERE kind = 'auth.link' ORDER BY id DESC LIMIT 1`)
	if err != nil {
		w.t.Fatal(err)
	}
	answer := browser.Send(linkInMail.FindString(text), nil).Is(http.StatusSeeOther)
	cookie, _, _ := strings.Cut(answer.Header.Get("Set-Cookie"), ";")
	v.client = w.Nobody().With("Cookie", cookie).With("User-Agent", "Firefox/"+device)
}

// whoOfPerson returns the names of those who may see a field of this kind of a person; "" is nobody's.
func (w *world) whoOfPerson(kind, self string) map[string]bool {
	w.needPolicy(kind)
	who := map[string]bool{}
	for _, v := range w.viewers {
		who[v.name] = v.mayPerson(kind, self)
	}
	return who
}

func (w *world) whoOfCase(kind string, side map[string]string) map[string]bool {
	w.needPolicy(kind)
	who := map[string]bool{}
	for _, v := range w.viewers {
		who[v.name] = v.mayCase(kind, side)
	}
	return who
}

func (w *world) needPolicy(kind string) {
	if policy[kind] == "" {
		w.t.Fatalf("%q has no line in the policy: say in policy_test.go who may see it.", kind)
	}
}

// plantPerson gives a person private data, as HR and the person themselves enter it.
func (w *world) plantPerson(i int, m apptest.Member) {
	who := w.whoOfPerson("directory", m.Key)
	word := func(field string) string { return w.plant("directory", m.Key+": "+field, who) }
	in := people.SavePerson{ID: apptest.ID(m.Key), GivenName: m.Given, FamilyName: m.Family, Pronouns: word("pronouns"), Language: "en",
		Phone: fmt.Sprintf("+46991%06d", 100+i), PersonnelNumber: word("number"), Unit: word("unit"), Site: "Malmby", Position: word("position"),
		Started: fmt.Sprintf("1973-03-%02d", i+10), WeeklyHours: float64(1701+i*4) / 100}
	if !m.NoEmail {
		in.Email = word("e-mail") + "@ferrow-lund.example"
	}
	if m.Manager != "" {
		in.Manager = apptest.ID(m.Manager)
	}
	if m.Key == "vera" {
		in.Site, in.SiteZone = word("site"), "Europe/Oslo"
		w.site = in.Site
	}
	w.plantForms("directory", m.Key+": phone", "46991", who, in.Phone[1:])
	w.plantForms("directory", m.Key+": first day", "1973", who, in.Started, fmt.Sprintf("%d March 1973", i+10), fmt.Sprintf("%d Mar 1973", i+10))
	w.plantForms("directory", m.Key+": hours", "17.", who, fmt.Sprintf("%.2f", in.WeeklyHours))
	if _, err := w.People.EditPerson(w.t.Context(), w.Actor(authz.Desk, "noor"), in); err != nil {
		w.t.Fatalf("%s: %v", m.Key, err)
	}
	address := "Road " + w.plant("own", m.Key+": postal address", w.whoOfPerson("own", m.Key))
	if _, err := w.People.SaveMe(w.t.Context(), w.Actor(authz.Portal, m.Key), people.SaveMe{Address: &address}); err != nil {
		w.t.Fatalf("%s: %v", m.Key, err)
	}
	w.keep("/people/", "directory", m.Key, apptest.ID(m.Key))
}

// plantOpening lets HR open somebody's personnel file, for a reason that they alone read.
func (w *world) plantOpening(key string) {
	_, err := w.Letters.OpenFile(w.t.Context(), w.Actor(authz.Desk, "ingrid"), written.OpenFile{Person: apptest.ID(key), Reason: "Because of " + w.plant("own", key+": personnel file", w.whoOfPerson("own", key))})
	if err != nil {
		w.t.Fatalf("%s: %v", key, err)
	}
}

// plantAround plants what belongs to no case and to no one person.
func (w *world) plantAround() {
	ctx := w.t.Context()
	noor := w.Desk("noor")
	noor.Send("/admin/terminals", url.Values{"name": {w.plant("terminal", "terminal", w.whoOfPerson("terminal", ""))}}).Is(http.StatusSeeOther)
	calendar := fmt.Sprintf(`{"name":%q,"calendar":{"zone":"Europe/Stockholm","week":{"mon":[["08:00","17:00"]]},"holidays":[]},"sites":[%q],"days":[{"date":"2027-04-01","name":%q,"kind":"own"}]}`,
		w.plant("calendar", "calendar", w.whoOfPerson("calendar", "")), w.site, w.plant("calendar", "calendar: day", w.whoOfPerson("calendar", "")))
	w.API("ingrid").Do(http.MethodPut, "/api/v1/calendars/malmby", "application/json", strings.NewReader(calendar)).Is(http.StatusOK)
	policy := apptest.Decode[struct{ ID string }](w.t, w.API("ingrid").Post("/api/v1/promise-policies", map[string]any{"priority": "low", "name": "Whatever can wait", "first_answer": "2d", "next_word": "2d", "decision": "9d"}), http.StatusCreated)
	w.ids["/promise-policies/"] = []string{policy.ID}
	hold, err := w.Erasure.Place(ctx, w.Actor(authz.Desk, "lena"), erasure.Place{Person: apptest.ID("pavel"), Reason: w.plant("hold", "hold", w.whoOfPerson("hold", ""))})
	if err != nil {
		w.t.Fatal(err)
	}
	w.keep("/holds/", "hold", "", hold.ID)
	who := w.whoOfPerson("import", "")
	word := func(what string) string { return w.plant("import", "import: "+what, who) }
	for _, rows := range []string{fmt.Sprintf("Number,Name,%s\n%s,%s Berg\n", word("header"), word("number"), word("name")), "Number,Name\n7001,Ida Berg\n"} {
		kept, err := w.People.KeepFile(ctx, w.Actor(authz.Desk, "noor"), people.KeepFile{Files: []files.Upload{upload(word("file")+".csv", rows)}})
		if err != nil {
			w.t.Fatal(err)
		}
		w.keep("/import/", "import", "", kept.ID)
	}
	if _, err := w.People.ImportFile(ctx, w.Actor(authz.Desk, "noor"), people.Kept{ID: w.ids["/import/"][1]}); err != nil {
		w.t.Fatal(err)
	}
	for below, query := range map[string]string{"/services/": `SELECT id FROM catalogue_service ORDER BY id`, "/causes/": `SELECT id FROM catalogue_cause ORDER BY id`,
		"/teams/": `SELECT id FROM people_team ORDER BY id`, "/calendars/": `SELECT id FROM promise_calendar ORDER BY id`} {
		all, err := store.All[string](ctx, w.DB, query)
		if err != nil {
			w.t.Fatal(err)
		}
		w.ids[below] = all
	}
}

// plantFields gives every service the same fields: two that are filled in by who asks, and one that HR alone reads.
func (w *world) plantFields() {
	for _, id := range w.ids["/services/"] {
		for _, in := range []field.Save{{Key: "word", Kind: field.Text}, {Key: "story", Kind: field.Long}, {Key: "hidden", Kind: field.Text, Side: field.HROnly}} {
			in.Service, in.Label = id, "The "+in.Key
			if _, err := w.Field.Save(w.t.Context(), w.Actor(authz.Desk, "ingrid"), in); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

// plantRule plants a rule for full-timers, of whom there are none, so that it holds for nobody: HR at the desk reads it, and nobody else.
func (w *world) plantRule() {
	who := w.whoOfPerson("rule", "")
	word := func(what string) string { return w.plant("rule", "rule: "+what, who) }
	in := rules.SavePolicy{ID: "full", Title: word("policy"), Summary: word("summary"), Clauses: []rules.PublishedText{{Number: "4.2", Title: word("title"), Text: word("text"),
		Why: word("why"), From: "2026-01-01", Audience: rules.Audience{Employment: []string{people.FullTime}}, Acknowledge: true}}}
	if _, err := w.Policies.SavePolicy(w.t.Context(), w.Actor(authz.Desk, "ingrid"), in); err != nil {
		w.t.Fatal(err)
	}
	next := rules.PublishClause{ID: in.ID, PublishedText: in.Clauses[0]}
	next.Title, next.Text, next.Why, next.From = word("next title"), word("next text"), word("next why"), w.DB.Now().AddDate(0, 1, 0).Format(time.DateOnly)
	_, err := w.Policies.PublishClause(w.t.Context(), w.Actor(authz.Desk, "ingrid"), next)
	w.must(err)
	w.keep("/policies/", "rule", "", in.ID)
}

// plantSorting plants a rule of the team advice, which listens to what does not happen here.
func (w *world) plantSorting() {
	who := w.whoOfPerson("sorting", "")
	word := func(what string) string { return w.plant("sorting", "sorting: "+what, who) }
	made, err := w.Automation.Make(w.t.Context(), w.Actor(authz.Desk, "ingrid"), automation.Save{Says: automation.Says{Name: word("name"), Team: "advice", When: automation.Tagged, WhenTag: word("listens"),
		IfTitle: word("title"), ThenTag: word("tag"), ThenNote: word("note"), IfSite: word("site"), IfLanguage: word("language"), IfField: "hours.hidden", IfFieldHow: field.Contains, IfFieldText: word("held")}})
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.Automation.Switch(w.t.Context(), w.Actor(authz.Desk, "ingrid"), automation.Switch{Rule: made.ID, On: true}); err != nil {
		w.t.Fatal(err)
	}
	w.keep("{rule}", "sorting", "", made.ID)
}

// plantSystem plants a system that is told of cases.
func (w *world) plantSystem() {
	who := w.whoOfPerson("system", "")
	made, err := w.Webhook.Save(w.t.Context(), w.Actor(authz.Desk, "noor"), webhook.Save{Name: w.plant("system", "system: name", who), URL: "https://" + w.plant("system", "system: address", who) + ".example/in", Facts: webhook.Facts()})
	if err != nil {
		w.t.Fatal(err)
	}
	w.keep("/webhooks/", "system", "", made.ID)
}

// plantMail plants a mailbox of team payroll and a mail that waits there: its envelope is for administrators too, what it says for the team alone.
func (w *world) plantMail() {
	ctx := w.t.Context()
	secret := w.whoOfPerson("mailbox", "")
	box := intake.SaveMailbox{Name: w.plant("mailbox_name", "mailbox", w.whoOfPerson("mailbox_name", "")), Address: w.plant("envelope", "mailbox: address", w.whoOfPerson("envelope", "")) + "@ferrow-lund.example", Team: "payroll",
		Kind: intake.ByIMAP, Strangers: intake.StrangersWait, Server: w.plant("mailbox", "mailbox: server", secret) + ".example:993", User: w.plant("mailbox", "mailbox: user", secret),
		Password: "secret", Folder: w.plant("mailbox", "mailbox: folder", secret), Done: w.plant("mailbox", "mailbox: done", secret),
		Trusted: w.plant("mailbox", "mailbox: trusted", secret), Paused: true}
	made, err := w.Intake.SaveMailbox(ctx, w.Actor(authz.Desk, "noor"), box)
	if err != nil {
		w.t.Fatal(err)
	}
	w.box = box.Address
	w.keep("/mailboxes/", "mailbox", "", made.ID)
	w.plantSystem()
	says, envelope := w.whoOfPerson("waiting", ""), w.whoOfPerson("envelope", "")
	raw := fmt.Sprintf("From: %s Berg <%s@elsewhere.example>\r\nTo: %s\r\nSubject: %s\r\nMessage-ID: <%s@elsewhere.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n%s\r\n"+
		"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=%s.txt\r\n\r\n%s\r\n--b--\r\n",
		w.plant("waiting", "mail: name", says), w.plant("envelope", "mail: sender", envelope), box.Address, w.plant("waiting", "mail: subject", says), w.plant("waiting", "mail: id", says),
		w.plant("waiting", "mail: text", says), w.plant("waiting", "mail: file", says), w.plant("waiting", "mail: content of a file", says))
	got, err := w.Intake.Receive(ctx, authz.System(intake.CLI), intake.Receive{To: []string{box.Address}, Raw: []byte(raw)})
	if err != nil || got.Outcome != "quarantine" {
		w.t.Fatalf("%+v, %v", got, err)
	}
	all, err := store.All[string](ctx, w.DB, `SELECT id FROM intake_mail`)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, id := range all {
		w.keep("/mail/", "waiting", "", id)
	}
}

func (w *world) exec(sql string, args ...any) {
	w.t.Helper()
	err := w.DB.Tx(w.t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.t.Context(), sql, args...); return err })
	if err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
}

func upload(name, text string) files.Upload {
	return files.Upload{Name: name, Size: int64(len(text)), Open: func() (files.Reader, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

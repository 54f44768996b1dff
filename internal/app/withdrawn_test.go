package app_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// A right that is withdrawn is gone everywhere within five seconds: pages, lists, search, files, the API by session and by token, repeated
// requests, open event streams and mail that has not left.

const within = 5 * time.Second

// loss is somebody who sees a case until something happens.
type loss struct {
	name     string
	who      string // loses
	face     authz.Face
	withdraw func(l *loss)
	only     string // the one client that loses: "browser" or "token"; "" is both

	*office
	number, id, file string
	token            string // the id of its token
	clients          map[string]*apptest.Client
	streams          map[string]*apptest.Stream
	before           map[string]bool // what was there for the clients
}

// office is the product with the losses of one run.
type office struct {
	*apptest.App
	t     *testing.T
	sms   *smsSink
	admin *apptest.Client
}

// words of the case; every probe looks for one of them or for the number.
const lostSubject, lostBody, lostDraft = "Quittenmarmelade", "Zwiebelkuchen", "Holunderwein"

// open opens the case of a loss as somebody, with a file.
func (l *loss) open(by string, ask map[string]any) {
	l.t.Helper()
	ask["subject"], ask["body"] = lostSubject, lostBody
	c := apptest.Decode[struct{ Number, ID string }](l.t, l.API(by).Post("/api/v1/cases", ask), http.StatusCreated)
	l.number, l.id = c.Number, c.ID
	l.file = l.upload(by)
}

// upload adds a message with a file to the case and returns the file's id.
func (l *loss) upload(by string) string {
	l.t.Helper()
	body, kind := multipartOf(l.t, map[string]string{"body": lostBody}, "files")
	l.API(by).Do(http.MethodPost, "/api/v1/cases/"+l.number+"/messages", kind, strings.NewReader(body)).Is(http.StatusCreated)
	id, err := store.One[string](l.t.Context(), l.DB, `SELECT file_id FROM desk_file WHERE case_id = $1`, l.id)
	if err != nil {
		l.t.Fatal(err)
	}
	return id
}

// paths are what is asked for; an answer is of the case when it holds its number or one of its words.
func (l *loss) paths() map[string]string {
	of := map[string]string{"the case": "/api/v1/cases/" + l.number, "the list": "/api/v1/cases?limit=200", "search": "/api/v1/search?q=" + lostSubject[:6],
		"the file": "/api/v1/cases/" + l.number + "/files/" + l.file, "the draft": "/api/v1/drafts/case/" + l.number,
		"the request's page": "/requests/" + l.number, "the page of search": "/search?q=" + lostSubject[:6], "the file by its page": "/requests/" + l.number + "/files/" + l.file}
	if l.face == authz.Desk {
		of["the desk's page"], of["the queue"] = "/desk/cases/"+l.number, "/desk?view=all"
	}
	return of
}

// reached lists what a client still gets of the case.
func (l *loss) reached(name string) []string {
	c := l.clients[name]
	var all []string
	for what, path := range l.paths() {
		if r := c.Get(path); r.Status == http.StatusOK && l.tells(r.Text, what) {
			all = append(all, what)
		}
	}
	if l.again(c).Status == http.StatusCreated {
		all = append(all, "a request sent again")
	}
	return all
}

func (l *loss) tells(text, what string) bool {
	if strings.Contains(what, "file") {
		return text == "hello"
	}
	if strings.Contains(what, "search") || strings.Contains(what, "list") || strings.Contains(what, "queue") {
		return strings.Contains(text, l.number)
	}
	return strings.Contains(text, lostSubject) || strings.Contains(text, lostBody) || strings.Contains(text, lostDraft)
}

// again sends the same message with the same key each time: the second is answered with what was kept of the first.
func (l *loss) again(c *apptest.Client) apptest.Response {
	return c.With("Idempotency-Key", "to "+l.number).Post("/api/v1/cases/"+l.number+"/messages", map[string]any{"body": lostBody})
}

// begin signs in, opens the streams and notes what is there.
func (l *loss) begin() {
	l.t.Helper()
	if l.face == "" {
		l.face = authz.Portal
	}
	l.clients = map[string]*apptest.Client{"browser": l.SignIn(l.who, l.face), "token": l.API(l.who)}
	var err error
	if l.token, err = store.One[string](l.t.Context(), l.DB, `SELECT max(id) FROM auth_token WHERE person_id = $1`, apptest.ID(l.who)); err != nil {
		l.t.Fatal(err)
	}
	l.again(l.clients["token"]) // refused to who only reads
	l.clients["token"].Do(http.MethodPut, "/api/v1/drafts/case/"+l.number, "application/json", strings.NewReader(`{"body":"`+lostDraft+`"}`)).Is(http.StatusOK)
	l.streams, l.before = map[string]*apptest.Stream{}, map[string]bool{}
	for name, c := range l.clients {
		for _, what := range l.reached(name) {
			l.before[name+": "+what] = true
		}
		l.streams[name+": stream of the case"] = c.Listen("/live?topics=case:" + l.id)
		if l.face == authz.Desk {
			l.streams[name+": stream of the queue"] = c.Listen("/live?topics=desk")
			l.streams[name+": stream of who is there"] = c.Listen("/live?topics=work:" + l.id)
		}
		for _, what := range []string{"the case", "the list", "search", "the file", "the draft", "the request's page", "a request sent again"} {
			readsOnly := l.name == "leads no more" && what == "a request sent again"
			if !l.before[name+": "+what] && !readsOnly {
				l.t.Errorf("%s: %s did not reach %s by %s before: nothing is proved", l.name, l.who, what, name)
			}
		}
	}
}

// loses reports whether what a client has is to be gone.
func (l *loss) loses(client string) bool { return l.only == "" || l.only == client }

// lives reports whether a stream of what is lost may stay open: whoever is still in HR may watch the queue.
func (l *loss) lives(stream string) bool {
	client, what, _ := strings.Cut(stream, ": ")
	return !l.loses(client) || what == "stream of the queue" && l.only == "" && l.name != "role removed" && l.name != "person left"
}

// after lists what did not go as it should within the time: still there, or gone though it was not withdrawn.
func (l *loss) after(deadline time.Time) (wrong []string) {
	for name := range l.clients {
		reached := l.reached(name)
		for _, what := range reached {
			if l.loses(name) {
				wrong = append(wrong, fmt.Sprintf("%s: %s still reaches %s by %s", l.name, l.who, what, name))
			}
		}
		if !l.loses(name) && len(reached) == 0 {
			wrong = append(wrong, fmt.Sprintf("%s: %s lost the %s too", l.name, l.who, name))
		}
	}
	for name, stream := range l.streams {
		if ended := stream.EndsBy(deadline); ended == l.lives(name) {
			wrong = append(wrong, fmt.Sprintf("%s: the %s of %s ended: %v", l.name, name, l.who, ended))
		}
	}
	return wrong
}

// losses are the ways in which a right goes.
func losses() []*loss {
	atDesk := authz.Desk
	return []*loss{
		{name: "role removed", who: "priya", face: atDesk, withdraw: func(l *loss) {
			l.admin.Post("/api/v1/people/"+apptest.ID("priya")+"/roles/revoke", map[string]any{"role": "agent"}).Is(200)
		}},
		{name: "role removed", who: "cora", face: atDesk, withdraw: func(l *loss) {
			l.admin.Post("/api/v1/people/"+apptest.ID("cora")+"/roles/revoke", map[string]any{"role": "concern"}).Is(200)
		}},
		{name: "person left", who: "theo", face: atDesk, withdraw: func(l *loss) { l.edit("theo", map[string]any{"ended": "2026-11-16"}) }},
		{name: "person left", who: "pavel", withdraw: func(l *loss) { l.edit("pavel", map[string]any{"ended": "2026-11-16"}) }},
		{name: "team changed", who: "olga", face: atDesk, withdraw: func(l *loss) {
			l.admin.Do(http.MethodPut, "/api/v1/teams/payroll", "application/json", strings.NewReader(`{"name":"Payroll","members":["`+apptest.Email("theo")+`"]}`)).Is(200)
		}},
		{name: "case sealed", who: "ines", face: atDesk, withdraw: func(l *loss) { l.restrict("marta", "named", "marta") }},
		{name: "excluded", who: "emil", face: atDesk, withdraw: func(l *loss) { l.exclude("emil") }},
		{name: "no longer named", who: "nils", face: atDesk, withdraw: func(l *loss) { l.restrict("marta", "named", "marta") }},
		{name: "given to another", who: "kai", face: atDesk, withdraw: func(l *loss) {
			l.API("marta").Post("/api/v1/cases/"+l.number+"/assign", map[string]any{"assignee": apptest.Email("marta")}).Is(200)
		}},
		{name: "invitation ended", who: "hanna", withdraw: func(l *loss) {
			l.API("amina").Post("/api/v1/cases/"+l.number+"/uninvite", map[string]any{"person": apptest.Email("hanna")}).Is(200)
		}},
		{name: "leads no more", who: "jonas", withdraw: func(l *loss) { l.edit("amina", map[string]any{"manager": apptest.Email("stefan")}) }},
		{name: "token revoked", who: "marta", face: atDesk, only: "token", withdraw: func(l *loss) {
			l.clients["browser"].Send("/me/security/tokens/"+l.token+"/revoke", nil).Is(303)
		}},
		{name: "session ended", who: "ingrid", face: atDesk, only: "browser", withdraw: func(l *loss) {
			l.clients["browser"].Send("/sign-out", nil).Is(303)
		}},
	}
}

// cases opens what each loser sees, by another relation each.
func (l *loss) prepare() {
	l.t.Helper()
	switch l.who {
	case "olga":
		l.open("amina", map[string]any{"service": "pay", "sensitivity": "team"})
	case "nils":
		l.open("amina", map[string]any{"service": "fairness", "named": []string{apptest.Email("marta"), apptest.Email("nils")}})
	case "cora":
		l.open("amina", map[string]any{"service": "fairness", "named": []string{apptest.Email("marta"), apptest.Email("cora")}})
	case "kai":
		l.open("amina", map[string]any{"service": "review"})
		l.API("marta").Post("/api/v1/cases/"+l.number+"/assign", map[string]any{"assignee": apptest.Email("kai")}).Is(200)
	case "hanna":
		l.open("amina", map[string]any{"service": "fairness", "named": []string{apptest.Email("marta")}})
		l.API("amina").Post("/api/v1/cases/"+l.number+"/invite", map[string]any{"person": apptest.Email("hanna")}).Is(200)
	case "pavel":
		l.open("pavel", map[string]any{"service": "hours"})
	default:
		l.open("amina", map[string]any{"service": "hours"})
	}
}

func (l *loss) restrict(by, sensitivity, named string) {
	l.t.Helper()
	l.API(by).Post("/api/v1/cases/"+l.number+"/restrict", map[string]any{"sensitivity": sensitivity, "named": []string{apptest.Email(named)}}).Is(200)
}

// exclude keeps somebody from the case as if its requester had from the beginning; no use case does it later.
func (l *loss) exclude(key string) {
	l.t.Helper()
	err := l.DB.Tx(l.t.Context(), func(tx *store.Tx) error {
		if _, err := tx.Exec(l.t.Context(), `INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'excluded')`, l.id, apptest.ID(key)); err != nil {
			return err
		}
		tx.Publish(desk.CaseChanged{CaseID: l.id})
		return nil
	})
	if err != nil {
		l.t.Fatal(err)
	}
}

// edit changes what the directory says of somebody.
func (l *loss) edit(key string, change map[string]any) {
	l.t.Helper()
	for _, m := range apptest.Cast() {
		if m.Key != key {
			continue
		}
		in := map[string]any{"given_name": m.Given, "family_name": m.Family, "email": apptest.Email(key), "personnel_number": m.Number, "started": "2020-01-01",
			"phone": "+46 40 123 45 6" + m.Number[3:], "site": "Malmby"}
		if m.Manager != "" {
			in["manager"] = apptest.Email(m.Manager)
		}
		for name, value := range change {
			in[name] = value
		}
		apptest.Decode[any](l.t, l.admin.Do(http.MethodPut, "/api/v1/people/"+apptest.ID(key), "application/json", jsonOf(l.t, in)), http.StatusOK)
	}
}

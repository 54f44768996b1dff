package peopleweb_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"hearth/internal/people"
	"hearth/internal/people/peopleweb"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/search"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/platform/webspec"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestMain(m *testing.M) { dbtest.Main(m) }

// site is the pages of the module on a test database.
type site struct {
	t      *testing.T
	people *people.Service
	web    webspec.Web
	mux    *httpx.Mux
	keeper authz.Actor // the head of HR, who is in the directory
}

var (
	head  = authz.Actor{PersonID: "h", Face: authz.Desk, Roles: []authz.Role{authz.HRHead}}
	admin = authz.Actor{PersonID: "a", Face: authz.Desk, Roles: []authz.Role{authz.Admin}}
	agent = authz.Actor{PersonID: "g", Face: authz.Desk, Roles: []authz.Role{authz.Agent}}
	plain = authz.Actor{PersonID: "e", Face: authz.Portal}
)

func each(t *testing.T, f func(s *site)) {
	t.Helper()
	dbtest.Each(t, []store.Migrations{people.Schema(), search.Migrations(), audit.Migrations()}, func(t *testing.T, db *store.DB) {
		policy := authz.NewPolicy()
		policy.Add(people.Rules())
		s := &site{t: t, people: people.New(db, policy, audit.New(db, []byte("key"), slog.New(slog.DiscardHandler))), mux: httpx.NewMux(httpx.Options{DB: db, Failure: shell.Failure})}
		s.web = peopleweb.New(s.people, false).Spec()
		s.web.Routes(s.mux)
		p, err := s.people.AddPerson(t.Context(), admin, people.SavePerson{GivenName: "Hanna", FamilyName: "Head", Email: "head@x.example"})
		if err != nil {
			t.Fatal(err)
		}
		s.keeper = head
		s.keeper.PersonID = p.ID
		f(s)
	})
}

func (s *site) send(by authz.Actor, r *http.Request, want int) *httptest.ResponseRecorder {
	s.t.Helper()
	r = r.WithContext(authz.WithActor(s.t.Context(), by))
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, r)
	if w.Code != want {
		s.t.Fatalf("%s %s: %d, want %d\n%s", r.Method, r.URL, w.Code, want, w.Body)
	}
	return w
}

func (s *site) get(by authz.Actor, path string, want int) string {
	s.t.Helper()
	return s.send(by, httptest.NewRequest("GET", path, nil), want).Body.String()
}

func (s *site) post(by authz.Actor, path string, form url.Values, want int) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.send(by, r, want)
}

// upload sends a file to the import page and returns where its preview is.
func (s *site) upload(body string, want int) *httptest.ResponseRecorder {
	s.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", "people.csv")
	if err == nil {
		_, err = io.WriteString(part, body)
	}
	if err != nil || form.Close() != nil {
		s.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/admin/import", &b)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return s.send(s.keeper, r, want)
}

func (s *site) reads(page string, texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			s.t.Errorf("the page lacks %q:\n%s", text, page)
		}
	}
}

// names counts the people besides the head of HR.
func (s *site) names() int {
	s.t.Helper()
	page, err := s.people.ListPeople(s.t.Context(), head, people.ListPeople{})
	if err != nil {
		s.t.Fatal(err)
	}
	return len(page.Items) - 1
}

var icons = regexp.MustCompile(`(?s)<svg.*?</svg>`)

var ids = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

func TestAFileIsLookedAtCorrectedAndImported(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		at := s.upload("Nr;Wer;Eintritt\n1;Bo Lund;03/04/2024\n2;Ann Berg;05/06/2024\n3;;05/06/2024\n", 303).Header().Get("Location")
		page := s.get(head, at, 200)
		s.reads(page, "No column with names", "Not in the file")
		if s.names() != 0 {
			t.Error("the preview changed something")
		}
		mapping := url.Values{"map": {"name=Wer"}}
		page = s.get(head, at+"?"+mapping.Encode(), 200)
		s.reads(page, "day first or month first", "would change nothing")
		mapping.Set("dates", "day")
		page = s.get(head, at+"?"+mapping.Encode(), 200)
		golden(t, "preview.html", body(page))
		s.post(head, at, mapping, 303)
		if s.names() != 2 {
			t.Errorf("%d people, want 2", s.names())
		}
		s.reads(s.get(head, at, 200), "The file is imported", "has no name")
		s.post(head, at, mapping, 409)
	})
}

// body returns what a page says within its frame, without icons and IDs, one element a line.
func body(page string) string {
	page = page[strings.Index(page, "<main"):strings.Index(page, "</main>")]
	page = ids.ReplaceAllString(icons.ReplaceAllString(page, ""), "ID")
	return strings.ReplaceAll(page, "><", ">\n<") + "\n"
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile("testdata/"+name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs:\n%s", name, got)
	}
}

func TestTheWrongFileIsSeenAndChangesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		s.reads(s.upload("", 422).Body.String(), "Choose")
		at := s.upload("article,price\nscrew,1\n", 303).Header().Get("Location")
		page := s.get(head, at, 200)
		s.reads(page, "No column with personnel numbers")
		if strings.Contains(page, `class="btn btn-primary"`) {
			t.Error("the wrong file can be imported")
		}
		s.post(head, at, url.Values{}, 422)
		if s.names() != 0 {
			t.Error("the wrong file changed something")
		}
	})
}

func TestPagesAreRefusedToTheRightPeople(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		p, err := s.people.AddPerson(t.Context(), head, people.SavePerson{GivenName: "Amina", FamilyName: "Haddad", Email: "amina@x.example"})
		if err != nil {
			t.Fatal(err)
		}
		for path, who := range map[string][]authz.Actor{"/desk/people": {head, admin, agent}, "/desk/people/" + p.ID: {head, admin, agent}, "/desk/people/new": {head, admin},
			"/desk/people/" + p.ID + "/edit": {head, admin}, "/admin/roles": {head, admin, agent}, "/admin/import": {head, admin}, "/api/v1/people": {head, admin, agent}} {
			for _, by := range []authz.Actor{head, admin, agent, plain} {
				want := 403
				for _, a := range who {
					if a.PersonID == by.PersonID {
						want = 200
					}
				}
				s.get(by, path, want)
			}
		}
		s.get(authz.Actor{}, "/api/v1/me", 401)
		s.post(head, "/desk/people/"+p.ID+"/roles", url.Values{"role": {"agent"}}, 403)
		s.post(admin, "/desk/people/"+p.ID+"/roles", url.Values{"role": {"agent"}}, 303)
		s.reads(s.get(admin, "/desk/people/"+p.ID, 200), "HR agent", "Amina Haddad", "Take the role")
		s.reads(s.get(admin, "/admin/roles", 200), "Amina Haddad")
	})
}

func TestAPersonIsChangedAndMistakesAreKept(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		page := s.post(head, "/desk/people/new", url.Values{"given_name": {"Bo"}, "email": {"bo at home"}}, 422).Body.String()
		s.reads(page, "not a whole e-mail address", "bo at home")
		at := s.post(head, "/desk/people/new", url.Values{"given_name": {"Bo"}, "personnel_number": {"7"}, "weekly_hours": {"37,5"}, "unit": {"Org > Hall 1"}}, 303).Header().Get("Location")
		s.reads(s.get(head, at, 200), "Hall 1", "37.5")
		s.reads(s.get(head, at+"/edit", 200), `value="37.5"`, `value="Org &gt; Hall 1"`)
	})
}

func TestOnesOwnPageKeepsChoices(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		p, err := s.people.AddPerson(t.Context(), head, people.SavePerson{GivenName: "Amina", FamilyName: "Haddad", PersonnelNumber: "7"})
		if err != nil {
			t.Fatal(err)
		}
		me := authz.Actor{PersonID: p.ID, Face: authz.Portal}
		s.reads(s.post(me, "/me", url.Values{"part": {"reach"}, "channel": {"sms"}}, 422).Body.String(), "Enter your phone number")
		s.post(me, "/me", url.Values{"part": {"reach"}, "channel": {"sms"}, "phone": {"+46 40 123"}}, 303)
		s.post(me, "/me", url.Values{"part": {"details"}, "preferred_name": {"Mina"}}, 303)
		s.post(me, "/me", url.Values{"part": {"reading"}, "language": {"en"}, "time_zone": {"Europe/Stockholm"}, "theme": {"dark"}}, 303)
		var got people.Me
		if err := json.Unmarshal([]byte(s.get(me, "/api/v1/me", 200)), &got); err != nil {
			t.Fatal(err)
		}
		if got.Name != "Mina Haddad" || got.Channel != "sms" || got.TimeZone != "Europe/Stockholm" || got.Theme != "dark" || got.Keys || got.Phone != "+46 40 123" {
			t.Errorf("got %+v", got)
		}
		for _, section := range s.web.Sections {
			part, err := section.Show(t.Context(), me)
			if err != nil || part == nil || part.Render(t.Context(), io.Discard) != nil {
				t.Error("a section is not shown:", err)
			}
		}
	})
}

func TestTeamsAreMadeAndChangedOnTheirPages(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		bo, err := s.people.AddPerson(t.Context(), head, people.SavePerson{GivenName: "Bo", FamilyName: "Lund", PersonnelNumber: "7"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.people.GrantRole(t.Context(), admin, people.SaveRole{PersonID: bo.ID, Role: authz.Agent}); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"/admin/teams", "/admin/teams/new", "/admin/teams/hr", "/api/v1/teams"} {
			for _, by := range []authz.Actor{head, admin} {
				s.get(by, path, 200)
			}
			for _, by := range []authz.Actor{agent, plain} {
				s.get(by, path, 403)
			}
		}
		s.get(head, "/admin/teams/nowhere", 404)
		s.reads(s.get(head, "/admin/teams", 200), "Nobody yet", `href="/admin/teams/new"`)
		s.reads(s.get(head, "/admin/teams/new", 200), "Bo Lund", "HR agent", `href="/admin/roles"`)

		ticked := regexp.MustCompile(`<input[^>]* checked [^>]*value="` + bo.ID + `"`)
		page := s.post(head, "/admin/teams/new", url.Values{"name": {"hr"}, "members": {bo.ID}}, 422).Body.String()
		if s.reads(page, "Another team has this name", `value="hr"`); !ticked.MatchString(page) {
			t.Errorf("the tick is lost:\n%s", page)
		}
		s.post(agent, "/admin/teams/new", url.Values{"name": {"Pay"}}, 403)
		if at := s.post(head, "/admin/teams/new", url.Values{"name": {"Pay & time"}, "members": {bo.ID}}, 303).Header().Get("Location"); at != "/admin/teams" {
			t.Errorf("went to %s", at)
		}
		s.reads(s.get(head, "/admin/teams", 200), "Pay &amp; time", "Bo Lund", `href="/admin/teams/pay-time"`)
		s.reads(s.get(admin, "/api/v1/teams", 200), `"members":[{"id":"`+bo.ID+`","name":"Bo Lund","active":true}]`)

		page = s.post(head, "/admin/teams/pay-time", url.Values{"name": {""}, "members": {bo.ID}}, 422).Body.String()
		if s.reads(page, "Enter a name"); !ticked.MatchString(page) {
			t.Errorf("the tick is lost:\n%s", page)
		}
		if page = s.post(head, "/admin/teams/pay-time", url.Values{"name": {"HR"}}, 422).Body.String(); ticked.MatchString(page) {
			t.Error("the tick is back")
		}
		s.post(head, "/admin/teams/pay-time", url.Values{"name": {"Payroll"}}, 303)
		s.reads(s.get(head, "/api/v1/teams", 200), `{"id":"pay-time","name":"Payroll","members":[]}`)
	})
}

func TestColumnsThatAreNotReadAreNamed(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		s.reads(s.get(head, "/admin/import", 200), "Personnel number, Whole name, Given name", "First day, Last day")
		page := s.get(head, s.upload("number,name,shoe size,starts,desk\n1,Bo Lund,44,2024-01-02,x\n", 303).Header().Get("Location"), 200)
		s.reads(page, "Not read: <bdi data-person>shoe size, desk</bdi>")
		if page = s.get(head, s.upload("number,name\n1,Bo Lund\n", 303).Header().Get("Location"), 200); strings.Contains(page, "Not read") {
			t.Error("a column that is read is named as one that is not")
		}
	})
}

func TestALanguageIsShownByItsName(t *testing.T) {
	t.Parallel()
	each(t, func(s *site) {
		p, err := s.people.AddPerson(t.Context(), head, people.SavePerson{GivenName: "Bo", PersonnelNumber: "7", Language: "sv"})
		if err != nil {
			t.Fatal(err)
		}
		s.reads(s.get(head, "/desk/people/"+p.ID, 200), "<dd><span data-person>Swedish</span></dd>")
	})
}

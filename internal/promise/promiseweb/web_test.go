package promiseweb

import (
	"log/slog"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var (
	head  = authz.Actor{PersonID: "ingrid", Face: authz.Desk, Roles: []authz.Role{authz.HRHead}}
	agent = authz.Actor{PersonID: "marta", Face: authz.Desk, Roles: []authz.Role{authz.Agent}}
	amina = authz.Actor{PersonID: "amina", Face: authz.Portal}
)

type site struct {
	*testing.T
	mux *httpx.Mux
	db  *store.DB
}

func each(t *testing.T, f func(s site)) {
	t.Helper()
	dbtest.Each(t, []store.Migrations{people.Schema(), promise.Schema(), audit.Migrations()}, func(t *testing.T, db *store.DB) {
		policy := authz.NewPolicy()
		policy.Add(promise.Rules())
		mux := httpx.NewMux(httpx.Options{DB: db, Log: slog.New(slog.DiscardHandler), Failure: shell.Failure})
		New(db, promise.New(db, policy, audit.New(db, []byte("key"), slog.New(slog.DiscardHandler))), nil).routes(mux)
		f(site{t, mux, db})
	})
}

// want sends a request and compares the status, and that the answer holds each text; a text that begins with "no: " must be absent.
func (s site) want(by authz.Actor, method, target, body string, status int, texts ...string) *httptest.ResponseRecorder {
	s.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	kind := "application/x-www-form-urlencoded"
	if strings.HasPrefix(target, "/api/") {
		kind = "application/json"
	}
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, r.WithContext(authz.WithActor(r.Context(), by)))
	if w.Code != status {
		s.Errorf("%s %s: status %d, want %d: %s", method, target, w.Code, status, w.Body)
	}
	for _, text := range texts {
		text, absent := strings.CutPrefix(text, "no: ")
		if strings.Contains(w.Body.String(), text) == absent {
			s.Errorf("%s %s: %q is absent: %v, want the opposite: %s", method, target, text, !absent, w.Body)
		}
	}
	return w
}

func form(changes ...string) string {
	v := url.Values{"name": {"Malmby"}, "zone": {"Europe/Stockholm"}, "mon": {"8:00–12:00, 13:00-17:00"}, "tue": {"22:00–06:00"}, "holidays": {"2026-12-25\n2026-12-24"},
		"sites": {"Malmby\n\nHall 1\n"}}
	for i := 0; i < len(changes); i += 2 {
		v.Set(changes[i], changes[i+1])
	}
	return v.Encode()
}

func TestACalendarIsMadeSeenAndChanged(t *testing.T) {
	t.Parallel()
	each(t, func(s site) {
		s.want(head, "GET", "/admin/calendars", "", 200, "Office hours", "Monday to Friday 08:00–17:00", "Default", "/admin/new-calendar")
		s.want(head, "GET", "/admin/new-calendar", "", 200, "08:00–17:00", "Short name")
		w := s.want(head, "POST", "/admin/new-calendar", form("id", "malmby"), 303)
		if to := w.Header().Get("Location"); to != "/admin/calendars/malmby" {
			t.Errorf("sent to %q", to)
		}
		s.want(head, "POST", "/admin/new-calendar", form("id", "malmby"), 422, "There is a calendar with this short name already.")
		s.want(head, "GET", "/admin/calendars/malmby", "", 200, "08:00–12:00, 13:00–17:00", "22:00–06:00", "2026-12-24\n2026-12-25", "Hall 1\nMalmby",
			"counted 22:00–06:00", "falls due <b", "Wed 18 Nov, 06:00", "All times are those of Europe/Stockholm.") // Tuesday noon: the night's 480 minutes
		s.want(head, "GET", "/admin/calendars/malmby?minutes=60", "", 200, "Tue 17 Nov, 23:00", "closed before opening")
		s.want(head, "GET", "/admin/calendars/malmby?minutes=x", "", 200, "Enter a whole number from 1 to 10000.", "no: falls due")
		s.want(head, "POST", "/admin/calendars/malmby", form("sites", "", "name", "Hall"), 303)
		s.want(head, "GET", "/api/v1/calendars/malmby", "", 200, `"name":"Hall"`, `"sites":[]`, `"mon":[["08:00","12:00"],["13:00","17:00"]]`, `"default":false`)
	})
}

// Two people have the form of one calendar open. The second to save is told, keeps what they typed, and may save it all the same.
func TestACalendarIsNotSavedOverAnothersUnseen(t *testing.T) {
	t.Parallel()
	each(t, func(s site) {
		s.want(head, "POST", "/admin/new-calendar", form("id", "malmby"), 303)
		markOn := func(page string) string {
			found := regexp.MustCompile(`name="mark" value="(\w+)"`).FindStringSubmatch(page)
			if found == nil {
				s.Fatal("the form has no mark")
			}
			return found[1]
		}
		mark := markOn(s.want(head, "GET", "/admin/calendars/malmby", "", 200).Body.String())
		s.want(head, "POST", "/admin/calendars/malmby", form("mark", mark, "sites", "Malmby"), 303)
		again := s.want(head, "POST", "/admin/calendars/malmby", form("mark", mark, "closing", "2026-12-28 Between the years"), 409, "Somebody else changed this calendar since you opened it.", "Between the years")
		s.want(head, "GET", "/api/v1/calendars/malmby", "", 200, `"sites":["Malmby"]`, "no: Between the years")
		s.want(head, "PUT", "/api/v1/calendars/malmby", `{"name":"Malmby","calendar":{"zone":"Europe/Stockholm","week":{"mon":[["08:00","17:00"]]}},"mark":"`+mark+`"}`, 409)
		s.want(head, "POST", "/admin/calendars/malmby", form("mark", markOn(again.Body.String()), "closing", "2026-12-28 Between the years"), 303)
		s.want(head, "GET", "/api/v1/calendars/malmby", "", 200, "Between the years")
	})
}

func TestARefusedCalendarKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	each(t, func(s site) {
		for field, test := range map[string]struct{ value, sentence string }{
			"mon":      {"nine to five", "Write hours as 08:00–17:00, and part several with commas."},
			"wed":      {"08:00–12:00, 11:00–17:00", "overlap"},
			"zone":     {"Europe/Atlantis", "is not known"},
			"holidays": {"25.12.2026", "is no date"},
			"name":     {"", "Give the calendar a name"},
		} {
			s.want(head, "POST", "/admin/calendars/office", form(field, test.value), 422, test.sentence, `href="#`+field+`"`, `id="`+field+`-error"`, test.value, "22:00–06:00")
		}
		s.want(head, "POST", "/admin/calendars/office", form("mon", "", "tue", ""), 422, "no opening hours", `href="#mon"`)
		s.want(head, "GET", "/api/v1/calendars/office", "", 200, `"name":"Office hours"`)
	})
}

func TestOnlyThoseWhoKeepCalendarsChangeThem(t *testing.T) {
	t.Parallel()
	each(t, func(s site) {
		body := `{"name":"Porto","calendar":{"zone":"Europe/Lisbon","week":{"mon":[["09:00","18:00"]]}},"sites":["Porto"]}`
		s.want(agent, "GET", "/admin/calendars/office", "", 200, "readonly", "no: Save the calendar")
		s.want(agent, "GET", "/admin/calendars", "", 200, "no: /admin/new-calendar")
		s.want(agent, "GET", "/admin/new-calendar", "", 403)
		s.want(agent, "POST", "/admin/calendars/office", form("mon", "nine"), 403)
		s.want(agent, "POST", "/admin/new-calendar", form("id", "hall"), 403)
		s.want(agent, "PUT", "/api/v1/calendars/porto", body, 403)
		s.want(agent, "PUT", "/api/v1/calendars/porto", "{}", 403)
		s.want(amina, "GET", "/admin/calendars", "", 403, "no: Office hours")
		s.want(amina, "GET", "/admin/new-calendar", "", 403)
		s.want(amina, "GET", "/api/v1/calendars", "", 403, "no: Office hours")
		s.want(head, "GET", "/admin/calendars/moon", "", 404)
		s.want(head, "PUT", "/api/v1/calendars/porto", body, 200, `"id":"porto"`, `"sites":["Porto"]`)
		s.want(head, "PUT", "/api/v1/calendars/porto", strings.Replace(body, "Lisbon", "Atlantis", 1), 422, "calendar.zone")
		s.want(head, "GET", "/api/v1/calendars", "", 200, `"id":"office"`, `"id":"porto"`)
	})
}

func TestHolidaysOfACountryAreShownByNameAndTakenOver(t *testing.T) {
	t.Parallel()
	each(t, func(s site) {
		s.want(head, "GET", "/admin/calendars/office/holidays", "", 200, "Portugal", "no: Take these days over")
		s.want(head, "GET", "/admin/calendars/office/holidays?country=DE", "", 200, "Bayern", "no: Take these days over")
		s.want(head, "GET", "/admin/calendars/office/holidays?country=DE&region=BY", "", 200, "Fronleichnam", "Mariä Himmelfahrt in Bavaria", "Take these days over")
		s.want(agent, "GET", "/admin/calendars/office/holidays?country=PT", "", 200, "Dia da Liberdade", "no: Take these days over")
		s.want(head, "GET", "/admin/calendars/office/holidays?country=CH", "", 200, "not known here", "no: Take these days over")
		s.want(head, "POST", "/admin/calendars/office/holidays", url.Values{"country": {"PT"}, "days": {"2026-12-31"}}.Encode(), 422, "no holiday of this list")
		s.want(head, "POST", "/admin/calendars/office/holidays", url.Values{"country": {"PT"}, "days": {"2026-12-08", "2026-12-25"}}.Encode(), 303)
		// The form of the calendar keeps them, and has the other days with their names.
		form := url.Values{"name": {"Office"}, "zone": {"UTC"}, "mon": {"08:00–17:00"}, "holidays": {"2026-06-24 São João\n2026-12-24"}, "closing": {"2026-12-28 – 2026-12-31 Between the years"}}
		s.want(head, "POST", "/admin/calendars/office", form.Encode(), 303)
		s.want(head, "GET", "/admin/calendars/office", "", 200, "Imaculada Conceição", "2026-06-24 São João\n2026-12-24\n", "2026-12-28 – 2026-12-31 Between the years\n")
		form.Set("closing", "2026-12-31 – 2026-12-28")
		s.want(head, "POST", "/admin/calendars/office", form.Encode(), 422, "Write the first day and the last", "Imaculada Conceição", "2026-12-31 – 2026-12-28")
		form.Set("closing", "")
		form.Set("holidays", "Christmas")
		s.want(head, "POST", "/admin/calendars/office", form.Encode(), 422, "“Christmas” is no date")
	})
}

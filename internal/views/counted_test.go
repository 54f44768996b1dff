package views_test

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/views"
)

// ofNoView are the fields of a list that no view has: they are of a page, or name one person who asks.
var ofNoView = []string{"limit", "after", "for"}

// samples are what each other field may say: what the cases of asked are like, and all choices where there are few.
func samples() map[string][]string {
	all := map[string][]string{
		"view": desk.DeskViews(), "state": {"open", "waiting", "answered", "closed"}, "q": {"overtime"}, "service": {"hours"}, "team": {"advice"}, "channel": {desk.Portal},
		"assignee": {narrow.Me, apptest.ID("marta"), apptest.ID("priya"), narrow.Somebody, "not me"}, "site": {"Malmby"}, "language": {"en"}, "title": {"overtime"},
		"field": {"hours.weeks"}, "field_is": {"8"}, "field_from": {"7"}, "field_to": {"9"},
		"opened_from": {"-7d"}, "opened_to": {"today"}, "last_from": {"-7d"}, "last_to": {"today"}, "due_from": {"today"}, "due_to": {"30d"}, "answered_from": {"-7d"}, "answered_to": {"today"}, "until_from": {"today"}, "until_to": {"30d"}, "cause": {"information"}, "tag": {"overtime"},
	}
	for name := range all {
		if len(narrow.Choices(name)) > 0 {
			panic(name + " has choices")
		}
	}
	for _, name := range fieldsOf(reflect.TypeFor[desk.List]()) {
		if few := narrow.Choices(name); len(few) > 0 {
			all[name] = few
		}
	}
	return all
}

// otherOwners are ways in which somebody may try to ask for a colleague's cases.
var otherOwners = []string{"not me", "not nobody", "!me", "me,somebody", "*", apptest.ID("priya"), apptest.Email("priya")}

// fieldsOf are the fields that an address has for a list, those of what it embeds among them.
func fieldsOf(t reflect.Type) (all []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			all = append(all, fieldsOf(f.Type)...)
		} else if name := f.Tag.Get("query"); name != "" && name != "-" {
			all = append(all, name)
		}
	}
	return all
}

// combined are queries of each value of each field alone, of one value of two fields, and of all at once, each beside each owner and in each view.
func combined(t testing.TB) (all []string) {
	known := samples()
	names := slices.DeleteFunc(fieldsOf(reflect.TypeFor[desk.List]()), func(name string) bool { return slices.Contains(ofNoView, name) })
	every := url.Values{}
	queries := []url.Values{{}}
	for i, a := range names {
		if len(known[a]) == 0 {
			t.Errorf("no sample says what %s is: whether it can count what colleagues have is not tried", a)
			continue
		}
		for _, value := range known[a] {
			queries = append(queries, url.Values{a: {value}})
		}
		for _, b := range names[:i] {
			queries = append(queries, url.Values{a: known[a][:1], b: known[b][:1]})
		}
		for _, view := range known["view"] {
			queries = append(queries, url.Values{a: known[a][:1], "view": {view}})
		}
		if a != "view" && a != "assignee" {
			every[a] = known[a][:1]
		}
	}
	for _, q := range append(queries, every) {
		if !q.Has("field") && (q.Has("field_is") || q.Has("field_from") || q.Has("field_to")) {
			q.Set("field", known["field"][0])
		}
		for _, owner := range append([]string{""}, known["owner"]...) {
			if q.Set("owner", owner); owner == "" {
				q.Del("owner")
			}
			all = append(all, q.Encode())
		}
	}
	for _, owner := range otherOwners {
		q := url.Values{"owner": {owner}}
		all = append(all, q.Encode())
		every.Set("owner", owner)
		all = append(all, every.Encode())
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// asked opens cases that the samples find.
func (w *world) asked() {
	w.T.Helper()
	w.API("ingrid").Do("PUT", "/api/v1/services/hours/fields/weeks", "application/json", strings.NewReader(`{"kind": "whole", "label": "Weeks wished"}`)).Is(200)
	for _, who := range []string{"amina", "pavel", "hanna"} {
		w.open(who, desk.Open{Subject: "My overtime", Service: "hours", Fields: map[string]any{"weeks": "8"}})
	}
	late := w.open("rosa", desk.Open{Subject: "My overtime last year", Service: "hours", Fields: map[string]any{"weeks": "8"}})
	high := w.open("jonas", desk.Open{Subject: "Overtime of my team", Service: "hours", Fields: map[string]any{"weeks": "8"}})
	ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
	if _, err := w.App.App.Desk.SetPriority(ctx, marta, desk.SetPriority{Number: high, Priority: "high"}); err != nil {
		w.T.Fatal(err)
	}
	if _, err := w.App.App.Desk.Pause(ctx, marta, desk.Pause{Number: late, Reason: desk.WaitCustomer, Until: w.DB.Now().Add(48 * 3600e9)}); err != nil {
		w.T.Fatal(err)
	}
}

// countedAs counts each query as Marta's views do while somebody has all cases; nil is nobody. A query that is not counted is not in what it returns.
func (w *world) countedAs(queries []string, owner any) map[string]int {
	w.T.Helper()
	ctx, counts := w.T.Context(), map[string]int{}
	w.exec(`UPDATE desk_case SET assignee_person = $1`, owner)
	for some := range slices.Chunk(queries, views.MostListed) {
		w.exec(`DELETE FROM views_view`)
		rows, args := []string{}, []any{apptest.ID("marta"), w.DB.Now()}
		for _, query := range some {
			args = append(args, query)
			rows = append(rows, fmt.Sprintf("('v%[1]d', $1, '', 'v%[1]d', $%[1]d, 0, $2)", len(args)))
		}
		w.exec(`INSERT INTO views_view (id, owner_person, team_id, name, query, place, kept_at) VALUES `+strings.Join(rows, ", "), args...)
		all, err := w.s.List(ctx, w.Actor(authz.Desk, "marta"), views.ReadViews{Counts: true})
		if err != nil {
			w.T.Fatal(err)
		}
		for _, v := range all.Items {
			if v.Count != nil {
				counts[v.Query] = *v.Count
			} else if v.More {
				w.T.Errorf("%s is not counted, and there are more", v.Query)
			}
		}
	}
	return counts
}

func (w *world) exec(sql string, args ...any) {
	w.T.Helper()
	if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.T.Context(), sql, args...); return err }); err != nil {
		w.T.Fatal(err)
	}
}

// However a view is put together, a case of a colleague counts in it only if it did so, too, as nobody's and as one's own: so no count stands for what others have.
func TestNoCombinationCountsWhatColleaguesHave(t *testing.T) {
	each(t, func(w *world) {
		w.asked()
		queries := combined(w.T)
		theirs, nobodys, mine := w.countedAs(queries, apptest.ID("priya")), w.countedAs(queries, nil), w.countedAs(queries, apptest.ID("marta"))
		found := 0
		for query, n := range theirs {
			if n > nobodys[query] || n > mine[query] {
				w.T.Errorf("%s counts %d cases of a colleague's; as nobody's they are %d, as one's own %d", query, n, nobodys[query], mine[query])
			}
			found += min(n, 1)
		}
		if len(theirs) < 500 || found < 100 {
			w.T.Errorf("of %d queries %d are counted and %d find something: little is tried", len(queries), len(theirs), found)
		}
		for _, query := range queries { // not counted, and no number stands in its place
			v, err := url.ParseQuery(query)
			if _, counted := theirs[query]; err != nil || counted && v.Has("owner") && v.Get("owner") != narrow.Me && v.Get("owner") != narrow.Nobody && v.Get("assignee") == "" {
				w.T.Errorf("%s is counted, %v", query, err)
			}
		}
	})
}

// What somebody has is found as before, and has no number anywhere: neither among the views, nor with the list, nor as a file.
func TestWhatSomebodyHasIsListedWithoutANumber(t *testing.T) {
	each(t, func(w *world) {
		w.asked()
		w.exec(`UPDATE desk_case SET assignee_person = $1`, apptest.ID("priya"))
		v := w.keep("marta", "With somebody", "team=advice&owner=somebody", "advice")
		if got := len(strings.Fields(w.holds("marta", v.ID))); got != 5 || w.counted("marta", v.ID) != "none" {
			w.T.Errorf("the view holds %d cases and counts %s", got, w.counted("marta", v.ID))
		}
		w.Desk("marta").Get("/desk/views").Is(200).Shows("With somebody").Hides(`<span class="cnt">5</span>`)
		w.Desk("marta").Get("/desk/views/new?query=" + url.QueryEscape("team=advice&owner=somebody")).Is(200).Shows("It has no number beside it")
		w.Desk("marta").Get("/desk/views/new?query=team%3Dadvice").Is(200).Hides("It has no number beside it")
		for _, path := range []string{"/api/v1/cases?team=advice&owner=somebody&limit=2", "/api/v1/views/" + v.ID + "/cases?limit=2"} {
			page := apptest.Decode[map[string]any](w.T, w.API("marta").Get(path), 200)
			if page["items"] == nil || page["next"] == "" || len(page) != 2 {
				w.T.Errorf("%s answers with more than cases and where they go on: %v", path, page)
			}
		}
		if text := w.Desk("marta").Get("/desk?view=open&owner=somebody").Is(200).Text; strings.Contains(text, "/desk/queue.csv") {
			w.T.Error("what colleagues have is offered as a file")
		}
		for _, file := range []string{"/desk/queue.csv", "/desk/queue.xlsx", "/api/v1/cases.csv", "/api/v1/cases.xlsx"} {
			w.Desk("marta").Get(file + "?owner=nobody").Is(200)
			w.Desk("marta").Get(file + "?owner=somebody&team=advice").Is(422)
		}
	})
}

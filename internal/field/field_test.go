package field_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/field"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *field.Service
}

// each is the organisation, in which the service hours asks for what a parental leave needs.
func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		w := &world{App: a, s: a.Field}
		for i, in := range []field.Save{
			{Key: "birth", Kind: field.Date, Label: "Expected date of birth", Required: true},
			{Key: "weeks", Kind: field.Whole, Label: "Weeks wished", Unit: "weeks", Least: "1", Most: "156"},
			{Key: "part-time", Kind: field.YesNo, Label: "Works part-time meanwhile"},
			{Key: "kind", Kind: field.Choice, Label: "Kind of leave", Choices: []string{"Full", "Half days"}},
			{Key: "note", Kind: field.Text, Label: "Who stands in"},
			{Key: "centre", Kind: field.Text, Label: "Cost centre", Side: field.HROnly},
			{Key: "pay", Kind: field.Money, Label: "Pay meanwhile", Unit: "EUR", Side: field.ByHR},
		} {
			in.Service, in.Place = "hours", i
			w.save(in)
		}
		f(w)
	})
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) save(in field.Save) {
	w.T.Helper()
	_, err := w.s.Save(w.T.Context(), w.Actor(authz.Desk, "ingrid"), in)
	w.ok(err)
}

func (w *world) try(key string, fields map[string]any, change ...func(*desk.Open)) (string, error) {
	in := desk.Open{Service: "hours", Subject: "A child in spring", Body: "What do I have to do?", Fields: fields}
	for _, f := range change {
		f(&in)
	}
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), in)
	return c.Number, err
}

func (w *world) open(key string, fields map[string]any, change ...func(*desk.Open)) string {
	w.T.Helper()
	number, err := w.try(key, fields, change...)
	w.ok(err)
	return number
}

func (w *world) fill(face authz.Face, key, number string, fields map[string]any) error {
	_, err := w.s.Fill(w.T.Context(), w.Actor(face, key), field.Fill{Number: number, Fields: fields})
	return err
}

// holds is what somebody reads in a case, as key=value.
func (w *world) holds(face authz.Face, key, number string) string {
	w.T.Helper()
	v, err := w.s.OfCase(w.T.Context(), w.Actor(face, key), field.ReadCase{Number: number})
	w.ok(err)
	var all []string
	for _, f := range v.Items {
		if f.Plain() != "" || f.Missing {
			text := f.Key + "=" + f.Plain()
			if f.Missing {
				text += "missing"
			}
			all = append(all, text)
		}
	}
	return strings.Join(all, " ")
}

func (w *world) found(face authz.Face, key, text string) (n int) {
	w.T.Helper()
	page, err := w.App.App.Desk.List(w.T.Context(), w.Actor(face, key), desk.List{Q: text})
	w.ok(err)
	return len(page.Items)
}

// searched is how many cases the search page finds for somebody, and what it proposes instead.
func (w *world) searched(face authz.Face, key, text string) (n int, instead string) {
	w.T.Helper()
	by := w.Actor(face, key)
	for _, m := range []spec.Module{w.App.App.Desk.Spec()} {
		got, err := m.Search(w.T.Context(), by, spec.Ask{Text: text, Limit: 10, Page: true})
		w.ok(err)
		n += len(got.Items)
		like, err := m.Suggest(w.T.Context(), by, spec.Ask{Text: text})
		w.ok(err)
		instead += like
	}
	return n, instead
}

func (w *world) narrowed(key string, m narrow.More) string {
	w.T.Helper()
	page, err := w.App.App.Desk.List(w.T.Context(), w.Actor(authz.Desk, key), desk.List{View: desk.ViewAll, More: m})
	if err != nil {
		return string(fault.KindOf(err))
	}
	var all []string
	for _, c := range page.Items {
		all = append(all, c.For.First)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

func kind(t testing.TB, err error, want fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

var leave = map[string]any{"birth": "2027-04-02", "weeks": 20.0, "part-time": true, "kind": "half days", "note": "Zwiebelkuchen"}

func TestARequestIsGivenWhatItsServiceAsksFor(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", leave)
		want := "birth=2027-04-02 weeks=20 part-time=yes kind=Half days note=Zwiebelkuchen"
		if got := w.holds(authz.Portal, "amina", number); got != want {
			t := w.T
			t.Errorf("amina reads %s, want %s", got, want)
		}
		w.ok(w.fill(authz.Desk, "marta", number, map[string]any{"centre": "Quittenmarmelade", "pay": "1 250,50"}))
		if got := w.holds(authz.Desk, "marta", number); got != want+" centre=Quittenmarmelade pay=1250.5" {
			w.T.Errorf("marta reads %s", got)
		}
		if got := w.holds(authz.Portal, "amina", number); got != want+" pay=1250.5" {
			w.T.Errorf("amina reads %s", got)
		}
	})
}

func TestWhatIsRequiredHoldsUpWhoAsksAndNobodyElse(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		_, err := w.try("amina", nil)
		kind(w.T, err, fault.Invalid)
		if f := fault.As(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Name != "fields.birth" {
			w.T.Errorf("%+v", err)
		}
		c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Open{Service: "hours", For: apptest.Email("amina"), Channel: desk.Phone, Subject: "A child", Body: "She phoned."})
		w.ok(err)
		if got := w.holds(authz.Desk, "marta", c.Number); got != "birth=missing" {
			w.T.Errorf("HR reads %s", got)
		}
		w.Desk("marta").Get("/desk/cases/"+c.Number).Shows("1 still missing", "Still missing")
		w.open("amina", nil, func(o *desk.Open) { o.Service = "pay" })
	})
}

func TestWhatDoesNotFitIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for _, x := range []struct {
			key   string
			value any
		}{{"birth", "2. April"}, {"birth", "2027-02-30"}, {"weeks", "twenty"}, {"weeks", 20.5}, {"weeks", 157.0}, {"weeks", "0"}, {"part-time", "perhaps"}, {"kind", "Quarter days"},
			{"note", strings.Repeat("x", 201)}, {"note", "a\nb"}, {"note", []any{"a"}}, {"centre", "4711"}, {"pay", "1"}, {"colour", "red"}} {
			fields := map[string]any{"birth": "2027-04-02"}
			fields[x.key] = x.value
			_, err := w.try("amina", fields)
			if f := fault.As(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Name != "fields."+x.key {
				w.T.Errorf("%s %v: %+v", x.key, x.value, err)
			}
		}
		number := w.open("amina", leave)
		kind(w.T, w.fill(authz.Portal, "amina", number, map[string]any{"birth": ""}), fault.Invalid)
		kind(w.T, w.fill(authz.Portal, "amina", number, map[string]any{"centre": "1"}), fault.Invalid)
		kind(w.T, w.fill(authz.Portal, "amina", number, map[string]any{"pay": "1"}), fault.Forbidden)
		kind(w.T, w.fill(authz.Desk, "marta", number, map[string]any{"pay": "1,234"}), fault.Invalid)
		kind(w.T, w.fill(authz.Portal, "pavel", number, map[string]any{"weeks": "1"}), fault.NotFound)
		kind(w.T, w.fill(authz.Desk, "noor", number, map[string]any{"weeks": "1"}), fault.NotFound)
	})
}

func TestAChangeIsInTheConversationAndWhatStoodThereIsNot(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", leave)
		for range 2 {
			w.ok(w.fill(authz.Portal, "amina", number, map[string]any{"weeks": "30", "note": "Apfelstrudel"}))
		}
		news, err := w.App.App.Desk.List(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.List{View: desk.ViewReply})
		w.ok(err)
		if len(news.Items) != 1 {
			w.T.Errorf("a change of the requester is %d pieces of news for HR", len(news.Items))
		}
		w.ok(w.fill(authz.Desk, "marta", number, map[string]any{"centre": "Quittenmarmelade"}))
		told := func(face authz.Face, key string) (all []string) {
			c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(face, key), desk.ReadOne{Number: number})
			w.ok(err)
			for _, e := range c.Talk {
				if e.Event != nil {
					all = append(all, e.Body)
				}
			}
			return all
		}
		mine, theirs := told(authz.Portal, "amina"), told(authz.Desk, "marta")
		if len(mine) != 1 || !strings.HasSuffix(mine[0], "changed “Weeks wished”, “Who stands in”.") && !strings.HasSuffix(mine[0], "changed “Who stands in”, “Weeks wished”.") {
			w.T.Errorf("amina reads %q", mine)
		}
		if len(theirs) != 2 || !strings.Contains(theirs[1], "“Cost centre”") {
			w.T.Errorf("marta reads %q", theirs)
		}
		for _, text := range theirs {
			if strings.Contains(text, "Zwiebelkuchen") || strings.Contains(text, "30") {
				w.T.Errorf("%q says what stands there", text)
			}
		}
		_, err = w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: number, Answer: "Yes.", Outcome: "answered", Cause: "information"})
		w.ok(err)
		kind(w.T, w.fill(authz.Portal, "amina", number, map[string]any{"weeks": "31"}), fault.Conflict)
		w.ok(w.fill(authz.Desk, "marta", number, map[string]any{"weeks": "31"}))
	})
}

func TestACaseIsFoundByItsFieldsWithinTheRights(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", leave)
		w.ok(w.fill(authz.Desk, "marta", number, map[string]any{"centre": "Quittenmarmelade"}))
		for _, x := range []struct {
			face      authz.Face
			key, text string
			n         int
		}{{authz.Portal, "amina", "Zwiebelkuchen", 1}, {authz.Desk, "marta", "Zwiebelkuchen", 1}, {authz.Desk, "marta", "Quittenmarmelade", 1}, {authz.Portal, "amina", "Quittenmarmelade", 0},
			{authz.Portal, "pavel", "Zwiebelkuchen", 0}, {authz.Portal, "jonas", "Zwiebelkuchen", 0}} {
			if n := w.found(x.face, x.key, x.text); n != x.n {
				w.T.Errorf("a list of %s has %d cases with %s, want %d", x.key, n, x.text, x.n)
			}
			if n, _ := w.searched(x.face, x.key, x.text); n != x.n {
				w.T.Errorf("%s finds %d cases with %s, want %d", x.key, n, x.text, x.n)
			}
		}
		if _, like := w.searched(authz.Portal, "amina", "Quittenmarmelad"); strings.Contains(strings.ToLower(like), "quitten") {
			w.T.Errorf("amina is told to look for %s", like)
		}
		if n, _ := w.searched(authz.Portal, "amina", "Quittenmarm"); n != 0 {
			w.T.Errorf("amina finds it by its beginning")
		}
		w.ok(w.fill(authz.Portal, "amina", number, map[string]any{"note": "Apfelstrudel"}))
		if a, b := w.found(authz.Portal, "amina", "Zwiebelkuchen"), w.found(authz.Portal, "amina", "Apfelstrudel"); a != 0 || b != 1 {
			w.T.Errorf("after a change the old word finds %d, the new one %d", a, b)
		}
	})
}

// The manager of whom a case is for reads its words where the service says so, and never what was filled in.
func TestAManagerReadsNoFields(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `UPDATE catalogue_service SET manager_sees = $1 WHERE id = 'hours'`, true)
			return err
		}))
		number := w.open("amina", leave)
		w.Portal("jonas").Get("/requests/"+number).Is(http.StatusOK).Shows("A child in spring").Hides("Zwiebelkuchen", "Expected date of birth")
		w.Portal("jonas").Get("/requests/" + number + "/fields").Is(http.StatusForbidden)
		if n := w.found(authz.Portal, "jonas", "spring"); n != 1 {
			w.T.Errorf("jonas finds the subject %d times", n)
		}
		if n := w.found(authz.Portal, "jonas", "Zwiebelkuchen"); n != 0 {
			w.T.Error("jonas finds what was filled in")
		}
		if n, _ := w.searched(authz.Portal, "jonas", "Zwiebelkuchen"); n != 0 {
			w.T.Error("jonas finds what was filled in by a search")
		}
	})
}

func TestTheQueueIsNarrowedByAField(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.open("amina", leave)
		pavel := w.open("pavel", map[string]any{"birth": "2027-05-01", "weeks": 40.0, "kind": "Full"})
		w.ok(w.fill(authz.Desk, "marta", pavel, map[string]any{"centre": "A 12"}))
		w.open("hanna", map[string]any{"birth": "2027-06-01", "note": "Zwiebelkuchen"}, func(o *desk.Open) { o.Sensitivity = "named"; o.Named = []string{apptest.Email("theo")} })
		for _, x := range []struct {
			m    narrow.More
			want string
		}{
			{narrow.More{Field: "hours.weeks"}, "Amina Pavel"}, {narrow.More{Field: "hours.weeks", FieldIs: "20"}, "Amina"}, {narrow.More{Field: "hours.weeks", FieldFrom: "21"}, "Pavel"},
			{narrow.More{Field: "hours.weeks", FieldFrom: "1", FieldTo: "20"}, "Amina"}, {narrow.More{Field: "hours.birth", FieldFrom: "2027-04-01", FieldTo: "2027-04-30"}, "Amina"},
			{narrow.More{Field: "hours.kind", FieldIs: "FULL"}, "Pavel"}, {narrow.More{Field: "hours.part-time", FieldIs: "yes"}, "Amina"}, {narrow.More{Field: "hours.note", FieldIs: "zwiebelkuchen"}, "Amina"},
			{narrow.More{Field: "hours.centre", FieldIs: "a 12"}, "Pavel"}, {narrow.More{Field: "hours.centre", FieldIs: "a"}, ""},
			{narrow.More{Field: "hours.weeks", FieldIs: "many"}, "invalid"}, {narrow.More{Field: "hours.colour"}, "invalid"}, {narrow.More{FieldIs: "1"}, "invalid"}, {narrow.More{Field: "hours.note", FieldFrom: "a"}, "invalid"},
		} {
			if got := w.narrowed("marta", x.m); got != x.want {
				w.T.Errorf("%+v lists %q, want %q", x.m, got, x.want)
			}
		}
		for _, key := range []string{"hours.weeks", "hours.centre"} {
			_, err := w.App.App.Desk.List(w.T.Context(), w.Actor(authz.Portal, "pavel"), desk.List{More: narrow.More{Field: key}})
			kind(w.T, err, fault.Invalid)
		}
		marta := w.Desk("marta")
		marta.Get("/desk?view=all&service=hours&field=hours.weeks&field_from=21").Shows(`value="21"`, "A child in spring")
		marta.Get("/desk?view=all&service=hours&field=hours.weeks&field_from=many").Shows(`value="many"`, "Give “Weeks wished” as a whole number").Hides("A child in spring")
		marta.Get("/desk?view=all&service=hours&field=&field_from=21").Shows("A child in spring")
		w.open("amina", nil, func(o *desk.Open) { o.Service, o.Subject = "pay", "My payslip" })
		marta.Get("/desk?view=all&service=pay&field=hours.weeks&field_from=21").Shows("My payslip")
		kept := apptest.Decode[struct{ ID string }](w.T, w.API("marta").Post("/api/v1/views", map[string]any{"name": "Long", "query": "view=all&field=hours.weeks&field_from=21"}), http.StatusCreated)
		page := apptest.Decode[desk.Page](w.T, w.API("marta").Get("/api/v1/views/"+kept.ID+"/cases"), http.StatusOK)
		if len(page.Items) != 1 || page.Items[0].For.Name == "" {
			w.T.Errorf("the kept view has %+v", page.Items)
		}
		apptest.Decode[struct{ ID string }](w.T, w.API("marta").Post("/api/v1/views", map[string]any{"name": "Nonsense", "query": "view=all&field=hours.colour"}), http.StatusCreated)
		marta.Get("/desk/views").Is(http.StatusOK)
	})
}

func TestAFieldKeepsItsTypeAndARetiredOneItsValues(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", leave)
		head := w.Actor(authz.Desk, "ingrid")
		for name, in := range map[string]field.Save{
			"type": {Key: "weeks", Kind: field.Text, Label: "Weeks wished"}, "open": {Key: "centre", Kind: field.Text, Label: "Cost centre"}, "label": {Key: "other", Kind: field.Text, Label: "cost CENTRE"},
			"bounds": {Key: "x", Kind: field.Whole, Label: "X", Least: "2", Most: "1"}, "list": {Key: "x", Kind: field.Choice, Label: "X", Choices: []string{"a"}}, "twice": {Key: "x", Kind: field.Choice, Label: "X", Choices: []string{"a", "A"}},
			"unit": {Key: "x", Kind: field.Date, Label: "X", Unit: "days"}, "currency": {Key: "x", Kind: field.Money, Label: "X", Unit: "euro"}, "key": {Key: "X y", Kind: field.Text, Label: "X"}, "kind": {Key: "x", Kind: "colour", Label: "X"},
			"side": {Key: "x", Kind: field.Text, Label: "X", Side: "everybody"}, "empty": {Key: "x", Kind: field.Text},
		} {
			in.Service = "hours"
			if _, err := w.s.Save(w.T.Context(), head, in); fault.KindOf(err) != fault.Invalid {
				w.T.Errorf("%s: %v", name, err)
			}
		}
		_, err := w.s.Save(w.T.Context(), w.Actor(authz.Desk, "marta"), field.Save{Service: "hours", Key: "x", Kind: field.Text, Label: "X"})
		kind(w.T, err, fault.Forbidden)
		w.save(field.Save{Service: "hours", Key: "kind", Kind: field.Choice, Label: "Kind of leave", Choices: []string{"Full", "Quarter days"}})
		w.save(field.Save{Service: "hours", Key: "weeks", Kind: field.Whole, Label: "Weeks wished", Unit: "weeks", Retired: true})
		if got := w.holds(authz.Desk, "marta", number); got != "kind=Half days birth=2027-04-02 weeks=20 part-time=yes note=Zwiebelkuchen" && !strings.Contains(got, "weeks=20") {
			w.T.Errorf("after that the case holds %s", got)
		}
		if got := w.narrowed("marta", narrow.More{Field: "hours.kind", FieldIs: "Half days"}); got != "Amina" {
			w.T.Errorf("what is off the list finds %q", got)
		}
		_, err = w.try("pavel", map[string]any{"birth": "2027-04-02", "weeks": 2.0})
		kind(w.T, err, fault.Invalid)
		kind(w.T, w.fill(authz.Desk, "marta", number, map[string]any{"weeks": "21"}), fault.Invalid)
		w.ok(w.fill(authz.Desk, "marta", number, map[string]any{"weeks": nil}))
		if got := w.holds(authz.Desk, "marta", number); strings.Contains(got, "weeks") {
			w.T.Errorf("emptied, the case holds %s", got)
		}
	})
}

func TestAFormThatIsRefusedLosesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		amina := w.Portal("amina")
		amina.Get("/ask/hours").Shows("Expected date of birth", `type="date"`, "Half days", "1–156").Hides("Cost centre", "Pay meanwhile")
		form := url.Values{"subject": {"A child"}, "body": {"In spring."}, "field": {"birth", "weeks", "kind", "note"}, "value": {"", "200", "Full", "Pavel does"}}
		amina.Send("/ask/hours", form).Is(http.StatusUnprocessableEntity).Shows("Fill in “Expected date of birth”.", "“Weeks wished” lies between 1 and 156.", `value="200"`, `value="Pavel does"`, `<option value="Full" selected`, `href="#fields.birth"`, `id="fields.birth"`)
		form["value"] = []string{"2027-04-02", "20", "Full", "Pavel does"}
		got := amina.Send("/ask/hours", form).Is(http.StatusSeeOther)
		number := strings.TrimSuffix(strings.TrimPrefix(got.Header.Get("Location"), "/requests/"), "?sent=1")
		amina.Get("/requests/"+number).Shows("Pavel does", "20 weeks", "Fri 2 Apr 2027")
		at := "/requests/" + number + "/fields"
		amina.Get(at).Shows(`value="2027-04-02"`)
		amina.Send(at, url.Values{"field": {"weeks"}, "value": {"none"}, "was": {"20"}}).Is(http.StatusUnprocessableEntity).Shows(`value="none"`, "Give “Weeks wished” as a whole number")
		amina.Send(at, url.Values{"field": {"weeks"}, "value": {"30"}, "was": {"10"}}).Is(http.StatusConflict).Shows("Somebody else changed “Weeks wished” meanwhile.", `value="30"`)
		amina.Send(at, url.Values{"field": {"weeks"}, "value": {"10"}, "was": {"10"}}).Is(http.StatusSeeOther)
		if got := w.holds(authz.Portal, "amina", number); !strings.Contains(got, "weeks=20") {
			w.T.Errorf("what was left as it was seen was written over: %s", got)
		}
	})
}

// A page of a case costs one statement more where its service asks for something, and none where it does not.
func TestAPageReadsTheFieldsOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		with, without := w.open("amina", leave), w.open("amina", nil, func(o *desk.Open) { o.Service = "pay" })
		reads := func(path string) (n int) {
			w.DB.Watch(func(query string) {
				if strings.Contains(query, "field_") {
					n++
				}
			})
			defer w.DB.Watch(nil)
			w.Desk("marta").Get(path).Is(http.StatusOK)
			return n
		}
		for path, want := range map[string]int{"/desk/cases/" + with: 1, "/desk/cases/" + without: 0, "/desk?view=all": 0, "/desk?view=all&service=pay": 0} {
			if got := reads(path); got != want {
				w.T.Errorf("%s reads fields %d times, want %d", path, got, want)
			}
		}
	})
}

func TestTheHeadOfHRGivesAServiceAField(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		head := w.Desk("ingrid")
		head.Get("/admin/services/pay/fields").Shows("It asks for nothing yet")
		form := url.Values{"label": {"Contract number"}, "kind": {"text"}, "side": {"requester"}, "place": {"1"}}
		for range 2 {
			head.Send("/admin/services/pay/fields", form).Is(http.StatusSeeOther)
		}
		head.Get("/admin/services/pay/fields").Shows("Contract number")
		form.Set("kind", "date")
		head.Send("/admin/services/pay/fields", form).Is(http.StatusUnprocessableEntity).Shows("This service has a field of this name already.", `value="Contract number"`)
		form.Set("kind", "text")
		form.Set("label", "Number of the contract")
		head.Send("/admin/services/pay/fields/contract-number", form).Is(http.StatusSeeOther)
		w.Portal("amina").Get("/ask/pay").Shows("Number of the contract")
		w.Desk("marta").Get("/admin/services/pay/fields").Is(http.StatusForbidden)
		w.Desk("marta").Get("/admin/services/pay/fields/contract-number").Is(http.StatusForbidden)
	})
}

func TestWhatAHealthCaseWasGivenIsForFewAndInNoIndex(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.save(field.Save{Service: "health", Key: "since", Kind: field.Text, Label: "Since when"})
		number := w.open("pavel", map[string]any{"since": "Zwiebelkuchen"}, func(o *desk.Open) { o.Service = "health" })
		for key, want := range map[string]fault.Kind{"marta": fault.Forbidden, "ingrid": fault.Forbidden} {
			_, err := w.s.OfCase(w.T.Context(), w.Actor(authz.Desk, key), field.ReadCase{Number: number})
			kind(w.T, err, want)
			if got := w.narrowed(key, narrow.More{Field: "health.since", FieldIs: "Zwiebelkuchen"}); got != "" {
				w.T.Errorf("%s lists %s", key, got)
			}
		}
		for _, key := range []string{"marta", "ingrid"} {
			if n := w.found(authz.Desk, key, "Zwiebelkuchen"); n != 0 {
				w.T.Errorf("%s finds it", key)
			}
		}
		if n := w.found(authz.Portal, "pavel", "Zwiebelkuchen"); n != 0 {
			w.T.Error("a text of a health case is in the index")
		}
		if got := w.holds(authz.Portal, "pavel", number); got != "since=Zwiebelkuchen" {
			w.T.Errorf("pavel reads %s", got)
		}
	})
}

package catalogue_test

import (
	"math"
	"net/url"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise/statute"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestAServiceIsHeldToWhatItPromises(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		head := a.Actor(authz.Desk, "ingrid")
		good := catalogue.SaveService{ID: "travel", Name: "Travel", TeamID: "payroll", FirstAnswerMinutes: 60, DecisionMinutes: 120, Active: true}
		for name, spoil := range map[string]func(*catalogue.SaveService){
			"id":                   func(s *catalogue.SaveService) { s.ID = "No Slug" },
			"id, of a page":        func(s *catalogue.SaveService) { s.ID = "new" },
			"name":                 func(s *catalogue.SaveService) { s.Name = " " },
			"team":                 func(s *catalogue.SaveService) { s.TeamID = "nobody" },
			"sensitivity":          func(s *catalogue.SaveService) { s.Sensitivity = "secret" },
			"may_ask":              func(s *catalogue.SaveService) { s.MayAsk = "nobody" },
			"first_answer_minutes": func(s *catalogue.SaveService) { s.FirstAnswerMinutes = 0 },
			"decision_minutes":     func(s *catalogue.SaveService) { s.DecisionMinutes = 30 },
			"cause":                func(s *catalogue.SaveService) { s.CauseID = catalogue.Other },
		} {
			s := good
			spoil(&s)
			_, err := a.Catalogue.SaveService(t.Context(), head, s)
			if e := fault.As(err); e == nil || e.Kind != fault.Invalid || len(e.Fields) != 1 || e.Fields[0].Name != strings.Split(name, ",")[0] {
				t.Errorf("%s: %v", name, err)
			}
		}
		saved, err := a.Catalogue.SaveService(t.Context(), head, good)
		if err != nil || saved.CauseID == "" || saved.CauseID == catalogue.Other || saved.Sensitivity != catalogue.Open {
			t.Errorf("%+v, %v", saved, err)
		}
		ask := good
		ask.ID, ask.Active = catalogue.DefaultService, false
		if _, err := a.Catalogue.SaveService(t.Context(), head, ask); fault.KindOf(err) != fault.Invalid {
			t.Errorf("the default service can be switched off: %v", err)
		}
		if _, err := a.Catalogue.SaveService(t.Context(), a.Actor(authz.Desk, "marta"), good); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("an agent changes services: %v", err)
		}
		if _, err := a.Catalogue.SaveCause(t.Context(), head, catalogue.SaveCause{ID: catalogue.Other, Name: "Other"}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("the cause other can be switched off: %v", err)
		}
	})
}

// What is added is called after its name in addresses, and stands last but for what ends the list.
func TestAServiceAndACauseAreAdded(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, head := t.Context(), a.Actor(authz.Desk, "ingrid")
		recorded := func() int {
			n, err := store.One[int](ctx, a.DB, `SELECT count(*) FROM audit_entry WHERE action = 'catalogue.edit' AND kind IN ('service', 'cause')`)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		known := recorded()
		in := catalogue.SaveService{Name: "Bikes & Łódź trips", TeamID: "payroll", FirstAnswerMinutes: 60, DecisionMinutes: 120, Active: true}
		for range 2 { // the same twice is one
			s, err := a.Catalogue.AddService(ctx, head, in)
			if err != nil || s.ID != "bikes-lodz-trips" {
				t.Fatalf("%+v, %v", s, err)
			}
		}
		all, err := a.Catalogue.AllServices(ctx, head, catalogue.Nothing{})
		if n := len(all.Items); err != nil || n < 3 || all.Items[n-2].ID != "bikes-lodz-trips" || all.Items[n-1].ID != catalogue.DefaultService {
			t.Errorf("%+v, %v", all.Items, err)
		}
		in.DecisionMinutes = 240
		_, err = a.Catalogue.AddService(ctx, head, in)
		if e := fault.As(err); e == nil || len(e.Fields) != 1 || e.Fields[0].Name != "name" {
			t.Errorf("two services have one name: %v", err)
		}
		for name, id := range map[string]string{"Велосипеди": "service", "New": "new-one", "Bikes, Lodz: trips": "bikes-lodz-trips-2"} {
			in.Name = name
			if s, err := a.Catalogue.AddService(ctx, head, in); err != nil || s.ID != id {
				t.Errorf("%s: %q, %v", name, s.ID, err)
			}
		}
		in.ID, in.Name = "bikes-lodz-trips", "Bikes"
		before := all.Items[len(all.Items)-2].Position
		if s, err := a.Catalogue.SaveService(ctx, head, in); err != nil || s.Position != before {
			t.Errorf("it stood at %d, now %d, %v", before, s.Position, err)
		}
		for range 2 {
			x, err := a.Catalogue.AddCause(ctx, head, catalogue.SaveCause{Name: "The bike shed was locked", Active: true})
			if err != nil || x.ID != "the-bike-shed-was-locked" {
				t.Fatalf("%+v, %v", x, err)
			}
		}
		causes, err := a.Catalogue.AllCauses(ctx, head, catalogue.Nothing{})
		if n := len(causes.Items); err != nil || causes.Items[n-2].Name != "The bike shed was locked" || causes.Items[n-1].ID != catalogue.Other {
			t.Errorf("%+v, %v", causes.Items, err)
		}
		if n := recorded(); n-known != 6 {
			t.Errorf("the record has %d lines of four services, a change and a cause", n-known)
		}
		marta := a.Actor(authz.Desk, "marta")
		_, err = a.Catalogue.AddService(ctx, marta, in)
		_, other := a.Catalogue.AddCause(ctx, marta, catalogue.SaveCause{Name: "x"})
		if fault.KindOf(err) != fault.Forbidden || fault.KindOf(other) != fault.Forbidden {
			t.Errorf("an agent adds to the catalogue: %v, %v", err, other)
		}
	})
}

// The pages keep what was typed, and lead where the head of HR goes next.
func TestThePagesOfTheCatalogue(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ingrid := a.Desk("ingrid")
		ingrid.Get("/admin/services").Is(200).Shows("Add a service")
		ingrid.Get("/admin/services/new").Is(200).Shows("Its sign", `value="9"`, `value="h" selected`).Hides("What is asked for besides words")
		ingrid.Send("/admin/services/new", url.Values{"name": {"Company bikes"}, "team": {"payroll"}, "first_answer_minutes": {"540"}, "decision_minutes": {"8"}, "decision_unit": {"h"}, "active": {"on"}, "needs_decision": {"on"}}).Is(422).
			Shows("Company bikes", `value="8"`, `value="540"`, "It cannot be settled before it is first answered.", `checked aria-describedby="needs_decision`)
		ingrid.Send("/admin/services/new", url.Values{"name": {"Company bikes"}, "team": {"payroll"}, "first_answer_minutes": {"90"}, "first_answer_unit": {"m"}, "decision_minutes": {"15"}, "decision_unit": {"h"},
			"active": {"on"}, "icon": {"repeat"}}).Is(303)
		ingrid.Get("/admin/services/company-bikes").Is(200).Shows("Company bikes", `value="repeat" selected`, `value="90"`, `value="m" selected`, `value="15"`, `value="h" selected`)
		a.API("ingrid").Get("/api/v1/services").Is(200).Shows(`"first_answer_minutes":90`, `"decision_minutes":900`)
		a.Portal("amina").Get("/ask").Is(200).Shows("Company bikes")
		ingrid.Send("/admin/causes/new", url.Values{"name": {" "}, "active": {"on"}}).Is(422).Shows("Give the cause a name")
		ingrid.Send("/admin/causes/new", url.Values{"name": {"Nobody knew of the bikes"}, "active": {"on"}}).Is(303)
		ingrid.Send("/admin/causes/nobody-knew-of-the-bikes", url.Values{"name": {"Nobody knew of them"}}).Is(303)
		ingrid.Get("/admin/causes").Is(200).Shows("Nobody knew of them", "Off")
		ingrid.Get("/admin/causes/nothing").Is(404)
	})
}

func TestWhoLeadsNobodyIsNotOfferedWhatManagersAsk(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s := catalogue.SaveService{ID: "staffing", Name: "Staffing", TeamID: "payroll", FirstAnswerMinutes: 60, DecisionMinutes: 120, MayAsk: catalogue.Managers, Active: true}
		if _, err := a.Catalogue.SaveService(t.Context(), a.Actor(authz.Desk, "ingrid"), s); err != nil {
			t.Fatal(err)
		}
		for key, offered := range map[string]bool{"jonas": true, "amina": false} {
			all, err := a.Catalogue.Services(t.Context(), a.Actor(authz.Portal, key), catalogue.Nothing{})
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, x := range all.Items {
				found = found || x.ID == "staffing"
			}
			if found != offered {
				t.Errorf("%s is offered staffing: %v", key, found)
			}
		}
		a.Portal("amina").Get("/ask/staffing").Is(404)
	})
}

// A legal limit is whole or not there: the law, a number and its unit. The page keeps what was typed, and a service without one stays as it is.
func TestAServiceMayHaveALegalLimit(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, head := t.Context(), a.Actor(authz.Desk, "ingrid")
		in := catalogue.SaveService{ID: "my-data", Name: "My data", TeamID: "payroll", FirstAnswerMinutes: 60, DecisionMinutes: 120, Active: true}
		for field, change := range map[string]func(*catalogue.SaveService){
			"law":       func(s *catalogue.SaveService) { s.LawCount, s.LawUnit = 1, "months" },
			"law_count": func(s *catalogue.SaveService) { s.Law, s.LawUnit = "GDPR", "months" },
			"law_unit":  func(s *catalogue.SaveService) { s.Law, s.LawCount, s.LawUnit = "GDPR", 1, "weeks" },
			"law_more":  func(s *catalogue.SaveService) { s.Law, s.LawCount, s.LawUnit, s.LawMore = "GDPR", 1, "months", 24 },
		} {
			bad := in
			change(&bad)
			if _, err := a.Catalogue.SaveService(ctx, head, bad); fault.As(err) == nil || fault.As(err).Fields[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		for _, more := range []int{-1, 24, math.MaxInt} {
			bad := in
			bad.Law, bad.LawCount, bad.LawUnit, bad.LawMore = "GDPR", 1, statute.Months, more
			if _, err := a.Catalogue.SaveService(ctx, head, bad); fault.As(err) == nil || fault.As(err).Fields[0].Name != "law_more" {
				t.Errorf("%d more: %v", more, err)
			}
		}
		for count, unit := range map[int]statute.Unit{25: statute.Months, 731: statute.Days, -1: statute.Days} {
			bad := in
			bad.Law, bad.LawCount, bad.LawUnit = "GDPR", count, unit
			if _, err := a.Catalogue.SaveService(ctx, head, bad); fault.As(err) == nil || fault.As(err).Fields[0].Name != "law_count" {
				t.Errorf("%d %s: %v", count, unit, err)
			}
		}
		ingrid := a.Desk("ingrid")
		form := url.Values{"name": {"My data"}, "team": {"payroll"}, "first_answer_minutes": {"60"}, "decision_minutes": {"120"}, "active": {"on"}, "law": {""}, "law_count": {"2"}, "law_unit": {"days"}}
		ingrid.Send("/admin/services/my-data", form).Is(422).Shows("Name the law that gives this time", `value="2"`, `value="days" selected`)
		form.Set("law", " ten days, § 15 BetrVG ")
		form.Set("law_count", "10")
		form.Set("law_more", "721")
		ingrid.Send("/admin/services/my-data", form).Is(422).Shows("at most 24 months in all, or 730 days", `value="721"`)
		form.Set("law_more", "20")
		ingrid.Send("/admin/services/my-data", form).Is(303)
		ingrid.Get("/admin/services/my-data").Is(200).Shows(`value="ten days, § 15 BetrVG"`, `value="10"`, `value="days" selected`, `value="20"`)
		ingrid.Get("/admin/services").Is(200).Shows("By law: ", "ten days, § 15 BetrVG")
		a.API("amina").Get("/api/v1/services").Is(200).Shows(`"law":"ten days, § 15 BetrVG","law_count":10,"law_unit":"days","law_more":20`)
		form.Del("law")
		form.Set("law_count", "")
		form.Set("law_more", "")
		form.Set("law_unit", "months")
		ingrid.Send("/admin/services/my-data", form).Is(303)
		if s, err := a.Catalogue.Service(ctx, head, catalogue.ReadService{ID: "my-data"}); err != nil || s.Law != "" || !s.Limit().IsZero() {
			t.Errorf("taken away: %+v, %v", s, err)
		}
	})
}

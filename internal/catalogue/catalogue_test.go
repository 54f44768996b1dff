package catalogue_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestAServiceIsHeldToWhatItPromises(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		head := a.Actor(authz.Desk, "ingrid")
		good := catalogue.SaveService{ID: "travel", Name: "Travel", TeamID: "payroll", FirstAnswerMinutes: 60, DecisionMinutes: 120, Active: true}
		for name, spoil := range map[string]func(*catalogue.SaveService){
			"id":                   func(s *catalogue.SaveService) { s.ID = "No Slug" },
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
			if e := fault.As(err); e == nil || e.Kind != fault.Invalid || len(e.Fields) != 1 || e.Fields[0].Name != name {
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

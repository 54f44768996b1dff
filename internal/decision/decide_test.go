package decision_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

func TestARefusalNamesEachMissingPart(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := ask(t, a, "amina", "grade")
		r := a.API("marta").Post("/api/v1/cases/"+number+"/decision", map[string]any{"outcome": "refused"}).Is(422)
		for _, part := range []string{"reason", "clause", "facts", "alternatives", "next.text", "next.date", "appeal.until", "appeal.to"} {
			r.Shows(`"` + part + `"`)
		}
		marta := a.Actor(authz.Desk, "marta")
		for name, spoil := range map[string]func(*decision.Decide){
			"outcome":      func(in *decision.Decide) { in.Outcome = "withdrawn" },
			"reason":       func(in *decision.Decide) { in.Reason = "Not eligible, as per policy." },
			"clause":       func(in *decision.Decide) { in.Clause = "pay 99" },
			"facts":        func(in *decision.Decide) { in.Facts = []string{" "} },
			"alternatives": func(in *decision.Decide) { in.Alternatives = nil },
			"next.text":    func(in *decision.Decide) { in.Next.Text = "" },
			"next.date":    func(in *decision.Decide) { in.Next.Date = day(a, -1) },
			"appeal.until": func(in *decision.Decide) { in.Appeal.Until = day(a, decision.LeastDays-1) },
			"appeal.to":    func(in *decision.Decide) { in.Appeal.To = apptest.Email("marta") },
		} {
			in := refusal(a, number)
			spoil(&in)
			if _, err := a.Decision.Decide(t.Context(), marta, in); !slices.Equal(fields(err), []string{name}) {
				t.Errorf("%s: %v", name, err)
			}
		}
		bare := refusal(a, number)
		bare.Reason = "No."
		if _, err := a.Decision.Decide(t.Context(), marta, bare); !slices.Equal(fields(err), []string{"reason"}) {
			t.Errorf("an outcome was taken for a reason: %v", err)
		}
		for name, spoil := range map[string]func(*decision.Decide){
			"reason":       func(in *decision.Decide) { in.Reason = strings.Repeat("x", decision.MaxReason+1) },
			"facts":        func(in *decision.Decide) { in.Facts = slices.Repeat([]string{"x"}, decision.MaxItems+1) },
			"alternatives": func(in *decision.Decide) { in.Alternatives = []string{strings.Repeat("x", decision.MaxItem+1)} },
			"next.date":    func(in *decision.Decide) { in.Next.Date = "soon" },
			"appeal.until": func(in *decision.Decide) { in.Appeal.Until = day(a, 400) },
			"appeal.to":    func(in *decision.Decide) { in.Appeal.To = apptest.Email("amina") },
		} {
			in := refusal(a, number)
			spoil(&in)
			if _, err := a.Decision.Decide(t.Context(), marta, in); !slices.Equal(fields(err), []string{name}) {
				t.Errorf("%s beyond its limit: %v", name, err)
			}
		}
		a.API("amina").Get("/api/v1/cases/" + number + "/decision").Is(200).Shows(`"items":[]`)
		a.Portal("amina").Get("/requests/" + number + "/decision").Is(200).Shows("Nothing is decided here yet.")
	})
}

func TestADecisionAnswersItsCase(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := ask(t, a, "amina", "grade")
		in := refusal(a, number)
		d := apptest.Decode[decision.Decision](t, a.API("marta").Post("/api/v1/cases/"+number+"/decision", in), 201)
		if d.Clause == nil || d.Clause.Text != apptest.Clauses()[0].Text || d.Clause.VersionID != "pay-4-2-v3" || d.Appeal.To != "Priya Raman" || d.Heard != "" {
			t.Errorf("%+v", d)
		}
		c, err := a.App.Desk.Read(t.Context(), a.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
		if err != nil || c.State != desk.Answered || c.Outcome != desk.OutcomeDecided {
			t.Errorf("%s %s, %v", c.State, c.Outcome, err)
		}
		words := c.Talk[len(c.Talk)-1].Body
		for _, part := range []string{"We can't approve this.", in.Reason, apptest.Clauses()[0].Text, in.Facts[0], in.Alternatives[0], in.Next.Text, "Priya Raman takes it", decision.Waiver} {
			if !strings.Contains(words, part) {
				t.Errorf("the answer lacks %q: %s", part, words)
			}
		}
		if _, err := a.Decision.Decide(t.Context(), a.Actor(authz.Desk, "marta"), in); fault.KindOf(err) != fault.Conflict {
			t.Errorf("decided twice: %v", err)
		}
		if c, err = a.App.Desk.Read(t.Context(), a.Actor(authz.Desk, "marta"), desk.ReadOne{Number: number}); err != nil || c.Cause != c.Usual {
			t.Errorf("cause %q, usual %q, %v", c.Cause, c.Usual, err)
		}
		if all := read(t, a, authz.Portal, "amina", number); len(all.Items) != 1 || !all.May.Appeal || all.May.Decide || all.May.Correct {
			t.Errorf("%+v", all)
		}
		granted := ask(t, a, "pavel", "grade")
		if d := decide(t, a, "marta", grant(a, granted)); d.Clause != nil || d.Appeal != nil || len(d.Alternatives) != 0 {
			t.Errorf("%+v", d)
		}
	})
}

func TestWhoMayDecideAndRead(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number, health := ask(t, a, "amina", "hours"), ask(t, a, "amina", "health") // managers see the first
		for who, want := range map[string]int{"amina": 403, "jonas": 403, "pavel": 404, "noor": 404, "lena": 404} {
			a.API(who).Post("/api/v1/cases/"+number+"/decision", refusal(a, number)).Is(want)
			a.API(who).Post("/api/v1/cases/"+number+"/decision/correction", map[string]any{"why": "x"}).Is(want)
		}
		a.API("marta").Post("/api/v1/cases/"+health+"/decision", refusal(a, health)).Is(403)
		a.Nobody().Post("/api/v1/cases/"+number+"/decision", refusal(a, number)).Is(401)
		decide(t, a, "marta", refusal(a, number))
		if _, err := appeal(a, t, "amina", number, "ZEBRA was forgotten."); err != nil {
			t.Fatal(err)
		}
		a.API("amina").Get("/api/v1/cases/"+number+"/decision").Is(200).Shows("ZEBRA", "18:30")
		a.API("marta").Get("/api/v1/cases/" + number + "/decision").Is(200).Shows("ZEBRA")
		a.API("jonas").Get("/api/v1/cases/"+number+"/decision").Is(200).Shows("18:30").Hides("ZEBRA", `"Amina`)
		a.Portal("jonas").Get("/requests/"+number+"/decision").Is(200).Hides("ZEBRA", "disagreed")
		a.Portal("jonas").Get("/requests/"+number).Is(200).Hides("ZEBRA", "disagree with")
		for _, who := range []string{"pavel", "noor", "lena"} {
			a.API(who).Get("/api/v1/cases/" + number + "/decision").Is(404)
			a.Portal(who).Get("/requests/" + number + "/decision").Is(404).Hides("18:30")
		}
		a.API("jonas").Post("/api/v1/cases/"+number+"/appeal", map[string]any{"text": "x"}).Is(403)
		a.API("pavel").Post("/api/v1/cases/"+number+"/appeal", map[string]any{"text": "x"}).Is(404)
	})
}

// standing is how what we heard and the figures stand in every case.
type standing struct {
	heard  decision.Summary
	figure decision.Figure
}

func (s *standing) Summary(context.Context, store.Querier, string) (decision.Summary, error) {
	return s.heard, nil
}

func (s *standing) Figure(context.Context, store.Querier, string) (decision.Figure, error) {
	return s.figure, nil
}

func TestNothingIsSentTooEarly(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		now := &standing{}
		s := decision.New(decision.Options{DB: a.DB, Policy: a.Policy, Desk: a.App.Desk, Promises: a.Promise, Clauses: apptest.Clauses(), Heard: now, Figures: now})
		number, marta := ask(t, a, "amina", "grade"), a.Actor(authz.Desk, "marta")
		now.heard = decision.Summary{Asked: true, Blocks: true}
		if _, err := s.Decide(t.Context(), marta, refusal(a, number)); fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "What we heard") {
			t.Errorf("while what we heard waits: %v", err)
		}
		now.heard, now.figure = decision.Summary{Asked: true}, decision.Figure{There: true, Total: "EUR 152.00"}
		if _, err := s.Decide(t.Context(), marta, refusal(a, number)); fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "calculation") {
			t.Errorf("while a figure does not add up: %v", err)
		}
		now.figure.Stands = true
		d, err := s.Decide(t.Context(), marta, refusal(a, number))
		if err != nil || d.Heard != "unconfirmed" || d.Total != "EUR 152.00" {
			t.Errorf("%+v, %v", d, err)
		}
		now.heard.Confirmed = true
		if d, err = s.Decide(t.Context(), marta, grant(a, ask(t, a, "pavel", "grade"))); err != nil || d.Heard != "confirmed" {
			t.Errorf("%+v, %v", d, err)
		}
	})
}

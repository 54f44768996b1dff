package automation_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/field"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// asks gives services fields: hours some of each kind, health one.
func (w *world) asks() {
	w.T.Helper()
	for i, in := range []field.Save{
		{Key: "birth", Kind: field.Date, Label: "Expected date of birth"},
		{Key: "weeks", Kind: field.Whole, Label: "Weeks wished", Least: "1", Most: "100"},
		{Key: "part", Kind: field.YesNo, Label: "Part-time meanwhile"},
		{Key: "kind", Kind: field.Choice, Label: "Kind of leave", Choices: []string{"Full", "Half days"}},
		{Key: "note", Kind: field.Text, Label: "Who stands in"},
		{Key: "story", Kind: field.Long, Label: "How it came"},
		{Key: "risk", Kind: field.Choice, Label: "How urgent", Choices: []string{"Low", "Grave"}, Side: field.HROnly},
		{Service: "health", Key: "since", Kind: field.Text, Label: "Since when"},
	} {
		if in.Service == "" {
			in.Service = "hours"
		}
		in.Place = i
		_, err := w.Field.Save(w.T.Context(), w.Actor(authz.Desk, "ingrid"), in)
		w.ok(err)
	}
}

func given(fields map[string]any) func(*desk.Open) {
	return func(o *desk.Open) { o.Fields = fields }
}

// Each way of comparing finds the cases that it says, and no others.
func TestARuleAsksWhatStandsInAField(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.asks()
		today := w.DB.Now().UTC()
		day := func(n int) string { return today.AddDate(0, 0, n).Format("2006-01-02") }
		for _, r := range [][3]string{{"note", field.Is, "MARTA"}, {"note", field.Contains, "art"}, {"weeks", field.Is, "8"}, {"weeks", field.Least, "8"}, {"weeks", field.Most, "8"}, {"birth", field.Before, day(10)},
			{"birth", field.After, day(10)}, {"birth", field.Within, "10"}, {"part", field.Is, "yes"}, {"kind", field.Is, "full"}, {"kind", field.IsNot, "Full"}, {"story", field.Contains, "snow"},
			{"note", field.HasAny, ""}, {"note", field.HasNone, ""}} {
			w.rule(automation.Says{Name: strings.Join(r[:], " "), When: "opened", IfField: "hours." + r[0], IfFieldHow: r[1], IfFieldText: r[2], ThenNote: "Seen."})
		}
		one := w.open("amina", "hours", "A child", given(map[string]any{"note": "Marta", "weeks": "8", "birth": day(10), "part": true, "kind": "Full", "story": "Snow fell."}))
		two := w.open("amina", "hours", "A child", given(map[string]any{"note": "Ben", "weeks": "9", "birth": day(11), "part": false, "kind": "Half days"}))
		three := w.open("amina", "hours", "A child", given(map[string]any{"weeks": "7", "birth": day(9)}))
		other := w.open("amina", "pay", "My pay")
		w.Drain()
		for number, want := range map[string]string{
			one:   "note is MARTA|note contains art|weeks is 8|weeks least 8|weeks most 8|birth within 10|part is yes|kind is Full|story contains snow|note filled",
			two:   "weeks least 8|birth after " + day(10) + "|kind not Full|note filled",
			three: "weeks most 8|birth before " + day(10) + "|birth within 10|note empty",
			other: "",
		} {
			var got []string
			for _, s := range strings.Split(w.did("marta", number), "; ") {
				if name, _, found := strings.Cut(s, ":"); found {
					got = append(got, name)
				}
			}
			if text := strings.ToLower(strings.Join(got, "|")); text != strings.ToLower(want) {
				w.T.Errorf("the rules that acted are %q, want %q", text, want)
			}
		}
		page := w.Desk("marta").Get("/desk/cases/" + one + "/rules")
		page.Shows("Weeks wished", "is at least", "It is asked of no case that holds health data.")
	})
}

func TestAQuestionOfAFieldIsRefusedInASentence(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.asks()
		for _, c := range []struct{ id, how, text, at string }{
			{"hours.gone", field.Is, "x", "if_field"}, {"hours.note", field.Before, "x", "if_field_how"}, {"hours.note", "", "x", "if_field_how"}, {"hours.weeks", field.Least, "many", "if_field_text"},
			{"hours.birth", field.Within, "-1", "if_field_text"}, {"hours.kind", field.Is, "", "if_field_text"}, {"hours.birth", field.Before, "spring", "if_field_text"}, {"", "", "spring", "if_field"}, {"health.since", field.Is, "May", "if_field"},
		} {
			says := automation.Says{Name: "R", Team: "advice", When: "opened", IfService: "hours", IfField: c.id, IfFieldHow: c.how, IfFieldText: c.text, ThenNote: "N"}
			_, err := w.s.Make(w.T.Context(), w.Actor(authz.Desk, "ingrid"), automation.Save{Says: says})
			e := fault.As(err)
			if e == nil || len(e.Fields) != 1 || e.Fields[0].Name != c.at {
				w.T.Errorf("%+v: got %v, want a refusal of %s", c, err, c.at)
			}
		}
	})
}

// What HR alone reads moves a rule, and nobody hears of it who does not read it: not the requester, not on the page of the rule where the requester is of HR, and no case about health is asked.
func TestWhatARuleFoundInAFieldIsForItsReaders(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		w.asks()
		id := w.rule(automation.Says{Name: "Grave first", When: "filled", IfField: "hours.risk", IfFieldHow: field.Is, IfFieldText: "Grave", ThenPriority: "high"})
		w.rule(automation.Says{Name: "Since May", When: "opened", IfField: "health.since", IfFieldHow: field.HasAny, ThenNote: "N"})
		own := w.open("marta", "hours", "My own")
		sick := w.open("pavel", "health", "Back", given(map[string]any{"since": "May"}))
		w.Drain()
		w.Clock.Advance(time.Minute)
		fill := func(fields map[string]any) {
			w.T.Helper()
			_, err := w.Field.Fill(ctx, w.Actor(authz.Desk, "ingrid"), field.Fill{Number: own, Fields: fields})
			w.ok(err)
			w.Drain()
		}
		fill(map[string]any{"weeks": "4"}) // another field changes: the rule is not about it
		w.want("ingrid", own, "")
		fill(map[string]any{"risk": "Grave"})
		w.want("ingrid", own, "Grave first: priority")
		fill(map[string]any{"weeks": "5"})
		w.want("ingrid", own, "Grave first: priority")

		_, err := w.s.OfCase(ctx, w.Actor(authz.Desk, "marta"), automation.ReadOf{Number: own})
		kind(w.T, err, fault.Forbidden)
		for key, runs := range map[string]int{"marta": 0, "ingrid": 1} {
			whole, err := w.s.Read(ctx, w.Actor(authz.Desk, key), automation.ReadOne{Rule: id})
			if err != nil || len(whole.Runs) != runs {
				w.T.Errorf("the rule shows %s %+v, %v", key, whole.Runs, err)
			}
		}
		w.Desk("marta").Get("/desk/rules/" + id).Shows("HR alone sees this field.").Hides(own)
		w.API("marta").Get("/api/v1/cases/"+own).Hides("Grave", "How urgent")

		dry, err := w.s.DryRun(ctx, w.Actor(authz.Desk, "ingrid"), automation.ReadOne{Rule: id})
		if err != nil || *dry.Count != 1 || dry.Exact || dry.Items[0].Number != own {
			w.T.Errorf("dry run: %+v, %v", dry, err)
		}
		mine := w.open("ingrid", "hours", "The head's own")
		w.Clock.Advance(time.Minute)
		_, err = w.Field.Fill(ctx, w.Actor(authz.Desk, "marta"), field.Fill{Number: mine, Fields: map[string]any{"risk": "Grave"}})
		w.ok(err)
		w.Drain()
		if dry, err = w.s.DryRun(ctx, w.Actor(authz.Desk, "ingrid"), automation.ReadOne{Rule: id}); err != nil || *dry.Count != 1 {
			w.T.Errorf("dry run of the head, whose own case it is: %+v, %v", dry, err)
		}
		w.want("marta", mine, "Grave first: priority")
		_, err = w.App.App.Desk.Assign(ctx, w.Actor(authz.Desk, "marta"), desk.Assign{Number: sick, Assignee: "me"})
		w.ok(err)
		w.want("marta", sick, "")
	})
}

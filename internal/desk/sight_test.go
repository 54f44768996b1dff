package desk_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/index"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/search"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Every list must show exactly the cases that can be opened one by one: the SQL and the rule for one case are the same rule.
func TestListsShowExactlyWhatCanBeRead(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.exec(`INSERT INTO people_role (person_id, role) VALUES ('stefan', 'agent')`) // who comes to lead Pavel works in HR, too
		w.exec(`INSERT INTO people_team_member (team_id, person_id) SELECT t.team_id, 'stefan' FROM people_team_member t WHERE t.person_id = 'marta'`)
		w.exec(`UPDATE people_employment SET manager_id = 'jonas' WHERE person_id = 'pavel'`)
		var numbers []string
		own := map[string][]string{} // of whom a case is, by number
		n := 0
		for _, service := range []string{"pay", "hours", "health", "fairness", "review"} {
			for _, about := range [][]string{nil, {"jonas"}, {"marta"}} {
				for _, against := range [][]string{nil, {"stefan"}, {"ingrid"}} {
					for _, notTo := range [][]string{nil, {"manager"}, {"theo"}} {
						in := desk.Open{Service: service, About: about, Against: against, NotTo: notTo}
						if service == "fairness" {
							in.Named = []string{"marta"}
						}
						by := w.portal([]string{"amina", "pavel", "theo"}[n%3])
						if by.PersonID == "theo" && slices.Contains(notTo, "theo") {
							by = w.portal("amina")
						}
						n++
						c := w.open(by, in)
						numbers, own[c.Number] = append(numbers, c.Number), append([]string{by.PersonID}, about...)
						if n%5 == 0 {
							// whoever is part of the case in another way cannot be invited, which is fine here
							if _, err := w.desk.Invite(w.Context(), by, desk.Invite{Number: c.Number, Person: "ingrid@ferrow-lund.example"}); err == nil {
								own[c.Number] = append(own[c.Number], "ingrid")
							}
						}
						if n%4 == 0 {
							// an assignee who may not see all of these is refused, which is fine here
							_, _ = w.desk.Assign(w.Context(), w.hr("marta"), desk.Assign{Number: c.Number, Assignee: "ingrid"})
						}
					}
				}
			}
		}
		w.exec(`UPDATE people_employment SET manager_id = 'stefan' WHERE person_id = 'pavel'`)
		for _, id := range []string{"amina", "pavel", "jonas", "stefan", "marta", "theo", "ingrid", "noor"} {
			for _, face := range []authz.Face{authz.Portal, authz.Desk} {
				by := w.at(face, id)
				var one []string
				works := map[string]string{} // the subjects of those whose words are read at work
				for _, number := range numbers {
					page, err := w.desk.Read(w.Context(), by, desk.ReadOne{Number: number})
					switch fault.KindOf(err) {
					case "":
						one = append(one, number)
						hears(w, by, page)
						if by.Works() && !page.Hidden && !slices.Contains(own[number], id) {
							works[number] = page.Subject
						}
					case fault.NotFound:
						if hears(w, by, desk.Whole{Case: desk.Case{Number: number}}) {
							w.Errorf("the list of %s hears of %s, which they do not see", id, number)
						}
					default:
						w.Fatal(err)
					}
				}
				listed := all(w, by, desk.List{Limit: 7})
				slices.Sort(one)
				slices.Sort(listed)
				if !slices.Equal(one, listed) {
					w.Errorf("%s at %s: reads %d, lists %d", id, face, len(one), len(listed))
				}
				subjects, err := w.desk.Subjects(w.Context(), by, append(numbers, "HR-1", "Swap", strings.TrimPrefix(numbers[0], "HR-")))
				if err != nil || !maps.Equal(subjects, works) {
					w.Errorf("%s at %s: subjects of %d, reads the words of %d at work, %v", id, face, len(subjects), len(works), err)
				}
				if face == authz.Desk && (id == "marta" || id == "theo") && (len(one) == 0 || len(one) == len(numbers)) {
					w.Errorf("%s sees %d of %d: the test proves nothing", id, len(one), len(numbers))
				}
			}
		}
	})
}

// hears reports whether the list of somebody hears of a case, which it has to where they work on it.
func hears(w world, by authz.Actor, c desk.Whole) bool {
	w.Helper()
	topics, err := w.desk.Audience(w.Context(), c.Number)
	if err != nil {
		w.Fatal(err)
	}
	heard := slices.ContainsFunc(desk.Watched(by, []string{desk.QueueTopic}), func(topic string) bool { return slices.Contains(topics, topic) }) && by.Works()
	if c.May.Work && !heard {
		w.Errorf("the list of %s does not hear of %s, on which they may work", by.PersonID, c.Number)
	}
	return heard
}

// all walks every page of a list.
func all(w world, by authz.Actor, in desk.List) []string {
	w.Helper()
	var numbers []string
	for {
		page, err := w.desk.List(w.Context(), by, in)
		if err != nil {
			w.Fatal(err)
		}
		for _, c := range page.Items {
			numbers = append(numbers, c.Number)
		}
		if page.Next == "" {
			return numbers
		}
		in.After = page.Next
	}
}

func TestThePersonAgainstWhomACaseIsNeverSeesIt(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("pavel"), desk.Open{Subject: "Shouting in Hall 2", Service: "review", Against: []string{"ingrid", "stefan"}})
		must(w.TB, w.desk.Assign, w.hr("marta"), desk.Assign{Number: c.Number, Assignee: "marta"})
		for _, by := range []authz.Actor{w.hr("ingrid"), w.portal("ingrid"), w.portal("stefan")} {
			_, err := w.desk.Read(w.Context(), by, desk.ReadOne{Number: c.Number})
			_, absent := w.desk.Read(w.Context(), by, desk.ReadOne{Number: "HR-1"})
			if fmt.Sprint(err) != fmt.Sprint(absent) {
				w.Errorf("%s: %v is not what an absent case says: %v", by.PersonID, err, absent)
			}
			if got := all(w, by, desk.List{Q: "shouting"}); len(got) > 0 {
				w.Errorf("%s finds %v", by.PersonID, got)
			}
			views, err := w.desk.Views(w.Context(), by, desk.ReadViews{})
			if err != nil {
				w.Fatal(err)
			}
			for _, v := range views.Items {
				if v.Count > 0 {
					w.Errorf("%s counts %d in %s", by.PersonID, v.Count, v.ID)
				}
			}
		}
		_, err := w.desk.Assign(w.Context(), w.hr("marta"), desk.Assign{Number: c.Number, Assignee: "ingrid"})
		refused(w.TB, err, fault.Invalid)
	})
}

func TestAManagerSeesWhatTheServiceSaysUnlessExcluded(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		seen := w.open(w.portal("amina"), desk.Open{Service: "hours"})
		kept := w.open(w.portal("amina"), desk.Open{Service: "hours", NotTo: []string{"manager"}})
		pay := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		if got := all(w, w.portal("jonas"), desk.List{View: desk.ViewReports}); !slices.Equal(got, []string{seen.Number}) {
			w.Errorf("Jonas sees %v, not only %s (kept %s, pay %s)", got, seen.Number, kept.Number, pay.Number)
		}
		if c := w.read(w.portal("jonas"), seen.Number); c.May.Write || c.May.Work || !c.Mine {
			w.Errorf("a manager may do more than read: %+v", c.May)
		}
	})
}

// Texts of health cases are not in the index. If one were, the search would still show it only to those who may read it.
func TestAHealthTextInTheIndexIsNotShown(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "health", Subject: "My back", Body: "Slipped disc"})
		if err := w.db.Tx(w.Context(), func(tx *store.Tx) error {
			return search.Put(w.Context(), tx, search.Doc{Kind: index.Texts, Ref: c.ID, Part: "planted", Title: "My back", Texts: []string{"Slipped disc"}})
		}); err != nil {
			w.Fatal(err)
		}
		for by, reads := range map[string]bool{"theo": false, "amina": true} {
			actor := w.hr(by)
			if reads {
				actor = w.portal(by)
			}
			found, err := w.desk.Spec().Search(w.Context(), actor, spec.Ask{Text: "slipped", Limit: 5, Page: true})
			if err != nil || len(found.Items) != 1 {
				w.Fatalf("%s finds %d, %v", by, len(found.Items), err)
			}
			if told := fmt.Sprintf("%+v", found.Items[0]); strings.Contains(told, "back") != reads || strings.Contains(told, "disc") != reads {
				w.Errorf("%s is shown %s", by, told)
			}
		}
	})
}

func TestTextsOfHealthCasesOpenToFew(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "health", Subject: "My back", Body: "Slipped disc"})
		page := w.read(w.hr("theo"), c.Number)
		if !page.Hidden || page.Subject != "" || len(page.Talk) > 0 || page.Service != "health" {
			w.Errorf("Theo reads %q and %d entries", page.Subject, len(page.Talk))
		}
		if got := all(w, w.hr("theo"), desk.List{Q: "slipped"}); len(got) > 0 {
			w.Error("the text of a health case is found by search")
		}
		_, err := w.desk.Write(w.Context(), w.hr("theo"), desk.Write{Number: c.Number, Body: "Hello"})
		refused(w.TB, err, fault.Forbidden)
		_, err = w.desk.Assign(w.Context(), w.hr("theo"), desk.Assign{Number: c.Number, Assignee: "me"})
		refused(w.TB, err, fault.Forbidden)
		must(w.TB, w.desk.Assign, w.hr("marta"), desk.Assign{Number: c.Number, Assignee: "me"})
		if page := w.read(w.hr("marta"), c.Number); page.Hidden || page.Subject != "My back" {
			w.Error("the assignee cannot read it")
		}
		due := w.db.Now().Add(240 * time.Hour)
		must(w.TB, w.desk.Pause, w.hr("marta"), desk.Pause{Number: c.Number, Reason: "The surgeon has to answer", Until: due})
		must(w.TB, w.desk.Resume, w.hr("marta"), desk.Resume{Number: c.Number})
		must(w.TB, w.desk.Renegotiate, w.hr("marta"), desk.Renegotiate{Number: c.Number, DueAt: due, Reason: "The surgeon is ill"})
		must(w.TB, w.desk.Close, w.hr("marta"), desk.Close{Number: c.Number, Answer: "Yes", Outcome: "done", Cause: "other", CauseText: "A surgeon was ill"})
		for _, by := range []string{"theo", "marta"} {
			told, err := json.Marshal(w.read(w.hr(by), c.Number))
			if err != nil {
				w.Fatal(err)
			}
			if got := strings.Count(string(told), "urgeon"); (got > 0) != (by == "marta") {
				w.Errorf("%s is told of the surgeon %d times", by, got)
			}
		}
	})
}

func TestOnesOwnCaseIsNotOnesWork(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("marta"), desk.Open{Service: "pay"})
		if _, err := w.desk.Write(w.Context(), w.hr("theo"), desk.Write{Number: c.Number, Body: "Between us", Internal: true}); err != nil {
			w.Fatal(err)
		}
		page := w.read(w.hr("marta"), c.Number)
		if page.May.Work || len(page.Talk) != 1 || page.Card != nil {
			w.Errorf("Marta works on her own case: %+v, %d entries", page.May, len(page.Talk))
		}
		if got := all(w, w.hr("marta"), desk.List{Q: "between"}); len(got) > 0 {
			w.Error("Marta finds the note about herself")
		}
		_, err := w.desk.Close(w.Context(), w.hr("marta"), desk.Close{Number: c.Number, Answer: "Yes", Outcome: "done", Cause: "information"})
		refused(w.TB, err, fault.Forbidden)
	})
}

func TestNamedCasesOpenToTheNamed(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("pavel"), desk.Open{Service: "fairness", Named: []string{"marta"}})
		refusedTo(w, w.hr("theo"), c.Number)
		refusedTo(w, w.hr("ingrid"), c.Number)
		refusedTo(w, w.hr("noor"), c.Number)
		w.read(w.hr("marta"), c.Number)
		_, err := w.desk.Restrict(w.Context(), w.hr("marta"), desk.Restrict{Number: c.Number, Sensitivity: catalogue.Named})
		refused(w.TB, err, fault.Invalid)
		must(w.TB, w.desk.Restrict, w.hr("marta"), desk.Restrict{Number: c.Number, Sensitivity: catalogue.Named, Named: []string{"marta", "theo"}})
		w.read(w.hr("theo"), c.Number)
	})
}

func refusedTo(w world, by authz.Actor, number string) {
	w.Helper()
	_, err := w.desk.Read(w.Context(), by, desk.ReadOne{Number: number})
	refused(w.TB, err, fault.NotFound)
}

func TestSomebodyInvitedStandsByTheRequester(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "fairness", Named: []string{"marta"}, Against: []string{"stefan"}})
		refusedTo(w, w.portal("pavel"), c.Number)
		_, err := w.desk.Invite(w.Context(), w.hr("marta"), desk.Invite{Number: c.Number, Person: "PAVEL"})
		refused(w.TB, err, fault.Forbidden)
		for _, other := range []string{"STEFAN", "MARTA", "AMINA", "nobody"} {
			_, err := w.desk.Invite(w.Context(), w.portal("amina"), desk.Invite{Number: c.Number, Person: other})
			refused(w.TB, err, fault.Invalid)
		}
		for range 2 {
			must(w.TB, w.desk.Invite, w.portal("amina"), desk.Invite{Number: c.Number, Person: "PAVEL"})
		}
		if page := w.read(w.portal("pavel"), c.Number); !page.May.Write || page.May.Settle || page.May.Invite {
			w.Errorf("%+v", page.May)
		}
		must(w.TB, w.desk.Uninvite, w.portal("amina"), desk.Invite{Number: c.Number, Person: "PAVEL"})
		refusedTo(w, w.portal("pavel"), c.Number)
	})
}

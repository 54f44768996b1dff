package escalation_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/mail"
	"hearth/internal/promise"
)

// mornings gives hours to sites and teams in which a first answer that was to be given on Tuesday at 16:00 follows on Thursday.
func (w world) mornings(sites, teams []string) {
	w.T.Helper()
	_, err := w.App.App.Promise.SaveCalendar(w.T.Context(), w.Actor(authz.Desk, "ingrid"), promise.SaveCalendar{ID: "mornings", Name: "Mornings", Sites: sites, Teams: teams,
		Body: []byte(`{"zone":"UTC","week":{"thu":[["08:00","12:00"]],"fri":[["08:00","12:00"]]},"holidays":[]}`)})
	w.ok(err)
}

func (w world) next(number string) promise.View {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
	w.ok(err)
	next := c.Next()
	if next == nil {
		w.T.Fatal("nothing is promised")
	}
	return *next
}

func (w world) due(number, want string) {
	w.T.Helper()
	if got := w.next(number).DueAt.Format("02 15:04"); got != want {
		w.T.Errorf("it is due %s, want %s", got, want)
	}
	listed, err := w.App.App.Desk.List(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.List{View: desk.ViewTeam})
	w.ok(err)
	for _, c := range listed.Items {
		if string(c.Number) == number && c.Next().DueAt.Format("02 15:04") != want {
			w.T.Errorf("the list says %s, want %s", c.Next().DueAt, want)
		}
	}
}

func TestASiteThatIsGivenAnotherCalendarIsToldOnceAndMovesTheCase(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number := w.open("hours", "marta")
		w.due(number, "17 16:00")
		w.mornings([]string{"Malmby"}, nil)
		w.after(10 * time.Second)
		w.due(number, "19 12:00")
		if a, b := w.mails("amina", "case.new_time"), w.mails("marta", told); a != 1 || b != 1 || !w.says("amina", authz.Portal, number, "Our working hours changed.") {
			w.T.Errorf("the customer was told %d times, the owner %d times", a, b)
		}
	})
}

// What goes to a team with other hours says so, and what is opened there counts by them at once.
func TestACaseThatGoesToATeamWithOtherHoursCountsByThem(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.mornings(nil, []string{"payroll"})
		number := w.open("hours", "marta")
		w.due(number, "17 16:00")
		for range 2 {
			_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Assign{Number: number, Team: "payroll"})
			w.ok(err)
			w.after(10 * time.Second)
		}
		w.due(number, "19 12:00")
		if a := w.mails("amina", "case.new_time"); a != 1 || !w.says("amina", authz.Portal, number, "Another team works on this now, and it has other working hours.") {
			w.T.Errorf("the customer was told %d times", a)
		}
		_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "theo"), desk.Assign{Number: number, Assignee: apptest.Email("theo")})
		w.ok(err)
		w.mornings(nil, []string{})
		w.after(10 * time.Second)
		w.due(number, "17 16:00")
		if a, b := w.mails("amina", "case.new_time"), w.mails("theo", told); a != 2 || b != 1 {
			w.T.Errorf("the customer was told %d times, the owner %d times", a, b)
		}
	})
}

// evenings gives hours to team advice in which it works when the sites are closed.
func (w world) evenings() {
	w.T.Helper()
	day := `[["14:00","22:00"]]`
	_, err := w.App.App.Promise.SaveCalendar(w.T.Context(), w.Actor(authz.Desk, "ingrid"), promise.SaveCalendar{ID: "evenings", Name: "Evenings", Teams: []string{"advice"},
		Body: []byte(`{"zone":"UTC","week":{"mon":` + day + `,"tue":` + day + `,"wed":` + day + `,"thu":` + day + `,"fri":` + day + `},"holidays":[]}`)})
	w.ok(err)
}

// Who is of a team with hours of its own is at work in these, as far as its cases go.
func TestWhoIsOfATeamIsAtWorkInItsHours(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.evenings()
		number := w.open("hours", "marta")
		w.due(number, "17 18:00")
		w.after(5*time.Hour + 15*time.Minute) // four fifths; the site is closed
		if a, b := w.mails("marta", told), w.mails("priya", told)+w.mails("ingrid", told); a != 1 || b != 0 {
			w.T.Errorf("marta was told %d times, others %d times", a, b)
		}
		w.after(46 * time.Minute)
		if a, b := w.mails("priya", told), w.mails("ingrid", told); a+b != 1 || !w.says("marta", authz.Desk, number, "of the team, and at work now") {
			w.T.Errorf("priya was told %d times, ingrid %d times", a, b)
		}
	})
}

// Those concerned are told of what moved, and of nothing that stays where it was: a time that somebody agreed on is not counted anew.
func TestOnlyWhatMovedIsToldOf(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number := w.open("hours", "marta")
		_, err := w.App.App.Desk.Renegotiate(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Renegotiate{Number: number, Kind: promise.Decision, DueAt: w.DB.Now().Add(3 * time.Hour), Reason: "A form is missing."})
		w.ok(err)
		w.Drain()
		w.shorter()
		all, err := mail.ForPerson(w.T.Context(), w.DB, apptest.ID("amina"), 500)
		w.ok(err)
		i := slices.IndexFunc(all, func(l mail.Letter) bool {
			return l.Kind == "case.new_time" && strings.Contains(l.TextBody, "counted anew")
		})
		if i < 0 || !strings.Contains(all[i].TextBody, "You will have a first answer by Thu 19 Nov, 12:00.") || strings.Contains(all[i].TextBody, "settled") {
			w.T.Errorf("%+v", all)
		}
		if !w.says("amina", authz.Portal, number, "What we promised is counted anew; the next time is") || w.says("amina", authz.Portal, number, "the next time is Tue 17 Nov") {
			w.T.Error("the conversation names a time that did not move")
		}
	})
}

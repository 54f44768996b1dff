package promise

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/store"
)

// life is a promise with what happened to it, and what a clock that knows nothing but the hours of a week counts.
type life struct {
	*rand.Rand
	cal    calendar.Calendar
	p      Promise
	pauses []span
	was    store.Time // when the promise that p replaced was due
	now    store.Time
}

func drawCalendar(t *testing.T, r *rand.Rand, start time.Time) calendar.Calendar {
	t.Helper()
	zones := []string{"UTC", "Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"}
	week := calendar.Week{}
	for day := range week {
		at := calendar.Clock(r.IntN(600))
		for at < 1300 && r.IntN(4) > 0 {
			end := at + calendar.Clock(30+r.IntN(300))
			week[day] = append(week[day], calendar.Window{From: at, To: min(end, 1440)})
			at = end + calendar.Clock(1+r.IntN(200))
		}
	}
	week[3] = []calendar.Window{{From: 9 * 60, To: 12 * 60}, {From: 13 * 60, To: 17 * 60}}
	var holidays []calendar.Date
	for range r.IntN(4) {
		holidays = append(holidays, calendar.DateOf(start.AddDate(0, 0, r.IntN(20))))
	}
	cal, err := calendar.New(zones[r.IntN(len(zones))], week, holidays)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func drawLife(t *testing.T, seed uint64) *life {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	at := time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(200*24*60)) * time.Minute)
	if r.IntN(2) == 0 {
		at = at.Add(time.Duration(r.IntN(60_000_000)) * time.Microsecond)
	}
	l := &life{Rand: r, cal: drawCalendar(t, r, at), now: store.At(at)}
	l.p = Promise{ID: "1", Kind: Decision, Minutes: 1 + r.IntN(3000), State: Running, StartedAt: l.now}
	l.must(t, l.p.run(l.cal, at, l.p.Minutes))
	for range r.IntN(6) {
		l.now = l.now.Add(time.Duration(r.IntN(60*60*36)) * time.Second)
		l.step(t)
	}
	return l
}

func (l *life) must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// step lets something happen to the promise.
func (l *life) step(t *testing.T) {
	t.Helper()
	before := l.p
	switch {
	case l.p.State == Paused && l.IntN(2) == 0:
		l.must(t, l.p.resume(l.cal, l.now, l.pauses))
	case l.p.runs(l.now) && l.IntN(3) > 0:
		l.must(t, l.p.pause(l.cal, l.now, "customer", l.now.Add(time.Duration(1+l.IntN(5*24*60))*time.Minute)))
	case l.p.runs(l.now) && !l.now.After(l.p.DueAt) && before.State == Running:
		next, err := l.p.renegotiate(l.cal, "2", l.now, l.now.Add(time.Duration(1+l.IntN(9*24*60))*time.Minute), "Because.")
		l.must(t, err)
		l.was, l.p, l.pauses = l.p.DueAt, next, nil
		return
	}
	if before.State == Paused && !l.p.PausedAt.Equal(before.PausedAt) {
		to := l.now
		if before.PausedUntil.Before(to) {
			to = before.PausedUntil
		}
		l.pauses = append(l.pauses, span{FromAt: before.PausedAt, ToAt: to, Reason: before.PauseReason})
	}
}

var plainly = Reader{Reason: func(s string) (string, bool) { return s, false }, Mover: func(store.Time) string { return "Theo" }}

func TestAnExplanationAddsUpAndEndsAtTheDueMoment(t *testing.T) {
	t.Parallel()
	paused, moved := 0, 0
	for seed := range uint64(4000) {
		l := drawLife(t, seed)
		pieces, err := l.p.explain(context.Background(), plainly, l.cal, l.pauses, l.was, nil)
		l.must(t, err)
		sum, at := 0, l.p.StartedAt
		for i, one := range pieces {
			sum += one.Minutes
			if !one.From.Equal(at) || one.To.Before(one.From) || one.Text == "" {
				t.Errorf("seed %d: piece %d runs from %s to %s after %s: %q", seed, i, one.From, one.To, at, one.Text)
			}
			at = one.To
		}
		last := pieces[len(pieces)-1]
		if sum != l.p.Minutes || !last.To.Equal(l.p.DueAt) || len(pieces) == 1 {
			t.Fatalf("seed %d: %d pieces of %d minutes end at %s, want %d and %s\n%+v", seed, len(pieces), sum, last.To, l.p.Minutes, l.p.DueAt, pieces)
		}
		if text := l.disagrees(); text != "" {
			t.Errorf("seed %d: %s", seed, text)
		}
		paused, moved = paused+min(1, len(l.pauses)), moved+min(1, len(l.p.Replaces))
	}
	if paused < 400 || moved < 400 {
		t.Errorf("%d lives had pauses and %d were moved: too few", paused, moved)
	}
}

// disagrees walks through the time of a promise minute by minute, and says where it arrives if that is not the due moment. It leaves out what no walk in whole minutes meets: seconds, and times that
// somebody chose.
func (l *life) disagrees() string {
	whole := func(t store.Time) bool { return t.Truncate(time.Minute).Equal(t.Time) }
	if !l.p.AgreedAt.IsZero() || !whole(l.p.StartedAt) || !l.p.PausedAt.IsZero() {
		return ""
	}
	at, left := l.p.StartedAt.Time, l.p.Minutes
	for _, pause := range l.pauses {
		if !whole(pause.FromAt) || !whole(pause.ToAt) {
			return ""
		}
		for ; left > 0 && at.Before(pause.FromAt.Time); at = at.Add(time.Minute) {
			if l.open(at) {
				left--
			}
		}
		if left > 0 {
			at = pause.ToAt.Time
		}
	}
	for ; left > 0; at = at.Add(time.Minute) {
		if l.open(at) {
			left--
		}
	}
	if !at.Equal(l.p.DueAt.Time) {
		return fmt.Sprintf("a walk arrives at %s, the promise is due %s", at, l.p.DueAt)
	}
	return ""
}

func (l *life) open(at time.Time) bool {
	here := at.In(l.cal.Location())
	if l.cal.IsHoliday(calendar.DateOf(here)) {
		return false
	}
	minute := calendar.Clock(here.Hour()*60 + here.Minute())
	for _, w := range l.cal.Week()[here.Weekday()] {
		if minute >= w.From && minute < w.To {
			return true
		}
	}
	return false
}

func TestWhoMayNotSeeTextsReadsNoReason(t *testing.T) {
	t.Parallel()
	p := begun(t, 480)
	next, err := p.renegotiate(office(t), "2", on(t, "26 10:00"), on(t, "30 10:00"), "Her illness.")
	if err != nil {
		t.Fatal(err)
	}
	for _, hidden := range []bool{false, true} {
		by := plainly
		if hidden {
			by.Reason = func(string) (string, bool) { return "", false }
		}
		pieces, err := next.explain(context.Background(), by, office(t), nil, p.DueAt, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := "Theo moved it on Thu 26 Nov 2026, 10:00. It was Thu 26 Nov 2026, 16:00 before. The reason: Her illness."
		if hidden {
			want = "Theo moved it on Thu 26 Nov 2026, 10:00. It was Thu 26 Nov 2026, 16:00 before."
		}
		if pieces[0].Text != want {
			t.Errorf("got %q, want %q", pieces[0].Text, want)
		}
	}
}

func TestSharesAreReachedInTheMinutesOfThePromise(t *testing.T) {
	t.Parallel()
	for seed := range uint64(1000) {
		l := drawLife(t, seed)
		p := Promise{ID: "1", Kind: Decision, Minutes: 2 + l.IntN(3000), State: Running, StartedAt: l.now}
		l.must(t, p.run(l.cal, l.now.Time, p.Minutes))
		for _, share := range Shares() {
			at := p.NextAt
			if passed := l.cal.Between(l.now.Time, at.Time); passed != p.Minutes-p.leftAt(share) {
				t.Fatalf("seed %d: %d%% of %d minutes after %d", seed, share, p.Minutes, passed)
			}
			if got := p.advance(l.cal, at.Add(-time.Microsecond)); got != 0 {
				t.Fatalf("seed %d: %d%% reached too early", seed, got)
			}
			if got := p.advance(l.cal, at); got != share && p.NextShare <= 100 {
				t.Fatalf("seed %d: reached %d%%, want %d%%", seed, got, share)
			}
		}
		if !p.NextAt.IsZero() || p.NextShare != done {
			t.Errorf("seed %d: goes on after its end: %+v", seed, p)
		}
	}
}

package promise

import (
	"testing"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// office is open Monday to Friday from 08:00 to 17:00 UTC; 26 November 2026 is a Thursday.
func office(t *testing.T) calendar.Calendar {
	t.Helper()
	day := `[["08:00","17:00"]]`
	c, err := calendar.Parse([]byte(`{"zone":"UTC","week":{"mon":` + day + `,"tue":` + day + `,"wed":` + day + `,"thu":` + day + `,"fri":` + day + `}}`))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// on returns a moment of November 2026: "26 08:00".
func on(t *testing.T, text string) store.Time {
	t.Helper()
	m, err := time.Parse("2006-01 02 15:04:05", "2026-11 "+text+":00")
	if err != nil {
		m, err = time.Parse("2006-01 02 15:04:05", "2026-11 "+text)
	}
	if err != nil {
		t.Fatal(err)
	}
	return store.At(m)
}

// begun returns a promise of so many minutes that began on Thursday at 08:00.
func begun(t *testing.T, minutes int) Promise {
	t.Helper()
	p := Promise{ID: "1", OwnerKind: "case", OwnerID: "c", Kind: Decision, CalendarID: "office", Minutes: minutes, State: Running, StartedAt: on(t, "26 08:00")}
	if err := p.run(office(t), p.StartedAt.Time, minutes); err != nil {
		t.Fatal(err)
	}
	return p
}

func check(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if got := fault.KindOf(err); got != want {
		t.Errorf("got %q (%v), want %q", got, err, want)
	}
}

func TestTheStateFollowsFromTheClock(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		minutes int
		now     string
		want    State
		share   float64
	}{
		{"just begun", 480, "26 08:00", Running, 0},
		{"a second before the last quarter", 480, "26 13:59:59", Running, 360.0 / 480},
		{"a quarter is left", 480, "26 14:00", AtRisk, 0.75},
		{"at the due moment", 480, "26 16:00", AtRisk, 1},
		{"a second later", 480, "26 16:00:01", Late, 1},
		{"overnight nothing passes", 600, "26 23:00", AtRisk, 0.9},
		{"over a weekend", 1080 + 60, "28 12:00", AtRisk, 1080.0 / 1140},
		{"one minute is at risk at once", 1, "26 08:00", AtRisk, 0},
	}
	for _, test := range tests {
		p := begun(t, test.minutes)
		now := on(t, test.now)
		if got := p.At(now); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
		if got := p.share(office(t), now); got < test.share-1e-9 || got > test.share+1.0/float64(test.minutes)+1e-9 {
			t.Errorf("%s: got a share of %v, want %v", test.name, got, test.share)
		}
	}
}

func TestAPauseKeepsWhatWasLeft(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, pause, until, resume string
		due                        string
		want                       State
	}{
		{"ended early", "26 10:00", "30 08:00", "27 08:00", "27 14:00", Running},
		{"ended by its date", "26 10:00", "27 08:00", "27 08:00", "27 14:00", Running},
		{"ended after its date", "26 10:00", "27 08:00", "27 13:00", "27 14:00", AtRisk},
		{"the minutes left go over the weekend", "26 10:00", "27 16:00", "27 16:00", "30 13:00", Running},
	}
	for _, test := range tests {
		p := begun(t, 480)
		if err := p.pause(office(t), on(t, test.pause), "customer", on(t, test.until)); err != nil {
			t.Fatal(err)
		}
		if p.LeftMinutes != 360 || p.At(on(t, test.pause)) != Paused || p.share(office(t), on(t, test.pause)) != 0.25 {
			t.Errorf("%s: paused with %d minutes left, %s", test.name, p.LeftMinutes, p.At(on(t, test.pause)))
		}
		if err := p.resume(office(t), on(t, test.resume), nil); err != nil {
			t.Fatal(err)
		}
		if got := p.At(on(t, test.resume)); !p.DueAt.Equal(on(t, test.due)) || got != test.want || !p.PausedAt.IsZero() || p.PauseReason != "" {
			t.Errorf("%s: due %s and %s, want %s and %s", test.name, p.DueAt, got, test.due, test.want)
		}
	}
}

// agreedOn returns a promise that was moved at a moment to another.
func agreedOn(t *testing.T, at, due string) Promise {
	t.Helper()
	p := begun(t, 1200) // until Monday
	next, err := p.renegotiate(office(t), "2", on(t, at), on(t, due), "The payroll run is on Friday.")
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// An agreed moment stays what was agreed where it is still ahead when the pause ends. What passed meanwhile is due as long after the pause as it was ahead before it: never at once.
func TestAnAgreedMomentOutlastsAPause(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		at, agreed, pause, until, resume string
		due                              string
	}{
		"closed until then, answered on Saturday":   {"27 18:30", "30 08:00", "27 18:45", "30 18:00", "28 11:00", "30 08:00"},
		"in the evening, answered before":           {"26 08:00", "26 20:00", "26 10:00", "30 08:00", "26 15:00", "26 20:00"},
		"in the evening, the pause ended by itself": {"26 08:00", "27 20:00", "26 10:00", "27 08:00", "27 09:00", "27 20:00"},
		"passed meanwhile":                          {"26 08:00", "26 20:00", "26 10:00", "30 08:00", "27 09:00", "27 19:00"},
		"passed while it was closed":                {"27 18:30", "30 08:00", "27 19:00", "30 18:00", "30 10:00", "30 10:00 and 61 h"},
	} {
		p := agreedOn(t, test.at, test.agreed)
		if err := p.pause(office(t), on(t, test.pause), "customer", on(t, test.until)); err != nil {
			t.Fatal(err)
		}
		if !p.DueAt.After(p.PausedUntil) {
			t.Errorf("%s: in the pause it is due %s", name, p.DueAt)
		}
		if err := p.resume(office(t), on(t, test.resume), nil); err != nil {
			t.Fatal(err)
		}
		want := on(t, test.due[:8])
		if len(test.due) > 8 {
			want = want.Add(61 * time.Hour)
		}
		if now := on(t, test.resume); !p.DueAt.Equal(want) || p.At(now) == Late || !p.NextAt.After(now) && p.NextShare >= 100 || p.RiskAt.After(p.DueAt) || p.LeftMinutes != 0 {
			t.Errorf("%s: due %s and %s, want %s: %+v", name, p.DueAt, p.At(now), want, p)
		}
	}
}

// A pause that ends early leaves nothing of what its date would have moved, also after another one.
func TestAnAgreedMomentOutlastsTwoPauses(t *testing.T) {
	t.Parallel()
	p := agreedOn(t, "26 08:00", "26 20:00:30")
	var earlier []span
	for _, x := range []struct{ pause, until, resume, due string }{
		{"26 10:00", "30 08:00", "27 09:00", "27 19:00:30"},
		{"27 10:00", "30 08:00", "27 11:00", "27 19:00:30"},
		{"27 12:00", "30 08:00", "30 08:00", "30 15:00:30"},
	} {
		if err := p.pause(office(t), on(t, x.pause), "customer", on(t, x.until)); err != nil {
			t.Fatal(err)
		}
		if err := p.resume(office(t), on(t, x.resume), earlier); err != nil {
			t.Fatal(err)
		}
		earlier = append(earlier, span{FromAt: on(t, x.pause), ToAt: on(t, x.resume)})
		if !p.DueAt.Equal(on(t, x.due)) {
			t.Errorf("after the pause of %s it is due %s, want %s", x.pause, p.DueAt, x.due)
		}
	}
	if want := 120 + 60 + 60 + 420; p.Minutes != want {
		t.Errorf("it has %d minutes, want %d", p.Minutes, want)
	}
}

func TestAPauseThatNobodyEndedIsOverAtItsDate(t *testing.T) {
	t.Parallel()
	paused := func() Promise {
		p := begun(t, 480)
		if err := p.pause(office(t), on(t, "26 10:00"), "customer", on(t, "27 08:00")); err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := paused()
	for now, want := range map[string]State{"27 07:59:59": Paused, "27 08:00": Running, "27 12:00": AtRisk, "27 14:00:01": Late} {
		if got := p.At(on(t, now)); got != want {
			t.Errorf("at %s: got %s, want %s", now, got, want)
		}
	}
	if err := p.keep(on(t, "27 15:00")); err != nil || p.State != KeptLate {
		t.Errorf("kept after it passed: %s, %v", p.State, err)
	}
	p = paused()
	if err := p.pause(office(t), on(t, "27 09:00"), "other", on(t, "30 08:00")); err != nil || p.LeftMinutes != 300 {
		t.Errorf("paused again with %d minutes left, %v, want 300", p.LeftMinutes, err)
	}
	p = paused()
	next, err := p.renegotiate(office(t), "2", on(t, "27 09:00"), on(t, "30 12:00"), "It takes longer.")
	if err != nil || next.State != Running || !next.PausedUntil.IsZero() || next.LeftMinutes != 0 {
		t.Errorf("%+v, %v", next, err)
	}
}

func TestWhatWasLateStaysLateOverAPause(t *testing.T) {
	t.Parallel()
	p := begun(t, 60)
	if err := p.pause(office(t), on(t, "26 12:00"), "customer", on(t, "27 08:00")); err != nil {
		t.Fatal(err)
	}
	kept := p
	if err := kept.keep(on(t, "26 13:00")); err != nil || kept.State != KeptLate {
		t.Errorf("kept in the pause: %s, %v", kept.State, err)
	}
	if err := p.resume(office(t), on(t, "27 08:00"), nil); err != nil || p.At(on(t, "27 08:00")) != Late || !p.DueAt.Equal(on(t, "26 09:00")) {
		t.Errorf("after the pause: due %s, %v", p.DueAt, err)
	}
}

func TestAPromiseIsKeptOrKeptLate(t *testing.T) {
	t.Parallel()
	for now, want := range map[string]State{"26 08:00": Kept, "26 16:00": Kept, "26 16:00:01": KeptLate} {
		p := begun(t, 480)
		if err := p.keep(on(t, now)); err != nil || p.State != want || !p.SettledAt.Equal(on(t, now)) || p.At(on(t, "30 08:00")) != want {
			t.Errorf("at %s: %s, %v", now, p.State, err)
		}
	}
	p := begun(t, 480)
	if err := p.keep(on(t, "26 10:00")); err != nil || p.share(office(t), on(t, "30 12:00")) != 0.25 {
		t.Errorf("the share after settling moves: %v", p.share(office(t), on(t, "30 12:00")))
	}
}

func TestAPromiseMovesOnceBeforeItPasses(t *testing.T) {
	t.Parallel()
	p := begun(t, 480)
	next, err := p.renegotiate(office(t), "2", on(t, "26 15:00"), on(t, "27 12:00"), "The payroll run is on Friday.")
	if err != nil {
		t.Fatal(err)
	}
	if p.State != Renegotiated || p.Reason == "" || !p.SettledAt.Equal(on(t, "26 15:00")) {
		t.Errorf("the old one: %+v", p)
	}
	if next.State != Running || next.Replaces != "1" || next.Minutes != 120+240 || next.Reason != p.Reason || !next.DueAt.Equal(on(t, "27 12:00")) ||
		!next.RiskAt.Equal(on(t, "27 10:30")) || !next.SettledAt.IsZero() {
		t.Errorf("the new one: %+v", next)
	}
	closed := begun(t, 480)
	night, err := closed.renegotiate(office(t), "2", on(t, "26 20:00"), on(t, "26 22:00"), "Too late")
	if fault.KindOf(err) != fault.Conflict {
		t.Errorf("a late one moved: %+v, %v", night, err)
	}
	open := begun(t, 1200)
	night, err = open.renegotiate(office(t), "2", on(t, "26 20:00"), on(t, "26 22:00"), "Tonight.")
	if err != nil || night.At(on(t, "26 22:00:01")) != Late || night.RiskAt.After(night.DueAt) {
		t.Errorf("due while it is closed: %+v, %v", night, err)
	}
}

func TestWhatMakesNoSenseIsRefused(t *testing.T) {
	t.Parallel()
	cal, now, later := office(t), on(t, "26 10:00"), on(t, "27 10:00")
	settled := begun(t, 480)
	check(t, settled.cancel(now), "")
	paused := begun(t, 480)
	check(t, paused.pause(cal, now, "customer", later), "")
	running := begun(t, 480)
	move := func(p Promise, now, due store.Time, reason string) error {
		_, err := p.renegotiate(cal, "2", now, due, reason)
		return err
	}
	stop := func(p Promise, reason string, until store.Time) error { return p.pause(cal, now, reason, until) }
	resume := func(p Promise) error { return p.resume(cal, now, nil) }
	keep := func(p Promise) error { return p.keep(now) }
	cancel := func(p Promise) error { return p.cancel(now) }
	for name, test := range map[string]struct {
		err  error
		want fault.Kind
	}{
		"a pause without a reason":        {stop(running, "", later), fault.Invalid},
		"a pause until now":               {stop(running, "customer", now), fault.Invalid},
		"a pause of centuries":            {stop(running, "customer", store.At(now.AddDate(300, 0, 0))), fault.Invalid},
		"a pause in a pause":              {stop(paused, "customer", later), fault.Conflict},
		"a pause of a settled one":        {stop(settled, "customer", later), fault.Conflict},
		"going on without a pause":        {resume(running), fault.Conflict},
		"keeping a settled one":           {keep(settled), fault.Conflict},
		"keeping a paused one":            {keep(paused), ""},
		"cancelling twice":                {cancel(settled), fault.Conflict},
		"moving without a reason":         {move(running, now, later, ""), fault.Invalid},
		"moving into the past":            {move(running, now, now, "Why"), fault.Invalid},
		"moving by centuries":             {move(running, now, store.At(now.AddDate(300, 0, 0)), "Why"), fault.Invalid},
		"moving to the same":              {move(running, now, running.DueAt, "Why"), fault.Invalid},
		"moving a paused one":             {move(paused, now, later, "Why"), fault.Conflict},
		"moving a settled one":            {move(settled, now, later, "Why"), fault.Conflict},
		"moving at the due moment":        {move(running, running.DueAt, later, "Why"), ""},
		"moving a second after it is due": {move(running, running.DueAt.Add(time.Second), later, "Why"), fault.Conflict},
	} {
		if got := fault.KindOf(test.err); got != test.want {
			t.Errorf("%s: got %q (%v), want %q", name, got, test.err, test.want)
		}
	}
	if err := move(running, running.DueAt.Add(time.Second), later, "Why"); err == nil || fault.As(err).Key != "This time has passed, so it cannot be moved any more. Answer now, and say when the rest follows." {
		t.Errorf("a late promise is refused without saying what to do: %v", err)
	}
}

// What is late was not kept in time, whoever cancels it; a call cannot be made late.
func TestWhatIsLateStaysLateWhoeverCancelsIt(t *testing.T) {
	t.Parallel()
	for now, want := range map[string]State{"26 08:30": Cancelled, "26 16:00:01": KeptLate} {
		p := begun(t, 480)
		if err := p.cancel(on(t, now)); err != nil || p.State != want || p.SettledAt.IsZero() {
			t.Errorf("at %s: %s, %v", now, p.State, err)
		}
		if err := p.cancel(on(t, now)); err == nil {
			t.Error("cancelled twice")
		}
	}
	p := begun(t, 480)
	p.Kind = Callback
	if err := p.cancel(on(t, "26 16:00:01")); err != nil || p.At(on(t, "27 08:00")) != Missed {
		t.Errorf("a call: %s, %v", p.At(on(t, "27 08:00")), err)
	}
}

package terms_test

import (
	"math"
	"testing"
	"time"

	"hearth/internal/promise/terms"
)

var noon = time.Date(2026, 11, 17, 12, 0, 0, 0, time.UTC)

func version(id string, n int, s terms.Scope, from time.Duration) terms.Version {
	return terms.Version{PolicyID: id, Number: n, Scope: s, ValidFrom: noon.Add(from)}
}

// The order is written out here once more, from the one that goes first to the one that goes last.
func TestTheMostSpecificPolicyCounts(t *testing.T) {
	t.Parallel()
	order := []terms.Scope{
		{Service: "pay", Priority: "high", Group: "managers"},
		{Service: "pay", Group: "managers"},
		{Service: "pay", Priority: "high"},
		{Priority: "high", Group: "managers"},
		{Service: "pay"},
		{Group: "managers"},
		{Priority: "high"},
		{},
	}
	asked := terms.Asked{Service: "pay", Priority: "high", Group: "managers"}
	for i := range order {
		var all []terms.Version
		for j := len(order) - 1; j >= i; j-- {
			all = append(all, version(string(rune('a'+j)), 1, order[j], -time.Hour))
		}
		got, found := terms.Choose(all, asked, noon)
		if !found || got.Scope != order[i] {
			t.Errorf("of the last %d: got %+v, want %+v", len(all), got.Scope, order[i])
		}
	}
}

func TestAPolicyIsForWhatItNames(t *testing.T) {
	t.Parallel()
	all := []terms.Version{version("a", 1, terms.Scope{Service: "pay", Group: "outside"}, 0)}
	for _, a := range []terms.Asked{{Service: "pay", Priority: "low", Group: "employees"}, {Service: "hours", Group: "outside"}, {}} {
		if got, found := terms.Choose(all, a, noon); found {
			t.Errorf("%+v: got %+v, want none", a, got)
		}
	}
	if _, found := terms.Choose(all, terms.Asked{Service: "pay", Priority: "low", Group: "outside"}, noon); !found {
		t.Error("it does not fit what it is for")
	}
}

func TestTheLatestValidVersionCounts(t *testing.T) {
	t.Parallel()
	ended := version("a", 4, terms.Scope{}, 4*time.Hour)
	ended.Ended = true
	all := []terms.Version{version("a", 1, terms.Scope{}, -time.Hour), version("a", 2, terms.Scope{}, 3*time.Hour), version("a", 3, terms.Scope{}, 2*time.Hour), ended}
	for _, c := range []struct {
		at   time.Duration
		want int
	}{{-2 * time.Hour, 0}, {-time.Hour, 1}, {0, 1}, {2 * time.Hour, 3}, {3 * time.Hour, 3}, {4 * time.Hour, 0}} {
		got, found := terms.Choose(all, terms.Asked{Service: "pay"}, noon.Add(c.at))
		if got.Number != c.want || found != (c.want > 0) {
			t.Errorf("at %s: got version %d, %v, want %d", c.at, got.Number, found, c.want)
		}
	}
}

func TestLengths(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"30m": 30, "4h": 240, " 2 D ": 1080, "366d": 366 * 540} {
		l, ok := terms.Parse(text)
		if got := l.Minutes(540); !ok || got != want {
			t.Errorf("%q: got %d, %v, want %d", text, got, ok, want)
		}
		if again, ok := terms.Parse(l.String()); !ok || again != l {
			t.Errorf("%q: %q is read as %+v", text, l, again)
		}
	}
	for _, text := range []string{"", "d", "0h", "-1d", "4", "4w", "1.5h", "367d", "9000h", "99999999999999999999m", "४h", "1e3m"} {
		if l, ok := terms.Parse(text); ok {
			t.Errorf("%q is read as %+v", text, l)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("4h")
	f.Fuzz(func(t *testing.T, text string) {
		l, ok := terms.Parse(text)
		if !ok {
			return
		}
		if again, ok := terms.Parse(l.String()); !ok || again != l || l.Minutes(1) < 1 {
			t.Errorf("%q: %+v, then %+v", text, l, again)
		}
	})
}

func TestHoursAndMinutes(t *testing.T) {
	t.Parallel()
	for minutes, want := range map[int]terms.Length{0: {N: 0, Unit: terms.Hours}, 45: {N: 45, Unit: terms.Minutes}, 60: {N: 1, Unit: terms.Hours}, 90: {N: 90, Unit: terms.Minutes}, 540: {N: 9, Unit: terms.Hours}} {
		got := terms.Shortly(minutes)
		if back, ok := terms.Within(got.N, got.Unit); got != want || back != minutes || !ok {
			t.Errorf("%d minutes are %v and then %d, want %v", minutes, got, back, want)
		}
	}
	if n, ok := terms.Within(7, ""); n != 7 || !ok {
		t.Errorf("7 without a unit are %d minutes, %v", n, ok)
	}
	if _, ok := terms.Within(1, terms.Days); ok {
		t.Error("a working day is a number of minutes")
	}
	if n, _ := terms.Within(math.MaxInt, terms.Hours); n <= terms.Longest {
		t.Errorf("the largest number of hours became %d minutes", n)
	}
}

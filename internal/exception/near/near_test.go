package near

import (
	"math"
	"testing"
)

// By hand: of two sites, hours and months, with ranges 20 and 100, and one amount that the second does not have.
func TestSimilarityIsTheMeanOfWhatBothHave(t *testing.T) {
	t.Parallel()
	a := Facts{Words: map[string]string{"site": "Malmby", "service": "leave"}, Numbers: map[string]float64{"hours": 40, "months": 110, "amount": 50}}
	b := Facts{Words: map[string]string{"site": "Porto", "service": "leave"}, Numbers: map[string]float64{"hours": 20, "months": 60, "amount": math.NaN()}}
	c := Facts{Words: map[string]string{"site": ""}, Numbers: map[string]float64{"months": 10}}
	ranges := Ranges(a, b, c)
	for _, test := range []struct {
		x, y Facts
		want float64
	}{
		{a, a, 1}, {a, b, (0 + 1 + 0 + 0.5) / 4}, {b, a, 0.375}, {a, c, 0}, {b, c, 0.5}, {a, Facts{}, 0},
	} {
		if got := Similarity(test.x, test.y, ranges); math.Abs(got-test.want) > 1e-12 {
			t.Errorf("got %v, want %v", got, test.want)
		}
	}
}

func TestTheNearestComeFirst(t *testing.T) {
	t.Parallel()
	at := func(site string, months float64) Facts {
		return Facts{Words: map[string]string{"site": site}, Numbers: map[string]float64{"months": months}}
	}
	earlier := []Facts{at("Porto", 10), at("Malmby", 90), at("Malmby", 12), at("Malmby", 12), at("Porto", 200)}
	got := Nearest(at("Malmby", 14), earlier, 3)
	if len(got) != 3 || got[0].Index != 2 || got[1].Index != 3 || got[2].Index != 1 || got[0].Similarity < got[2].Similarity {
		t.Errorf("%+v", got)
	}
	if got := Nearest(at("Malmby", 14), nil, 3); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	// What is the same for all does not part them.
	if got := Nearest(at("Malmby", 5), []Facts{at("Malmby", 5)}, 3); len(got) != 1 || got[0].Similarity != 1 {
		t.Errorf("%+v", got)
	}
}

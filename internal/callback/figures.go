package callback

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/stats"
)

// MinGroup is the smallest number of attempts or windows of which a share is published.
const MinGroup = 8

// over is how many days back figures look.
const over = 365

// Share is how many of N something holds for, with the interval of 95 % in which the share lies (stats.Wilson).
type Share struct {
	N     int     `json:"n"`
	Count int     `json:"count"`
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// ServiceFigure is what is published of a service. A share of fewer than MinGroup is left out, with its number.
type ServiceFigure struct {
	ServiceID string `json:"service"`
	Name      string `json:"name"`
	Attempts  *Share `json:"attempts,omitempty"` // within windows, of all attempts
	Windows   *Share `json:"windows,omitempty"`  // with an attempt, of all that ended
	Answered  *Share `json:"answered,omitempty"` // in whose place an answer came, of these and of all that ended
}

// Figures are those of the last twelve months, of services that are open to the whole of HR. There are none by person, and none can be asked for.
type Figures struct {
	Items []ServiceFigure `json:"items"`
	Least int             `json:"least"` // of how many there have to be
	Days  int             `json:"days"`  // back from now
}

// ReadFiguresOf is the input of Figures.
type ReadFiguresOf struct{}

// Figures returns what share of attempts and of windows were within what people asked for, by service.
func (s *Service) Figures(ctx context.Context, by authz.Actor, _ ReadFiguresOf) (Figures, error) {
	out := Figures{Items: []ServiceFigure{}, Least: MinGroup, Days: over}
	if err := s.Policy.May(by, ReadFigures, 0); err != nil {
		return out, err
	}
	from := store.At(s.DB.Now().AddDate(0, 0, -over))
	type sum struct {
		ServiceID string
		N, Count  int
	}
	read := func(query string) (map[string]*Share, error) {
		all, err := store.All[sum](ctx, s.DB, query, from)
		if err != nil {
			return nil, fmt.Errorf("count calls: %w", err)
		}
		shares := map[string]*Share{}
		for _, x := range all {
			if x.N >= MinGroup {
				share := shareOf(x.Count, x.N)
				shares[x.ServiceID] = &share
			}
		}
		return shares, nil
	}
	attempts, err := read(`SELECT a.service_id, count(*) AS n, count(a.window_id) AS count FROM callback_attempt a WHERE a.at >= $1 GROUP BY a.service_id`)
	if err != nil {
		return out, err
	}
	windows, err := read(`SELECT w.service_id, count(*) AS n, COALESCE(SUM(CASE WHEN w.state = 'tried' THEN 1 ELSE 0 END), 0) AS count FROM callback_window w
		WHERE w.state IN ('tried', 'missed') AND w.to_at >= $1 GROUP BY w.service_id`)
	if err != nil {
		return out, err
	}
	answered, err := read(`SELECT w.service_id, count(*) AS n, COALESCE(SUM(CASE WHEN w.answered THEN 1 ELSE 0 END), 0) AS count FROM callback_window w
		WHERE (w.state IN ('tried', 'missed') OR w.answered) AND w.to_at >= $1 GROUP BY w.service_id`)
	if err != nil {
		return out, err
	}
	services, err := catalogue.Services(ctx, s.DB)
	if err != nil {
		return out, err
	}
	for _, one := range services {
		if f := (ServiceFigure{ServiceID: one.ID, Name: one.Name, Attempts: attempts[one.ID], Windows: windows[one.ID], Answered: answered[one.ID]}); one.Sensitivity == catalogue.Open && (f.Attempts != nil || f.Windows != nil || f.Answered != nil) {
			out.Items = append(out.Items, f)
		}
	}
	slices.SortStableFunc(out.Items, func(a, b ServiceFigure) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

func shareOf(count, n int) Share {
	low, high := stats.Wilson(count, n)
	return Share{N: n, Count: count, Value: float64(count) / float64(n), Low: low, High: high}
}

package callback

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/stats"
)

// MinGroup is the smallest number of attempts or windows of which a share is published.
const MinGroup = 8

// LeastPeople is the smallest number of people whose work a figure is, as in package rating: of two, each would know the other's.
const LeastPeople = 3

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
	Attempts  *Share `json:"attempts,omitempty"` // within windows by when they were, at whatever number, of all attempts of the months in which LeastPeople or more called about it
	Windows   *Share `json:"windows,omitempty"`  // with an attempt that counts, of all that ended
	Answered  *Share `json:"answered,omitempty"` // in whose place an answer came, of these and of all that ended
}

// Figures are those of the last twelve months, of services that are open to the whole of HR. There are none by person, and none can be asked for: attempts are those of whole months that are over and in which
// at least LeastPeople called about the service, so that what one figure has more than another is the work of as many; and of windows nothing is said where the team has fewer people.
type Figures struct {
	Items  []ServiceFigure `json:"items"`
	Least  int             `json:"least"`        // of how many there have to be
	People int             `json:"least_people"` // whose work it has to be
	Days   int             `json:"days"`         // back from now
}

// ReadFiguresOf is the input of Figures.
type ReadFiguresOf struct{}

// Figures returns what share of attempts and of windows were within what people asked for, by service.
func (s *Service) Figures(ctx context.Context, by authz.Actor, _ ReadFiguresOf) (Figures, error) {
	out := Figures{Items: []ServiceFigure{}, Least: MinGroup, People: LeastPeople, Days: over}
	if err := s.Policy.May(by, ReadFigures, 0); err != nil {
		return out, err
	}
	from, now := store.At(s.DB.Now().AddDate(0, 0, -over)), s.DB.Now()
	type sum struct {
		ServiceID string
		N, Count  int
	}
	read := func(query string, args ...any) (map[string]*Share, error) {
		all, err := store.All[sum](ctx, s.DB, query, args...)
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
	attempts, err := read(`SELECT a.service_id, count(*) AS n, count(a.window_id) AS count FROM callback_attempt a JOIN (SELECT k.service_id, k.from_at, k.to_at FROM callback_caller k
		WHERE k.from_at >= $1 AND k.to_at <= $2 GROUP BY k.service_id, k.from_at, k.to_at HAVING count(*) >= $3) m ON m.service_id = a.service_id AND a.at >= m.from_at AND a.at < m.to_at
		GROUP BY a.service_id`, from, now, LeastPeople)
	if err != nil {
		return out, err
	}
	windows, err := read(`SELECT w.service_id, count(*) AS n, COALESCE(SUM(CASE WHEN w.state = 'tried' THEN 1 ELSE 0 END), 0) AS count FROM callback_window w
		WHERE w.state IN ('tried', 'missed') AND w.to_at >= $1 GROUP BY w.service_id`, from)
	if err != nil {
		return out, err
	}
	answered, err := read(`SELECT w.service_id, count(*) AS n, COALESCE(SUM(CASE WHEN w.answered THEN 1 ELSE 0 END), 0) AS count FROM callback_window w
		WHERE (w.state IN ('tried', 'missed') OR w.answered) AND w.to_at >= $1 GROUP BY w.service_id`, from)
	if err != nil {
		return out, err
	}
	services, err := catalogue.Services(ctx, s.DB)
	if err != nil {
		return out, err
	}
	teams, err := people.LargeTeams(ctx, s.DB, LeastPeople)
	if err != nil {
		return out, err
	}
	for _, one := range services {
		if !slices.Contains(teams, one.TeamID) {
			windows[one.ID], answered[one.ID] = nil, nil
		}
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

// noteCaller keeps that somebody called about a service in this month, and forgets who did so before the months of which figures are.
func noteCaller(ctx context.Context, tx *store.Tx, service, personID string) error {
	now := tx.Now().UTC()
	from := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	if _, err := tx.Exec(ctx, `INSERT INTO callback_caller (service_id, from_at, to_at, person_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, service, store.At(from), store.At(from.AddDate(0, 1, 0)), personID); err != nil {
		return fmt.Errorf("note that somebody called: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM callback_caller WHERE to_at < $1`, store.At(now.AddDate(0, 0, -over))); err != nil {
		return fmt.Errorf("forget who called: %w", err)
	}
	return nil
}

// ofService is the share of attempts that is published of a service, or nil.
func (s *Service) ofService(ctx context.Context, by authz.Actor, serviceID string) (*Share, error) {
	all, err := s.Figures(ctx, by, ReadFiguresOf{})
	if err != nil {
		return nil, err
	}
	for _, f := range all.Items {
		if f.ServiceID == serviceID {
			return f.Attempts, nil
		}
	}
	return nil, nil
}

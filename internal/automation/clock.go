package automation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/desk/record"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Tick is how often the rules are looked at that wait for time to pass.
const Tick = 5 * time.Minute

// inOnePass is on how many cases one rule acts in one pass; the next goes on. lookedAt is how many cases are read at once: those that are not due yet, or fail, keep no other from its turn.
const (
	inOnePass = 200
	lookedAt  = 200
)

func (s *Service) periodic() []jobs.Periodic {
	return []jobs.Periodic{{Kind: "automation.untouched", Every: Tick, Run: func(ctx context.Context) error { _, err := s.Pass(ctx); return err }}}
}

// Pass lets the rules act that wait until nobody has written in a case for some working days, and returns how many cases it looked at. It may run late and on two nodes: a rule acts once on each such
// silence. One that fails holds up no other.
func (s *Service) Pass(ctx context.Context) (int, error) {
	rules, err := store.All[row](ctx, s.DB, selectRow+`r.fact = $1 AND r.switched = 1 ORDER BY r.made_at, r.id`, Untouched)
	if err != nil {
		return 0, fmt.Errorf("read rules: %w", err)
	}
	var failed []error
	looked := 0
	for _, r := range rules {
		n, err := s.untouched(ctx, r)
		if looked += n; err != nil {
			failed = append(failed, fmt.Errorf("rule %s: %w", r.ID, err))
		}
	}
	return looked, errors.Join(failed...)
}

func (s *Service) untouched(ctx context.Context, r row) (int, error) {
	says, err := r.says()
	if err != nil {
		return 0, err
	}
	now := s.DB.Now()
	quiet := narrow.Quiet(now.Add(-time.Duration(says.WhenDays) * 24 * time.Hour))
	fresh := store.Cond(`NOT EXISTS (SELECT 1 FROM automation_run x WHERE x.rule_id = ? AND x.case_id = c.id AND x.about_at = c.last_at)`, r.ID)
	where, err := says.where(ctx, s.DB)
	if err != nil {
		return 0, err
	}
	looked, acted, after := 0, 0, store.Always
	var failed []error
	for {
		all, err := narrow.Among(ctx, s.DB, store.And(quiet, where, fresh, after), lookedAt)
		if err != nil {
			return looked, errors.Join(append(failed, err)...)
		}
		for _, c := range all {
			did, err := s.upon(ctx, r, says, c, now)
			looked++
			switch {
			case err != nil:
				failed = append(failed, fmt.Errorf("case %s: %w", c.ID, err))
			case did:
				acted++
			}
		}
		if len(all) < lookedAt || acted >= inOnePass || ctx.Err() != nil {
			return looked, errors.Join(append(failed, ctx.Err())...)
		}
		after = narrow.After(all[len(all)-1])
	}
}

// upon lets a rule act on a case in which nobody wrote for so many days, if so many of them were working days, and reports whether it was its turn.
func (s *Service) upon(ctx context.Context, r row, says Says, c record.Row, now store.Time) (bool, error) {
	days, err := s.Promises.WorkingDays(ctx, s.DB, promise.Place{Site: c.Site, Team: c.TeamID}, c.LastAt, now)
	if err != nil || days < says.WhenDays {
		return false, err
	}
	return true, s.one(ctx, r, desk.Number(c.Number), happening{when: Untouched, caseID: c.ID, key: "untouched:" + c.ID + ":" + c.LastAt.UTC().Format(time.RFC3339Nano), about: c.LastAt})
}

package spike

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/spike/burst"
)

// How often it is looked, how many questions of one window at most, and for how long what was found is kept.
const (
	looksEvery = 10 * time.Minute
	mostRead   = 20000
	week       = 7 * 24 * time.Hour
	kept       = 90 * 24 * time.Hour
	fewWords   = 3 // or pairs of them, of one spike are kept
	kindCause  = burst.Cause
)

// Look finds what is asked unusually often and keeps it, and forgets what is over. It returns how many spikes there are now. It reads the questions of a day and of the same day in eight weeks, by
// the index of when they were opened; where nothing was asked since it looked last, and where too few people ask at all, it reads next to nothing. It may run late and more than once.
func (s *Service) Look(ctx context.Context) (int, error) {
	now := s.DB.Now()
	if err := s.forget(ctx, now); err != nil {
		return 0, err
	}
	if last := s.looked.Load(); last != nil {
		if fresh, err := record.OpenedSince(ctx, s.DB, *last); err != nil || !fresh {
			return 0, err
		}
	}
	n, err := s.lookAt(ctx, now)
	if err == nil {
		s.looked.Store(&now)
	}
	return n, err
}

// lookAt looks at what was asked by a moment.
func (s *Service) lookAt(ctx context.Context, now store.Time) (int, error) {
	first, err := record.FirstOpened(ctx, s.DB)
	if err != nil || first.IsZero() {
		return 0, err
	}
	weeks := min(burst.Weeks, int((now.Sub(first.Time)-burst.Longest)/week))
	all, err := asked(ctx, s.DB, now)
	if err != nil {
		return 0, err
	}
	if weeks < burst.Least || persons(all) < burst.Floor {
		return 0, nil
	}
	for n := 1; n <= weeks; n++ {
		before, err := asked(ctx, s.DB, now.Add(-time.Duration(n)*week))
		if err != nil {
			return 0, err
		}
		all = append(all, before...)
	}
	found := burst.Find(now.Time, weeks, all)
	if found, err = withoutNames(ctx, s.DB, found); err != nil || len(found) == 0 {
		return 0, err
	}
	return len(found), s.DB.Tx(ctx, func(tx *store.Tx) error {
		for _, b := range found {
			if err := keep(ctx, tx, b); err != nil {
				return err
			}
		}
		return nil
	})
}

// asked are the questions of the window that ends at a moment.
func asked(ctx context.Context, q store.Querier, to store.Time) ([]burst.Asked, error) {
	rows, err := record.AskedBetween(ctx, q, to.Add(-burst.Longest), to, mostRead)
	if err != nil {
		return nil, err
	}
	all := make([]burst.Asked, len(rows))
	for i, r := range rows {
		all[i] = burst.Asked{Case: r.ID, Person: r.ByPerson, Service: r.ServiceID, Cause: r.CauseID, Words: burst.Words(r.Subject, people.Fold), At: r.OpenedAt.Time}
	}
	return all, nil
}

func persons(all []burst.Asked) int {
	one := map[string]bool{}
	for _, a := range all {
		one[a.Person] = true
	}
	return len(one)
}

// withoutNames takes the words that name somebody of the directory out of what was found. What stands out by nothing else is named by its service, or left out.
func withoutNames(ctx context.Context, db *store.DB, found []burst.Burst) (out []burst.Burst, err error) {
	var words []string
	for _, b := range found {
		for _, pair := range b.Words {
			for _, w := range strings.Fields(pair) {
				if !slices.Contains(words, w) {
					words = append(words, w)
				}
			}
		}
	}
	named, err := people.NameWords(ctx, db, db.Dialect(), words)
	if err != nil {
		return nil, err
	}
	names := func(pair string) bool {
		return slices.ContainsFunc(strings.Fields(pair), func(w string) bool { return named[w] })
	}
	for _, b := range found {
		b.Words = slices.DeleteFunc(b.Words, names)
		if b.Kind == burst.Word && names(b.Name) {
			if b.Service == "" {
				continue
			}
			b.Kind, b.Name = burst.Service, b.Service
		}
		out = append(out, b)
	}
	return out, nil
}

// telling are the first words of b that share none with those before, without short words alone: most of them are "the" of some language.
func telling(b burst.Burst) (out []string) {
	said := map[string]bool{}
	for _, pair := range b.Words {
		words := strings.Fields(pair)
		if len(out) == fewWords || len(words) == 1 && utf8.RuneCountInString(pair) < 4 || slices.ContainsFunc(words, func(w string) bool { return said[w] }) {
			continue
		}
		for _, w := range words {
			said[w] = true
		}
		out = append(out, pair)
	}
	return out
}

// keep writes what was found as another spike, or into the one of mostly the same cases: it is the same while the same is asked on.
func keep(ctx context.Context, tx *store.Tx, b burst.Burst) error {
	id, err := sameAs(ctx, tx, b)
	if err != nil {
		return err
	}
	words, usual := strings.Join(telling(b), wordsApart), int(math.Round(b.Usual*10))
	if id == "" {
		id = ident.New()
		_, err = tx.Exec(ctx, `INSERT INTO spike_spike (id, kind, name, service_id, words, hours, people, usual, first_at, last_at, ended_why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, '')`,
			id, b.Kind, b.Name, b.Service, words, b.Hours, b.People, usual, tx.Now())
	} else {
		_, err = tx.Exec(ctx, `UPDATE spike_spike SET kind = $2, name = $3, service_id = $4, words = $5, hours = $6, people = $7, usual = $8, last_at = $9 WHERE id = $1`,
			id, b.Kind, b.Name, b.Service, words, b.Hours, b.People, usual, tx.Now())
	}
	if err != nil {
		return fmt.Errorf("keep spike: %w", err)
	}
	for _, a := range b.Asked {
		if _, err := tx.Exec(ctx, `INSERT INTO spike_case (spike_id, case_id, person_id) VALUES ($1, $2, $3) ON CONFLICT (spike_id, case_id) DO NOTHING`, id, a.Case, a.Person); err != nil {
			return fmt.Errorf("keep cases of spike: %w", err)
		}
	}
	return nil
}

// sameAs returns the id of the spike to which half of the cases of b belong already, or of one of the same key, or "".
func sameAs(ctx context.Context, tx *store.Tx, b burst.Burst) (string, error) {
	ids := make([]string, 0, len(b.Asked))
	for _, a := range b.Asked {
		ids = append(ids, a.Case)
	}
	type shared struct {
		SpikeID string
		N       int
	}
	all, err := store.Select[shared](ctx, tx, new(store.Q).Add(`SELECT x.spike_id, count(*) AS n FROM spike_case x WHERE `).Where(store.In("x.case_id", ids)).
		Add(` GROUP BY x.spike_id ORDER BY n DESC, x.spike_id LIMIT 1`))
	if err != nil {
		return "", fmt.Errorf("look for the same spike: %w", err)
	}
	if len(all) > 0 && 2*all[0].N >= len(ids) {
		return all[0].SpikeID, nil
	}
	same, err := store.All[string](ctx, tx, `SELECT id FROM spike_spike WHERE kind = $1 AND name = $2 AND last_at > $3 ORDER BY last_at DESC LIMIT 1`, b.Kind, b.Name, tx.Now().Add(-week))
	if err != nil || len(same) == 0 {
		return "", err
	}
	return same[0], nil
}

// forget deletes the cases of what is over for a week, and what is over for long, with announcements that ended as long ago.
func (s *Service) forget(ctx context.Context, now store.Time) error {
	for _, old := range []struct {
		sql string
		at  store.Time
	}{
		{`FROM spike_case WHERE spike_id IN (SELECT id FROM spike_spike WHERE last_at < $1)`, now.Add(-week)},
		{`FROM spike_spike WHERE last_at < $1`, now.Add(-kept)},
		{`FROM spike_text WHERE announcement_id IN (SELECT id FROM spike_announcement WHERE until_at < $1)`, now.Add(-kept)},
		{`FROM spike_announcement WHERE until_at < $1`, now.Add(-kept)},
	} {
		n, err := store.One[int](ctx, s.DB, `SELECT count(*) FROM (SELECT 1 AS one `+old.sql+` LIMIT 1) found`, old.at)
		if err != nil {
			return fmt.Errorf("look for what is over: %w", err)
		}
		if n == 0 {
			continue
		}
		if err := s.DB.Tx(ctx, func(tx *store.Tx) error { _, err := tx.Exec(ctx, `DELETE `+old.sql, old.at); return err }); err != nil {
			return fmt.Errorf("forget what is over: %w", err)
		}
	}
	return nil
}

package outreach

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// How long what is kept: lines that fit nobody and drafts, half written ones, and who was in a round.
const (
	TypedFor = 7 * 24 * time.Hour
	halfFor  = time.Hour
	KeptFor  = 180 * 24 * time.Hour
)

// personal says what this module keeps about people.
func personal() []privacy.Source {
	return []privacy.Source{
		{Table: "outreach_round", PersonColumns: []string{"made_by", "person_id", "remind_by", "settle_by"}, What: "That you asked many people something at once, for half a year after it ended.", Export: exportRounds, Erase: eraseRounds,
			Columns: []privacy.Fate{privacy.Blanked("made_by", "person_id", "remind_by", "settle_by", "key"),
				privacy.Kept("What a team of HR asked of many people is its work; it goes half a year after it ended.", "team_id", "service_id", "asks", "until_day", "twice", "made_at", "started_at", "ended_at", "remind_at", "settled_at", "settle_words"),
				privacy.Unpersonal("id", "sees_all", "state", "why", "remind", "settle")}},
		{Table: "outreach_text", Through: "outreach_round", What: "What you wrote to them.",
			Columns: []privacy.Fate{privacy.Kept("What a team of HR asked of many people is its work; it goes half a year after it ended.", "language", "title", "body"), privacy.Unpersonal("round_id")}},
		{Table: "outreach_line", PersonColumns: []string{"person_id"}, What: "That HR asked you something together with many others, when, and when you answered, for half a year after it ended.", Export: exportLines, Erase: eraseLines,
			Columns: []privacy.Fate{privacy.Deleted("person_id", "case_id", "at", "answered_at", "settled_at", "reminded_at"),
				privacy.Kept("What somebody typed and fits nobody we know is kept for seven days, so that it can be mended.", "typed"), privacy.Unpersonal("round_id", "n", "state", "why", "reminder", "settled")}},
	}
}

type (
	ownRound struct {
		MadeAt    store.Time `json:"made_at"`
		StartedAt store.Time `json:"started_at"`
		RemindAt  store.Time `json:"reminded_at"`
	}
	ownLine struct {
		At         store.Time `json:"asked_at"`
		RemindedAt store.Time `json:"reminded_at"`
		AnsweredAt store.Time `json:"answered_at"`
	}
)

func exportRounds(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[ownRound](ctx, q, `SELECT r.made_at, r.started_at, r.remind_at FROM outreach_round r WHERE r.made_by = $1 OR r.person_id = $1 OR r.remind_by = $1 OR r.settle_by = $1 ORDER BY r.made_at, r.id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func exportLines(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[ownLine](ctx, q, `SELECT l.at, l.reminded_at, l.answered_at FROM outreach_line l WHERE l.person_id = $1 AND l.state = 'done' ORDER BY l.at, l.round_id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// eraseRounds takes a person out of rounds of theirs. One that is under way is held when its turn comes: nobody's rights open its cases.
func eraseRounds(ctx context.Context, tx *store.Tx, personID string) error {
	for _, sql := range []string{`UPDATE outreach_round SET made_by = '', key = id WHERE made_by = $1`, `UPDATE outreach_round SET person_id = '' WHERE person_id = $1`, `UPDATE outreach_round SET remind_by = '' WHERE remind_by = $1`,
		`UPDATE outreach_round SET settle_by = '' WHERE settle_by = $1`} {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase rounds: %w", err)
		}
	}
	return nil
}

func eraseLines(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM outreach_line WHERE person_id = $1`, personID); err != nil {
		return fmt.Errorf("erase lines of rounds: %w", err)
	}
	return nil
}

// Forget takes out what was kept for its time: first what fits nobody, then drafts, then who was in a round that is over. It may run late and more than once.
func (s *Service) Forget(ctx context.Context) error {
	now := s.DB.Now()
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE outreach_line SET typed = '' WHERE typed <> '' AND round_id IN (SELECT r.id FROM outreach_round r WHERE r.made_at < $1)`, now.Add(-TypedFor))
		return err
	})
	if err != nil {
		return fmt.Errorf("forget what fits nobody: %w", err)
	}
	over, err := store.All[string](ctx, s.DB, `SELECT r.id FROM outreach_round r WHERE (r.state = 'making' AND r.made_at < $1) OR (r.state = 'draft' AND r.made_at < $2)
		OR (r.state <> 'running' AND COALESCE(r.ended_at, r.started_at, r.made_at) < $3) ORDER BY r.made_at LIMIT 100`, now.Add(-halfFor), now.Add(-TypedFor), now.Add(-KeptFor))
	if err != nil {
		return fmt.Errorf("read rounds that are over: %w", err)
	}
	var failed error // one that fails holds up no other
	for _, id := range over {
		failed = errors.Join(failed, s.clear(ctx, id))
	}
	return failed
}

// clear removes a round, its lines a part at a time.
func (s *Service) clear(ctx context.Context, id string) error {
	for {
		var n int64
		err := s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
			n, err = tx.Exec(ctx, `DELETE FROM outreach_line WHERE round_id = $1 AND n IN (SELECT l.n FROM outreach_line l WHERE l.round_id = $1 ORDER BY l.n LIMIT $2)`, id, some)
			return err
		})
		if err != nil {
			return fmt.Errorf("forget round: %w", err)
		}
		if n == 0 {
			break
		}
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		for _, sql := range []string{`DELETE FROM outreach_text WHERE round_id = $1`, `DELETE FROM outreach_round WHERE id = $1`} {
			if _, err := tx.Exec(ctx, sql, id); err != nil {
				return fmt.Errorf("forget round: %w", err)
			}
		}
		return nil
	})
}

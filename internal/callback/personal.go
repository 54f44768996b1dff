package callback

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people. Of who was erased nothing is left but that HR called, and whether in time.
func personal() []privacy.Source {
	const figures = "Whether calls were made in time is counted by service, without whose they were, for as long as figures are kept."
	return []privacy.Source{
		{Table: "callback_call", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Blanked("person_id", "phone", "zone"), privacy.Kept(figures, "case_id", "case_number", "service_id", "state", "sequence", "asked_at", "ended_at", "wrong", "answered"),
				privacy.Unpersonal("id")},
			What: "Calls that you asked for, with your number.", Export: exportCalls, Erase: eraseCalls},
		{Table: "callback_window", Through: "callback_call", What: "When you could be called, and whether HR called then.",
			Columns: []privacy.Fate{privacy.Kept(figures, "call_id", "service_id", "from_at", "to_at", "state", "answered"), privacy.Unpersonal("id", "sequence", "warn_at")}},
		{Table: "callback_attempt", PersonColumns: []string{"by_person"},
			Columns: []privacy.Fate{privacy.Blanked("by_person"), privacy.Kept(figures, "call_id", "window_id", "service_id", "at", "result"), privacy.Unpersonal("id")},
			What:    "That you called somebody for HR, while their request is open.", Export: exportAttempts, Erase: eraseBy("UPDATE callback_attempt SET by_person = NULL WHERE by_person = $1")},
		{Table: "callback_caller", PersonColumns: []string{"person_id"}, Columns: []privacy.Fate{privacy.Deleted("service_id", "from_at", "to_at", "person_id")},
			What: "In which months you called somebody for HR, not how often.", Export: exportCallers, Erase: eraseBy("DELETE FROM callback_caller WHERE person_id = $1")},
		{Table: "callback_slot", PersonColumns: []string{"person_id"}, Columns: []privacy.Fate{privacy.Deleted("call_id", "person_id", "from_at", "to_at", "had")},
			What: "When you call somebody for HR.", Export: exportSlots, Erase: eraseBy("DELETE FROM callback_slot WHERE person_id = $1")},
	}
}

// exported is a call as who asked for it takes it along: without what was of another customer of the case, whose it was before. Of them nothing is kept that is theirs.
type exported struct {
	Number   string     `json:"case"`
	Zone     string     `json:"zone"`
	Phone    string     `json:"phone"`
	State    string     `json:"state"`
	AskedAt  store.Time `json:"asked_at"`
	Windows  []Window   `json:"windows"`
	Attempts []Try      `json:"attempts"`
}

func exportCalls(ctx context.Context, q store.Querier, personID string) (any, error) {
	rows, err := store.All[row](ctx, q, selectRow+` WHERE c.person_id = $1 ORDER BY c.asked_at, c.id`, personID)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	all := make([]exported, 0, len(rows))
	for _, r := range rows {
		one := exported{Number: r.CaseNumber, Zone: r.Zone, Phone: r.Phone, State: r.State, AskedAt: r.AskedAt}
		windows, err := windowsOf(ctx, q, r.ID)
		if err != nil {
			return nil, err
		}
		for _, w := range windows {
			if !w.ToAt.After(r.AskedAt) { // of who was called before them
				continue
			}
			one.Windows = append(one.Windows, Window{From: w.FromAt, To: w.ToAt, State: w.shown()})
		}
		attempts, err := attemptsOf(ctx, q, r.ID)
		if err != nil {
			return nil, err
		}
		for _, a := range attempts {
			if a.At.Before(r.AskedAt) {
				continue
			}
			one.Attempts = append(one.Attempts, Try{ID: a.ID, At: a.At, Result: a.Result, Inside: a.WindowID != "", Counts: a.Counts})
		}
		all = append(all, one)
	}
	return all, nil
}

// exportAttempts is when somebody of HR called. On which cases is not theirs to take along.
func exportAttempts(ctx context.Context, q store.Querier, personID string) (any, error) {
	type made struct {
		At     store.Time `json:"at"`
		Result string     `json:"result"`
	}
	all, err := store.All[made](ctx, q, `SELECT a.at, a.result FROM callback_attempt a WHERE a.by_person = $1 ORDER BY a.at, a.id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func exportCallers(ctx context.Context, q store.Querier, personID string) (any, error) {
	type called struct {
		Service string     `json:"service"`
		From    store.Time `json:"from"`
		To      store.Time `json:"to"`
	}
	all, err := store.All[called](ctx, q, `SELECT k.service_id AS service, k.from_at AS "from", k.to_at AS "to" FROM callback_caller k WHERE k.person_id = $1 ORDER BY k.from_at, k.service_id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func exportSlots(ctx context.Context, q store.Querier, personID string) (any, error) {
	type taken struct {
		From store.Time `json:"from"`
		To   store.Time `json:"to"`
	}
	all, err := store.All[taken](ctx, q, `SELECT s.from_at AS "from", s.to_at AS "to" FROM callback_slot s WHERE s.person_id = $1 ORDER BY s.from_at, s.call_id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// eraseCalls forgets whose calls they were and where they were to be called. What lies ahead of them is not needed any more.
func eraseCalls(ctx context.Context, tx *store.Tx, personID string) error {
	for _, sql := range []string{
		`UPDATE callback_window SET state = 'dropped' WHERE state = 'open' AND call_id IN (SELECT c.id FROM callback_call c WHERE c.person_id = $1)`,
		`DELETE FROM callback_slot WHERE call_id IN (SELECT c.id FROM callback_call c WHERE c.person_id = $1)`,
		`UPDATE callback_call SET state = 'cancelled' WHERE state IN ('open', 'tried', 'missed') AND person_id = $1`,
		`UPDATE callback_call SET person_id = NULL, phone = '', zone = '' WHERE person_id = $1`,
	} {
		if err := eraseBy(sql)(ctx, tx, personID); err != nil {
			return err
		}
	}
	return nil
}

func eraseBy(sql string) func(context.Context, *store.Tx, string) error {
	return func(ctx context.Context, tx *store.Tx, personID string) error {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
		return nil
	}
}

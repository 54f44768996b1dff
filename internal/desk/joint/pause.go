package joint

import (
	"context"
	"fmt"

	"hearth/internal/desk/history"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/record"
	"hearth/internal/platform/store"
)

// Pause is why and until when a case waited.
type Pause struct {
	Entry  string // the line of its conversation that says it
	Reason string // as desk.Pause has it; "" where nobody knows it any more
	Until  store.Time
}

// LastPause returns the last pause of a case, whether it lasts or not. Of a case that never waited it is the zero Pause.
func LastPause(ctx context.Context, q store.Querier, caseID string) (Pause, error) {
	all, err := store.All[record.Entry](ctx, q, record.SelectEntry+` WHERE e.case_id = $1 AND e.kind = 'event' ORDER BY e.id DESC`, caseID)
	if err != nil {
		return Pause{}, fmt.Errorf("read pauses: %w", err)
	}
	for _, e := range all {
		event, err := history.Decode(e.Body)
		if err != nil {
			return Pause{}, err
		}
		if event.Key == meanwhile.Paused && len(event.Args) == 2 {
			return Pause{Entry: e.ID, Reason: reasonOf(event.Args[1]), Until: event.Args[0].At}, nil
		}
	}
	return Pause{}, nil
}

// reasonOf is the reason that the second place of the line says.
func reasonOf(a history.Arg) string {
	for _, reason := range record.Waits() {
		if text, _ := record.WaitText(reason); a.Word == text {
			return reason
		}
	}
	return a.Text
}

// WroteSince reports whether a case's customer wrote in it after a moment.
func WroteSince(ctx context.Context, q store.Querier, caseID string, at store.Time) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM desk_entry WHERE case_id = $1 AND kind = 'message' AND side = 'customer' AND at > $2`, caseID, at)
	if err != nil {
		return false, fmt.Errorf("read messages: %w", err)
	}
	return n > 0, nil
}

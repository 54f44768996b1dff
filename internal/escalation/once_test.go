package escalation_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// Who is at work is asked once for all who may be told, however many there are.
func TestWhoIsAtWorkIsAskedForAllAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.API("marta").Post("/api/v1/routing/absences", map[string]any{"first_day": "2026-11-17", "back_day": "2026-11-30"}).Is(200)
		w.API("priya").Post("/api/v1/routing/absences", map[string]any{"first_day": "2026-11-17", "back_day": "2026-11-30"}).Is(200)
		w.open("hours", "")
		var work, away atomic.Int64
		w.DB.Refuse(func(query string) bool {
			if strings.Contains(query, "FROM people_employment") && strings.Contains(query, "latest") && strings.Contains(query, "weekly_hours") {
				work.Add(1)
			}
			if strings.Contains(query, "FROM routing_away") {
				away.Add(1)
			}
			return false
		})
		w.after(7 * time.Hour)
		w.DB.Refuse(nil)
		told := int64(w.mails("marta", told) + w.mails("priya", told) + w.mails("ingrid", told))
		if a, b := work.Load(), away.Load(); told == 0 || a > told || b > told {
			w.T.Errorf("%d were told, and work was read %d times, absences %d times", told, a, b)
		}
	})
}

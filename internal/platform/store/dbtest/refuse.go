package dbtest

import (
	"math/rand/v2"
	"os"

	"hearth/internal/platform/store"
)

// Refuse makes each transaction of db fail once, at one of its statements or at its end, as PostgreSQL refuses what another transaction was in the way of, where HEARTH_TEST_REFUSE
// is set: what passes without has to pass so, too.
func Refuse(db *store.DB) {
	if os.Getenv("HEARTH_TEST_REFUSE") == "" {
		return
	}
	db.Refuse(func(query string) bool { return query == "COMMIT" || rand.IntN(4) == 0 })
}

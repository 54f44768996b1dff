package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/home"
	"hearth/internal/platform/store"
)

// Whoever administers reads what each job is for, and not only what it is called in the program.
func TestEveryJobHasAName(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	kinds := a.Jobs.Kinds()
	if len(kinds) < 30 {
		t.Errorf("there are only %d kinds of jobs", len(kinds))
	}
	for _, kind := range kinds {
		if home.JobName(kind) == "" {
			t.Errorf("%s has no name: see jobNames", kind)
		}
	}
}

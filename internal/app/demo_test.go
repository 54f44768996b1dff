package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/demo"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/config"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store/dbtest"
)

func demoOptions(dir string) Options {
	return Options{Config: config.Config{Place: config.Place{Data: dir}, Listen: "127.0.0.1:0"}, Demo: true}
}

func TestTheDemoKeepsAwayFromWhatIsNotItsOwn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	kept := filepath.Join(dir, "hearth.db")
	if err := os.WriteFile(kept, []byte("somebody's"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := MakeDemo(t.Context(), demoOptions(dir), &out); fault.KindOf(err) != fault.Conflict {
		t.Errorf("got %v", err)
	}
	if body, err := os.ReadFile(kept); err != nil || string(body) != "somebody's" {
		t.Errorf("the file is %q, %v", body, err)
	}
	if err := config.MarkDemo(dir); fault.KindOf(err) != fault.Conflict {
		t.Errorf("it was marked: %v", err)
	}
}

func TestTheDemoIsTakenAsItIs(t *testing.T) {
	t.Parallel()
	o := demoOptions(t.TempDir())
	if err := config.MarkDemo(o.Config.Data); err != nil {
		t.Fatal(err)
	}
	small := o
	small.Clock = clock.Fake(dbtest.Noon)
	if err := within(t.Context(), small, func(a *App) error {
		_, err := a.Demo.Build(t.Context(), demo.Plan{Every: 1 << 30})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := MakeDemo(t.Context(), o, &out); err != nil || out.Len() > 0 {
		t.Errorf("a second start: %q, %v", out.String(), err)
	}
}

// stopper is where progress is told; it stops the making as soon as some of it is done.
type stopper struct{ stop func() }

func (s stopper) Write(p []byte) (int, error) {
	if strings.Contains(string(p), "%") {
		s.stop()
	}
	return len(p), nil
}

func TestAnInterruptedDemoIsMadeAnew(t *testing.T) {
	t.Parallel()
	o := demoOptions(t.TempDir())
	if err := config.MarkDemo(o.Config.Data); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second start finds what the first one left
		err := interrupted(t, o)
		if made, why := demoMade(t.Context(), o); err == nil || fault.KindOf(err) == fault.Conflict || made || why != nil {
			t.Errorf("got %v; made: %v, %v", err, made, why)
		}
	}
}

// interrupted begins to make the demo and is stopped when it begins to tell of it.
func interrupted(t *testing.T, o Options) error {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	return MakeDemo(ctx, o, stopper{cancel})
}

package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const week = `{"zone":"Europe/Stockholm","week":{"thu":[["08:00","17:00"]],"mon":[["08:00","17:00"]]},"holidays":["2026-12-03"]}`

func run(t *testing.T, args ...string) (status int, out, complaints string) {
	t.Helper()
	var o, c bytes.Buffer
	status = Main(args, &o, &c)
	return status, o.String(), c.String()
}

func TestAPromisedTimeIsExplained(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "calendar.json")
	if err := os.WriteFile(file, []byte(week), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, complaints := run(t, "promise", "explain", "--calendar", file, "--start", "2026-11-26T14:00:00Z", "--minutes", "180")
	if status != 0 {
		t.Fatalf("status %d: %s", status, complaints)
	}
	var got explained
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	counted := 0
	for _, s := range got.Steps {
		counted += s.Minutes
	}
	if first := got.Steps[0].Why; first != "counted 08:00–17:00" {
		t.Errorf("the first step says %q", first)
	}
	if got.DueAt != "2026-11-30T09:00:00+01:00" || counted != 180 {
		t.Errorf("got %s after %d minutes", got.DueAt, counted)
	}
}

func TestABadQuestionIsAnsweredWithASentence(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "calendar.json")
	if err := os.WriteFile(file, []byte(strings.Replace(week, "Stockholm", "Nowhere", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"--calendar", file, "--start", "2026-11-26T14:00:00Z", "--minutes", "10"},
		{"--calendar", file + "x", "--start", "2026-11-26T14:00:00Z", "--minutes", "10"},
	} {
		status, out, complaints := run(t, append([]string{"promise", "explain"}, args...)...)
		if status != 1 || out != "" || strings.TrimSpace(complaints) == "" || strings.Contains(complaints, "panic") {
			t.Errorf("%v: status %d, %q, %q", args, status, out, complaints)
		}
	}
}

func TestHelpAndMistakes(t *testing.T) {
	t.Parallel()
	if status, out, _ := run(t); status != 0 || !strings.Contains(out, "serve") {
		t.Errorf("no command: status %d, %s", status, out)
	}
	if status, _, complaints := run(t, "serv"); status != 2 || complaints == "" {
		t.Errorf("a mistyped command: status %d, %q", status, complaints)
	}
	if status, out, _ := run(t, "version"); status != 0 || !strings.HasPrefix(out, "hearth ") {
		t.Errorf("version: status %d, %s", status, out)
	}
}

package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/platform/config"
)

func TestImportPrintsTheReportThatScriptsRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "people.csv")
	if err := os.WriteFile(file, []byte("number,name,manager\n1,Ada Boss,\n2,Bo Lund,1\n3,Cy Kay,Nobody Here\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		`{"rows":3,"created":2,"updated":0,"unchanged":0,"refused":[{"line":4,"reason":"`, // a dry run
		`{"rows":3,"created":2,"updated":0,"unchanged":0,"refused":[{"line":4,"reason":"`,
		`{"rows":3,"created":0,"updated":0,"unchanged":2,"refused":[{"line":4,"reason":"`,
	} {
		var out bytes.Buffer
		command := ImportPeople{Place: config.Place{Data: dir}, File: file, JSON: true, DryRun: i == 0}
		if err := command.Run(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(out.String(), want) || !json.Valid(out.Bytes()) {
			t.Errorf("run %d: got %s, want it to begin with %s", i, out.String(), want)
		}
	}
	var out bytes.Buffer
	if err := (&ImportPeople{Place: config.Place{Data: dir}, File: file, DryRun: true}).Run(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	if want := "Nothing was changed. This is what the import would do.\n3 rows: 0 created, 0 updated, 2 unchanged, 1 refused\n  line 4: Nobody has"; !strings.HasPrefix(out.String(), want) {
		t.Errorf("got %s, want %s", out.String(), want)
	}
}

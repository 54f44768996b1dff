package cli

import (
	"archive/zip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/app"
	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestAPersonIsExportedHeldAndErased(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { aPersonIsErased(t, config.Place{Data: t.TempDir()}) })
	t.Run("postgres", func(t *testing.T) {
		schema, err := app.Migrations()
		if err != nil {
			t.Fatal(err)
		}
		aPersonIsErased(t, config.Place{Data: t.TempDir(), Database: dbtest.Address(t, store.Postgres, schema)})
	})
}

func aPersonIsErased(t *testing.T, place config.Place) {
	at := []string{"--data", place.Data}
	if place.Database != "" {
		at = append(at, "--database", place.Database)
	}
	does := func(want int, says string, args ...string) string {
		t.Helper()
		status, out, complaints := run(t, append(args, at...)...)
		if status != want || !strings.Contains(out+complaints, says) {
			t.Fatalf("%v: status %d, %s%s", args, status, out, complaints)
		}
		return out
	}
	file := filepath.Join(place.Data, "people.csv")
	if err := os.WriteFile(file, []byte("number,name,email\n1,Ada Quittenberg,ada@x.example\n2,Bo Lund,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	does(0, "2 created", "import", "people", file)
	running, err := app.Open(t.Context(), app.Options{Config: config.Config{Place: place}}) // as a server has it open
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = running.Close() }() // only read
	if text := does(0, "Quittenberg", "person", "export", "1"); !json.Valid([]byte(text)) {
		t.Errorf("no JSON: %s", text)
	}
	archive := filepath.Join(t.TempDir(), "ada.zip")
	does(0, "holds what is kept about them", "person", "export", "ada@x.example", "--file", archive)
	does(1, "is there already", "person", "export", "1", "--file", archive)
	z, err := zip.OpenReader(archive)
	if err != nil || z.File[0].Name != "person.json" {
		t.Fatal(err)
	}
	_ = z.Close() // only read
	does(1, "No person has", "person", "erase", "nobody@x.example", "--yes")
	does(0, "is held since", "person", "hold", "1", "--reason", "Proceeding 4 C 12")
	does(0, "in force  Ada Quittenberg", "person", "holds")
	does(1, "under a legal hold since", "person", "erase", "1", "--yes")
	does(0, "Holds lifted: 1.", "person", "release", "1")
	does(1, "Say --yes to erase", "person", "erase", "1")
	does(0, "This would go", "person", "erase", "1", "--dry-run")
	does(0, "Quittenberg", "person", "export", "1")
	does(0, "is erased", "person", "erase", "1", "--yes")
	does(0, "was erased on", "person", "erase", "ada@x.example", "--yes")
	does(1, "", "person", "export", "1")
	does(0, "as it was written", "audit", "verify")
	if n, err := store.One[int](t.Context(), running.DB, `SELECT count(*) FROM people_person`); err != nil || n != 1 {
		t.Errorf("the server sees %d people, %v", n, err)
	}
	if status, _, complaints := run(t, "person", "erase", "1", "--yes", "--data", filepath.Join(place.Data, "nowhere")); status != 1 || !strings.Contains(complaints, "Give --data") {
		t.Errorf("a directory that is none: %d, %s", status, complaints)
	}
}

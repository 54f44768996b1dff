package faults

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCommandsWorkBesideARunningServer(t *testing.T) {
	on(t, both, func(t *testing.T, s *site) {
		v := s.start()
		file := filepath.Join(t.TempDir(), "more.csv")
		if err := os.WriteFile(file, []byte("Personnel number;Name\n1;Amina Yusuf\n2;Rosa Lindgren\n;Nobody\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"--dry-run"}, {}} { // what a dry run says is what then happens
			out := s.command(append([]string{"import", "people", file, "--json"}, args...)...)
			var got struct {
				Rows, Created, Updated, Unchanged int
				Refused                           []struct {
					Line   int
					Reason string
				}
			}
			if err := json.Unmarshal([]byte(out), &got); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			if got.Rows != 3 || got.Created != 1 || len(got.Refused) != 1 || got.Refused[0].Line != 4 || got.Rows != got.Created+got.Updated+got.Unchanged+len(got.Refused) {
				t.Errorf("%v: got %+v", args, got)
			}
		}
		s.token = strings.TrimSpace(s.command("token", "--person", "2"))
		if status, _ := s.open(v.base, "rosa"); status != http.StatusCreated {
			t.Errorf("a person who was imported beside the server cannot ask: %d", status)
		}
		s.token = strings.TrimSpace(s.command("token", "--person", "2", "--scope", "read"))
		if status, _ := s.open(v.base, "refused"); status != http.StatusForbidden {
			t.Errorf("a token for reading asked: %d", status)
		}
	})
}

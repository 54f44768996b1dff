package app

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/platform/config"
	"hearth/internal/platform/fault"
)

// Until a large organisation is made its database does not wait for the disk: nobody else may be told meanwhile that something is saved in it.
func TestNothingIsSeededBesideAServer(t *testing.T) {
	t.Parallel()
	o := Options{Config: config.Config{Place: config.Place{Data: filepath.Join(t.TempDir(), "data")}, Listen: "127.0.0.1:0"}}
	release, err := config.Lock(o.Config.Data)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if err := Seed(t.Context(), o, 100, 10, io.Discard); fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "A server already runs on") {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadDir(o.Config.Data); len(left) != 1 {
		t.Errorf("it left %v", left)
	}
}

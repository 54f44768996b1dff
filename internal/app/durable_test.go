package app

import (
	"strings"
	"testing"

	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
)

func TestWhatLosesAcknowledgedWritesIsNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		has  store.Durability
		want []string
	}{
		{store.Durability{Fsync: "on", FullPageWrites: "on", SynchronousCommit: "on"}, nil},
		{store.Durability{Fsync: "on", FullPageWrites: "on", SynchronousCommit: "remote_apply"}, nil},
		{store.Durability{Fsync: "off", FullPageWrites: "on", SynchronousCommit: "on"}, []string{"Set fsync = on"}},
		{store.Durability{Fsync: "on", FullPageWrites: "off", SynchronousCommit: "on"}, []string{"Set full_page_writes = on"}},
		{store.Durability{Fsync: "on", FullPageWrites: "on", SynchronousCommit: "off"}, []string{"Take it out of --database"}},
		{store.Durability{Fsync: "off", FullPageWrites: "off", SynchronousCommit: "off"}, []string{"fsync", "full_page_writes", "synchronous_commit"}},
	} {
		var e config.Examination
		durable(&e, c.has)
		if len(e.Findings) != len(c.want) {
			t.Errorf("%+v: got %v, want %q", c.has, e.Findings, c.want)
			continue
		}
		for i, f := range e.Findings {
			if !f.Unsafe || !strings.Contains(f.Text, c.want[i]) {
				t.Errorf("%+v: got %v, want %q", c.has, f, c.want[i])
			}
		}
	}
}

package config

import (
	"errors"
	"strings"
	"testing"
)

func TestADataDirectoryOnTheNetworkIsNamed(t *testing.T) {
	t.Parallel()
	on := func(number uint32, err error) func(string) (uint32, error) {
		return func(path string) (uint32, error) {
			if path != "/srv/hearth" {
				t.Errorf("it looks at %s", path)
			}
			return number, err
		}
	}
	lite := Config{Place: Place{Data: "/srv/hearth"}}
	for number, name := range map[uint32]string{0x6969: "NFS", 0xff534d42: "CIFS", 0xfe534d42: "SMB", 0x65735546: "FUSE"} {
		found := lite.disk(on(number, nil))
		if len(found) != 1 || !found[0].Unsafe || !strings.Contains(found[0].Text, "/srv/hearth lies on a file system of the kind "+name+",") || !strings.Contains(found[0].Text, "use PostgreSQL") {
			t.Errorf("%s: %v", name, found)
		}
	}
	for name, found := range map[string][]Finding{
		"a disk of its own":   lite.disk(on(0xef53, nil)),
		"memory":              lite.disk(on(0x01021994, nil)),
		"not there":           lite.disk(on(0x6969, errors.New("no such directory"))),
		"beside PostgreSQL":   Config{Place: Place{Data: "/srv/hearth", Database: "postgres://h@db/h"}}.disk(on(0x6969, nil)),
		"this machine's disk": Config{Place: Place{Data: t.TempDir()}}.DiskFindings(),
	} {
		if len(found) > 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
}

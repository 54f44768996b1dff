package cli

import (
	"fmt"
	"io"
	"runtime/debug"
)

// version is set by the build: the tag, or the commit, of the source.
var version string

// Version is the command `hearth version`.
type Version struct{}

// Run prints one line: the version, the commit where it differs, and the release of Go.
func (Version) Run(out io.Writer) error {
	info, ok := debug.ReadBuildInfo()
	goVersion := ""
	if ok {
		goVersion = " (" + info.GoVersion + ")"
	}
	_, err := fmt.Fprintf(out, "hearth %s%s\n", Release(), goVersion)
	return err
}

// Release returns the version of this binary; "development" when the build did not say.
func Release() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return s.Value[:12]
			}
		}
	}
	return "development"
}

package faults

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"hearth/internal/platform/store/dbtest"
)

// event is a system call by which the server changed a file of its data directory or answered a client, as strace saw it.
type event struct {
	call   string
	path   string // below the data directory; "" for it itself
	other  string // the new name of a rename or a link
	data   []byte
	at     int64 // where data goes, -1 for the end; the new size for a truncation
	failed bool  // the call returned an error
	act    act   // what an answer acknowledges
	begun  int   // how many events had ended when it began
	when   time.Time
}

// traced are the calls that change files, and those by which Go could come to do so another way: these fail the test.
const traced = "openat,open,creat,pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat," +
	"pwritev,pwritev2,writev,sync_file_range,truncate,fallocate,symlinkat,copy_file_range,sendfile,splice,io_uring_setup"

// strace is how the server is started to be recorded into a file.
func strace(t *testing.T, file string, more ...string) []string {
	t.Helper()
	if dbtest.Skips("strace") {
		t.Skip("HEARTH_SKIP names strace")
	}
	if _, err := exec.LookPath("strace"); err != nil {
		t.Fatal("strace is not installed: apt-get install strace, or leave these tests out by HEARTH_SKIP=strace")
	}
	return append([]string{"strace", "-f", "--seccomp-bpf", "-y", "-qq", "-xx", "-s", "50000000", "-ttt", "-e", "signal=none", "-o", file, "-e", "trace=" + traced}, more...)
}

// tracee is the server that strace runs.
func (v *server) tracee(t *testing.T) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%[1]d/children", v.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatalf("not one child: %s", text)
	}
	return pid
}

// end sends a signal to the server that strace runs, and waits for both to end.
func (v *server) end(t *testing.T, signal syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(v.tracee(t), signal); err != nil {
		t.Fatal(err)
	}
	<-v.gone
}

// readTrace returns what strace wrote about the data directory dir, in the order in which the calls ended.
func readTrace(t *testing.T, file, dir string) (events []event) {
	t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	type half struct {
		text  string
		begun int
	}
	open := map[string]half{} // by thread
	lines := bufio.NewScanner(bytes.NewReader(body))
	lines.Buffer(nil, 200<<20)
	for lines.Scan() {
		thread, text, _ := strings.Cut(lines.Text(), " ")
		stamp, text, _ := strings.Cut(strings.TrimLeft(text, " "), " ")
		begun := len(events)
		if before, found := strings.CutSuffix(text, " <unfinished ...>"); found {
			open[thread] = half{before, begun}
			continue
		}
		if strings.HasPrefix(text, "<... ") {
			_, rest, _ := strings.Cut(text, " resumed>")
			text, begun = open[thread].text+rest, open[thread].begun
		}
		if e, ok := parseCall(t, text, dir); ok {
			e.begun, e.when = begun, at(stamp)
			events = append(events, e)
		}
	}
	if lines.Err() != nil || len(events) == 0 {
		t.Fatalf("%d events in the record, %v", len(events), lines.Err())
	}
	return events
}

// at reads a time as strace writes it: seconds with six decimals.
func at(stamp string) time.Time {
	seconds, micros, _ := strings.Cut(stamp, ".")
	s, _ := strconv.ParseInt(seconds, 10, 64) // the program writes no other
	us, _ := strconv.ParseInt(micros, 10, 64) // as above
	return time.Unix(s, us*1000)
}

// parseCall reads one call, such as `pwrite64(11<\x2f…>, "\x0d…", 4096, 24) = 4096`. Texts are hexadecimal, so a comma always parts arguments.
func parseCall(t *testing.T, text, dir string) (e event, ok bool) {
	t.Helper()
	name, rest, found := strings.Cut(text, "(")
	cut := strings.IndexByte(rest, ')')
	if !found || cut < 0 {
		return e, false // a thread ended
	}
	args := strings.Split(rest[:cut], ", ")
	result := strings.TrimLeft(rest[cut+1:], " =")
	e = event{call: name, at: -1, failed: strings.HasPrefix(result, "-1")}
	paths := pathsIn(args, dir)
	if len(paths) == 0 {
		return e, name == "write" && answers(&e, args)
	}
	e.path = paths[0]
	switch name {
	case "openat", "open":
		return e, !e.failed && strings.Contains(rest, "O_CREAT")
	case "write", "pwrite64":
		e.data = unhex(args[1])
		if n, err := strconv.Atoi(strings.Fields(result)[0]); err == nil && n >= 0 && n < len(e.data) {
			e.data = e.data[:n]
		}
		if name == "pwrite64" {
			e.at = number(t, args[3])
		}
	case "ftruncate":
		e.at = number(t, args[1])
	case "rename", "renameat", "renameat2", "link", "linkat":
		e.other = paths[len(paths)-1]
	case "fsync", "fdatasync":
		return e, true
	case "mkdir", "mkdirat", "unlink", "unlinkat":
	default:
		t.Fatalf("the server uses %s on its files, which this test does not follow", name)
	}
	return e, !e.failed
}

// pathsIn returns the paths among arguments that are dir or below it, relative to it.
func pathsIn(args []string, dir string) (paths []string) {
	for _, a := range args {
		if open := strings.IndexByte(a, '<'); open >= 0 && strings.HasSuffix(a, ">") {
			a = a[open+1 : len(a)-1]
		} else if !strings.HasPrefix(a, `"`) || len(a) > 10000 {
			continue
		}
		path := string(unhex(strings.Trim(a, `"`)))
		if rel, err := filepath.Rel(dir, path); err == nil && filepath.IsAbs(path) && rel != ".." && !strings.HasPrefix(rel, "../") {
			paths = append(paths, strings.TrimPrefix(rel, "."))
		}
	}
	return paths
}

// answers reads an answer of the API that is written to a client.
func answers(e *event, args []string) bool {
	const begin = `"\x48\x54\x54\x50\x2f\x31\x2e\x31\x20\x32\x30` // HTTP/1.1 20
	if len(args) < 2 || !strings.HasPrefix(args[1], begin) {
		return false
	}
	_, body, _ := bytes.Cut(unhex(args[1]), []byte("\r\n\r\n"))
	a, _, ok := actOf(body)
	e.call, e.act = "answer", a
	return ok
}

func unhex(text string) []byte {
	text = strings.Trim(text, `"`)
	out := make([]byte, 0, len(text)/4)
	for ; len(text) >= 4; text = text[4:] {
		b, err := hex.DecodeString(text[2:4])
		if err != nil {
			return nil
		}
		out = append(out, b...)
	}
	return out
}

func number(t *testing.T, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Package mailtest starts real mail servers for a test: Dovecot (IMAP and LMTP) and Postfix (SMTP), from Debian's packages. Each lives in a temporary
// folder and on free ports of 127.0.0.1, with a configuration of its own; the machine's mail configuration and queues are neither read nor written.
// A server ends with its test, and also when the test binary is killed. A Proxy before a server lets connections stall, break and crawl.
//
// HEARTH_SKIP=mta leaves the tests out that use a server; without it a server that is not installed fails them. Postfix starts only as root, as it does
// everywhere; Dovecot starts as any user.
package mailtest

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
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

// Need skips the test when HEARTH_SKIP names mta.
func Need(t testing.TB) {
	t.Helper()
	if dbtest.Skips("mta") {
		t.Skip("HEARTH_SKIP names mta")
	}
}

// daemon is a server of the test: a program in the foreground, in a process group of its own.
type daemon struct {
	name    string
	dir     string // of its configuration, state and log
	log     string
	command []string
	end     string   // the shell's words that ask the server to end; $! is the program
	pidfile string   // the server's; it may lead a process group of its own
	ready   []string // addresses that answer once it has started
	guard   io.Closer
	process *exec.Cmd
}

// guarded runs a program until its own standard input ends, which is when the test asks for it or is no more; in the second case it removes the folder, too.
// A shell that has a trap for TERM outlives the signal that it sends to its group at last; the program begun by it does not inherit the trap.
const guarded = `dir=$1 end=$2; shift 2; trap : TERM; "$@" </dev/null & cat >/dev/null; eval "$end"; wait; kill -TERM 0; kill -0 $PPID 2>/dev/null || rm -rf "$dir"`

// folder makes a temporary folder that servers may enter under users of their own. It is not t.TempDir, which only we may enter.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "hearth-mta")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for n := 0; os.RemoveAll(dir) != nil && n < 50; n++ { // what is being killed may still write into it
			time.Sleep(20 * time.Millisecond)
		}
	})
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// start starts the server and waits until all its addresses answer.
func (d *daemon) start() error {
	if d.process != nil {
		return fmt.Errorf("%s runs already", d.name)
	}
	_ = os.Remove(d.pidfile) // of one that was killed, and for which it would be taken as long as nobody reaps it
	cmd := exec.Command("sh", append([]string{"-c", guarded, "sh", d.dir, d.end}, d.command...)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	guard, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(filepath.Join(d.dir, "output"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer out.Close() //nolint:errcheck // the server has it, too
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		return err
	}
	d.process, d.guard = cmd, guard
	if err := answer(d.ready, time.Minute); err != nil {
		d.kill()
		return fmt.Errorf("%s does not start: %w\n%s", d.name, err, d.said())
	}
	return nil
}

// said is what the server wrote down.
func (d *daemon) said() string {
	output, _ := os.ReadFile(filepath.Join(d.dir, "output")) // without it the log tells more anyway
	log, err := os.ReadFile(d.log)
	if err != nil {
		return string(output) + err.Error()
	}
	return string(output) + string(log)
}

// stop lets the server end in order.
func (d *daemon) stop() error {
	if d.process == nil {
		return nil
	}
	late := time.AfterFunc(20*time.Second, d.killGroup)
	defer late.Stop()
	err := errors.Join(d.guard.Close(), d.process.Wait())
	d.process = nil
	d.silence()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil // the shell's status says how it was ended
	}
	return err
}

// kill ends the server as a power failure would.
func (d *daemon) kill() {
	if d.process == nil {
		return
	}
	d.killGroup()
	_ = d.guard.Close()  // the reader is gone
	_ = d.process.Wait() // killed
	d.process, d.guard = nil, nil
	d.silence()
}

// silence waits until the last of the server's processes has let go of its addresses, which the next start needs.
func (d *daemon) silence() {
	for _, address := range d.ready {
		for range 250 {
			c, err := net.DialTimeout("tcp", address, time.Second)
			if err != nil {
				break
			}
			_ = c.Close() // only a knock
			time.Sleep(20 * time.Millisecond)
		}
	}
}

func (d *daemon) killGroup() {
	if body, err := os.ReadFile(d.pidfile); err == nil {
		if pid, err := strconv.Atoi(strings.TrimSpace(string(body))); err == nil && pid > 1 {
			_ = syscall.Kill(-pid, syscall.SIGKILL) // as below
		}
	}
	_ = syscall.Kill(-d.process.Process.Pid, syscall.SIGKILL) // it may have ended by itself
}

// answer waits until a server greets at every address: that something listens is not enough, because it does so before all parts of the server run.
func answer(addresses []string, most time.Duration) error {
	deadline := time.Now().Add(most)
	for _, address := range addresses {
		for {
			err := greeting(address)
			if err == nil {
				break
			}
			if time.Now().After(deadline) {
				return err
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	return nil
}

func greeting(address string) error {
	c, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return err
	}
	defer c.Close() //nolint:errcheck // only a knock
	if err := c.SetReadDeadline(time.Now().Add(2 * time.Second)); err != nil {
		return err
	}
	_, err = c.Read(make([]byte, 1))
	return err
}

// port finds a free port of 127.0.0.1 below those that the kernel gives to outgoing connections, so that a server which is
// stopped for a while finds it free when it comes back.
func port() (string, error) {
	for range 200 {
		p := strconv.Itoa(20000 + rand.IntN(12000))
		l, err := net.Listen("tcp", "127.0.0.1:"+p)
		if err == nil {
			return p, l.Close()
		}
	}
	return "", errors.New("no port is free")
}

// ports finds n free ports.
func ports(t testing.TB, n int) []string {
	t.Helper()
	found := make([]string, n)
	for i := range found {
		p, err := port()
		if err != nil {
			t.Fatal(err)
		}
		found[i] = p
	}
	return found
}

// program finds a program of Debian's packages or fails the test.
func program(t testing.TB, path, pkg string) string {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("%s is not installed: apt-get install --no-install-recommends %s, or leave these tests out with HEARTH_SKIP=mta", path, pkg)
	}
	return path
}

// write writes a file of a server's configuration.
func write(t testing.TB, path, body string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}

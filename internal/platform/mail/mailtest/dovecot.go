package mailtest

import (
	"cmp"
	"crypto/tls"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// Dovecot is a running Dovecot. Its methods may be called from several goroutines, but Start, Stop and Kill.
type Dovecot struct {
	IMAP  string      // host:port; STARTTLS is offered, and not demanded
	IMAPS string      // host:port; TLS from the first byte
	LMTP  string      // host:port
	TLS   *tls.Config // trusts the server's certificate, which is for 127.0.0.1 and localhost

	daemon
	mu       sync.Mutex
	uid, gid int // of the mailboxes' files
	put      int
}

// StartDovecot starts Dovecot for the test, with further lines of its configuration, if any. HEARTH_SKIP=mta skips the test.
func StartDovecot(t testing.TB, settings ...string) *Dovecot {
	t.Helper()
	Need(t)
	program(t, "/usr/lib/dovecot/imap", "dovecot-imapd")
	program(t, "/usr/lib/dovecot/lmtp", "dovecot-lmtpd")
	d := &Dovecot{uid: os.Getuid(), gid: os.Getgid()}
	d.name, d.dir = "Dovecot", folder(t)
	d.log = filepath.Join(d.dir, "log")
	d.command = []string{"/usr/sbin/dovecot", "-c", filepath.Join(d.dir, "dovecot.conf"), "-F"}
	d.pidfile = filepath.Join(d.dir, "run/master.pid")
	d.end = "kill -TERM $!"
	d.configure(t, settings)
	t.Cleanup(func() {
		d.kill() // nobody needs what it keeps
		if t.Failed() {
			t.Logf("Dovecot says:\n%s", d.said())
		}
	})
	if err := d.start(); err != nil {
		t.Fatal(err)
	}
	return d
}

const dovecotConf = `protocols = imap lmtp
listen = 127.0.0.1
base_dir = %[1]s/run
state_dir = %[1]s/state
log_path = %[1]s/log
instance_name = %[1]s
default_internal_user = %[2]s
default_internal_group = %[3]s
default_login_user = %[4]s
mail_uid = %[5]d
mail_gid = %[6]d
first_valid_uid = 1
mail_home = %[1]s/mail/%%u
mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = 1000
disable_plaintext_auth = no
auth_failure_delay = 0
auth_username_chars =
ssl = yes
ssl_cert = <%[1]s/cert.pem
ssl_key = <%[1]s/key.pem
passdb {
  driver = passwd-file
  args = username_format=%%u %[1]s/users
}
userdb {
  driver = static
  args = uid=%[5]d gid=%[6]d home=%[1]s/mail/%%u
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    port = %[7]s
  }
  inet_listener imaps {
    port = %[8]s
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = %[9]s
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
namespace inbox {
  inbox = yes
}
`

func (d *Dovecot) configure(t testing.TB, settings []string) {
	t.Helper()
	p := ports(t, 3)
	d.IMAP, d.IMAPS, d.LMTP = "127.0.0.1:"+p[0], "127.0.0.1:"+p[1], "127.0.0.1:"+p[2]
	d.ready = []string{d.IMAP, d.LMTP}
	d.TLS = certificate(t, d.dir)
	internal, group, login := "dovecot", "dovecot", "dovenull"
	if os.Getuid() == 0 {
		nobody, err := user.Lookup("nobody")
		if err != nil {
			t.Fatal(err)
		}
		d.uid, _ = strconv.Atoi(nobody.Uid) // a number on every unix
		d.gid, _ = strconv.Atoi(nobody.Gid)
	} else {
		me, err := user.Current()
		if err != nil {
			t.Fatal(err)
		}
		mine, err := user.LookupGroupId(me.Gid)
		if err != nil {
			t.Fatal(err)
		}
		internal, group, login = me.Username, mine.Name, me.Username
	}
	conf := fmt.Sprintf(dovecotConf, d.dir, internal, group, login, d.uid, d.gid, p[0], p[1], p[2])
	write(t, filepath.Join(d.dir, "dovecot.conf"), conf+strings.Join(append(settings, ""), "\n"))
	write(t, filepath.Join(d.dir, "users"), "")
	d.own(t, os.Mkdir, filepath.Join(d.dir, "mail"))
}

// own makes a folder or file that the mailboxes' user owns.
func (d *Dovecot) own(t testing.TB, create func(string, os.FileMode) error, path string) {
	t.Helper()
	if err := create(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(path, d.uid, d.gid); err != nil {
		t.Fatal(err)
	}
}

// Stop lets Dovecot end in order; its mailboxes stay.
func (d *Dovecot) Stop(t testing.TB) {
	t.Helper()
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
}

// Kill ends Dovecot as a power failure would.
func (d *Dovecot) Kill() { d.kill() }

// Start starts Dovecot again at the addresses that it had.
func (d *Dovecot) Start(t testing.TB) {
	t.Helper()
	if err := d.start(); err != nil {
		t.Fatal(err)
	}
}

// Log returns what Dovecot wrote down.
func (d *Dovecot) Log() string { return d.said() }

// AddMailbox makes a mailbox with folders beside its INBOX. Its user name is the address, a bare one in lower case.
func (d *Dovecot) AddMailbox(t testing.TB, address, password string, folders ...string) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	users := filepath.Join(d.dir, "users")
	body, err := os.ReadFile(users)
	if err != nil {
		t.Fatal(err)
	}
	// Dovecot looks at the file's time, which has seconds: a file of another inode is read at once.
	write(t, users+".new", string(body)+address+":{PLAIN}"+password+"::::::\n")
	if err := os.Rename(users+".new", users); err != nil {
		t.Fatal(err)
	}
	d.own(t, os.Mkdir, filepath.Join(d.dir, "mail", address))
	for _, f := range append([]string{"INBOX"}, folders...) {
		d.own(t, os.Mkdir, d.Maildir(address, f))
		for _, part := range []string{"cur", "new", "tmp"} {
			d.own(t, os.Mkdir, filepath.Join(d.Maildir(address, f), part))
		}
	}
}

// Maildir returns where the files of a folder lie.
func (d *Dovecot) Maildir(address, folder string) string {
	dir := filepath.Join(d.dir, "mail", address, "Maildir")
	if folder == "INBOX" {
		return dir
	}
	return filepath.Join(dir, "."+strings.ReplaceAll(folder, "/", "."))
}

// Deliver delivers mails by LMTP to the mailbox's INBOX, one after the other. Dovecot puts Return-Path, Delivered-To and Received before each.
func (d *Dovecot) Deliver(t testing.TB, address string, raw ...[]byte) {
	t.Helper()
	if err := deliver(d.LMTP, address, raw); err != nil {
		t.Fatal(err)
	}
}

// Put lays mails byte by byte as they are into a folder of the mailbox, past the protocols: quick for many. Dovecot shows them with CRLF.
func (d *Dovecot) Put(t testing.TB, address, folder string, raw ...[]byte) {
	t.Helper()
	dir := d.Maildir(address, folder)
	for _, body := range raw {
		d.mu.Lock()
		d.put++
		name := fmt.Sprintf("1700000000.M%07dP1.mailtest", d.put)
		d.mu.Unlock()
		d.own(t, func(path string, mode os.FileMode) error { return os.WriteFile(path, body, mode) }, filepath.Join(dir, "tmp", name))
		if err := os.Rename(filepath.Join(dir, "tmp", name), filepath.Join(dir, "new", name)); err != nil {
			t.Fatal(err)
		}
	}
}

// Mail is a mail in a mailbox.
type Mail struct {
	Raw  []byte
	Seen bool
}

// Mails returns the mails of a folder in the order in which they came.
func (d *Dovecot) Mails(t testing.TB, address, folder string) []Mail {
	t.Helper()
	all, err := d.mails(address, folder)
	for n := 0; os.IsNotExist(err) && n < 20; n++ { // a file that is renamed to bear its flags, while we look
		all, err = d.mails(address, folder)
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (d *Dovecot) mails(address, folder string) ([]Mail, error) {
	var paths []string
	for _, part := range []string{"cur", "new"} {
		dir := filepath.Join(d.Maildir(address, folder), part)
		files, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			paths = append(paths, filepath.Join(dir, f.Name()))
		}
	}
	slices.SortFunc(paths, func(a, b string) int {
		aSeconds, aMicro := came(a)
		bSeconds, bMicro := came(b)
		return cmp.Or(cmp.Compare(aSeconds, bSeconds), cmp.Compare(aMicro, bMicro))
	})
	var all []Mail
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		_, flags, _ := strings.Cut(filepath.Base(path), ":2,")
		all = append(all, Mail{Raw: raw, Seen: strings.Contains(flags, "S")})
	}
	return all, nil
}

// came reads from a file's name when the mail came: "1700000000.M99P1.host", whose microseconds have no leading zeros.
func came(path string) (seconds, micro int) {
	_, _ = fmt.Sscanf(filepath.Base(path), "%d.M%dP", &seconds, &micro) // zero where the name is another
	return seconds, micro
}

// Count returns how many mails lie in a folder, and how many of them are marked as seen.
func (d *Dovecot) Count(t testing.TB, address, folder string) (all, seen int) {
	t.Helper()
	for _, part := range []string{"cur", "new"} {
		files, err := os.ReadDir(filepath.Join(d.Maildir(address, folder), part))
		if err != nil {
			t.Fatal(err)
		}
		all += len(files)
		for _, f := range files {
			if _, flags, _ := strings.Cut(f.Name(), ":2,"); strings.Contains(flags, "S") {
				seen++
			}
		}
	}
	return all, seen
}

// Renumber lets a folder of a mailbox begin anew, as after a move to another server: its UIDVALIDITY changes, and all its mails get other UIDs. Dovecot is
// started again in between.
func (d *Dovecot) Renumber(t testing.TB, address, folder string) {
	t.Helper()
	d.Stop(t)
	for _, pattern := range []string{"dovecot-uidlist*", "dovecot.index*", "dovecot.list.index*"} {
		found, _ := filepath.Glob(filepath.Join(d.Maildir(address, folder), pattern)) // the pattern is well formed
		for _, path := range found {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	d.Start(t)
	d.Doveadm(t, "force-resync", "-u", address, folder)
}

// Doveadm runs Dovecot's tool of administration and returns what it prints.
func (d *Dovecot) Doveadm(t testing.TB, args ...string) string {
	t.Helper()
	out, err := exec.Command("/usr/bin/doveadm", append([]string{"-c", filepath.Join(d.dir, "dovecot.conf")}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("doveadm %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

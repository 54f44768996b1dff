package mailtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/smtp"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// Postfix is a running Postfix that takes mail from this machine without a sign-in and passes it on as it is told. What it cannot deliver comes back
// to the sender as a real bounce. It asks no DNS. It tries a delivery that failed again after a second or two.
type Postfix struct {
	SMTP string // host:port; STARTTLS is not offered

	daemon
	mu     sync.Mutex
	routes []Route
	rest   string
}

// Route says where mail goes: that for the domain or the one address To is passed on by Protocol, "lmtp" or "smtp", to the listener at Address, host:port.
type Route struct{ To, Protocol, Address string }

// StartPostfix starts Postfix for the test. Mail for all addresses that no route names goes to rest, by LMTP; a nil rest refuses it.
// HEARTH_SKIP=mta skips the test; without root the test fails, because Postfix starts for root alone.
func StartPostfix(t testing.TB, rest *Dovecot, routes ...Route) *Postfix {
	t.Helper()
	Need(t)
	program(t, "/usr/sbin/postfix", "postfix")
	if os.Getuid() != 0 {
		t.Fatal("Postfix starts for root alone: run the tests as root, or leave these out with HEARTH_SKIP=mta")
	}
	p := &Postfix{routes: routes, SMTP: "127.0.0.1:" + ports(t, 1)[0], rest: "error:5.1.1 nobody has this address"}
	if rest != nil {
		p.rest = "lmtp:inet:" + rest.LMTP
	}
	p.name, p.dir = "Postfix", folder(t)
	p.log = filepath.Join(p.dir, "log")
	p.ready = []string{p.SMTP}
	p.command = []string{"/usr/sbin/postfix", "-c", p.dir + "/etc", "start-fg"}
	p.pidfile = filepath.Join(p.dir, "queue/pid/master.pid")
	p.end = "kill -TERM $(sed 1q " + p.pidfile + ")"
	p.configure(t)
	t.Cleanup(func() {
		p.kill() // nobody needs what it keeps
		if t.Failed() {
			t.Logf("Postfix says:\n%s", p.said())
		}
	})
	if err := p.start(); err != nil {
		t.Fatal(err)
	}
	return p
}

const mainCf = `compatibility_level = 3.6
queue_directory = %[1]s/queue
data_directory = %[1]s/data
maillog_file = %[1]s/log
maillog_file_prefixes = %[1]s
myhostname = mx.mailtest.example
mydomain = mailtest.example
mydestination =
local_recipient_maps =
relay_domains =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
transport_maps = texthash:%[1]s/etc/transport
append_dot_mydomain = no
biff = no
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_peername_lookup = no
disable_dns_lookups = yes
smtp_host_lookup = native
smtputf8_enable = yes
message_size_limit = 62914560
mailbox_size_limit = 0
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
transport_retry_time = 1s
lmtp_destination_concurrency_failed_cohort_limit = 100
smtp_destination_concurrency_failed_cohort_limit = 100
`

// The queue manager is woken each second: a mail that it met while it was still being delivered goes back among the new ones, which it looks at when woken.
const masterCf = `%[1]s inet n - n - - smtpd
pickup    unix  n - n 60    1   pickup
cleanup   unix  n - n -     0   cleanup
qmgr      unix  n - n 1     1   qmgr
tlsmgr    unix  - - n 1000? 1   tlsmgr
rewrite   unix  - - n -     -   trivial-rewrite
bounce    unix  - - n -     0   bounce
defer     unix  - - n -     0   bounce
trace     unix  - - n -     0   bounce
verify    unix  - - n -     1   verify
flush     unix  n - n 1000? 0   flush
proxymap  unix  - - n -     -   proxymap
proxywrite unix - - n -     1   proxymap
smtp      unix  - - n -     -   smtp
relay     unix  - - n -     -   smtp
showq     unix  n - n -     -   showq
error     unix  - - n -     -   error
retry     unix  - - n -     -   error
discard   unix  - - n -     -   discard
lmtp      unix  - - n -     -   lmtp
anvil     unix  - - n -     1   anvil
scache    unix  - - n -     1   scache
postlog   unix-dgram n - n - 1  postlogd
`

func (p *Postfix) configure(t testing.TB) {
	t.Helper()
	for _, dir := range []string{"etc", "queue", "data"} {
		if err := os.Mkdir(filepath.Join(p.dir, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(p.dir, "etc/main.cf"), fmt.Sprintf(mainCf, p.dir))
	write(t, filepath.Join(p.dir, "etc/master.cf"), fmt.Sprintf(masterCf, p.SMTP))
	owner, err := user.Lookup("postfix")
	if err != nil {
		t.Fatal(err)
	}
	uid, _ := strconv.Atoi(owner.Uid) // a number on every unix
	if err := os.Chown(filepath.Join(p.dir, "data"), uid, 0); err != nil {
		t.Fatal(err)
	}
	p.transport(t)
}

// transport writes the table that says where mail goes. Of two routes for the same name the newest counts.
func (p *Postfix) transport(t testing.TB) {
	t.Helper()
	path := filepath.Join(p.dir, "etc/transport")
	table, known := "* "+p.rest+"\n", map[string]bool{}
	for _, r := range p.routes {
		host, port, _ := strings.Cut(r.Address, ":")
		hop := "inet:" + host
		if r.Protocol == "smtp" {
			hop = "[" + host + "]"
		}
		if !known[r.To] {
			table += fmt.Sprintf("%s %s:%s:%s\n", r.To, r.Protocol, hop, port)
		}
		known[r.To] = true
	}
	write(t, path+".new", table)
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
}

// Route lets Postfix pass mail on otherwise from now on; mail that waits goes the new way at its next try. Postfix reloads, which holds the next submission
// up for two seconds: routes that are known from the start are better given to StartPostfix.
func (p *Postfix) Route(t testing.TB, r Route) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.routes = append([]Route{r}, p.routes...)
	p.transport(t)
	if p.process != nil {
		p.run(t, "/usr/sbin/postfix", "reload")
	}
}

// Submit sends a mail through Postfix. An empty sender sends as a bounce does.
func (p *Postfix) Submit(t testing.TB, from string, to []string, raw []byte) {
	t.Helper()
	if err := smtp.SendMail(p.SMTP, nil, from, to, raw); err != nil {
		t.Fatal(err)
	}
}

// Waiting is a mail in Postfix's queue.
type Waiting struct {
	Queue      string `json:"queue_name"` // incoming, active, deferred, hold
	ID         string `json:"queue_id"`
	Sender     string `json:"sender"`
	Recipients []struct {
		Address string `json:"address"`
		Reason  string `json:"delay_reason"`
	} `json:"recipients"`
}

// Queue returns the mails that Postfix has not delivered yet.
func (p *Postfix) Queue(t testing.TB) []Waiting {
	t.Helper()
	from := json.NewDecoder(strings.NewReader(p.run(t, "/usr/sbin/postqueue", "-j")))
	var all []Waiting
	for {
		var w Waiting
		if err := from.Decode(&w); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, w)
	}
}

// Flush lets Postfix try everything that waits, now.
func (p *Postfix) Flush(t testing.TB) {
	t.Helper()
	p.run(t, "/usr/sbin/postqueue", "-f")
}

// run runs one of Postfix's programs and returns what it prints.
func (p *Postfix) run(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, append([]string{"-c", filepath.Join(p.dir, "etc")}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v: %s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// Stop lets Postfix end in order; its queue stays.
func (p *Postfix) Stop(t testing.TB) {
	t.Helper()
	if err := p.stop(); err != nil {
		t.Fatal(err)
	}
}

// Kill ends Postfix as a power failure would.
func (p *Postfix) Kill() { p.kill() }

// Start starts Postfix again at the address that it had.
func (p *Postfix) Start(t testing.TB) {
	t.Helper()
	if err := p.start(); err != nil {
		t.Fatal(err)
	}
}

// Log returns what Postfix wrote down: one line for each delivery, with its status.
func (p *Postfix) Log() string { return p.said() }

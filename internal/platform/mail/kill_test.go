package mail

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// What TestServer, which the tests start as a program of its own, is told.
const (
	nodeDatabase = "HEARTH_MAIL_DATABASE"
	nodeServer   = "HEARTH_MAIL_SERVER"
	nodeNow      = "HEARTH_MAIL_NOW"
	nodeWaits    = "HEARTH_MAIL_WAITS" // it says that it is ready and does nothing, until it is killed
	nodeLanes    = "HEARTH_MAIL_LANES" // how many connections
	nodeLate     = "HEARTH_MAIL_LATE"  // the sabotage
)

// TestServer is no test: it is the server that the others kill.
func TestServer(t *testing.T) {
	address := os.Getenv(nodeDatabase)
	if address == "" {
		return
	}
	now, err := time.Parse(time.RFC3339, os.Getenv(nodeNow))
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), address, clock.Fake(now))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // of a test
	lanes, err := strconv.Atoi(os.Getenv(nodeLanes))
	if err != nil {
		t.Fatal(err)
	}
	s := NewSender(db, &SMTP{Address: os.Getenv(nodeServer), From: "HR <hr@ferrow-lund.example>", TLS: TLSNone, Timeout: 5 * time.Second, Connections: lanes}, nil)
	if os.Getenv(nodeLate) != "" {
		open := s.ways[Email].open
		s.ways[Email] = way{1, func() peer { return latePeer{open()} }}
	}
	if err := s.Restarted(t.Context()); err != nil {
		t.Fatal(err)
	}
	if os.Getenv(nodeWaits) != "" {
		fmt.Println("ready")
		_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed
	}
	if _, err := s.Pass(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// latePeer records that a message leaves after it has left.
type latePeer struct{ peer }

func (p latePeer) send(ctx context.Context, it item, leaving func() error) error {
	err := p.peer.send(ctx, it, func() error { return nil })
	return errors.Join(leaving(), err)
}

// trial kills servers while they send.
type trial struct {
	*gallows
	db      *store.DB
	address string
	nodes   int // at once
	lanes   int // connections of each
	late    bool
	random  *rand.Rand
	sent    int            // messages put into the outbox
	open    map[string]int // how often a message had come when its server was killed before it could record that
	faults  []string       // what broke the promise
}

func newTrial(t *testing.T, dialect store.Dialect, nodes, lanes int) *trial {
	address := dbtest.Address(t, dialect, []store.Migrations{Migrations()})
	db, err := store.Open(t.Context(), address, clock.Fake(dbtest.Noon))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	return &trial{gallows: &gallows{t: t, taken: map[string][]string{}}, db: db, address: address, nodes: nodes, lanes: lanes,
		open: map[string]int{}, random: rand.New(rand.NewPCG(seed, 1))}
}

func (r *trial) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

// write puts messages of both kinds into the outbox.
func (r *trial) write(n int) {
	r.t.Helper()
	err := r.db.Tx(r.t.Context(), func(tx *store.Tx) error {
		for range n {
			kind := [...]string{"must", "once"}[r.sent%2]
			m := Message{To: fmt.Sprintf("%s%d@ferrow-lund.example", kind, r.sent), PersonID: "p", Kind: kind, Subject: fmt.Sprint("s", r.sent),
				Text: strings.Repeat("A line of the answer.\n", 40), Once: kind == "once"}
			if err := Enqueue(r.t.Context(), tx, m); err != nil {
				return err
			}
			r.sent++
		}
		return nil
	})
	if err != nil {
		r.t.Fatal(err)
	}
}

// round starts the servers, one of which is killed at a point, and waits for their end.
func (r *trial) round(at point) {
	r.t.Helper()
	if at == beforeClaim || at == "" {
		r.disarm()
	} else {
		r.arm(at, r.random)
	}
	var work sync.WaitGroup
	for i := range r.nodes {
		work.Go(func() { r.node(at == beforeClaim && i == 0) })
	}
	work.Wait()
}

// node runs a server to its end, natural or not.
func (r *trial) node(waits bool) {
	c := exec.Command(os.Args[0], "-test.run=^TestServer$")
	var once sync.Once
	kill := func() {
		once.Do(func() { _ = c.Process.Kill() })
		time.Sleep(2 * time.Millisecond) // it is dead before anything else is said to it
	}
	door, shut := r.door(kill)
	defer shut()
	c.Env = append(os.Environ(), nodeDatabase+"="+r.address, nodeServer+"="+door, nodeNow+"="+r.db.Now().Format(time.RFC3339),
		nodeLanes+"="+strconv.Itoa(r.lanes))
	if r.late {
		c.Env = append(c.Env, nodeLate+"=1")
	}
	var out strings.Builder
	c.Stdout, c.Stderr = &out, &out
	if !waits {
		if err := c.Run(); err != nil && c.ProcessState != nil && c.ProcessState.Exited() {
			r.t.Errorf("a server ended: %v\n%s", err, out.String())
		}
		return
	}
	c.Env, c.Stdout = append(c.Env, nodeWaits+"=1"), nil
	in, err := c.StdinPipe()
	if err != nil {
		r.t.Error(err)
		return
	}
	said, err := c.StdoutPipe()
	if err != nil {
		r.t.Error(err)
		return
	}
	if err := c.Start(); err != nil {
		r.t.Error(err)
		return
	}
	if line, err := bufio.NewReader(said).ReadString('\n'); err != nil || line != "ready\n" {
		r.t.Errorf("the server says %q, %v", line, err)
	}
	kill()
	_ = in.Close()
	_ = c.Wait() // it was killed
	r.mu.Lock()
	r.kills++
	r.mu.Unlock()
}

type left struct {
	Recipient    string
	State        State
	Once         bool
	Attempts     int
	MessageID    string
	TextBody, ID string
}

func (r *trial) rows(where string) []left {
	r.t.Helper()
	all, err := store.All[left](r.t.Context(), r.db, `SELECT recipient, state, once, attempts, message_id, text_body, id FROM mail_outbox WHERE `+where+` ORDER BY id`)
	if err != nil {
		r.t.Fatal(err)
	}
	return all
}

// killAt kills n servers at a point.
func (r *trial) killAt(at point, n int) {
	r.t.Helper()
	for made := 0; made < n; {
		before := r.kills
		r.write(2 + r.random.IntN(3))
		r.round(at)
		r.compare(at)
		made += r.kills - before
		r.db.Clock().Advance(time.Minute)
		r.shown()
	}
}

// compare looks what the killed server left on the disk: the message in the middle of which it was killed counts as leaving when its content had begun to
// leave, and only then. Of the others of its connections each may have one in the same place.
func (r *trial) compare(at point) {
	r.t.Helper()
	began := at == duringData || at == afterDot
	may := began || at == afterRcpt && r.answer // it hears that the recipient is right, and may write before it dies
	came := 0
	for _, row := range r.rows(`state IN ('claimed', 'transmitting')`) {
		hit, leaving := row.Recipient == r.hit || r.lanes == 1, row.State == Transmitting
		if hit && leaving && !may {
			r.fault("killed %s, the message to %s counts as leaving", at, row.Recipient)
		}
		if row.Recipient == r.hit && !leaving && began {
			r.fault("killed %s, the message to %s does not count as leaving", at, row.Recipient)
		}
		if leaving && len(r.taken[row.Recipient]) > 0 {
			r.open[row.Recipient]++
			came++
		}
	}
	if came > r.lanes || r.lanes == 1 && came > 0 && at != afterDot {
		r.fault("killed %s, it had not recorded that %d messages came", at, came)
	}
}

// shown looks, a minute after a kill, whether an administrator sees every message whose fate is not known: a server that starts, or another one that lives,
// has found what was left.
func (r *trial) shown() {
	r.t.Helper()
	leaving := map[string]bool{}
	for _, row := range r.rows(`state = 'transmitting' AND once`) {
		leaving[row.ID] = true
	}
	s := NewSender(r.db, nil, nil) // it has no mail server, and looks all the same
	if _, err := s.Pass(r.t.Context()); err != nil {
		r.t.Fatal(err)
	}
	all, err := List(r.t.Context(), r.db, Unknown, "", 10_000)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, e := range all {
		if e.Asks() && e.Reason.Key != "" {
			delete(leaving, e.ID)
		}
	}
	for id := range leaving {
		r.fault("a minute after the kill nobody is asked about %s", id)
	}
}

// ended runs servers until nothing waits but what an administrator is asked about, and compares what came with what was written.
func (r *trial) ended() {
	r.t.Helper()
	for range 20 {
		if len(r.rows(`state NOT IN ('sent', 'failed') AND NOT (state = 'unknown' AND once)`)) == 0 {
			break
		}
		r.db.Clock().Advance(2 * time.Minute)
		r.round("")
	}
	once := 0
	for _, row := range r.rows(`1 = 1`) {
		copies := r.taken[row.Recipient]
		for _, c := range copies {
			if c != copies[0] || strings.Count(c, "Message-ID: <"+row.MessageID+"@") != 1 {
				r.fault("the copies to %s differ", row.Recipient)
			}
		}
		switch {
		case row.Once && row.State == Unknown:
			once++
			if len(copies) > 1 {
				r.fault("%s, once, came %d times", row.Recipient, len(copies))
			}
		case row.State != Sent:
			r.fault("%s is %s", row.Recipient, row.State)
		case len(copies) == 0:
			r.fault("%s is lost", row.Recipient)
		case row.Once && len(copies) != 1:
			r.fault("%s, once, came %d times", row.Recipient, len(copies))
		case len(copies) > 1+r.open[row.Recipient]:
			r.fault("%s came %d times, and was between dot and record %d times", row.Recipient, len(copies), r.open[row.Recipient])
		}
	}
	if len(r.taken) > r.sent {
		r.fault("%d recipients of %d messages", len(r.taken), r.sent)
	}
	r.t.Logf("%d servers killed; %d messages, of which an administrator is asked about %d", r.kills, r.sent, once)
	if once == 0 && r.kills >= 100 && !r.late {
		r.fault("no message became unknown: too little is tried")
	}
}

// decided lets an administrator send again what never came, after which everything came exactly once but what nobody could know.
func (r *trial) decided() {
	r.t.Helper()
	for _, row := range r.rows(`state = 'unknown'`) {
		err := r.db.Tx(r.t.Context(), func(tx *store.Tx) error {
			if len(r.taken[row.Recipient]) > 0 {
				return GiveUp(r.t.Context(), tx, row.ID)
			}
			return Resend(r.t.Context(), tx, row.ID)
		})
		if err != nil {
			r.t.Fatal(err)
		}
	}
	r.round("")
	for _, row := range r.rows(`once`) {
		if n := len(r.taken[row.Recipient]); n != 1 {
			r.fault("after the administrator decided, %s came %d times", row.Recipient, n)
		}
		if row.TextBody != "" {
			r.fault("the content of %s is kept", row.Recipient)
		}
	}
}

// Servers are killed at every point of the way of a message: nothing is lost, nothing comes twice but where nobody could know, and then with the same bytes;
// what must come once never comes twice.
func TestKilledServersLoseNothingAndRepeatNothing(t *testing.T) {
	for _, c := range []struct {
		dialect            store.Dialect
		nodes, lanes, each int
	}{{store.SQLite, 1, 1, 20}, {store.SQLite, 1, 4, 5}, {store.Postgres, 3, 1, 5}, {store.Postgres, 3, 4, 2}} {
		t.Run(fmt.Sprintf("%s %d servers %d connections", c.dialect, c.nodes, c.lanes), func(t *testing.T) {
			r := newTrial(t, c.dialect, c.nodes, c.lanes)
			if os.Getenv("HEARTH_LONG") != "" {
				c.each *= 10
			}
			for _, at := range points {
				r.killAt(at, c.each)
			}
			r.ended()
			r.decided()
			if want := c.each * len(points); r.kills < want {
				t.Errorf("only %d of %d kills", r.kills, want)
			}
			for _, f := range r.faults {
				t.Error(f)
			}
		})
	}
}

// The control: a server that records that a message leaves only when it has left is found.
func TestAServerThatRecordsTooLateIsFound(t *testing.T) {
	r := newTrial(t, store.SQLite, 1, 1)
	r.late = true
	for range 12 {
		r.killAt(afterDot, 1)
	}
	r.ended()
	found := strings.Join(r.faults, "\n")
	for _, want := range []string{"does not count as leaving", `once, came ([2-9]|\d{2,}) times`} {
		if !regexp.MustCompile(want).MatchString(found) {
			t.Errorf("the sabotage is not seen: %q is not among\n%s", want, found)
		}
	}
}

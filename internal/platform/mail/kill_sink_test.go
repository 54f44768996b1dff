package mail

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"
)

// point is where a server is killed.
type point string

// The points on the way of a message.
const (
	beforeClaim point = "before claim"
	afterClaim  point = "after claim"
	afterMail   point = "after MAIL FROM"
	afterRcpt   point = "after RCPT"
	duringData  point = "during DATA"
	afterDot    point = "between the final dot and the recorded 250"
)

var points = []point{beforeClaim, afterClaim, afterMail, afterRcpt, duringData, afterDot}

// gallows is a mail server that kills who speaks to it: once, when the given number of messages has come as far as a point. Then it goes on as if
// nothing had happened.
type gallows struct {
	t  *testing.T
	mu sync.Mutex

	at     point
	skip   int
	answer bool // the answer goes out before the kill
	stall  time.Duration
	kills  int
	hit    string // to whom the message was in the middle of which the last kill came, if that is known

	taken map[string][]string // the bytes of each copy, by recipient
}

// arm makes ready for one kill.
func (g *gallows) arm(at point, random *rand.Rand) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.at, g.skip, g.answer, g.hit = at, random.IntN(3), random.IntN(2) == 0, ""
	g.stall = time.Duration(random.IntN(2)*random.IntN(20)) * time.Millisecond
}

func (g *gallows) disarm() { g.arm("", rand.New(rand.NewPCG(1, 1))) }

// falls reports whether the kill comes at this point, and how.
func (g *gallows) falls(at point, to string) (kill, answer bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.at != at {
		return false, false
	}
	if g.skip--; g.skip >= 0 {
		return false, false
	}
	g.at, g.hit = "", to
	g.kills++
	return true, g.answer
}

func (g *gallows) take(to, data string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.taken[to] = append(g.taken[to], data)
}

// door lets one server in, which it kills.
func (g *gallows) door(kill func()) (address string, shut func()) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		g.t.Fatal(err)
	}
	var work sync.WaitGroup
	work.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			work.Go(func() {
				defer c.Close() //nolint:errcheck // of a test
				g.serve(c, kill)
			})
		}
	})
	return l.Addr().String(), func() {
		_ = l.Close() // the server has ended
		work.Wait()
	}
}

// serve speaks as much of RFC 5321 as is needed.
func (g *gallows) serve(c net.Conn, kill func()) {
	in, to := textproto.NewReader(bufio.NewReader(c)), ""
	say := func(s string) { _, _ = fmt.Fprint(c, s+"\r\n") } // who was killed hears nothing
	at := func(p point, answer string) (dead bool) {
		falls, answers := g.falls(p, to)
		if falls && answers && p != duringData && p != afterClaim {
			say(answer)
		}
		if falls {
			time.Sleep(g.stall)
			kill()
			return true
		}
		say(answer)
		return false
	}
	if at(afterClaim, "220 sink.example") {
		return
	}
	for {
		line, err := in.ReadLine()
		if err != nil {
			return
		}
		verb, _, _ := strings.Cut(strings.ToUpper(line), " ")
		dead := false
		switch verb {
		case "MAIL":
			to = ""
			dead = at(afterMail, "250 ok")
		case "RCPT":
			to = line[strings.IndexByte(line, '<')+1 : strings.IndexByte(line, '>')]
			dead = at(afterRcpt, "250 ok")
		case "DATA":
			say("354 go on")
			if falls, _ := g.falls(duringData, to); falls {
				_, _ = in.ReadLine() // the content has begun
				kill()
				return
			}
			data, err := in.ReadDotBytes()
			if err != nil {
				return
			}
			g.take(to, string(data))
			dead = at(afterDot, "250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
		if dead {
			return
		}
	}
}

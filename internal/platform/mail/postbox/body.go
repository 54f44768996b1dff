package postbox

import (
	"sync"

	"github.com/emersion/go-smtp"
)

const (
	firstPart   = 16 << 10
	largestPart = 1 << 20
	// free is how much of each mail counts as nothing, so that small mails pass when large ones fill the room.
	free = 64 << 10
)

var (
	errTooLarge = &smtp.SMTPError{Code: 552, EnhancedCode: smtp.EnhancedCode{5, 3, 4}, Message: "This mail is too large; please send its attachments in several mails."}
	errNoRoom   = &smtp.SMTPError{Code: 452, EnhancedCode: smtp.EnhancedCode{4, 3, 1}, Message: "Too many large mails are under way just now; please send this one again later."}
)

// transit is the room for mails under way.
type transit struct {
	mu      sync.Mutex
	room    int64
	share   int64 // of one host
	used    int64
	perHost map[string]int64
}

func newTransit(room, share int64) *transit {
	return &transit{room: room, share: share, perHost: map[string]int64{}}
}

// reserve takes n bytes of the room, of which one host gets no more than its share.
func (t *transit) reserve(host string, n int64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.used+n > t.room || host != "" && t.perHost[host]+n > t.share {
		return false
	}
	t.used += n
	t.perHost[host] += n
	return true
}

func (t *transit) release(host string, n int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.used -= n
	if t.perHost[host] -= n; t.perHost[host] <= 0 {
		delete(t.perHost, host)
	}
}

// body collects a mail. It asks for memory as bytes come, or, once the first of them have come, for what the peer said that there would be: then the
// mail lies in memory once, otherwise twice for a moment when its parts are joined.
type body struct {
	transit  *transit
	host     string
	max      int64
	declared int64 // what the peer said at MAIL; 0 when it said nothing
	parts    [][]byte
	size     int64
	reserved int64
	err      error // why nothing more is collected
}

// add keeps a copy of p. After the first refusal it keeps nothing and holds nothing.
func (b *body) add(p []byte) {
	if b.err != nil {
		return
	}
	if b.size+int64(len(p)) > b.max {
		b.refuse(errTooLarge)
		return
	}
	for len(p) > 0 && b.err == nil {
		last := len(b.parts) - 1
		if last < 0 || len(b.parts[last]) == cap(b.parts[last]) {
			b.grow()
			continue
		}
		n := min(len(p), cap(b.parts[last])-len(b.parts[last]))
		b.parts[last] = append(b.parts[last], p[:n]...)
		p, b.size = p[n:], b.size+int64(n)
	}
}

// grow makes room for the next bytes.
func (b *body) grow() {
	next := min(max(b.size, firstPart), largestPart)
	whole := b.declared + b.declared/64 + 1024 // peers count the ends of lines in their own ways
	known := b.size >= free && b.declared > b.size+next && len(b.parts) > 1
	if known {
		next = min(whole, b.max) - b.size
	}
	if b.size+next > free {
		if !b.transit.reserve(b.host, next) {
			b.refuse(errNoRoom)
			return
		}
		b.reserved += next
	}
	if !known {
		b.parts = append(b.parts, make([]byte, 0, next))
		return
	}
	joined := make([]byte, 0, b.size+next)
	for _, part := range b.parts {
		joined = append(joined, part...)
	}
	b.parts = [][]byte{joined}
}

func (b *body) refuse(why error) {
	b.err = why
	b.release()
}

// bytes returns the mail, after which b holds it no more.
func (b *body) bytes() []byte {
	parts := b.parts
	b.parts = nil
	if len(parts) == 1 {
		return parts[0]
	}
	whole := make([]byte, 0, b.size)
	for i, part := range parts {
		whole = append(whole, part...)
		parts[i] = nil
	}
	return whole
}

func (b *body) release() {
	b.parts = nil
	b.transit.release(b.host, b.reserved)
	b.reserved = 0
}

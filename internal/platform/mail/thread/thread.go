// Package thread signs what leads an answer back to its case, or to a conversation beside it: the address that answers go to, and the ids of our mails. Who has one of them by
// guessing has nothing: each holds a MAC over the case, the person it was made for, and the day it ends. It knows no database.
package thread

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"sync/atomic"
	"time"
)

// Lifetime is how long an address that leads to a case is good, unless its maker says otherwise.
const Lifetime = 180 * 24 * time.Hour

const (
	version   = 1
	macBytes  = 12 // 96 bits, of which nobody tries enough by mail
	shortMAC  = 8  // of bounce addresses, which lead into no case
	idBytes   = 16
	day       = 24 * time.Hour
	maxBefore = 64 - 1 - 8*(1+idBytes+shortMAC)/5 // a local part has at most 64 letters
)

// The purposes of a MAC, so that what was made for one is of no use for another.
const (
	forReply   = "reply"
	forMessage = "message"
	forBounce  = "bounce"

	forSideReply   = "side reply"
	forSideMessage = "side message"
)

// letters are lower case, because some programs fold the local part of an address.
var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Claim is what a sign is bound to.
type Claim struct {
	Case      int64     // its number; with Side, the mark of a side conversation
	Side      bool      // it leads to a conversation beside a case, and says nothing of the case
	Recipient string    // the id of the person it is made for
	Expires   time.Time // counted in whole days, rounded up
}

// Keys signs and reads. It is safe for concurrent use.
type Keys struct {
	key  []byte
	form atomic.Pointer[form]
}

// form is what stands before and after the star of a pattern, in lower case; both "": no addresses are made.
type form struct{ before, after string }

// New returns the keys of an installation. Pattern is how a reply address looks, with a star for what leads to the case: "hr+*@ferrow-lund.example" or
// "*@cases.ferrow-lund.example". Without a pattern, or with one of another form, no addresses are made and none are read; Valid says which it is.
func New(key []byte, pattern string) *Keys {
	k := &Keys{key: key}
	k.Use(pattern)
	return k
}

// Use makes and reads addresses by another pattern from now on.
func (k *Keys) Use(pattern string) {
	f := &form{}
	if Valid(pattern) {
		f.before, f.after, _ = strings.Cut(strings.ToLower(strings.TrimSpace(pattern)), "*")
	}
	k.form.Store(f)
}

// Pattern returns the pattern that addresses are made by, or "".
func (k *Keys) Pattern() string {
	f := k.form.Load()
	if f.after == "" {
		return ""
	}
	return f.before + "*" + f.after
}

// Valid reports whether pattern is one that New can use.
func Valid(pattern string) bool {
	before, after, found := strings.Cut(strings.TrimSpace(pattern), "*")
	domain, isDomain := strings.CutPrefix(after, "@")
	return found && isDomain && domain != "" && len(before) <= maxBefore && !strings.ContainsAny(before+domain, "*@<>()[]\\,;:\" \t\r\n") &&
		strings.Contains(domain, ".") && !strings.HasPrefix(domain, ".") && !strings.HasSuffix(domain, ".") && ascii(before+domain)
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// Address returns the address that answers of c.Recipient go to, or "" where none are made.
func (k *Keys) Address(c Claim) string {
	if c.Side {
		return k.form.Load().around("s" + letters.EncodeToString(k.sign(forSideReply, head(c), c)))
	}
	return k.form.Load().around("c" + letters.EncodeToString(k.sign(forReply, head(c), c)))
}

// MessageID returns the part before the at sign of the id of a message about a case. The message is the row id of the outbox, a UUID.
func (k *Keys) MessageID(id string, c Claim) string {
	if c.Side {
		return "hs1." + letters.EncodeToString(k.sign(forSideMessage, append(head(c), uuid(id)...), c))
	}
	return "h1." + letters.EncodeToString(k.sign(forMessage, append(head(c), uuid(id)...), c))
}

// BounceAddress returns the sender of the envelope of the outbox's row id, so that what bounces tells which message it was; "" where no addresses are made.
func (k *Keys) BounceAddress(id string) string {
	text := append([]byte{version}, uuid(id)...)
	return k.form.Load().around("b" + letters.EncodeToString(append(text, k.mac(forBounce, text, "")[:shortMAC]...)))
}

func (f *form) around(sign string) string {
	if f.after == "" {
		return ""
	}
	return f.before + sign + f.after
}

// Token is what an address or an id of ours says. Nothing of it is proven before Check.
type Token struct {
	Case    int64
	Side    bool // as in the Claim
	Expires time.Time

	keys    *Keys
	purpose string
	text    []byte
	mac     []byte
}

// Verdict is what a token is worth.
type Verdict string

// The verdicts.
const (
	Genuine Verdict = "genuine"
	Expired Verdict = "expired" // genuine, but its time is over
	Forged  Verdict = "forged"  // made by somebody else, for somebody else, or for another case
)

// Check says what t is worth in the hands of the person with an id.
func (t Token) Check(recipient string, now time.Time) Verdict {
	if t.keys == nil || recipient == "" || !hmac.Equal(t.mac, t.keys.mac(t.purpose, t.text, recipient)) {
		return Forged
	}
	if !now.Before(t.Expires) {
		return Expired
	}
	return Genuine
}

// Read takes apart an address; false: it has not the form of those that Address makes.
func (k *Keys) Read(address string) (Token, bool) {
	if text, ok := k.between(address, "c"); ok {
		return k.token(forReply, text, 0)
	}
	if text, ok := k.between(address, "s"); ok {
		return k.token(forSideReply, text, 0)
	}
	return Token{}, false
}

// ReadMessageID takes apart the id of a message, with or without its domain; false: it has not the form of those that MessageID makes.
func (k *Keys) ReadMessageID(id string) (Token, bool) {
	id, _, _ = strings.Cut(id, "@")
	id = strings.ToLower(id)
	if text, ours := strings.CutPrefix(id, "h1."); ours {
		return k.token(forMessage, text, idBytes)
	}
	if text, ours := strings.CutPrefix(id, "hs1."); ours {
		return k.token(forSideMessage, text, idBytes)
	}
	return Token{}, false
}

// ReadBounce returns the row of the outbox that an address was made for by BounceAddress; false: it was not made by us.
func (k *Keys) ReadBounce(address string) (id string, ok bool) {
	text, ok := k.between(address, "b")
	if !ok {
		return "", false
	}
	all, err := letters.DecodeString(text)
	if err != nil || len(all) != 1+idBytes+shortMAC || all[0] != version {
		return "", false
	}
	signed, mac := all[:1+idBytes], all[1+idBytes:]
	if !hmac.Equal(mac, k.mac(forBounce, signed, "")[:shortMAC]) {
		return "", false
	}
	h := hex.EncodeToString(signed[1:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:], true
}

// Ours reports whether an address is one of those that the pattern makes room for: with a sign, or with something in its place that is none.
func (k *Keys) Ours(address string) bool {
	_, ok := k.between(address, "")
	return ok
}

// Bare returns the address of the pattern without a sign, "hr@ferrow-lund.example", or "" where none is.
func (k *Keys) Bare() string {
	f := k.form.Load()
	local := strings.TrimRight(f.before, "+-=_.")
	if local == "" {
		return ""
	}
	return local + f.after
}

// between returns what stands where the pattern has its star, after the letter that says what it is for.
func (k *Keys) between(address, mark string) (string, bool) {
	f := k.form.Load()
	if f.after == "" {
		return "", false
	}
	rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(address)), f.before+mark)
	if !ok {
		return "", false
	}
	rest, ok = strings.CutSuffix(rest, f.after)
	return rest, ok && rest != "" && !strings.Contains(rest, "@")
}

// head is the start of a token: version, the last day, the case.
func head(c Claim) []byte {
	days := (c.Expires.Unix() + int64(day/time.Second) - 1) / int64(day/time.Second)
	text := binary.BigEndian.AppendUint16([]byte{version}, uint16(min(max(days, 0), 0xffff)))
	return binary.AppendUvarint(text, uint64(c.Case))
}

func (k *Keys) sign(purpose string, text []byte, c Claim) []byte {
	return append(text[:len(text):len(text)], k.mac(purpose, text, c.Recipient)...)
}

func (k *Keys) mac(purpose string, text []byte, recipient string) []byte {
	h := hmac.New(sha256.New, k.key)
	for _, part := range [][]byte{[]byte(purpose), text, []byte(recipient)} {
		h.Write(binary.AppendUvarint(nil, uint64(len(part))))
		h.Write(part)
	}
	return h.Sum(nil)[:macBytes]
}

func (k *Keys) token(purpose, encoded string, extra int) (Token, bool) {
	all, err := letters.DecodeString(encoded)
	if err != nil || len(all) < 3+1+extra+macBytes || all[0] != version {
		return Token{}, false
	}
	text, mac := all[:len(all)-macBytes], all[len(all)-macBytes:]
	number, n := binary.Uvarint(text[3:])
	if n <= 0 || len(text) != 3+n+extra {
		return Token{}, false
	}
	last := time.Unix(int64(binary.BigEndian.Uint16(text[1:3]))*int64(day/time.Second), 0).UTC()
	return Token{Case: int64(number), Side: purpose == forSideReply || purpose == forSideMessage, Expires: last, keys: k, purpose: purpose, text: text, mac: mac}, true
}

// uuid returns the bytes of a UUID; of anything else, a digest of the same length.
func uuid(id string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil || len(b) != idBytes {
		sum := sha256.Sum256([]byte(id))
		return sum[:idBytes]
	}
	return b
}

package thread_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/mail/thread"
)

var now = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

const pattern = "hr+*@ferrow-lund.example"

func claim() thread.Claim {
	return thread.Claim{Case: 284712, Recipient: "amina", Expires: now.Add(thread.Lifetime)}
}

func TestAnAddressLeadsItsRecipientAloneToItsCase(t *testing.T) {
	t.Parallel()
	k := thread.New([]byte("key"), pattern)
	address := k.Address(claim())
	if local, domain, _ := strings.Cut(address, "@"); len(local) > 64 || domain != "ferrow-lund.example" || address != strings.ToLower(address) {
		t.Fatalf("the address is %s", address)
	}
	for _, written := range []string{address, strings.ToUpper(address), " " + address + " "} {
		token, ok := k.Read(written)
		if !ok || token.Case != 284712 {
			t.Fatalf("%q is read as %+v, %v", written, token, ok)
		}
		for who, want := range map[string]thread.Verdict{"amina": thread.Genuine, "ben": thread.Forged, "": thread.Forged} {
			if got := token.Check(who, now); got != want {
				t.Errorf("in the hands of %q it is %s, want %s", who, got, want)
			}
		}
		if got := token.Check("amina", now.Add(thread.Lifetime+24*time.Hour)); got != thread.Expired {
			t.Errorf("after its time it is %s", got)
		}
		if got := token.Check("ben", now.Add(thread.Lifetime+24*time.Hour)); got != thread.Forged {
			t.Errorf("after its time, in other hands, it is %s", got)
		}
	}
}

func TestAMessageIDLeadsItsRecipientAloneToItsCase(t *testing.T) {
	t.Parallel()
	k := thread.New([]byte("key"), "")
	id := k.MessageID(ident.New(), claim())
	token, ok := k.ReadMessageID(id + "@ferrow-lund.example")
	if !ok || token.Case != 284712 || token.Check("amina", now) != thread.Genuine || token.Check("ben", now) != thread.Forged {
		t.Errorf("%s is read as %+v, %v", id, token, ok)
	}
	if k.Address(claim()) != "" || k.BounceAddress(ident.New()) != "" {
		t.Error("addresses are made without a pattern")
	}
}

func TestABounceAddressLeadsToItsMessage(t *testing.T) {
	t.Parallel()
	k := thread.New([]byte("key"), pattern)
	id := ident.New()
	address := k.BounceAddress(id)
	if local, _, _ := strings.Cut(address, "@"); len(local) > 64 {
		t.Fatalf("the local part has %d letters", len(local))
	}
	if got, ok := k.ReadBounce(address); !ok || got != id {
		t.Errorf("got %s, %v", got, ok)
	}
	if _, ok := thread.New([]byte("other"), pattern).ReadBounce(address); ok {
		t.Error("another installation's address is read")
	}
	if _, ok := k.Read(address); ok {
		t.Error("it is read as a reply address")
	}
}

// TestWhatIsChangedIsForged turns each letter of a sign into each other one: none may be genuine for anybody.
func TestWhatIsChangedIsForged(t *testing.T) {
	t.Parallel()
	k := thread.New([]byte("key"), pattern)
	address, id := k.Address(claim()), k.MessageID("m", claim())
	tried := 0
	for name, read := range map[string]func(string) (thread.Token, bool){address: k.Read, id: k.ReadMessageID} {
		for i := range strings.IndexByte(name+"@", '@') {
			for _, c := range "abcdefghijklmnopqrstuvwxyz234567" {
				changed := name[:i] + string(c) + name[i+1:]
				token, ok := read(changed)
				if changed == name || !ok {
					continue
				}
				tried++
				if token.Check("amina", now) == thread.Genuine && !strings.EqualFold(changed, name) && !sameBytes(token, read, name) {
					t.Errorf("%s is genuine, as is %s", changed, name)
				}
			}
		}
	}
	if tried < 500 {
		t.Errorf("only %d changed signs could be read at all", tried)
	}
	for _, other := range []*thread.Keys{thread.New([]byte("other"), pattern), thread.New(nil, pattern)} {
		if token, ok := other.Read(address); !ok || token.Check("amina", now) != thread.Forged {
			t.Error("another key reads it as genuine")
		}
	}
}

// sameBytes reports whether a changed text stands for the same bytes: the last letter of base 32 has bits of no meaning.
func sameBytes(token thread.Token, read func(string) (thread.Token, bool), name string) bool {
	original, _ := read(name)
	return original.Case == token.Case && original.Expires.Equal(token.Expires)
}

func TestASignOfOneKindIsNoneOfAnother(t *testing.T) {
	t.Parallel()
	k := thread.New([]byte("key"), pattern)
	for _, address := range []string{"hr@ferrow-lund.example", "hr+@ferrow-lund.example", "hr+c@ferrow-lund.example", "hr+caaaa@ferrow-lund.example",
		"amina@ferrow-lund.example", "hr+2847@ferrow-lund.example", k.Address(claim()) + ".evil.example", "x" + k.Address(claim()), "", "@", "hr+c\x00@ferrow-lund.example"} {
		if token, ok := k.Read(address); ok && token.Check("amina", now) == thread.Genuine {
			t.Errorf("%q is genuine", address)
		}
	}
	for _, c := range []struct {
		address string
		want    bool
	}{{"hr+x@ferrow-lund.example", true}, {"HR+x@Ferrow-Lund.example", true}, {"hr@ferrow-lund.example", false}, {"hr+x@other.example", false}} {
		if got := k.Ours(c.address); got != c.want {
			t.Errorf("%s is ours: %v", c.address, got)
		}
	}
	if got := k.Bare(); got != "hr@ferrow-lund.example" {
		t.Errorf("the bare address is %q", got)
	}
}

func TestPatterns(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]bool{
		"hr+*@ferrow-lund.example": true, "*@cases.ferrow-lund.example": true, "": false, "*": false, "hr@x.example": false, "*@x": false, "a*b@x.example": false,
		"**@x.example": false, "hr +*@x.example": false, "hr+*@x.example>": false, "personalabteilung+*@x.example": true, "personalabteilung-der-firma+*@x.example": false, "ä+*@x.example": false, "*@x.example\r\nBcc: a@b.c": false,
	} {
		if got := thread.Valid(pattern); got != want {
			t.Errorf("%q is valid: %v", pattern, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	k := thread.New([]byte("key"), pattern)
	for _, s := range []string{k.Address(claim()), k.MessageID("m", claim()), k.BounceAddress(ident.New()), "", "hr+c@ferrow-lund.example", "h1.@"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, read := range []func(string) (thread.Token, bool){k.Read, k.ReadMessageID} {
			if token, ok := read(s); ok && token.Check("ben", now) != thread.Forged {
				t.Errorf("%q is %s for somebody it was not made for", s, token.Check("ben", now))
			}
		}
		k.ReadBounce(s)
	})
}

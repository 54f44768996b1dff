package authweb_test

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 6238's default
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
)

func TestLink(t *testing.T) {
	each(t, func(w *world) {
		b := w.browser()
		b.is(" ")
		link := w.link(b, "amina@ferrow-lund.example")
		for range 3 { // a scanner opens it
			w.browser().get(link).must(w, 200, "")
		}
		before := b.cookie()
		b.post(link).must(w, 303, "/")
		b.is("amina portal")
		if b.cookie() == "" || b.cookie() == before {
			w.Error("the session has the token it had before signing in")
		}
		w.browser().post(link).must(w, 404, "")
		w.browser().get(link).must(w, 404, "")
		late := w.link(w.browser(), "amina@ferrow-lund.example")
		w.clk.Advance(15*time.Minute + time.Second)
		w.browser().post(late).must(w, 404, "")
		w.browser().post("/sign-in/link/x").must(w, 404, "")
		b.post("/sign-out").must(w, 303, "/sign-in")
		b.is(" ")
	})
}

func TestKnownAndUnknownLookAlike(t *testing.T) {
	each(t, func(w *world) {
		known := w.browser().post("/sign-in", "email", "amina@ferrow-lund.example").must(w, 303, "/sign-in/sent")
		unknown := w.browser().post("/sign-in", "email", "nobody@ferrow-lund.example").must(w, 303, "/sign-in/sent")
		if known != unknown {
			w.Errorf("%+v\n%+v", known, unknown)
		}
		if n := w.mails(); n != 1 {
			w.Errorf("%d mails, want 1", n)
		}
		a := w.browser().post("/sign-in/password", "email", "amina@ferrow-lund.example", "password", "wrong").must(w, 422, "")
		b := w.browser().post("/sign-in/password", "email", "nobody@ferrow-lund.example", "password", "wrong").must(w, 422, "")
		if strings.ReplaceAll(a.text, "amina@", "nobody@") != b.text {
			w.Error("a wrong password looks otherwise for an address that is known")
		}
		if strings.Contains(a.text, `value="wrong"`) || !strings.Contains(a.text, "amina@ferrow-lund.example") {
			w.Error("the form has to keep the address and not the password")
		}
	})
}

func TestFiveLinksAnHour(t *testing.T) {
	each(t, func(w *world) {
		for range 5 {
			w.browser().post("/sign-in", "email", "amina@ferrow-lund.example").must(w, 303, "/sign-in/sent")
		}
		w.browser().post("/sign-in", "email", "amina@ferrow-lund.example").must(w, 429, "")
		w.browser().post("/sign-in", "email", "marta@ferrow-lund.example").must(w, 303, "/sign-in/sent")
		w.clk.Advance(time.Hour + time.Minute)
		w.browser().post("/sign-in", "email", "amina@ferrow-lund.example").must(w, 303, "/sign-in/sent")
		if n := w.mails(); n != 7 {
			w.Errorf("%d mails, want 7", n)
		}
	})
}

const good = "the canteen opens at seven"

func TestPassword(t *testing.T) {
	each(t, func(w *world) {
		b, other := w.browser(), w.browser()
		b.post(w.link(b, "amina@ferrow-lund.example")).must(w, 303, "/")
		other.post(w.link(other, "amina@ferrow-lund.example")).must(w, 303, "/")
		b.post("/me/security/password", "password", "short").must(w, 422, "")
		b.post("/me/security/password", "password", good).must(w, 303, "/me/security")
		b.is("amina portal")
		other.is(" ")                                                                         // a new password ends the other sessions
		b.post("/me/security/password", "password", good+" too").must(w, 303, "/me/security") // forgotten: the link is enough for now
		b.post("/me/security/password", "password", good).must(w, 303, "/me/security")
		w.clk.Advance(16 * time.Minute)
		b.post("/me/security/password", "now", "wrong", "password", good+" again").must(w, 422, "")
		other.post("/sign-in/password", "email", "amina@ferrow-lund.example", "password", good).must(w, 303, "/")
		other.is("amina portal")
		stranger := w.browser()
		for range 10 {
			stranger.post("/sign-in/password", "email", "amina@ferrow-lund.example", "password", "wrong").must(w, 422, "")
		}
		stranger.post("/sign-in/password", "email", "amina@ferrow-lund.example", "password", good).must(w, 429, "")
	})
}

var secretIn = regexp.MustCompile(`data-person>([A-Z2-7]{32})<`)

// code is the code of an authenticator app, written apart from the product's.
func code(t *world, secret string) string {
	key, err := base32.StdEncoding.DecodeString(secret)
	if err != nil {
		t.Fatal(err)
	}
	m := hmac.New(sha1.New, key)
	m.Write(binary.BigEndian.AppendUint64(nil, uint64(t.clk.Now().Unix()/30)))
	sum := m.Sum(nil)
	at := sum[19] & 15
	return fmt.Sprintf("%06d", (binary.BigEndian.Uint32(sum[at:])&0x7fffffff)%1_000_000)
}

// agent signs Marta in, setting up her second factor; it returns the secret and the recovery codes.
func (w *world) agent(b *browser) (string, []string) {
	w.Helper()
	b.post(w.link(b, "marta@ferrow-lund.example")).must(w, 303, "/sign-in/factor")
	b.is(" ") // half signed in is nobody
	m := secretIn.FindStringSubmatch(b.get("/sign-in/factor").text)
	if m == nil {
		w.Fatal("no secret on the page")
	}
	b.post("/sign-in/factor", "code", "000000").must(w, 422, "")
	b.post("/sign-in/factor", "code", code(w, m[1])).must(w, 303, "/sign-in/recovery")
	var codes []string
	for _, c := range regexp.MustCompile(`data-person>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2})<`).FindAllStringSubmatch(b.get("/sign-in/recovery").text, -1) {
		codes = append(codes, c[1])
	}
	if len(codes) != 10 {
		w.Fatalf("%d recovery codes", len(codes))
	}
	return m[1], codes
}

func TestSecondFactor(t *testing.T) {
	each(t, func(w *world) {
		b := w.browser()
		secret, codes := w.agent(b)
		b.is("marta desk")
		if strings.Contains(b.get("/sign-in/recovery").text, codes[0]) {
			w.Error("the recovery codes are shown twice")
		}
		again := w.browser()
		again.post(w.link(again, "marta@ferrow-lund.example")).must(w, 303, "/sign-in/code")
		again.post("/sign-in/code", "code", code(w, secret)).must(w, 422, "") // used
		again.post("/sign-in/code", "code", "").must(w, 422, "")
		w.clk.Advance(time.Minute)
		again.post("/sign-in/code", "code", code(w, secret)).must(w, 303, "/desk/day")
		again.is("marta desk")
		lost := w.browser()
		lost.post(w.link(lost, "marta@ferrow-lund.example")).must(w, 303, "/sign-in/code")
		lost.post("/sign-in/code", "code", strings.ToLower(codes[0])).must(w, 303, "/desk/day")
		twice := w.browser()
		twice.post(w.link(twice, "marta@ferrow-lund.example")).must(w, 303, "/sign-in/code")
		twice.post("/sign-in/code", "code", codes[0]).must(w, 422, "")

		b.post("/me/face").must(w, 303, "/")
		b.is("marta portal")
		b.post("/me/face").must(w, 303, "/desk/day")
		w.people.set(auth.Person{ID: "marta", Name: "Marta", Email: "marta@ferrow-lund.example", Active: true}) // the role is withdrawn
		b.is("marta portal")
		b.post("/me/face").must(w, 403, "")
		w.people.set(auth.Person{ID: "marta", Name: "Marta", Email: "marta@ferrow-lund.example"})
		b.is(" ")
	})
}

func TestTokens(t *testing.T) {
	each(t, func(w *world) {
		token, err := w.auth.IssueToken(t.Context(), "marta", "test", auth.ScopeRead)
		if err != nil {
			w.Fatal(err)
		}
		b := w.browser()
		if got := b.do("GET", "/who", nil, token).text; got != "marta desk" {
			w.Errorf("the token is of %q", got)
		}
		if a := b.do("POST", "/me/face", nil, token); a.status != 403 {
			w.Errorf("a reading token wrote: %d", a.status)
		}
		for _, wrong := range []string{"", "hearth_", token + "x", token[:len(token)-1]} {
			if got := w.browser().do("GET", "/who", nil, wrong).text; got != " " {
				w.Errorf("%q is of %q", wrong, got)
			}
		}
		link := w.link(b, "amina@ferrow-lund.example")
		if got := b.do("GET", "/who", nil, strings.TrimPrefix(link, "/sign-in/link/")).text; got != " " {
			w.Errorf("a link is a token of %q", got)
		}
		b.post(link).must(w, 303, "/")
		b.post("/me/security/tokens", "name", "Backup", "scope", "all").must(w, 303, "/me/security")
		page := b.get("/me/security").text
		fresh := regexp.MustCompile(`hearth_[\w-]{43}`).FindString(page)
		id := regexp.MustCompile(`/me/security/tokens/([\w-]{36})/revoke`).FindStringSubmatch(page)
		if fresh == "" || id == nil || strings.Contains(b.get("/me/security").text, fresh) {
			w.Fatal("a token is shown once")
		}
		if got := w.browser().do("GET", "/who", nil, fresh).text; got != "amina desk" && got != "amina portal" {
			w.Errorf("the token is of %q", got)
		}
		b.post("/me/security/tokens/"+id[1]+"/revoke").must(w, 303, "/me/security")
		if got := w.browser().do("GET", "/who", nil, fresh).text; got != " " {
			w.Errorf("a revoked token is of %q", got)
		}
	})
}

func TestALostSecondFactorIsEnded(t *testing.T) {
	each(t, func(w *world) {
		w.people.set(auth.Person{ID: "noor", Name: "Noor", Email: "noor@ferrow-lund.example", Active: true, Roles: []authz.Role{authz.Admin}})
		marta, noor := w.browser(), w.browser()
		w.agent(marta)
		marta.post("/desk/people/noor/factor", "checked", "badge").must(w, 403, "")
		noor.post(w.link(noor, "noor@ferrow-lund.example")).must(w, 303, "/sign-in/factor")
		noor.post("/sign-in/factor", "code", code(w, secretIn.FindStringSubmatch(noor.get("/sign-in/factor").text)[1])).must(w, 303, "/sign-in/recovery")
		noor.post("/desk/people/marta/factor").must(w, 422, "")
		noor.post("/desk/people/noor/factor", "checked", "badge").must(w, 422, "") // not one's own
		for range 2 {
			noor.post("/desk/people/marta/factor", "checked", "badge").must(w, 303, "/desk/people/marta/factor")
		}
		marta.is(" ") // signed out everywhere
		marta.post(w.link(marta, "marta@ferrow-lund.example")).must(w, 303, "/sign-in/factor")
	})
}

var activation = regexp.MustCompile(`data-person>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})<`)

func TestPIN(t *testing.T) {
	each(t, func(w *world) {
		hr, own := w.browser(), w.browser()
		w.agent(hr)
		hr.post("/desk/people/amina/activation").must(w, 422, "")
		hr.post("/desk/people/amina/activation", "checked", "badge").must(w, 303, "/desk/people/amina/activation")
		m := activation.FindStringSubmatch(hr.get("/desk/people/amina/activation").text)
		if m == nil || activation.MatchString(hr.get("/desk/people/amina/activation").text) {
			w.Fatal("the code is shown once")
		}
		give := func(b *browser, number, code, pin, device string) answer {
			return b.post("/activate", "number", number, "code", code, "pin", pin, "again", pin, "device", device)
		}
		give(own, "4711", m[1], "73920518", "").must(w, 422, "") // neither a terminal nor one's own device
		give(own, "4711", m[1], "12345678", "true").must(w, 422, "")
		give(own, "4712", m[1], "73920518", "true").must(w, 422, "") // somebody else's
		give(own, "4711", m[1], "73920518", "true").must(w, 303, "/")
		own.is("amina portal")
		give(w.browser(), "4711", m[1], "73920519", "true").must(w, 422, "") // used

		w.browser().post("/terminal", "number", "4711", "pin", "73920518").must(w, 403, "") // no terminal
		w.clk.Advance(3 * time.Minute)
		own.is("amina portal") // one's own device does not end a session that rests
		own.post("/terminal", "number", "4711", "pin", "73920518").must(w, 303, "/")
		own.is("amina portal")
		for range 9 {
			own.post("/terminal", "number", "4711", "pin", "00000000").must(w, 422, "")
		}
		own.post("/terminal", "number", "4711", "pin", "73920518").must(w, 303, "/") // the count begins anew
		for range 10 {
			own.post("/terminal", "number", "4711", "pin", "00000000").must(w, 422, "")
		}
		own.post("/terminal", "number", "4711", "pin", "73920518").must(w, 422, "")
		if w.browser().post("/desk/people/amina/activation", "checked", "badge").status != 303 {
			w.Error("somebody who is not signed in is sent to sign in")
		}
	})
}

// A request that began before a session was ended keeps its last use at its end: that must not bring the session back.
func TestAnEndedSessionStaysEnded(t *testing.T) {
	each(t, func(w *world) {
		b := w.browser()
		b.post(w.link(b, "amina@ferrow-lund.example")).must(w, 303, "/")
		w.clk.Advance(10 * time.Minute) // so that the last use is written
		w.during = func() {
			other := w.browser()
			other.post(w.link(other, "amina@ferrow-lund.example")).must(w, 303, "/")
			other.post("/me/security/password", "password", good).must(w, 303, "/me/security") // ends the others
		}
		b.get("/slow").must(w, 200, "")
		b.is(" ")
	})
}

func TestTerminal(t *testing.T) {
	each(t, func(w *world) {
		w.people.set(auth.Person{ID: "marta", Name: "Marta", Email: "marta@ferrow-lund.example", Active: true, Roles: []authz.Role{authz.Admin, authz.Agent}})
		b := w.browser()
		w.agent(b)
		b.post("/desk/people/amina/activation", "checked", "known").must(w, 303, "/desk/people/amina/activation")
		m := activation.FindStringSubmatch(b.get("/desk/people/amina/activation").text)
		b.post("/admin/terminals", "name", "").must(w, 422, "")
		b.post("/admin/terminals", "name", "Canteen").must(w, 303, "/terminal")
		b.is(" ") // the administrator is signed out of it
		b.post("/activate", "number", "4711", "code", m[1], "pin", "73920518", "again", "73920518").must(w, 303, "/")
		b.is("amina portal")
		b.get("/terminal").must(w, 200, "")
		b.is(" ") // the next person begins anew
		b.post("/terminal", "number", "4711", "pin", "73920518").must(w, 303, "/")
		b.post("/me/security/tokens", "name", "x", "scope", "all").must(w, 403, "")
		w.clk.Advance(3 * time.Minute)
		b.is(" ") // it rested
	})
}

func TestFirstAdministrator(t *testing.T) {
	each(t, func(w *world) {
		link, err := w.auth.FirstLink(t.Context())
		if err != nil || link == "" {
			w.Fatalf("%q, %v", link, err)
		}
		path := strings.TrimPrefix(link, "http://hearth.example")
		b := w.browser()
		b.get(path).must(w, 200, "")
		b.post(path, "given_name", "Noor", "email", "noor@ferrow-lund.example", "password", "short").must(w, 422, "")
		b.post(path, "given_name", "Noor", "email", "noor@ferrow-lund.example", "password", good).must(w, 303, "/sign-in/factor")
		w.browser().post(path, "given_name", "Eve", "email", "eve@ferrow-lund.example", "password", good).must(w, 404, "")
		if link, err := w.auth.FirstLink(t.Context()); err != nil || link != "" {
			w.Errorf("a second first link: %q, %v", link, err)
		}
	})
}

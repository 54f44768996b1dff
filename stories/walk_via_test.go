package stories

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
)

// How one comes to pages that something leads to. Each returns the address when the table cannot know it.

// mailed asks for a link to sign in and returns it.
func mailed(b *tab, w *world, key string) string {
	b.t.Helper()
	w.Nobody().Send("/sign-in", url.Values{"email": {apptest.Email(key)}}).Is(303)
	w.Drain()
	return linkFor(b.t, w.App, key)
}

// begin signs the browser in by link, as far as the second factor.
func begin(b *tab, w *world, key string) {
	b.t.Helper()
	b.visit(mailed(b, w, key))
	b.sends()
}

// sends sends the only form of the page, whatever its language.
func (b *tab) sends() {
	b.t.Helper()
	b.leaves(func() { eval[bool](b, `document.querySelector('main form').requestSubmit(), true`) })
}

// proveNew signs in with a second factor that is new.
func proveNew(b *tab, w *world, key string) {
	b.t.Helper()
	begin(b, w, key)
	secret := eval[string](b, `document.querySelector('main code').textContent`)
	eval[bool](b, `document.querySelector('main input[name=code]').value = `+quoted(code(b, secret, w.DB.Now().Time))+`, true`)
	b.sends()
}

// code is what an authenticator app shows for a secret (RFC 6238).
func code(b *tab, secret string, now time.Time) string {
	b.t.Helper()
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.TrimRight(strings.ReplaceAll(secret, " ", ""), "="))
	if err != nil {
		b.t.Fatal(err)
	}
	mac := hmac.New(sha1.New, key)
	_ = binary.Write(mac, binary.BigEndian, uint64(now.Unix()/30)) // a hash takes everything
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 15
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[at:])&0x7fffffff%1_000_000)
}

// terminal makes the browser a shared terminal.
func terminal(b *tab, w *world) string {
	b.t.Helper()
	as := b.headersNow
	b.be("noor", authz.Desk)
	if status := b.status(w.Server.URL+"/admin/terminals", fields{"name": "Canteen"}); status != 200 {
		b.t.Fatalf("register a terminal: %d", status)
	}
	b.headers(as)
	return ""
}

// lettered makes an activation code for Rosa.
func lettered(b *tab, w *world) string {
	b.t.Helper()
	w.Desk("marta").Send(w.path("/desk/people/{rosa}/activation"), url.Values{"checked": {"badge"}}).Is(303)
	return ""
}

// first is the link for the first administrator of a product without anybody.
func first(b *tab, _ *world) string {
	b.t.Helper()
	a := apptest.Empty(b.t, "sqlite")
	link, err := a.Auth.FirstLink(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	_, path, _ := strings.Cut(link, "/first/")
	return a.Server.URL + "/first/" + path
}

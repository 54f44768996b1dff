package letterweb

import (
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/verdict"
	"hearth/internal/platform/ui"
)

// ordinary is a mail with all that a document shows. Its HTML has a picture of its own and one from FAR.
const ordinary = "From: Bo Berg <bo@example.com>\r\nSender: pa@example.com\r\nReply-To: Eve <eve@example.net>\r\nTo: HR <hr@example.org>, Ada <ada@example.org>\r\nCc: zoe@example.org\r\n" +
	"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe_&_co?=\r\nDate: Thu, 14 Mar 2024 09:12:00 +0100\r\nContent-Type: multipart/related; boundary=r\r\n\r\n" +
	"--r\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n\r\nYes,   Friday.\r\n\r\nOn Wed, 13 Mar 2024 at 10:00 HR <hr@example.org> wrote:\r\n> Friday?\r\n\r\n-- \r\nBo Berg\r\n" +
	"--a\r\nContent-Type: text/html\r\n\r\n<p id=main style='color:red'>Yes, <b>Friday</b>.<img src='cid:logo@x' alt=Logo><img src='FAR/pixel.gif' alt=Far><img src='FAR/other.gif'></p>\r\n--a--\r\n" +
	"--r\r\nContent-Type: image/gif; name=logo.gif\r\nContent-ID: <logo@x>\r\n\r\nGIF\r\n--r\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n--r--\r\n"

func parsed(far string) letter.Mail {
	return letter.Parse([]byte(strings.NewReplacer("FAR", far, "GIF\r\n", string(onePixel)+"\r\n").Replace(ordinary)), letter.Options{})
}

func shown(t *testing.T, method string, m letter.Mail, o Options) (page string, h http.Header) {
	t.Helper()
	w, r := httptest.NewRecorder(), httptest.NewRequest(method, "https://hearth.example/mails/7", nil)
	w.Header().Set("Content-Security-Policy", "default-src *")
	if err := Document(w, r, m, o); err != nil {
		t.Fatal(err)
	}
	return w.Body.String(), w.Header()
}

func TestADocumentShowsAllOfAMail(t *testing.T) {
	t.Parallel()
	m := parsed("https://far.example")
	page, h := shown(t, http.MethodGet, m, Options{Files: "/mails/7/files/", Raw: "/mails/7/raw", Back: ui.NavItem{Href: "/back", Label: "HR-1"}, Verdict: &verdict.Results{Found: true, SPF: "pass", DKIM: "fail"}})
	for _, want := range []string{
		"Grüße &amp; co", "Bo Berg", "bo@example.com", "pa@example.com", "Answers go to", "eve@example.net", "Ada", "zoe@example.org", "2024-03-14T08:12:00Z", "SPF: pass", "DKIM: fail",
		"Yes, <b>Friday</b>.", `src="/mails/7/files/0"`, "2 pictures from elsewhere were not loaded", `href="/mails/7/files/1"`, "invitation.ics", `href="/mails/7/raw"`, `href="/back"`, "The mail has no readable Message-ID.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not show %q", want)
		}
	}
	at := 0
	for _, b := range m.Blocks {
		n := strings.Index(page[at:], html.EscapeString(b.Text))
		if n < 0 {
			t.Fatalf("the block %q is not there, or not in its place", b.Text)
		}
		at += n
	}
	if folded := strings.Count(page[:at], "<details>"); folded != 2 || len(m.Blocks) != 3 {
		t.Errorf("%d of %d blocks are folded away", folded, len(m.Blocks))
	}
	for _, never := range []string{"far.example", "<script", "style=", `id="main" style`, "portal.js"} {
		if strings.Contains(page, never) {
			t.Errorf("the page holds %q", never)
		}
	}
	const want = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data: hearth.example/mails/7/files/; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
		"sandbox allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads"
	if got := h.Get("Content-Security-Policy"); got != want || len(h.Values("Content-Security-Policy")) != 1 {
		t.Errorf("the policy is %q, want %q", got, want)
	}
	if h.Get("Referrer-Policy") != "no-referrer" || h.Get("X-DNS-Prefetch-Control") != "off" || !strings.Contains(h.Get("Cache-Control"), "no-store") {
		t.Errorf("headers %v", h)
	}
}

func TestPicturesAreLoadedForOneViewAfterConsent(t *testing.T) {
	t.Parallel()
	m := parsed("https://far.example")
	page, h := shown(t, http.MethodPost, m, Options{})
	if !strings.Contains(page, `src="https://far.example/pixel.gif"`) || !strings.Contains(page, `referrerpolicy="no-referrer"`) || !strings.Contains(h.Get("Content-Security-Policy"), "img-src data: http: https:;") {
		t.Errorf("after consent: %s, %s", h.Get("Content-Security-Policy"), page)
	}
	if strings.Contains(page, "files/0") {
		t.Error("a picture of its own is shown although its parts are not served")
	}
	if page, _ = shown(t, http.MethodGet, m, Options{}); strings.Contains(page, "far.example") {
		t.Error("the next view loads them again")
	}
}

func TestAnOddHostOrAddressEndsNoPolicy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ host, files, want string }{
		{"hearth.example:8443", "/f/", "hearth.example:8443/f/"}, {"x; script-src *", "/f/", "'self'"}, {"[::1]:80", "/f/", "'self'"}, {"", "/f/", "'self'"},
		{"x.example", "/f;script-src *", "'self'"}, {"x.example", "https://cdn.example/", "'self'"}, {"x.example", "", ""},
	} {
		if got := partsSource(c.host, c.files); got != c.want {
			t.Errorf("%q %q: %q, want %q", c.host, c.files, got, c.want)
		}
	}
}

// A reader on a phone agrees by a button, in a page without scripts: the pictures are loaded once, and learn nothing of where they are shown. The
// picture that came with the mail is there at once, asked for by somebody who is signed in.
func TestAReaderAgreesByAButton(t *testing.T) {
	t.Parallel()
	b := watch(t)
	far := strings.Replace(b.far.URL, "127.0.0.1", "localhost", 1) // another site, not only another origin
	signedIn := false
	b.mux.HandleFunc("/mail", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "1", SameSite: http.SameSiteStrictMode, HttpOnly: true, Path: "/"})
		if err := Document(w, r, parsed(far), Options{Files: "/files/"}); err != nil {
			t.Error(err)
		}
	})
	b.mux.HandleFunc("/files/0", func(w http.ResponseWriter, r *http.Request) {
		_, err := r.Cookie("session")
		signedIn = err == nil
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		w.Header().Set("Content-Type", "image/gif")
		_, _ = w.Write(onePixel)
	})
	pictures := func() int {
		t.Helper()
		ctx, stop := context.WithTimeout(b.ctx, patience)
		defer stop()
		n, err := chromedp.Run(ctx, chromedp.Evaluate[int](`[...document.querySelectorAll('.mail-html img')].filter(i => i.complete && i.naturalWidth > 0).length`))
		if err != nil {
			return -1 // the page is being replaced
		}
		return n
	}
	open := chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('details').forEach(d => { d.open = true })`)
	b.visit("/mail")
	if err := chromedp.Do(b.ctx, open); err != nil {
		t.Fatal(err)
	}
	if n := pictures(); n != 1 || !signedIn || len(b.blame()) > 0 {
		t.Fatalf("before consent %d pictures are shown, asked for by somebody signed in: %v; %v", n, signedIn, b.blame())
	}
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click("main form button")); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(patience / 2); pictures() != 3 && time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
	}
	b.mu.Lock()
	hits := b.hits
	b.mu.Unlock()
	if n := pictures(); n != 3 || len(hits) != 2 {
		t.Fatalf("after consent %d pictures are shown, %d were asked for", n, len(hits))
	}
	for _, h := range hits {
		if h.Get("Referer") != "" || h.Get("Origin") != "" || h.Get("Cookie") != "" {
			t.Errorf("the sender of a picture learns %v", h)
		}
	}
	b.forget()
	b.visit("/mail")
	b.settled()
}

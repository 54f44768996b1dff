package hostile

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// promised says which headers an answer lacks. path is what was asked for; secure whether people come by TLS.
func promised(path string, status int, h http.Header, secure bool) (findings []string) {
	need := func(ok bool, format string, args ...any) {
		if !ok {
			findings = append(findings, fmt.Sprintf(format, args...))
		}
	}
	csp := h.Get("Content-Security-Policy")
	if strings.Contains(path, "/files/") && status < 300 {
		need(csp == "default-src 'none'; sandbox", "a download with the policy %q", csp)
	} else {
		for _, part := range []string{"default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} {
			need(strings.Contains(csp, part), "the policy lacks %s: %q", part, csp)
		}
	}
	for _, loose := range []string{"unsafe", "*", "http:", "https:", "blob:"} {
		need(!strings.Contains(csp, loose), "the policy has %s: %q", loose, csp)
	}
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin"} {
		need(h.Get(name) == want && len(h[name]) == 1, "%s: %q", name, h[name])
	}
	if strings.HasPrefix(path, "/assets/") && status == http.StatusOK {
		need(strings.Contains(h.Get("Cache-Control"), "immutable"), "Cache-Control of an asset: %q", h.Get("Cache-Control"))
	} else {
		need(strings.Contains(h.Get("Cache-Control"), "no-store"), "Cache-Control: %q", h.Get("Cache-Control"))
	}
	need(!secure || strings.HasPrefix(h.Get("Strict-Transport-Security"), "max-age=63072000"), "Strict-Transport-Security: %q", h.Get("Strict-Transport-Security"))
	need(secure || h.Get("Strict-Transport-Security") == "", "Strict-Transport-Security without TLS")
	need(h.Get("Server") == "" && h.Get("X-Powered-By") == "", "it says what it is made of")
	need(h.Get("Access-Control-Allow-Origin") == "", "other origins may read it")
	for _, cookie := range h["Set-Cookie"] {
		need(strings.Contains(cookie, "HttpOnly") && strings.Contains(cookie, "SameSite="), "cookie: %q", cookie)
		need(!secure || strings.Contains(cookie, "Secure") && strings.HasPrefix(cookie, "__Host-"), "cookie without TLS's protection: %q", cookie)
	}
	return findings
}

// Every answer of every address carries the headers: to nobody and to somebody, shown, refused, not found, led on, downloaded, streamed, and sent from another
// site.
func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	t.Parallel()
	for _, secure := range []bool{false, true} {
		w := newWorldWith(t, store.SQLite, secure)
		answers, kinds := 0, map[int]int{}
		check := func(answer apptest.Response) {
			answers++
			kinds[answer.Status]++
			_, path, _ := strings.Cut(answer.Request, " ")
			for _, finding := range promised(path, answer.Status, answer.Header, secure) {
				t.Errorf("%s (%d, secure: %v): %s", answer.Request, answer.Status, secure, finding)
			}
		}
		for _, r := range w.routes() {
			for _, who := range []string{"nobody", reader(r.Path)} {
				c, path := w.as(who), wildcard.ReplaceAllString(strings.ReplaceAll(r.Path, "{$}", ""), w.known(r))
				if r.Path == "/live" {
					path += "?topics=desk"
				}
				check(c.Do(r.Method, path, "", nil))
				check(c.With("Origin", "https://evil.example").Do(http.MethodPost, path, "text/plain", strings.NewReader("a=b")))
				check(c.Do(http.MethodDelete, path, "", nil))
				check(c.Do(http.MethodHead, path, "", nil))
				check(c.With("Accept", "application/json").Get(path + "/nowhere"))
			}
		}
		page := w.as("amina portal").Get("/")
		for _, m := range regexp.MustCompile(`(?:href|src)="(/assets/[^"]+)"`).FindAllStringSubmatch(page.Text, -1) {
			check(w.as("nobody").Get(m[1]).Is(http.StatusOK))
		}
		number, file := w.attach(t, "note.txt", "text/plain", "hello")
		check(w.as("amina portal").Get("/requests/" + number + "/files/" + file).Is(http.StatusOK))
		check(w.as("amina api").Get("/api/v1/cases/" + number + "/files/" + file).Is(http.StatusOK))
		check(w.as("amina api").With("Range", "bytes=0-1").Get("/api/v1/cases/" + number + "/files/" + file).Is(http.StatusPartialContent))
		check(w.as("nobody").Do(http.MethodPost, "/sign-in", "multipart/form-data; boundary=x", strings.NewReader("--x")))
		t.Logf("%d answers: %v", answers, kinds)
		for _, status := range []int{200, 303, 401, 403, 404, 422} {
			if kinds[status] == 0 {
				t.Errorf("no answer had the status %d: not all kinds were looked at", status)
			}
		}
	}
}

func TestAMissingHeaderIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite)
	good := w.as("nobody").Get("/sign-in").Header
	if got := promised("/sign-in", 200, good, false); len(got) > 0 {
		t.Fatalf("the page itself: %v", got)
	}
	for name, change := range map[string]func(h http.Header){
		"no policy": func(h http.Header) { h.Del("Content-Security-Policy") },
		"inline":    func(h http.Header) { h.Set("Content-Security-Policy", httpx.CSP+"; script-src 'unsafe-inline'") },
		"framed": func(h http.Header) {
			h.Set("Content-Security-Policy", strings.ReplaceAll(httpx.CSP, "frame-ancestors", "x"))
		},
		"sniffed":       func(h http.Header) { h.Del("X-Content-Type-Options") },
		"referrer":      func(h http.Header) { h.Set("Referrer-Policy", "origin") },
		"opener":        func(h http.Header) { h.Del("Cross-Origin-Opener-Policy") },
		"cached":        func(h http.Header) { h.Set("Cache-Control", "private, max-age=60") },
		"shared":        func(h http.Header) { h.Set("Access-Control-Allow-Origin", "*") },
		"cookie":        func(h http.Header) { h.Set("Set-Cookie", "hearth=x; Path=/") },
		"HSTS untimely": func(h http.Header) { h.Set("Strict-Transport-Security", "max-age=63072000") },
	} {
		h := good.Clone()
		change(h)
		if len(promised("/sign-in", 200, h, false)) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
	if len(promised("/sign-in", 200, good, true)) == 0 || len(promised("/requests/1/files/2", 200, good, false)) == 0 {
		t.Error("no HSTS, or a download with the policy of pages: not found")
	}
}

// Another site cannot make somebody's browser change anything: every address that changes something refuses what says that it comes from elsewhere, in six kinds of
// body, also with everything right in it. The same from here is let through.
func TestAnotherSiteChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite)
	kinds := []string{"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "application/json", "application/xml", ""}
	foreign := [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"},
		{"Origin", "http://hearth.example.evil.example"}, {"Origin", "https://127.0.0.1"}}
	own := [][2]string{{"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Site", "none"}, {"Origin", w.Server.URL}}
	asked := 0
	for _, r := range w.routes() {
		s, ok := samples[r.Pattern()]
		if r.Method == http.MethodGet || !ok {
			continue
		}
		path := r.Path
		if s.path != nil {
			path = s.path(w)
		}
		who := strings.Replace(s.as, " api", " portal", 1) // a browser, with the right to do it
		sent := s.base(w)
		form, document := values(sent).Encode(), asJSON(t, sent)
		before := w.counts()
		for _, from := range foreign {
			for _, kind := range kinds {
				body := form
				if kind == "application/json" {
					body = document
				}
				asked++
				answer := w.as(who).With(from[0], from[1]).Do(r.Method, path, kind, strings.NewReader(body))
				if answer.Status != http.StatusForbidden || !strings.Contains(answer.Text, "another site") {
					t.Errorf("%s from %v as %q: %d", r.Pattern(), from, kind, answer.Status)
				}
			}
		}
		for table, n := range w.counts() {
			if n != before[table] {
				t.Errorf("%s: another site changed %s", r.Pattern(), table)
			}
		}
		for _, from := range own {
			if answer := w.as(who).With(from[0], from[1]).Do(r.Method, path, kinds[0], strings.NewReader("")); strings.Contains(answer.Text, "another site") {
				t.Errorf("%s from %v: refused", r.Pattern(), from)
			}
		}
	}
	if asked < 2500 {
		t.Errorf("only %d requests were made", asked)
	}
	t.Logf("%d requests from other sites", asked)
}

// A session's token from before signing in is worth nothing afterwards, and signing out ends it at the server.
func TestSigningInMakesAnotherSession(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		planted := w.as("nobody").Get("/sign-in?next=/requests").Header.Get("Set-Cookie") // keeps where to go on, so there is a session
		before, _, _ := strings.Cut(planted, ";")
		if !strings.HasPrefix(before, "hearth=") {
			t.Fatalf("no session: %q", planted)
		}
		attacked := w.Nobody().With("Cookie", before)
		attacked.Send("/sign-in", url.Values{"email": {apptest.Email("amina")}}).Is(http.StatusSeeOther)
		link := regexp.MustCompile(`/sign-in/link/\S+`).FindString(w.value(`SELECT text_body FROM mail_outbox WHERE kind = 'auth.link'`))
		answer := attacked.Send(link, nil).Is(http.StatusSeeOther)
		after, _, _ := strings.Cut(answer.Header.Get("Set-Cookie"), ";")
		if after == before || !strings.HasPrefix(after, "hearth=") {
			t.Fatalf("the session is %q before and %q after", before, after)
		}
		attacked.Get("/me").Is(http.StatusSeeOther)
		victim := w.Nobody().With("Cookie", after)
		victim.Get("/me").Is(http.StatusOK)
		victim.Send("/sign-out", nil).Is(http.StatusSeeOther)
		victim.Get("/me").Is(http.StatusSeeOther)
	})
}

// What a proxy says of an address counts only where a proxy is configured: without one, tries from one place are counted as one, whatever they say.
func TestAProxyIsBelievedOnlyWhereThereIsOne(t *testing.T) {
	t.Parallel()
	for _, configured := range []bool{false, true} {
		w := newWorldWith(t, store.SQLite, configured)
		refused := 0
		for i := range 80 {
			c := w.Nobody()
			for _, name := range []string{"X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP", "CF-Connecting-IP", "Remote-User", "X-Remote-User", "X-Forwarded-User"} {
				c = c.With(name, fmt.Sprintf("198.51.100.%d", i))
			}
			answer := c.Send("/sign-in", url.Values{"email": {fmt.Sprintf("nobody%d@ferrow-lund.example", i)}})
			if answer.Status == http.StatusTooManyRequests {
				refused++
			}
			if i == 0 {
				c.Get("/me").Is(http.StatusSeeOther)
				c.With("X-Forwarded-Host", "evil.example").With("X-Forwarded-Proto", "https").Send("/sign-in", url.Values{"email": {apptest.Email("amina")}})
				if text := w.value(`SELECT text_body FROM mail_outbox WHERE kind = 'auth.link'`); strings.Contains(text, "evil") {
					t.Errorf("a link leads to where a header says: %s", text)
				}
			}
		}
		if configured != (refused == 0) {
			t.Errorf("with a proxy: %v: %d of 80 were refused", configured, refused)
		}
	}
}

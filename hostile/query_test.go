package hostile

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/http/httpguts"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

var wildcard = regexp.MustCompile(`\{[a-z]+(\.\.\.)?\}`)

// reader is somebody for whom an address is.
func reader(path string) string {
	face := " desk"
	if strings.HasPrefix(path, "/api/") {
		face = " api"
	}
	switch {
	case strings.Contains(path, "audit"):
		return "lena" + face
	case strings.HasPrefix(path, "/admin/") && !strings.Contains(path, "services") && !strings.Contains(path, "calendar") || strings.Contains(path, "outbox"):
		return "noor" + face
	case strings.HasPrefix(path, "/desk"), strings.HasPrefix(path, "/admin"), face == " api":
		return "ingrid" + face
	}
	return "amina portal"
}

// queries returns the names of what an address takes from its query.
func queries(in reflect.Type) []string {
	var all []string
	if in == nil || in.Kind() != reflect.Struct {
		return nil
	}
	for _, f := range reflect.VisibleFields(in) {
		if name := f.Tag.Get("query"); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// Every part of an address takes every text: what stands for its wildcards, and every field of its query. Nothing breaks, pages stay pages of ours, and what
// is refused is refused with a sentence.
func TestEveryAddressTakesEveryText(t *testing.T) {
	t.Parallel()
	all := arsenal(t)
	each(t, func(t *testing.T, w *world) {
		asked, parts := 0, 0
		for _, r := range w.routes() { // what is needed to ask at all is made before rows are counted
			w.known(r)
			w.as(reader(r.Path))
		}
		before := w.counts()
		for _, r := range w.routes() {
			if r.Method != http.MethodGet {
				continue
			}
			plain := strings.ReplaceAll(r.Path, "{$}", "")
			names := queries(r.Endpoint.In)
			if r.Path == "/live" {
				names = []string{"topics"}
			}
			step := part(w.DB.Dialect())
			if wildcard.MatchString(plain) {
				for _, text := range []string{"\x00", "a\x00b", "\xff", "\xed\xa0\x80"} { // what PostgreSQL keeps in no column, however few of the others are tried
					asked++
					w.probe(t, r, wildcard.ReplaceAllString(plain, escape(text)))
				}
			}
			for n := range len(all) / step {
				text := all[n*step]
				if wildcard.MatchString(plain) {
					asked++
					w.probe(t, r, wildcard.ReplaceAllString(plain, escape(text)))
				}
				if len(names) == 0 {
					continue
				}
				q := url.Values{}
				for i, name := range names {
					q.Set(name, all[(n*step+i*7)%len(all)])
				}
				if len(names) > 1 { // one strange field among sound ones, in turn, and all at once every fourth time
					if one := names[n%len(names)]; n%4 > 0 {
						q = url.Values{one: {text}}
					}
				}
				asked++
				w.probe(t, r, wildcard.ReplaceAllString(plain, w.known(r))+"?"+q.Encode())
			}
			parts += len(names) + len(wildcard.FindAllString(plain, -1))
		}
		for table, n := range w.counts() {
			if n != before[table] && !strings.HasPrefix(table, "audit_") && !grows[table] {
				t.Errorf("reading changed %s: %d rows, then %d", table, before[table], n)
			}
		}
		for _, line := range forged(w.log.String(), all) {
			t.Error(line)
		}
		t.Logf("%d requests to %d parts of addresses", asked, parts)
		if parts < 60 {
			t.Errorf("only %d parts of addresses were found", parts)
		}
	})
}

func part(d store.Dialect) int {
	n := 1
	if !long() {
		n = 40
	}
	if d == store.Postgres {
		n *= 4
	}
	return n
}

// escape writes text as one part of an address. What net/http would clean away before it is sent is sent as it is.
func escape(text string) string {
	text = url.PathEscape(text)
	if text == "" || text == "." || text == ".." {
		return "%2e"
	}
	return text
}

// known is what stands for the wildcard of an address whose query is tried.
func (w *world) known(r httpx.Route) string {
	switch {
	case strings.Contains(r.Path, "{number}"):
		return w.share("read", w.open)
	case strings.Contains(r.Path, "/people/"):
		return hanna
	case strings.Contains(r.Path, "/calendars/"):
		return "malmby"
	case strings.Contains(r.Path, "/import/"):
		return w.file()
	}
	return "hours"
}

func (w *world) probe(t *testing.T, r httpx.Route, path string) {
	t.Helper()
	began := time.Now()
	answer := w.as(reader(r.Path)).Get(path)
	for _, finding := range judge(r, answer, time.Since(began)) {
		t.Errorf("%.300s: %s", path, finding)
	}
}

// judge says what is wrong with an answer, whatever was asked.
func judge(r httpx.Route, answer apptest.Response, took time.Duration) (findings []string) {
	if answer.Status >= 500 {
		findings = append(findings, http.StatusText(answer.Status))
	}
	if took > 30*time.Second {
		findings = append(findings, "something slept")
	}
	switch kind := answer.Header.Get("Content-Type"); {
	case strings.HasPrefix(kind, "text/html"):
		if p, err := read(answer.Text); err != nil || len(p.harm) > 0 {
			findings = append(findings, "harm: "+strings.Join(p.harm, ", "))
		}
	case strings.HasPrefix(kind, "application/problem+json"):
		var p httpx.Problem
		if err := json.Unmarshal([]byte(answer.Text), &p); err != nil || !sentence(p.Title) {
			findings = append(findings, "a problem without a sentence: "+answer.Text)
		}
	case strings.HasPrefix(kind, "application/json"):
		if !json.Valid([]byte(answer.Text)) {
			findings = append(findings, "broken JSON")
		}
	case answer.Status >= 400:
		findings = append(findings, "refused without a page: "+answer.Text)
	}
	if to := answer.Header.Get("Location"); !ours(to) {
		findings = append(findings, "leads to "+to)
	}
	return findings
}

// headers that the product or its parts read.
var headers = []string{"User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Authorization", "Cookie", "Idempotency-Key", "X-Forwarded-For", "X-Forwarded-Host",
	"X-Forwarded-Proto", "X-Real-IP", "Forwarded", "X-Request-Id", "Referer", "Range", "If-Range", "If-None-Match", "If-Modified-Since", "If-Match", "Last-Event-ID",
	"HX-Request", "HX-Target", "HX-Current-URL", "Content-Type", "Content-Encoding", "Sec-Fetch-Site", "Remote-User", "X-HTTP-Method-Override", "Traceparent", "Expect"}

// Every header takes every text that a header can hold: nothing breaks, and nobody becomes anybody by it.
func TestEveryHeaderTakesEveryText(t *testing.T) {
	t.Parallel()
	all := append(arsenal(t), "gzip;q=1e999", "gzip;q=NaN", "bytes=-9999999999999999999", "bytes=0-0,1-1,2-2", "Bearer ", "Bearer \xff\xfe", "\xff\xfe", "hearth=\"", "hearth=a; hearth=b",
		"multipart/form-data; boundary=", "multipart/form-data; boundary="+strings.Repeat("x", 300), "application/json; charset=utf-7", "text/html;;;=", "de;q=a,*;q=9", strings.Repeat("en,", 3000))
	each(t, func(t *testing.T, w *world) {
		step, sent := part(w.DB.Dialect()), 0
		for i, text := range all {
			if !httpguts.ValidHeaderFieldValue(text) || i%step > 0 && i < len(all)-15 || len(text) > 20000 {
				continue
			}
			for h, name := range headers {
				value := text
				if name == "Cookie" && h%2 > 0 {
					value = "hearth=" + text
				}
				sent++
				if name == "Expect" {
					continue
				}
				c := w.as("nobody").With(name, value)
				answer := c.Get("/me")
				if answer.Status != http.StatusSeeOther && answer.Status != http.StatusUnauthorized && answer.Status != http.StatusBadRequest {
					t.Errorf("%s: %q: /me answers %d to nobody", name, value, answer.Status)
				}
				if (h+i)%6 == 0 {
					answer = c.Do(http.MethodPost, "/api/v1/cases", "", strings.NewReader(`{"subject":"a","body":"b"}`))
					if answer.Status >= 500 || answer.Status < 400 {
						t.Errorf("%s: %q: a post answers %d to nobody", name, value, answer.Status)
					}
					answer = w.as("amina api").With(name, value).Do(http.MethodPost, "/api/v1/cases", "", strings.NewReader(`{"subject":"a","body":"b"}`))
					if answer.Status >= 500 {
						t.Errorf("%s: %q: a post answers %d", name, value, answer.Status)
					}
				}
			}
		}
		for _, line := range forged(w.log.String(), all) {
			t.Error(line)
		}
		t.Logf("%d headers sent", sent)
	})
}

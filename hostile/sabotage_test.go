package hostile

import (
	"net/http"
	"strings"
	"testing"

	"hearth/internal/apptest"
)

// The checks of this package find what they are for: each fault is planted, and each harmless neighbour is let through.

func TestHarmOnAPageIsFound(t *testing.T) {
	t.Parallel()
	for text, harmful := range map[string]bool{
		`<p onclick="x">a</p>`: true, `<script>x</script>`: true, `<script src="/assets/a.js">x</script>`: true, `<a href="javascript:x">a</a>`: true,
		`<a href=" javascript:x">a</a>`: true, `<a href="//evil.example">a</a>`: true, `<a href="/\evil.example">a</a>`: true, `<form action="https://evil.example">`: true,
		`<img src="https://evil.example/x.png">`: true, `<iframe></iframe>`: true, `<p style="x">`: true, `<style>x</style>`: true, `<base href="/">`: true,
		`<meta http-equiv="refresh" content="0">`: true, `<svg onload="x">`: true, `<input value="" autofocus onfocus="x">`: true,
		`<a rel="noreferrer noopener" href="https://a.example">another</a>`: true, `<a href="https://a.example">https://a.example</a>`: true,
		`<p>&lt;script&gt;x&lt;/script&gt;</p>`: false, `<script src="/assets/a.js"></script>`: false, `<a href="/desk?q=javascript:x">a</a>`: false,
		`<input value="&quot; onfocus=x">`: false, `<a rel="noreferrer noopener nofollow" href="https://a.example">https://a.example</a>`: false,
	} {
		p, err := read(text)
		if err != nil || len(p.harm) > 0 != harmful {
			t.Errorf("%s: got %v, %v", text, p.harm, err)
		}
	}
}

// planted asks a target about an answer that the product never gave.
func planted(answer apptest.Response, sent map[string]string) (complaints int, missing map[string]string) {
	target := &target{say: func(string, ...any) { complaints++ }}
	target.look(answer, sent)
	return complaints, sent
}

func TestAChangedTextIsFound(t *testing.T) {
	t.Parallel()
	answer := func(status int, kind, text string) apptest.Response {
		return apptest.Response{Status: status, Header: http.Header{"Content-Type": {kind}}, Text: text}
	}
	for name, c := range map[string]struct {
		answer    apptest.Response
		sent      string
		missing   bool
		complains bool
	}{
		"equal":                       {answer(200, "application/json", `{"a":["x  <b>"]}`), "x  <b>", false, false},
		"trimmed":                     {answer(200, "application/json", `{"a":"x"}`), " x\n", false, false},
		"escaped twice":               {answer(200, "application/json", `{"a":"x &lt;b&gt;"}`), "x <b>", true, false},
		"cut":                         {answer(200, "application/json", `{"a":"x <"}`), "x <b>", true, false},
		"composed":                    {answer(200, "application/json", `{"a":"é"}`), "e\u0301", true, false},
		"a mark lost":                 {answer(200, "application/json", `{"a":"ab"}`), "a\u200bb", true, false},
		"replaced":                    {answer(200, "application/json", `{"a":"a\ufffd"}`), "a\ufdd0", true, false},
		"shown on a page":             {answer(200, "text/html", `<p>x &lt;b&gt;</p>`), "x <b>", false, false},
		"shown in a field":            {answer(200, "text/html", `<input value="&quot;x">`), `"x`, false, false},
		"not escaped":                 {answer(200, "text/html", `<p><img src=x onerror=y></p>`), "<img src=x onerror=y>", true, true},
		"escaped twice on a page":     {answer(200, "text/html", `<p>x &amp;lt;b&amp;gt;</p>`), "x <b>", true, false},
		"no JSON":                     {answer(200, "application/json", `{`), "x", true, true},
		"an error while it is looked": {answer(500, "text/html", ``), "x", true, true},
	} {
		complaints, missing := planted(c.answer, map[string]string{"a": c.sent})
		if len(missing) > 0 != c.missing || complaints > 0 != c.complains {
			t.Errorf("%s: missing %v, %d complaints", name, missing, complaints)
		}
	}
}

func TestARefusalWithoutASentenceIsFound(t *testing.T) {
	t.Parallel()
	for text, bad := range map[string]bool{
		`{"type":"urn:hearth:invalid","title":"One answer needs another look.","status":422,"errors":[{"field":"a","message":"Write less than that."}]}`: false,
		`{"type":"urn:hearth:invalid","title":"One answer needs another look.","status":422,"errors":[{"field":"a","message":"invalid"}]}`:               true,
		`{"type":"urn:hearth:invalid","title":"","status":422}`:                                                                                          true,
		`{"type":"urn:hearth:invalid","title":"Something is wrong.","status":500}`:                                                                       true,
		`pq: invalid byte sequence`: true,
	} {
		complaints := 0
		target := &target{say: func(string, ...any) { complaints++ }}
		target.route.Path = "/api/v1/x"
		target.refusal(apptest.Response{Status: 422, Text: text}, map[string]string{"a": "x"})
		if complaints > 0 != bad {
			t.Errorf("%s: %d complaints", text, complaints)
		}
	}
}

func TestRowsThatMovedAreFound(t *testing.T) {
	t.Parallel()
	before, calm := map[string]int{"desk_case": 1, "people_role": 2}, map[string]int{"desk_case": 2, "people_role": 2}
	for name, c := range map[string]struct {
		after map[string]int
		found bool
	}{
		"as in the calm":    {map[string]int{"desk_case": 9, "people_role": 2}, false},
		"a role more":       {map[string]int{"desk_case": 9, "people_role": 3}, true},
		"a role less":       {map[string]int{"desk_case": 9, "people_role": 1}, true},
		"cases are gone":    {map[string]int{"desk_case": 0, "people_role": 2}, true},
		"a table is gone":   {map[string]int{"desk_case": 2}, true},
		"a table is new":    {map[string]int{"desk_case": 2, "people_role": 2, "x": 0}, true},
		"nothing was taken": {map[string]int{"desk_case": 2, "people_role": 2}, false},
	} {
		if got := moved(before, calm, c.after); len(got) > 0 != c.found {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestAForgedLogIsFound(t *testing.T) {
	t.Parallel()
	good := "time=2026-11-17T12:00:00.000Z level=DEBUG msg=request method=GET status=200 ms=0\n"
	for log, found := range map[string]bool{
		good: false, good + good: false, "": true, good + "forged\n": true, strings.Replace(good, "DEBUG", "ERROR", 1): true,
		good + strings.Replace(good, "request", `"what somebody wrote to HR"`, 1): true, "a\n" + good: true, good + "\n": true,
	} {
		if got := forged(log, []string{"what somebody wrote to HR"}); len(got) > 0 != found {
			t.Errorf("%q: got %v", log, got)
		}
	}
}

package hostile

import (
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/store"
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

func TestTextsDeepInABodyAreFound(t *testing.T) {
	t.Parallel()
	type line struct {
		Text  string   `json:"text"`
		Count int      `json:"count"`
		Marks []string `json:"marks"`
	}
	type body struct {
		Name  string            `json:"name"`
		Lines []line            `json:"lines"`
		Next  struct{ A *line } `json:"next"`
		Named map[string]string `json:"named"`
		Free  any               `json:"free"`
		None  []line            `json:"none"`
	}
	var sample any = map[string]any{"lines": []any{map[string]any{"text": "a"}, map[string]any{"text": "b"}}, "named": map[string]any{"k": "v"}, "free": map[string]any{"x": []any{"y", "z"}}}
	ways, empty := deep(reflect.TypeFor[body](), sample)
	if want := []string{"free/*", "free/x", "lines/marks/0", "lines/text", "named/*", "named/k"}; !slices.Equal(ways, want) {
		t.Errorf("got %q, want %q", ways, want)
	}
	if !slices.Equal(empty, []string{"none"}) {
		t.Errorf("without an element: got %q", empty)
	}
	for _, way := range ways {
		plant(sample, strings.Split(way, deeper), "at "+way)
	}
	want := `{"free":{"at free/*":["y","z"],"x":"at free/x"},"lines":[{"marks":["at lines/marks/0"],"text":"at lines/text"},{"text":"b"}],"named":{"at named/*":"v","k":"at named/k"}}`
	if got := asJSON(t, sample); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := inside(sample, ""); !slices.Equal(got, []string{"free/at free/*", "free/x", "lines/marks", "lines/text", "named/at named/*", "named/k"}) {
		t.Errorf("inside: %q", got)
	}
}

func TestARefusedPlaceIsFound(t *testing.T) {
	t.Parallel()
	sent := map[string]string{"name": "", "lines/text": "", "lines/rate": "", "values/letter.to": ""}
	for field, want := range map[string][]string{
		"name": {"name"}, "lines[0].text": {"lines/text"}, "lines": {"lines/rate", "lines/text"}, "lines[3].amount": {"lines/rate", "lines/text"},
		"values.letter.to": {"values/letter.to"}, "letter.to": nil, "rate": nil, "nam": nil,
	} {
		if got := slices.Sorted(slices.Values(meant(field, sent))); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", field, got, want)
		}
	}
}

func TestADeepTextThatWasCutIsFound(t *testing.T) {
	t.Parallel()
	answer := apptest.Response{Status: 200, Header: http.Header{"Content-Type": {"application/json"}}, Text: `{"lines":[{"text":"Night <"}],"letter":"Dear bank, she works.","map":{"\u003cb\u003e":1}}`}
	target := &target{sample: sample{within: "in/letter in/cut"}, say: func(format string, args ...any) { t.Errorf(format, args...) }}
	missing := map[string]string{"lines/text": "Night <b>", "lines/name": "Night <", "in/letter": "bank", "in/cut": "bank, he", "lines/part": "bank", "map/*": "<b>", "named/*": "<i>"}
	target.look(answer, missing)
	if got := slices.Sorted(maps.Keys(missing)); !slices.Equal(got, []string{"in/cut", "lines/part", "lines/text", "named/*"}) {
		t.Errorf("missing: %q", got)
	}
}

func TestAnAddressThatNothingIsComparedAtIsFound(t *testing.T) {
	t.Parallel()
	table := map[string]string{"POST /secret": "It is a secret.", "POST /unreasoned": "", "POST /gone": "It was there once.", "POST /read": "Nobody sees it."}
	got := strings.Join(unnamed(map[string]bool{"POST /secret": false, "POST /unreasoned": false, "POST /new": false, "POST /read": true, "POST /well": true}, table), "\n")
	for _, want := range []string{"POST /new: no text", "POST /read: what it takes is compared after all", "POST /unreasoned: unread_test.go gives no reason", "POST /gone: unread_test.go names an address"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %s", want, got)
		}
	}
	if strings.Count(got, "\n") != 3 {
		t.Errorf("not only those: %s", got)
	}
}

func TestAStormThatIsTooSmallIsFound(t *testing.T) {
	t.Parallel()
	enough := func() summary {
		return summary{tally: tally{top: counted{fields: 1200, strings: 165_000, compared: 80_000}, deep: counted{fields: 90, strings: 9000, compared: 5000}}}
	}
	if s := enough(); len(s.short(1300, store.SQLite)) > 0 {
		t.Errorf("enough is too little: %q", s.short(1300, store.SQLite))
	}
	for what, less := range map[string]func(*summary){
		"fields": func(s *summary) { s.tally.top.fields = 900 }, "places": func(s *summary) { s.tally.deep.fields = 50 }, "strings": func(s *summary) { s.tally.top.strings = 120_000 },
		"comparisons": func(s *summary) { s.tally.top.compared = 30_000 }, "deep comparisons": func(s *summary) { s.tally.deep.compared = 900 },
	} {
		s := enough()
		if less(&s); len(s.short(1300, store.SQLite)) == 0 {
			t.Errorf("%s: too few are not found", what)
		}
	}
}

func TestACompanyHasRoomForItsStrings(t *testing.T) {
	t.Parallel()
	p := &parcel{room: 20}
	p.gather([]string{"a\x00b", " ", strings.Repeat("x", 30), "one", "two", "\xff", "three"}, 10)
	if !slices.Equal(p.strings, []string{"one", "two", "three"}) {
		t.Errorf("got %q", p.strings)
	}
	target := &target{never: map[string]int{}, parcels: map[string]*parcel{"a": p}}
	p.given, p.patient, p.room = 3, 2, 60
	target.tally.tried("a", 3)
	if target.refused("a"); p.given != 0 || p.room != narrow || p.patient != 1 || target.tally.top.strings != 0 {
		t.Errorf("what was refused counts: %+v, %+v", p, target.tally)
	}
}

package httpx_test

import (
	"net/http"
	"strings"
	"testing"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
)

// bodies are JSON documents for an address that takes {"subject": …}, and whether each is taken.
var bodies = map[string]bool{
	`{"subject":"a"}`:                                        true,
	" \t\r\n{\"subject\" : \"a\" }\n":                        true,
	`{"subject":"\ud83d\ude00"}`:                             true,
	`{"subject":"\\ud83d"}`:                                  true,
	`{"subject":"\ufffd"}`:                                   true,
	`{"subject":"a\\"}`:                                      true,
	`{"subject":"a","subject":"b"}`:                          false,
	`{"subject":"a","\u0073ubject":"b"}`:                     false,
	`{"subject":"a","parts":[{"label":"x","label":"y"}]}`:    false,
	`{"subject":"a","Subject":"b"}`:                          false,
	`{"subject":"a","\u017fubject":"b"}`:                     false, // a long s
	`{"subject":"a"} x`:                                      false,
	`{"subject":"a"}{"subject":"b"}`:                         false,
	`{"subject":"a"},`:                                       false,
	"\xef\xbb\xbf" + `{"subject":"a"}`:                       false,
	"{\"subject\":\"a\xff\"}":                                false,
	"{\"subject\":\"a\xed\xa0\x80\"}":                        false,
	"{\"subject\":\"a\xc0\xaf\"}":                            false,
	`{"subject":"\ud83d"}`:                                   false,
	`{"subject":"\ude00"}`:                                   false,
	`{"subject":"\ud83d\u0041"}`:                             false,
	`{"subject":"\ud83d`:                                     false,
	`{"subject":"a\u0000"}`:                                  false,
	"{\"subject\":\"a\x00\"}":                                false,
	"{\"subject\":\"a\nb\"}":                                 false,
	`{"subject":"a","count":1e400}`:                          false,
	`{"subject":"a","count":123456789012345678901234567890}`: false,
	`{"subject":"a","count":1.5}`:                            false,
	`{"subject":"a","count":NaN}`:                            false,
	`{"subject":"a","count":0x10}`:                           false,
	`{"subject":"a","count":01}`:                             false,
	`{"subject":["a"]}`:                                      false,
	`{"subject":{"a":1}}`:                                    false,
	`{"subject":1}`:                                          false,
	`{'subject':'a'}`:                                        false,
	`{"subject":"a",}`:                                       false,
	`[]`:                                                     false,
	`"a"`:                                                    false,
	`{`:                                                      false,
	strings.Repeat(`[`, 9000):                                false,
	strings.Repeat(`{"a":`, 9000):                            false,
	strings.Repeat(`[`, 200000) + strings.Repeat(`]`, 200000):                           false,
	`{"parts":` + strings.Repeat(`[`, 40) + strings.Repeat(`]`, 40) + `,"subject":"a"}`: false,
}

func TestJSONIsTakenAsItIsOrRefused(t *testing.T) {
	t.Parallel()
	m, log := newMux(t, nil)
	for body, taken := range bodies {
		want := http.StatusUnprocessableEntity
		if taken {
			want = http.StatusOK
		}
		if got := ask(m, http.MethodPut, "/api/v1/orders/7", body, "Content-Type", "application/json"); got.Code != want {
			t.Errorf("%.60q: got %d, want %d: %s", body, got.Code, want, got.Body)
		}
	}
	if log.Len() > 0 {
		t.Errorf("logged: %s", log)
	}
}

// FuzzJSON holds that a body is refused with a sentence or kept: what Strict lets through is read the same by whoever takes the first and whoever takes the
// last of two fields, and has no character that the decoder would replace.
func FuzzJSON(f *testing.F) {
	for body := range bodies {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		err := httpx.Strict(body)
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatalf("got %v", err)
		}
		if err == nil && strings.Contains(httpx.Plain(body), "\ufffd") && !strings.Contains(string(body), "\ufffd") && !strings.Contains(strings.ToLower(string(body)), `\ufffd`) {
			t.Errorf("%q is read with a character that was not sent", body)
		}
	})
}

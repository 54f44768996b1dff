package hook

import (
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"
)

// FuzzAnswer holds that an answer is taken by its status alone, that it is left alone for as long as a busy one asks, a day at most, and that what is said of it holds nothing that the other side wrote.
func FuzzAnswer(f *testing.F) {
	for _, s := range []string{"", "0", "30", "-30", "+30", "86400", "86401", "2147483648", "99999999999999999999", "-99999999999999999999", "1e3", "30 ", "Thu, 26 Nov 2026 10:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "soon"} {
		f.Add(503, s)
		f.Add(429, s)
	}
	for _, code := range []int{100, 200, 204, 299, 301, 399, 400, 410, 500, 600, 999} {
		f.Add(code, "60")
	}
	now := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, code int, after string) {
		o := judged(&http.Response{StatusCode: code, Header: http.Header{"Retry-After": {after}}}, now)
		if o.OK() != (code >= 200 && code <= 299) || o.Status != code || o.Gone != (code == 410) {
			t.Errorf("%d: %+v", code, o)
		}
		for _, x := range o.Reason.Args {
			if _, number := x.(int); !number {
				t.Errorf("%d, %q: %v is said", code, after, x)
			}
		}
		busy := code == 429 || code == 503
		if o.Rest < 0 || o.Rest > 24*time.Hour || o.Rest > 0 && !busy {
			t.Errorf("%d, %q: it rests for %s", code, after, o.Rest)
		}
		if n, ok := new(big.Int).SetString(after, 10); busy && ok && strings.Trim(after, "0123456789") == "" {
			want := 24 * time.Hour
			if n.Cmp(big.NewInt(24*60*60)) < 0 {
				want = time.Duration(n.Int64()) * time.Second
			}
			if o.Rest != want {
				t.Errorf("%q: it rests for %s, want %s", after, o.Rest, want)
			}
		}
	})
}

package mail

import (
	"bufio"
	"bytes"
	"errors"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzGateway holds that what a gateway of text messages answers decides by its status alone whether the message was taken, may be sent again or must not be; and that what is told of it is a short line that is kept as it is.
func FuzzGateway(f *testing.F) {
	for _, s := range []string{"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 202\r\n\r\n", "HTTP/1.0 301 Moved\r\nLocation: https://elsewhere.example\r\n\r\n", "HTTP/1.1 400 Bad\tnumber\r\n\r\n", "HTTP/1.1 408 x\r\n\r\n", "HTTP/1.1 429 slow\r\nRetry-After: 5\r\n\r\n",
		"HTTP/1.1 503 \xff\x00\r\n\r\n", "HTTP/1.1 500 oh\r\n\r\n", "HTTP/1.1 999 oh\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 404 " + strings.Repeat("long ", 200) + "\r\n\r\n", "HTTP/1.1 404 \xe2\x80\xa8x\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, answer []byte) {
		r, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(answer)), nil)
		if err != nil {
			return
		}
		_ = r.Body.Close()
		code, err := r.StatusCode, verdict(r)
		if (err == nil) != (code >= 200 && code <= 299) {
			t.Fatalf("%q: %v", answer, err)
		}
		if err == nil {
			return
		}
		no, refused := errors.AsType[*Refusal](err)
		again := code == 408 || code == 425 || code == 429 || code == 503
		if refused != (again || code >= 300 && code <= 499) || refused && no.Permanent == again {
			t.Errorf("%q: %+v", answer, err)
		}
		for _, exhausted := range []bool{false, true} {
			state, why := judge(err, exhausted)
			if want := map[bool]State{true: Failed, false: Queued}[refused && no.Permanent || exhausted]; refused && state != want || !refused && state != Unknown {
				t.Errorf("%q: %s", answer, state)
			}
			kept, err := reasonText(why)
			if err != nil || !utf8.ValidString(kept) || strings.ContainsRune(kept, 0) {
				t.Fatalf("%q is kept as %q, %v", answer, kept, err)
			}
			read, err := readReason(kept)
			if err != nil || read.Key != why.Key || len(read.Args) != len(why.Args) {
				t.Errorf("%q is kept as %q, and read as %+v, %v", answer, kept, read, err)
			}
			for _, x := range why.Args {
				if said, ok := x.(string); ok && (strings.ContainsAny(said, "\r\n\x00\u2028\u2029") || utf8.RuneCountInString(said) > 302) {
					t.Errorf("%q says %q", answer, said)
				}
			}
		}
	})
}

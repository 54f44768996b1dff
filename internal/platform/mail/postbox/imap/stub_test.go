package imap

import (
	"bytes"
	netmail "net/mail"
	"strings"
	"testing"
)

// FuzzStub holds that whatever a header holds, the stub has our body, one description of it, and nothing of the header in its body.
func FuzzStub(f *testing.F) {
	for _, s := range []string{"From: a@b.c\r\nSubject: x\r\n\r\n", "Content-Type: text/html;\r\n charset=x\r\nFrom: a\r\n", "content-TYPE : x\n\ty\nTo: b\n\nrest", "", ":", " x", "\r\n", "a\rb\n", "MIME-Version: 1.0", "From a@b\nX: 1", "Content-TYPE"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, header []byte) {
		got := stub(header, "large")
		if !bytes.Equal(got, stub(header, "large")) {
			t.Fatal("the same header makes other bytes")
		}
		top, body, found := bytes.Cut(got, []byte("\r\n\r\n"))
		if !found || string(body) != "large\r\n" {
			t.Fatalf("the body is %q", body)
		}
		if n := strings.Count(strings.ToLower("\n"+string(top)), "\ncontent-type"); n != 1 {
			t.Fatalf("%d descriptions in %q", n, top)
		}
	})
}

func TestAStubIsAMail(t *testing.T) {
	t.Parallel()
	m, err := netmail.ReadMessage(bytes.NewReader(stub([]byte("From: Amina <a@b.example>\r\nSubject: scans\r\nContent-Type: multipart/mixed;\r\n boundary=x\r\nTo: hr@b.example\r\n\r\n"), "large")))
	if err != nil || m.Header.Get("Subject") != "scans" || m.Header.Get("To") != "hr@b.example" || m.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("got %v, %v", m, err)
	}
}

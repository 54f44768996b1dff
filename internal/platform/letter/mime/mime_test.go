package mime_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"hearth/internal/platform/letter/mime"
)

// outline writes a mail's parts as (a b(c)), the types without "text/" and "multipart/".
func outline(p *mime.Part) string {
	name := strings.NewReplacer("text/", "", "multipart/", "", "application/", "").Replace(p.Type)
	if !p.Multi() {
		return name + "=" + string(p.Body)
	}
	var parts []string
	for _, c := range p.Parts {
		parts = append(parts, outline(c))
	}
	return name + "(" + strings.Join(parts, " ") + ")"
}

func TestMailsAreTakenApart(t *testing.T) {
	t.Parallel()
	const two = "Content-Type: multipart/mixed; boundary=a\n\n"
	for in, want := range map[string]string{
		"\nbody": "plain=body",
		two + "before\n--a\n\n1\n--a\n\n2\n--a--\nafter": "mixed(plain=1 plain=2)",
		two + "--a\n\n1":              "mixed(plain=1)",
		two + "--a\n--a\n\n2\n--a--":  "mixed(plain= plain=2)",
		two + "--a \t\n\n1\n--a-- \n": "mixed(plain=1)",
		two + "--ab\n\n1":             "plain=--ab\n\n1",
		two + "--a\nContent-Type: multipart/alternative; boundary=\"a b\"\n\n--a b\n\n1\n--a b--\n\n--a\n\n2\n--a--":     "mixed(alternative(plain=1) plain=2)",
		two + "--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n1\n--a\n\n2\n--a--":                        "mixed(alternative(plain=1) plain=2)",
		two + "--a\nContent-Type: multipart/alternative; boundary=b\n\n--a\n\n2\n--a--":                                  "mixed(alternative= plain=2)",
		two + "--a\nContent-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n1\n--x--\n--a--": "mixed(message/rfc822=Content-Type: multipart/mixed; boundary=x\n\n--x\n\n1\n--x--)",
		"Content-Type: multipart/digest; boundary=a\n\n--a\n\nA: b\n\n1\n--a--":                                          "digest(message/rfc822=A: b\n\n1)",
		"Content-Type: text\n\n1":                         "plain=1",
		"Content-Type: what ever\n\n1":                    "plain=1",
		"Content-Type: text/html\nContent-Type: a/b\n\n1": "html=1",
		"Content-Type: TEXT/HTML;;;\n\n1":                 "html=1",
	} {
		if got := outline(mime.Parse([]byte(in)).Root); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func TestBodiesAreDecoded(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 100_000)
	for _, c := range []struct{ encoding, in, want string }{
		{"base64", "aGVsbG8=", "hello"}, {"base64", "aGVs\r\nbG8", "hello"}, {"base64", "aGVsbG8=aGVsbG8=", "hellohello"}, {"base64", "a", ""}, {"base64", "====", ""},
		{"BASE64;", "aGVsbG8=", "hello"}, {"quoted-printable", "a=3Db =\r\nc \t\r\nd", "a=b c\r\nd"}, {"quoted-printable", "=", ""}, {"quoted-printable", "=3", "=3"},
		{"quoted-printable", "=C3=", "\xc3"}, {"quoted printable", "a=3Db", "a=b"}, {"quoted-printable", long + "=41", long + "A"},
		{"quoted-printable", strings.Repeat("=41", 20_000), strings.Repeat("A", 20_000)},
		{"x-uuencode", "begin 644 x\n%:&5L;&\\\n`\nend\n", "hello"}, {"x-uuencode", "no uu at all", "no uu at all"}, {"7bit", "a=3D", "a=3D"}, {"nonsense", "a=3D", "a=3D"}, {"", "a", "a"},
	} {
		p := mime.Parse([]byte("Content-Transfer-Encoding: " + c.encoding + "\n\n" + c.in)).Root
		got, err := io.ReadAll(p.Open())
		if err != nil || string(got) != c.want {
			t.Errorf("%s %.40q: got %.60q, want %.60q, %v", c.encoding, c.in, got, c.want, err)
		}
		if b, all := p.Decoded(3); string(b) != c.want[:min(3, len(c.want))] || all != (len(c.want) <= 3) {
			t.Errorf("%s %.40q: the first 3 bytes are %q, all: %v", c.encoding, c.in, b, all)
		}
	}
}

// leaves counts parts without parts, and how deep they lie.
func leaves(p *mime.Part, depth int) (n, deepest int) {
	if !p.Multi() {
		return 1, depth
	}
	for _, c := range p.Parts {
		m, d := leaves(c, depth+1)
		n, deepest = n+m, max(deepest, d)
	}
	return n, deepest
}

func nested(depth int) []byte {
	var b bytes.Buffer
	for i := range depth {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	b.WriteString("\ninnermost")
	return b.Bytes()
}

// Each limit holds exactly; one more is kept in one piece, and said.
func TestMailsHaveLimits(t *testing.T) {
	t.Parallel()
	flat := func(n int) []byte {
		return []byte("Content-Type: multipart/mixed; boundary=a\n\n" + strings.Repeat("--a\n\nx\n", n) + "--a--\n")
	}
	const more = "The mail has more parts"
	for _, c := range []struct {
		name  string
		raw   []byte
		parts int
		depth int
		more  bool
	}{
		{"parts", flat(mime.MaxParts), mime.MaxParts, 1, false},
		{"one part more", flat(mime.MaxParts + 1), mime.MaxParts + 1, 1, true},
		{"ten thousand parts", flat(10_000), mime.MaxParts + 1, 1, true},
		{"depth", nested(mime.MaxDepth), 1, mime.MaxDepth, false},
		{"one deeper", nested(mime.MaxDepth + 1), 1, mime.MaxDepth, true},
		{"ten thousand deep", nested(10_000), 1, mime.MaxDepth, true},
	} {
		m := mime.Parse(c.raw)
		n, depth := leaves(m.Root, 0)
		if said := strings.Contains(fmt.Sprint(m.Warnings), more); n != c.parts || depth != c.depth || said != c.more {
			t.Errorf("%s: %d parts, %d deep, said so: %v; want %d, %d, %v", c.name, n, depth, said, c.parts, c.depth, c.more)
		}
	}
	var kept bytes.Buffer
	for _, p := range mime.Parse(flat(mime.MaxParts + 50)).Root.Parts {
		kept.Write(p.Body)
	}
	if got := strings.Count(kept.String(), "x"); got != mime.MaxParts+50 {
		t.Errorf("%d of %d parts are kept", got, mime.MaxParts+50)
	}
}

func FuzzMIME(f *testing.F) {
	f.Add([]byte("Content-Type: multipart/mixed; boundary=a\n\n--a\n\n1\n--a--"))
	f.Add([]byte("Content-Transfer-Encoding: base64\n\naGVs=bG8"))
	f.Add([]byte("Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n%:&5L"))
	f.Add([]byte("Content-Transfer-Encoding: quoted-printable\n\n=\n=4"))
	f.Add(nested(25))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var visit func(p *mime.Part)
		visit = func(p *mime.Part) {
			if n, err := io.Copy(io.Discard, p.Open()); err != nil || n > int64(3*len(raw)) {
				t.Errorf("%d bytes of %d, %v", n, len(raw), err)
			}
			for _, c := range p.Parts {
				visit(c)
			}
		}
		visit(mime.Parse(raw).Root)
	})
}

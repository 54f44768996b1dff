package mbox

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

func all(t testing.TB, text string, most int64) []Mail {
	t.Helper()
	r := New(strings.NewReader(text), most)
	var mails []Mail
	for {
		m, err := r.Next()
		if errors.Is(err, io.EOF) {
			return mails
		}
		if err != nil {
			return mails
		}
		mails = append(mails, m)
	}
}

const from = "From amina@x.example Tue Nov 17 10:00:00 2026\n"

func TestMailsOfEachDialect(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"mboxo":                  {from + "A: 1\n\n>From here\n\n" + from + "A: 2\n\ntwo\n", []string{"A: 1\n\nFrom here\n", "A: 2\n\ntwo\n"}},
		"mboxrd":                 {from + "A: 1\n\n>>From here\n\n" + from + "A: 2\n\ntwo\n\n", []string{"A: 1\n\n>From here\n", "A: 2\n\ntwo\n"}},
		"a line without a date":  {from + "A: 1\n\nx\n\nFrom now on I am away.\n\n" + from + "A: 2\n\n", []string{"A: 1\n\nx\n\nFrom now on I am away.\n", "A: 2\n"}},
		"no empty line before":   {from + "A: 1\n\nx\n" + from + "y\n", []string{"A: 1\n\nx\n" + from + "y\n"}},
		"mboxcl2":                {from + fmt.Sprintf("Content-Length: %d\n\nx\n\n%sy\n\n", 4+len(from)+1, from) + from + "A: 2\n\ntwo\n", []string{fmt.Sprintf("Content-Length: %d\n\nx\n\n%sy\n", 4+len(from)+1, from), "A: 2\n\ntwo\n"}},
		"a length that lies":     {from + "Content-Length: 5000\n\nx\n\n" + from + "A: 2\n\ntwo\n\n" + from + "A: 3\n\nthree\n", []string{"Content-Length: 5000\n\nx\n", "A: 2\n\ntwo\n", "A: 3\n\nthree\n"}},
		"a length that is short": {from + "Content-Length: 1\n\nlonger\n\n" + from + "A: 2\n\ntwo\n", []string{"Content-Length: 1\n\nlonger\n", "A: 2\n\ntwo\n"}},
		"empty lines first":      {"\n\n" + from + "A: 1\n\n", []string{"A: 1\n"}},
		"an empty mail":          {from, []string{""}},
		"no mbox":                {"A: 1\n\nx\n", nil},
		"nothing":                {"", nil},
	} {
		for _, end := range []string{"\n", "\r\n"} {
			if end == "\r\n" && name == "mboxcl2" {
				continue // its length counts the other line end
			}
			var got, want []string
			for _, m := range all(t, strings.ReplaceAll(c.text, "\n", end), 1<<20) {
				got = append(got, string(m.Raw))
			}
			for _, w := range c.want {
				want = append(want, strings.ReplaceAll(w, "\n", end))
			}
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
				t.Errorf("%s, %q:\n got %q\nwant %q", name, end, got, want)
			}
		}
	}
}

func TestAMailThatIsTooLongIsToldAndTheNextRead(t *testing.T) {
	t.Parallel()
	got := all(t, from+"A: 1\n\n"+strings.Repeat("x", 300_000)+"\n\n"+from+"A: 2\n\ntwo\n", 1000)
	if len(got) != 2 || !got[0].Skipped || got[0].Size < 300_000 || len(got[0].Raw) > 1004 || got[1].Skipped || string(got[1].Raw) != "A: 2\n\ntwo\n" {
		t.Errorf("%d mails: %d bytes", len(got), got[0].Size)
	}
	if got[1].At != int64(len(from)+len("A: 1\n\n")+300_002) {
		t.Errorf("the second is at %d", got[1].At)
	}
}

// Eight times as many bytes take about eight times the time, whatever they are: reading anew from the start would take
// sixty-four. A busy machine can disturb one look, not each of five.
func TestTimeIsLinear(t *testing.T) {
	t.Parallel()
	for name, piece := range map[string]string{
		"separators":       "\n" + from,
		"lengths that lie": from + "Content-Length: 900000\n\nx\n\n",
		"one line":         strings.Repeat("x", 100),
		"quoting":          strings.Repeat(">", 60) + "From x\n",
	} {
		cost := func(n int) time.Duration {
			text := from + strings.Repeat(piece, n/len(piece))
			began := time.Now()
			all(t, text, 1<<20)
			return time.Since(began)
		}
		var looks []string
		for range 5 {
			one, eight := cost(512<<10), cost(4<<20)
			if eight < 24*one {
				looks = nil
				break
			}
			looks = append(looks, fmt.Sprintf("%v and %v", one, eight))
		}
		if looks != nil {
			t.Errorf("%s: 512 KiB and 4 MiB took each time %s", name, strings.Join(looks, ", "))
		}
	}
}

func FuzzMails(f *testing.F) {
	f.Add(from+"A: 1\n\n>From x\n\n"+from+"y", int64(100))
	f.Add(from+"Content-Length: 70\n\nx\n\n"+from+"A: 2\n\n"+from, int64(1000))
	f.Add("\r\n"+from+"\n\n\n"+from, int64(3))
	f.Fuzz(func(t *testing.T, text string, most int64) {
		most = max(0, min(most, 1<<20))
		last, size := int64(-1), int64(0)
		for _, m := range all(t, text, most) {
			if m.At <= last || m.At >= int64(len(text)) || !strings.HasPrefix(text[m.At:], "From ") {
				t.Fatalf("a mail at %d after %d", m.At, last)
			}
			if int64(len(m.Raw)) > most+4 || !m.Skipped && m.Size != int64(len(m.Raw)) {
				t.Fatalf("%d of %d bytes", len(m.Raw), m.Size)
			}
			last, size = m.At, size+m.Size
		}
		if size > int64(len(text)) {
			t.Fatalf("%d bytes of %d", size, len(text))
		}
	})
}

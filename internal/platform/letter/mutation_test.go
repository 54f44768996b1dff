package letter_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"hearth/internal/platform/letter"
)

// mutations are what may befall a mail on its way.
var mutations = []struct {
	name string
	do   func(raw []byte, r *rand.Rand) []byte
}{
	{"cut off", func(raw []byte, r *rand.Rand) []byte { return raw[:r.IntN(len(raw)+1)] }},
	{"beginning lost", func(raw []byte, r *rand.Rand) []byte { return raw[r.IntN(len(raw)+1):] }},
	{"bits turned", func(raw []byte, r *rand.Rand) []byte {
		for range 1 + r.IntN(20) {
			if len(raw) > 0 {
				raw[r.IntN(len(raw))] ^= byte(1 << r.IntN(8))
			}
		}
		return raw
	}},
	{"a piece doubled", func(raw []byte, r *rand.Rand) []byte {
		from := r.IntN(len(raw) + 1)
		to := from + r.IntN(len(raw)-from+1)
		return bytes.Join([][]byte{raw[:to], raw[from:]}, nil)
	}},
	{"a piece lost", func(raw []byte, r *rand.Rand) []byte {
		from := r.IntN(len(raw) + 1)
		return append(raw[:from:from], raw[from+r.IntN(len(raw)-from+1):]...)
	}},
	{"sets renamed", func(raw []byte, r *rand.Rand) []byte {
		names := []string{"charset=x-nonsense", "charset=utf-16", `charset="`, "charset=", "charset=iso-2022-kr", "charset=utf-7", "charset=replacement"}
		return sets.ReplaceAll(raw, []byte(names[r.IntN(len(names))]))
	}},
	{"encodings changed", func(raw []byte, r *rand.Rand) []byte {
		names := []string{"Transfer-Encoding: base64", "Transfer-Encoding: quoted-printable", "Transfer-Encoding: x-uuencode", "Transfer-Encoding: \x00"}
		return encodings.ReplaceAll(raw, []byte(names[r.IntN(len(names))]))
	}},
	{"lines broken otherwise", func(raw []byte, r *rand.Rand) []byte {
		ends := []string{"\r", "\n", "\r\r\n", "\n\n", "\x00"}
		return bytes.ReplaceAll(raw, []byte("\n"), []byte(ends[r.IntN(len(ends))]))
	}},
	{"boundaries shortened", func(raw []byte, _ *rand.Rand) []byte { return bytes.ReplaceAll(raw, []byte("\n--"), []byte("\n-")) }},
}

var (
	sets      = regexp.MustCompile(`(?i)charset="?[A-Za-z0-9_-]+"?`)
	encodings = regexp.MustCompile(`(?i)Transfer-Encoding: *[A-Za-z0-9-]+`)
)

// Whatever befalls a mail, reading it ends, and what it returns keeps to what is promised. Each mail is spoilt in each way, several times in the
// long run.
func TestSpoiltMailsAreRead(t *testing.T) {
	t.Parallel()
	mails := map[string][]byte{}
	for name, c := range odd {
		mails[name] = c.raw
	}
	if dir := os.Getenv("HEARTH_TEST_DATA"); dir != "" {
		for _, pattern := range []string{"mail-gem-emails/spec/fixtures/emails/*/*.eml", "bounces-sample/maildir/*.eml", "email-reply-parser/test/emails/email_1*"} {
			files, err := filepath.Glob(filepath.Join(dir, pattern))
			if err != nil || len(files) == 0 {
				t.Fatalf("%s: %v", pattern, err)
			}
			for _, file := range files {
				raw, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				mails[filepath.Base(file)] = raw
			}
		}
	}
	rounds := 3
	if os.Getenv("HEARTH_LONG") == "1" {
		rounds = 100
	}
	r, read := rand.New(rand.NewPCG(1, 2)), 0
	for name, raw := range mails {
		for _, m := range mutations {
			for range rounds {
				spoilt := m.do(bytes.Clone(raw), r)
				lawful(t, letter.Parse(spoilt, letter.Options{Origin: "x"}))
				if read++; t.Failed() {
					t.Fatalf("%s, %s: %q", name, m.name, spoilt)
				}
			}
		}
	}
	t.Logf("%d mails spoilt in %d ways: %d read", len(mails), len(mutations), read)
}

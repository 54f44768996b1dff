package rtf_test

import (
	"encoding/binary"
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf8"

	"hearth/internal/platform/letter/rtf"
)

// The examples of [MS-OXRTFCP], 4.1 and 4.2.
func TestPublishedExamplesAreDecompressed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ compressed, want string }{
		{"2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0", "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"},
		{"1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0", "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"},
	} {
		b, err := hex.DecodeString(c.compressed)
		if err != nil {
			t.Fatal(err)
		}
		if got, whole := rtf.Decompress(b, 1000); got != c.want || !whole {
			t.Errorf("got %q (whole: %v), want %q", got, whole, c.want)
		}
		if got, whole := rtf.Decompress(b, 10); got != c.want[:10] || whole {
			t.Errorf("of ten bytes got %q (whole: %v)", got, whole)
		}
		if got, whole := rtf.Decompress(b[:len(b)-6], 1000); whole || !strings.HasPrefix(c.want, got) {
			t.Errorf("cut off: got %q (whole: %v)", got, whole)
		}
	}
}

func TestUncompressedSourceIsTaken(t *testing.T) {
	t.Parallel()
	head := binary.LittleEndian.AppendUint32(nil, 20)
	head = binary.LittleEndian.AppendUint32(head, 8)
	head = binary.LittleEndian.AppendUint32(head, 0x414C454D)
	b := append(binary.LittleEndian.AppendUint32(head, 0), `{\rtf1 }`...)
	if got, whole := rtf.Decompress(b, 100); got != `{\rtf1 }` || !whole {
		t.Errorf("got %q (whole: %v)", got, whole)
	}
}

func TestTextIsRead(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard Hello\par World\tab !}`:                "Hello\nWorld\t!",
		`{\rtf1\ansi\ansicpg1250 \'9aest}`:                                                         "šest",
		`{\rtf1\ansi\ansicpg932 \'93\'fa\'96\'7b}`:                                                 "日本",
		`{\rtf1\ansi\uc1 5 \u8364? and \u8364\'80 and \u-10179?\u-8694?}`:                          "5 € and € and 😊",
		`{\rtf1\ansi\uc0 \u8364 x}`:                                                                "€x",
		`{\rtf1{\*\generator Riched20;}{\info{\author Eve}}a\{b\}\\c{\pict\bin4 }}}}d}`:            `a{b}\c`,
		`{\rtf1 one {\b two} three\~four\_five}`:                                                   "one two three\u00a0four\u2011five",
		"{\\rtf1 one\r\n two\\line three}":                                                         "one two\nthree",
		`{\rtf1 {\field{\*\fldinst HYPERLINK "https://example.com"}{\fldrslt our page}} and more}`: "our page and more",
		`no source at all`: "no source at all",
		``:                 "",
	} {
		if got := rtf.Read(source, 1000); got.Text != want || got.HTML != "" {
			t.Errorf("%s\n got %q (HTML %q)\nwant %q", source, got.Text, got.HTML, want)
		}
	}
}

// HTML that Outlook wrapped comes out as it went in ([MS-OXRTFEX]).
func TestHTMLIsUnwrapped(t *testing.T) {
	t.Parallel()
	source := `{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}` + "\r\n" + `{\*\htmltag18 <html>}{\*\htmltag50 <body>}\htmlrtf \lang1031 \htmlrtf0 ` +
		`{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Gr\'fc\'dfe {\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 & <more>\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}{\*\htmltag58 </body>}{\*\htmltag27 </html>}}`
	want := `<html><body><p>Grüße &nbsp;&amp; &lt;more&gt;</p></body></html>`
	if got := rtf.Read(source, 1000); got.HTML != want || got.Text != "" {
		t.Errorf("got %q and text %q\nwant %q", got.HTML, got.Text, want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{\rtf1\ansi\ansicpg1250\fromhtml1{\*\htmltag <p>}\'9a\u8364?\u-10179?\bin3 abc}`)
	f.Add(strings.Repeat("{", 500) + "x" + strings.Repeat("}", 500))
	f.Fuzz(func(t *testing.T, source string) {
		got := rtf.Read(source, 100)
		if len(got.Text) > 100 || len(got.HTML) > 100 || !utf8.ValidString(got.Text+got.HTML) {
			t.Errorf("%q gives %q", source, got)
		}
	})
}

func FuzzDecompress(f *testing.F) {
	f.Add([]byte("\x2d\x00\x00\x00\x2b\x00\x00\x00LZFu\xf1\xc5\xc7\xa7\x03\x00\x0a\x00rcpg125"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, _ := rtf.Decompress(b, 1000); len(got) > 1000 {
			t.Errorf("%d bytes", len(got))
		}
	})
}

package papertest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"testing"
)

// A compressed page may end in any byte, also in one that looks like the end of a line.
func TestAPageIsReadWhateverItEndsIn(t *testing.T) {
	t.Parallel()
	ended := map[byte]bool{}
	for n := range 256 {
		want := append([]byte("/F1 12 Tf "), byte(n)) // each gives another checksum, and with it another last byte
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		if _, err := w.Write(want); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		ended[packed.Bytes()[packed.Len()-1]] = true
		got := pages(t, fmt.Appendf(nil, "<< /Length %d >>\nstream\n%s\nendstream\n", packed.Len(), packed.Bytes()))
		if len(got) != 1 || !bytes.Equal(got[0], want) {
			t.Fatalf("page %d is %q", n, got)
		}
	}
	if len(ended) != 256 {
		t.Errorf("pages ended in %d of 256 bytes", len(ended))
	}
}

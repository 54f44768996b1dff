package imap

import (
	"bytes"
	"fmt"
	"strings"
)

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// stub makes a mail of a header and a text that stands for its body: the fields that describe the body are left out. The same header and text make
// the same bytes.
func stub(header []byte, text string) []byte {
	var b bytes.Buffer
	keep := true
	for line := range bytes.Lines(header) {
		if len(bytes.TrimRight(line, "\r\n")) == 0 {
			break
		}
		if line[0] != ' ' && line[0] != '\t' { // not the continuation of the field before
			name, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(string(line))), ":")
			keep = !strings.HasPrefix(name, "content-") && strings.TrimSpace(name) != "mime-version"
		}
		if keep {
			b.Write(bytes.TrimRight(line, "\r\n"))
			b.WriteString("\r\n")
		}
	}
	b.WriteString("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text + "\r\n")
	return b.Bytes()
}

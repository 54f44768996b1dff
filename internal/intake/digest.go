package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// onTheWay are the fields that servers add while a mail travels: they differ between two copies of the same mail.
var onTheWay = map[string]bool{
	"received": true, "return-path": true, "delivered-to": true, "x-original-to": true, "envelope-to": true, "authentication-results": true,
	"received-spf": true, "dkim-signature": true, "x-spam-status": true, "x-spam-score": true, "x-spam-flag": true, "x-spam-level": true, "x-virus-scanned": true,
	"status": true, "x-status": true, "x-uid": true, "x-keywords": true, "content-length": true, "lines": true, "x-mozilla-status": true, "x-mozilla-status2": true,
}

// digest is the same for two copies of a mail, by whichever way they came, and another for each other mail: it is over the body and all fields but those of
// the way. The line ends do not count. It takes any bytes.
func digest(raw []byte) string {
	h := sha256.New()
	head, body := raw, []byte(nil)
	if i := bytes.Index(raw, []byte("\r\n\r\n")); i >= 0 {
		head, body = raw[:i], raw[i+4:]
	}
	if i := bytes.Index(raw, []byte("\n\n")); i >= 0 && i < len(head) {
		head, body = raw[:i], raw[i+2:]
	}
	skip := false
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 || line[0] != ' ' && line[0] != '\t' {
			name, _, isField := bytes.Cut(line, []byte(":"))
			skip = isField && onTheWay[strings.ToLower(string(bytes.TrimSpace(name)))] || bytes.HasPrefix(line, []byte("From "))
		}
		if !skip {
			h.Write(line)
			h.Write([]byte{'\n'})
		}
	}
	h.Write([]byte{'\n'})
	body = bytes.TrimRight(body, "\r\n")
	for line := range bytes.Lines(body) {
		h.Write(bytes.TrimRight(line, "\r\n"))
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil))
}

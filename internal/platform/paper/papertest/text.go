// Package papertest reads the text of our PDFs back.
package papertest

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

var (
	streams = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`) // and a stream's own last byte may be a return
	shown   = regexp.MustCompile(`(?s)\(((?:\\.|[^\\()])*)\)\s*Tj`)
	spaced  = regexp.MustCompile(`(?s)\[((?:\s*\((?:\\.|[^\\()])*\)\s*|[-0-9.\s]+)+)\]\s*TJ`)
	piece   = regexp.MustCompile(`(?s)\(((?:\\.|[^\\()])*)\)`)
)

// Text returns what the pages of a PDF of package paper show, line by line: its texts are UTF-16.
func Text(t testing.TB, pdf []byte) string {
	t.Helper()
	var out strings.Builder
	for _, page := range pages(t, pdf) {
		for line := range bytes.SplitSeq(page, []byte(" ET")) {
			for _, s := range shown.FindAllSubmatch(line, -1) {
				out.WriteString(decoded(s[1]))
			}
			for _, s := range spaced.FindAllSubmatch(line, -1) {
				for i, p := range piece.FindAllSubmatch(s[1], -1) {
					if i > 0 {
						out.WriteByte(' ')
					}
					out.WriteString(decoded(p[1]))
				}
			}
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// pages are what draws each page.
func pages(t testing.TB, pdf []byte) (all [][]byte) {
	t.Helper()
	for _, m := range streams.FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		page, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("a stream of the PDF cannot be read: %v", err)
		}
		if bytes.Contains(page, []byte(" Tf")) {
			all = append(all, page)
		}
	}
	return all
}

func decoded(raw []byte) string {
	var plain []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '\\' && i+1 < len(raw) {
			i++
			switch raw[i] {
			case 'r':
				plain = append(plain, '\r')
			case 'n':
				plain = append(plain, '\n')
			default:
				plain = append(plain, raw[i])
			}
			continue
		}
		plain = append(plain, raw[i])
	}
	var units []uint16
	for i := 0; i+1 < len(plain); i += 2 {
		units = append(units, uint16(plain[i])<<8|uint16(plain[i+1]))
	}
	return string(utf16.Decode(units))
}

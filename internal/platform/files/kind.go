package files

import (
	"archive/zip"
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const longestName = 200

// CleanName returns the name of a file as it is shown: without folders, control characters and marks that turn the reading direction, in at
// most 200 characters. "file" stands for a name of which nothing is left.
func CleanName(name string) string {
	name = strings.ToValidUTF8(name, "")
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' {
			return -1
		}
		return r
	}, name)
	name = strings.TrimSpace(name)
	if strings.Trim(name, ".") == "" {
		return "file"
	}
	if n := utf8.RuneCountInString(name); n > longestName {
		end := []rune(filepath.Ext(name))
		if len(end) > 12 {
			end = nil
		}
		name = string([]rune(name)[:longestName-len(end)]) + string(end)
	}
	return name
}

// starts are kinds that are known by their first bytes.
var starts = []struct{ bytes, kind string }{
	{"%PDF-", "application/pdf"},
	{"\xff\xd8\xff", "image/jpeg"},
	{"\x89PNG\r\n\x1a\n", "image/png"},
	{"GIF87a", "image/gif"},
	{"GIF89a", "image/gif"},
	{"OggS", "audio/ogg"},
	{"ID3", "audio/mpeg"},
	{"\xff\xfb", "audio/mpeg"},
	{"\xff\xf3", "audio/mpeg"},
	{"\xff\xf2", "audio/mpeg"},
	{"\x1aE\xdf\xa3", "audio/webm"},
}

// sniff returns the kind of a file by its content; the name decides between kinds of plain text only. ok is false for a kind that Hearth does
// not take, among them everything that a browser would run.
func sniff(name string, content []byte) (kind string, ok bool) {
	for _, s := range starts {
		if bytes.HasPrefix(content, []byte(s.bytes)) {
			return s.kind, true
		}
	}
	switch {
	case len(content) > 12 && string(content[:4]) == "RIFF" && string(content[8:12]) == "WEBP":
		return "image/webp", true
	case len(content) > 12 && string(content[4:8]) == "ftyp":
		return media(string(content[8:12]))
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return office(content)
	}
	return plain(name, content)
}

// media tells photos of phones from recordings by the brand of their container.
func media(brand string) (string, bool) {
	switch {
	case slices.Contains([]string{"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"}, brand):
		return "image/heic", true
	case brand == "M4A " || brand == "M4B ":
		return "audio/mp4", true
	}
	return "", false
}

// office tells documents and tables from other archives by what is inside. Macros are not taken.
func office(content []byte) (string, bool) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return "", false
	}
	kind := ""
	for _, f := range archive.File {
		switch {
		case strings.HasSuffix(f.Name, "vbaProject.bin") || strings.HasPrefix(f.Name, "Basic/"):
			return "", false
		case f.Name == "word/document.xml":
			kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
		case f.Name == "xl/workbook.xml":
			kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		case f.Name == "mimetype" && f.Method == zip.Store && f.UncompressedSize64 < 100:
			kind = openDocument(content)
		}
	}
	return kind, kind != ""
}

// openDocument reads the kind that an OpenDocument file names at a fixed place.
func openDocument(content []byte) string {
	for _, kind := range []string{"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"} {
		if at := 38; len(content) > at+len(kind) && string(content[at:at+len(kind)]) == kind && !strings.HasPrefix(string(content[at+len(kind):]), "-") {
			return kind
		}
	}
	return ""
}

// plain takes text without control characters that does not look like markup: a table, a mail or a note.
func plain(name string, content []byte) (string, bool) {
	for _, b := range content {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' {
			return "", false
		}
	}
	text := strings.TrimSpace(strings.TrimPrefix(string(content), "\ufeff"))
	if strings.HasPrefix(text, "<") || strings.HasPrefix(text, "#!") {
		return "", false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		return "text/csv", true
	case ".eml":
		return "message/rfc822", true
	case ".txt", ".text", ".log", ".md", "":
		return "text/plain", true
	}
	return "", false
}

package crawl_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"hearth/internal/platform/paper/papertest"
	"hearth/internal/platform/sheet"
)

// readable is the body of an answer as somebody reads it: of a spreadsheet what is in its parts, of a PDF what its pages show.
func readable(t testing.TB, answer *httptest.ResponseRecorder) string {
	t.Helper()
	body := answer.Body.Bytes()
	if answer.Header().Get("Content-Type") == "application/pdf" && bytes.HasPrefix(body, []byte("%PDF")) {
		return papertest.Text(t, body)
	}
	if answer.Header().Get("Content-Type") != sheet.XLSX.ContentType() {
		return string(body)
	}
	book, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatalf("a spreadsheet that does not open: %v", err)
	}
	all := new(strings.Builder)
	all.WriteString(book.Comment + "\n")
	for _, f := range book.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(f.Name + f.Comment + string(f.Extra) + "\n" + string(text) + "\n")
	}
	return all.String()
}

package app_test

import (
	"bytes"
	"errors"
	"io/fs"
	"mime/multipart"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/store"
)

// attached is a form with texts and a text file of some size.
func attached(t *testing.T, texts map[string]string, size int) (body *bytes.Buffer, kind string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	f, err := w.CreateFormFile("files", "note.txt")
	if err == nil {
		_, err = f.Write(bytes.Repeat([]byte("hours "), size/6))
	}
	for name, text := range texts {
		err = errors.Join(err, w.WriteField(name, text))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return body, w.FormDataContentType()
}

// lying are the files in a data directory that hold what somebody sent, by their paths.
func lying(t *testing.T, data string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !slices.Contains([]string{"key", "lock", "audit.log"}, d.Name()) && !strings.HasPrefix(d.Name(), "hearth.db") {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Of files that were sent those alone lie on the disk that somebody keeps: none of whoever is not signed in or may not write, none of a message that was refused, and none a second time.
func TestOnlyFilesThatAreKeptLieOnTheDisk(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := regexp.MustCompile(`HR-\d+`).FindString(a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Hours", "body": "Two are missing.", "service": "pay"}).Is(201).Text)
		kept := 0
		if a.DB.Dialect() == store.SQLite {
			kept = 1
		}
		send := func(c *apptest.Client, path string, texts map[string]string, want, files int) {
			t.Helper()
			body, kind := attached(t, texts, 2<<20)
			if got := c.Do("POST", path, kind, body); got.Status != want {
				t.Errorf("%s: got %d, want %d: %.200s", path, got.Status, want, got.Text)
			}
			if left := lying(t, a.Config.Data); len(left) != files {
				t.Errorf("%s with %v: there lie %v, want %d", path, texts, left, files)
			}
		}
		page, api, desk := "/requests/"+number+"/messages", "/api/v1/cases/"+number+"/messages", "/desk/cases/"+number
		words := map[string]string{"body": "See the file."}
		closing := map[string]string{"answer": "Here they are.", "outcome": "done", "cause": "nowhere"}
		send(a.Nobody(), "/sign-in", map[string]string{"email": "amina@ferrow-lund.example"}, 413, 0)
		send(a.Nobody(), page, words, 303, 0)
		send(a.Nobody(), api, words, 401, 0)
		send(a.Nobody(), "/api/v1/cases/HR-1/messages", words, 401, 0)
		send(a.Nobody(), "/api/v1/cases/HR-1/close", closing, 401, 0)
		send(a.Nobody(), "/api/v1/cases", nil, 401, 0)
		send(a.API("amina"), "/api/v1/cases/HR-1/messages", words, 404, 0)
		send(a.API("pavel"), api, words, 404, 0)
		send(a.API("amina"), "/api/v1/cases/"+number+"/close", closing, 403, 0)
		send(a.API("amina"), api, nil, 422, 0)
		send(a.Portal("amina"), page, nil, 422, 0)
		send(a.API("amina"), "/api/v1/cases", map[string]string{"subject": "Hours"}, 422, 0)
		send(a.API("marta"), "/api/v1/cases/"+number+"/close", closing, 422, 0)
		send(a.Desk("marta"), desk+"/messages", nil, 422, 0)
		send(a.Portal("amina"), page, words, 303, kept)
		send(a.Portal("amina"), page, words, 303, kept)
		send(a.API("amina"), api, nil, 422, kept)
	})
}

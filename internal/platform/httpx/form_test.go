package httpx_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// uploaded is a form with a file, which stands before its text.
func uploaded(t *testing.T, subject, name string, content io.Reader) (body, kind string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	f, err := w.CreateFormFile("files", name)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(f, content)
	if err := errors.Join(err, w.WriteField("subject", subject), w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

func photo(size int64) io.Reader { return io.LimitReader(&counted{}, size) }

// readers serves forms whose use cases read the files that come and then do what their name says.
func readers(m *httpx.Mux, seen *[]files.Upload) {
	use := func(and func() error) httpx.UseCase[order, receipt] {
		return func(ctx context.Context, by authz.Actor, in order) (receipt, error) {
			*seen = in.Files
			if _, err := accept(ctx, by, in); err != nil {
				return receipt{}, err
			}
			return receipt{}, and()
		}
	}
	back := func(in order, _ receipt) string { return "/" + in.Number }
	for name, and := range map[string]func() error{
		"take": func() error { return nil }, "refuse": func() error { return fault.New(fault.Conflict, "It is done already.") },
		"fail": func() error { return errors.New("broken") }, "panic": func() error { panic("boom") },
	} {
		m.Handle("POST /"+name+"/{number}", httpx.Form(use(and), back, again))
		m.Handle("POST /api/v1/"+name+"/{number}", httpx.JSON(use(and), 200, "Do"))
	}
}

// A photo is larger than what a form has in memory. Whatever becomes of the request, no copy of it stays on the disk: neither under a name nor open.
func TestNothingStaysOfAnUpload(t *testing.T) { //nolint:paralleltest // of where temporary files lie
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	m, _ := newMux(t, nil)
	var seen []files.Upload
	readers(m, &seen)
	h := named(m) // which passes another request on than the server's own, as who asks does
	body, kind := uploaded(t, "Payslip", "photo.jpg", photo(2<<20))
	for _, target := range []string{"/take/1", "/refuse/1", "/fail/1", "/panic/1", "/nowhere"} {
		for _, front := range []string{"", "/api/v1"} {
			for what, sent := range map[string]string{"whole": body, "cut off": body[:len(body)-30], "without a subject": strings.Replace(body, "Payslip", "", 1),
				"an unknown field": strings.Replace(body, `name="subject"`, `name="colour"`, 1), "another file": strings.Replace(body, `name="files"`, `name="photo"`, 1), "half": body[:1<<20]} {
				seen = nil
				w := ask(h, "POST", front+target, sent, "Content-Type", kind)
				if what == "whole" && target == "/take/1" && (w.Code >= 400 || len(seen) != 1 || seen[0].Size != 2<<20) {
					t.Fatalf("%s%s: got %d %s, %v", front, target, w.Code, w.Body, seen)
				}
				left, err := os.ReadDir(temporary)
				if err != nil || len(left) > 0 {
					t.Fatalf("%s%s, %s: %d; it left %v, %v", front, target, what, w.Code, left, err)
				}
				for _, f := range seen {
					r, err := f.Open()
					if err == nil {
						_, err = io.ReadAll(r)
					}
					if !errors.Is(err, os.ErrClosed) {
						t.Errorf("%s%s, %s: the file can still be read: %v", front, target, what, err)
					}
				}
			}
		}
	}
}

// Files come as they were sent, side by side, from memory and from the disk, and as often as they are opened.
func TestSeveralFilesComeAsTheyWereSent(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	contents := []string{"first", strings.Repeat("b", 1<<20), strings.Repeat("c", 700<<10), strings.Repeat("d", 3<<20), "", "last"}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i, content := range contents {
		f, err := w.CreateFormFile("files", string(rune('a'+i))+".txt")
		if err == nil {
			_, err = io.WriteString(f, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	came := 0
	m.Handle("POST /keep/{number}", httpx.Form(func(_ context.Context, _ authz.Actor, in order) (receipt, error) {
		came = len(in.Files) // the first time it is only asked who may
		for i, f := range in.Files {
			for range 2 {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				if sized, ok := r.(interface{ Len() int }); !ok || sized.Len() != len(contents[i]) {
					t.Errorf("%s does not say how long it is", f.Name)
				}
				got, err := io.ReadAll(r)
				if err := errors.Join(err, r.Close()); err != nil || string(got) != contents[i] || f.Size != int64(len(got)) || f.Name != string(rune('a'+i))+".txt" || f.Type != "application/octet-stream" {
					t.Errorf("%s: %d bytes of %d, %v", f.Name, len(got), f.Size, err)
				}
			}
		}
		return receipt{}, nil
	}, func(order, receipt) string { return "/" }, nil))
	if w := ask(m, "POST", "/keep/1", b.String(), "Content-Type", w.FormDataContentType()); w.Code != 303 || came != len(contents) {
		t.Errorf("got %d %s with %d files", w.Code, w.Body, came)
	}
}

type wordsOnly struct {
	Body string `json:"body"`
}

// Where no files go, a form has the size of text, however it is sent, and nothing of it lies on the disk.
func TestAnAddressWithoutFilesTakesNoUploads(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	m.Spare(func() (*os.File, error) { t.Error("something lies on the disk"); return os.Open(os.DevNull) })
	use := func(context.Context, authz.Actor, wordsOnly) (httpx.None, error) { return httpx.None{}, nil }
	m.Handle("POST /sign-in", httpx.Form(use, func(wordsOnly, httpx.None) string { return "/" }, nil))
	m.Handle("POST /leave", httpx.Taken(use, func(context.Context, httpx.None) templ.Component { return text("left") }))
	m.Handle("POST /api/v1/words", httpx.JSON(use, 200, "Words"))
	for target, ok := range map[string]int{"/sign-in": 303, "/leave": 200, "/api/v1/words": 200} {
		body, kind := parts(t, map[string]string{"body": "x"})
		if w := ask(m, "POST", target, body, "Content-Type", kind); w.Code != ok {
			t.Errorf("%s: words got %d %s", target, w.Code, w.Body)
		}
		small, kind := uploaded(t, "x", "photo.jpg", photo(900<<10))
		if w := ask(m, "POST", target, small, "Content-Type", kind); w.Code != 422 {
			t.Errorf("%s: a small file got %d %s", target, w.Code, w.Body)
		}
		sent := &counted{}
		front, kind := uploaded(t, "x", "photo.jpg", strings.NewReader(""))
		r := httptest.NewRequest("POST", target, io.MultiReader(strings.NewReader(front[:strings.Index(front, "\r\n\r\n")+4]), io.LimitReader(sent, 100<<20)))
		r.Header.Set("Content-Type", kind)
		w := httptest.NewRecorder()
		if m.ServeHTTP(w, r); w.Code != 413 || sent.n > 2<<20 {
			t.Errorf("%s: a large file got %d after %d bytes", target, w.Code, sent.n)
		}
	}
}

// Who has no right to an address is refused before a file of theirs is kept, also for a moment.
func TestWhoeverMayNotSendFilesIsRefusedFirst(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	m.Spare(func() (*os.File, error) { t.Error("something lies on the disk"); return os.Open(os.DevNull) })
	use := func(_ context.Context, by authz.Actor, _ order) (receipt, error) {
		if by.Anonymous() {
			return receipt{}, fault.New(fault.SignIn, "Please sign in.")
		}
		return receipt{}, fault.New(fault.Forbidden, "Not yours.")
	}
	m.Handle("POST /theirs/{number}", httpx.Form(use, func(order, receipt) string { return "/" }, again))
	m.Handle("POST /api/v1/theirs/{number}", httpx.JSON(use, 200, "Theirs"))
	h := named(m)
	body, kind := uploaded(t, "x", "photo.jpg", photo(3<<20))
	for person, want := range map[string][2]int{"": {303, 401}, "p1": {403, 403}} {
		if w := ask(h, "POST", "/theirs/1", body, "Content-Type", kind, "X-Person", person); w.Code != want[0] {
			t.Errorf("%q: the page says %d %s", person, w.Code, w.Body)
		}
		if w := ask(h, "POST", "/api/v1/theirs/1", body, "Content-Type", kind, "X-Person", person); w.Code != want[1] {
			t.Errorf("%q: the API says %d %s", person, w.Code, w.Body)
		}
	}
}

// Where the disk has no room for an upload its sender hears so, and finds in the form what they typed.
func TestAFullDiskIsSaidToWhoUploads(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		m, _ := newMux(t, db)
		m.Spare(func() (*os.File, error) { return os.OpenFile("/dev/full", os.O_RDWR, 0) })
		body, kind := uploaded(t, "Payslip", "photo.jpg", photo(2<<20))
		if w := ask(m, "POST", "/orders/1", body, "Content-Type", kind); w.Code != http.StatusServiceUnavailable || !strings.HasPrefix(w.Body.String(), "again: Payslip: unavailable: The disk of the server is full") {
			t.Errorf("the page says %d %.200s", w.Code, w.Body)
		}
		if p := problem(t, ask(m, "PUT", "/api/v1/orders/1", body, "Content-Type", kind)); p.Status != http.StatusServiceUnavailable || !strings.HasPrefix(p.Title, "The disk of the server is full") {
			t.Errorf("the API says %+v", p)
		}
		if !db.Full() {
			t.Error("the server does not know that its disk is full")
		}
	})
}

// What was typed comes back with the form although the files were too large.
func TestAFormThatIsTooLargeIsShownAgainWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	front, kind := parts(t, map[string]string{"subject": "Payslip"}, "files")
	end := strings.LastIndex(front, "\r\n--")
	r := httptest.NewRequest("POST", "/orders/1", io.MultiReader(strings.NewReader(front[:end]), photo(121<<20)))
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	if m.ServeHTTP(w, r); w.Code != 413 || !strings.HasPrefix(w.Body.String(), "again: Payslip: too_large: That is more than we can take at once") {
		t.Errorf("got %d %.200s", w.Code, w.Body)
	}
}

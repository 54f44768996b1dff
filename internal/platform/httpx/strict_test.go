package httpx_test

import (
	"bytes"
	"errors"
	"mime/multipart"
	"net/url"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/httpx"
)

// Only what an address documents may reach it, however it is sent.

// parts is a multipart body with texts and files, and its content type.
func parts(t *testing.T, texts map[string]string, uploads ...string) (body, kind string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	var all error
	for name, value := range texts {
		all = errors.Join(all, w.WriteField(name, value))
	}
	for _, name := range uploads {
		_, err := w.CreateFormFile(name, "note.txt")
		all = errors.Join(all, err)
	}
	if err := errors.Join(all, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

// refusedFields are the fields that a problem names.
func refusedFields(p httpx.Problem) (names []string) {
	for _, e := range p.Errors {
		names = append(names, e.Field)
	}
	slices.Sort(names)
	return names
}

func TestAMultipartRequestToTheAPIHasOnlyDocumentedFields(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	for _, c := range []struct {
		texts   map[string]string
		uploads []string
		want    []string
	}{
		{texts: map[string]string{"subject": "x", "colour": "red", "number": "evil"}, want: []string{"colour", "number"}},
		{texts: map[string]string{"subject": "x", "dry": "on", "return": "/evil"}, want: []string{"dry", "return"}}, // of the query, and its name in forms is back
		{texts: map[string]string{"subject": "x"}, uploads: []string{"files", "subject", "other"}, want: []string{"other", "subject"}},
	} {
		body, kind := parts(t, c.texts, c.uploads...)
		p := problem(t, ask(m, "PUT", "/api/v1/orders/1", body, "Content-Type", kind))
		if p.Status != 422 || !slices.Equal(refusedFields(p), c.want) {
			t.Errorf("%v %v: got %+v, want %v refused", c.texts, c.uploads, p, c.want)
		}
	}
}

func TestJSONTakesAFieldByItsNameLetterForLetter(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	for body, want := range map[string][]string{
		`{"subject":"x","Subject":"evil"}`:                      {"Subject"},
		`{"SUBJECT":"evil"}`:                                    {"SUBJECT"},
		`{"subject":"x","subject.id":1,"a.b":1,"c":1}`:          {"a.b", "c", "subject.id"},
		`{"subject":"x","parts":[{"label":"a"},{"Label":"b"}]}`: {"parts[1].Label"},
	} {
		p := problem(t, ask(m, "PUT", "/api/v1/orders/1", body))
		if p.Status != 422 || !slices.Equal(refusedFields(p), want) {
			t.Errorf("%s: got %+v, want %v refused", body, p, want)
		}
	}
}

func TestAFormHasOnlyTheFieldsOfItsAddress(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	for _, name := range []string{"number", "Number", "colour", "subject[]", "files.name", "Files", "return", "dry"} {
		sent := url.Values{"subject": {"Payslip"}, name: {"evil"}}
		if w := ask(m, "POST", "/orders/1", sent.Encode(), "Content-Type", formType); w.Code != 422 || !strings.HasPrefix(w.Body.String(), "again: Payslip") {
			t.Errorf("%s: got %d %q, want it refused and the form shown again", name, w.Code, w.Body)
		}
	}
	m.Handle("POST /beside/{number}", httpx.Form(accept, func(order, receipt) string { return "/" }, nil, "cause"))
	if w := ask(m, "POST", "/beside/1", "subject=x&cause=y", "Content-Type", formType); w.Code != 303 {
		t.Errorf("a field of another button: got %d, want it left aside", w.Code)
	}
	if w := ask(m, "POST", "/beside/1", "subject=x&colour=y", "Content-Type", formType); w.Code != 422 {
		t.Errorf("a field of no button: got %d, want 422", w.Code)
	}
}

func TestABodyThatNoFormReadsIsRefused(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	for _, kind := range []string{"application/json", "text/plain", "", "application/octet-stream", "no type"} {
		if w := ask(m, "POST", "/orders/1", `{"subject":"x"}`, "Content-Type", kind); w.Code != 422 {
			t.Errorf("%q: got %d, want 422", kind, w.Code)
		}
	}
}

// The documentation of an upload says the same.
func TestTheDocumentNamesTheFieldsOfAnUpload(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	put := document(t, m)["paths"].(object)["/api/v1/orders/{number}"].(object)["put"].(object)
	schema := put["requestBody"].(object)["content"].(object)["multipart/form-data"].(object)["schema"].(object)
	if schema["additionalProperties"] != false {
		t.Errorf("it takes any field: %v", schema["additionalProperties"])
	}
	for _, name := range []string{"subject", "back", "files"} {
		if schema["properties"].(object)[name] == nil {
			t.Errorf("%s is missing", name)
		}
	}
}

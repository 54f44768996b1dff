package httpx

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// bindJSON fills in from the path, the query and the body. Unknown fields and wrong types are refused; what is required or allowed is
// the use case's own Validate, so that form and API refuse in the same words. print tells bodies with other contents apart where the request has its effect once. The files of
// in are there until forget is called.
func (m *Mux) bindJSON(in any, w http.ResponseWriter, r *http.Request) (print string, forget func(), err error) {
	forget = func() {}
	key := m.keyOf(r)
	if contentType(r) == formParts {
		var sum hash.Hash
		if key != "" {
			sum = sha256.New()
		}
		sent, err := m.bindForm(in, w, r, nil, sum)
		if err == nil && key != "" {
			print = hex.EncodeToString(sum.Sum(nil))
		}
		return print, sent.forget, err
	}
	if takesBody(r.Method) || key != "" {
		body, err := readBody(w, r)
		if err != nil {
			return "", forget, err
		}
		if takesBody(r.Method) {
			err = m.decode(in, body)
		}
		if err != nil {
			return "", forget, err
		}
		if key != "" {
			print = ident.Hash(string(body))
		}
	}
	return print, forget, bind(in, r, fromQuery(r))
}

// takesBody reports whether a JSON endpoint reads the body of a request with this method.
func takesBody(method string) bool {
	return method != http.MethodGet && method != http.MethodHead && method != http.MethodDelete
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return nil, fault.New(fault.TooLarge, "The body may have up to 1 MB.")
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "The body did not arrive whole. Send it again.")
	}
	return body, nil
}

func (m *Mux) decode(in any, body []byte) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	if err := strict(body); err != nil {
		return err
	}
	var loose any
	if err := json.Unmarshal(body, &loose); err != nil {
		return fault.New(fault.Invalid, "The body is not valid JSON.")
	}
	if !soundAll(loose) {
		return fault.New(fault.Invalid, unsound)
	}
	if err := m.check(reflect.TypeOf(in).Elem(), loose); err != nil {
		return err
	}
	if err := json.Unmarshal(body, in); err != nil {
		return fault.New(fault.Invalid, "The body does not have the form that the documentation of this address gives.")
	}
	return nil
}

// soundAll is sound for every text in a decoded body.
func soundAll(value any) bool {
	switch v := value.(type) {
	case string:
		return store.Sound(v)
	case []any:
		return !slices.ContainsFunc(v, func(one any) bool { return !soundAll(one) })
	case map[string]any:
		for _, one := range v {
			if !soundAll(one) {
				return false
			}
		}
	}
	return true
}

// check compares a decoded body with the schema of in. What is missing is left to the use case.
func (m *Mux) check(in reflect.Type, loose any) error {
	d := m.described()
	schema := d.bodySchema(in)
	var bad fault.Fields
	d.refuseNames(&bad, schema, loose, "")
	if err := bad.Err(); err != nil {
		return err
	}
	var result huma.ValidateResult
	huma.Validate(d.schemas, schema, huma.NewPathBuffer(nil, 0), huma.ModeWriteToServer, loose, &result)
	for _, err := range result.Errors {
		detail, ok := errors.AsType[*huma.ErrorDetail](err)
		if !ok || strings.HasPrefix(detail.Message, "expected required property") {
			continue
		}
		switch name := strings.TrimPrefix(detail.Location, "body."); {
		case detail.Message == validation.MsgUnexpectedProperty:
			bad.Need(false, name, noSuchField)
		case detail.Message == validation.MsgExpectedRFC3339DateTime && dateAlone(detail.Value):
			// its first moment in UTC, as store.Time reads it
		case detail.Message == validation.MsgExpectedRFC3339DateTime:
			bad.Need(false, name, "Write the time as RFC 3339, for example 2026-11-26T14:00:00Z.")
		default:
			bad.Need(false, name, "This has another type or value than the documentation of this address gives.")
		}
	}
	return bad.Err()
}

// refuseNames names the fields that a schema does not have, letter for letter: encoding/json takes "Subject" for subject, and so does huma, which also
// loses its place at a name with a dot.
func (d *description) refuseNames(bad *fault.Fields, schema *huma.Schema, loose any, at string) {
	for schema != nil && schema.Ref != "" {
		schema = d.schemas.SchemaFromRef(schema.Ref)
	}
	if schema == nil {
		return
	}
	switch v := loose.(type) {
	case []any:
		for i, one := range v {
			d.refuseNames(bad, schema.Items, one, fmt.Sprintf("%s[%d]", at, i))
		}
	case map[string]any:
		if open, closed := schema.AdditionalProperties.(bool); !closed || open {
			return
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			field, path := schema.Properties[name], strings.TrimPrefix(at+"."+name, ".")
			bad.Need(field != nil, path, noSuchField)
			d.refuseNames(bad, field, v[name], path)
		}
	}
}

func dateAlone(value any) bool {
	text, ok := value.(string)
	_, err := time.Parse(time.DateOnly, text)
	return ok && err == nil
}

// keyOf returns the Idempotency-Key of a request that is to have its effect once; "" where there is none, where nothing changes, and where nobody is signed in: such a key
// would belong to whoever guesses it.
func (m *Mux) keyOf(r *http.Request) string {
	if m.db == nil || r.Method == http.MethodGet || r.Method == http.MethodHead || authz.FromContext(r.Context()).Anonymous() {
		return ""
	}
	return r.Header.Get("Idempotency-Key")
}

// idempotent runs do once for an Idempotency-Key: the key is written in the transaction of the use case, so the effect happens once even if
// the answer is lost. A repeated request gets the first answer; with another body, or with other roles than then, it is refused, and so it is where its
// sender has lost the right meanwhile. body tells one body from another.
func (m *Mux) idempotent(w http.ResponseWriter, r *http.Request, body string, do func(context.Context) (int, any, error)) error {
	ctx := r.Context()
	key := m.keyOf(r)
	if key == "" {
		status, out, err := do(ctx)
		if err != nil {
			return err
		}
		store.Answered(ctx)
		return m.writeJSON(w, status, out)
	}
	if len(key) > 255 {
		return fault.New(fault.Invalid, "An Idempotency-Key has at most 255 characters.")
	}
	by := authz.FromContext(ctx)
	scope := ident.Hash(by.PersonID + "\n" + key)
	print := ident.Hash(fmt.Sprintf("%s\n%s\n%s\n%s %v", r.Method, r.URL.RequestURI(), body, by.Face, by.Roles))
	status, out, err := do(store.WithOnce(ctx, store.Once{Key: scope, Print: print}))
	if done, ok := errors.AsType[*store.Done](err); ok {
		return m.replay(w, r, done, print)
	}
	if err != nil {
		return err
	}
	answer, err := json.Marshal(out)
	if err != nil {
		return err
	}
	// A client that hangs up now will ask again: the answer is kept all the same. Where there is no room for it the effect is there, and that is said.
	if err := m.db.KeepAnswer(context.WithoutCancel(ctx), scope, status, answer); err != nil && !store.IsFull(err) {
		return err
	}
	return m.writeBytes(w, status, answer)
}

func (m *Mux) replay(w http.ResponseWriter, _ *http.Request, done *store.Done, print string) error {
	now := fault.KindOf(done.Now)
	switch {
	case done.Print != print:
		return fault.New(fault.Invalid, "This Idempotency-Key was used for another request.")
	case now == fault.SignIn, now == fault.Forbidden, now == fault.NotFound:
		return done.Now
	case done.Status == 0:
		return fault.New(fault.Conflict, "This request was received and is being worked on, or its answer was lost. Look for its result before you send it again.")
	}
	w.Header().Set("Idempotency-Replayed", "true")
	return m.writeBytes(w, done.Status, []byte(done.Answer))
}

func (m *Mux) writeJSON(w http.ResponseWriter, status int, out any) error {
	body, err := json.Marshal(out)
	if err != nil {
		return err
	}
	return m.writeBytes(w, status, body)
}

func (m *Mux) writeBytes(w http.ResponseWriter, status int, body []byte) error {
	if status == http.StatusNoContent {
		w.WriteHeader(status)
		return nil
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the reader went away: nothing to be done
	return nil
}

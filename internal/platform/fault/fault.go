// Package fault defines the kinds of error that a use case returns on purpose.
// Any other error is a defect: it is logged in full and shown as "Something broke on our side".
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what the caller can do about an error.
type Kind string

// The kinds, each with its HTTP status at the edge.
const (
	Invalid     Kind = "invalid"     // 422: correct the input; Fields says where
	SignIn      Kind = "sign_in"     // 401: say who you are first
	Forbidden   Kind = "forbidden"   // 403: visible, but not yours to do
	NotFound    Kind = "not_found"   // 404: absent, or not visible to this actor
	Conflict    Kind = "conflict"    // 409: somebody changed it first, or it is in another state
	TooLarge    Kind = "too_large"   // 413: the upload is over the limit
	TooMany     Kind = "too_many"    // 429: wait, then try again
	Unavailable Kind = "unavailable" // 503: not now, nothing was changed
	Internal    Kind = "internal"    // 500: not returned on purpose
)

// Field names one input field and says, in a sentence that is also a message key, how to mend it.
type Field struct {
	Name string
	Key  string
	Args []any
}

// Error is an error meant for a person to read. Key is an English sentence and the message key; it is rendered
// with Args in the reader's language at the edge.
type Error struct {
	Kind   Kind
	Key    string
	Args   []any
	Fields []Field
}

// Error renders e in English, for logs and tests.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: "+e.Key, append([]any{e.Kind}, e.Args...)...)
	for _, f := range e.Fields {
		fmt.Fprintf(&b, " [%s: "+f.Key+"]", append([]any{f.Name}, f.Args...)...)
	}
	return b.String()
}

// New returns an error of kind k whose sentence is key.
func New(k Kind, key string, args ...any) *Error { return &Error{Kind: k, Key: key, Args: args} }

// KindOf returns the kind of err: Internal for any error not made here, "" for nil.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// As returns the fault within err, or nil when err holds none.
func As(err error) *Error {
	e, _ := errors.AsType[*Error](err)
	return e
}

// Fields collects what is wrong with an input, in the order of the form. The zero value is ready for use.
type Fields []Field

// Need records a fault for field unless ok. Only the first fault of a field is kept.
func (f *Fields) Need(ok bool, name, key string, args ...any) {
	if ok {
		return
	}
	for _, x := range *f {
		if x.Name == name {
			return
		}
	}
	*f = append(*f, Field{Name: name, Key: key, Args: args})
}

// Err returns an Invalid error that names the fields, or nil when none was recorded.
func (f Fields) Err() error {
	if len(f) == 0 {
		return nil
	}
	if len(f) == 1 {
		return &Error{Kind: Invalid, Key: "One answer needs another look.", Fields: f}
	}
	return &Error{Kind: Invalid, Key: "%d answers need another look.", Args: []any{len(f)}, Fields: f}
}

// ForField returns an Invalid error about a single field.
func ForField(name, key string, args ...any) error {
	var f Fields
	f.Need(false, name, key, args...)
	return f.Err()
}

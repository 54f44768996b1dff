package httpx

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// onceField is the hidden field that marks a form; ui.Once writes it.
const onceField = "_once"

// once returns the context in which a form that carries a mark has its effect once, and the key by which it is known: the mark, who sends it, where to and all that stands in it, so that somebody who goes
// back, writes something else and sends it again sends another form. The key of a form without a mark is "".
func (m *Mux) once(r *http.Request, sent *form) (ctx context.Context, key string) {
	if m.db == nil || sent.texts.Get(onceField) == "" {
		return r.Context(), ""
	}
	var whole strings.Builder
	fmt.Fprintf(&whole, "%q %q\n", authz.FromContext(r.Context()).PersonID, r.URL.Path)
	for _, name := range slices.Sorted(maps.Keys(sent.texts)) {
		fmt.Fprintf(&whole, "%q %q\n", name, sent.texts[name])
	}
	for _, name := range slices.Sorted(maps.Keys(sent.files)) {
		for _, file := range sent.files[name] {
			fmt.Fprintf(&whole, "%q %q %d\n", name, file.Name, file.Size)
		}
	}
	key = ident.Hash(whole.String())
	return store.WithOnce(r.Context(), store.Once{Key: key}), key
}

const (
	answersIn = 5 * time.Second // the second of two equal forms waits so long for what the first led to
	tries     = 3               // of a form whose like was refused meanwhile
)

// useOnce has a form its effect by use, or leads whoever sent it twice to where done led the first time; then led is true. A form that was refused is forgotten: it may be sent again as it is. key is that of
// once.
func useOnce[In, Out any](m *Mux, w http.ResponseWriter, r *http.Request, sent *form, use UseCase[In, Out], in In) (out Out, key string, led bool, err error) {
	for range tries {
		var ctx context.Context
		ctx, key = m.once(r, sent)
		out, err = use(ctx, authz.FromContext(ctx), in)
		before, twice := errors.AsType[*store.Done](err)
		if !twice {
			if e := fault.As(err); key != "" && e != nil && correctable(e.Kind) {
				if err := m.db.ForgetOnce(context.WithoutCancel(r.Context()), key); err != nil && !store.IsFull(err) {
					return out, key, false, err
				}
			}
			return out, key, false, err
		}
		to, first := m.before(r, key, before)
		if errors.Is(first, store.ErrNone) {
			continue
		}
		if first == nil {
			http.Redirect(w, r, to, http.StatusSeeOther)
		}
		return out, key, first == nil, first
	}
	return out, key, false, received()
}

func received() error {
	return fault.New(fault.Conflict, "We have received this already. Look for it before you send it again.")
}

// before returns where a form led the first time. It refuses who has lost the right to it meanwhile, with Conflict where the first was not answered, and with ErrNone where it was refused.
func (m *Mux) before(r *http.Request, key string, done *store.Done) (to string, err error) {
	if kind := fault.KindOf(done.Now); kind == fault.SignIn || kind == fault.Forbidden || kind == fault.NotFound {
		return "", done.Now
	}
	to, status := done.Answer, done.Status
	for until := time.Now().Add(answersIn); status == 0; {
		if time.Now().After(until) {
			return "", received()
		}
		if err := clock.Rest(r.Context(), 20*time.Millisecond); err != nil {
			return "", err
		}
		if status, to, err = m.db.KeptAnswer(r.Context(), key); err != nil {
			return "", err
		}
	}
	return to, nil
}

package peopleweb

import (
	"context"

	"github.com/a-h/templ"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/keyboard"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
)

const keysPath = "/desk/keys"

func (w *Web) keyRoutes(m *httpx.Mux) {
	m.Handle("GET /desk/keys", httpx.Page(w.readKeys, keysPage))
	m.Handle("POST /desk/keys", httpx.Form(w.saveKeys, func(keysForm, people.Keys) string { return keysPath }, w.againKeys))
	m.Handle("GET /api/v1/me/keys", httpx.JSON(w.people.ReadKeys, 200, "The keys of the desk, and what is pressed for each by you."))
	m.Handle("PUT /api/v1/me/keys", httpx.JSON(w.people.SaveKeys, 200, "Change keys of the desk for yourself, or switch them off; those that are left out are as they come."))
}

// places is the page of the keys: it has no link in the menu.
func (w *Web) places(context.Context, authz.Actor) ([]webspec.Place, error) {
	return []webspec.Place{{Kind: locale.M("Page"), Label: locale.M("Keyboard and sending"), Href: keysPath}}, nil
}

// keysForm is the page's form: two columns of the same length. Reset has all keys as they come.
type keysForm struct {
	Single bool         `form:"single"`
	Key    []httpx.Cell `form:"key"`
	Press  []httpx.Cell `form:"press"`
	Reset  bool         `form:"reset"`
	Undo   int          `form:"undo_seconds"`
}

func (in keysForm) save() people.SaveKeys {
	out := people.SaveKeys{Single: &in.Single, Undo: &in.Undo}
	if in.Reset {
		return out
	}
	for i, key := range in.Key {
		if i < len(in.Press) {
			out.Items = append(out.Items, keyboard.Set{Key: string(key), Press: string(in.Press[i])})
		}
	}
	return out
}

// keyed is what the page shows.
type keyed struct {
	people.Keys
	Does map[string]locale.Msg
	Err  *fault.Error
}

func (w *Web) readKeys(ctx context.Context, by authz.Actor, in people.Nothing) (keyed, error) {
	keys, err := w.people.ReadKeys(ctx, by, in)
	out := keyed{Keys: keys, Does: map[string]locale.Msg{}}
	for _, k := range keyboard.All() {
		out.Does[k.ID] = k.Does
	}
	return out, err
}

func (w *Web) saveKeys(ctx context.Context, by authz.Actor, in keysForm) (people.Keys, error) {
	return w.people.SaveKeys(ctx, by, in.save())
}

func (w *Web) againKeys(ctx context.Context, by authz.Actor, in keysForm, wrong *fault.Error) (templ.Component, error) {
	k, err := w.readKeys(ctx, by, people.Nothing{})
	k.Err, k.Single, k.Undo = wrong, in.Single, in.Undo
	typed := map[string]string{}
	for _, s := range in.save().Items {
		typed[s.Key] = s.Press
	}
	for i, s := range k.Items {
		if press, ok := typed[s.Key]; ok {
			k.Items[i].Press = press
		}
	}
	return keysPage(ctx, k), err
}

func (k keyed) undo(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "0", Label: locale.T(ctx, "Not at all"), Selected: k.Undo == 0}, {Value: "10", Label: locale.T(ctx, "For 10 seconds"), Selected: k.Undo == 10},
		{Value: "30", Label: locale.T(ctx, "For 30 seconds"), Selected: k.Undo == 30}}
}

func keysPage(ctx context.Context, k keyed) templ.Component {
	return shell.Faced(ctx, shell.Page{Title: locale.T(ctx, "Keyboard and sending"), Active: "me", Error: k.Err != nil}, keysBody(k))
}

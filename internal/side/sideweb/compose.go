package sideweb

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/side"
)

// typed is side.Begin as its form sends it. Seen is what was looked at before it was sent.
type typed struct {
	Number  string   `path:"number" json:"-"`
	To      string   `json:"to"`
	Subject string   `json:"subject,omitempty"`
	Body    string   `json:"body"`
	Files   []string `json:"files,omitempty"`
	Wanted  string   `json:"wanted,omitempty"`
	Key     string   `json:"key,omitempty"`
	Seen    string   `json:"seen,omitempty"`
}

func (t typed) begin() side.Begin {
	to := strings.FieldsFunc(t.To, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' || r == '\t' || r == '\r' })
	return side.Begin{Number: t.Number, To: to, Subject: t.Subject, Body: t.Body, Files: t.Files, Wanted: t.Wanted, Key: t.Key, Undo: true}
}

// digest is what the preview of t was of.
func (t typed) digest() string {
	return ident.Hash(strings.Join(append([]string{t.To, t.Subject, t.Body, t.Wanted}, t.Files...), "\x00"))
}

// composer is what the page shows on which somebody else is asked.
type composer struct {
	side.Talks
	Files   []desk.File // of the case
	In      typed
	Preview *side.Preview // what goes out, once it was looked at
	Err     *fault.Error
}

func (w *Web) compose(ctx context.Context, by authz.Actor, in side.ReadOf) (composer, error) {
	out := composer{In: typed{Number: in.Number, Key: ident.New()}}
	var err error
	if out.Talks, err = w.sides.List(ctx, by, in); err != nil {
		return out, err
	}
	if len(out.Approved) > 0 {
		out.In.Body = out.Approved[len(out.Approved)-1]
	}
	c, err := w.desk.Read(ctx, by, desk.ReadOne{Number: in.Number})
	for _, e := range c.Talk {
		for _, f := range e.Files {
			if f.Withdrawn.IsZero() {
				out.Files = append(out.Files, f)
			}
		}
	}
	return out, err
}

// check shows the form again with what goes out.
func (w *Web) check(ctx context.Context, by authz.Actor, in typed) (composer, error) {
	out, err := w.compose(ctx, by, side.ReadOf{Number: in.Number})
	if err != nil {
		return out, err
	}
	out.In = in
	p, err := w.sides.Check(ctx, by, in.begin())
	if out.Err = fault.As(err); err != nil {
		if out.Err == nil || out.Err.Kind != fault.Invalid && out.Err.Kind != fault.Conflict {
			return out, err
		}
		return out, nil
	}
	out.Preview = &p
	return out, nil
}

// begin sends what was looked at, and what goes to colleagues alone as it was typed: no file, nothing of a restricted case, to no address outside and to nobody by a number alone, which is shown first.
func (w *Web) begin(ctx context.Context, by authz.Actor, in typed) (side.Talk, error) {
	if in.Seen == in.digest() {
		return w.sides.Begin(ctx, by, in.begin())
	}
	p, err := w.sides.Check(ctx, by, in.begin())
	if err != nil {
		return side.Talk{}, err
	}
	numbered := slices.ContainsFunc(in.begin().To, func(ref string) bool { return !strings.Contains(ref, "@") })
	leaves := slices.ContainsFunc(p.To, func(x side.Somebody) bool { return x.Outside })
	if numbered || leaves || p.PageAlone || p.Restricted || p.Resembles != "" || len(p.Files) > 0 {
		return side.Talk{}, fault.New(fault.Conflict, "Look at what goes out, then send it.")
	}
	return w.sides.Begin(ctx, by, in.begin())
}

func (w *Web) beginAgain(ctx context.Context, by authz.Actor, in typed, wrong *fault.Error) (templ.Component, error) {
	out, err := w.check(ctx, by, in)
	out.Err = wrong
	return composePage(ctx, out), err
}

func composePage(ctx context.Context, c composer) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Ask somebody else about %s", c.In.Number), Active: "queue", Error: c.Err != nil, Keys: []ui.Key{{Keys: "Ctrl Enter", Label: locale.T(ctx, "send")}}}, composeBody(c))
}

func (c composer) fileOptions(ctx context.Context) []ui.Option {
	out := make([]ui.Option, 0, len(c.Files))
	for _, f := range c.Files {
		out = append(out, ui.Option{Value: f.ID, Label: f.Name, Hint: locale.Size(ctx, f.Size), Selected: slices.Contains(c.In.Files, f.ID), Person: true})
	}
	return out
}

// waits says since when nobody answered.
func waits(ctx context.Context, t side.Talk) string {
	if t.Days <= 0 {
		return locale.T(ctx, "Asked today, no word yet")
	}
	return locale.N(ctx, t.Days, "Asked 1 day ago, no word", "Asked %d days ago, no word", t.Days)
}

// whom are the names of those who were asked.
func whom(t side.Talk) string {
	var all []string
	for _, p := range t.To {
		all = append(all, p.Name)
	}
	return strings.Join(all, ", ")
}

// reached says how somebody gets what is written.
func reached(ctx context.Context, p side.Somebody) string {
	switch {
	case p.Outside:
		return locale.T(ctx, "outside, by e-mail")
	case p.Way == side.ByMail:
		return locale.T(ctx, "by e-mail and on their page")
	case p.Way == side.BySMS:
		return locale.T(ctx, "by text message and on their page")
	}
	return locale.T(ctx, "on their page alone")
}

// wanted writes the day by which an answer is wanted.
func wanted(ctx context.Context, day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return locale.Day(ctx, t.Year(), t.Month(), t.Day())
}

// message is a word of a conversation as the component shows it; files lie below page.
func message(ctx context.Context, word side.Word, page string) ui.Message {
	m := ui.Message{ID: "w-" + word.ID, Speaker: ui.Staff, Author: word.Author, You: word.Own, At: word.At.Time, Text: word.Body}
	if word.Side != "hr" {
		m.Speaker = ui.Customer
	}
	if word.ByMail {
		m.Via = locale.T(ctx, "by e-mail")
	}
	if word.Erased {
		m.Withdrawn = locale.T(ctx, "These words were erased with the person who wrote them.")
	}
	for _, f := range word.Files {
		if f.Gone {
			m.Files = append(m.Files, ui.File{Trace: locale.T(ctx, "A file was withdrawn.")})
			continue
		}
		m.Files = append(m.Files, ui.File{Name: f.Name, Href: page + "/files/" + f.ID, Size: locale.Size(ctx, f.Size)})
	}
	return m
}

// Package heardweb shows what HR heard: to the requester with two answers of equal reach, and to HR with what was said to it.
package heardweb

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/heard"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct{ heard *heard.Service }

// New returns the pages of s.
func New(s *heard.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "heard", Routes: w.routes} }

// Part is what stands on the pages of a case.
func (w *Web) Part() part.Part {
	return part.Part{Weight: 20, Request: w.onRequest, Case: w.onCase, Mark: w.mark}
}

func (w *Web) routes(m *httpx.Mux) {
	s := w.heard
	m.Handle("GET /requests/{number}/heard", httpx.Page(w.read, requestPage))
	m.Handle("POST /requests/{number}/heard/confirm", httpx.Form(w.confirm, func(in answered, _ heard.Summary) string { return requestPath(in.Number) }, w.confirmAgain))
	m.Handle("POST /requests/{number}/asking/{asking}", httpx.Form(w.answer, func(in heard.Answer, _ heard.Asking) string { return requestPath(in.Number) }, w.answerAgain))
	m.Handle("GET /desk/cases/{number}/heard", httpx.Page(w.write, writePage))
	m.Handle("POST /desk/cases/{number}/heard", httpx.Form(w.save, func(in typed, _ heard.Summary) string { return casePath(in.Number) }, w.writeAgain))
	m.Handle("POST /desk/cases/{number}/asking", httpx.Form(s.Propose, func(in heard.Propose, _ heard.Asking) string { return casePath(in.Number) + "/heard" }, w.proposeAgain))
	m.Handle("POST /desk/cases/{number}/asking/{asking}/sent", httpx.Form(s.Sent, func(in heard.Sent, _ heard.Asking) string { return casePath(in.Number) + "/heard" }, nil))

	m.Handle("GET /api/v1/cases/{number}/heard", httpx.JSON(s.Read, 200, "What HR heard on a case, with what its requester said to it."))
	m.Handle("POST /api/v1/cases/{number}/heard", httpx.JSON(s.Write, 201, "Write down what HR heard. The requester is asked whether it is right; not_to keeps people from the case."))
	m.Handle("POST /api/v1/cases/{number}/heard/confirm", httpx.JSON(s.Confirm, 200, "Confirm what HR heard, or say what is wrong or missing. For its requester."))
	m.Handle("POST /api/v1/cases/{number}/askings", httpx.JSON(s.Propose, 201, "Propose to ask somebody else about a case. The requester sees the words first."))
	m.Handle("POST /api/v1/cases/{number}/askings/{asking}/answer", httpx.JSON(s.Answer, 200, "Approve the words of an asking, or say that nobody is to be asked. For its requester."))
	m.Handle("POST /api/v1/cases/{number}/askings/{asking}/sent", httpx.JSON(s.Sent, 200, "Write down that HR asked, in the approved words."))
}

func requestPath(number string) string { return "/requests/" + number }

func heardPath(number string) string { return requestPath(number) + "/heard" }

func casePath(number string) string { return "/desk/cases/" + number }

// shown is what a page or a part shows.
type shown struct {
	heard.Heard
	Number string
	Typed  string // the correction, or the words of an asking, as they were typed
	Asked  string // the id of the asking whose form was refused, "" for the correction
	Err    *fault.Error

	NotManager bool // was ticked beside the correction
}

func (w *Web) read(ctx context.Context, by authz.Actor, in heard.ReadHeard) (shown, error) {
	h, err := w.heard.Read(ctx, by, in)
	return shown{Heard: h, Number: in.Number}, err
}

// answered is the form of the requester's answer.
type answered struct {
	Number     string `path:"number" json:"-"`
	OK         bool   `json:"ok,omitempty"`
	Correction string `json:"correction,omitempty"`
	Version    int    `json:"version,omitempty"`
	NotManager bool   `json:"not_manager,omitempty"`
}

func (w *Web) confirm(ctx context.Context, by authz.Actor, in answered) (heard.Summary, error) {
	a := heard.Confirm{Number: in.Number, OK: in.OK, Correction: in.Correction, Version: in.Version}
	if in.NotManager {
		a.NotTo = []string{"manager"}
	}
	return w.heard.Confirm(ctx, by, a)
}

func (w *Web) confirmAgain(ctx context.Context, by authz.Actor, in answered, wrong *fault.Error) (templ.Component, error) {
	s, err := w.read(ctx, by, heard.ReadHeard{Number: in.Number})
	s.Typed, s.NotManager, s.Err = in.Correction, in.NotManager, wrong
	return requestPage(ctx, s), err
}

// answer is for a form, in which emptied words are not the words as they were proposed.
func (w *Web) answer(ctx context.Context, by authz.Actor, in heard.Answer) (heard.Asking, error) {
	if in.Choice == "approve" && strings.TrimSpace(in.Words) == "" {
		return heard.Asking{}, fault.ForField("words", "Write what HR may ask, or choose that nobody is asked.")
	}
	return w.heard.Answer(ctx, by, in)
}

func (w *Web) answerAgain(ctx context.Context, by authz.Actor, in heard.Answer, wrong *fault.Error) (templ.Component, error) {
	s, err := w.read(ctx, by, heard.ReadHeard{Number: in.Number})
	s.Typed, s.Asked, s.Err = in.Words, in.ID, wrong
	return requestPage(ctx, s), err
}

// typed is the form in which HR writes what it heard.
type typed struct {
	Number     string `path:"number" json:"-"`
	Happened   string `json:"happened"`
	Asks       string `json:"asks"`
	ByWhen     string `json:"by_when,omitempty"`
	Worry      string `json:"worry,omitempty"`
	NotToShare string `json:"not_to_share,omitempty"`
	NotManager bool   `json:"not_manager,omitempty"`
	NotTo      string `json:"not_to,omitempty"` // one more person
}

func (w *Web) save(ctx context.Context, by authz.Actor, in typed) (heard.Summary, error) {
	out := heard.Write{Number: in.Number, Happened: in.Happened, Asks: in.Asks, ByWhen: in.ByWhen, Worry: in.Worry, NotToShare: in.NotToShare}
	if in.NotManager {
		out.NotTo = append(out.NotTo, "manager")
	}
	if in.NotTo != "" {
		out.NotTo = append(out.NotTo, in.NotTo)
	}
	return w.heard.Write(ctx, by, out)
}

// writing is what the page shows on which HR writes.
type writing struct {
	shown
	In       typed
	Proposal heard.Propose
	Refused  string // which form was refused: "heard" or "asking"
}

func (w *Web) write(ctx context.Context, by authz.Actor, in heard.ReadHeard) (writing, error) {
	s, err := w.read(ctx, by, in)
	if err == nil && !s.HR {
		err = fault.New(fault.Forbidden, "This request is your own. Somebody else in HR works on it.")
	}
	out := writing{shown: s, In: typed{Number: in.Number}}
	if n := s.Newest(); n != nil && n.State != heard.Confirmed {
		out.In = typed{Number: in.Number, Happened: n.Happened, Asks: n.Asks, ByWhen: n.ByWhen, Worry: n.Worry, NotToShare: n.NotToShare}
	}
	return out, err
}

func (w *Web) writeAgain(ctx context.Context, by authz.Actor, in typed, wrong *fault.Error) (templ.Component, error) {
	out, err := w.write(ctx, by, heard.ReadHeard{Number: in.Number})
	out.In, out.Err, out.Refused = in, wrong, "heard"
	return writePage(ctx, out), err
}

func (w *Web) proposeAgain(ctx context.Context, by authz.Actor, in heard.Propose, wrong *fault.Error) (templ.Component, error) {
	out, err := w.write(ctx, by, heard.ReadHeard{Number: in.Number})
	out.Proposal, out.Err, out.Refused = in, wrong, "asking"
	return writePage(ctx, out), err
}

// fault is what a form of the page was refused for.
func (w writing) fault(form string) *fault.Error {
	if w.Refused == form {
		return w.Err
	}
	return nil
}

func (w *Web) part(ctx context.Context, by authz.Actor, c desk.Whole) (shown, error) {
	h, err := w.heard.Shown(ctx, by, c.Number)
	if k := fault.KindOf(err); k == fault.Forbidden || k == fault.NotFound { // who only reads the case
		return shown{}, nil
	}
	return shown{Heard: h, Number: c.Number}, err
}

func (w *Web) onRequest(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	s, err := w.part(ctx, by, c)
	if err != nil || s.Newest() == nil && len(s.Askings) == 0 {
		return nil, err
	}
	return panels(s), nil
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	s, err := w.part(ctx, by, c)
	writes := s.Offered && c.May.Write
	if err != nil || s.Newest() == nil && !writes {
		return nil, err
	}
	return casePart(s, writes), nil
}

// mark says of requests that wait for the reader's yes that they do, and of cases at the desk that there is none yet.
func (w *Web) mark(ctx context.Context, by authz.Actor, all []desk.Case) (map[string]templ.Component, error) {
	var some []desk.Case
	for _, c := range all {
		mine := c.By.ID == by.PersonID || c.For.ID == by.PersonID
		if open := c.State == desk.StateOpen || c.State == desk.Waiting; open && mine == (by.Face == authz.Portal) {
			some = append(some, c)
		}
	}
	states, err := w.heard.Unconfirmed(ctx, some)
	marks := map[string]templ.Component{}
	for id, state := range states {
		switch {
		case by.Face != authz.Portal:
			marks[id] = ui.Chip(ui.Quiet, "ear", locale.T(ctx, "Not confirmed"))
		case state == heard.Asked:
			marks[id] = ui.Chip(ui.Tide, "ear", locale.T(ctx, "Waits for your confirmation"))
		}
	}
	return marks, err
}

func requestPage(ctx context.Context, s shown) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "What we heard"), Active: "requests", Error: s.Err != nil}, requestBody(s))
}

func writePage(ctx context.Context, w writing) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "What we heard"), Active: "queue", Error: w.Err != nil,
		Keys: []ui.Key{{Keys: "Ctrl Enter", Label: locale.T(ctx, "send it to the requester")}}}, writeBody(w))
}

// labels are the names of the parts of a summary, as message keys.
type labels struct{ happened, asks, byWhen, worry, notToShare string }

var (
	yours  = labels{"What happened", "What you ask for", "By when", "What worries you", "What we do not share"}
	theirs = labels{"What happened", "What they ask for", "By when", "What worries them", "What they asked us not to share"}
)

// askingWords say how an asking of somebody stands.
var askingWords = map[string]string{heard.Proposed: "*%s*: waits for the requester", heard.Approved: "*%s*: may be asked, in the approved words", heard.Nobody: "*%s*: is not asked",
	heard.WasAsked: "*%s*: was asked"}

// confirmed says that the newest summary was confirmed, and how often it had been corrected.
func confirmed(ctx context.Context, s shown) string {
	at := locale.DateTime(ctx, s.Newest().AnsweredAt.Time)
	text := locale.T(ctx, "What we heard was confirmed on %s.", at)
	if s.Own {
		text = locale.T(ctx, "You confirmed what we heard on %s.", at)
	}
	return text
}

// corrections counts the summaries that were corrected.
func (s shown) corrections() (n int) {
	for _, one := range s.Items {
		if one.State == heard.Corrected {
			n++
		}
	}
	return n
}

func withCorrections(ctx context.Context, n int) string {
	return locale.N(ctx, n, "after %d correction", "after %d corrections")
}

// before are the summaries before the newest, the latest first.
func (s shown) before() []heard.Summary {
	all := slices.Clone(s.Items[:len(s.Items)-1])
	slices.Reverse(all)
	return all
}

// answers reports whether the reader is asked something that still matters.
func (s shown) answers() bool { return s.Own && !s.Over }

// faultOf is what the form of an asking was refused for; "" is the form of the correction.
func (s shown) faultOf(asking string) *fault.Error {
	if s.Asked != asking {
		return nil
	}
	return s.Err
}

// typedFor is what was typed into the form that was refused.
func (s shown) typedFor(asking string) string {
	if s.Asked != asking {
		return ""
	}
	return s.Typed
}

func (s shown) wordsOf(a heard.Asking) string {
	if s.Asked == a.ID {
		return s.Typed
	}
	return a.Words
}

// wordsID is the id of the field for the words of an asking: the one to which the summary of what was refused leads, where it is its own.
func (s shown) wordsID(a heard.Asking) string {
	if s.Asked == a.ID {
		return "words"
	}
	return "words-" + a.ID
}

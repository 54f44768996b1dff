package deskweb

import (
	"context"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/paper"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

func (w *Web) noticeRoutes(m *httpx.Mux) {
	n := w.Desk.Notices()
	m.Handle("POST /me/notices", httpx.Form(w.saveNotices, func(noticeForm, mailing.Notices) string { return "/me#t-notices" }, w.noticesAgain))
	m.Handle("GET /api/v1/me/notices", httpx.JSON(n.Show, 200, "How you want to be written to about your requests."))
	m.Handle("PUT /api/v1/me/notices", httpx.JSON(n.SetNotices, 200, "Say how you want to be written to; events that are not named stay as they are."))
	m.Handle("GET /notices/{token}", httpx.Page(func(ctx context.Context, _ authz.Actor, in mailing.Stop) (mailing.Stopping, error) {
		return n.Peek(ctx, in)
	}, stopPage))
	// Mail programs call this one by themselves (RFC 8058), so it answers with a page and leads nowhere else.
	m.Handle("POST /notices/{token}", httpx.Taken(func(ctx context.Context, _ authz.Actor, in mailing.Stop) (mailing.Stopping, error) {
		return n.Stop(ctx, in)
	}, stopPage))
}

func (w *Web) missedRoutes(m *httpx.Mux, b *workbench) {
	m.Handle("POST /desk/cases/{number}/told", httpx.Form(w.Desk.Tell, func(in mailing.Tell, c desk.Case) string { return back(in.Number, c) },
		again(b, "told", func(in mailing.Tell) (string, typed) {
			return in.Number, typed{"mail": in.Mail, "how": in.How, "words": in.Words}
		})))
	m.Handle("POST /api/v1/cases/{number}/told", httpx.JSON(w.Desk.Tell, 200, "Say how somebody was told what no mail brought them, or have it sent as a text message."))
	letters := paper.New(w.DB, w.Desk)
	m.Handle("GET /desk/cases/{number}/letter", httpx.Page(letters.Letter, letterPage))
	m.Handle("GET /api/v1/cases/{number}/letter", httpx.JSON(letters.Letter, 200, "What did not arrive, as a letter to print."))
}

// noticeForm is the form on one's own page: for each event the way and, for e-mail, how often.
type noticeForm struct {
	Acknowledgement string `form:"acknowledgement"`
	Message         string `form:"message"`
	Answer          string `form:"answer"`
	Waiting         string `form:"waiting"`
	NewTime         string `form:"new_time"`
	Reopened        string `form:"reopened"`
}

// dailyEmail is the answer for a summary once a day; asUsual for no choice. The others are the channels.
const (
	dailyEmail = "email_daily"
	asUsual    = "usual"
)

func (in noticeForm) of(e mailing.Event) string {
	return map[mailing.Event]string{mailing.Acknowledgement: in.Acknowledgement, mailing.Message: in.Message, mailing.Answer: in.Answer, mailing.Waiting: in.Waiting,
		mailing.NewTime: in.NewTime, mailing.Reopened: in.Reopened}[e]
}

func (in noticeForm) set() (out mailing.SetNotices) {
	for _, e := range mailing.Events() {
		c := mailing.Set{Event: e, Channel: in.of(e)}
		switch c.Channel {
		case "":
			continue // the form did not have it
		case asUsual:
			c.Channel = mailing.Usual
		case dailyEmail:
			c.Channel, c.Daily = mailing.Email, true
		}
		out.Items = append(out.Items, c)
	}
	return out
}

func (w *Web) saveNotices(ctx context.Context, by authz.Actor, in noticeForm) (mailing.Notices, error) {
	return w.Desk.Notices().SetNotices(ctx, by, in.set())
}

// noticed is what the part of one's own page shows.
type noticed struct {
	mailing.Notices
	in  noticeForm
	err *fault.Error
}

func (w *Web) noticesSection(ctx context.Context, by authz.Actor) (templ.Component, error) {
	all, err := w.Desk.Notices().Show(ctx, by, mailing.Nothing{})
	return noticesPart(noticed{Notices: all}), err
}

func (w *Web) noticesAgain(ctx context.Context, by authz.Actor, in noticeForm, wrong *fault.Error) (templ.Component, error) {
	all, err := w.Desk.Notices().Show(ctx, by, mailing.Nothing{})
	return shell.Faced(ctx, shell.Page{Title: locale.T(ctx, "Your page"), Active: "me", Error: true}, noticesAlone(noticed{all, in, wrong})), err
}

// eventNames say of what a person is told, as message keys; eventHints say more.
var eventNames = map[mailing.Event]string{mailing.Acknowledgement: "Your request arrived", mailing.Message: "HR writes to you", mailing.Answer: "HR answers your request",
	mailing.Waiting: "Your request waits for something", mailing.NewTime: "There is a new time", mailing.Reopened: "Your request is open again"}

// chosen is the answer of the form that stands for what is chosen.
func (n noticed) chosen(x mailing.Notice) string {
	switch typed := n.in.of(x.Event); {
	case typed != "":
		return typed
	case x.Channel == mailing.Usual:
		return asUsual
	case x.Daily:
		return dailyEmail
	}
	return x.Channel
}

// options are the answers that are possible for an event; one that was chosen and is not any more stays on the list.
func (n noticed) options(ctx context.Context, x mailing.Notice) []ui.Option {
	chosen := n.chosen(x)
	usual := "As HR usually reaches me"
	switch {
	case x.Channel == mailing.Usual && x.Now == mailing.Email:
		usual = "As HR usually reaches me: e-mail"
	case x.Channel == mailing.Usual && x.Now == mailing.SMS:
		usual = "As HR usually reaches me: text message"
	}
	all := []ui.Option{{Value: asUsual, Label: locale.T(ctx, usual)}, {Value: mailing.Email, Label: locale.T(ctx, "E-mail, at once"), Disabled: n.Email == ""}}
	if x.CanWait {
		all = append(all, ui.Option{Value: dailyEmail, Label: locale.T(ctx, "E-mail, once a day at 8:00"), Disabled: n.Email == ""})
	}
	all = append(all, ui.Option{Value: mailing.SMS, Label: locale.T(ctx, "Text message"), Disabled: n.Phone == ""})
	if x.Optional {
		all = append(all, ui.Option{Value: mailing.None, Label: locale.T(ctx, "Not at all; I look here")})
	}
	for i := range all {
		all[i].Selected = all[i].Value == chosen
	}
	return slices.DeleteFunc(all, func(o ui.Option) bool { return o.Disabled && !o.Selected })
}

func stopPage(ctx context.Context, s mailing.Stopping) templ.Component {
	title := locale.T(ctx, "Stop these mails?")
	if s.Done {
		title = locale.T(ctx, "You get no more of these mails")
	}
	return shell.Bare(ctx, shell.Page{Title: title}, stopBody(s, title))
}

func letterPage(ctx context.Context, p paper.Letter) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Letter to print"), Active: "queue"}, letterBody(p, locale.With(ctx, locale.New(p.Lang, p.Zone))))
}

// missedAt are the mails of one message that did not arrive; "" are those that brought no message.
func (o opened) missedAt(entryID string) (all []mailing.Missed) {
	for _, m := range o.Missed {
		if m.Entry == entryID {
			all = append(all, m)
		}
	}
	return all
}

// unheard reports whether somebody still has to be told something.
func (o opened) unheard() bool { return slices.ContainsFunc(o.Missed, mailing.Missed.Open) }

// missedSentences say how it stands, as message keys with the place for a name: of a message, and of what else a person was to hear.
var missedSentences = map[string]string{mailing.NotArrived: "%s has not received this.", mailing.Delayed: "%s has not received this yet.", mailing.Unsure: "We do not know whether %s has received this."}

var missedEvents = map[mailing.Event]string{mailing.Acknowledgement: "%s has not received the mail that the request arrived.", mailing.Waiting: "%s has not received the mail that it waits.",
	mailing.NewTime: "%s has not received the mail with the new time.", mailing.Reopened: "%s has not received the mail that it is open again."}

func missedSentence(m mailing.Missed) string {
	if m.Entry == "" && m.State == mailing.NotArrived {
		return missedEvents[m.Event]
	}
	return missedSentences[m.State]
}

// toldSentences say what was done about it, as message keys with the places for a name and a time.
var toldSentences = map[string]string{mailing.BySMS: "The mail did not arrive. %s was sent a text message %s.", mailing.ByPhone: "The mail did not arrive. %s was told by phone %s.",
	mailing.ByPost: "The mail did not arrive. %s was sent a letter %s.", mailing.ByPage: "The mail did not arrive. %s has written here since, %s."}

// refused is what is wrong with the form of this mail, or nil.
func (o opened) refused(m mailing.Missed) *fault.Error {
	if o.Typed["mail"] != m.Mail {
		return nil
	}
	return o.fault("told")
}

func (o opened) letterPath(m mailing.Missed) string {
	return casePath(o.Number) + "/letter?mail=" + url.QueryEscape(m.Mail)
}

// typedWords is what was typed about a call.
func (o opened) typedWords(m mailing.Missed) string {
	if o.refused(m) == nil {
		return ""
	}
	return o.Typed["words"]
}

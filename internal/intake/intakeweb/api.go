package intakeweb

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/store"
)

// Placed says where a mail went.
type Placed struct {
	Case     string `json:"case"`    // the number; "" for none
	Message  string `json:"message"` // the id of the message it became
	New      bool   `json:"new"`     // in a case of its own
	Reopened bool   `json:"reopened"`
}

// placed gives a use case the answer of the API.
func placed[In any](use httpx.UseCase[In, desk.Placed]) httpx.UseCase[In, Placed] {
	return func(ctx context.Context, by authz.Actor, in In) (Placed, error) {
		at, err := use(ctx, by, in)
		return Placed{Case: at.Number, Message: at.EntryID, New: at.New, Reopened: at.Reopened}, err
	}
}

// Whole is a mail as the API shows it. Texts are plain: HTML is in the raw mail alone.
type Whole struct {
	intake.Waiting
	State       intake.State  `json:"state"`
	To          []Address     `json:"to"`
	Cc          []Address     `json:"cc"`
	ReplyTo     []Address     `json:"reply_to"`
	Sent        store.Time    `json:"sent"` // as the mail says; null when it does not
	Text        string        `json:"text"`
	Visible     string        `json:"visible_text"` // without quotation and signature
	Attachments []Attachment  `json:"attachments"`
	Checks      Checks        `json:"checks"`
	Writers     []desk.Person `json:"writers"` // who writes in the case that it seems to be about
	Asked       []Asked       `json:"asked"`   // who was asked in the conversation beside that case to which it seems to belong
	Warnings    []string      `json:"warnings"`
}

// Asked is somebody who was asked beside a case.
type Asked struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"` // may be empty
}

// Address is an address of a mail.
type Address struct {
	Name    string `json:"name"`
	Address string `json:"address"`
}

// Attachment is a part of a mail that is not its text.
type Attachment struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Inline bool   `json:"inline"`
}

// Checks are what the trusted server found out about the sender; "" for what it did not look at.
type Checks struct {
	SPF   string `json:"spf"`
	DKIM  string `json:"dkim"`
	DMARC string `json:"dmarc"`
}

func (w *Web) read(ctx context.Context, by authz.Actor, in intake.Named) (Whole, error) {
	s, err := w.Intake.Look(ctx, by, in)
	if err != nil {
		return Whole{}, err
	}
	m := s.Mail
	out := Whole{Waiting: s.Waiting, State: s.State, To: addresses(m.To), Cc: addresses(m.Cc), ReplyTo: addresses(m.ReplyTo), Sent: store.Time{Time: m.Date}, Text: m.Text, Visible: m.Visible,
		Attachments: []Attachment{}, Checks: Checks{s.Verdict.SPF, s.Verdict.DKIM, s.Verdict.DMARC}, Writers: append([]desk.Person{}, s.Writers...), Asked: []Asked{}, Warnings: []string{}}
	for _, a := range m.Attachments {
		out.Attachments = append(out.Attachments, Attachment{Name: a.FileName(), Type: a.Type, Size: a.Size, SHA256: a.SHA256, Inline: a.Inline})
	}
	for _, p := range s.Asked {
		out.Asked = append(out.Asked, Asked{p.ID, p.DisplayName(), p.Email})
	}
	for _, text := range m.Warnings {
		out.Warnings = append(out.Warnings, text.In(ctx))
	}
	return out, nil
}

func addresses(all []letter.Address) []Address {
	out := make([]Address, 0, len(all))
	for _, a := range all {
		out = append(out, Address{a.Name, a.Address})
	}
	return out
}

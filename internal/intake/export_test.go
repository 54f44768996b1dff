package intake

import (
	"bytes"
	"context"
	"errors"

	"hearth/internal/people"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
)

// A Sabotage leaves out one check of those that keep strangers out.
type Sabotage struct {
	Name   string
	before func(*reading) // before the facts are gathered
	after  func(*facts)

	anyServer bool // takes the word of each server for that of the trusted one
}

// Sabotages are the checks of sort and gather, each of which must be missed by the forged mails.
var Sabotages = []Sabotage{
	{Name: "nothing"},
	{Name: "whose sign it is", after: func(f *facts) { f.verdicts(thread.Forged) }},
	{Name: "the time of a sign", after: func(f *facts) { f.verdicts(thread.Expired) }},
	{Name: "several senders", after: func(f *facts) { f.senders = 1 }},
	{Name: "senders that can be read in several ways", after: func(f *facts) { f.vague = false }},
	{Name: "our own addresses as senders", after: func(f *facts) { f.ours = false }},
	{Name: "what the trusted server found", after: func(f *facts) { f.denied = false }},
	{Name: "which server is trusted", anyServer: true},
	{Name: "who does not work here any more", after: func(f *facts) { f.left = false }},
	{Name: "signs that cannot be read", after: func(f *facts) { f.unsigned = false }},
	{Name: "numbers in the subject", after: func(f *facts) { f.named = 0 }},
	{Name: "who looks like somebody else", after: func(f *facts) { f.likes = "" }},
	{Name: "which letters an address has", before: func(r *reading) { r.mail.From.Address = people.FoldEmail(r.mail.From.Address) }},
	{Name: "that names decide nothing", before: func(r *reading) {
		if r.mail.From.Name != "" {
			r.mail.From.Address = r.mail.From.Name
		}
	}},
	{Name: "that Sender decides nothing", before: func(r *reading) {
		if r.mail.Sender.Address != "" {
			r.mail.From = r.mail.Sender
		}
	}},
	{Name: "that Reply-To decides nothing", before: func(r *reading) {
		if len(r.mail.ReplyTo) > 0 {
			r.mail.From = r.mail.ReplyTo[0]
		}
	}},
}

func (f *facts) verdicts(v thread.Verdict) {
	for i := range f.signs {
		if f.signs[i].verdict == v {
			f.signs[i].verdict = thread.Genuine
		}
	}
}

var errJudged = errors.New("judged")

// Judge says where a mail would go with one check left out. It changes nothing.
func (s *Service) Judge(ctx context.Context, raw []byte, to string, without Sabotage) (State, error) {
	r := &reading{row: mailRow{SentTo: to}, mail: letter.Parse(raw, letter.Options{Origin: s.Origin})}
	var err error
	if r.resembles, err = s.Looks.Resembles(ctx, r.mail.From.Name, people.FoldEmail(r.mail.From.Address)); err != nil {
		return "", err
	}
	if r.row.MailboxID, err = s.boxOfMail(ctx, Receive{Raw: raw}); err != nil {
		return "", err
	}
	if without.before != nil {
		without.before(r)
	}
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		if err := s.gather(ctx, tx, r); err != nil {
			return err
		}
		if without.anyServer && bytes.Contains(raw, []byte("dmarc=pass")) {
			r.facts.denied = false
		}
		return errJudged
	})
	if !errors.Is(err, errJudged) {
		return "", err
	}
	if without.after != nil {
		without.after(&r.facts)
	}
	return sort(r.facts).state, nil
}

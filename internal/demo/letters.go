package demo

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/desk/mailing"
	"hearth/internal/people"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// comesBack lets the last mail to the asker come back, with what the mail server says.
func (s *story) comesBack(at time.Time, words string) {
	s.then(at, "return mail", func(ctx context.Context) error {
		if _, err := mail.NewKeeper(s.b.db).Pass(ctx); err != nil { // it has left by now
			return err
		}
		all, err := mail.ForPerson(ctx, s.b.db, s.b.ids[s.asker], 1)
		if err != nil || len(all) == 0 {
			return fmt.Errorf("no mail came back: %w", err)
		}
		return s.b.db.Tx(ctx, func(tx *store.Tx) error {
			_, _, err := mail.Bounced(ctx, tx, all[0].ID, mail.Bounce{Class: mail.Permanent, Diagnostic: words})
			return err
		})
	})
}

// oneMailADay is who wants to hear of requests once a day, and morningsTold is for how many days before today.
const (
	oneMailADay  = "oskar-lindqvist"
	morningsTold = 6
)

// mornings lets one person choose a summary once a day, and sends those of the last days.
func (b *builder) mornings(ctx context.Context) error {
	p, err := people.ByID(ctx, b.db, b.ids[oneMailADay])
	if err != nil {
		return err
	}
	chosen := b.now.AddDate(0, 0, -morningsTold)
	b.events = append(b.events, event{chosen, func(ctx context.Context) error {
		var in mailing.SetNotices
		for _, e := range []mailing.Event{mailing.Acknowledgement, mailing.Message, mailing.Answer} {
			in.Items = append(in.Items, mailing.Set{Event: e, Channel: mailing.Email, Daily: true})
		}
		_, err := b.desk.Notices().SetNotices(ctx, b.portal(oneMailADay), in)
		return err
	}})
	for at := mailing.NextDigest(p, store.At(chosen)); !at.Time.After(b.now); at = mailing.NextDigest(p, at) {
		b.events = append(b.events, event{at.Time, func(ctx context.Context) error {
			_, err := b.desk.Notices().Pass(ctx)
			return err
		}})
	}
	return nil
}

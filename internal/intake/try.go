package intake

import (
	"context"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// TryOut sends a mail to by's own address, through the outbox as every mail goes; an answer to it goes to the mailbox. It refuses somebody of whom no address is known.
func (s *Service) TryOut(ctx context.Context, by authz.Actor, in Named) (Mailbox, error) {
	if err := s.Policy.May(by, ManageMailboxes, 0); err != nil {
		return Mailbox{}, err
	}
	var row mailboxRow
	err := s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if row, err = mailbox(ctx, tx, in.ID); err != nil {
			return err
		}
		p, err := people.ByID(ctx, tx, by.PersonID)
		if err != nil {
			return err
		}
		if p.Email == "" {
			return fault.New(fault.Conflict, "We know no e-mail address of yours. Have one written into the directory, then try again.")
		}
		text := locale.T(ctx, "This is a test of the mailbox %s. You have it, so mail leaves.", row.Name) + "\n\n" +
			locale.T(ctx, "Answer it, and the answer goes to %s: then you see whether mail comes in.", row.Address)
		err = mail.Enqueue(ctx, tx, mail.Message{To: p.Email, PersonID: p.ID, Kind: "intake.trial", Subject: locale.T(ctx, "A test of the mailbox %s", row.Name), Text: text,
			Lang: locale.Lang(ctx), ReplyTo: row.Address})
		if err != nil {
			return err
		}
		return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(ManageMailboxes), Kind: "mailbox", Object: row.ID, Team: row.TeamID})
	})
	return row.shown(), err
}

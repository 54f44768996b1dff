package intake

import (
	"context"

	"hearth/internal/desk/number"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/mail/postbox"
)

// Receive is a mail that is handed in at the command line.
type Receive struct {
	To  []string // envelope; empty: what the mail's own fields say
	Raw []byte
}

// Received says where a mail went.
type Received struct {
	Outcome string `json:"outcome"` // case, reply, record, quarantine or duplicate
	Case    string `json:"case"`    // its number, for case and reply
	Reason  string `json:"reason"`  // in English, for record and quarantine
}

// Receive takes a mail in and reads it at once, as the intake would. A mail that came before is a duplicate.
func (s *Service) Receive(ctx context.Context, by authz.Actor, in Receive) (Received, error) {
	if err := s.Policy.May(by, TakeMail, 0); err != nil {
		return Received{}, err
	}
	box, err := s.boxOfMail(ctx, in)
	if err != nil {
		return Received{}, err
	}
	id, fresh, err := s.keep(ctx, box, postbox.Envelope{To: in.To, Via: "cli"}, in.Raw, nil)
	if err != nil {
		return Received{}, err
	}
	if !fresh {
		return Received{Outcome: "duplicate", Reason: "The same mail came before."}, nil
	}
	for range tries {
		if err := s.Read(ctx, id); err != nil {
			return Received{}, err
		}
	}
	row, err := readMail(ctx, s.DB, id)
	if err != nil {
		return Received{}, err
	}
	out := Received{Outcome: string(row.State)}
	why, err := readMsg(row.Reason)
	if err == nil {
		out.Reason = why.In(ctx)
	}
	if row.State == Case || row.State == Reply {
		out.Case, err = number.Of(ctx, s.DB, row.CaseID)
	}
	return out, err
}

// boxOfMail finds the mailbox of a mail by its envelope, or else by the addresses that it names.
func (s *Service) boxOfMail(ctx context.Context, in Receive) (string, error) {
	addresses := in.To
	if len(addresses) == 0 {
		r := reading{mail: parsed(in.Raw)}
		addresses = r.recipients()
	}
	for _, a := range addresses {
		id, _, err := s.boxOf(ctx, s.DB, a)
		if err != nil || id != "" {
			return id, err
		}
	}
	return "", nil
}

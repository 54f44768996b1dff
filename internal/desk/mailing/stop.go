package mailing

import (
	"context"
	"crypto/hmac"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Stop is what the link in a mail says that switches off that kind of mail. Who has the link may: it is in the mail of one person alone.
type Stop struct {
	Token    string `path:"token" json:"-"`
	OneClick string `form:"List-Unsubscribe" json:"-"` // what mail programs send; it says nothing that the link does not
}

// Stopping is what a link switches off.
type Stopping struct {
	Token  string
	Events []Event // what comes by no mail any more
	Digest bool    // it is the summary that ends
	Done   bool    // it has been done
	Always []Event // what came in the summary and goes on at once, because it has to reach the person
}

// stopLink is the address that switches off an event, or the summaries, of a person.
func (s *Service) stopLink(personID, what string) string {
	return s.URL + "/notices/" + what + "." + personID + "." + s.stopMAC(personID, what)
}

func (s *Service) stopMAC(personID, what string) string {
	return ident.Seal(s.Secret, "stop\x00"+what+"\x00"+personID)
}

// read returns whose mail a link switches off, and which. A link that we did not make leads nowhere.
func (s *Service) read(in Stop) (personID, what string, err error) {
	what, rest, _ := strings.Cut(in.Token, ".")
	personID, mac, _ := strings.Cut(rest, ".")
	known := what == Digest || slices.Contains(Events(), Event(what)) && optional(Event(what))
	if !known || personID == "" || !hmac.Equal([]byte(mac), []byte(s.stopMAC(personID, what))) {
		return "", "", authz.Hidden()
	}
	return personID, what, nil
}

// Peek says what a link would switch off. It changes nothing, because programs that look at mails follow every link.
func (s *Service) Peek(ctx context.Context, in Stop) (Stopping, error) {
	personID, what, err := s.read(in)
	if err != nil {
		return Stopping{}, err
	}
	return s.stopping(ctx, s.DB, in, personID, what)
}

// Stop switches off what a link says, and nothing else. Twice is once. What waits for a summary that ends is told with the page; only what has to reach the
// person is still sent, in a last one, now.
func (s *Service) Stop(ctx context.Context, in Stop) (Stopping, error) {
	personID, what, err := s.read(in)
	if err != nil {
		return Stopping{}, err
	}
	var out Stopping
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		if out, err = s.stopping(ctx, tx, in, personID, what); err != nil {
			return err
		}
		for _, e := range out.Events {
			if err := save(ctx, tx, personID, choice{Event: e, Channel: None}); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `DELETE FROM desk_digest WHERE person_id = $1 AND event = $2 AND digest_id = ''`, personID, e); err != nil {
				return fmt.Errorf("stop notices: %w", err)
			}
		}
		for _, e := range out.Always {
			if err := save(ctx, tx, personID, choice{Event: e, Channel: Email}); err != nil {
				return err
			}
		}
		out.Done = true
		if what != Digest {
			return nil
		}
		_, err := tx.Exec(ctx, `UPDATE desk_digest SET due_at = $2 WHERE person_id = $1 AND digest_id = ''`, personID, tx.Now())
		return err
	})
	return out, err
}

// stopping says what a link switches off now: of the summaries, everything that comes in them.
func (s *Service) stopping(ctx context.Context, q store.Querier, in Stop, personID, what string) (Stopping, error) {
	out := Stopping{Token: in.Token, Digest: what == Digest}
	switch _, err := people.ByID(ctx, q, personID); {
	case fault.KindOf(err) == fault.NotFound:
		return out, authz.Hidden() // erased since; who it was is not said
	case err != nil:
		return out, err
	}
	if !out.Digest {
		out.Events = []Event{Event(what)}
		return out, nil
	}
	chosen, err := choicesOf(ctx, q, personID)
	if err != nil {
		return out, err
	}
	for _, e := range Events() {
		switch {
		case !chosen[e].Daily:
		case optional(e):
			out.Events = append(out.Events, e)
		default:
			out.Always = append(out.Always, e)
		}
	}
	return out, nil
}

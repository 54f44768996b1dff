package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearth/internal/desk/number"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/verdict"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
)

// gather finds out what counts for where the mail goes.
func (s *Service) gather(ctx context.Context, tx *store.Tx, r *reading) (err error) {
	f := &r.facts
	*f = facts{auto: r.mail.Auto, unread: r.mail.Unread, senders: len(r.mail.Froms), vague: vague(r.mail.Header.Get("From"))}
	if f.sender, err = people.Address(r.mail.From.Address); err != nil {
		f.sender, err = "", nil // none that could be written to: it waits for a person
	}
	if r.row.MailboxID != "" {
		if r.box, err = mailbox(ctx, tx, r.row.MailboxID); err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
	}
	f.strangersWait, f.noReply = r.box.Strangers == StrangersWait, nobodyReads(f.sender)
	r.verdict = verdict.Trusted(r.mail.Header, r.box.Trusted)
	f.denied = r.verdict.DMARC == "fail" || (r.verdict.DMARC == "" || r.verdict.DMARC == "none") && r.verdict.SPF == "fail" && r.verdict.DKIM != "pass"
	if f.sender == "" {
		return s.gatherSigns(ctx, tx, r)
	}
	if _, f.ours, err = s.boxOf(ctx, tx, f.sender); err != nil {
		return err
	}
	f.ours = f.ours || f.sender == s.senderAddress()
	r.person, err = people.FindAnyone(ctx, tx, f.sender)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		r.person = people.Person{}
	case err != nil:
		return err
	default:
		f.personID, f.name, f.outside, f.left = r.person.ID, r.person.DisplayName(), r.person.Outside, !r.person.Active && !r.person.Outside
	}
	if f.personID == "" || f.outside {
		if err := s.gatherLikeness(ctx, tx, r); err != nil {
			return err
		}
	}
	if f.many, err = s.over(ctx, tx, `from_address = $1`, f.sender, perAddress); err != nil {
		return err
	}
	return s.gatherSigns(ctx, tx, r)
}

func (s *Service) gatherLikeness(ctx context.Context, tx *store.Tx, r *reading) error {
	if r.resembles == "" || r.resembles == r.person.ID {
		return nil
	}
	p, err := people.ByID(ctx, tx, r.resembles)
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	r.facts.likes = p.DisplayName()
	return err
}

// over reports whether more than most mails of which a column says the same came within an hour, this one among them.
func (s *Service) over(ctx context.Context, q store.Querier, where, value string, most int) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM intake_mail WHERE `+where+` AND came_at > $2 AND state IN ('stored', 'case', 'reply')`, value, q.Now().Add(-time.Hour))
	if err != nil {
		return false, fmt.Errorf("count mails: %w", err)
	}
	return n > most, nil
}

// gatherSigns reads the signs of ours in the addresses and the ids that the mail names.
func (s *Service) gatherSigns(ctx context.Context, tx *store.Tx, r *reading) error {
	f := &r.facts
	add := func(t thread.Token) error {
		if len(f.signs) >= 10 {
			return nil
		}
		if t.Side {
			return s.gatherSide(ctx, tx, r, t)
		}
		id, err := number.ID(ctx, tx, t.Case)
		if err != nil {
			return err
		}
		f.signs = append(f.signs, sign{number: t.Case, caseID: id, verdict: t.Check(f.personID, tx.Now().Time)})
		return nil
	}
	for _, address := range r.recipients() {
		token, ok := s.Threads.Read(address)
		if !ok {
			_, bounce := s.Threads.ReadBounce(address)
			f.unsigned = f.unsigned || s.Threads.Ours(address) && !bounce
			continue
		}
		if err := add(token); err != nil {
			return err
		}
	}
	if len(f.signs) == 0 && !f.unsigned {
		ids := slices.Concat(r.mail.InReplyTo, r.mail.References)
		slices.Reverse(ids) // the newest leads
		for _, id := range ids {
			token, ok := s.Threads.ReadMessageID(id)
			if !ok {
				f.unsigned = f.unsigned || s.looksOurs(id)
			} else if err := add(token); err != nil {
				return err
			}
		}
	}
	var err error
	if f.named, err = number.In(ctx, tx, r.mail.Subject); err != nil {
		return err
	}
	if f.named > 0 {
		if f.namedID, err = number.ID(ctx, tx, f.named); err != nil {
			return err
		}
	}
	if g := f.genuine(); g != nil {
		f.manyInCase, err = s.over(ctx, tx, `case_id = $1 AND case_id <> ''`, g.caseID, perCase)
	}
	return err
}

// gatherSide reads a sign that leads to a conversation beside a case. What is no such sign is one without a case.
func (s *Service) gatherSide(ctx context.Context, tx *store.Tx, r *reading, t thread.Token) error {
	one := sign{verdict: t.Check(r.facts.personID, tx.Now().Time)}
	if s.Sides != nil {
		id, caseID, name, err := s.Sides.ByMark(ctx, tx, t.Case)
		if err != nil {
			return err
		}
		one.side, one.caseID, one.number = id, caseID, number.Parse(name)
	}
	r.facts.signs = append(r.facts.signs, one)
	return nil
}

// recipients are the addresses that the mail was sent to, as the envelope, the servers on the way and its sender say.
func (r *reading) recipients() []string {
	all := strings.Fields(r.row.SentTo)
	for _, name := range []string{"Delivered-To", "X-Original-To", "Envelope-To"} {
		for _, v := range r.mail.Header.All(name) {
			all = append(all, strings.Trim(strings.TrimSpace(v), "<>"))
		}
	}
	for _, list := range [][]letter.Address{r.mail.To, r.mail.Cc} {
		for _, a := range list {
			all = append(all, a.Address)
		}
	}
	if len(all) > 200 {
		all = all[:200]
	}
	var once []string
	for _, a := range all {
		if a = strings.ToLower(a); a != "" && !slices.Contains(once, a) {
			once = append(once, a)
		}
	}
	return once
}

// looksOurs reports whether an id has the form of those that our mails have, and no sign that can be read.
func (s *Service) looksOurs(id string) bool {
	local, domain, _ := strings.Cut(strings.ToLower(id), "@")
	_, ours, _ := strings.Cut(s.senderAddress(), "@")
	return ours != "" && domain == ours && (strings.HasPrefix(local, "h.") || strings.HasPrefix(local, "h1.") || strings.HasPrefix(local, "hs1."))
}

// vague reports whether a field From could be read in more ways than one: then what another server found out about its sender may be about another address than the one read here. What stands
// in quotes and comments does not count.
func vague(from string) bool {
	opened, closed, quoted, depth, ats := 0, 0, false, 0, 0
	for i := 0; i < len(from); i++ {
		switch c := from[i]; {
		case c == '\\' && (quoted || depth > 0):
			i++
		case c == '"' && depth == 0:
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == '<':
			opened++
		case c == '>':
			closed++
		case opened > closed && c == '@':
			ats++
		case closed > 0 && c > ' ':
			return true
		}
	}
	return quoted || depth > 0 || opened > 1 || opened != closed || ats > 1
}

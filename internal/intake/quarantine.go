package intake

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/desk/number"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/verdict"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Waiting is a mail in quarantine as its team sees it in a list.
type Waiting struct {
	ID      string     `json:"id"`
	At      store.Time `json:"at"`
	Mailbox string     `json:"mailbox"` // its name; "" for none
	From    string     `json:"from"`
	Name    string     `json:"name"`
	Subject string     `json:"subject"`
	Reason  locale.Msg `json:"-"`
	Why     string     `json:"reason"` // Reason in the reader's language
	Number  string     `json:"case"`   // the case that it seems to be about, where the reader may see that
	Size    int64      `json:"size"`
	Verdict string     `json:"verdict"` // "dkim=pass dmarc=pass spf=pass"; "" when no trusted server said anything
}

// ListWaiting asks for a page of the quarantine.
type ListWaiting struct {
	After string `query:"after" json:"-"`
}

// WaitingPage is a page of the quarantine, the newest first. Next is "" on the last one.
type WaitingPage struct {
	Items []Waiting `json:"items"`
	Next  string    `json:"next"`
}

const perPage = 50

// sees is the condition that mail m of the query is one that by decides about: of a mailbox of their teams, or about a case that they may see and that is none of their own: what came about
// that is for HR. What came about a case with health data is for whoever reads its words, once somebody works on it. A mail that was given to the concern handlers is nobody else's.
func (s *Service) sees(by authz.Actor) store.Where {
	if s.Policy.May(by, SortMail, 0) != nil {
		return store.Never
	}
	teams := store.In(`b.team_id`, by.Teams)
	mine := store.Where{SQL: `(m.mailbox_id = '' OR m.mailbox_id IN (SELECT b.id FROM intake_mailbox b WHERE ` + teams.SQL + `))`, Args: teams.Args}
	of := store.And(store.Cond(`m.case_id <> ''`), s.Desk.SeenBy(by, "m.case_id"), record.NotOwn(by, "m.case_id"))
	words := store.Or(store.And(store.Cond(`m.side_id = ''`), store.Or(store.Cond(`m.case_id = ''`), record.Nobodys("m.case_id"))), record.WordsAtWork(by, "m.case_id"))
	return store.And(store.Cond(`NOT m.sealed`), words, store.Or(store.And(store.Cond(`m.case_id = ''`), mine), of))
}

// Waiting lists what waits for by and their colleagues, the newest first.
func (s *Service) Waiting(ctx context.Context, by authz.Actor, in ListWaiting) (WaitingPage, error) {
	out := WaitingPage{Items: []Waiting{}}
	if err := s.Policy.May(by, SortMail, 0); err != nil {
		return out, err
	}
	where := store.And(store.Cond(`m.state = 'quarantine'`), s.sees(by))
	if in.After != "" {
		where = store.And(where, store.Cond(`m.id < ?`, in.After))
	}
	type listed struct {
		mailRow
		Mailbox string
	}
	rows, err := store.Select[listed](ctx, s.DB, new(store.Q).Add(`SELECT `+mailColumns+`, COALESCE((SELECT b.name FROM intake_mailbox b WHERE b.id = m.mailbox_id), '') AS mailbox
		FROM intake_mail m WHERE `).Where(where).Add(` ORDER BY m.id DESC LIMIT ?`, perPage+1))
	if err != nil {
		return out, fmt.Errorf("list quarantine: %w", err)
	}
	if len(rows) > perPage {
		rows = rows[:perPage]
		out.Next = rows[perPage-1].ID
	}
	for _, r := range rows {
		w, err := s.waiting(ctx, by, r.mailRow, r.Mailbox)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, w)
	}
	return out, nil
}

func (s *Service) waiting(ctx context.Context, by authz.Actor, r mailRow, box string) (Waiting, error) {
	why, err := readMsg(r.Reason)
	if err != nil {
		return Waiting{}, fmt.Errorf("reason of mail %s: %w", r.ID, err)
	}
	w := Waiting{ID: r.ID, At: r.CameAt, Mailbox: box, From: r.FromAddress, Name: r.FromName, Subject: r.Subject, Reason: why, Why: why.In(ctx), Size: r.Size, Verdict: r.Verdict}
	if r.CaseID != "" {
		w.Number, err = s.Desk.NumberOf(ctx, by, r.CaseID)
	}
	return w, err
}

// Count returns how many mails wait for by, up to 1,000.
func (s *Service) Count(ctx context.Context, by authz.Actor) (int, error) {
	return store.Row[int](ctx, s.DB, new(store.Q).Add(`SELECT count(*) FROM (SELECT 1 AS one FROM intake_mail m WHERE m.state = 'quarantine' AND `).Where(s.sees(by)).Add(` LIMIT 1000) found`))
}

// Named names one mail.
type Named struct {
	ID string `path:"id" json:"-"`
}

// Seen is a whole mail, as somebody reads it who may.
type Seen struct {
	Waiting
	State   State
	Mail    letter.Mail
	Raw     []byte
	Verdict verdict.Results
	Writers []desk.Person   // who writes in the case that it seems to be about
	Asked   []people.Person // who was asked in the conversation beside it to which it seems to belong, and may still answer
}

// Look opens a whole mail: one that waits for by, or that became a message in a case of which by reads the texts. Each opening is recorded before the mail is returned, in the record of whom it is from. What is not by's
// to read is absent.
func (s *Service) Look(ctx context.Context, by authz.Actor, in Named) (Seen, error) {
	if err := s.Policy.May(by, ReadMail, 0); err != nil {
		return Seen{}, err
	}
	var out Seen
	row, err := s.mine(ctx, s.DB, by, in.ID)
	if err != nil {
		return out, err
	}
	if row.CaseID != "" {
		if out.Writers, err = s.Desk.WritersOf(ctx, s.DB, by, row.CaseID); err != nil {
			return out, err
		}
	}
	if out.Asked, err = s.askedAside(ctx, s.DB, by, row); err != nil {
		return out, err
	}
	if err := s.Audit.OpenedNow(ctx, audit.Entry{By: by, Action: string(ReadMail), Kind: "mail", Object: row.ID, Person: row.SenderPerson}); err != nil {
		return out, err
	}
	raw, err := s.content(ctx, s.DB, row)
	if err != nil {
		return out, err
	}
	if out.Waiting, err = s.waiting(ctx, by, row, ""); err != nil {
		return out, err
	}
	trusted := ""
	if row.MailboxID != "" {
		box, err := mailbox(ctx, s.DB, row.MailboxID)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return out, err
		}
		trusted = box.Trusted
	}
	out.State, out.Raw, out.Mail = row.State, raw, letter.Parse(raw, letter.Options{Origin: s.Origin})
	out.Verdict = verdict.Trusted(out.Mail.Header, trusted)
	return out, nil
}

// mine reads a mail that by may decide about or read.
func (s *Service) mine(ctx context.Context, q store.Querier, by authz.Actor, id string) (mailRow, error) {
	row, err := store.Row[mailRow](ctx, q, new(store.Q).Add(`SELECT `+mailColumns+` FROM intake_mail m WHERE m.id = ? AND `, id).Where(s.sees(by)))
	if errors.Is(err, store.ErrNone) {
		return row, authz.Hidden()
	}
	if err != nil || row.EntryID == "" {
		return row, err
	}
	may, err := s.Desk.ReadsTexts(ctx, q, by, row.CaseID)
	if err == nil && !may {
		err = authz.Hidden()
	}
	return row, err
}

// MailOf returns the id of the mail that became a message of a case, or "" when it came another way or is not by's to read.
func (s *Service) MailOf(ctx context.Context, by authz.Actor, entryID string) (string, error) {
	id, err := store.One[string](ctx, s.DB, `SELECT id FROM intake_mail WHERE entry_id = $1 AND entry_id <> ''`, entryID)
	if errors.Is(err, store.ErrNone) || entryID == "" {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	if _, err = s.mine(ctx, s.DB, by, id); fault.KindOf(err) == fault.NotFound {
		return "", nil
	}
	return id, err
}

// Join lets a waiting mail into a case.
type Join struct {
	ID     string `path:"id" json:"-"`
	Number string `json:"case"`
	As     string `json:"as,omitempty"` // the id of a person who writes in that case: it is their message; "": a note of HR
}

// Join lets a mail into a case: as the message of somebody who takes part in it on the customer's side, when by says that it is theirs, and otherwise as a note that HR alone reads. Its
// sender gets no access by it. A mail that does not wait any more is refused.
func (s *Service) Join(ctx context.Context, by authz.Actor, in Join) (desk.Placed, error) {
	return s.decide(ctx, by, in.ID, func(tx *store.Tx, r *reading) (desk.Placed, State, error) {
		m := s.mailed(r, decision{})
		if m.Number = number.Parse(in.Number); m.Number == 0 {
			return desk.Placed{}, "", fault.ForField("case", "Write the number of the request, such as HR-2847.")
		}
		if in.As == "" {
			if err := s.known(ctx, tx, r); err != nil {
				return desk.Placed{}, "", err
			}
			at, err := s.Desk.NoteMailed(ctx, tx, by, r.person.ID, m)
			return at, Reply, err
		}
		caseID, err := number.ID(ctx, tx, m.Number)
		if err != nil {
			return desk.Placed{}, "", err
		}
		writers, err := s.Desk.WritersOf(ctx, tx, by, caseID)
		if err != nil {
			return desk.Placed{}, "", err
		}
		for _, w := range writers {
			if w.ID == in.As {
				if r.person, err = people.ByID(ctx, tx, w.ID); err != nil {
					return desk.Placed{}, "", err
				}
				at, err := s.Desk.ReplyMailed(ctx, tx, as(r.person), m)
				return at, Reply, err
			}
		}
		return desk.Placed{}, "", fault.ForField("as", "Choose somebody who takes part in the request.")
	})
}

// Accept opens a case for a mail that waits.
type Accept struct {
	ID string `path:"id" json:"-"`
	As string `json:"as,omitempty"` // somebody of the directory, by address, number or id, whose mail it is; "": its sender
}

// Accept opens a case of the mail's sender, or of the person whom by names as the one who wrote it. A sender who is not known becomes an outsider of the directory.
func (s *Service) Accept(ctx context.Context, by authz.Actor, in Accept) (desk.Placed, error) {
	return s.decide(ctx, by, in.ID, func(tx *store.Tx, r *reading) (desk.Placed, State, error) {
		if in.As != "" {
			p, err := people.FindAnyone(ctx, tx, in.As)
			if fault.KindOf(err) == fault.NotFound {
				return desk.Placed{}, "", fault.ForField("as", "We do not know %s. Give an e-mail address or a personnel number.", in.As)
			}
			if err != nil {
				return desk.Placed{}, "", err
			}
			r.person = p
		} else if err := s.known(ctx, tx, r); err != nil {
			return desk.Placed{}, "", err
		}
		at, err := s.Desk.OpenMailed(ctx, tx, as(r.person), s.mailed(r, decision{quiet: r.facts.noReply}))
		return at, Case, err
	})
}

// known makes sure that the sender is in the directory.
func (s *Service) known(ctx context.Context, tx *store.Tx, r *reading) (err error) {
	if r.person.ID != "" {
		return nil
	}
	if r.facts.sender == "" {
		return fault.New(fault.Conflict, "This mail does not say who sent it. Say whose it is.")
	}
	r.person, err = people.Outsider(ctx, tx, r.mail.From.Name, r.facts.sender, "")
	return err
}

// Drop takes a mail out of the quarantine: it is for nobody. It is kept as it came.
func (s *Service) Drop(ctx context.Context, by authz.Actor, in Named) (desk.Placed, error) {
	return s.decide(ctx, by, in.ID, func(*store.Tx, *reading) (desk.Placed, State, error) { return desk.Placed{}, Dropped, nil })
}

// HandOver makes of a waiting mail a case that is named to the concern handlers. It vanishes from everything that HR and administrators see of mails.
func (s *Service) HandOver(ctx context.Context, by authz.Actor, in Named) (desk.Placed, error) {
	return s.decide(ctx, by, in.ID, func(tx *store.Tx, r *reading) (desk.Placed, State, error) {
		handlers, err := people.ConcernHandlers(ctx, tx)
		if err != nil {
			return desk.Placed{}, "", err
		}
		if err := s.known(ctx, tx, r); err != nil {
			return desk.Placed{}, "", err
		}
		m := s.mailed(r, decision{quiet: r.facts.noReply})
		m.Service = ""
		at, err := s.Desk.OpenConcern(ctx, tx, by, as(r.person), m, handlers)
		r.row.Sealed = true
		return at, Case, err
	})
}

// HandCase names a case.
type HandCase struct {
	Number string `path:"number" json:"-"`
}

// HandCase gives a case that came by mail, or another way, to the concern handlers, with the cases that are part of it and all mails that belong to them. It refuses a part of another case.
func (s *Service) HandCase(ctx context.Context, by authz.Actor, in HandCase) (desk.Placed, error) {
	var out desk.Placed
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		handlers, err := people.ConcernHandlers(ctx, tx)
		if err != nil {
			return err
		}
		if out, err = s.Desk.HandToConcern(ctx, tx, by, in.Number, handlers); err != nil { // first: of a case that is not by's to see, nothing is said
			return err
		}
		if err := s.Policy.May(by, SortMail, 0); err != nil {
			return err
		}
		all, err := s.Desk.Together(ctx, tx, out.CaseID)
		for _, id := range all {
			if _, errSeal := tx.Exec(ctx, `UPDATE intake_mail SET sealed = $2 WHERE case_id = $1 AND case_id <> ''`, id, true); errSeal != nil {
				err = errors.Join(err, fmt.Errorf("seal mails: %w", errSeal))
			}
		}
		return err
	})
	return out, err
}

// decide is the frame of what a person decides about a waiting mail.
func (s *Service) decide(ctx context.Context, by authz.Actor, id string, f func(*store.Tx, *reading) (desk.Placed, State, error)) (desk.Placed, error) {
	if err := s.Policy.May(by, SortMail, 0); err != nil {
		return desk.Placed{}, err
	}
	row, err := s.mine(ctx, s.DB, by, id)
	if err != nil {
		return desk.Placed{}, err
	}
	raw, err := s.content(ctx, s.DB, row)
	if err != nil {
		return desk.Placed{}, err
	}
	r := &reading{row: row, mail: letter.Parse(raw, letter.Options{Origin: s.Origin})}
	if r.staged, r.refused, err = s.Desk.Stage(ctx, uploads(r.mail)); err != nil {
		return desk.Placed{}, err
	}
	var at desk.Placed
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		if r.row, err = s.mine(ctx, tx, by, id); err != nil {
			return err
		}
		if r.row.State != Quarantine {
			return fault.New(fault.Conflict, "Somebody decided about this mail before you.")
		}
		if err := s.gather(ctx, tx, r); err != nil {
			return err
		}
		var state State
		if at, state, err = f(tx, r); err != nil {
			return err
		}
		if at.CaseID != "" {
			if !r.aside {
				if err := s.tellRefused(ctx, tx, r, at); err != nil {
					return err
				}
				r.row.SideID = ""
			}
			r.row.CaseID = at.CaseID
		}
		_, err = tx.Exec(ctx, `UPDATE intake_mail SET state = $2, case_id = $3, entry_id = $4, sender_person = $5, sealed = $6, settled_at = $7, settled_by = $8, side_id = $9 WHERE id = $1`,
			id, state, r.row.CaseID, at.EntryID, r.person.ID, r.row.Sealed, tx.Now(), by.PersonID, r.row.SideID)
		if err != nil {
			return fmt.Errorf("decide about mail: %w", err)
		}
		return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(SortMail), Kind: "mail", Object: id, Person: r.person.ID})
	})
	return at, err
}

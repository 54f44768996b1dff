package intake

import (
	"context"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/notice"
	"hearth/internal/platform/letter/verdict"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

const (
	tries      = 3 // then a mail waits for a person
	atOnce     = 4 // mails that are read side by side
	together   = 8 // mails that are taken in by one transaction
	sweepEvery = 10 * time.Second
	batch      = 200
)

// The brakes: beyond them a mail waits for a person, or is not acknowledged.
const (
	perAddress = 30 // mails of one address in an hour
	perCase    = 30 // mails into one case in an hour
	perDay     = 4  // acknowledgements to one address in a day
)

type mailRow struct {
	ID, MailboxID, Via                     string
	CameAt                                 store.Time
	Size                                   int64
	FileID, SentFrom, SentTo               string
	FromAddress, FromName, MessageID, Kind string
	State                                  State
	Reason, Verdict, SenderPerson          string
	CaseID, EntryID                        string
	Subject, SideID                        string
	Sealed, Acknowledged                   bool
	Attempts                               int
	SettledAt                              store.Time
	SettledBy                              string
}

const mailColumns = `m.id, m.mailbox_id, m.via, m.came_at, m.size, m.file_id, m.sent_from, m.sent_to, m.from_address, m.from_name, m.message_id, m.kind, m.state, m.reason,
	m.verdict, m.sender_person, m.case_id, m.entry_id, m.subject, m.sealed, m.acknowledged, m.attempts, m.settled_at, m.settled_by, m.side_id`

func readMail(ctx context.Context, q store.Querier, id string) (mailRow, error) {
	return store.One[mailRow](ctx, q, `SELECT `+mailColumns+` FROM intake_mail m WHERE m.id = $1`, id)
}

// Run reads what was stored, until ctx ends: after each mail that comes, and every few seconds what is due again.
func (s *Service) Run(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := s.Pass(ctx); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "mails wait to be read", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-s.wake:
		}
	}
}

// Taken returns how often a mail was read here since the start.
func (s *Service) Taken() int64 { return s.reads.Load() }

// Pass reads all mails that are due, the oldest first, several at once. A mail that fails is put off, and holds nobody up.
func (s *Service) Pass(ctx context.Context) error {
	for ctx.Err() == nil {
		ids, err := store.All[string](ctx, s.DB, `SELECT id FROM intake_mail WHERE state = 'stored' AND next_at <= $1 ORDER BY next_at, id LIMIT $2`, s.DB.Now(), batch)
		if err != nil {
			return fmt.Errorf("mails to read: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		if err := s.readAll(ctx, ids); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Read reads one stored mail and lets it go where it belongs. Reading it again changes nothing. A mail that cannot be read is put off and, the third time, waits for a person; the
// error is then nil. An error tells of the database.
func (s *Service) Read(ctx context.Context, id string) error {
	r, err := s.prepare(ctx, id)
	if err == nil && r != nil {
		err = s.take(ctx, r)
		r.done()
	}
	return s.failed(ctx, id, err)
}

// failed puts off a mail that could not be taken in. It returns what a database says that is the cause for all.
func (s *Service) failed(ctx context.Context, id string, err error) error {
	if err == nil || ctx.Err() != nil || store.IsFull(err) {
		return err
	}
	s.Log.ErrorContext(ctx, "a mail could not be read", "mail", id, "error", err)
	return s.putOff(ctx, id)
}

// putOff counts a try that failed.
func (s *Service) putOff(ctx context.Context, id string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		m, err := readMail(ctx, tx, id)
		if err != nil || m.State != Stored {
			return err
		}
		if m.Attempts+1 >= tries {
			why, err := writeMsg(locale.M("Hearth tried three times to take it in and could not. The log of the server says why."))
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `UPDATE intake_mail SET state = 'quarantine', reason = $2, attempts = attempts + 1, settled_at = $3 WHERE id = $1`, id, why, tx.Now())
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE intake_mail SET attempts = attempts + 1, next_at = $2 WHERE id = $1`, id, tx.Now().Add(time.Duration(m.Attempts+1)*time.Minute))
		return err
	})
}

// reading is a mail while it is taken in.
type reading struct {
	row  mailRow
	mail letter.Mail
	box  mailboxRow // zero for none

	person    people.Person // the sender; zero for nobody
	resembles string        // the id of a person of the directory whom the sender looks like
	facts     facts
	verdict   verdict.Results
	staged    []files.Staged
	refused   map[string]*fault.Error
	aside     bool   // it goes into a conversation beside a case
	done      func() // to be called when it is taken in
}

// prepare reads a stored mail as far as that changes nothing; nil where another did already. done has to be called once it is taken in.
func (s *Service) prepare(ctx context.Context, id string) (_ *reading, err error) {
	r := &reading{done: func() {}}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("mail %s: %v\n%s", id, p, debug.Stack())
		}
		if err != nil {
			r.done()
		}
	}()
	if r.row, err = readMail(ctx, s.DB, id); err != nil || r.row.State != Stored {
		return nil, err
	}
	s.reads.Add(1)
	var tidy func()
	tidy, r.done = s.oneLarge(r.row.Size)
	raw, err := s.content(ctx, s.DB, r.row)
	if err != nil {
		return nil, err
	}
	tidy()
	r.mail = letter.Parse(raw, letter.Options{Origin: s.Origin})
	if r.facts.auto = r.mail.Auto; r.facts.auto == notice.None || r.facts.auto == notice.List {
		if r.staged, r.refused, err = s.Desk.Stage(ctx, uploads(r.mail)); err != nil {
			return nil, err
		}
	}
	r.mail.Attachments = forgotten(r.mail.Attachments)
	tidy()
	r.resembles, err = s.Looks.Resembles(ctx, r.mail.From.Name, people.FoldEmail(r.mail.From.Address))
	return r, err
}

// take lets the mails that were prepared go where they belong, in one transaction.
func (s *Service) take(ctx context.Context, all ...*reading) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("mail %s: %v\n%s", all[0].row.ID, p, debug.Stack())
		}
	}()
	return s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		for _, r := range all {
			now, err := readMail(ctx, tx, r.row.ID)
			if err != nil {
				return err // r.row stays: the transaction may run again
			}
			if r.row = now; r.row.State != Stored {
				continue
			}
			if err := s.gather(ctx, tx, r); err != nil {
				return err
			}
			if err := s.settle(ctx, tx, r, sort(r.facts)); err != nil {
				return err
			}
		}
		return nil
	})
}

// large is from how many bytes on mails are read one after the other, so that few of them lie in memory.
const large = 4 << 20

// oneLarge waits until no other large mail is read. tidy gives back what a step of the reading has left behind, before the next one takes as much: what brought the mail, what the
// database sent it in, and the mail itself once its files are kept. A collection alone would leave the pages of one step beside those of the next.
func (s *Service) oneLarge(size int64) (tidy, done func()) {
	if size < large {
		return func() {}, func() {}
	}
	s.large.Lock()
	debug.FreeOSMemory()
	return debug.FreeOSMemory, s.large.Unlock
}

// forgotten are the attachments without their content.
func forgotten(all []letter.Attachment) []letter.Attachment {
	out := make([]letter.Attachment, len(all))
	for i, a := range all {
		out[i] = letter.Attachment{Name: a.Name, Type: a.Type, Declared: a.Declared, Detected: a.Detected, Size: a.Size, SHA256: a.SHA256, Inline: a.Inline, ContentID: a.ContentID}
	}
	return out
}

// settle lets the mail go where d says, in one transaction with what that brings about.
func (s *Service) settle(ctx context.Context, tx *store.Tx, r *reading, d decision) error {
	var at desk.Placed
	var err error
	switch d.state {
	case Case:
		at, d, err = s.openCase(ctx, tx, r, d)
	case Reply:
		at, d, err = s.reply(ctx, tx, r, d)
	case Record:
		d, err = s.record(ctx, tx, r, d)
	}
	if err != nil {
		return err
	}
	if at.CaseID != "" {
		d.caseID = at.CaseID
	}
	why, err := writeMsg(d.why)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE intake_mail SET kind = $2, state = $3, reason = $4, verdict = $5, sender_person = $6, case_id = $7, entry_id = $8, acknowledged = $9, settled_at = $10,
		subject = $11, side_id = $12 WHERE id = $1`, r.row.ID, string(r.facts.auto), d.state, why, said(r.verdict), r.person.ID, d.caseID, at.EntryID, d.state == Case && !d.quiet, tx.Now(), short(r.mail.Subject), d.side)
	if err != nil {
		return fmt.Errorf("settle mail: %w", err)
	}
	return nil
}

// said writes down what the trusted server found, "dkim=pass dmarc=pass spf=pass".
func said(v verdict.Results) string {
	if !v.Found {
		return ""
	}
	var parts []string
	for name, result := range map[string]string{"spf": v.SPF, "dkim": v.DKIM, "dmarc": v.DMARC} {
		if result != "" {
			parts = append(parts, name+"="+result)
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

// openCase opens a case of the mail's sender, who becomes an outsider of the directory where they are unknown.
func (s *Service) openCase(ctx context.Context, tx *store.Tx, r *reading, d decision) (desk.Placed, decision, error) {
	var err error
	if r.person.ID == "" {
		if r.person, err = people.Outsider(ctx, tx, r.mail.From.Name, r.facts.sender, ""); err != nil {
			return desk.Placed{}, d, err
		}
	}
	if !d.quiet {
		n, err := store.One[int](ctx, tx, `SELECT count(*) FROM intake_mail WHERE from_address = $1 AND came_at > $2 AND acknowledged`, r.facts.sender, tx.Now().Add(-24*time.Hour))
		if err != nil {
			return desk.Placed{}, d, fmt.Errorf("count acknowledgements: %w", err)
		}
		d.quiet = n >= perDay
	}
	at, err := s.Desk.OpenMailed(ctx, tx, as(r.person), s.mailed(r, d))
	if err == nil {
		err = s.tellRefused(ctx, tx, r, at)
	}
	return at, d, err
}

// reply adds the mail to its case. What the sender may not do there any more waits for a person.
func (s *Service) reply(ctx context.Context, tx *store.Tx, r *reading, d decision) (desk.Placed, decision, error) {
	in := s.mailed(r, d)
	in.Number = d.number
	if d.side != "" {
		return s.replyAside(ctx, tx, r, d, in)
	}
	at, err := s.Desk.ReplyMailed(ctx, tx, as(r.person), in)
	switch fault.KindOf(err) {
	case fault.NotFound, fault.Forbidden, fault.Conflict:
		return desk.Placed{}, decision{state: Quarantine, why: locale.M("%s may not write in the request that it answers any more.", r.facts.name), number: d.number, caseID: d.caseID}, nil
	}
	if at.New {
		d.state = Case
	}
	if err == nil {
		err = s.tellRefused(ctx, tx, r, at)
	}
	return at, d, err
}

// as is a person who writes to HR.
func as(p people.Person) authz.Actor { return authz.Actor{PersonID: p.ID, Face: authz.Portal} }

func (s *Service) mailed(r *reading, d decision) desk.Mailed {
	return desk.Mailed{Subject: subjectOf(r.mail), Body: bodyOf(r.mail), Service: r.box.ServiceID, Thanks: onlyThanks(r.mail, r.facts.name), Quietly: d.quiet,
		Answers: r.mail.MessageID, Files: r.staged}
}

// tellRefused says in the case which files of the mail it could not take, and why: they are in the whole mail.
func (s *Service) tellRefused(ctx context.Context, tx *store.Tx, r *reading, at desk.Placed) error {
	for _, name := range slices.Sorted(maps.Keys(r.refused)) {
		if err := s.Desk.TellMailed(ctx, tx, at.CaseID, name, r.refused[name]); err != nil {
			return err
		}
	}
	return nil
}

// record notes what a bounce says about a mail of ours.
func (s *Service) record(ctx context.Context, tx *store.Tx, r *reading, d decision) (decision, error) {
	if r.mail.Auto != notice.Bounced || r.mail.Bounce == nil {
		return d, nil
	}
	b := r.mail.Bounce
	ref := ""
	for _, address := range r.recipients() {
		if id, ok := s.Threads.ReadBounce(address); ok {
			ref = id
		}
	}
	if ref == "" {
		ref = b.OriginalMessageID
	}
	if ref == "" {
		return d, nil
	}
	class := mail.Permanent
	if b.Class == notice.Transient {
		class = mail.Transient
	}
	about, found, err := mail.Bounced(ctx, tx, ref, mail.Bounce{Class: class, Recipient: b.Recipient, Status: b.Status, Diagnostic: b.Diagnostic})
	if err != nil || !found {
		return d, err
	}
	if !strings.HasPrefix(about.About, AsidePrefix) { // beside a case: its page says what did not arrive
		d.caseID = about.About
	}
	return d, nil
}

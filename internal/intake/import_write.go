package intake

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail/postbox"
	"hearth/internal/platform/store"
)

// inBatch and bytesInBatch are how many mails are written in one transaction: the conversations of about so many, and of about so many bytes.
const (
	inBatch      = 100
	bytesInBatch = 16 << 20
)

// oldThread is a conversation that is about to be written.
type oldThread struct {
	customer string // an address
	mails    []oldRead
	known    int // how many of it came before
}

// oldRead is a mail of an old mailbox, read for the second time.
type oldRead struct {
	oldMail
	hr      bool
	raw     []byte
	mail    letter.Mail
	whole   *files.Staged
	staged  []files.Staged
	refused map[string]*fault.Error
}

// bring writes all conversations, some in each transaction.
func (m *importing) bring(ctx context.Context, threads [][]int) error {
	var batch []oldThread
	mails, bytes := 0, 0
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		var cases int
		var done map[string]int
		err := m.DB.Tx(ctx, func(tx *store.Tx) (err error) { cases, done, err = m.write(ctx, tx, batch); return err })
		m.out.Cases += cases
		for outcome, n := range done {
			m.out.Outcomes[outcome] += n
		}
		batch, mails, bytes = nil, 0, 0
		return err
	}
	for _, group := range threads {
		t, err := m.prepare(ctx, group)
		if err != nil {
			return err
		}
		for _, o := range t.mails {
			mails, bytes = mails+1, bytes+len(o.raw)
		}
		if len(t.mails) > 0 {
			batch = append(batch, t)
		}
		if mails >= inBatch || bytes >= bytesInBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// prepare reads what is new of a conversation, and keeps its files. In a dry run it counts only.
func (m *importing) prepare(ctx context.Context, group []int) (t oldThread, err error) {
	var fresh []oldMail
	for _, i := range group {
		n, err := store.One[int](ctx, m.DB, `SELECT count(*) FROM intake_mail WHERE digest = $1`, m.mails[i].digest)
		if err != nil {
			return t, fmt.Errorf("look for the mail: %w", err)
		}
		if n > 0 {
			m.out.Outcomes[outcomeDuplicate]++
			t.known++
			continue
		}
		fresh = append(fresh, m.mails[i])
	}
	if t.customer, err = m.customer(ctx, fresh); err != nil {
		return t, err
	}
	talks := false
	for _, o := range fresh {
		switch {
		case o.records():
			m.dry(string(Record))
		case t.customer == "":
			m.leave(o.at, locale.M("Nobody outside HR has a part in it."))
			continue
		case !talks:
			talks = true
			m.dry(string(Case))
		default:
			m.dry(string(Reply))
		}
		if m.in.DryRun {
			continue
		}
		r, err := m.again(ctx, o)
		if err != nil {
			return t, err
		}
		if r.raw != nil {
			t.mails = append(t.mails, r)
		}
	}
	if talks && m.in.DryRun {
		m.out.Cases++
	}
	return t, nil
}

// dry counts what would become of a mail.
func (m *importing) dry(outcome string) {
	if m.in.DryRun {
		m.out.Outcomes[outcome]++
	}
}

// customer returns the address of whom a conversation belongs to: the first who wrote and is not of HR, or else the first whom HR wrote to, or somebody of HR who asked.
func (m *importing) customer(ctx context.Context, mails []oldMail) (string, error) {
	own := ""
	for _, o := range mails {
		if o.records() {
			continue
		}
		if hr, err := m.ours(ctx, o.from.Address); err != nil || !hr {
			return o.from.Address, err
		}
	}
	for _, o := range mails {
		if o.records() {
			continue
		}
		for _, to := range o.to {
			if _, err := people.Address(to); err != nil {
				continue
			}
			if hr, err := m.ours(ctx, to); err != nil || !hr {
				return to, err
			}
		}
		if _, ours, err := m.boxOf(ctx, m.DB, o.from.Address); err != nil {
			return "", err
		} else if !ours && own == "" {
			own = o.from.Address
		}
	}
	return own, nil
}

// again reads a mail for the second time, and stages what is kept of it as files.
func (m *importing) again(ctx context.Context, o oldMail) (r oldRead, err error) {
	r.oldMail = o
	found, err := m.old.Read(o.at)
	if err != nil || digest(found.Raw) != o.digest {
		m.leave(o.at, locale.M("It changed while it was read."))
		return r, nil
	}
	r.raw, r.mail = found.Raw, letter.Parse(found.Raw, letter.Options{Origin: m.Origin})
	if r.whole, err = m.whole(r.raw); err != nil || o.records() {
		return r, err
	}
	if r.hr, err = m.ours(ctx, o.from.Address); err != nil {
		return r, err
	}
	if r.staged, r.refused, err = m.Desk.Stage(ctx, uploads(r.mail)); err != nil {
		return r, err
	}
	for _, name := range slices.Sorted(maps.Keys(r.refused)) {
		m.tell(o.at, locale.M("Its file %s stays in the whole mail alone: %s", name, r.refused[name].Error()))
	}
	return r, nil
}

// write writes conversations with their mails. One that was written meanwhile is left out.
func (m *importing) write(ctx context.Context, tx *store.Tx, batch []oldThread) (cases int, done map[string]int, err error) {
	done = map[string]int{}
	var all []desk.Past
	for _, t := range batch {
		p, err := m.past(ctx, tx, t, done)
		if err != nil {
			return 0, nil, err
		}
		if len(p.Talk) == 0 {
			continue
		}
		all = append(all, p)
		if _, err := tx.Exec(ctx, `INSERT INTO intake_import (case_id, keep_until, person_id) VALUES ($1, $2, $3)`, p.ID, store.At(m.in.KeepUntil), p.By); err != nil {
			return 0, nil, fmt.Errorf("imported case: %w", err)
		}
	}
	if err := m.Desk.LoadPast(ctx, tx, all); err != nil {
		return 0, nil, err
	}
	return len(all), done, nil
}

// past makes of a conversation a case of the past, and keeps its mails.
func (m *importing) past(ctx context.Context, tx *store.Tx, t oldThread, done map[string]int) (desk.Past, error) {
	p := desk.Past{ID: ident.New(), Service: m.service, Sensitivity: m.service.Sensitivity, Outcome: desk.OutcomeAnswered, CauseID: m.service.CauseID, Channel: desk.Mail, Unpromised: true}
	if p.Sensitivity == "" {
		p.Sensitivity = catalogue.Open
	}
	for _, o := range t.mails {
		known, err := store.One[string](ctx, tx, `SELECT id FROM intake_mail WHERE digest = $1`, o.digest)
		if err == nil {
			done[outcomeDuplicate]++
			continue
		}
		if !errors.Is(err, store.ErrNone) {
			return p, fmt.Errorf("look for the mail %s: %w", known, err)
		}
		k := kept{state: Record, caseID: p.ID, why: sort(facts{auto: o.auto}).why}
		if !o.records() {
			if k, err = m.talk(ctx, tx, &p, t.customer, o); err != nil {
				return p, err
			}
		}
		done[string(k.state)]++
		if err := m.keepOld(ctx, tx, o, k); err != nil {
			return p, err
		}
	}
	if len(p.Talk) == 0 {
		_, err := tx.Exec(ctx, `UPDATE intake_mail SET case_id = '' WHERE case_id = $1`, p.ID)
		return p, err
	}
	last := p.Talk[len(p.Talk)-1].At
	p.AnsweredAt, p.ClosedAt = last, last
	return p, nil
}

// kept is what is written down of a mail.
type kept struct {
	state                 State
	caseID, entry, person string
	why                   locale.Msg
}

// talk adds a mail to a case of the past as a message.
func (m *importing) talk(ctx context.Context, tx *store.Tx, p *desk.Past, customer string, o oldRead) (kept, error) {
	k := kept{state: Reply, caseID: p.ID, entry: ident.New()}
	if len(p.Talk) == 0 {
		k.state, p.Subject = Case, subjectOf(o.mail)
		who, err := m.person(ctx, tx, nameIn(o, customer), customer)
		if err != nil {
			return k, err
		}
		p.By = who
	}
	_, box, err := m.boxOf(ctx, tx, o.from.Address)
	if err == nil && !box && o.from.Address != m.senderAddress() {
		k.person, err = m.person(ctx, tx, o.from.Name, o.from.Address)
	}
	p.Talk = append(p.Talk, desk.PastMessage{ID: k.entry, At: o.when, Author: k.person, HR: o.hr && k.person != p.By, Body: bodyOf(o.mail), Files: o.staged})
	return k, err
}

// nameIn is the name that a mail gives somebody with an address.
func nameIn(o oldRead, address string) string {
	for _, a := range slices.Concat(o.mail.Froms, o.mail.To, o.mail.Cc) {
		if people.FoldEmail(a.Address) == address {
			return a.Name
		}
	}
	return ""
}

// person finds who has an address, or notes an outsider.
func (m *importing) person(ctx context.Context, tx *store.Tx, name, address string) (string, error) {
	p, err := people.FindAnyone(ctx, tx, address)
	if fault.KindOf(err) == fault.NotFound {
		p, err = people.Outsider(ctx, tx, name, address, "")
	}
	return p.ID, err
}

// keepOld keeps a mail as the intake does, as one that was settled in its time.
func (m *importing) keepOld(ctx context.Context, tx *store.Tx, o oldRead, k kept) error {
	id, content, file := ident.New(), any(o.raw), ""
	if o.whole != nil {
		f, err := m.Files.Keep(ctx, tx, "mail:"+id, *o.whole)
		if err != nil {
			return err
		}
		content, file = nil, f.ID
	}
	e := postbox.Envelope{To: o.to[:min(len(o.to), 20)], Via: ViaImport}
	if err := insertMail(ctx, tx, id, m.box.ID, o.digest, e, o.raw, content, file); err != nil {
		return err
	}
	why, err := writeMsg(k.why)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE intake_mail SET kind = $2, state = $3, reason = $4, sender_person = $5, case_id = $6, entry_id = $7, came_at = $8, settled_at = $8, subject = $9 WHERE id = $1`,
		id, string(o.auto), k.state, why, k.person, k.caseID, k.entry, o.when, short(strings.TrimSpace(o.mail.Subject)))
	if err != nil {
		return fmt.Errorf("keep mail: %w", err)
	}
	return nil
}

package intake

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail/postbox"
	"hearth/internal/platform/store"
)

// inBatch and bytesInBatch are how many mails are written in one transaction: the conversations of about so many, and of about so many bytes. A conversation that has more itself is written in
// several, so that no more of it lies in memory.
const (
	inBatch      = 100
	bytesInBatch = 4 << 20
)

// oldThread is a conversation, or a part of one, that is about to be written.
type oldThread struct {
	customer string // an address
	into     string // the case in which what came before lies, if it came by an import like this one
	mails    []oldRead
	bytes    int
	talks    bool
}

func (t oldThread) full() bool { return len(t.mails) >= inBatch || t.bytes >= bytesInBatch }

// oldRead is a mail of an old mailbox, read for the second time: what is written of it. The rest of it does not stay in memory.
type oldRead struct {
	oldMail
	head    head
	hr      bool
	raw     []byte // nil where the whole mail lies with the files
	subject string // of the case
	title   string // of the mail
	body    string
	named   string // what it calls the customer
	whole   *files.Staged
	staged  []files.Staged
}

// bring writes all conversations, some in each transaction.
func (m *importing) bring(ctx context.Context, threads [][]int) error {
	for _, group := range threads {
		if err := m.prepare(ctx, group); err != nil {
			return err
		}
	}
	return m.flush(ctx)
}

// flush writes what was read.
func (m *importing) flush(ctx context.Context) error {
	if len(m.batch) == 0 {
		return nil
	}
	var cases int
	var done map[string]int
	err := m.DB.Tx(ctx, func(tx *store.Tx) (err error) { cases, done, err = m.write(ctx, tx, m.batch); return err })
	m.out.Cases += cases
	for outcome, n := range done {
		m.out.Outcomes[outcome] += n
	}
	m.batch, m.batched, m.bytes = nil, 0, 0
	return err
}

// take takes a conversation, or a part of one, into what is written next.
func (m *importing) take(ctx context.Context, t oldThread) error {
	if len(t.mails) == 0 {
		return nil
	}
	m.batch, m.batched, m.bytes = append(m.batch, t), m.batched+len(t.mails), m.bytes+t.bytes
	if t.full() || m.batched >= inBatch || m.bytes >= bytesInBatch {
		return m.flush(ctx)
	}
	return nil
}

// prepare reads what is new of a conversation, and keeps its files. In a dry run it counts only.
func (m *importing) prepare(ctx context.Context, group []int) error {
	who, err := m.customer(ctx, group)
	if err != nil {
		return err
	}
	t := oldThread{customer: who}
	for _, i := range group {
		o := m.mails[i]
		before, known, err := m.known(ctx, m.DB, o.digest)
		switch {
		case err != nil:
			return err
		case known:
			m.out.Outcomes[outcomeDuplicate]++
			if before != "" {
				t.into = before
			}
			continue
		case who == "" && !o.records():
			m.leave(o.at, locale.M("Nobody outside HR has a part in it."))
			continue
		}
		if m.in.DryRun {
			err = m.dry(ctx, &t, o)
		} else {
			t, err = m.fresh(ctx, t, o)
		}
		if err != nil {
			return err
		}
	}
	return m.take(ctx, t)
}

// fresh adds a mail to what is about to be written. When that is much it is written, and the conversation goes on in its case.
func (m *importing) fresh(ctx context.Context, t oldThread, o oldMail) (oldThread, error) {
	r, found, err := m.again(ctx, o, t.customer)
	if err != nil || !found {
		return t, err
	}
	t.mails, t.bytes = append(t.mails, r), t.bytes+r.head.size
	if !t.full() {
		return t, nil
	}
	if err := m.take(ctx, t); err != nil {
		return t, err
	}
	into, _, err := m.known(ctx, m.DB, o.digest)
	return oldThread{customer: t.customer, into: into}, err
}

// known reports whether a mail is here, and in which case when it came by an import whose cases are kept as long as those of this one.
func (m *importing) known(ctx context.Context, q store.Querier, digest string) (caseID string, known bool, err error) {
	all, err := store.All[string](ctx, q, `SELECT COALESCE((SELECT i.case_id FROM intake_import i WHERE i.case_id = m.case_id AND i.keep_until = $2), '') FROM intake_mail m WHERE m.digest = $1`,
		digest, store.At(m.in.KeepUntil))
	if err != nil || len(all) == 0 {
		return "", false, err
	}
	return all[0], true, nil
}

// dry counts what would become of a mail.
func (m *importing) dry(ctx context.Context, t *oldThread, o oldMail) error {
	outcome := Reply
	switch {
	case o.records():
		outcome = Record
	case !t.talks:
		t.talks = true
		by, err := m.goesOn(ctx, m.DB, t.into, o.when)
		if err != nil {
			return err
		}
		if by == "" {
			outcome = Case
			m.out.Cases++
		}
	}
	m.out.Outcomes[string(outcome)]++
	return nil
}

// goesOn returns who asked in a case in which a conversation goes on at a time, and "" where it becomes a case of its own.
func (m *importing) goesOn(ctx context.Context, q store.Querier, caseID string, at store.Time) (by string, err error) {
	if caseID == "" {
		return "", nil
	}
	return record.Untouched(ctx, q, caseID, at)
}

// customer returns the address of whom a conversation belongs to: the first who wrote and is not of HR, or else the first whom HR wrote to, or somebody of HR who asked.
func (m *importing) customer(ctx context.Context, group []int) (string, error) {
	own, mails := "", make([]oldMail, 0, len(group))
	for _, i := range group {
		mails = append(mails, m.mails[i])
	}
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

// again reads a mail for the second time, and stages what is kept of it as files. One that changed meanwhile is not found.
func (m *importing) again(ctx context.Context, o oldMail, customer string) (r oldRead, found bool, err error) {
	file, err := m.old.Read(o.at)
	if err != nil || digest(file.Raw) != o.digest {
		m.leave(o.at, locale.M("It changed while it was read."))
		return r, false, nil
	}
	m.tidy(len(file.Raw))
	l := letter.Parse(file.Raw, letter.Options{Origin: m.Origin})
	r = oldRead{oldMail: o, head: headOf(file.Raw), raw: file.Raw, subject: strings.Clone(subjectOf(l)), title: short(strings.TrimSpace(l.Subject)), body: strings.Clone(bodyOf(l)), named: nameIn(l, customer)}
	if r.whole, err = m.whole(file.Raw); err != nil {
		return r, false, err
	}
	if r.whole != nil {
		r.raw = nil
	}
	if o.records() {
		return r, true, nil
	}
	if r.hr, err = m.ours(ctx, o.from.Address); err != nil {
		return r, false, err
	}
	staged, refused, err := m.Desk.Stage(ctx, uploads(l))
	if err != nil {
		return r, false, err
	}
	for _, name := range slices.Sorted(maps.Keys(refused)) {
		m.tell(o.at, locale.M("Its file %s stays in the whole mail alone: %s", name, refused[name].Error()))
	}
	r.staged = staged
	return r, true, nil
}

// write writes conversations with their mails. One that was written meanwhile is left out.
func (m *importing) write(ctx context.Context, tx *store.Tx, batch []oldThread) (cases int, done map[string]int, err error) {
	done = map[string]int{}
	var all []desk.Past
	for _, t := range batch {
		p, extends, err := m.past(ctx, tx, t, done)
		switch {
		case err != nil:
			return 0, nil, err
		case len(p.Talk) == 0:
			continue
		case extends:
			if err := m.Desk.ExtendPast(ctx, tx, p.ID, p.Talk); err != nil {
				return 0, nil, err
			}
			continue
		}
		all = append(all, p)
		if _, err := tx.Exec(ctx, `INSERT INTO intake_import (case_id, keep_until, person_id) VALUES ($1, $2, $3)`, p.ID, store.At(m.in.KeepUntil), p.By); err != nil {
			return 0, nil, fmt.Errorf("imported case: %w", err)
		}
	}
	if len(all) > 0 {
		err = m.Desk.LoadPast(ctx, tx, all)
	}
	return len(all), done, err
}

// past makes of a conversation a case of the past, or what one goes on with, and keeps its mails.
func (m *importing) past(ctx context.Context, tx *store.Tx, t oldThread, done map[string]int) (p desk.Past, extends bool, err error) {
	p = desk.Past{ID: ident.New(), Service: m.service, Sensitivity: m.service.Sensitivity, Outcome: desk.OutcomeAnswered, CauseID: m.service.CauseID, Channel: desk.Mail, Unpromised: true}
	if p.Sensitivity == "" {
		p.Sensitivity = catalogue.Open
	}
	by, err := m.goesOn(ctx, tx, t.into, t.mails[0].when)
	if err != nil {
		return p, false, err
	}
	if extends = by != ""; extends {
		p.ID, p.By = t.into, by
	}
	for _, o := range t.mails {
		_, known, err := m.known(ctx, tx, o.digest)
		if err != nil {
			return p, false, fmt.Errorf("look for the mail: %w", err)
		}
		if known {
			done[outcomeDuplicate]++
			continue
		}
		k := kept{state: Record, caseID: p.ID, why: sort(facts{auto: o.auto}).why}
		if !o.records() {
			if k, err = m.talk(ctx, tx, &p, t.customer, o); err != nil {
				return p, false, err
			}
		}
		done[string(k.state)]++
		if err := m.keepOld(ctx, tx, o, k); err != nil {
			return p, false, err
		}
	}
	if len(p.Talk) == 0 {
		if !extends {
			_, err = tx.Exec(ctx, `UPDATE intake_mail SET case_id = '' WHERE case_id = $1 AND case_id <> ''`, p.ID)
		}
		return p, extends, err
	}
	last := p.Talk[len(p.Talk)-1].At
	p.AnsweredAt, p.ClosedAt = last, last
	return p, extends, nil
}

// kept is what is written down of a mail.
type kept struct {
	state                 State
	caseID, entry, person string
	why                   locale.Msg
}

// talk adds a mail to a case of the past as a message. The first one of a new case says whose it is.
func (m *importing) talk(ctx context.Context, tx *store.Tx, p *desk.Past, customer string, o oldRead) (kept, error) {
	k := kept{state: Reply, caseID: p.ID, entry: ident.New()}
	if p.By == "" {
		k.state, p.Subject = Case, o.subject
		who, err := m.person(ctx, tx, o.named, customer)
		if err != nil {
			return k, err
		}
		p.By = who
	}
	_, box, err := m.boxOf(ctx, tx, o.from.Address)
	if err == nil && !box && o.from.Address != m.senderAddress() {
		k.person, err = m.person(ctx, tx, o.from.Name, o.from.Address)
	}
	p.Talk = append(p.Talk, desk.PastMessage{ID: k.entry, At: o.when, Author: k.person, HR: o.hr && k.person != p.By, Body: o.body, Files: o.staged})
	return k, err
}

// nameIn is the name that a mail gives somebody with an address.
func nameIn(l letter.Mail, address string) string {
	for _, a := range slices.Concat(l.Froms, l.To, l.Cc) {
		if people.FoldEmail(a.Address) == address {
			return strings.Clone(a.Name)
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
	if err := insertMail(ctx, tx, id, m.box.ID, o.digest, e, o.head, content, file); err != nil {
		return err
	}
	why, err := writeMsg(k.why)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE intake_mail SET kind = $2, state = $3, reason = $4, sender_person = $5, case_id = $6, entry_id = $7, came_at = $8, settled_at = $8, subject = $9 WHERE id = $1`,
		id, string(o.auto), k.state, why, k.person, k.caseID, k.entry, o.when, o.title)
	if err != nil {
		return fmt.Errorf("keep mail: %w", err)
	}
	return nil
}

package intake

import (
	"cmp"
	"context"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/letter/mbox"
	"hearth/internal/platform/letter/notice"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// oldMail is what has to be known of a mail of an old mailbox until its conversation is complete.
type oldMail struct {
	at         mbox.Place
	digest, id string
	refs       []string
	from       header.Address
	to         []string // all to whom it went
	when       store.Time
	auto       notice.Auto
	thread     int // the mail that stands for its conversation
}

// mostRefs is how many mails one can name as those that it answers.
const mostRefs = 100

// look reads a mail for the first time.
func (m *importing) look(ctx context.Context, at mbox.Place, found mbox.Mail) error {
	m.out.Read++
	if m.in.Progress != nil {
		m.in.Progress(m.out.Read)
	}
	if found.Skipped {
		m.leave(at, locale.M("It has %d bytes, and a mail may have %d.", int(found.Size), MaxMail))
		return nil
	}
	m.tidy(len(found.Raw))
	sum := digest(found.Raw)
	if m.digests[sum] {
		m.out.Outcomes[outcomeDuplicate]++
		return nil
	}
	l := letter.Parse(found.Raw, letter.Options{Origin: m.Origin})
	o := oldMail{at: at, digest: sum, id: l.MessageID, from: header.Address(l.From), auto: l.Auto, thread: len(m.mails), when: store.At(l.Date)}
	o.from.Address = people.FoldEmail(l.From.Address)
	_, err := people.Address(o.from.Address)
	message := !o.records()
	switch {
	case len(found.Raw) == 0:
		m.leave(at, locale.M("It is empty."))
		return nil
	case message && l.Unread:
		m.leave(at, locale.M("It could not be read because of a fault in Hearth."))
		return nil
	case message && (err != nil || len(l.Froms) == 0):
		m.leave(at, locale.M("It does not say who sent it."))
		return nil
	case message && len(l.Froms) > 1:
		m.leave(at, locale.M("It names several senders."))
		return nil
	}
	m.digests[sum] = true
	if l.Date.IsZero() || o.when.After(m.DB.Now()) {
		o.when = store.Time{}
	}
	for _, list := range [][]letter.Address{l.To, l.Cc} {
		for _, a := range list[:min(len(list), mostRefs)] {
			o.to = append(o.to, people.FoldEmail(a.Address))
		}
	}
	o.refs = slices.Concat(l.InReplyTo, l.References)
	o.refs = o.refs[max(0, len(o.refs)-mostRefs):]
	m.add(o)
	return ctx.Err()
}

func (m *importing) add(o oldMail) {
	if o.id != "" && !o.records() {
		m.byID[o.id] = append(m.byID[o.id], len(m.mails))
	}
	if !o.when.IsZero() {
		if m.out.First.IsZero() || o.when.Before(m.out.First) {
			m.out.First = o.when
		}
		m.out.Last = latest(m.out.Last, o.when)
	}
	m.mails = append(m.mails, o)
}

// records reports whether a mail is none that a person wrote to us.
func (o oldMail) records() bool {
	return o.auto == notice.Loop || o.auto == notice.Bounced || o.auto == notice.AutoReply
}

// threads joins the mails to conversations, each in the order of its dates, the oldest conversation first. A mail joins one that it names only where its sender had a part in the mail that it
// answers, or is of HR and writes to somebody who had: whoever names the mails of others begins a conversation of their own.
func (m *importing) threads(ctx context.Context) ([][]int, error) {
	for i := range m.mails {
		for _, ref := range m.mails[i].refs {
			for _, parent := range m.byID[ref][:min(len(m.byID[ref]), mostRefs)] {
				joins, err := m.joins(ctx, m.mails[i], m.mails[parent])
				if err != nil {
					return nil, err
				}
				if joins || m.mails[i].records() {
					m.join(i, parent)
				}
			}
		}
	}
	groups := map[int][]int{}
	for i := range m.mails {
		root := m.root(i)
		groups[root] = append(groups[root], i)
	}
	all := make([][]int, 0, len(groups))
	for _, g := range groups {
		m.date(g)
		slices.SortFunc(g, func(a, b int) int { return cmp.Or(m.mails[a].when.Compare(m.mails[b].when.Time), cmp.Compare(a, b)) })
		all = append(all, g)
	}
	slices.SortFunc(all, func(a, b []int) int {
		return cmp.Or(m.mails[a[0]].when.Compare(m.mails[b[0]].when.Time), cmp.Compare(a[0], b[0]))
	})
	return all, nil
}

func (m *importing) joins(ctx context.Context, o, parent oldMail) (bool, error) {
	had := append([]string{parent.from.Address}, parent.to...)
	hr, err := m.ours(ctx, o.from.Address)
	if err != nil || !hr {
		return slices.Contains(had, o.from.Address), err
	}
	for _, to := range o.to {
		if ours, err := m.ours(ctx, to); err != nil || !ours && slices.Contains(had, to) {
			return err == nil, err
		}
	}
	return false, nil
}

// date gives mails without a date the one of the mail before them in the mailbox that has one, or of the next, or the present.
func (m *importing) date(group []int) {
	var last store.Time
	for _, i := range group {
		if m.mails[i].when.IsZero() {
			m.mails[i].when = last
		}
		last = m.mails[i].when
	}
	last = m.DB.Now()
	for _, i := range slices.Backward(group) {
		if m.mails[i].when.IsZero() {
			m.mails[i].when = last
		}
		last = m.mails[i].when
	}
}

func (m *importing) root(i int) int {
	for m.mails[i].thread != i {
		m.mails[i].thread = m.mails[m.mails[i].thread].thread
		i = m.mails[i].thread
	}
	return i
}

func (m *importing) join(a, b int) {
	a, b = m.root(a), m.root(b)
	m.mails[max(a, b)].thread = min(a, b)
}

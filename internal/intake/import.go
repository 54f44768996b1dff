package intake

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/letter/mbox"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// ViaImport is how a mail came that lay in an old mailbox.
const ViaImport = "import"

// Import says which old mailbox is brought in.
type Import struct {
	Path      string    // of an mbox, a Maildir, or a directory of .eml files
	Mailbox   string    // the one of ours that it becomes part of, by name or address
	KeepUntil time.Time // when the imported cases are erased
	DryRun    bool
	Progress  func(read int)
}

// Imported is what an import did, or would do. Every mail that was read is counted in one of Outcomes.
type Imported struct {
	DryRun   bool           `json:"dry_run"`
	Read     int            `json:"read"`
	Cases    int            `json:"cases"`
	Outcomes map[string]int `json:"outcomes"` // case, reply, record, duplicate, left out
	LeftOut  []LeftOut      `json:"left_out"`
	First    store.Time     `json:"first"` // the dates of the oldest and the newest mail; zero for none
	Last     store.Time     `json:"last"`
}

// LeftOut is a mail, or a file in one, that was not taken, or one about which something has to be said.
type LeftOut struct {
	Place string `json:"place"`
	Why   string `json:"why"`
}

// The outcomes of an import.
const (
	outcomeDuplicate = "duplicate"
	outcomeLeftOut   = "left out"
)

// importing is an import while it runs.
type importing struct {
	*Service
	in      Import
	old     *mbox.Box
	box     mailboxRow
	service catalogue.Service
	out     Imported
	hr      map[string]bool  // by address: it is ours or an agent's
	digests map[string]bool  // of what was read
	mails   []oldMail        // those that were read and are taken
	byID    map[string][]int // by Message-ID

	batch   []oldThread // what is written next
	batched int         // mails in it
	bytes   int         // in these
	untidy  int         // bytes that were read since memory was given back
}

// bytesUntidy is how much may be read before what is left of it is given back.
const bytesUntidy = 8 << 20

// tidy gives back what the reading of mails has left behind, each time that they had much. Without it a busy machine collects later than large mails are read.
func (m *importing) tidy(read int) {
	if m.untidy += read; m.untidy >= bytesUntidy {
		runtime.GC()
		m.untidy = 0
	}
}

// Import brings the mails of an old mailbox in as closed cases: each conversation is one, as References and In-Reply-To say, never the subject. Nobody is mailed and nothing was promised. What
// came before is not doubled, so that an import which was ended begins again where it stood. The cases are erased when KeepUntil has passed. It refuses an unknown mailbox, a date that is not
// in the future, and a path where no mails are.
func (s *Service) Import(ctx context.Context, by authz.Actor, in Import) (Imported, error) {
	m := &importing{Service: s, in: in, hr: map[string]bool{}, digests: map[string]bool{}, byID: map[string][]int{}}
	m.out = Imported{DryRun: in.DryRun, Outcomes: map[string]int{}, LeftOut: []LeftOut{}}
	if err := s.Policy.May(by, ImportMail, 0); err != nil {
		return m.out, err
	}
	if err := m.check(ctx); err != nil {
		return m.out, err
	}
	if err := m.old.Each(ctx, func(at mbox.Place, mail mbox.Mail) error { return m.look(ctx, at, mail) }); errors.Is(err, mbox.ErrNoMbox) {
		return m.out, fault.New(fault.Invalid, "This file is no mbox: it does not begin with a line “From ” that has a date. For single mails, name the directory in which they lie as .eml files.")
	} else if err != nil {
		return m.out, fmt.Errorf("read the old mailbox: %w", err)
	}
	threads, err := m.threads(ctx)
	if err != nil {
		return m.out, err
	}
	if err := m.bring(ctx, threads); err != nil || in.DryRun {
		return m.out, err
	}
	return m.out, s.DB.Tx(ctx, func(tx *store.Tx) error {
		return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(ImportMail), Kind: "mailbox", Object: m.box.ID, Team: m.box.TeamID})
	})
}

func (m *importing) check(ctx context.Context) error {
	var f fault.Fields
	f.Need(m.in.KeepUntil.After(m.DB.Now().Time), "keep_until", "Say until when the imported cases are kept: a date in the future.")
	boxes, err := mailboxes(ctx, m.DB)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(boxes, func(b mailboxRow) bool {
		return b.ID == m.in.Mailbox || strings.EqualFold(b.Name, m.in.Mailbox) || b.Address == people.FoldEmail(m.in.Mailbox)
	})
	f.Need(i >= 0, "mailbox", "There is no mailbox %s. An administrator makes it first.", m.in.Mailbox)
	if err := f.Err(); err != nil {
		return err
	}
	m.box = boxes[i]
	if m.service, err = catalogue.Find(ctx, m.DB, m.box.ServiceID); err != nil {
		return err
	}
	if m.old, err = mbox.Open(m.in.Path, MaxMail); err != nil {
		return fault.New(fault.Invalid, "The old mailbox cannot be read: %s.", err.Error())
	}
	return nil
}

// leave notes that a mail is not taken.
func (m *importing) leave(at mbox.Place, why locale.Msg) {
	m.out.Outcomes[outcomeLeftOut]++
	m.tell(at, why)
}

func (m *importing) tell(at mbox.Place, why locale.Msg) {
	m.out.LeftOut = append(m.out.LeftOut, LeftOut{at.String(), why.In(context.Background())})
}

// ours reports whether an address is one of HR: of a mailbox, of our own mails, or of somebody who works in HR.
func (m *importing) ours(ctx context.Context, address string) (bool, error) {
	if known, found := m.hr[address]; found || address == "" {
		return known, nil
	}
	_, ours, err := m.boxOf(ctx, m.DB, address)
	if err != nil {
		return false, err
	}
	if ours = ours || address == m.senderAddress(); !ours {
		p, err := people.FindAnyone(ctx, m.DB, address)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return false, err
		}
		if err == nil {
			roles, _, err := people.Standing(ctx, m.DB, p.ID)
			if err != nil {
				return false, err
			}
			ours = slices.Contains(roles, authz.Agent) || slices.Contains(roles, authz.HRHead)
		}
	}
	m.hr[address] = ours
	return ours, nil
}

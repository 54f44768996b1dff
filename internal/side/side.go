package side

import (
	"cmp"
	"context"
	"embed"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/party"
	"hearth/internal/follow"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/live"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	Ask    authz.Action = "side.ask"    // open, read, write, close and withdraw those of one case
	Answer authz.Action = "side.answer" // read and answer what one is asked; which, follows from who was asked
)

// Options are what the module needs from its surroundings.
type Options struct {
	DB      *store.DB
	Policy  *authz.Policy // holds Rules
	Desk    *desk.Service
	Follow  *follow.Service
	Files   *files.Store
	Audit   *audit.Log
	Live    *live.Hub
	Looks   Looks
	Threads *thread.Keys
	URL     string // of the product, without a slash at its end
	Org     string // who signs
	Secret  []byte // signs the links to files for people outside
	// Forget empties the mails that became answers of a conversation; nil: there are none.
	Forget func(ctx context.Context, tx *store.Tx, id string) error
}

// Looks tells whether a name or an address looks like another person's.
type Looks interface {
	Resembles(ctx context.Context, name, address string) (personID string, err error)
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "side", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		Ask:    {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase, Tasks: []string{desk.Tick}},
		Answer: {Anyone: true},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "side", Migrations: Schema(), Rules: Rules(), Personal: s.personal(), ToDo: s.toDo}
}

// The states of a conversation.
const (
	Open      = "open"
	Closed    = "closed"
	Withdrawn = "withdrawn"
)

// The sides of a conversation.
const (
	hr    = "hr"
	asked = "asked"
)

// The ways in which words reach somebody who was asked.
const (
	ByMail = "email"
	BySMS  = "sms"
	ByPage = "page" // they find it when they come
)

// Somebody is who was asked. Address is said of people outside alone.
type Somebody struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
	Outside bool   `json:"outside"`
	Way     string `json:"reached_by"` // email, sms, or page
	Missed  string `json:"not_received,omitempty"`
}

// File goes with words. Lent is one of the case, which is gone here as soon as it is withdrawn there.
type File struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Size int64  `json:"size"` // in bytes
	Lent bool   `json:"of_the_case"`
	Gone bool   `json:"withdrawn"`
}

// Word is what somebody wrote.
type Word struct {
	ID     string     `json:"id"`
	At     store.Time `json:"at"`
	Side   string     `json:"side"` // hr or asked
	Author string     `json:"author"`
	Own    bool       `json:"own"` // the reader wrote it
	Body   string     `json:"body"`
	ByMail bool       `json:"by_mail"`
	Erased bool       `json:"erased"` // its author was erased, and the words with them
	Files  []File     `json:"files"`
}

// Talk is a side conversation as HR reads it. Words and To are all of it on a page of its own; in a list there are no Words.
type Talk struct {
	ID       string     `json:"id"`
	Number   string     `json:"case"`
	Subject  string     `json:"subject"`
	State    string     `json:"state"` // open, closed, withdrawn
	To       []Somebody `json:"to"`
	OpenedBy string     `json:"opened_by"`
	OpenedAt store.Time `json:"opened_at"`
	LastAt   store.Time `json:"last_at"`
	LastSide string     `json:"last_by"` // hr or asked
	LastWord string     `json:"last_word"`
	Wanted   string     `json:"wanted,omitempty"` // the day by which an answer is wanted, as 2026-11-24
	Overdue  bool       `json:"overdue"`          // that day is over, and nobody has answered
	Days     int        `json:"days_without_word"`
	News     bool       `json:"unread"` // an answer that nobody of HR has opened yet
	Words    []Word     `json:"words"`
	Neutral  bool       `json:"mails_name_nothing"` // to colleagues: the words stand on their page alone

	LeavesAt store.Time `json:"leaves_at,omitzero"` // of one that is read alone: until then its last words have left by no mail, and Withdraw takes them back
}

// Waits reports whether somebody was asked and has not answered.
func (t Talk) Waits() bool { return t.State == Open && t.LastSide == hr }

// talkRow is a conversation as the database keeps it.
type talkRow struct {
	ID, CaseID, CaseNumber, PersonID, AskedBy, OpenedBy string
	Subject, State, Sensitivity                         string
	Health, Quiet, Outside, News                        bool
	Mark                                                int64
	OpenedAt, LastAt                                    store.Time
	LastSide, WantedOn                                  string
	First                                               string // where it has no subject, the words with which it began
}

const talkColumns = `x.id, x.case_id, x.case_number, x.person_id, x.asked_by, x.opened_by, x.subject, x.state, x.sensitivity, x.health, x.quiet, x.outside, x.news, x.mark,
	x.opened_at, x.last_at, x.last_side, x.wanted_on,
	CASE WHEN x.subject = '' THEN COALESCE((SELECT f.body FROM side_word f WHERE f.talk_id = x.id AND NOT f.erased ORDER BY f.id LIMIT 1), '') ELSE '' END AS first`

// title is what stands above it on the pages of those who read it: its subject, or how it began. Where mails name nothing, lists do not either.
func (r talkRow) title(ctx context.Context) string {
	if r.Subject == "" && r.First != "" && !r.neutral() {
		return begins(r.First)
	}
	return cmp.Or(r.Subject, locale.T(ctx, "A question of HR"))
}

// neutral reports whether mails to colleagues name nothing: the words stand on their page alone.
func (r talkRow) neutral() bool {
	return r.Health || r.Quiet || r.Sensitivity == catalogue.Named
}

// protected reports whether a case is one from which only colleagues are asked: it holds health data, named people alone read it, or it complains of somebody.
func protected(g party.Guard) bool {
	return g.Health || g.Against || g.Sensitivity == catalogue.Named
}

// wordRow is what somebody wrote as the database keeps it.
type wordRow struct {
	ID, TalkID         string
	At                 store.Time
	Side, AuthorPerson string
	Body               string
	ByMail, Erased     bool
}

const wordColumns = `w.id, w.talk_id, w.at, w.side, w.author_person, w.body, w.by_mail, w.erased`

// memberRow is somebody who was asked.
type memberRow struct{ TalkID, PersonID, Way string }

// fileRow is a file of words.
type fileRow struct {
	FileID, WordID string
	Lent           bool
}

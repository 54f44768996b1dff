package together

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearth/internal/desk"
	"hearth/internal/desk/beside"
	"hearth/internal/hold"
	"hearth/internal/hold/kept"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/live"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// WriteTogether is the action of this module: reading, changing, sending and ending the text that is written together on a case.
const WriteTogether authz.Action = "together.write"

// The kinds of text.
const (
	Reply = "reply"
	Note  = "note"
)

// Kinds lists them.
func Kinds() []string { return []string{Reply, Note} }

// Options are what the module needs from its surroundings.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	Desk   *desk.Service
	Hold   *hold.Service
	Files  *files.Store
	Audit  *audit.Log
	Live   *live.Hub
	Next   func(ctx context.Context, by authz.Actor, in desk.Write) (desk.Entry, error) // writes a note
	// Waited reports whether the customer of a case waits for a call; nil: nobody does.
	Waited func(ctx context.Context, q store.Querier, caseID string) (bool, error)
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service {
	if o.Waited == nil {
		o.Waited = func(context.Context, store.Querier, string) (bool, error) { return false, nil }
	}
	return &Service{o}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "together", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		WriteTogether: {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase},
		ShowReading:   {Roles: []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "together", Migrations: Schema(), Rules: Rules(), Personal: personal()}
}

// row is a text as the database keeps it.
type row struct {
	CaseID, Kind, CaseNumber, Body string
	Version, Began                 int64
	ChangedBy                      string
	ChangedAt                      store.Time
	SendingBy                      string
}

const selectRow = `SELECT d.case_id, d.kind, d.case_number, d.body, d.version, d.began, d.changed_by, d.changed_at, d.sending_by FROM together_draft d `

// find returns the text of a kind on a case; a zero row when there is none.
func find(ctx context.Context, q store.Querier, caseID, kind string) (row, error) {
	r, err := store.One[row](ctx, q, selectRow+`WHERE d.case_id = $1 AND d.kind = $2`, caseID, kind)
	if errors.Is(err, store.ErrNone) {
		return row{}, nil
	}
	if err != nil {
		return r, fmt.Errorf("read what is written together: %w", err)
	}
	return r, nil
}

// Draft is the text of a kind that is written together on a case.
type Draft struct {
	Number  string      `json:"case"`
	Kind    string      `json:"kind"` // reply or note
	Body    string      `json:"body"`
	Version int64       `json:"version"`         // rises with each save; 0: there is none
	Began   int64       `json:"began,omitempty"` // tells this text from the next one, for aware of an answer that somebody writes alone
	By      string      `json:"changed_by,omitempty"`
	At      store.Time  `json:"changed_at,omitzero"`
	Sending string      `json:"sending_by,omitempty"` // who sent it, while that can be undone; meanwhile nobody changes it
	Own     bool        `json:"-"`                    // the reader changed it last
	Files   []kept.File `json:"files"`                // that go out with it
}

func (s *Service) shown(ctx context.Context, q store.Querier, by authz.Actor, number, kind string, r row) (Draft, error) {
	d := Draft{Number: number, Kind: kind, Body: r.Body, Version: r.Version, Began: r.Began, At: r.ChangedAt, Own: r.ChangedBy == by.PersonID, Files: []kept.File{}}
	if r.Version == 0 {
		return d, nil
	}
	names, err := people.NamesByIDs(ctx, q, []string{r.ChangedBy, r.SendingBy})
	if err != nil {
		return d, err
	}
	d.By, d.Sending = nameOf(names, r.ChangedBy), nameOf(names, r.SendingBy)
	d.Files, err = kept.At(ctx, q, kept.Together(r.CaseID, kind))
	return d, err
}

// Find names a text.
type Find struct {
	Number string `path:"number" json:"-"`
	Kind   string `path:"kind" json:"-"` // reply or note
}

// Read returns the text of a kind that is written together on a case; with version 0 when there is none. It refuses whoever does not read the words of the case as somebody of HR.
func (s *Service) Read(ctx context.Context, by authz.Actor, in Find) (Draft, error) {
	c, err := s.look(ctx, s.DB, by, in.Number, in.Kind)
	if err != nil {
		return Draft{}, err
	}
	r, err := find(ctx, s.DB, c.ID, in.Kind)
	if err != nil {
		return Draft{}, err
	}
	return s.shown(ctx, s.DB, by, c.Number, in.Kind, r)
}

func (s *Service) look(ctx context.Context, q store.Querier, by authz.Actor, number, kind string) (desk.Of, error) {
	c, err := s.Desk.Look(ctx, q, by, number, WriteTogether)
	if err == nil && !slices.Contains(Kinds(), kind) {
		err = authz.Hidden()
	}
	return c, err
}

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}

// OnCase is what is written together on a case, and who is there.
type OnCase struct {
	Number string             `json:"case"`
	Items  []Draft            `json:"items"`
	Here   []beside.Colleague `json:"-"` // colleagues who are on a page of the case now
	ID     string             `json:"-"`
}

// OfCase returns the texts that are written together on a case: none, one or two. It refuses as Read does.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadOf) (OnCase, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, WriteTogether)
	if err != nil {
		return OnCase{Items: []Draft{}}, err
	}
	return s.onCase(ctx, by, c.ID, c.Number)
}

// Beside is OfCase for a page of the case: that by opened it is in the record, and from now on they are said to read.
func (s *Service) Beside(ctx context.Context, by authz.Actor, in ReadOf) (OnCase, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, WriteTogether)
	if err != nil {
		return OnCase{Items: []Draft{}}, err
	}
	if err := s.Desk.Opened(ctx, by, c); err != nil {
		return OnCase{Items: []Draft{}}, err
	}
	out, err := s.onCase(ctx, by, c.ID, c.Number)
	if err != nil {
		return out, err
	}
	return s.withColleagues(ctx, by, out)
}

// OnPage is Beside for a part of the page of a case, which by reads already.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (OnCase, error) {
	if err := s.Policy.May(by, desk.ListCases, 0); err != nil || !c.May.Work || c.Hidden {
		return OnCase{}, err
	}
	out, err := s.onCase(ctx, by, c.ID, c.Number)
	if err != nil {
		return out, err
	}
	return s.withColleagues(ctx, by, out)
}

// Aware returns what tells the answer that is written together on a case, which by reads already, from others: for the field of that name in the forms that send one; 0 when there is none.
func (s *Service) Aware(ctx context.Context, by authz.Actor, c desk.Whole) (int64, error) {
	if err := s.Policy.May(by, desk.ListCases, 0); err != nil || !c.May.Work || c.Hidden {
		return 0, err
	}
	r, err := find(ctx, s.DB, c.ID, Reply)
	return r.Began, err
}

// AwareOf is Aware for a page about the case with a number, as the forms have it. It refuses as Read does.
func (s *Service) AwareOf(ctx context.Context, by authz.Actor, number string) (string, error) {
	d, err := s.Read(ctx, by, Find{Number: number, Kind: Reply})
	return strconv.FormatInt(d.Began, 10), err
}

func (s *Service) withColleagues(ctx context.Context, by authz.Actor, out OnCase) (OnCase, error) {
	err := s.reads(ctx, by, out.ID)
	if err != nil {
		return out, err
	}
	out.Here, err = beside.Others(ctx, s.DB, s.Live, out.ID, by.PersonID)
	return out, err
}

func (s *Service) onCase(ctx context.Context, by authz.Actor, id, number string) (OnCase, error) {
	out := OnCase{Number: number, Items: []Draft{}, ID: id}
	rows, err := store.All[row](ctx, s.DB, selectRow+`WHERE d.case_id = $1 ORDER BY d.kind DESC`, id)
	if err != nil {
		return out, fmt.Errorf("read what is written together: %w", err)
	}
	for _, r := range rows {
		d, err := s.shown(ctx, s.DB, by, number, r.Kind, r)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, d)
	}
	return out, nil
}

// Writing says that somebody types on a page of a case.
type Writing struct {
	Number string `path:"number" json:"-"`
	Kind   string `json:"kind"` // reply or note
}

// Writing tells the colleagues on the case, for some seconds, that by writes an answer or a note. Nothing of it is kept. It refuses as Read does.
func (s *Service) Writing(ctx context.Context, by authz.Actor, in Writing) (Writing, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, WriteTogether)
	if err == nil && !slices.Contains(Kinds(), in.Kind) {
		err = fault.ForField("kind", "Choose reply or note.")
	}
	if err != nil {
		return Writing{}, err
	}
	return in, beside.Now(ctx, s.DB, s.Live, c.ID, by.PersonID, does(in.Kind))
}

func does(kind string) string {
	if kind == Note {
		return beside.Notes
	}
	return beside.Writes
}

// checkText refuses a text that no message can hold.
func checkText(body string) error {
	if utf8.RuneCountInString(body) > desk.MaxBody {
		return fault.ForField("body", "Keep it to %d characters; a longer text can go as a file.", desk.MaxBody)
	}
	return nil
}

func clean(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// told tells open pages of the case that a text changed, once tx has committed.
func (s *Service) told(tx *store.Tx, caseID string) {
	tx.AfterCommit(func() { s.Live.Publish(beside.Topic(caseID)) })
}

// record writes into the audit record that by began, sent or ended a text.
func (s *Service) record(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of) error {
	return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(WriteTogether), Kind: desk.OwnerKind, Object: c.ID, Person: c.ForPerson, Team: c.TeamID})
}

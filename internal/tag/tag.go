package tag

import (
	"context"
	"embed"
	"errors"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	UseTags    authz.Action = "tag.use"    // read, put and take those of one case
	ListTags   authz.Action = "tag.list"   // the list itself; its words follow the cases
	RenameTags authz.Action = "tag.rename" // give a word another spelling, or join two
)

// Options are what the module needs from its surroundings.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	Desk   *desk.Service
	Audit  *audit.Log
	Naming func() []Naming // the modules whose objects name words; nil: none does
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "tag", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		UseTags:    {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase},
		ListTags:   {Roles: []authz.Role{authz.Agent, authz.HRHead}},
		RenameTags: {Roles: []authz.Role{authz.HRHead}},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "tag", Migrations: Schema(), Rules: Rules(), Personal: s.personal(), Search: s.search, Kinds: s.kinds}
}

// Tag is a word on a case.
type Tag struct {
	ID   string `json:"id"`
	Word string `json:"word"`
}

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}

// Tags are the words of a case, and those that its team used last on cases that the reader may read.
type Tags struct {
	Number      string   `json:"case"`
	Items       []Tag    `json:"items"`
	Suggestions []string `json:"suggestions"`
	Guarded     bool     `json:"known_words_only"` // nobody makes up a new word here
}

// suggested is how many words are suggested.
const suggested = 20

// OfCase returns the tags of a case. It refuses whoever does not read its words as somebody of HR.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadOf) (Tags, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, UseTags)
	if err != nil {
		return Tags{Items: []Tag{}, Suggestions: []string{}}, err
	}
	return s.of(ctx, s.DB, by, c)
}

// OnPage is OfCase for a part of a page of the case, which by reads already, with one read. Who does not work on the case gets no tags.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Tags, error) {
	if !c.May.Work || c.Hidden {
		return Tags{Items: []Tag{}, Suggestions: []string{}}, nil
	}
	return s.of(ctx, s.DB, by, desk.Of{ID: c.ID, Number: c.Number, TeamID: c.TeamID, Quiet: c.Quiet || c.Health || c.Sensitivity == "named"})
}

func (s *Service) of(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of) (Tags, error) {
	out := Tags{Number: c.Number, Items: []Tag{}, Suggestions: []string{}, Guarded: c.Quiet}
	type line struct {
		Tag
		Here   int
		Folded string
	}
	all, err := store.Select[line](ctx, q, new(store.Q).Add(`SELECT w.id, w.word, 1 AS here, w.folded FROM tag_case x JOIN tag_word w ON w.id = x.tag_id WHERE x.case_id = ? UNION ALL
		SELECT u.id, u.word, 0 AS here, u.folded FROM (SELECT w.id, w.word, w.folded FROM tag_word w WHERE w.team_id = ? AND w.id NOT IN (SELECT h.tag_id FROM tag_case h WHERE h.case_id = ?) AND `, c.ID, c.TeamID, c.ID).
		Where(s.used(by, "w.id")).Add(` ORDER BY w.used_at DESC, w.id LIMIT ?) u ORDER BY folded, id`, suggested))
	if err != nil {
		return out, fmt.Errorf("read tags: %w", err)
	}
	for _, l := range all {
		if l.Here == 1 {
			out.Items = append(out.Items, l.Tag)
		} else {
			out.Suggestions = append(out.Suggestions, l.Word)
		}
	}
	return out, nil
}

// readable is the condition that by reads the words of the case whose id is column as somebody of HR.
func (s *Service) readable(by authz.Actor, column string) store.Where {
	return store.And(s.Desk.SeenBy(by, column), record.WordsAtWork(by, column))
}

// used is the condition that the word whose id is column is on a case that by reads.
func (s *Service) used(by authz.Actor, column string) store.Where {
	sees := s.readable(by, "v.case_id")
	return store.Where{SQL: `EXISTS (SELECT 1 FROM tag_case v WHERE v.tag_id = ` + column + ` AND ` + sees.SQL + `)`, Args: sees.Args}
}

// find returns a word of which by sees a case; any other is absent.
func (s *Service) find(ctx context.Context, q store.Querier, by authz.Actor, id string) (wordRow, error) {
	w, err := store.Row[wordRow](ctx, q, new(store.Q).Add(`SELECT w.id, w.team_id, w.word, w.folded FROM tag_word w WHERE w.id = ? AND `, id).Where(s.used(by, "w.id")))
	if errors.Is(err, store.ErrNone) {
		return w, authz.Hidden()
	}
	if err != nil {
		return w, fmt.Errorf("read tag: %w", err)
	}
	return w, nil
}

// wordRow is a word as the database keeps it.
type wordRow struct{ ID, TeamID, Word, Folded string }

// Among returns the word with an id that by sees, and the condition that c.id is a case with it whose words by reads: a filter of the queue. It refuses as OfCase does; an unknown word
// and one of which by sees no case are absent alike.
func (s *Service) Among(ctx context.Context, by authz.Actor, id string) (string, store.Where, error) {
	if err := s.Policy.May(by, ListTags, 0); err != nil {
		return "", store.Never, err
	}
	w, err := s.find(ctx, s.DB, by, id)
	if err != nil {
		return "", store.Never, err
	}
	few := store.Few(s.DB.Dialect(), "c.id", store.Cond(`SELECT x.case_id FROM tag_case x WHERE x.tag_id = ?`, w.ID))
	return w.Word, store.And(few, record.WordsAtWork(by, "c.id")), nil
}

// Tagged is the condition that c.id is a case with the word that m asks for, by itself or by its id, and whose words by reads: for lists of cases. It is for HR; a word that is on no case which by reads finds
// nothing, as one that is not there.
func Tagged(_ context.Context, q store.Querier, by authz.Actor, m narrow.More, f *fault.Fields) (store.Where, error) {
	if !by.Has(authz.Agent, authz.HRHead) {
		f.Need(false, "tag", "HR alone narrows a list by a tag. Leave it out.")
		return store.Never, nil
	}
	few := store.Few(q.Dialect(), "c.id", store.Cond(`SELECT x.case_id FROM tag_case x JOIN tag_word w ON w.id = x.tag_id WHERE w.id = ? OR w.folded = ?`, m.Tag, people.Fold(m.Tag)))
	return store.And(few, record.WordsAtWork(by, "c.id")), nil
}

// CasesOf asks for the cases with a tag.
type CasesOf struct {
	Tag   string `path:"tag" json:"-"`
	Limit int    `query:"limit" json:"-"` // 1 to 200; 0: 50
	After string `query:"after" json:"-"` // the next of the page before
}

// Cases returns the cases with a tag that by reads, the newest first. It refuses what Among and desk.List refuse.
func (s *Service) Cases(ctx context.Context, by authz.Actor, in CasesOf) (desk.Page, error) {
	_, among, err := s.Among(ctx, by, in.Tag)
	if err != nil {
		return desk.Page{Items: []desk.Case{}}, err
	}
	return s.Desk.List(ctx, by, desk.List{View: desk.ViewAll, Limit: in.Limit, After: in.After, Among: among})
}

package policy

import (
	"context"
	"slices"
	"strings"

	"hearth/internal/calendar"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// ReadClause names a clause of a policy by its number.
type ReadClause struct {
	ID     string `path:"id" json:"-"`
	Number string `path:"clause" json:"-"`
}

// History is what a clause said, says and will say, in the order in which the versions begin.
type History struct {
	Policy   Policy        `json:"policy"`
	Clause   Clause        `json:"clause"`
	Today    calendar.Date `json:"today"`
	Versions []Version     `json:"versions"`
	Gaps     []Gap         `json:"gaps"` // for HR at the desk alone
}

// ReadHistory returns the versions of a clause that hold for by on some day, past or to come; for HR at the desk all. A clause without any does not exist for by.
func (s *Service) ReadHistory(ctx context.Context, by authz.Actor, in ReadClause) (History, error) {
	out := History{Versions: []Version{}, Gaps: []Gap{}}
	if err := s.may(by, ReadOwn); err != nil {
		return out, err
	}
	// What is not there is looked for to the end, like what says nothing to by: the work tells nobody which it was.
	policy, _, err := FindPolicy(ctx, s.db, in.ID)
	if err != nil {
		return out, err
	}
	clause, _, err := findClause(ctx, s.db, store.Cond(`policy_id = ? AND number = ?`, in.ID, in.Number))
	if err != nil {
		return out, err
	}
	seen, err := clauseVersions(ctx, s.db, clause.ID)
	if err != nil {
		return out, err
	}
	if s.may(by, ReadAll) == nil {
		out.Gaps = append(out.Gaps, gaps(seen)...)
	} else {
		h, err := employed(ctx, s.db, by.PersonID)
		if err != nil {
			return out, err
		}
		met := h.met(seen)
		seen = slices.DeleteFunc(seen, func(v Version) bool { return !met[v.ID] })
	}
	if len(seen) == 0 {
		return out, authz.Hidden()
	}
	out.Policy, out.Clause, out.Today, out.Versions = policy, clause, today(ctx, s.db), seen
	return out, nil
}

func orHidden(err error) error {
	if err != nil {
		return err
	}
	return authz.Hidden()
}

// Compare names two versions of a clause by what they count.
type Compare struct {
	ID     string `path:"id" json:"-"`
	Number string `path:"clause" json:"-"`
	Before int    `query:"before" json:"-"`
	After  int    `query:"after" json:"-"`
}

// Comparison is two versions beside each other, sentence by sentence.
type Comparison struct {
	Before    Version    `json:"before"`
	After     Version    `json:"after"`
	WasBefore []Sentence `json:"before_sentences"`
	IsAfter   []Sentence `json:"after_sentences"`
}

// Sentence is a sentence of a version. Changed says that the other version does not have it.
type Sentence struct {
	Text    string `json:"text"`
	Changed bool   `json:"changed"`
}

// CompareVersions returns two versions of a clause, each of which by may read. It refuses versions that are not there.
func (s *Service) CompareVersions(ctx context.Context, by authz.Actor, in Compare) (Comparison, error) {
	var out Comparison
	h, err := s.ReadHistory(ctx, by, ReadClause{ID: in.ID, Number: in.Number})
	if err != nil {
		return out, err
	}
	var f fault.Fields
	out.Before = h.numbered(&f, "before", in.Before)
	out.After = h.numbered(&f, "after", in.After)
	out.WasBefore, out.IsAfter = compared(out.Before.Text, out.After.Text)
	return out, f.Err()
}

func (h History) numbered(f *fault.Fields, name string, n int) Version {
	i := slices.IndexFunc(h.Versions, func(v Version) bool { return v.N == n })
	f.Need(i >= 0, name, "Choose one of the versions of this clause.")
	if i < 0 {
		return Version{}
	}
	return h.Versions[i]
}

// compared returns the sentences of two texts, each marked where the other text does not have it.
func compared(before, after string) (was, is []Sentence) {
	a, b := sentences(before), sentences(after)
	mark := func(all, other []string) []Sentence {
		out := make([]Sentence, len(all))
		for i, text := range all {
			out[i] = Sentence{text, !slices.Contains(other, text)}
		}
		return out
	}
	return mark(a, b), mark(b, a)
}

// sentences returns the sentences and list lines of a text: each ends at a line's end, or after a full stop, question or exclamation mark that a space follows.
func sentences(text string) []string {
	out := []string{}
	for line := range strings.SplitSeq(text, "\n") {
		for rest := strings.TrimSpace(line); rest != ""; {
			end := len(rest)
			for _, stop := range []string{". ", "? ", "! "} {
				if i := strings.Index(rest, stop); i >= 0 {
					end = min(end, i+1)
				}
			}
			out, rest = append(out, rest[:end]), strings.TrimSpace(rest[end:])
		}
	}
	return out
}

// CitingCases returns the open cases that cite a clause and that by may see. HR at the desk may ask.
func (s *Service) CitingCases(ctx context.Context, by authz.Actor, in ReadClause) (Citations, error) {
	out := Citations{Items: []Cited{}}
	if err := s.may(by, ReadAll); err != nil {
		return out, err
	}
	clause, found, err := findClause(ctx, s.db, store.Cond(`policy_id = ? AND number = ?`, in.ID, in.Number))
	if err != nil || !found {
		return out, orHidden(err)
	}
	if s.citing == nil {
		return out, nil
	}
	who := s.citing()
	if who == nil {
		return out, nil
	}
	ids, err := versionIDs(ctx, s.db, clause.ID)
	if err != nil || len(ids) == 0 {
		return out, err
	}
	all, err := who.CitingCases(ctx, by, ids)
	return Citations{Items: append(out.Items, all.Items...), More: all.More}, err
}

// Citations is the open cases that cite a clause, the newest first.
type Citations struct {
	Items []Cited `json:"items"`
	More  bool    `json:"more"` // there are more than those
}

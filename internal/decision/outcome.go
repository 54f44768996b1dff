package decision

import (
	"context"
	"slices"

	"hearth/internal/platform/store"
)

// The outcomes of a decision. Who takes a request back gets none: that is a way of closing a case.
const (
	Granted    = "granted"
	InPart     = "in_part"
	Refused    = "refused"
	OutOfScope = "out_of_scope" // it is not for HR to decide
)

// Outcomes lists them in the order of the form.
func Outcomes() []string { return []string{Granted, InPart, Refused, OutOfScope} }

// The kinds of version that a decision has.
const (
	kindDecision   = "decision"
	kindCorrection = "correction"
)

// Clause is a part of a policy as it stood on a day.
type Clause struct {
	VersionID string `json:"version_id"`
	Ref       string `json:"ref"`   // as people cite it, such as “pay 4.2”
	Title     string `json:"title"` // of the policy
	Text      string `json:"text"`
	Version   string `json:"version"`        // as people read it
	Link      string `json:"link,omitempty"` // where all its versions stand; "" where it is in no policy
}

// Clauses finds clauses: package policy does.
type Clauses interface {
	// Cite returns the version that held on a day for a person, or a NotFound fault whose sentence says what to cite instead.
	Cite(ctx context.Context, q store.Querier, ref string, on store.Time, personID string) (Clause, error)
	// Link is where a clause that was cited stands, in the portal; "" where it stands nowhere.
	Link(c Clause) string
}

// Summary is how what we heard stands in a case.
type Summary struct {
	Asked     bool // the person was asked whether it is right
	Blocks    bool // and has not answered, and was not reminded twice
	Confirmed bool
}

// Heard says how what we heard stands: package heard does.
type Heard interface {
	Summary(ctx context.Context, q store.Querier, caseID string) (Summary, error)
}

// Figure is how the calculation of a case stands.
type Figure struct {
	There  bool
	Stands bool   // its lines add up and nobody questions one
	Total  string // its unit and what it comes to, such as “EUR 152.00”; "" where several stand
}

// Figures says how a calculation stands: package calculation does.
type Figures interface {
	Figure(ctx context.Context, q store.Querier, caseID string) (Figure, error)
}

// Next is what happens now, and by when.
type Next struct {
	Text string `json:"text"`
	Date string `json:"date"` // YYYY-MM-DD
}

// Way is how to disagree: until which day, and with whom.
type Way struct {
	Until string `json:"until"` // YYYY-MM-DD
	To    string `json:"to"`    // an e-mail address, a personnel number or an id of somebody in HR, or words such as “the works council”
}

// known reports whether an outcome is one of Outcomes.
func known(outcome string) bool { return slices.Contains(Outcomes(), outcome) }

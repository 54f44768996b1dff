package policyweb

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/policy"
)

// description is what a policy is called, as the form sends it.
type description struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Summary string `json:"summary,omitempty"`
	TeamID  string `json:"team,omitempty"`
	New     bool   `json:"new,omitempty"` // the form makes a policy: one with this id must not be there
}

// form is what the form for a description shows.
type form struct {
	In    description
	Err   *fault.Error
	Teams []people.Team
}

func (w *Web) fresh(ctx context.Context, by authz.Actor, _ policy.Nothing) (form, error) {
	if err := w.policies.MayPublish(by); err != nil {
		return form{}, err
	}
	return w.form(ctx, description{New: true}, nil)
}

func (w *Web) form(ctx context.Context, in description, wrong *fault.Error) (form, error) {
	teams, err := people.Teams(ctx, w.db)
	return form{In: in, Err: wrong, Teams: teams}, err
}

// describe saves what a policy is called. Its clauses stay as they are.
func (w *Web) describe(ctx context.Context, by authz.Actor, in description) (policy.Saved, error) {
	if err := w.policies.MayPublish(by); err != nil {
		return policy.Saved{}, err
	}
	if _, there, err := policy.FindPolicy(ctx, w.db, strings.TrimSpace(in.ID)); err != nil || there && in.New {
		if err == nil {
			err = fault.ForField("id", "There is a policy with this name already. Choose another, or open that one.")
		}
		return policy.Saved{}, err
	}
	return w.policies.SavePolicy(ctx, by, policy.SavePolicy{ID: in.ID, Title: in.Title, Summary: in.Summary, TeamID: in.TeamID})
}

func described(_ description, out policy.Saved) string { return "/desk/policies/" + out.Policy.ID }

func (w *Web) describeAgain(ctx context.Context, _ authz.Actor, in description, wrong *fault.Error) (templ.Component, error) {
	f, err := w.form(ctx, in, wrong)
	return describePage(ctx, f), err
}

// draftIn asks for the form that publishes: for a clause that is there, from one of its versions, or for a new one.
type draftIn struct {
	ID     string `path:"id" json:"-"`
	Number string `query:"number" json:"-"`
	From   string `query:"version" json:"-"` // the id of a version to start from
}

// text is a version as the form sends it.
type text struct {
	ID          string   `path:"id" json:"-"`
	Number      string   `json:"number"`
	Title       string   `json:"title"`
	Text        string   `json:"text,omitempty"`
	From        string   `json:"from"`
	Until       string   `json:"until,omitempty"`
	Sites       []string `json:"sites,omitempty"`
	Employment  []string `json:"employment,omitempty"`
	Acknowledge bool     `json:"acknowledge,omitempty"`
	Withdrawn   bool     `json:"withdrawn,omitempty"`
	Why         string   `json:"why,omitempty"`
}

// drafted is what the form that publishes shows.
type drafted struct {
	Policy policy.Policy
	In     text
	Err    *fault.Error
	Sites  []string
	There  bool // the clause has versions
	Cases  []policy.Cited
	More   bool // there are more of them
}

func (w *Web) draft(ctx context.Context, by authz.Actor, in draftIn) (drafted, error) {
	if err := w.policies.MayPublish(by); err != nil {
		return drafted{}, err
	}
	t := text{ID: in.ID, Number: strings.TrimSpace(in.Number)}
	if in.From != "" {
		v, err := policy.VersionByID(ctx, w.db, in.From)
		if err != nil {
			return drafted{}, err
		}
		if v.PolicyID != in.ID {
			return drafted{}, authz.Hidden()
		}
		t.Number, t.Title, t.Text, t.Sites, t.Employment, t.Acknowledge = v.Number, v.Title, v.Text, v.Audience.Sites, v.Audience.Employment, v.Acknowledge
	}
	return w.drafted(ctx, by, t, nil)
}

// drafted gathers what the form needs: also which cases cite the clause, before anything is published.
func (w *Web) drafted(ctx context.Context, by authz.Actor, in text, wrong *fault.Error) (drafted, error) {
	out := drafted{In: in, Err: wrong}
	p, there, err := policy.FindPolicy(ctx, w.db, in.ID)
	if err != nil {
		return out, err
	}
	if !there {
		return out, authz.Hidden()
	}
	out.Policy = p
	if out.Sites, err = people.SiteNames(ctx, w.db); err != nil {
		return out, err
	}
	cases, err := w.policies.CitingCases(ctx, by, policy.ReadClause{ID: in.ID, Number: strings.TrimSpace(in.Number)})
	if fault.KindOf(err) == fault.NotFound {
		return out, nil
	}
	out.There, out.Cases, out.More = err == nil, cases.Items, cases.More
	return out, err
}

func (w *Web) publish(ctx context.Context, by authz.Actor, in text) (policy.Saved, error) {
	out, err := w.policies.PublishClause(ctx, by, policy.PublishClause{ID: in.ID, PublishedText: policy.PublishedText{Number: in.Number, Title: in.Title, Text: in.Text, From: in.From,
		Until: in.Until, Audience: policy.Audience{Sites: in.Sites, Employment: in.Employment}, Acknowledge: in.Acknowledge, Withdrawn: in.Withdrawn, Why: in.Why}})
	return out, onForm(err)
}

// onForm names the fields of the audience as the form does. What crosses another audience stands beside the sites.
func onForm(err error) error {
	e := fault.As(err)
	if e == nil {
		return err
	}
	renamed := *e
	renamed.Fields = slices.Clone(e.Fields)
	for i, f := range renamed.Fields {
		if name, ok := strings.CutPrefix(f.Name, "audience"); ok {
			if renamed.Fields[i].Name = strings.TrimPrefix(name, "."); name == "" {
				renamed.Fields[i].Name = "sites"
			}
		}
	}
	return &renamed
}

func published(in text, _ policy.Saved) string {
	return "/desk/policies/" + in.ID + "/clauses/" + strings.TrimSpace(in.Number)
}

func (w *Web) publishAgain(ctx context.Context, by authz.Actor, in text, wrong *fault.Error) (templ.Component, error) {
	d, err := w.drafted(ctx, by, in, wrong)
	return publishPage(ctx, d), err
}

func count(text string) int {
	n, _ := strconv.Atoi(text) // what is no number is no version
	return n
}

func decimal(n int) string { return strconv.Itoa(n) }

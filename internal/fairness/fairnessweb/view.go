package fairnessweb

import (
	"context"
	"fmt"
	"math"

	"github.com/a-h/templ"

	"hearth/internal/fairness"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
	"hearth/internal/stats"
)

func id(kind string, i int) string { return fmt.Sprint(kind, "-", i) }

func runPath(c clause, r fairness.RunLine) templ.SafeURL {
	return templ.URL(fairness.Path(c.Clause.Ref) + "?run=" + r.ID)
}

func findingPath(c clause, f fairness.Finding, what string) templ.SafeURL {
	return templ.URL(fairness.Path(c.Clause.Ref) + "/findings/" + f.ID + "/" + what)
}

// errOf is what was wrong with what was sent about a finding.
func errOf(c clause, f fairness.Finding) *fault.Error {
	if c.In != f.ID {
		return nil
	}
	return c.Err
}

// sentOf is the answer that was refused, of this finding.
func sentOf(c clause, f fairness.Finding) fairness.Answer {
	if c.In != f.ID {
		return fairness.Answer{}
	}
	return c.Sent
}

func ownerOptions(ctx context.Context, c clause, f fairness.Finding) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "Choose"), Selected: f.Owner == nil}}
	for _, p := range c.Owners {
		all = append(all, ui.Option{Value: p.ID, Label: p.Name, Person: true, Selected: f.Owner != nil && f.Owner.ID == p.ID})
	}
	return all
}

func causeOptions(ctx context.Context, now string) []ui.Option {
	var all []ui.Option
	for _, c := range fairness.Causes() {
		all = append(all, ui.Option{Value: c, Label: locale.T(ctx, causes[c]), Selected: c == now})
	}
	return all
}

// groupsOut counts the groups about which nothing is said.
func groupsOut(a fairness.Compared) (n int) {
	for _, o := range a.GroupsOut {
		n += o.Groups
	}
	return n
}

func finite(f stats.Figure) bool { return !math.IsNaN(float64(f)) && !math.IsInf(float64(f), 0) }

// points is a share as percentage points.
func points(ctx context.Context, f stats.Figure) string {
	return locale.Decimal(ctx, 100*float64(f), 0)
}

// difference is how much more often a group was decided for than others, with its range.
func difference(ctx context.Context, g stats.GroupFinding) string {
	d := g.RiskDifference
	switch {
	case !finite(d.Value):
		return locale.T(ctx, "not known")
	case !finite(d.Low) || !finite(d.High):
		return locale.T(ctx, "%s points", points(ctx, d.Value))
	}
	return locale.T(ctx, "%s points (from %s to %s)", points(ctx, d.Value), points(ctx, d.Low), points(ctx, d.High))
}

// chance is the corrected p of a group as one in so many.
func chance(ctx context.Context, g stats.GroupFinding) string {
	p := float64(g.PHolm)
	switch {
	case !finite(g.PHolm):
		return locale.T(ctx, "not known")
	case p < 0.0001:
		return locale.T(ctx, "less than 1 in 10,000")
	}
	return locale.Decimal(ctx, 100*p, places(100*p)) + "\u00a0%"
}

// places is how many places two digits need.
func places(n float64) int {
	switch {
	case n >= 10:
		return 0
	case n >= 1:
		return 1
	}
	return 2
}

// told is a finding in a sentence.
func told(ctx context.Context, g stats.GroupFinding) string {
	if float64(g.Favourable) < float64(g.Expected) || g.RiskDifference.Value < 0 {
		return locale.T(ctx, "About %d people, of whom about %d were granted what they asked for, or a part. At the rate of everybody with like cases it would be about %d. Difference from others: %s. Chance alone would do this in %s of audits at most.",
			g.N, g.Favourable, int(g.Expected), difference(ctx, g), chance(ctx, g))
	}
	return locale.T(ctx, "About %d people, of whom about %d were granted what they asked for, or a part: more than others with like cases, about %d at everybody's rate. Difference from others: %s. Chance alone would do this in %s of audits at most.",
		g.N, g.Favourable, int(g.Expected), difference(ctx, g), chance(ctx, g))
}

package decisionweb

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/decision"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

// boxed is what the box of the decision that holds shows.
type boxed struct {
	told
	Linked bool // it stands on the page of the request, and links to its own
	AtDesk bool
}

// now is the version that holds.
func (b boxed) now() decision.Decision { return b.Items[0] }

// was is the version that a correction replaced; the same version where nothing was corrected, so that nothing differs.
func (b boxed) was() decision.Decision {
	if b.now().Kind == "correction" && len(b.Items) > 1 {
		return b.Items[1]
	}
	return b.now()
}

// waits is the appeal that nobody has answered, or nil.
func (t told) waits() *decision.Disagreed {
	for i := range t.Appeals {
		if !t.Appeals[i].Answered {
			return &t.Appeals[i]
		}
	}
	return nil
}

// heading is the outcome in one sentence.
func heading(ctx context.Context, d decision.Decision) templ.Component {
	if d.Total == "" {
		return templ.Raw(templ.EscapeString(locale.T(ctx, decision.Headings[d.Outcome])))
	}
	return ui.Said(ctx, headingsOf[d.Outcome], ui.Name(decision.Sum(ctx, d.Total)))
}

// headingsOf are decision.Headings with what it comes to.
var headingsOf = map[string]string{decision.Granted: "Approved: %s", decision.InPart: "Approved in part: %s", decision.Refused: "Not approved: %s", decision.OutOfScope: "Not for HR to decide: %s"}

func boxClass(d decision.Decision) string {
	if d.Outcome == decision.Granted {
		return "decision"
	}
	return "decision decision-no"
}

// clauseOf is the clause of a decision in words, for comparing.
func clauseOf(d decision.Decision) string {
	if d.Clause == nil {
		return ""
	}
	return d.Clause.Text + " " + d.Clause.Ref
}

// nextOf is what happens now in words, for comparing and for what was wrong.
func nextOf(ctx context.Context, d decision.Decision) string {
	return d.Next.Text + " " + locale.T(ctx, "By %s.", decision.Day(ctx, d.Next.Date))
}

func listOf(all []string) string { return strings.Join(all, "\n") }

// first is the first name of who decided.
func first(d decision.Decision) ui.Name { return ui.Name(d.By.First) }

package decision

import (
	"context"
	"strings"

	"hearth/internal/calculation"
	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Headings are the outcomes as the box of a decision begins.
var Headings = map[string]string{Granted: "Approved", InPart: "Approved in part", Refused: "Not approved", OutOfScope: "Not for HR to decide"}

// openings are the first sentence of the answer, by outcome.
var openings = map[string]string{
	Granted:    "We approve this.",
	InPart:     "We approve a part of this.",
	Refused:    "We can't approve this. Here is why, and what you can do.",
	OutOfScope: "HR can't decide this. Here is why, and where it belongs.",
}

// letter is the decision as the answer of its case: in the language of who asked.
func (s *Service) letter(ctx context.Context, q store.Querier, r row) (string, error) {
	p, err := people.ByID(ctx, q, r.ByPerson)
	if err != nil && fault.KindOf(err) != fault.NotFound { // who was erased meanwhile reads nothing
		return "", err
	}
	return r.letter(locale.With(ctx, locale.New(p.Language, p.TimeZone).At(q.Now().Time))), nil
}

func (r row) letter(ctx context.Context) string {
	var b strings.Builder
	b.WriteString(locale.T(ctx, openings[r.Outcome]))
	part := func(heading, text string) {
		if text != "" {
			b.WriteString("\n\n" + locale.T(ctx, heading) + "\n" + text)
		}
	}
	if r.Total != "" {
		part("What it comes to", Sum(ctx, r.Total))
	}
	part("Why", r.Reason)
	if r.ClauseRef != "" {
		part("The rule", locale.T(ctx, "“%s” (%s, clause %s)", r.ClauseText, r.ClauseTitle, r.ClauseRef))
	}
	part("What we relied on", listed(r.Facts))
	part("What you can do instead", listed(r.Alternatives))
	part("What happens now", r.NextText+"\n"+locale.T(ctx, "By %s.", Day(ctx, r.NextOn)))
	part("So it won’t recur", r.Recur)
	if r.AppealUntil != "" {
		part("If you disagree", locale.T(ctx, "Ask for a second look until %s. %s takes it, not the person who decided.", Day(ctx, r.AppealUntil), r.AppealTo)+"\n"+locale.T(ctx, Waiver))
	}
	return b.String()
}

// Sum writes a total, its unit and the number, in the reader's language.
func Sum(ctx context.Context, total string) string {
	unit, number, _ := strings.Cut(total, " ")
	return calculation.Amount(ctx, unit, number)
}

// listed is a list with a dash before each item.
func listed(text string) string {
	if text == "" {
		return ""
	}
	return "– " + strings.ReplaceAll(text, "\n", "\n– ")
}

// Day writes a day that is kept as YYYY-MM-DD, for the reader of ctx.
func Day(ctx context.Context, text string) string {
	d, err := calendar.ParseDate(text)
	if err != nil {
		return text
	}
	year, month, day := d.YearMonthDay()
	return locale.Day(ctx, year, month, day)
}

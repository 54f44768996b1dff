package decision

import (
	"context"
	"slices"
	"strings"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Book is clauses that hold for everybody on every day. The demo cites from one, and so do tests.
type Book []Clause

// Cite implements Clauses. It finds a clause by its reference, whatever its case.
func (b Book) Cite(_ context.Context, _ store.Querier, ref string, _ store.Time, _ string) (Clause, error) {
	i := slices.IndexFunc(b, func(c Clause) bool { return strings.EqualFold(c.Ref, ref) })
	if i < 0 {
		return Clause{}, fault.New(fault.NotFound, "There is no such clause. Name one that the policies have.")
	}
	return b[i], nil
}

// Link implements Clauses: a book is on no page.
func (b Book) Link(Clause) string { return "" }

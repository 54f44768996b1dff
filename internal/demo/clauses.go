package demo

import (
	"hearth/internal/decision"
	"hearth/internal/demo/content"
)

// ClausePrefix begins the ids of versions that stand in no policy.
const ClausePrefix = "demo-"

// Clauses are what decisions of the demo cite.
func Clauses() decision.Book {
	var book decision.Book
	for _, c := range content.Clauses() {
		book = append(book, decision.Clause{VersionID: ClausePrefix + c.Ref, Ref: c.Ref, Title: c.Title, Text: c.Text, Version: c.Version})
	}
	return book
}

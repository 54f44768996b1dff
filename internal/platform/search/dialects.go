package search

import "strings"

// Terms hold letters and digits only, so they need no escaping in any of these languages; they are quoted all the same.

// spaced returns terms as the text that FTS5 splits again.
func spaced(terms []string) string { return strings.Join(terms, " ") }

// fts returns terms as an FTS5 expression.
func fts(terms []term) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = `"` + t.exact + `"`
		if t.prefix != "" {
			parts[i] = `("` + t.exact + `" OR "` + t.prefix + `" *)`
		}
	}
	return strings.Join(parts, " AND ")
}

// tsquery returns terms as PostgreSQL's tsquery.
func tsquery(terms []term) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = "'" + t.exact + "'"
		if t.prefix != "" {
			parts[i] = "('" + t.exact + "' | '" + t.prefix + "':*)"
		}
	}
	return strings.Join(parts, " & ")
}

// vector returns the terms of a title, with weight A, and of a body as PostgreSQL's tsvector.
func vector(title, body []string) string {
	var b strings.Builder
	weigh := func(terms []string, weight string) {
		for _, t := range terms {
			b.WriteString("'" + t + "':" + weight + " ")
		}
	}
	weigh(title, "1A")
	weigh(body, "2")
	return b.String()
}

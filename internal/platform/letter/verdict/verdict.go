// Package verdict reads what the mail server that took a mail in wrote about its origin: the Authentication-Results of RFC 8601. Anybody can write such
// a field into a mail, so only those of one server, named by whoever asks, count.
package verdict

import (
	"cmp"
	"strings"

	"hearth/internal/platform/letter/header"
)

// Results are the verdicts of the trusted server: "pass", "fail", "none" and the like, in lower case; "" where it says nothing.
type Results struct {
	SPF, DKIM, DMARC string
	Found            bool // the trusted server wrote at least one field
}

// Trusted reads the verdicts of the server with this id. A server adds its fields above all that a mail brings along, and one that keeps to RFC
// 8601 removes those that claim to be its own; in case it does not, only its fields that stand together count, the topmost: a field further
// down, with a field of another server or a Received field of another hop in between, came with the mail and is not read. An id of "" trusts nobody.
func Trusted(h header.Header, id string) Results {
	var r Results
	if id == "" {
		return r
	}
	received := 0
	for _, f := range h.Fields {
		switch {
		case strings.EqualFold(f.Name, "Received"):
			if received++; r.Found || received > 3 { // the server itself and what it hands the mail on to write at most three
				return r
			}
		case strings.EqualFold(f.Name, "Authentication-Results"):
			server, verdicts := parse(f.Value)
			if !same(server, id) {
				return r
			}
			r.Found = true
			r.add(verdicts)
		}
	}
	return r
}

// same tells whether two ids are one. A server removes the fields that claim to be its own only when it knows its id in them again, so letters
// beyond ASCII that fold into Latin ones, as the sign of the kelvin does, are not the same.
func same(a, b string) bool {
	for i := range len(a) {
		if a[i] >= 0x80 {
			return false
		}
	}
	return strings.EqualFold(a, b) && len(a) == len(b)
}

// add takes over the verdicts of one field on what the fields above it say nothing about. Of several signatures one that passes is enough, when
// the server names them in one field, as it does.
func (r *Results) add(verdicts []verdict) {
	var field Results
	for _, v := range verdicts {
		switch {
		case v.method == "spf" && field.SPF == "":
			field.SPF = v.result
		case v.method == "dkim" && (field.DKIM == "" || v.result == "pass"):
			field.DKIM = v.result
		case v.method == "dmarc" && field.DMARC == "":
			field.DMARC = v.result
		}
	}
	r.SPF, r.DKIM, r.DMARC = cmp.Or(r.SPF, field.SPF), cmp.Or(r.DKIM, field.DKIM), cmp.Or(r.DMARC, field.DMARC)
}

type verdict struct{ method, result string }

// maxVerdicts is how many verdicts of one field are read.
const maxVerdicts = 50

// parse reads one field: the id of the server, and method=result of each part behind it. Comments and quoted texts never count as verdicts.
func parse(value string) (server string, verdicts []verdict) {
	parts := strings.Split(bare(value), ";")
	words := strings.FieldsFunc(parts[0], func(r rune) bool { return r == ' ' || r == '\t' })
	if len(words) == 0 || strings.Contains(words[0], "=") || !strings.HasPrefix(strings.TrimLeft(value, " \t"), words[0]) {
		return "", nil // a comment before the id is lawful, but no server writes one, and not each that should remove such a field knows it
	}
	for _, p := range parts[1:min(len(parts), maxVerdicts)] {
		p = strings.Join(strings.Fields(p), " ")
		words := strings.Fields(strings.NewReplacer(" = ", "=", " =", "=", "= ", "=").Replace(p))
		if len(words) == 0 {
			continue
		}
		method, result, ok := strings.Cut(strings.ToLower(words[0]), "=")
		method, _, _ = strings.Cut(method, "/")
		if ok && known[result] {
			verdicts = append(verdicts, verdict{method, result})
		}
	}
	return words[0], verdicts
}

// known are the results of RFC 8601.
var known = map[string]bool{
	"pass": true, "fail": true, "softfail": true, "neutral": true, "none": true, "policy": true, "temperror": true, "permerror": true,
	"hardfail": true, "bestguesspass": true,
}

// bare puts a blank for comments, which may lie within each other, and a line for what stands in quotes.
func bare(s string) string {
	var out strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && (quoted || depth > 0):
			i++
		case quoted:
			quoted = c != '"'
		case c == '"' && depth == 0:
			quoted = true
			out.WriteByte('_')
		case c == '(':
			depth++
			out.WriteByte(' ')
		case c == ')' && depth > 0:
			depth--
		case depth == 0:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// Package verdict reads what the mail server that took a mail in wrote about its origin: the Authentication-Results of RFC 8601. Anybody can write such
// a field into a mail, so only those of one server, named by whoever asks, count.
package verdict

import (
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
			if !strings.EqualFold(server, id) {
				return r
			}
			r.Found = true
			r.add(verdicts)
		}
	}
	return r
}

// add takes over verdicts that were not given yet: the topmost counts. Of several signatures one that passes is enough.
func (r *Results) add(verdicts []verdict) {
	for _, v := range verdicts {
		switch {
		case v.method == "spf" && r.SPF == "":
			r.SPF = v.result
		case v.method == "dkim" && (r.DKIM == "" || v.result == "pass"):
			r.DKIM = v.result
		case v.method == "dmarc" && r.DMARC == "":
			r.DMARC = v.result
		}
	}
}

type verdict struct{ method, result string }

// maxVerdicts is how many verdicts of one field are read.
const maxVerdicts = 50

// parse reads one field: the id of the server, and method=result of each part behind it. Comments and quoted texts never count as verdicts.
func parse(value string) (server string, verdicts []verdict) {
	parts := strings.Split(bare(value), ";")
	words := strings.Fields(parts[0])
	if len(words) == 0 || strings.Contains(words[0], "=") {
		return "", nil
	}
	for _, p := range parts[1:min(len(parts), maxVerdicts)] {
		words := strings.Fields(strings.ReplaceAll(strings.ReplaceAll(p, " =", "="), "= ", "="))
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

// bare drops comments, which may lie within each other, and what stands in quotes.
func bare(s string) string {
	var out strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case quoted:
			quoted = c != '"'
		case c == '"' && depth == 0:
			quoted = true
			out.WriteByte('_')
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth == 0:
			out.WriteByte(c)
		}
	}
	return header.Clean(out.String())
}

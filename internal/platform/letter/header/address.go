package header

import (
	"strings"
)

// MaxAddresses is how many addresses of one field are read.
const MaxAddresses = 1000

// Address is a mailbox: the name shown with it, and the address itself, "" when what stands there is none.
type Address struct {
	Name    string
	Address string
}

// Addresses reads a list of mailboxes, groups included, and tells whether all of it could be read. An entry without a readable address keeps
// its text as the name.
func Addresses(value string) (list []Address, whole bool) {
	whole = true
	waiting := "" // text before a comma without an address: "Lund, Bo <bo@…>"
	for _, e := range entries(value) {
		if len(list) >= MaxAddresses {
			return list, false
		}
		text := strings.TrimSpace(e.text())
		if !e.angle && !strings.Contains(text, "@") {
			if text != "" {
				waiting = strings.TrimPrefix(waiting+", "+text, ", ")
			}
			continue
		}
		if waiting != "" && e.angle {
			e.phrase, waiting = waiting+", "+e.phrase, ""
		}
		if waiting != "" {
			list, whole, waiting = append(list, Address{Name: Decode(waiting)}), false, ""
		}
		some, ok := e.mailboxes()
		list, whole = append(list, some...), whole && ok
	}
	if waiting != "" {
		list, whole = append(list, Address{Name: Decode(waiting)}), false
	}
	return list[:min(len(list), MaxAddresses)], whole && len(list) <= MaxAddresses
}

// entry is what stands between two commas.
type entry struct {
	phrase  string // outside angle brackets and comments, quotes taken off
	quoted  string // the same with its quotes, "" when it has none
	inside  string // in the angle brackets
	comment string
	angle   bool // there were angle brackets
	twice   bool // there were several with different contents
}

func (e entry) text() string {
	if e.angle {
		return e.inside
	}
	return e.phrase
}

// mailboxes returns what the entry names: one mailbox, or several where careless programs leave out the commas, and whether that is all it holds.
func (e entry) mailboxes() (list []Address, whole bool) {
	if e.angle {
		name := e.phrase
		if name == "" {
			name = e.comment
		}
		a := Address{Name: Decode(name)}
		if !e.twice {
			a.Address = Plausible(squeeze(e.inside))
		}
		if a == (Address{}) && e.inside != "" {
			a.Name = Decode(e.inside)
		}
		if a == (Address{}) {
			return nil, false
		}
		return []Address{a}, a.Address != ""
	}
	if e.quoted != "" { // "a word"@example.org; the words in the quotes are no addresses
		a := Address{Name: Decode(e.comment), Address: Plausible(e.quoted)}
		if a.Address == "" {
			a.Name = Decode(e.phrase)
		}
		return []Address{a}, a.Address != ""
	}
	text := squeeze(e.phrase)
	if a := Plausible(text); a != "" {
		return []Address{{Name: Decode(e.comment), Address: a}}, true
	}
	var words []string
	for _, w := range strings.Fields(text) {
		if a := Plausible(strings.Trim(w, "[]{}'")); a != "" {
			list = append(list, Address{Address: a})
		} else {
			words = append(words, w)
		}
	}
	name := Decode(strings.Join(words, " "))
	switch len(list) {
	case 0:
		return []Address{{Name: name}}, false
	case 1:
		list[0].Name = name
		return list, true
	}
	return list, false
}

// squeeze takes the blanks away that old programs put around the dots and the at-sign of an address.
func squeeze(s string) string {
	if !strings.ContainsAny(s, " \t") {
		return s
	}
	words := strings.Fields(s)
	var out strings.Builder
	for i, w := range words {
		if i > 0 && !strings.ContainsAny(w[:1], ".@") && !strings.HasSuffix(words[i-1], ".") && !strings.HasSuffix(words[i-1], "@") {
			out.WriteByte(' ')
		}
		out.WriteString(w)
	}
	return out.String()
}

// scanner splits a list into entries in one pass; it keeps counts, no recursion.
type scanner struct {
	done   []entry
	now    entry
	phrase strings.Builder
	quoted strings.Builder
	inside strings.Builder
	remark strings.Builder
	at     bool // the phrase holds an at-sign
}

// entries splits a list at the commas, semicolons and group names that stand outside quotes, brackets and comments. A quote or a comment that
// is never closed would swallow all that follows it; then both are read as ordinary characters.
func entries(s string) []entry {
	list, closed := scan(s, false)
	if !closed {
		list, _ = scan(s, true)
	}
	return list
}

func scan(s string, literal bool) (list []entry, closed bool) {
	var sc scanner
	quoted, angle, depth := false, false, 0
	for i := 0; i < len(s) && len(sc.done) <= MaxAddresses*2; i++ {
		c := s[i]
		switch {
		case literal && (c == '"' || c == '(' || c == ')'):
		case c == '\\' && i+1 < len(s) && (quoted || depth > 0):
			i++
			if depth == 0 && !angle {
				sc.quoted.WriteByte(c)
			}
			if depth == 0 || !angle {
				sc.write(s[i], angle, depth > 0)
			}
		case c == '"' && depth == 0:
			quoted = !quoted
			if angle {
				sc.inside.WriteByte(c)
			} else {
				sc.quoted.WriteByte(c)
			}
		case quoted:
			sc.write(c, angle, false)
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth > 0 && angle: // a comment within an address says nothing
		case depth > 0:
			sc.write(c, false, true)
		case c == '<':
			angle = true
			sc.open()
		case c == '>' && angle:
			angle = false
			sc.close()
		case c == '>' && !angle:
		case (c == ',' || c == ';') && !angle:
			sc.end()
		case c == ':' && !angle && !sc.now.angle && !sc.at:
			sc.phrase.Reset() // the name of a group
			sc.quoted.Reset()
		default:
			sc.write(c, angle, false)
		}
	}
	if angle {
		sc.close()
	}
	sc.end()
	return sc.done, !quoted && depth == 0
}

func (sc *scanner) write(c byte, angle, comment bool) {
	switch {
	case comment:
		sc.remark.WriteByte(c)
	case angle:
		sc.inside.WriteByte(c)
	default:
		sc.phrase.WriteByte(c)
		sc.quoted.WriteByte(c)
		sc.at = sc.at || c == '@'
	}
}

func (sc *scanner) open() {
	sc.inside.Reset()
}

func (sc *scanner) close() {
	inside := strings.TrimSpace(sc.inside.String())
	sc.now.twice = sc.now.twice || sc.now.angle && sc.now.inside != inside
	sc.now.angle, sc.now.inside = true, inside
}

func (sc *scanner) end() {
	sc.now.phrase, sc.now.comment = strings.TrimSpace(sc.phrase.String()), strings.TrimSpace(sc.remark.String())
	if text := strings.TrimSpace(sc.quoted.String()); strings.Contains(text, `"`) {
		sc.now.quoted = text
	}
	if sc.now != (entry{}) {
		sc.done = append(sc.done, sc.now)
	}
	sc.now, sc.at = entry{}, false
	sc.phrase.Reset()
	sc.quoted.Reset()
	sc.inside.Reset()
	sc.remark.Reset()
}

// Plausible returns s when it has the form of an address, without blanks around it; otherwise "". It is a check of form, not of existence:
// one at-sign, a local part of at most 64 bytes without blanks or brackets, a domain of letters, digits, hyphens and dots.
func Plausible(s string) string {
	s = strings.TrimSpace(s)
	s = strings.TrimPrefix(s, "mailto:")
	if strings.HasPrefix(s, "@") { // the route of RFC 822: <@relay:bo@example.org>
		if _, after, ok := strings.Cut(s, ":"); ok {
			s = after
		}
	}
	at := strings.LastIndexByte(s, '@')
	if at <= 0 || at > 64 || len(s) > 320 || !localPart(s[:at]) || !domain(s[at+1:]) {
		return ""
	}
	return s
}

func localPart(s string) bool {
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		inner := s[1 : len(s)-1]
		return !strings.ContainsFunc(inner, func(r rune) bool { return Control(r) || r == '"' || r == '\uFFFD' })
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || Control(r) || r == '\uFFFD' || strings.ContainsRune("()<>[]:;@\\,\" ", r)
	})
}

func domain(s string) bool {
	if len(s) >= 3 && s[0] == '[' && s[len(s)-1] == ']' {
		return !strings.ContainsFunc(s[1:len(s)-1], func(r rune) bool {
			return !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '.' || r == ':')
		})
	}
	if s == "" || s[0] == '.' || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "..") {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		ascii := '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '.' || r == '-' || r == '_'
		return !ascii && (r < 0x80 || Control(r) || r == '\uFFFD' || r == '\u00A0' || r == '\u3000' || r == '\u200B')
	})
}

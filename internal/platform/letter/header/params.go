package header

import (
	"net/url"
	"sort"
	"strconv"
	"strings"

	"hearth/internal/platform/letter/charset"
)

// maxParams is how many parameters of one field are read.
const maxParams = 100

// Params reads a value with parameters, such as that of Content-Type: the value in lower case, and its parameters by their names in lower case,
// with the pieces and character sets of RFC 2231 put together, encoded words decoded, and control characters gone; the boundary alone as it stands.
func Params(value string) (main string, params map[string]string) {
	pieces := split(value)
	main = strings.ToLower(Clean(withoutComments(pieces[0])))
	params, long := map[string]string{}, map[string][]piece{}
	for _, p := range pieces[1:] {
		name, text, ok := strings.Cut(p, "=")
		if !ok {
			continue
		}
		name, text = strings.ToLower(strings.TrimSpace(name)), unquote(strings.TrimSpace(text))
		if base, rest, ok := strings.Cut(name, "*"); ok {
			n, encoded := strings.CutSuffix(rest, "*")
			index, _ := strconv.Atoi(n)
			long[base] = append(long[base], piece{index, encoded || rest == "", text})
			continue
		}
		if _, ok := params[name]; !ok {
			params[name] = Decode(text)
			if name == "boundary" { // compared byte by byte, shown nowhere
				params[name] = text
			}
		}
	}
	for name, list := range long {
		params[name] = Clean(join(list))
	}
	return main, params
}

type piece struct {
	index   int
	encoded bool
	text    string
}

// join puts the pieces of a parameter together: utf-8'en'na%C3%AFve, continued.
func join(list []piece) string {
	sort.SliceStable(list, func(i, j int) bool { return list[i].index < list[j].index })
	label := ""
	var raw strings.Builder
	for i, p := range list {
		if p.encoded && i == 0 {
			if parts := strings.SplitN(p.text, "'", 3); len(parts) == 3 {
				label, p.text = parts[0], parts[2]
			}
		}
		if p.encoded {
			if text, err := url.PathUnescape(p.text); err == nil {
				p.text = text
			}
		}
		raw.WriteString(p.text)
	}
	text, _ := charset.Decode(label, []byte(raw.String()))
	return text
}

// split cuts a value at the semicolons outside quotes.
func split(s string) (pieces []string) {
	quoted, from := false, 0
	for i := 0; i < len(s) && len(pieces) < maxParams; i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ';' && !quoted:
			pieces, from = append(pieces, s[from:i]), i+1
		}
	}
	return append(pieces, s[from:])
}

func unquote(s string) string {
	if s == "" || s[0] != '"' {
		return s
	}
	var out strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			out.WriteByte(s[i])
		case s[i] == '"':
			return out.String()
		default:
			out.WriteByte(s[i])
		}
	}
	return out.String()
}

package httpx

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"hearth/internal/platform/fault"
)

const maxDepth = 32 // of objects and lists in each other; the deepest input of the product has five

// strict refuses a body that two readers could take for different things, or that could not be kept as it was sent: text that is no UTF-8 or half of
// a character (which encoding/json would replace without a word), a field that is given twice, something behind the end, and nesting without measure.
func strict(body []byte) error {
	if !utf8.Valid(body) || halfCharacter(body) {
		return fault.New(fault.Invalid, "The body is not valid UTF-8.")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	twice, err := walk(d, 0)
	switch {
	case errors.Is(err, errDeep):
		return fault.New(fault.Invalid, "The body is nested too deeply.")
	case err == nil && twice == "":
		_, err = d.Token()
	case err == nil:
		return fault.New(fault.Invalid, "The field %s is given twice.", twice)
	}
	if !errors.Is(err, io.EOF) {
		return fault.New(fault.Invalid, "The body is not valid JSON.")
	}
	return nil
}

var errDeep = errors.New("nested too deeply")

// walk reads one value. It returns the name of a field that is given twice in one object, or "".
func walk(d *json.Decoder, depth int) (twice string, err error) {
	token, err := d.Token()
	opening, nested := token.(json.Delim)
	if err != nil || !nested {
		return "", err
	}
	if depth++; depth > maxDepth {
		return "", errDeep
	}
	seen := map[string]bool{}
	for d.More() {
		if opening == '{' {
			key, err := d.Token()
			if err != nil {
				return "", err
			}
			name, _ := key.(string) // the decoder lets no other key through
			if seen[name] {
				return name, nil
			}
			seen[name] = true
		}
		if twice, err := walk(d, depth); err != nil || twice != "" {
			return twice, err
		}
	}
	_, err = d.Token() // the end of it
	return "", err
}

// halfCharacter reports whether a text of body has the escape of one half of a surrogate pair without the other.
func halfCharacter(body []byte) bool {
	for i := 0; i < len(body); i++ {
		if body[i] != '\\' {
			continue
		}
		first, ok := escaped(body, i)
		if !ok || !utf16.IsSurrogate(first) {
			i++ // what was escaped is no backslash
			continue
		}
		second, ok := escaped(body, i+6)
		if !ok || utf16.DecodeRune(first, second) == utf8.RuneError {
			return true
		}
		i += 11
	}
	return false
}

// escaped returns the character of the escape \uXXXX that stands at i.
func escaped(body []byte, i int) (rune, bool) {
	if i+6 > len(body) || body[i] != '\\' || body[i+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(body[i+2:i+6]), 16, 16)
	return rune(n), err == nil
}

package field

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
)

// What a value may be.
const (
	maxText   = 200  // characters of a Text
	maxLong   = 4000 // characters of a Long
	maxDigits = 12   // of a number, before the point
)

// Yes and No are the values of a YesNo.
const (
	Yes = "yes"
	No  = "no"
)

// Value is what a case holds in a field. The zero value is nothing.
type Value struct {
	word, prose string
	number      *int64 // in hundredths
	day         calendar.Date
}

// None reports whether it is nothing.
func (v Value) None() bool { return v.word == "" && v.prose == "" && v.number == nil && v.day.IsZero() }

// Plain is the value as it is typed and as two are compared: a number with a point, a date as YYYY-MM-DD; "" is nothing.
func (v Value) Plain() string {
	switch {
	case v.number != nil:
		return plain(*v.number)
	case !v.day.IsZero():
		return v.day.String()
	}
	return v.word + v.prose
}

// JSON is the value of a field as the API gives it: a number, true or false, or a text; nil is nothing.
func (v Value) JSON(f Field) any {
	switch {
	case v.None():
		return nil
	case v.number != nil:
		return json.Number(plain(*v.number))
	case f.Kind == YesNo:
		return v.word == Yes
	}
	return v.Plain()
}

// indexed is the text by which a case is found, or "". Whether it is yes or no finds nothing.
func (v Value) indexed(f Field) string {
	if f.Kind == YesNo {
		return ""
	}
	return v.Plain()
}

// plain writes hundredths as a number with a point, without zeros at its end.
func plain(n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	text := strconv.FormatInt(n/100, 10)
	if rest := n % 100; rest > 0 {
		text += "." + strings.TrimRight(strconv.FormatInt(100+rest, 10)[1:], "0")
	}
	return sign + text
}

// typed is what came for a field as a text: a form sends one, and the API numbers and truths besides; false for anything else.
func typed(raw any) (string, bool) {
	switch v := raw.(type) {
	case nil:
		return "", true
	case string:
		return strings.TrimSpace(strings.ReplaceAll(v, "\r\n", "\n")), true
	case bool:
		if v {
			return Yes, true
		}
		return No, true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true
	}
	return "", false
}

// name is how a fault names a field, and the id of its control.
func name(key string) string { return "fields." + key }

// read reads what came for a field, and adds to wrong what it cannot be.
func (f Field) read(raw any, wrong *fault.Fields) Value {
	text, ok := typed(raw)
	wrong.Need(ok, name(f.Key), "Give “%s” as one text, number or truth.", f.Label)
	if text == "" || !ok {
		return Value{}
	}
	switch f.Kind {
	case Whole, Decimal, Money:
		return f.readNumber(text, wrong)
	case Date:
		day, err := calendar.ParseDate(text)
		wrong.Need(err == nil, name(f.Key), "Give “%s” as a date, for example 2026-12-31.", f.Label)
		return Value{day: day}
	case YesNo:
		word := people.Fold(text)
		wrong.Need(word == Yes || word == No, name(f.Key), "Answer “%s” with yes or no.", f.Label)
		return Value{word: word}
	case Choice:
		i := slices.IndexFunc(f.Choices, func(c string) bool { return people.Fold(c) == people.Fold(text) })
		wrong.Need(i >= 0, name(f.Key), "Choose for “%s” one of the list.", f.Label)
		if i < 0 {
			return Value{}
		}
		return Value{word: f.Choices[i]}
	case Long:
		wrong.Need(utf8.RuneCountInString(text) <= maxLong, name(f.Key), "Keep “%s” to %d characters.", f.Label, maxLong)
		return Value{prose: text}
	}
	wrong.Need(!strings.Contains(text, "\n"), name(f.Key), "Write “%s” on one line.", f.Label)
	wrong.Need(utf8.RuneCountInString(text) <= maxText, name(f.Key), "Keep “%s” to %d characters.", f.Label, maxText)
	return Value{word: text}
}

func (f Field) readNumber(text string, wrong *fault.Fields) Value {
	n, ok := hundredths(text)
	switch f.Kind {
	case Whole:
		wrong.Need(ok && n%100 == 0, name(f.Key), "Give “%s” as a whole number, for example 20.", f.Label)
	case Money:
		wrong.Need(ok, name(f.Key), "Give “%s” as an amount, for example 1250.50.", f.Label)
	default:
		wrong.Need(ok, name(f.Key), "Give “%s” as a number with at most two digits after the point, for example 37.5.", f.Label)
	}
	if !ok {
		return Value{}
	}
	switch {
	case f.least != nil && f.most != nil:
		wrong.Need(n >= *f.least && n <= *f.most, name(f.Key), "“%s” lies between %s and %s.", f.Label, f.Least, f.Most)
	case f.least != nil:
		wrong.Need(n >= *f.least, name(f.Key), "“%s” is at least %s.", f.Label, f.Least)
	case f.most != nil:
		wrong.Need(n <= *f.most, name(f.Key), "“%s” is at most %s.", f.Label, f.Most)
	}
	return Value{number: &n}
}

// spaces stand between thousands.
var spaces = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "", "−", "-")

// hundredths reads a number as people write it: with a point or a comma before at most two digits, and spaces between thousands. A comma or point before three digits could be either, so it is
// refused.
func hundredths(text string) (int64, bool) {
	digits, negative := strings.CutPrefix(spaces.Replace(strings.TrimSpace(text)), "-")
	whole, part, _ := strings.Cut(strings.ReplaceAll(digits, ",", "."), ".")
	if strings.HasSuffix(digits, ".") || strings.HasSuffix(digits, ",") || whole == "" || len(strings.TrimLeft(whole, "0")) > maxDigits || len(part) > 2 || strings.Trim(whole+part, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	if negative {
		n = -n
	}
	return n, err == nil
}

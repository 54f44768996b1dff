package roster

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
)

// Clear is what a cell holds to say that there is nothing; an empty cell says nothing at all.
const Clear = "-"

// Record is one row with its fields. Wrong is a sentence when the row cannot be taken, with an empty Key when it can.
type Record struct {
	Line   int
	Values map[Field]string // what the row says; Clear empties, an absent field says nothing
	Wrong  locale.Msg
}

// Records are the rows of a table as records, and the date columns whose order has to be said.
type Records struct {
	All []Record
	Ask []Field
}

var hoursForm = regexp.MustCompile(`^\d{1,3}([.,]\d{1,2})?$`)

// Check returns a fault when m does not say who somebody is: a file of something else changes nothing.
func (m Mapping) Check() error {
	var f fault.Fields
	_, number := m[Number]
	_, email := m[Email]
	f.Need(number || email, string(Number), "No column with personnel numbers or e-mail addresses. Choose the column, or another file.")
	_, full := m[FullName]
	_, given := m[GivenName]
	_, family := m[FamilyName]
	f.Need(full || given || family, string(FullName), "No column with names. Choose the column, or another file.")
	return f.Err()
}

// Parse returns the records of t by m. There is one for each row, also when it is wrong.
func Parse(t Table, m Mapping, order Order) Records {
	dates := map[Field]column{}
	out := Records{All: make([]Record, 0, len(t.Rows))}
	for _, f := range []Field{Started, Ended} {
		if i, ok := m[f]; ok {
			dates[f] = look(t, i, order)
			if dates[f].ambiguous {
				out.Ask = append(out.Ask, f)
			}
		}
	}
	fields := make([]Field, 0, len(m))
	for _, f := range Fields() {
		if _, ok := m[f]; ok {
			fields = append(fields, f)
		}
	}
	for _, r := range t.Rows {
		rec := Record{Line: r.Line, Values: make(map[Field]string, len(fields)+1)}
		for _, f := range fields {
			if text := r.cell(m[f]); text != "" {
				rec.set(f, text, dates)
			}
		}
		if rec.Wrong.Key == "" && extra(r, len(t.Header)) {
			rec.Wrong = locale.M("The row has more cells than the file has columns (%d). A separator stands where it does not belong.", len(t.Header))
		}
		out.All = append(out.All, rec)
	}
	return out
}

// extra reports whether a row has something beyond the last column.
func extra(r Row, columns int) bool {
	for i := columns; i < len(r.Cells); i++ {
		if r.cell(i) != "" {
			return true
		}
	}
	return false
}

// set takes the text of one cell; only the first sentence of a row is kept.
func (rec *Record) set(f Field, text string, dates map[Field]column) {
	if text == Clear || text == "–" || text == "—" {
		rec.Values[f] = Clear
		return
	}
	var wrong locale.Msg
	switch f {
	case Started, Ended:
		rec.Values[f], wrong = dates[f].date(text)
	case Hours:
		rec.Values[f] = strings.ReplaceAll(text, ",", ".")
		if !hoursForm.MatchString(text) {
			wrong = locale.M("“%s” is no number of hours. Write it like 37.5.", text)
		}
	case FullName:
		rec.Values[GivenName], rec.Values[FamilyName] = split(text)
	case Address:
		rec.Values[f] = text
	default:
		rec.Values[f] = strings.Join(strings.Fields(text), " ")
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }) {
		wrong = locale.M("“%s” has a sign in it that cannot be written. Type it again.", string(f))
	}
	if rec.Wrong.Key == "" {
		rec.Wrong = wrong
	}
}

// split parts a whole name: "Family, Given", or the last word is the family name. A name of one word is a family name.
func split(name string) (given, family string) {
	if before, after, ok := strings.Cut(name, ","); ok {
		return strings.Join(strings.Fields(after), " "), strings.Join(strings.Fields(before), " ")
	}
	all := strings.Fields(name)
	if len(all) == 0 {
		return "", ""
	}
	return strings.Join(all[:len(all)-1], " "), all[len(all)-1]
}

// With returns m with the fields of names, each mapped to the column of that header; an empty header leaves the field out. It refuses a field or
// a header that is not there.
func (m Mapping) With(header []string, names map[string]string) (Mapping, error) {
	out := Mapping{}
	for f, i := range m {
		out[f] = i
	}
	var wrong fault.Fields
	for _, name := range sorted(names) {
		f := Field(name)
		if !slices.Contains(Fields(), f) {
			wrong.Need(false, name, "There is no field called %s.", name)
			continue
		}
		if names[name] == "" {
			delete(out, f)
			continue
		}
		i := Column(header, names[name])
		wrong.Need(i >= 0, name, "The file has no column called “%s”.", names[name])
		out[f] = i
	}
	return out, wrong.Err()
}

func sorted(names map[string]string) []string {
	all := make([]string, 0, len(names))
	for n := range names {
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}

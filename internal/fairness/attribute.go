package fairness

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

// The limits of a file of attributes. MaxFile is its size.
const (
	MaxFile       = 20 << 20 // bytes; 100,000 people with five attributes are about 15 MB
	maxAttribute  = 60       // characters of a name
	maxValue      = 100
	maxAttributes = 20
	maxTold       = 20 // refused lines that are told one by one
)

// LoadAttributes is a file of attributes: CSV with a header that names the columns person, attribute and value, in any order. A person is a personnel number. What a line
// says takes the place of what was there; an empty value takes it away.
type LoadAttributes struct {
	CSV    string `json:"csv"`
	DryRun bool   `json:"dry_run,omitempty"` // the file is checked, and nothing is kept
}

// Loaded says what a file held. It says nothing about what was there before, and repeats no value.
type Loaded struct {
	Lines      int      `json:"lines"`
	Attributes []string `json:"attributes"`
	DryRun     bool     `json:"dry_run"`
	Held       int      `json:"held" doc:"People of the file under a legal hold, of whom what is kept stays as it is"`
}

// LoadAttributes takes in a file of attributes: all of its lines, or none where a line cannot be used, and then it says why of the first 20 of them. The same file twice
// changes nothing. Of people under a legal hold nothing is taken in or away. It refuses a file without the three columns, and one with more than 20 attributes. The data-protection officer may, while the agreement is in force.
func (s *Service) LoadAttributes(ctx context.Context, by authz.Actor, in LoadAttributes) (Loaded, error) {
	var out Loaded
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		if err := s.may(ctx, tx, by, KeepAttributes); err != nil {
			return err
		}
		lines, err := readLines(in.CSV)
		if err != nil {
			return err
		}
		out = Loaded{Lines: len(lines), Attributes: []string{}, DryRun: in.DryRun}
		if err := check(ctx, tx, lines); err != nil {
			return err
		}
		for _, l := range lines {
			if !slices.Contains(out.Attributes, l.attribute) {
				out.Attributes = append(out.Attributes, l.attribute)
			}
		}
		slices.Sort(out.Attributes)
		if len(out.Attributes) > maxAttributes {
			return fault.ForField("csv", "The file names more than %d attributes. Are the columns in their places?", maxAttributes)
		}
		if lines, out.Held, err = withoutHeld(ctx, tx, lines); err != nil || in.DryRun {
			return err
		}
		if err := keep(ctx, tx, lines); err != nil {
			return err
		}
		return s.record(ctx, tx, by, KeepAttributes, "attributes", "")
	})
	return out, err
}

// line is one of a file, with the person's id once it is found.
type line struct {
	n                        int
	person, attribute, value string
}

// readLines reads a file. The separator is that of its first line: a comma, a semicolon or a tab.
func readLines(text string) ([]line, error) {
	bad := func(key string, args ...any) ([]line, error) { return nil, fault.ForField("csv", key, args...) }
	text = strings.TrimPrefix(text, "\ufeff")
	switch {
	case strings.TrimSpace(text) == "":
		return bad("Give a file whose first line is person,attribute,value.")
	case len(text) > MaxFile:
		return bad("The file is larger than 20 MB. Take it in by parts.")
	}
	rows := csv.NewReader(bytes.NewReader([]byte(text)))
	rows.FieldsPerRecord, rows.TrimLeadingSpace = -1, true
	first, _, _ := strings.Cut(text, "\n")
	if !strings.Contains(first, ",") {
		if rows.Comma = ';'; strings.Contains(first, "\t") {
			rows.Comma = '\t'
		}
	}
	header, err := rows.Read()
	if err != nil {
		return bad("This cannot be read as CSV. Check the quotation marks of its first line.")
	}
	at := [3]int{}
	for i, name := range []string{"person", "attribute", "value"} {
		at[i] = slices.IndexFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) })
		if at[i] < 0 {
			return bad("The first line has to name the columns person, attribute and value; %s is missing.", name)
		}
	}
	var all []line
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if wrong, ok := errors.AsType[*csv.ParseError](err); ok { // there is no field whose place could be asked
			return bad("Line %d cannot be read. Check its quotation marks.", wrong.StartLine)
		}
		if err != nil {
			return nil, err
		}
		n, _ := rows.FieldPos(0)
		cell := func(i int) string {
			if at[i] >= len(row) {
				return ""
			}
			return strings.TrimSpace(row[at[i]])
		}
		all = append(all, line{n, cell(0), cell(1), cell(2)})
	}
}

// check finds the people of lines and puts their ids in the place of numbers. It refuses lines that cannot be used, and two that say something of the same.
func check(ctx context.Context, q store.Querier, lines []line) error {
	ids, err := people.IDsByNumber(ctx, q)
	if err != nil {
		return err
	}
	bad := &fault.Error{Kind: fault.Invalid, Key: "Nothing was taken in, because some lines cannot be used."}
	said := map[[2]string]bool{}
	for i := range lines {
		l := &lines[i]
		why := l.wrong()
		l.person = ids[strings.ToUpper(l.person)]
		about := [2]string{l.person, l.attribute}
		switch {
		case why != "":
		case l.person == "":
			why = "Line %d: no person has this number."
		case said[about]:
			why = "Line %d: an earlier line says something about this attribute of the same person."
		}
		said[about] = true
		if why != "" && len(bad.Fields) < maxTold {
			bad.Fields = append(bad.Fields, fault.Field{Name: "csv", Key: why, Args: []any{l.n}})
		}
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// wrong says what is wrong with the words of a line.
func (l line) wrong() string {
	fits := func(text string, most int) bool {
		return utf8.ValidString(text) && utf8.RuneCountInString(text) <= most && !strings.ContainsFunc(text, control)
	}
	switch {
	case l.person == "":
		return "Line %d: it names no person."
	case l.attribute == "" || !fits(l.attribute, maxAttribute):
		return "Line %d: the attribute needs a name of at most 60 characters."
	case !fits(l.value, maxValue):
		return "Line %d: the value may have at most 100 characters."
	}
	return ""
}

func control(r rune) bool { return r < ' ' || r == 0x7f }

// withoutHeld leaves out the lines about people under a legal hold, and counts those people.
func withoutHeld(ctx context.Context, q store.Querier, all []line) (left []line, held int, err error) {
	holders, err := erasure.Holders(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	under := map[string]bool{}
	for _, id := range holders {
		under[id] = true
	}
	met := map[string]bool{}
	for _, l := range all {
		if under[l.person] {
			met[l.person] = true
			continue
		}
		left = append(left, l)
	}
	return left, len(met), nil
}

// keep writes lines in the place of what was there.
func keep(ctx context.Context, tx *store.Tx, lines []line) error {
	for part := range slices.Chunk(lines, 200) {
		var gone []store.Where
		var rows [][]any
		for _, l := range part {
			gone = append(gone, store.Cond(`person_id = ? AND attribute = ?`, l.person, l.attribute))
			if l.value != "" {
				rows = append(rows, []any{l.person, l.attribute, l.value})
			}
		}
		q := new(store.Q).Add(`DELETE FROM fairness_attribute WHERE `).Where(store.Or(gone...))
		if _, err := tx.Exec(ctx, q.SQL(), q.Args()...); err != nil {
			return fmt.Errorf("keep attributes: %w", err)
		}
		if len(rows) == 0 {
			continue
		}
		if err := tx.InsertAll(ctx, "fairness_attribute", []string{"person_id", "attribute", "value"}, rows); err != nil {
			return fmt.Errorf("keep attributes: %w", err)
		}
	}
	return nil
}

// Forgotten is that attributes were deleted. Those of people under a legal hold stay.
type Forgotten struct {
	Deleted bool `json:"deleted"`
	Kept    bool `json:"kept" doc:"Something stays, of people under a legal hold"`
}

// ForgetAttributes deletes every attribute of everybody, also while the audit is off: what an agreement allowed goes when it ends. Those of people under a legal hold stay until it is lifted and this is asked
// again. The data-protection officer may.
func (s *Service) ForgetAttributes(ctx context.Context, by authz.Actor, _ Nothing) (Forgotten, error) {
	out := Forgotten{Deleted: true}
	if err := s.policy.May(by, KeepAttributes, 0); err != nil {
		return Forgotten{}, err
	}
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM fairness_attribute WHERE NOT `+erasure.Held("person_id").SQL); err != nil {
			return fmt.Errorf("forget attributes: %w", err)
		}
		left, err := store.One[int](ctx, tx, `SELECT count(*) FROM fairness_attribute`)
		if err != nil {
			return fmt.Errorf("forget attributes: %w", err)
		}
		out.Kept = left > 0
		return s.record(ctx, tx, by, KeepAttributes, "attributes", "")
	})
	if err != nil {
		return Forgotten{}, err
	}
	return out, nil
}

// Held is whether the audit is on, and which attributes are held, without anybody's.
type Held struct {
	On         bool     `json:"on"`
	Attributes []string `json:"attributes"`
}

// HeldAttributes returns which attributes are held of at least five people. Whoever takes them in may ask.
func (s *Service) HeldAttributes(ctx context.Context, by authz.Actor, _ Nothing) (Held, error) {
	out := Held{Attributes: []string{}}
	if err := s.policy.May(by, KeepAttributes, 0); err != nil {
		return out, err
	}
	var err error
	if out.On, err = s.On(ctx); err != nil {
		return out, err
	}
	all, err := store.All[string](ctx, s.db, `SELECT attribute FROM fairness_attribute GROUP BY attribute HAVING count(*) >= $1 ORDER BY attribute`, least)
	if err != nil {
		return out, fmt.Errorf("list attributes: %w", err)
	}
	out.Attributes = append(out.Attributes, all...)
	return out, nil
}

package people

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// An outsider is somebody who wrote to HR and is not in the directory: a candidate, an agency, somebody who left and writes from a private address. An
// outsider has a row of the directory without an employment, so that cases, mails, the export and the erasure know them as they know everybody. Nobody but
// HR finds them, they never sign in, hold no role and lead nobody, and no figure of the workforce counts them. Who adds or imports a person with the same
// address makes a member of them, who keeps the ID and with it the cases.

// maxAddress is how many bytes an address of a mail has at most.
const maxAddress = 254

// Address returns the address of a mail as it is kept and compared. It refuses what is no whole address, and one that would be taken for another's only because
// it is written with letters that look like them: a mail system delivers the two to different people.
func Address(text string) (string, error) {
	text = strings.TrimSpace(text)
	folded := FoldEmail(text)
	for _, r := range text {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r >= utf8.RuneSelf && foldsToASCII(r) {
			return "", noAddress()
		}
	}
	if !utf8.ValidString(text) || len(folded) > maxAddress || !emailForm.MatchString(folded) || strings.ToLower(norm.NFC.String(text)) != folded {
		return "", noAddress()
	}
	return folded, nil
}

// foldsToASCII reports whether a sign beyond ASCII is kept as one of ASCII, such as the Kelvin sign.
func foldsToASCII(r rune) bool {
	return strings.ContainsFunc(FoldEmail(string(r)), func(r rune) bool { return r < utf8.RuneSelf })
}

func noAddress() error {
	return fault.New(fault.Invalid, "The sender's address is none that an answer can go to.")
}

// Outsider returns the person whose address a mail came from, a member of the directory or an outsider; Outside says which. Where nobody has the address yet it
// makes an outsider with the name and the language as the mail gave them; both may be empty. It refuses, as Invalid, what Address refuses. It asks nobody: a mail that was taken in is the right.
func Outsider(ctx context.Context, tx *store.Tx, name, address, language string) (Person, error) {
	folded, err := Address(address)
	if err != nil {
		return Person{}, err
	}
	p, err := one(ctx, tx, folded, withAddress(folded))
	if fault.KindOf(err) != fault.NotFound {
		return p, err
	}
	made := stored{ID: ident.New(), GivenName: safeName(name, folded), Email: folded, Keys: true, Outside: true}
	if languageTag.MatchString(language) && len(language) <= 35 {
		made.Language = language
	}
	if err := insertPerson(ctx, tx, made, ""); err != nil {
		return Person{}, err
	}
	tx.Publish(PersonAdded{PersonID: made.ID})
	return ByID(ctx, tx, made.ID)
}

// safeName is a name as a stranger's mail gave it, on one line and without what turns or breaks the text around it. Letters that look like others stay: Odd and DoubtOf warn of them.
func safeName(name, address string) string {
	name = norm.NFC.String(strings.ToValidUTF8(name, ""))
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || unicode.IsSpace(r) || unicode.In(r, unicode.Zl, unicode.Zp):
			return ' '
		case unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d' || unicode.In(r, unicode.Co, unicode.Cs): // Persian and Indic names need the two joiners
			return -1
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	if utf8.RuneCountInString(name) > maxName {
		name = strings.TrimSpace(string([]rune(name)[:maxName]))
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		name = address[:strings.LastIndexByte(address, '@')]
	}
	return name
}

// FindAnyone is Find with outsiders among those who are found, for HR and for what runs without anybody asking.
func FindAnyone(ctx context.Context, q store.Querier, ref string) (Person, error) {
	return find(ctx, q, ref, store.Always)
}

// insiders is the condition that table p holds a member of the directory.
var insiders = store.Cond("NOT p.outside")

// open is the condition that by may know of a person of table p: only HR knows of outsiders, because that somebody wrote to HR is HR's alone.
func open(by authz.Actor) store.Where {
	if meetsOutsiders(by) {
		return store.Always
	}
	return insiders
}

func meetsOutsiders(by authz.Actor) bool {
	return by.Task != "" || by.Has(authz.Agent, authz.HRHead)
}

// meet refuses an outsider whom by may not know of as somebody unknown.
func meet(ctx context.Context, q store.Querier, by authz.Actor, id string) error {
	_, err := known(ctx, q, by, id)
	return err
}

// known returns the person with an ID, or NotFound where there is none whom by may know of.
func known(ctx context.Context, q store.Querier, by authz.Actor, id string) (Person, error) {
	return one(ctx, q, id, store.And(store.Cond("p.id = ?", id), open(by)))
}

// refuseOutsider refuses a person who is outside, as somebody unknown.
func refuseOutsider(p Person) error {
	if p.Outside {
		return unknown(p.ID)
	}
	return nil
}

// outsiderWith returns the ID of the outsider with an address, or "".
func outsiderWith(ctx context.Context, q store.Querier, address string) (string, error) {
	id, err := store.One[string](ctx, q, `SELECT id FROM people_person WHERE email = $1 AND email <> '' AND outside`, address)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("look for an outsider: %w", err)
	}
	return id, nil
}

// joins reports whether what in says makes a member of an outsider: that there is an employment.
func (in SavePerson) joins() bool {
	return in.PersonnelNumber != "" || in.Unit != "" || in.Site != "" || in.Position != "" || in.Manager != "" || in.Started != "" || in.Ended != "" || in.WeeklyHours != 0
}

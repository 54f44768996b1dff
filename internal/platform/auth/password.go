package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// The lengths of passwords, after NIST SP 800-63B-4 section 3.1.1.2: fifteen where the password is the only factor, eight with a second one.
const (
	minAlone      = 15
	minWithFactor = 8
	maxPassword   = 128
)

const (
	wrongPasswords  = 10 // of one address
	wrongWithin     = 15 * time.Minute
	wrongPasswordIs = "The address or the password is not right. Check both, or let us send you a link."
)

// hash returns the argon2id hash of a password or PIN. At most two are worked on at once: each takes 64 MiB.
func (a *Auth) hash(ctx context.Context, secret string) (string, error) {
	if err := a.turn(ctx); err != nil {
		return "", err
	}
	defer func() { <-a.hashing }()
	return argon2id.CreateHash(norm.NFC.String(secret), argon2id.DefaultParams)
}

func (a *Auth) matches(ctx context.Context, secret, hash string) (bool, error) {
	if err := a.turn(ctx); err != nil {
		return false, err
	}
	defer func() { <-a.hashing }()
	return argon2id.ComparePasswordAndHash(norm.NFC.String(secret), hash)
}

func (a *Auth) turn(ctx context.Context) error {
	select {
	case a.hashing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// nobodysHash is compared with when there is no password, so that both answers take as long. Nobody's password has it.
const nobodysHash = "$argon2id$v=19$m=65536,t=1,p=2$c29tZXNhbHRzb21lc2FsdA$Hk0cQwW8Tn9o3yFhJmQ1nq1dU2sK9zq1Zx5W5Yb7d3s"

// SignIn is an address and a password.
type SignIn struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

// SignIn signs in by password. It refuses in the same words whatever is wrong, and after ten wrong tries for a quarter of an hour.
func (a *Auth) SignIn(ctx context.Context, _ authz.Actor, in SignIn) (Entered, error) {
	email := strings.ToLower(strings.TrimSpace(in.Email))
	var f fault.Fields
	f.Need(email != "", "email", "Write your e-mail address, for example name@company.example.")
	f.Need(in.Password != "", "password", "Write your password.")
	if err := f.Err(); err != nil {
		return Entered{}, err
	}
	if err := a.allow(ctx, "from:"+a.mac(clientOf(ctx).address), fromOneAddress, wrongWithin); err != nil {
		return Entered{}, err
	}
	tries := "password:" + a.mac(email)
	if err := a.allow(ctx, tries, wrongPasswords, wrongWithin); err != nil {
		return Entered{}, err
	}
	p, err := a.people.Find(ctx, a.db, email)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return Entered{}, err
	}
	known := err == nil && p.Active
	hash := nobodysHash
	if known {
		kept, err := store.One[string](ctx, a.db, `SELECT hash FROM auth_password WHERE person_id = $1`, p.ID)
		if err != nil && !errors.Is(err, store.ErrNone) {
			return Entered{}, err
		}
		if known = err == nil; known {
			hash = kept
		}
	}
	same, err := a.matches(ctx, in.Password, hash)
	if err != nil && known {
		return Entered{}, fmt.Errorf("compare password: %w", err)
	}
	if !same || !known {
		return Entered{}, fault.ForField("password", wrongPasswordIs)
	}
	if err := a.forget(ctx, tries); err != nil {
		return Entered{}, err
	}
	next, err := a.enter(ctx, p)
	return Entered{next}, err
}

// SetPassword is a new password; Now is the present one, needed when there is one, except in the first minutes
// after signing in by a mailed link: that is how a forgotten password is replaced.
type SetPassword struct {
	Now      string `json:"now,omitempty"`
	Password string `json:"password"`
}

// SetPassword sets or changes the password of by, and ends every other session. It refuses a wrong present one and a password that checkPassword refuses.
func (a *Auth) SetPassword(ctx context.Context, by authz.Actor, in SetPassword) (Nothing, error) {
	if by.PersonID == "" {
		return Nothing{}, signInFirst()
	}
	if by.Scopes != nil || by.Terminal {
		return Nothing{}, fault.New(fault.Forbidden, "Change your password in a browser of your own.")
	}
	p, err := a.people.Find(ctx, a.db, by.PersonID)
	if err != nil {
		return Nothing{}, err
	}
	var f fault.Fields
	checkPassword(&f, in.Password, len(p.Roles) > 0, p.Name, p.Email, p.Number, a.org)
	if err := f.Err(); err != nil {
		return Nothing{}, err
	}
	if forgotten := a.db.Now().Sub(time.Unix(a.sessions.GetInt64(ctx, keyLinked), 0)) < linkFor; !forgotten {
		if err := a.checkNow(ctx, by.PersonID, in.Now); err != nil {
			return Nothing{}, err
		}
	}
	hash, err := a.hash(ctx, in.Password)
	if err != nil {
		return Nothing{}, err
	}
	return Nothing{}, a.db.Tx(ctx, func(tx *store.Tx) error {
		if err := end(ctx, tx, store.Cond(`person_id = ? AND sid <> ?`, by.PersonID, by.Session)); err != nil {
			return err
		}
		return savePassword(ctx, tx, by.PersonID, hash)
	})
}

func (a *Auth) checkNow(ctx context.Context, personID, now string) error {
	kept, err := store.One[string](ctx, a.db, `SELECT hash FROM auth_password WHERE person_id = $1`, personID)
	if errors.Is(err, store.ErrNone) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := a.allow(ctx, "password-now:"+personID, wrongPasswords, wrongWithin); err != nil {
		return err
	}
	same, err := a.matches(ctx, now, kept)
	if err != nil {
		return err
	}
	if !same {
		return fault.ForField("now", "This is not your present password.")
	}
	return a.forget(ctx, "password-now:"+personID)
}

func savePassword(ctx context.Context, tx *store.Tx, personID, hash string) error {
	_, err := tx.Exec(ctx, `INSERT INTO auth_password (person_id, hash, changed_at) VALUES ($1, $2, $3)
		ON CONFLICT (person_id) DO UPDATE SET hash = $2, changed_at = $3`, personID, hash, tx.Now())
	if err != nil {
		return fmt.Errorf("save password: %w", err)
	}
	return nil
}

// checkPassword holds a new password to NIST SP 800-63B-4: long enough, not too long, and none that is guessed first; no rules of composition.
func checkPassword(f *fault.Fields, password string, withFactor bool, known ...string) {
	text := norm.NFC.String(password)
	n, least := utf8.RuneCountInString(text), minAlone
	if withFactor {
		least = minWithFactor
	}
	f.Need(n >= least, "password", "Use at least %d characters. A sentence is easy to remember.", least)
	f.Need(n <= maxPassword, "password", "Use at most %d characters.", maxPassword)
	f.Need(!guessable(text, known), "password", "This is guessed first: a common word, a row of the same or following characters, or your own name. Choose another one.")
}

// guessable reports whether a password is a common one, alone or with digits and signs around it, or the name or number of its owner.
func guessable(password string, known []string) bool {
	core := strings.TrimFunc(password, func(r rune) bool { return !unicode.IsLetter(r) })
	letters := strings.Map(func(r rune) rune {
		if plain, ok := leet[r]; ok {
			return plain
		}
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, core)
	for _, word := range common {
		if letters == word || repeats(letters, word) {
			return true
		}
	}
	lower := strings.ToLower(password)
	for _, k := range known {
		for _, part := range strings.FieldsFunc(strings.ToLower(k), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if utf8.RuneCountInString(part) >= 3 && strings.Contains(lower, part) && utf8.RuneCountInString(lower)-utf8.RuneCountInString(part) < 6 {
				return true
			}
		}
	}
	return inRow(lower)
}

// repeats reports whether text is one word several times over.
func repeats(text, word string) bool {
	return word != "" && len(text) > len(word) && strings.ReplaceAll(text, word, "") == ""
}

// inRow reports whether nearly every character is the one before, or its neighbour in the alphabet, the digits or on the keyboard.
func inRow(text string) bool {
	steps := 0
	last := rune(0)
	for i, r := range text {
		if i > 0 && (r == last || r == last+1 || r == last-1 || beside(last, r)) {
			steps++
		}
		last = r
	}
	return steps >= utf8.RuneCountInString(text)*3/4
}

func beside(a, b rune) bool {
	for _, line := range []string{"qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "1234567890"} {
		if strings.Contains(line, string(a)+string(b)) || strings.Contains(line, string(b)+string(a)) {
			return true
		}
	}
	return false
}

var leet = map[rune]rune{'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', '$': 's', '!': 'i'}

// common are the words that most guessed passwords are made of; digits and signs around them are looked through, and so is writing them several
// times.
var common = strings.Fields(`password passwort passord losenord haslo senha motdepasse salasana wachtwoord contrasena pass passw secret geheim letmein
	welcome willkommen valkommen bemvindo witaj admin administrator root user guest test testing demo hearth login signin access changeme default
	master manager office company work monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
	october november december spring summer autumn winter fall sommar sommer winterzeit football soccer hockey baseball basketball golf tennis liverpool
	arsenal chelsea juventus barcelona realmadrid monkey dragon tiger lion panda eagle falcon horse dolphin kitten puppy sunshine moonlight starwars superman
	batman spiderman pokemon minecraft princess princesa flower rainbow butterfly chocolate cookie coffee banana cheese pepper ginger iloveyou loveyou
	lovely sweetheart darling family mother father brother sister daniel michael andrew thomas robert jennifer jessica ashley nicole amanda maria anna
	anders stefan martin peter lukas jakub mateusz tomasz trustno freedom whatever nothing forever internet computer laptop samsung iphone google facebook
	instagram microsoft windows london berlin paris madrid lisboa porto stockholm malmo warszawa praha helsinki europe america humanresources hr payroll
	salary correcthorsebatterystaple opensesame abracadabra qwerty qwertyuiop qwertz azerty asdfgh asdfghjkl zxcvbn zxcvbnm abc abcd abcdef abcdefgh`)

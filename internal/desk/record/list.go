package record

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"time"

	"hearth/internal/platform/store"
)

// Order is how a list is sorted. Each is total, so that pages neither skip nor repeat a case.
type Order struct {
	Column string
	Down   bool
	Of     func(r Row) store.Time
}

// SQL is what follows ORDER BY.
func (o Order) SQL() string {
	if o.Down {
		return o.Column + ` DESC, c.id DESC`
	}
	return o.Column + `, c.id`
}

// After is the condition for what follows a place in the list.
func (o Order) After(at store.Time, id string) store.Where {
	than := ">"
	if o.Down {
		than = "<"
	}
	return store.Cond(fmt.Sprintf(`(%s, c.id) %s (?, ?)`, o.Column, than), at, id)
}

// Cursor is the place after a page.
type Cursor struct {
	At store.Time `json:"a"`
	ID string     `json:"i"`
}

// String writes the cursor as the opaque text of the API.
func (c Cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// ReadCursor reads what String wrote; "" is the beginning.
func ReadCursor(text string) (c Cursor, err error) {
	if text == "" {
		return c, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return c, err
	}
	if err := json.Unmarshal(b, &c); err != nil {
		return c, err
	}
	if !store.Sound(c.ID) {
		return c, errors.New("no place in a list")
	}
	return c, nil
}

// MostOthers is how many other cases of a person stand beside one of them.
const MostOthers = 10

// marked is for how long a Mark stands at most: what is not in the rows, such as how long a promise still has, is shown anew by then.
const marked = 10 * time.Second

// Mark tells one list of rows from another: it differs when a case came, went, moved or changed, and after marked.
func Mark(rows []Row, now store.Time) string {
	h := fnv.New64a()
	for _, r := range rows {
		_, _ = fmt.Fprintf(h, "%s %d\n", r.ID, r.Version) // a hash takes everything
	}
	return fmt.Sprintf("%016x", h.Sum64()^uint64(now.Unix()/int64(marked/time.Second)))
}

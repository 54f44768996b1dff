package outreach

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Example is a message of a round as one person will read it.
type Example struct {
	Name     string `json:"name"`
	Language string `json:"language"`       // of the text
	Theirs   string `json:"their_language"` // of the person
	Fallback bool   `json:"fallback"`       // there is no text in Theirs
	Title    string `json:"title"`
	Body     string `json:"body"`
}

// LeftOut says how many are left out for a reason, which is a message key in English.
type LeftOut struct {
	Why   string `json:"reason"`
	Count int    `json:"count"`
}

// Count says how far a round has come. Hidden are cases that its reader may not see; Waiting to Settled count the others.
type Count struct {
	People   int `json:"people"`   // who get a case, or have one
	Opened   int `json:"opened"`   // cases that are there
	Failed   int `json:"failed"`   // that could not be opened
	Waiting  int `json:"waiting"`  // nobody has answered, and it is not settled
	Late     int `json:"late"`     // of these, when the day has passed
	Answered int `json:"answered"` // the person answered
	Open     int `json:"open"`     // of these, what HR has not settled
	Settled  int `json:"settled"`
	Hidden   int `json:"hidden"`
	Reminded int `json:"reminded"`

	Unreminded int `json:"not_reminded"`    // of Waiting, who was not reminded
	AtOnce     int `json:"settled_at_once"` // whom the last settling at once has settled
}

// Round is a round as its reader sees it.
type Round struct {
	ID          string     `json:"id"`
	State       string     `json:"state"` // draft, running, paused, stopped or done
	Why         string     `json:"reason,omitempty"`
	Service     string     `json:"service"`
	ServiceName string     `json:"service_name"`
	Team        string     `json:"team"`
	TeamName    string     `json:"team_name"`
	Asks        bool       `json:"asks"`
	Until       string     `json:"until,omitempty"`
	Texts       []Text     `json:"texts"`
	MadeAt      store.Time `json:"made_at"`
	StartedAt   store.Time `json:"started_at"`
	EndedAt     store.Time `json:"ended_at"`
	Count       Count      `json:"count"`
	LeftOut     []LeftOut  `json:"left_out"`
	Twice       int        `json:"named_twice"`
	Minutes     int        `json:"minutes"` // of a draft, about how long it takes
	Examples    []Example  `json:"examples"`
	Remind      string     `json:"reminder"`                  // "", running, done, stopped, held where who began it may not any more, or failed with some
	RemindWhy   string     `json:"reminder_reason,omitempty"` // why it came to no end
	RemindAt    store.Time `json:"reminded_at"`               // when it begins, or began
	Late        bool       `json:"late"`                      // its day has passed
	Settle      string     `json:"settling"`                  // of those who had not answered, as Remind
	SettleWhy   string     `json:"settling_reason,omitempty"` // why it came to no end
	SettledAt   store.Time `json:"settled_at"`                // when it begins, or began
	Undoable    bool       `json:"can_be_undone"`             // what runs has not begun: nobody is reminded, and nothing settled, where it is stopped
	Words       string     `json:"words,omitempty"`           // with which it is settled, until that is done; of a preview of settling, those of it, and Examples are what is read then

	RemindHeld, SettleHeld bool `json:"-"` // it has not begun

	row row
}

// Title is what the round is called: its first title.
func (r Round) Title() string {
	if len(r.Texts) == 0 {
		return r.ServiceName
	}
	for _, t := range r.Texts {
		if t.Language == "en" {
			return t.Title
		}
	}
	return r.Texts[0].Title
}

// Left reports how many have no case yet.
func (c Count) Left() int { return c.People - c.Opened - c.Failed }

// Find names a round.
type Find struct {
	ID string `path:"round" json:"-"`
}

// List asks for the rounds of a reader.
type List struct{}

// Rounds are those of a reader, the newest first.
type Rounds struct {
	Items []Round `json:"items"`
	More  bool    `json:"more"` // there are older ones
}

// most is how many rounds are listed.
const most = 50

// List returns the rounds that by may read.
func (s *Service) List(ctx context.Context, by authz.Actor, _ List) (Rounds, error) {
	out := Rounds{Items: []Round{}}
	if err := s.Policy.May(by, RunRounds, 0); err != nil {
		return out, err
	}
	rows, err := store.Select[row](ctx, s.DB, new(store.Q).Add(selectRow).Where(readable(by)).Add(` ORDER BY r.made_at DESC, r.id LIMIT ?`, most+1))
	if err != nil {
		return out, fmt.Errorf("list rounds: %w", err)
	}
	if out.More = len(rows) > most; out.More {
		rows = rows[:most]
	}
	for _, r := range rows {
		one, err := s.present(ctx, r)
		if err == nil {
			one.Count, one.LeftOut, err = s.plain(ctx, r)
		}
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, one)
	}
	return out, nil
}

// Show returns a round with what has become of it; of a draft it is the preview. One that by may not read is not there.
func (s *Service) Show(ctx context.Context, by authz.Actor, in Find) (Round, error) {
	r, err := s.find(ctx, s.DB, by, in.ID)
	if err != nil {
		return Round{Texts: []Text{}, LeftOut: []LeftOut{}, Examples: []Example{}}, err
	}
	out, err := s.present(ctx, r)
	if err != nil {
		return out, err
	}
	if out.Count, out.LeftOut, err = s.plain(ctx, r); err != nil {
		return out, err
	}
	if r.State == Draft {
		out.Minutes = s.minutes(out.Count.People)
		out.Examples, err = s.examples(ctx, r)
		return out, err
	}
	return out, s.seen(ctx, by, r, &out.Count)
}

func (s *Service) present(ctx context.Context, r row) (Round, error) {
	out := Round{ID: r.ID, State: r.State, Why: r.Why, Service: r.ServiceID, Team: r.TeamID, Asks: r.Asks, Until: r.UntilDay, MadeAt: r.MadeAt, StartedAt: r.StartedAt, EndedAt: r.EndedAt, Twice: r.Twice,
		Remind: r.Remind, RemindAt: r.RemindAt, LeftOut: []LeftOut{}, Examples: []Example{}, Late: r.late(s.DB.Now()), Settle: r.Settle, SettledAt: r.SettledAt,
		RemindWhy: whyOf(r.Remind), SettleWhy: whyOf(r.Settle), row: r}
	out.RemindHeld, out.SettleHeld, out.Undoable = r.undoable(s.DB.Now())
	if r.Settle != "" {
		out.Words = r.SettleWords
	}
	var err error
	if out.Texts, err = texts(ctx, s.DB, r.ID); err != nil {
		return out, err
	}
	if out.ServiceName, err = serviceName(ctx, s.DB, r.ServiceID); err != nil {
		return out, err
	}
	out.TeamName, err = people.TeamName(ctx, s.DB, r.TeamID)
	return out, err
}

// late reports whether the day until when people could answer has passed everywhere.
func (r row) late(now store.Time) bool {
	return r.Asks && r.UntilDay < now.UTC().Add(-12*time.Hour).Format(time.DateOnly)
}

// plain counts the lines of a round, without what stands in anybody's case.
func (s *Service) plain(ctx context.Context, r row) (c Count, out []LeftOut, err error) {
	type group struct {
		State, Why string
		N          int
	}
	all, err := store.All[group](ctx, s.DB, `SELECT l.state, l.why, count(*) AS n FROM outreach_line l WHERE l.round_id = $1 GROUP BY l.state, l.why ORDER BY l.state, l.why`, r.ID)
	if err != nil {
		return c, nil, fmt.Errorf("count lines of a round: %w", err)
	}
	out = []LeftOut{}
	for _, g := range all {
		switch g.State {
		case left:
			out = append(out, LeftOut{g.Why, g.N})
			continue
		case done:
			c.Opened += g.N
		case failed:
			c.Failed += g.N
		}
		c.People += g.N
	}
	return c, out, nil
}

// seen counts how the cases stand that by may see.
func (s *Service) seen(ctx context.Context, by authz.Actor, r row, c *Count) error {
	type sums struct{ Seen, Waiting, Answered, Open, Settled, Reminded, Unreminded, AtOnce int }
	one, err := store.Row[sums](ctx, s.DB, new(store.Q).Add(`SELECT count(*) AS seen, COALESCE(sum(CASE WHEN l.answered_at IS NULL AND l.settled_at IS NULL THEN 1 ELSE 0 END), 0) AS waiting,
		COALESCE(sum(CASE WHEN l.answered_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS answered, COALESCE(sum(CASE WHEN l.answered_at IS NOT NULL AND l.settled_at IS NULL THEN 1 ELSE 0 END), 0) AS open,
		COALESCE(sum(CASE WHEN l.settled_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS settled, COALESCE(sum(CASE WHEN l.reminded_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS reminded,
		COALESCE(sum(CASE WHEN l.answered_at IS NULL AND l.settled_at IS NULL AND l.reminded_at IS NULL THEN 1 ELSE 0 END), 0) AS unreminded, COALESCE(sum(CASE WHEN l.settled = 'sent' THEN 1 ELSE 0 END), 0) AS at_once
		FROM outreach_line l WHERE l.round_id = ? AND l.state = 'done' AND `, r.ID).Where(s.Desk.SeenBy(by, "l.case_id")))
	if err != nil {
		return fmt.Errorf("count answers of a round: %w", err)
	}
	c.Waiting, c.Answered, c.Open, c.Settled, c.Reminded, c.Hidden = one.Waiting, one.Answered, one.Open, one.Settled, one.Reminded, c.Opened-one.Seen
	c.Unreminded, c.AtOnce = one.Unreminded, one.AtOnce
	if r.late(s.DB.Now()) {
		c.Late = c.Waiting
	}
	return nil
}

// shown is how many messages a preview shows.
const shown = 3

// examples writes to three of those whom a round goes to, of other languages where there are.
func (s *Service) examples(ctx context.Context, r row) ([]Example, error) {
	ids, err := store.All[string](ctx, s.DB, `SELECT l.person_id FROM outreach_line l WHERE l.round_id = $1 AND l.state = 'will' ORDER BY l.n LIMIT 200`, r.ID)
	if err != nil {
		return nil, fmt.Errorf("read lines of a round: %w", err)
	}
	all, err := people.ByIDs(ctx, s.DB, ids)
	if err != nil {
		return nil, err
	}
	w, err := s.writingOf(ctx, s.DB, r)
	if err != nil {
		return nil, err
	}
	out, taken := []Example{}, map[string]bool{}
	for _, fresh := range []bool{true, false} { // first one of each language, then whoever comes next
		for _, id := range ids {
			p, known := all[id]
			if !known || taken[id] || len(out) == shown || fresh && taken[p.Language] {
				continue
			}
			taken[id], taken[p.Language] = true, true
			out = append(out, w.to(p, s.DB.Now()))
		}
	}
	return out, nil
}

// each is how long a line takes, as it was measured, without its rest.
const each = 12 * time.Millisecond

// minutes is about how long a round of n people takes.
func (s *Service) minutes(n int) int {
	one := each + max(s.Pace.Rest, each*time.Duration(s.Pace.Times))
	return int((time.Duration(n)*one + time.Minute - 1) / time.Minute)
}

// ReadPeople asks who of a round stands how.
type ReadPeople struct {
	ID    string `path:"round" json:"-"`
	Of    string `query:"of" json:"-" doc:"waiting, answered, settled, failed or left; waiting when left out"`
	After string `query:"after" json:"-" doc:"The next of the page before"`
}

// Groups lists what ReadPeople can ask for.
func Groups() []string { return []string{"waiting", "answered", "settled", failed, left} }

// Somebody is a person of a round, or what was typed and fits nobody.
type Somebody struct {
	Name   string `json:"name"`
	Case   string `json:"case,omitempty"`
	Typed  string `json:"typed,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// People are those of a round who stand in one way.
type People struct {
	Round  Round      `json:"-"`
	ID     string     `json:"round"`
	Of     string     `json:"of"`
	Items  []Somebody `json:"items"`
	Next   string     `json:"next"`   // "" on the last page
	Hidden int        `json:"hidden"` // cases that the reader may not see, whoever answered
}

// perPage is how many people a page lists.
const perPage = 100

// People lists who of a round has not answered, or stands in another way, as far as by may see their cases.
func (s *Service) People(ctx context.Context, by authz.Actor, in ReadPeople) (People, error) {
	out := People{ID: in.ID, Of: in.Of, Items: []Somebody{}}
	r, err := s.Show(ctx, by, Find{ID: in.ID})
	if err != nil {
		return out, err
	}
	out.Round, out.Hidden = r, r.Count.Hidden
	stands := map[string]string{"waiting": `l.answered_at IS NULL AND l.settled_at IS NULL`, "answered": `l.answered_at IS NOT NULL`, "settled": `l.settled_at IS NOT NULL`}
	switch in.Of {
	case "":
		out.Of = "waiting"
	case failed, left:
		return out, s.without(ctx, in, &out)
	}
	where, known := stands[out.Of]
	if !known {
		return out, fault.ForField("of", "Ask for waiting, answered, settled, failed or left.")
	}
	page, err := s.Desk.Beside(ctx, by, desk.List{Limit: perPage, After: in.After, Among: store.Cond(`c.id IN (SELECT l.case_id FROM outreach_line l WHERE l.round_id = ? AND l.state = 'done' AND `+where+`)`, r.ID)})
	if err != nil {
		return out, err
	}
	for _, c := range page.Items {
		out.Items = append(out.Items, Somebody{Name: c.For.Name, Case: c.Number})
	}
	out.Next = page.Next
	return out, nil
}

// without lists those who have no case, with the reason in the reader's language.
func (s *Service) without(ctx context.Context, in ReadPeople, out *People) error {
	type one struct {
		N                    int
		PersonID, Typed, Why string
	}
	after := 0
	if in.After != "" {
		if _, err := fmt.Sscan(in.After, &after); err != nil {
			return fault.ForField("after", "Take the place of the next page from the answer before.")
		}
	}
	rows, err := store.All[one](ctx, s.DB, `SELECT l.n, l.person_id, l.typed, l.why FROM outreach_line l WHERE l.round_id = $1 AND l.state = $2 AND l.n > $3 ORDER BY l.n LIMIT $4`, in.ID, in.Of, after, perPage+1)
	if err != nil {
		return fmt.Errorf("list lines of a round: %w", err)
	}
	if len(rows) > perPage {
		rows = rows[:perPage]
		out.Next = fmt.Sprint(rows[perPage-1].N)
	}
	var ids []string
	for _, x := range rows {
		if x.PersonID != "" {
			ids = append(ids, x.PersonID)
		}
	}
	names, err := people.NamesByIDs(ctx, s.DB, ids)
	for _, x := range rows {
		out.Items = append(out.Items, Somebody{Name: names[x.PersonID].DisplayName(), Typed: x.Typed, Reason: locale.T(ctx, x.Why)})
	}
	return err
}

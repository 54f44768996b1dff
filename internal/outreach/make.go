package outreach

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Make is a round that somebody prepares.
type Make struct {
	Key     string `json:"key,omitempty" doc:"Of your choice: the same twice is one round"`
	List    string `json:"list,omitempty" doc:"E-mail addresses or personnel numbers: one on a line, or parted by commas, semicolons or spaces. A CSV file is one"`
	Unit    string `json:"unit,omitempty" doc:"The id of a unit: everybody in it and in the units below it"`
	Site    string `json:"site,omitempty" doc:"The name of a site: everybody who works there; with a unit, those of the unit who work there"`
	Service string `json:"service"`
	Team    string `json:"team,omitempty" doc:"The team whose cases they are; left out: the service's own"`
	Texts   []Text `json:"texts"`
	Asks    bool   `json:"asks" doc:"Each case waits for an answer; otherwise people are only told"`
	Until   string `json:"until,omitempty" doc:"The last day on which they can answer, such as 2027-01-15"`
}

const (
	maxKey   = 64
	maxTyped = 120 // of a line that fits nobody, how much is kept
	maxYears = 1
)

// some is how many rows of a list one transaction writes or removes.
const some = 500

// The reasons why somebody is left out or has no case, as message keys.
const (
	whyUnknown = "We know nobody by this. Look for a slip of the pen."
	whyLeft    = "They do not work here any more."
	whySince   = "They have left since the list was made."
	whyOwn     = "This is you. Ask a colleague to open your own."
	whyBroken  = "It could not be opened. An administrator finds the reason in the log."
	whyRefused = "It could not be opened as it stands. Open one for this person by hand to see why."
)

// Make keeps a round as a draft, with whom it goes to, and returns it as Show does. It opens nothing. It refuses services in which by may open no cases for many, nobody, more than Max people, missing texts,
// unknown placeholders, and a day that has passed or is more than a year away. The same key twice is the same round.
func (s *Service) Make(ctx context.Context, by authz.Actor, in Make) (Round, error) {
	if err := s.Policy.May(by, RunRounds, 0); err != nil {
		return Round{}, err
	}
	r, refs, err := s.check(ctx, by, &in)
	if err != nil {
		return Round{}, err
	}
	if id, err := made(ctx, s.DB, by, in.Key); err != nil || id != "" {
		if err != nil {
			return Round{}, err
		}
		return s.Show(ctx, by, Find{ID: id})
	}
	lines, twice, err := s.whom(ctx, by, in, refs)
	if err != nil {
		return Round{}, err
	}
	r.Twice = twice
	id, err := s.keep(ctx, by, r, in, lines)
	if err != nil {
		return Round{}, err
	}
	return s.Show(ctx, by, Find{ID: id})
}

// check puts in into order and refuses what is wrong with it.
func (s *Service) check(ctx context.Context, by authz.Actor, in *Make) (row, []string, error) {
	in.Texts, in.Unit, in.Site, in.Until = tidied(in.Texts), strings.TrimSpace(in.Unit), strings.TrimSpace(in.Site), strings.TrimSpace(in.Until)
	if in.Key == "" {
		in.Key = ident.New()
	}
	var f fault.Fields
	f.Need(utf8.RuneCountInString(in.Key) <= maxKey, "key", "Keep the key to %d characters.", maxKey)
	service, err := catalogue.Find(ctx, s.DB, in.Service)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return row{}, nil, err
	}
	if in.Team == "" {
		in.Team = service.TeamID
	}
	if err != nil || !service.Active {
		f.Need(false, "service", "There is no such service. Choose one of the list.")
	} else if why := fault.As(mayIn(by, service, in.Team)); why != nil {
		f.Need(false, why.Fields[0].Name, why.Fields[0].Key, why.Fields[0].Args...)
	}
	f.Need(in.Asks || !service.NeedsDecision, "asks", "Cases of this service end with a decision. Ask people, or choose a service that needs none.")
	f.Need(!in.Asks || in.Until != "", "until", "Choose the last day on which they can answer.")
	if in.Until != "" {
		f.Need(inFuture(in.Until, s.DB.Now()), "until", "Choose a day from tomorrow on, within a year, for example %s.", s.DB.Now().AddDate(0, 0, 14).Format(time.DateOnly))
	}
	checkTexts(in.Texts, in.Until != "", &f)
	refs := parse(in.List)
	f.Need(len(refs) > 0 || in.Unit != "" || in.Site != "", "list", "Say whom it goes to: paste addresses or numbers, or choose a unit or a site.")
	f.Need(len(refs) <= Max, "list", "A round goes to at most 10,000 people. This list has more lines; make two rounds of it.")
	if err := s.checkPlace(ctx, *in, &f); err != nil {
		return row{}, nil, err
	}
	return row{ID: ident.New(), PersonID: by.PersonID, TeamID: in.Team, ServiceID: service.ID, SeesAll: open(service), Asks: in.Asks, UntilDay: in.Until}, refs, f.Err()
}

func (s *Service) checkPlace(ctx context.Context, in Make, f *fault.Fields) error {
	if in.Site != "" {
		sites, err := people.SiteNames(ctx, s.DB)
		if err != nil {
			return err
		}
		f.Need(slices.Contains(sites, in.Site), "site", "There is no such site. Choose one of the list.")
	}
	if in.Unit != "" {
		units, err := people.UnitNames(ctx, s.DB)
		if err != nil {
			return err
		}
		_, known := units[in.Unit]
		f.Need(known, "unit", "There is no such unit. Choose one of the list.")
	}
	return nil
}

// inFuture reports whether a day is after today, by the days of UTC, and not too far away.
func inFuture(day string, now store.Time) bool {
	at, err := time.Parse(time.DateOnly, day)
	return err == nil && day > now.UTC().Format(time.DateOnly) && at.Before(now.UTC().AddDate(maxYears, 0, 0))
}

// parse reads whom a list names, each once, in its order. A line of addresses or numbers alone names each of them. A line of a table, in which other things stand too or which has a head above it, names one: the first field
// with an @, or else with a digit, or else the first.
func parse(list string) (refs []string) {
	seen, table := map[string]bool{}, false
	for i, line := range strings.Split(strings.ReplaceAll(list, "\r", "\n"), "\n") {
		if i == 0 && !strings.ContainsAny(line, "@0123456789") && strings.ContainsAny(line, ",;\t") {
			table = true
			continue
		}
		for _, ref := range named(line, table) {
			if !seen[ref] {
				seen[ref] = true
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

// around is what may stand around a name.
const around = " \t\"'<>\u00a0\ufeff"

// named are the people whom one line names.
func named(line string, table bool) []string {
	if strings.Count(line, "@") > 1 && !table {
		line = strings.ReplaceAll(line, " ", ",")
	}
	var parts, mails, digits []string
	for _, p := range strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune(",;\t", c) }) {
		p = strings.Trim(p, around)
		if i := strings.LastIndex(p, "<"); i >= 0 && strings.Contains(p[i:], "@") { // "Amina Yusuf <amina@…>"
			p = p[i:]
		}
		if p = strings.Trim(p, around); p == "" {
			continue
		}
		parts = append(parts, p)
		switch {
		case strings.Contains(p, "@"):
			mails = append(mails, p)
		case strings.ContainsAny(p, "0123456789"):
			digits = append(digits, p)
		}
	}
	switch {
	case !table && len(mails)+len(digits) == len(parts):
		return parts
	case !table && len(mails) > 1:
		return mails
	}
	for _, all := range [][]string{mails, digits, parts} {
		if len(all) > 0 {
			return all[:1]
		}
	}
	return nil
}

// line is one of a round as it is made.
type line struct{ person, typed, state, why string }

// whom finds the people of a round, each once, and how many were named more than once.
func (s *Service) whom(ctx context.Context, by authz.Actor, in Make, refs []string) (lines []line, twice int, err error) {
	found, err := people.FindMany(ctx, s.DB, refs)
	if err != nil {
		return nil, 0, err
	}
	members, err := people.Members(ctx, s.DB, in.Unit, in.Site, Max+1)
	if err != nil {
		return nil, 0, err
	}
	seen := map[string]bool{}
	add := func(id string, active bool) {
		switch {
		case seen[id]:
			twice++
			return
		case !active:
			lines = append(lines, line{person: id, state: left, why: whyLeft})
		case id == by.PersonID:
			lines = append(lines, line{person: id, state: left, why: whyOwn})
		default:
			lines = append(lines, line{person: id, state: will})
		}
		seen[id] = true
	}
	for _, ref := range refs {
		if p, known := found[ref]; known {
			add(p.ID, p.Active)
		} else {
			lines = append(lines, line{typed: cut(ref), state: left, why: whyUnknown})
		}
	}
	for _, id := range members {
		add(id, true)
	}
	switch n := len(lines); {
	case n > Max:
		return nil, 0, fault.ForField("list", "A round goes to at most 10,000 people. These are more; make two rounds of them.")
	case n == 0:
		return nil, 0, fault.ForField("list", "Nobody works there. Choose another unit or site, or paste addresses or numbers.")
	}
	return lines, twice, nil
}

func cut(text string) string {
	if r := []rune(text); len(r) > maxTyped {
		return string(r[:maxTyped]) + "…"
	}
	return text
}

// keep writes a round down, its list a part at a time, and returns its id: nobody sees it before it is whole. Where the same was kept meanwhile it is that one, and what is half written is forgotten by the hour.
func (s *Service) keep(ctx context.Context, by authz.Actor, r row, in Make, lines []line) (string, error) {
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO outreach_round (id, made_by, person_id, key, team_id, service_id, sees_all, asks, until_day, twice, state, why, made_at, remind, remind_by)
			VALUES ($1, $2, $2, $1, $3, $4, $5, $6, $7, $8, 'making', '', $9, '', '')`, r.ID, by.PersonID, r.TeamID, r.ServiceID, r.SeesAll, r.Asks, r.UntilDay, r.Twice, tx.Now())
		for _, t := range in.Texts {
			if err == nil {
				_, err = tx.Exec(ctx, `INSERT INTO outreach_text (round_id, language, title, body) VALUES ($1, $2, $3, $4)`, r.ID, t.Language, t.Title, t.Body)
			}
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("keep round: %w", err)
	}
	n := 0
	for part := range slices.Chunk(lines, some) {
		rows := make([][]any, len(part))
		for i, l := range part {
			n++
			rows[i] = []any{r.ID, n, l.person, l.typed, l.state, l.why, "", ""}
		}
		if err := s.DB.Tx(ctx, func(tx *store.Tx) error {
			return tx.InsertAll(ctx, "outreach_line", []string{"round_id", "n", "person_id", "typed", "state", "why", "case_id", "reminder"}, rows)
		}); err != nil {
			return "", err
		}
	}
	kept := r.ID
	return kept, s.DB.Tx(ctx, func(tx *store.Tx) error {
		other, err := made(ctx, tx, by, in.Key)
		if err != nil || other != "" {
			kept = other
			return err
		}
		kept = r.ID
		if _, err := tx.Exec(ctx, `UPDATE outreach_round SET state = 'draft', key = $2 WHERE id = $1 AND state = 'making'`, r.ID, in.Key); err != nil {
			return fmt.Errorf("keep round: %w", err)
		}
		return s.record(ctx, tx, by, r)
	})
}

// made returns the id of the round that by made with a key, or "".
func made(ctx context.Context, q store.Querier, by authz.Actor, key string) (string, error) {
	id, err := store.One[string](ctx, q, `SELECT r.id FROM outreach_round r WHERE r.made_by = $1 AND r.key = $2 AND r.state <> 'making'`, by.PersonID, key)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("look for a round: %w", err)
	}
	return id, nil
}

// record writes into the record that by did something with a round.
func (s *Service) record(ctx context.Context, tx *store.Tx, by authz.Actor, r row) error {
	return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(RunRounds), Kind: "round", Object: r.ID, Team: r.TeamID})
}

// serviceName is the name of a service, or "" where it is gone.
func serviceName(ctx context.Context, q store.Querier, id string) (string, error) {
	service, err := catalogue.Find(ctx, q, id)
	if fault.KindOf(err) == fault.NotFound {
		return "", nil
	}
	return service.Name, err
}

package people

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/search"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// ListPeople asks for a page of the directory, in order of names. Q is the beginnings of words: names, an address, a number.
type ListPeople struct {
	Q     string `query:"q" json:"-"`
	Limit int    `query:"limit" json:"-"` // 1 to 200; 0: 50
	After string `query:"after" json:"-"` // the Next of the page before
}

// PeoplePage is a page of the directory; Next is empty on the last one.
type PeoplePage struct {
	Items []Entry `json:"items"`
	Next  string  `json:"next"`
	Q     string  `json:"-"`
}

// Entry is one person in the directory's list.
type Entry struct {
	ID              string `json:"id"`
	Name            string `json:"name"`
	Email           string `json:"email"`
	PersonnelNumber string `json:"personnel_number"`
	Position        string `json:"position"`
	Site            string `json:"site"`
	Active          bool   `json:"active"`
	Outside         bool   `json:"outside"`        // not in the directory: wrote to HR
	Doubt           Doubt  `json:"doubt,omitzero"` // why the name or the address may not be what it looks like
}

const (
	aPage   = 50
	maxPage = 200
)

// ListPeople returns a page of the directory, for HR with the outsiders, and with a doubt beside whoever looks like somebody else. HR and administrators may; it refuses a limit outside 1 to 200 and a cursor that is none.
func (s *Service) ListPeople(ctx context.Context, by authz.Actor, in ListPeople) (PeoplePage, error) {
	page, err := s.list(ctx, by, in)
	if err != nil {
		return page, err
	}
	for i, e := range page.Items {
		if page.Items[i].Doubt, err = s.doubt(ctx, e); err != nil {
			return page, err
		}
	}
	return page, nil
}

func (s *Service) list(ctx context.Context, by authz.Actor, in ListPeople) (PeoplePage, error) {
	page := PeoplePage{Q: in.Q, Items: []Entry{}}
	if err := s.may(by, ReadPeople); err != nil {
		return page, err
	}
	limit := in.Limit
	if limit == 0 {
		limit = aPage
	}
	if limit < 1 || limit > maxPage {
		return page, fault.ForField("limit", "Ask for 1 to 200 at once.")
	}
	where, err := in.where()
	if err != nil {
		return page, err
	}
	page, err = s.listed(ctx, store.And(where, open(by)), alongNames, limit)
	page.Q = in.Q
	return page, err
}

// Both are the order of names. PostgreSQL walks along the first, over those who are not looked for; for the second it gathers those who are.
const (
	alongNames = `p.sort_name, p.id`
	gathered   = `p.sort_name || '', p.id`
)

// listed returns the people that where holds for, in an order.
func (s *Service) listed(ctx context.Context, where store.Where, order string, limit int) (PeoplePage, error) {
	page := PeoplePage{Items: []Entry{}}
	type row struct {
		Person
		SortName, Position, Site string
	}
	rows, err := store.Select[row](ctx, s.db, new(store.Q).Add(selectListed).Where(where).Add(` ORDER BY `+order+` LIMIT ?`, limit+1))
	if err != nil {
		return page, fmt.Errorf("list people: %w", err)
	}
	if len(rows) > limit {
		rows = rows[:limit]
		last := rows[limit-1]
		page.Next = base64.RawURLEncoding.EncodeToString([]byte(last.SortName + "\n" + last.ID))
	}
	for _, r := range rows {
		r.complete(s.db.Now())
		page.Items = append(page.Items, Entry{ID: r.ID, Name: r.DisplayName(), Email: r.Email, PersonnelNumber: r.PersonnelNumber, Position: r.Position,
			Site: r.Site, Active: r.Active, Outside: r.Outside})
	}
	return page, nil
}

// where limits the list to the words of Q and to what comes after the page before.
func (in ListPeople) where() (store.Where, error) {
	all := []store.Where{store.Always}
	for _, word := range strings.Fields(Fold(in.Q)) {
		all = append(all, store.Cond(`p.search LIKE ? ESCAPE '\'`, "% "+likeAny.Replace(word)+"%"))
	}
	if in.After != "" {
		text, err := base64.RawURLEncoding.DecodeString(in.After)
		sort, id, ok := strings.Cut(string(text), "\n")
		if err != nil || !ok || !store.Sound(string(text)) {
			return store.Never, fault.ForField("after", "This place in the list is not known. Begin with the first page.")
		}
		all = append(all, store.Cond(`(p.sort_name > ? OR (p.sort_name = ? AND p.id > ?))`, sort, sort, id))
	}
	return store.And(all...), nil
}

// search finds people for the product's search page, by how words of their names, address or number begin: nobody for those who may not read the directory.
func (s *Service) search(ctx context.Context, by authz.Actor, ask spec.Ask) (spec.Found, error) {
	if s.may(by, ReadPeople) != nil || ask.Kind != "" && ask.Kind != searchKind || ask.Narrowed() {
		return spec.Found{}, nil
	}
	matching := store.And(search.MatchNames(s.db.Dialect(), searchKind, "p.id", ask.Text), open(by))
	page, err := s.listed(ctx, matching, gathered, ask.Limit)
	if err != nil {
		return spec.Found{}, err
	}
	out := spec.Found{Items: make([]spec.Hit, 0, len(page.Items)), More: page.Next != "", Count: len(page.Items)}
	for _, e := range page.Items {
		out.Items = append(out.Items, spec.Hit{Kind: searchKind, Title: e.Name, Snippet: e.Position, Link: "/desk/people/" + e.ID, ID: e.ID, Number: e.PersonnelNumber})
	}
	if out.More && ask.Page {
		out.Count, err = store.Row[int](ctx, s.db, new(store.Q).Add(`SELECT count(*) FROM (SELECT 1 AS one FROM people_person p WHERE `).Where(matching).
			Add(` LIMIT ?) counted`, spec.MaxCount+1))
	}
	return out, err
}

// searchKinds is the kind of people, for those who may read the directory.
func (s *Service) searchKinds(by authz.Actor) []string {
	if s.may(by, ReadPeople) != nil {
		return nil
	}
	return []string{searchKind}
}

// suggest returns a text like that of ask that finds somebody.
func (s *Service) suggest(ctx context.Context, by authz.Actor, ask spec.Ask) (string, error) {
	if s.may(by, ReadPeople) != nil || ask.Kind != "" && ask.Kind != searchKind || ask.Narrowed() {
		return "", nil
	}
	return search.SuggestName(ctx, s.db, ask.Text, func(text string) ([]string, bool, error) {
		page, err := s.listed(ctx, store.And(search.MatchNames(s.db.Dialect(), searchKind, "p.id", text), open(by)), gathered, 1)
		if err != nil || len(page.Items) == 0 {
			return nil, false, err
		}
		return []string{page.Items[0].Name}, true, nil
	})
}

// FindPerson names somebody: an ID, a whole e-mail address or a personnel number.
type FindPerson struct {
	Ref string `query:"ref" json:"-"`
}

// Colleague is what everyone may know of somebody whose address or number they know.
type Colleague struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Doubt Doubt  `json:"doubt,omitzero"` // what is odd about the name by itself
}

// FindColleague returns the person whose whole address or personnel number everyone signed in may give, or NotFound. There is no browsing.
func (s *Service) FindColleague(ctx context.Context, by authz.Actor, in FindPerson) (Colleague, error) {
	if err := s.may(by, FindOne); err != nil {
		return Colleague{}, err
	}
	p, err := Find(ctx, s.db, in.Ref)
	if err != nil {
		return Colleague{}, err
	}
	return Colleague{ID: p.ID, Name: p.DisplayName(), Doubt: Odd(ctx, p.DisplayName())}, nil
}

// ReadPerson names a person by ID.
type ReadPerson struct {
	ID string `path:"id" json:"-"`
}

// Details is the directory's page of a person.
type Details struct {
	Person
	Name    string       `json:"name"`
	Card    Card         `json:"card"`
	Roles   []authz.Role `json:"roles"`
	Teams   []Team       `json:"teams"`
	Reports []Entry      `json:"reports"` // whom the person leads now
	Doubt   Doubt        `json:"doubt,omitzero"`
}

// ShowPerson returns the directory's facts of a person. HR and administrators may; outsiders are HR's alone. It is an opening of the person's record, which is written down
// within a second: looking oneself up is none.
func (s *Service) ShowPerson(ctx context.Context, by authz.Actor, in ReadPerson) (d Details, err error) {
	if err := s.may(by, ReadPeople); err != nil {
		return d, err
	}
	if d.Person, err = known(ctx, s.db, by, in.ID); err != nil {
		return d, err
	}
	d.Name = d.DisplayName()
	if d.Doubt, err = s.DoubtOf(ctx, d.ID); err != nil {
		return d, err
	}
	if d.Card, err = CardOf(ctx, s.db, in.ID); err != nil {
		return d, err
	}
	if d.Roles, _, err = Standing(ctx, s.db, in.ID); err != nil {
		return d, err
	}
	if d.Teams, err = store.All[Team](ctx, s.db, `SELECT t.id, t.name FROM people_team t JOIN people_team_member m ON m.team_id = t.id
		WHERE m.person_id = $1 ORDER BY t.folded`, in.ID); err != nil {
		return d, err
	}
	ids, err := Reports(ctx, s.db, in.ID)
	if err != nil {
		return d, err
	}
	found, err := ByIDs(ctx, s.db, ids)
	if err != nil {
		return d, err
	}
	if by.Task == "" && by.PersonID != d.ID {
		s.audit.Opened(audit.Entry{By: by, Action: string(ReadPeople), Kind: "people", Person: d.ID})
	}
	d.Roles, d.Teams, d.Reports = listed(d.Roles), listed(d.Teams), make([]Entry, 0, len(ids))
	for _, id := range ids {
		r := found[id]
		d.Reports = append(d.Reports, Entry{ID: id, Name: r.DisplayName(), Email: r.Email, PersonnelNumber: r.PersonnelNumber, Active: r.Active})
	}
	return d, nil
}

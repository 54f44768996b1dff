package demo

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/demo/content"
	"hearth/internal/people"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// cast are the keys of those whom the page offers first, and the sentence that says what there is to do as each.
var cast = []struct{ key, why string }{
	{"amina-yusuf", "Asks HR, and reads by when she will hear."},
	{"marta-kowalczyk", "Answers requests at the HR desk."},
	{"stefan-lang", "Leads a team in Hall 2. There is a case against him that he must not find."},
	{"ingrid-salo", "Is head of HR: services, promises, hours. There is a case against her, too."},
	{"pavel-dvorak", "Asks how his pay rise was worked out."},
	{"jonas-eklund", "Leads line 3, where Amina works."},
	{"noor-haddad", "Administers people, roles, mail and jobs, and reads no case."},
	{"rosa-lindgren", "Has no e-mail address. She signs in at a terminal in the press shop."},
	{"theo-brandt", "Answers questions about pay."},
	{"sofia-bergstrom", "Is the nurse: she opens what others in HR see by its service only."},
	{"oskar-lindqvist", "Waits to hear about his parental leave."},
	{"lucas-meijer", "Is the data-protection officer: who opened what, and no case."},
}

// persona is somebody whom one may be.
type persona struct {
	ID, Name, First, Position, Email, Number string
	Why                                      string // a message key
}

// scene is a situation of the guided strip.
type scene struct {
	Key, Line, Later string // of package content
	Persona          persona
	Leads            locale.Msg // where the button leads
}

// stage is what the page of personas shows.
type stage struct {
	Made   bool
	Cast   []persona
	Scenes []scene
	Rosa   persona
	Code   auth.ActivationCode // of Rosa; shown this once
}

// stage gathers the page of personas. Nobody has to be signed in for it.
func (d *Demo) stage(ctx context.Context, _ authz.Actor, _ httpx.None) (stage, error) {
	var out stage
	var err error
	if out.Made, err = d.Made(ctx); err != nil || !out.Made {
		return out, err
	}
	known, err := d.personas(ctx)
	if err != nil {
		return out, err
	}
	for _, c := range cast {
		p := known[c.key]
		p.Why = c.why
		out.Cast = append(out.Cast, p)
	}
	for _, x := range content.Situations() {
		to, err := d.leads(ctx, x)
		if err != nil {
			return out, err
		}
		out.Scenes = append(out.Scenes, scene{Key: x.Key, Line: x.Line, Later: x.Later, Persona: known[x.Persona], Leads: to.text})
	}
	out.Rosa = known["rosa-lindgren"]
	clerk, err := d.atDesk(ctx, "daniel-okoro")
	if err != nil {
		return out, err
	}
	out.Code, err = d.auth.ShowCode(ctx, clerk, auth.Named{ID: out.Rosa.ID})
	return out, err
}

// personas returns those of cast and of the situations, by key.
func (d *Demo) personas(ctx context.Context) (map[string]persona, error) {
	var keys []string
	for _, c := range cast {
		keys = append(keys, c.key)
	}
	for _, x := range content.Situations() {
		keys = append(keys, x.Persona)
	}
	all, err := d.everybody(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string]persona{}
	for _, key := range keys {
		if _, twice := out[key]; twice {
			continue
		}
		p, err := people.Find(ctx, d.db, all[key].Number)
		if err != nil {
			return nil, fmt.Errorf("persona %s: %w", key, err)
		}
		out[key] = persona{ID: p.ID, Name: p.DisplayName(), First: p.FirstName(), Position: all[key].Position, Email: p.Email, Number: p.PersonnelNumber}
	}
	return out, nil
}

// everybody returns the people of package content by key.
func (d *Demo) everybody(ctx context.Context) (map[string]content.Person, error) {
	seed, err := d.seed(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string]content.Person{}
	for _, p := range content.People(seed) {
		out[p.Key] = p
	}
	return out, nil
}

// atDesk returns somebody of HR or an administrator as they would be at the desk.
func (d *Demo) atDesk(ctx context.Context, key string) (authz.Actor, error) {
	all, err := d.everybody(ctx)
	if err != nil {
		return authz.Actor{}, err
	}
	p, err := people.Find(ctx, d.db, all[key].Number)
	if err != nil {
		return authz.Actor{}, err
	}
	by := authz.Actor{PersonID: p.ID, Face: authz.Desk}
	by.Roles, by.Teams, err = people.Standing(ctx, d.db, p.ID)
	return by, err
}

// place is where a situation leads.
type place struct {
	to   string
	text locale.Msg
}

// leads returns where the persona of a situation looks at it: those against whom a case is find the page where they would look for it.
func (d *Demo) leads(ctx context.Context, x content.Situation) (place, error) {
	number, err := store.One[string](ctx, d.db, `SELECT number FROM demo_situation WHERE key = $1`, x.Key)
	if err != nil {
		return place{}, fmt.Errorf("situation %s: %w", x.Key, err)
	}
	switch {
	case slices.Contains(x.Against, x.Persona) && x.Persona == "ingrid-salo":
		return place{"/desk?view=all", locale.M("Leads to the queue")}, nil
	case slices.Contains(x.Against, x.Persona):
		return place{"/search?q=" + url.QueryEscape("Stefan talks"), locale.M("Leads to the search")}, nil
	case x.Persona == x.Asker:
		return place{"/requests/" + number, locale.M("Leads to request %s", number)}, nil
	}
	return place{"/desk/cases/" + number, locale.M("Leads to case %s", number)}, nil
}

// become asks to be somebody, perhaps for a situation.
type become struct {
	ID        string `path:"id" json:"-"`
	Situation string `json:"situation,omitempty"`
}

// be signs in as a person and returns where to go: to the situation, or to the person's start page.
func (d *Demo) be(ctx context.Context, _ authz.Actor, in become) (string, error) {
	p, err := people.Find(ctx, d.db, in.ID)
	if err != nil {
		return "", err
	}
	if !p.Active {
		return "", fault.New(fault.Conflict, "%s does not work here any more.", p.DisplayName())
	}
	face, err := d.auth.Become(ctx, p.ID, authz.Desk)
	if err != nil {
		return "", err
	}
	if i := slices.IndexFunc(content.Situations(), func(x content.Situation) bool { return x.Key == in.Situation }); i >= 0 {
		to, err := d.leads(ctx, content.Situations()[i])
		return to.to, err
	}
	if face == authz.Portal {
		return "/", nil
	}
	roles, _, err := people.Standing(ctx, d.db, p.ID)
	return auth.DeskStart(roles), err
}

// becomeSomebody asks to be anybody in the directory.
type becomeSomebody struct {
	Who string `json:"who"`
}

func (d *Demo) beSomebody(ctx context.Context, by authz.Actor, in becomeSomebody) (string, error) {
	to, err := d.be(ctx, by, become{ID: in.Who})
	if f := fault.As(err); f != nil {
		return "", fault.ForField("who", f.Key, f.Args...)
	}
	return to, err
}

func (d *Demo) stageAgain(ctx context.Context, by authz.Actor, in becomeSomebody, wrong *fault.Error) (templ.Component, error) {
	s, err := d.stage(ctx, by, httpx.None{})
	return stageWith(ctx, s, wrong, in.Who), err
}

// makeTerminal makes the browser that asks the shared terminal of the press shop, in the administrator's name.
func (d *Demo) makeTerminal(ctx context.Context, _ authz.Actor, _ httpx.None) (httpx.None, error) {
	admin, err := d.atDesk(ctx, "noor-haddad")
	if err != nil {
		return httpx.None{}, err
	}
	_, err = d.auth.RegisterTerminal(ctx, admin, auth.RegisterTerminal{Name: "Press shop, beside the office"})
	return httpx.None{}, err
}

// makeCode makes an activation code for Rosa, as HR would after looking at her badge.
func (d *Demo) makeCode(ctx context.Context, _ authz.Actor, _ httpx.None) (httpx.None, error) {
	clerk, err := d.atDesk(ctx, "daniel-okoro")
	if err != nil {
		return httpx.None{}, err
	}
	known, err := d.personas(ctx)
	if err != nil {
		return httpx.None{}, err
	}
	_, err = d.auth.MakeCode(ctx, clerk, auth.MakeCode{PersonID: known["rosa-lindgren"].ID, Checked: "badge"})
	return httpx.None{}, err
}

package catalogue

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/promise/statute"
	"hearth/internal/promise/terms"
)

//go:embed migrations/*.sql
var migrations embed.FS

// DefaultService is the service of a request that names none; Other is the cause that always exists and asks for words.
const (
	DefaultService = "ask"
	Other          = "other"
)

// The sensitivities of a case, from the widest to the narrowest.
const (
	Open  = "open"  // the whole HR team
	Team  = "team"  // the one team that works on it
	Named = "named" // the people named for it
)

// Sensitivities lists them from the widest to the narrowest.
func Sensitivities() []string { return []string{Open, Team, Named} }

// Who may ask for a service.
const (
	Anyone   = "anyone"
	Managers = "managers" // people who lead somebody, and HR
)

// The actions of this module.
const (
	ReadCatalogue authz.Action = "catalogue.read"
	EditCatalogue authz.Action = "catalogue.edit"
)

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// Service is one thing that HR offers. Minutes are business minutes of the requester's site; both must be positive.
type Service struct {
	ID                 string       `json:"id"`
	Name               string       `json:"name"`
	Description        string       `json:"description"`
	Icon               string       `json:"icon"`
	TeamID             string       `json:"team"`
	Sensitivity        string       `json:"sensitivity"`
	ManagerSees        bool         `json:"manager_sees"`   // the requester's manager may see it, unless excluded
	AboutSees          bool         `json:"about_sees"`     // the people it is about may see it
	Health             bool         `json:"health"`         // holds health data: texts open to few
	NeedsDecision      bool         `json:"needs_decision"` // is not closed with an answer alone
	Neutral            bool         `json:"neutral"`        // mails about it name neither the subject nor the service
	MayAsk             string       `json:"may_ask"`
	FirstAnswerMinutes int          `json:"first_answer_minutes"`
	DecisionMinutes    int          `json:"decision_minutes"`
	CauseID            string       `json:"cause"` // proposed when a case is closed
	Position           int          `json:"position"`
	Active             bool         `json:"active"`
	Law                string       `json:"law"`       // that wants it decided within a time, as people write it; "": none does
	LawCount           int          `json:"law_count"` // so many of LawUnit
	LawUnit            statute.Unit `json:"law_unit"`  // months or days
	LawMore            int          `json:"law_more"`  // so many more of LawUnit by which the law lets it be prolonged, once and with a reason; 0: not
	Asks               bool         `json:"asks"`      // it asks for more than words, or did; see SetAsks
}

// Limit is the time within which a law wants requests for s decided; the zero Limit where none does.
func (s Service) Limit() statute.Limit { return statute.Limit{N: s.LawCount, Unit: s.LawUnit} }

// Quiet reports whether mails about cases of s must not say what they are about.
func (s Service) Quiet() bool { return s.Neutral || s.Health || s.Sensitivity == Named }

// AskedBy is a request for s, as promise policies look at one that by makes on the portal.
func AskedBy(by authz.Actor, s Service) promise.Asked {
	return promise.Asked{Service: s.ID, Priority: terms.Normal, PersonID: by.PersonID}
}

// Catalogue is the module. It is safe for concurrent use.
type Catalogue struct {
	db     *store.DB
	policy *authz.Policy
	audit  *audit.Log
}

// New returns the module on db, which records changes in log. The policy must hold the rules of its Spec.
func New(db *store.DB, policy *authz.Policy, log *audit.Log) *Catalogue {
	return &Catalogue{db: db, policy: policy, audit: log}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "catalogue", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		ReadCatalogue: {Anyone: true, Tasks: []string{Demo}},
		EditCatalogue: {Roles: []authz.Role{authz.HRHead}, Tasks: []string{Demo}},
	}
}

// Spec returns the module's contribution to the product.
func (c *Catalogue) Spec() spec.Module {
	return spec.Module{Name: "catalogue", Migrations: Schema(), Rules: Rules(), ToDo: c.toDo,
		Personal: privacy.Impersonal("What HR offers.", "catalogue_service", "catalogue_cause")}
}

// List is a list of things, as the API returns it.
type List[T any] struct {
	Items []T `json:"items"`
}

// Nothing is the input of use cases that take none.
type Nothing struct{}

// Services returns what by may ask for, in the order of the page.
func (c *Catalogue) Services(ctx context.Context, by authz.Actor, _ Nothing) (List[Service], error) {
	if err := c.policy.May(by, ReadCatalogue, 0); err != nil {
		return List[Service]{}, err
	}
	all, err := Services(ctx, c.db)
	if err != nil {
		return List[Service]{}, err
	}
	leads := true
	if !by.Has(authz.Agent, authz.HRHead) {
		if leads, err = Leads(ctx, c.db, by.PersonID); err != nil {
			return List[Service]{}, err
		}
	}
	all = slices.DeleteFunc(all, func(s Service) bool { return !s.Active || s.MayAsk == Managers && !leads })
	return List[Service]{Items: all}, nil
}

// AllServices returns every service, also those switched off, for the people who keep the catalogue.
func (c *Catalogue) AllServices(ctx context.Context, by authz.Actor, _ Nothing) (List[Service], error) {
	if err := c.policy.May(by, EditCatalogue, 0); err != nil {
		return List[Service]{}, err
	}
	all, err := Services(ctx, c.db)
	return List[Service]{Items: all}, err
}

// ReadService names a service.
type ReadService struct {
	ID string `path:"id" json:"-"`
}

// Service returns one service for the people who keep the catalogue; NotFound when there is none.
func (c *Catalogue) Service(ctx context.Context, by authz.Actor, in ReadService) (Service, error) {
	if err := c.policy.May(by, EditCatalogue, 0); err != nil {
		return Service{}, err
	}
	return Find(ctx, c.db, in.ID)
}

// SaveService is a service as the head of HR writes it; the ID is in the path, and new when no service has it.
type SaveService struct {
	ID                 string       `path:"id" json:"-"`
	Name               string       `json:"name"`
	Description        string       `json:"description,omitempty"`
	Icon               string       `json:"icon,omitempty"`
	TeamID             string       `json:"team"`
	Sensitivity        string       `json:"sensitivity,omitempty"`
	ManagerSees        bool         `json:"manager_sees,omitempty"`
	AboutSees          bool         `json:"about_sees,omitempty"`
	Health             bool         `json:"health,omitempty"`
	NeedsDecision      bool         `json:"needs_decision,omitempty"`
	Neutral            bool         `json:"neutral,omitempty"`
	MayAsk             string       `json:"may_ask,omitempty"`
	FirstAnswerMinutes int          `json:"first_answer_minutes"`
	DecisionMinutes    int          `json:"decision_minutes"`
	CauseID            string       `json:"cause,omitempty"`
	Position           int          `json:"position,omitempty"`
	Active             bool         `json:"active"`
	Law                string       `json:"law,omitempty" doc:"The law that wants it decided within a time, as people write it, such as “one month, Art. 12(3) GDPR”. Left out: none."`
	LawCount           int          `json:"law_count,omitempty" doc:"The time that the law gives, in law_unit: up to 24 months or 730 days."`
	LawUnit            statute.Unit `json:"law_unit,omitempty" doc:"months or days, counted by the calendar from the day on which a request comes in"`
	LawMore            int          `json:"law_more,omitempty" doc:"By how many more of law_unit the law lets that time be prolonged, once, before it ends and with a reason. Left out: not."`
	Asks               bool         `json:"-"` // what the service says; saving does not change it
}

// slug is the form of an ID that people read in addresses.
var slug = regexp.MustCompile(`^[a-z][a-z0-9-]{1,39}$`)

// reserved is no ID: it is the address of the page on which one is made.
const reserved = "new"

// SaveService makes or changes a service. It refuses an ID that is no slug or is reserved, promises that are not positive or in the wrong order, an unknown
// team or cause, a legal limit that is not whole, Other as the usual one, and switching off DefaultService. Without a position it stays where it is, and a new one stands after all but DefaultService.
func (c *Catalogue) SaveService(ctx context.Context, by authz.Actor, in SaveService) (Service, error) {
	if err := c.policy.May(by, EditCatalogue, 0); err != nil {
		return Service{}, err
	}
	s := in.service()
	err := c.db.Tx(ctx, func(tx *store.Tx) error { return c.save(ctx, tx, by, &s) })
	return s, err
}

func (c *Catalogue) save(ctx context.Context, tx *store.Tx, by authz.Actor, s *Service) error {
	if err := s.check(); err != nil {
		return err
	}
	if err := known(ctx, tx, s); err != nil {
		return err
	}
	if s.Position == 0 {
		var err error
		if s.Position, err = place(ctx, tx, "catalogue_service", s.ID, DefaultService); err != nil {
			return err
		}
	}
	if err := put(ctx, tx, *s); err != nil {
		return err
	}
	now, err := Find(ctx, tx, s.ID)
	if err != nil {
		return err
	}
	s.Asks = now.Asks
	return c.audit.Record(ctx, tx, audit.Entry{By: by, Action: string(EditCatalogue), Kind: "service", Object: s.ID, Team: s.TeamID})
}

func (in SaveService) service() Service {
	s := Service{ID: in.ID, Name: strings.TrimSpace(in.Name), Description: strings.TrimSpace(in.Description), Icon: in.Icon, TeamID: in.TeamID,
		Sensitivity: in.Sensitivity, ManagerSees: in.ManagerSees, AboutSees: in.AboutSees, Health: in.Health, NeedsDecision: in.NeedsDecision,
		Neutral: in.Neutral, MayAsk: in.MayAsk, FirstAnswerMinutes: in.FirstAnswerMinutes, DecisionMinutes: in.DecisionMinutes,
		CauseID: in.CauseID, Position: in.Position, Active: in.Active, Law: strings.TrimSpace(in.Law), LawCount: in.LawCount, LawUnit: in.LawUnit, LawMore: in.LawMore}
	if s.Law == "" && s.LawCount == 0 && s.LawMore == 0 && s.LawUnit.Known() {
		s.LawUnit = "" // a form has one chosen
	}
	if s.Sensitivity == "" {
		s.Sensitivity = Open
	}
	if s.MayAsk == "" {
		s.MayAsk = Anyone
	}
	if s.Icon == "" {
		s.Icon = "message-circle-question"
	}
	return s
}

func (s Service) check() error {
	var f fault.Fields
	f.Need(slug.MatchString(s.ID) && s.ID != reserved, "id", "Use 2 to 40 small letters, digits and hyphens, with a letter first.")
	f.Need(s.Name != "", "name", "Give the service a name that people would look for.")
	f.Need(len([]rune(s.Name)) <= 60, "name", "Keep the name to 60 characters.")
	f.Need(len([]rune(s.Description)) <= 300, "description", "Keep the description to 300 characters.")
	f.Need(slices.Contains(Sensitivities(), s.Sensitivity), "sensitivity", "Choose who in HR sees its cases: open, team or named.")
	f.Need(s.MayAsk == Anyone || s.MayAsk == Managers, "may_ask", "Choose who may ask: anyone or managers.")
	f.Need(s.FirstAnswerMinutes > 0, "first_answer_minutes", "Promise a first answer: within a working time above zero.")
	f.Need(s.DecisionMinutes >= s.FirstAnswerMinutes, "decision_minutes", "It cannot be settled before it is first answered. Give more time.")
	f.Need(s.DecisionMinutes <= promise.Longest, "decision_minutes", "Promise at most a year.")
	s.checkLaw(&f)
	f.Need(s.Active || s.ID != DefaultService, "active", "This service stays on: it takes what has no place of its own.")
	return f.Err()
}

// maxLaw is how many characters the name of a law has at most.
const maxLaw = 120

// checkLaw refuses a law without its time, a time without its law, and one that cannot be counted.
func (s Service) checkLaw(f *fault.Fields) {
	if s.Law == "" && s.Limit().IsZero() && s.LawMore == 0 {
		return
	}
	f.Need(s.Law != "", "law", "Name the law that gives this time, as people write it. The requester reads it.")
	f.Need(len([]rune(s.Law)) <= maxLaw, "law", "Keep the name of the law to %d characters.", maxLaw)
	known := s.LawUnit.Known()
	f.Need(known, "law_unit", "Choose months or days.")
	f.Need(s.LawCount >= 1, "law_count", "Say within how many months or days the law wants it decided.")
	f.Need(!known || s.LawCount <= statute.Most(s.LawUnit), "law_count", "Give at most %d months, or %d days.", statute.Most(statute.Months), statute.Most(statute.Days))
	f.Need(s.LawMore >= 0 && (!known || s.LawMore <= statute.Most(s.LawUnit)-min(max(s.LawCount, 0), statute.Most(s.LawUnit))), "law_more", "Leave it empty, or give so many that it is at most %d months in all, or %d days.",
		statute.Most(statute.Months), statute.Most(statute.Days))
}

// known checks that the team and the cause exist. Without a cause the first one is proposed; Other is none, because it asks for words each time.
func known(ctx context.Context, tx *store.Tx, s *Service) error {
	var f fault.Fields
	teams, err := people.Teams(ctx, tx)
	if err != nil {
		return err
	}
	f.Need(slices.ContainsFunc(teams, func(t people.Team) bool { return t.ID == s.TeamID }), "team", "There is no such team. Choose one of the HR teams.")
	causes, err := Causes(ctx, tx)
	if err != nil {
		return err
	}
	if s.CauseID == "" && len(causes) > 0 {
		s.CauseID = causes[0].ID
	}
	f.Need(slices.ContainsFunc(causes, func(x Cause) bool { return x.ID == s.CauseID }), "cause", "There is no such cause. Choose one of the list.")
	f.Need(s.CauseID != Other || len(causes) == 1, "cause", "This cause asks for words each time, so it cannot be the usual one. Choose another.")
	return f.Err()
}

// Find returns a service, on or off, for other modules; NotFound when there is none.
func Find(ctx context.Context, q store.Querier, id string) (Service, error) {
	s, err := store.One[Service](ctx, q, selectService+` WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return s, fault.New(fault.NotFound, "There is no such service.")
	}
	return s, err
}

// Services returns every service, on or off, in the order of the page, for other modules.
func Services(ctx context.Context, q store.Querier) ([]Service, error) {
	all, err := store.All[Service](ctx, q, selectService+` ORDER BY position, id`)
	if err != nil {
		return nil, fmt.Errorf("list services: %w", err)
	}
	return all, nil
}

const selectService = `SELECT id, name, description, icon, team_id, sensitivity, manager_sees, about_sees, health, needs_decision, neutral,
	may_ask, first_answer_minutes, decision_minutes, cause_id, position, active, law, law_count, law_unit, law_more, asks FROM catalogue_service`

// SetAsks says that a service asks for more than words from now on, for the module that knows for what.
func SetAsks(ctx context.Context, tx *store.Tx, id string) error {
	if _, err := tx.Exec(ctx, `UPDATE catalogue_service SET asks = $2 WHERE id = $1`, id, true); err != nil {
		return fmt.Errorf("say that a service asks: %w", err)
	}
	return nil
}

// Leads reports whether a person leads somebody now.
func Leads(ctx context.Context, q store.Querier, personID string) (bool, error) {
	if personID == "" {
		return false, nil
	}
	reports, err := people.Reports(ctx, q, personID)
	return len(reports) > 0, err
}

func put(ctx context.Context, tx *store.Tx, s Service) error {
	_, err := tx.Exec(ctx, `INSERT INTO catalogue_service (id, name, description, icon, team_id, sensitivity, manager_sees, about_sees, health,
		needs_decision, neutral, may_ask, first_answer_minutes, decision_minutes, cause_id, position, active, law, law_count, law_unit, law_more)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
		ON CONFLICT (id) DO UPDATE SET name = $2, description = $3, icon = $4, team_id = $5, sensitivity = $6, manager_sees = $7,
		about_sees = $8, health = $9, needs_decision = $10, neutral = $11, may_ask = $12, first_answer_minutes = $13, decision_minutes = $14,
		cause_id = $15, position = $16, active = $17, law = $18, law_count = $19, law_unit = $20, law_more = $21`,
		s.ID, s.Name, s.Description, s.Icon, s.TeamID, s.Sensitivity, s.ManagerSees, s.AboutSees, s.Health, s.NeedsDecision, s.Neutral,
		s.MayAsk, s.FirstAnswerMinutes, s.DecisionMinutes, s.CauseID, s.Position, s.Active, s.Law, s.LawCount, string(s.LawUnit), s.LawMore)
	if err != nil {
		return fmt.Errorf("save service: %w", err)
	}
	return nil
}

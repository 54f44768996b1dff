// Package paper makes letters on paper of what no mail brought to the customer of a case.
package paper

import (
	"context"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/desk/mailing"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Service is the package. It is safe for concurrent use.
type Service struct {
	db   *store.DB
	desk *desk.Service
}

// New returns the package.
func New(db *store.DB, d *desk.Service) *Service { return &Service{db, d} }

// Read names what did not arrive and shall be printed.
type Read struct {
	Number string `path:"number" json:"-"`
	Mail   string `query:"mail" json:"-" doc:"As the case names it"`
}

// Letter is a letter on paper.
type Letter struct {
	Number  string     `json:"number"`
	Mail    string     `json:"mail"`
	Name    string     `json:"name"`
	First   string     `json:"first_name"`
	Address string     `json:"address"` // may be empty
	At      store.Time `json:"at"`      // when it was written
	Body    string     `json:"body"`
	Lang    string     `json:"language"`
	Org     string     `json:"organisation"`
	Zone    string     `json:"-"`
}

// Letter returns what did not arrive as a letter: in the words of the conversation, or in short where no mail brought words. Reading it is an opening of the case. It is
// for those who work on the case and may read its texts, and refuses what has arrived.
func (s *Service) Letter(ctx context.Context, by authz.Actor, in Read) (Letter, error) {
	w, err := s.desk.Read(ctx, by, desk.ReadOne{Number: in.Number})
	if err != nil {
		return Letter{}, err
	}
	switch {
	case !w.May.Work:
		return Letter{}, fault.New(fault.Forbidden, "This is not yours to do.")
	case w.Hidden:
		return Letter{}, fault.New(fault.Forbidden, "This service holds health data. Only the person it is assigned to and those named for it read and write here.")
	}
	i := slices.IndexFunc(w.Missed, func(m mailing.Missed) bool { return m.Mail == in.Mail })
	if i < 0 {
		return Letter{}, mailing.Arrived()
	}
	return s.write(ctx, w, w.Missed[i])
}

func (s *Service) write(ctx context.Context, w desk.Whole, m mailing.Missed) (Letter, error) {
	p, err := people.ByID(ctx, s.db, m.PersonID)
	if err != nil {
		return Letter{}, err
	}
	out := Letter{Number: w.Number, Mail: m.Mail, Name: p.DisplayName(), First: p.FirstName(), At: m.At, Lang: p.Language, Zone: p.TimeZone, Org: s.desk.Notices().Org,
		Body: mailing.Short(locale.With(ctx, locale.New(p.Language, p.TimeZone)), w.Number, m.Event)}
	if i := slices.IndexFunc(w.Talk, func(e desk.Entry) bool { return e.ID == m.Entry }); i >= 0 {
		out.Body, out.At = w.Talk[i].Body, w.Talk[i].At
	}
	out.Address, err = people.PostalAddress(ctx, s.db, p.ID)
	return out, err
}

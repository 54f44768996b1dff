package rating

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Link is what the link says by which somebody answers how it was who signs in nowhere, such as a candidate. Who has it may: it is in the mail of one person alone.
type Link struct {
	Token string `path:"token" json:"-"`
}

// ByLink is an answer by a link: what Rate takes, or that one never wants to be asked, or both.
type ByLink struct {
	Token        string `path:"token" json:"-"`
	Satisfaction int    `json:"satisfaction"`
	Effort       int    `json:"effort"`
	Solved       string `json:"solved"`
	Again        string `json:"again"`
	Text         string `json:"text"`
	ShowAgent    bool   `json:"show_agent"`
	Never        bool   `json:"never"`
}

func (in ByLink) rate(number string) Rate {
	return Rate{Number: number, Satisfaction: in.Satisfaction, Effort: in.Effort, Solved: in.Solved, Again: in.Again, Text: in.Text, ShowAgent: in.ShowAgent}
}

// silent reports whether nothing is said of how it was.
func (in ByLink) silent() bool {
	return in.Satisfaction == 0 && in.Effort == 0 && in.Solved == "" && in.Again == "" && strings.TrimSpace(in.Text) == ""
}

// AskByLink returns what the page of a link shows. It refuses a link that was not made here, or whose person was erased, as if there were none, and what Ask refuses.
func (s *Service) AskByLink(ctx context.Context, in Link) (Asked, Asking, error) {
	by, number, err := s.linked(ctx, in.Token)
	if err != nil {
		return Asked{}, Asking{}, err
	}
	asked, err := s.Ask(ctx, by, ReadRating{Number: number})
	if err != nil {
		return asked, Asking{}, err
	}
	never, err := s.ReadAsking(ctx, by, Nothing{})
	return asked, never, err
}

// RateByLink keeps an answer by a link. It refuses what AskByLink and Rate refuse; with Never alone nothing has to be said of how it was. Twice is once.
func (s *Service) RateByLink(ctx context.Context, in ByLink) error {
	by, number, err := s.linked(ctx, in.Token)
	if err != nil {
		return err
	}
	if !in.Never || !in.silent() {
		if _, err := s.Rate(ctx, by, in.rate(number)); err != nil {
			return err
		}
	}
	if !in.Never {
		return nil
	}
	_, err = s.SetAsking(ctx, by, SetAsking{Never: true})
	return err
}

// link is the address at which a person says how a case was without signing in.
func (s *Service) link(caseID, personID string) string {
	return s.URL + "/how-was-it/" + caseID + "." + s.mac(caseID, personID)
}

func (s *Service) mac(caseID, personID string) string {
	return ident.Seal(s.Secret, "how was it\x00"+caseID+"\x00"+personID)
}

// linked returns who was asked by a link, and about which case. A link that we did not make leads nowhere.
func (s *Service) linked(ctx context.Context, token string) (by authz.Actor, number string, err error) {
	caseID, mac, _ := strings.Cut(token, ".")
	personID, err := store.One[string](ctx, s.DB, `SELECT COALESCE(person_id, '') FROM rating_ask WHERE case_id = $1`, caseID)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return by, "", fmt.Errorf("read who was asked: %w", err)
	}
	if !hmac.Equal([]byte(mac), []byte(s.mac(caseID, personID))) || personID == "" || personID == privacy.Erased {
		return by, "", authz.Hidden()
	}
	if _, err := people.ByID(ctx, s.DB, personID); err != nil {
		if fault.KindOf(err) == fault.NotFound {
			return by, "", authz.Hidden()
		}
		return by, "", err
	}
	number, err = desk.NumberByID(ctx, s.DB, caseID)
	return authz.Actor{PersonID: personID, Face: authz.Portal}, number, err
}

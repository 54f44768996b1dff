package deskweb

import (
	"cmp"
	"context"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// newCase is the form for somebody who phoned or came by.
type newCase struct {
	For         string   `json:"for" query:"for"`
	Channel     string   `json:"channel,omitempty"`
	Service     string   `json:"service,omitempty"`
	Subject     string   `json:"subject"`
	Body        string   `json:"body"`
	About       []string `json:"about,omitempty"`
	Against     []string `json:"against,omitempty"`
	NotManager  bool     `json:"not_manager,omitempty"`
	Sensitivity string   `json:"sensitivity,omitempty"`
	Priority    string   `json:"priority,omitempty"`
	CameOn      string   `json:"came_on,omitempty"`
}

// newForm is what the page of such a case shows.
type newForm struct {
	In       newCase
	Err      *fault.Error
	Matches  []people.Entry // several people have the name that was typed
	Services []catalogue.Service
}

func (b *workbench) blank(ctx context.Context, by authz.Actor, in newCase) (newForm, error) {
	if err := onlyHR(by); err != nil {
		return newForm{}, err
	}
	if p, err := people.ByID(ctx, b.db, in.For); err == nil { // from the person's page: shown as one would type it
		in.For = cmp.Or(p.PersonnelNumber, p.Email, in.For)
	}
	all, err := b.catalogue.Services(ctx, by, catalogue.Nothing{})
	if in.Channel == "" {
		in.Channel = desk.Phone
	}
	if in.Service == "" {
		in.Service = catalogue.DefaultService
	}
	return newForm{In: in, Services: all.Items}, err
}

func onlyHR(by authz.Actor) error {
	switch {
	case by.Anonymous():
		return fault.New(fault.SignIn, "Please sign in first.")
	case !by.Has(authz.Agent, authz.HRHead):
		return fault.New(fault.Forbidden, "Only HR writes down requests for others.")
	}
	return nil
}

func (b *workbench) takeIn(ctx context.Context, by authz.Actor, in newCase) (desk.Case, error) {
	if err := onlyHR(by); err != nil {
		return desk.Case{}, err
	}
	who, err := b.whoIs(ctx, by, in.For)
	if err != nil {
		return desk.Case{}, err
	}
	switch len(who) {
	case 0:
		if strings.TrimSpace(in.For) != "" {
			return desk.Case{}, fault.ForField("for", "We do not know %s. Give a name, an e-mail address or a personnel number.", in.For)
		}
	case 1:
		in.For = who[0].ID
	default:
		return desk.Case{}, fault.ForField("for", "%d people have this name. Choose one of them.", len(who))
	}
	open := desk.Open{Subject: in.Subject, Body: in.Body, Service: in.Service, Channel: in.Channel, For: in.For, About: in.About, Against: in.Against,
		Sensitivity: in.Sensitivity, Priority: in.Priority, CameOn: in.CameOn}
	if in.NotManager {
		open.NotTo = []string{"manager"}
	}
	return b.desk.Open(ctx, by, open)
}

func takenIn(_ newCase, c desk.Case) string {
	if c.Service == "" {
		return "/desk"
	}
	return casePath(c.Number)
}

func (b *workbench) newAgain(ctx context.Context, by authz.Actor, in newCase, wrong *fault.Error) (templ.Component, error) {
	out, err := b.blank(ctx, by, in)
	if err != nil {
		return nil, err
	}
	out.Err = wrong
	if out.Matches, err = b.whoIs(ctx, by, in.For); err != nil {
		return nil, err
	}
	if len(out.Matches) == 1 {
		out.Matches = nil
	}
	return newPage(ctx, out), nil
}

// mostMatches is how many people of one name the form offers.
const mostMatches = 8

// whoIs finds the people whom somebody at the phone may be: by address or number, or by name. Of more than mostMatches the first are offered.
func (b *workbench) whoIs(ctx context.Context, by authz.Actor, text string) ([]people.Entry, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	p, err := people.FindAnyone(ctx, b.db, text)
	if err == nil {
		return []people.Entry{{ID: p.ID, Name: p.DisplayName(), Email: p.Email, PersonnelNumber: p.PersonnelNumber}}, nil
	}
	if fault.KindOf(err) != fault.NotFound {
		return nil, err
	}
	found, err := b.people.ListPeople(ctx, by, people.ListPeople{Q: text, Limit: mostMatches})
	return found.Items, err
}

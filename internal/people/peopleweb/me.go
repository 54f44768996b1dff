package peopleweb

import (
	"context"

	"github.com/a-h/templ"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

// The parts of one's own page, each a form of its own.
const (
	partDetails = "details"
	partReach   = "reach"
	partReading = "reading"
)

// meForm is one part of one's own page as it was sent: an empty field of that part is a choice that was taken back.
type meForm struct {
	Part          string `form:"part"`
	PreferredName string `form:"preferred_name"`
	Pronouns      string `form:"pronouns"`
	Phone         string `form:"phone"`
	Address       string `form:"postal_address"`
	Channel       string `form:"channel"`
	Language      string `form:"language"`
	TimeZone      string `form:"time_zone"`
	Theme         string `form:"theme"`
	Keys          bool   `form:"keys"`
}

func (in meForm) save() (people.SaveMe, error) {
	switch in.Part {
	case partDetails:
		return people.SaveMe{PreferredName: &in.PreferredName, Pronouns: &in.Pronouns}, nil
	case partReach:
		return people.SaveMe{Phone: &in.Phone, Address: &in.Address, Channel: &in.Channel}, nil
	case partReading:
		return people.SaveMe{Language: &in.Language, TimeZone: &in.TimeZone, Theme: &in.Theme, Keys: &in.Keys}, nil
	}
	return people.SaveMe{}, fault.New(fault.Invalid, "The form did not arrive whole. Send it again.")
}

func (w *Web) saveMe(ctx context.Context, by authz.Actor, in meForm) (people.Me, error) {
	changes, err := in.save()
	if err != nil {
		return people.Me{}, err
	}
	return w.people.SaveMe(ctx, by, changes)
}

// mine is one part of one's own page: what is stored, what was typed, and what is wrong with it.
type mine struct {
	me     people.Me
	in     meForm
	err    *fault.Error
	pseudo bool
}

func (w *Web) mine(ctx context.Context, by authz.Actor) (mine, error) {
	me, err := w.people.ShowMe(ctx, by, people.Nothing{})
	return mine{me: me, pseudo: w.pseudo, in: meForm{PreferredName: me.PreferredName, Pronouns: me.Pronouns, Phone: me.Phone, Address: me.Address,
		Channel: me.Channel, Language: me.Language, TimeZone: me.TimeZone, Theme: me.Theme, Keys: me.Keys}}, err
}

func (w *Web) details(ctx context.Context, by authz.Actor) (templ.Component, error) {
	m, err := w.mine(ctx, by)
	return detailsPart(m), err
}

func (w *Web) reach(ctx context.Context, by authz.Actor) (templ.Component, error) {
	m, err := w.mine(ctx, by)
	return reachPart(m), err
}

func (w *Web) reading(ctx context.Context, by authz.Actor) (templ.Component, error) {
	m, err := w.mine(ctx, by)
	return readingPart(m), err
}

func (w *Web) againMe(ctx context.Context, by authz.Actor, in meForm, wrong *fault.Error) (templ.Component, error) {
	m, err := w.mine(ctx, by)
	m.in, m.err = in, wrong
	part := detailsPart(m)
	switch in.Part {
	case partReach:
		part = reachPart(m)
	case partReading:
		part = readingPart(m)
	}
	return shell.Faced(ctx, shell.Page{Title: locale.T(ctx, "Your page"), Active: "me", Error: true}, meAgain(part)), err
}

// channels are the ways of reaching the person that are possible, as message keys.
var channels = map[string]string{people.ByEmail: "E-mail", people.BySMS: "Text message", people.ByPhone: "Phone call", people.ByPost: "Letter"}

func (m mine) channels(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, c := range people.Channels() {
		if c == people.ByEmail && m.me.Email == "" {
			continue
		}
		all = append(all, ui.Option{Value: c, Label: locale.T(ctx, channels[c]), Selected: c == m.in.Channel})
	}
	return all
}

func (m mine) languages() []ui.Option {
	var all []ui.Option
	known := false
	for _, l := range locale.Languages(m.pseudo) {
		known = known || l.Tag == m.in.Language
		all = append(all, ui.Option{Value: l.Tag, Label: l.Name, Selected: l.Tag == m.in.Language, Person: true})
	}
	if !known {
		all = append(all, ui.Option{Value: m.in.Language, Label: m.in.Language, Selected: true, Person: true})
	}
	return all
}

// zones are the time zones that the page offers; any other that is set stays on the list.
func (m mine) zones() []ui.Option {
	all := []string{"UTC", "Europe/Lisbon", "Europe/London", "Europe/Dublin", "Europe/Amsterdam", "Europe/Berlin", "Europe/Copenhagen", "Europe/Madrid",
		"Europe/Oslo", "Europe/Paris", "Europe/Prague", "Europe/Rome", "Europe/Stockholm", "Europe/Vienna", "Europe/Warsaw", "Europe/Zurich", "Europe/Athens",
		"Europe/Bucharest", "Europe/Helsinki", "Europe/Kyiv", "Europe/Istanbul", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi",
		"America/Chicago", "America/Denver", "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Sao_Paulo", "America/Toronto",
		"Asia/Dubai", "Asia/Kolkata", "Asia/Manila", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland"}
	var out []ui.Option
	known := false
	for _, z := range all {
		known = known || z == m.in.TimeZone
		out = append(out, ui.Option{Value: z, Label: z, Selected: z == m.in.TimeZone, Person: true})
	}
	if !known && m.in.TimeZone != "" {
		out = append(out, ui.Option{Value: m.in.TimeZone, Label: m.in.TimeZone, Selected: true, Person: true})
	}
	return out
}

func (m mine) themes(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "", Label: locale.T(ctx, "As the device says"), Selected: m.in.Theme == ""},
		{Value: "light", Label: locale.T(ctx, "Light"), Selected: m.in.Theme == "light"},
		{Value: "dark", Label: locale.T(ctx, "Dark"), Selected: m.in.Theme == "dark"}}
}

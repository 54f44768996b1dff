package demo

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hearth/internal/calendar"
	"hearth/internal/catalogue"
	"hearth/internal/demo/content"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/promise"
	"hearth/internal/promise/statute"
)

// organisation makes people, HR's teams, calendars, services, causes, rules and templates of letters.
func (b *builder) organisation(ctx context.Context) error {
	by := authz.System(Task)
	for _, step := range []func(context.Context, authz.Actor) error{b.directory, b.roles, b.hours, b.causes, b.services, b.rules, b.templates} {
		if err := step(ctx, by); err != nil {
			return err
		}
	}
	return nil
}

// directory imports everybody from a file, as an HR team would. The first person of each site comes before, with the site's time zone.
func (b *builder) directory(ctx context.Context, by authz.Actor) error {
	all := content.People(b.plan.Seed)
	for _, p := range all {
		b.persons[p.Key] = p
	}
	for _, site := range content.Sites() {
		head := firstOf(all, site.Name)
		if _, err := b.people.AddPerson(ctx, by, people.SavePerson{GivenName: head.Given, FamilyName: head.Family, Email: head.Email, PersonnelNumber: head.Number,
			Site: site.Name, SiteZone: site.TimeZone}); err != nil {
			return fmt.Errorf("add %s: %w", head.Key, err)
		}
	}
	file, err := b.roster(all)
	if err != nil {
		return err
	}
	report, err := b.people.ImportPeople(ctx, by, people.ImportPeople{Name: "ferrow-lund.csv", File: file})
	if err != nil {
		return fmt.Errorf("import people: %w", err)
	}
	if len(report.Refused) > 0 {
		return fmt.Errorf("import people: line %d: %s", report.Refused[0].Line, report.Refused[0].Reason)
	}
	b.built.People = report.Rows
	return b.identify(ctx)
}

func firstOf(all []content.Person, site string) content.Person {
	i := slices.IndexFunc(all, func(p content.Person) bool { return p.Site == site })
	return all[i]
}

// roster writes everybody as the file that is imported.
func (b *builder) roster(all []content.Person) ([]byte, error) {
	var file bytes.Buffer
	w := csv.NewWriter(&file)
	rows := [][]string{{"Personnel number", "Given name", "Family name", "Preferred name", "Pronouns", "Language", "Time zone", "Email", "Phone", "Unit", "Site", "Position",
		"Manager number", "Start date", "End date", "Weekly hours"}}
	paths := unitPaths()
	for _, p := range all {
		rows = append(rows, []string{p.Number, p.Given, p.Family, p.Preferred, p.Pronouns, p.Language, p.TimeZone, p.Email, p.Phone, paths[p.Unit], p.Site, p.Position,
			b.persons[p.Manager].Number, p.Started(b.now), p.Ended(b.now), strconv.FormatFloat(p.WeeklyHours, 'f', -1, 64)})
	}
	err := w.WriteAll(rows)
	return file.Bytes(), err
}

// unitPaths returns the path of each unit from the whole organisation down, by key.
func unitPaths() map[string]string {
	paths := map[string]string{}
	for _, u := range content.Units() {
		paths[u.Key] = strings.TrimPrefix(paths[u.Parent]+" "+people.UnitSeparator+" "+u.Name, " "+people.UnitSeparator+" ")
	}
	return paths
}

// identify notes everybody's id.
func (b *builder) identify(ctx context.Context) error {
	byNumber, err := people.IDsByNumber(ctx, b.db)
	if err != nil {
		return err
	}
	for key, p := range b.persons {
		if b.ids[key] = byNumber[p.Number]; b.ids[key] == "" {
			return fmt.Errorf("%s is missing in the directory", key)
		}
	}
	return nil
}

// roles makes HR: teams and roles.
func (b *builder) roles(ctx context.Context, by authz.Actor) error {
	for _, t := range content.HRTeams() {
		in := people.SaveTeam{ID: t.Key, Name: t.Name}
		for _, key := range t.Members {
			in.Members = append(in.Members, b.ids[key])
		}
		if _, err := b.people.SaveTeam(ctx, by, in); err != nil {
			return fmt.Errorf("team %s: %w", t.Key, err)
		}
		b.teams[t.Key] = t.Members
	}
	for key, p := range b.persons {
		if len(p.Roles) == 0 {
			continue
		}
		as := authz.Actor{PersonID: b.ids[key], Face: authz.Desk}
		for _, r := range p.Roles {
			if _, err := b.people.GrantRole(ctx, by, people.SaveRole{PersonID: b.ids[key], Role: authz.Role(r)}); err != nil {
				return fmt.Errorf("role of %s: %w", key, err)
			}
			as.Roles = append(as.Roles, authz.Role(r))
		}
		for _, t := range content.HRTeams() {
			if slices.Contains(t.Members, key) {
				as.Teams = append(as.Teams, t.Key)
			}
		}
		b.agents[key] = as
	}
	return nil
}

// hours makes the calendar of each site, with the public holidays around the present, and that of the team that has hours of its own.
func (b *builder) hours(ctx context.Context, by authz.Actor) error {
	for _, site := range content.Sites() {
		in := promise.SaveCalendar{ID: strings.ReplaceAll(strings.ToLower(site.Name), " ", "-"), Name: site.Name, Sites: []string{site.Name}}
		if err := b.open(ctx, by, in, site, [2]string{content.Opens, content.Closes}); err != nil {
			return err
		}
		if site.Name == content.MalmbySite {
			in = promise.SaveCalendar{ID: content.GrowthTeam, Name: content.GrowthHours, Teams: []string{content.GrowthTeam}}
			if err := b.open(ctx, by, in, site, content.GrowthOpens()...); err != nil {
				return err
			}
		}
	}
	return nil
}

// open makes a calendar of a site's zone and holidays that is open at some hours of each weekday.
func (b *builder) open(ctx context.Context, by authz.Actor, in promise.SaveCalendar, site content.Site, at ...[2]string) (err error) {
	if in.Body, err = json.Marshal(map[string]any{"zone": site.TimeZone, "holidays": holidays(site.Name, b.now.Year()-1, b.now.Year()+2),
		"week": map[string]any{"mon": at, "tue": at, "wed": at, "thu": at, "fri": at}}); err != nil {
		return err
	}
	kept, err := b.promises.SaveCalendar(ctx, by, in)
	if err != nil {
		return fmt.Errorf("calendar %s: %w", in.Name, err)
	}
	for _, name := range slices.Concat(in.Sites, in.Teams) {
		b.calendars[name] = kept.Body
	}
	return nil
}

// counts is the calendar by which what somebody asks of a service counts.
func (b *builder) counts(asker, service string) calendar.Calendar {
	if own, has := b.calendars[b.service(service).Team]; has {
		return own
	}
	return b.calendars[b.persons[asker].Site]
}

// causes makes the causes, and switches off those of a new installation that this organisation does not use.
func (b *builder) causes(ctx context.Context, by authz.Actor) error {
	before, err := b.catalogue.Causes(ctx, by, catalogue.Nothing{})
	if err != nil {
		return err
	}
	kept := map[string]bool{}
	for i, c := range content.Causes() {
		kept[c.Slug] = true
		if _, err := b.catalogue.SaveCause(ctx, by, catalogue.SaveCause{ID: c.Slug, Name: c.Name, Position: 10 * (i + 1), Active: true}); err != nil {
			return fmt.Errorf("cause %s: %w", c.Slug, err)
		}
	}
	for _, c := range before.Items {
		if kept[c.ID] {
			continue
		}
		if _, err := b.catalogue.SaveCause(ctx, by, catalogue.SaveCause{ID: c.ID, Name: c.Name, Position: c.Position}); err != nil {
			return fmt.Errorf("cause %s: %w", c.ID, err)
		}
	}
	return nil
}

// services makes what HR offers.
func (b *builder) services(ctx context.Context, by authz.Actor) error {
	for i, s := range content.Services() {
		in := catalogue.SaveService{ID: s.Slug, Name: s.Name, Description: s.Description, Icon: s.Icon, TeamID: s.Team, Sensitivity: s.Sensitivity,
			ManagerSees: s.ManagerSees, AboutSees: s.AboutSees, Health: s.Health, Neutral: s.Neutral, FirstAnswerMinutes: s.FirstAnswerMinutes,
			DecisionMinutes: s.DecisionMinutes, CauseID: s.Cause, NeedsDecision: s.Decides, Position: 10 * (i + 1), Active: true}
		if s.Law != "" {
			in.Law, in.LawCount, in.LawUnit, in.LawMore = s.Law, s.LawMonths, statute.Months, s.LawMore
		}
		if s.LeadsOnly {
			in.MayAsk = catalogue.Managers
		}
		if _, err := b.catalogue.SaveService(ctx, by, in); err != nil {
			return fmt.Errorf("service %s: %w", s.Slug, err)
		}
	}
	return nil
}

package automation

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/narrow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// What a dry run looks at as it is today, as DryRun.AsToday names it. What a case is about, its title, how it came and from where, and its language do not change.
const (
	TodayTeam     = "team"
	TodayOwner    = "owner"
	TodayPriority = "priority"
	TodayGroup    = "group"
	TodayWaits    = "waits"
	TodayCalls    = "calls"
	TodayField    = "field"
	TodayTag      = "tag"
)

// begins reports whether a rule asks for what nobody has the moment it is opened, and so leaves out none of these cases.
func (says Says) begins() bool { return says.When == narrow.Opened && says.IfOwner == narrow.Nobody }

// asToday is what a rule asks for that may have been otherwise when it happened.
func (says Says) asToday() []string {
	all := []string{}
	for _, x := range []struct {
		what string
		asks bool
	}{{TodayOwner, says.IfOwner != "" && !says.begins()}, {TodayPriority, says.IfPriority != ""}, {TodayGroup, says.IfGroup != ""}, {TodayWaits, says.IfWaits != ""},
		{TodayCalls, says.IfCalls != ""}, {TodayField, says.IfField != ""}, {TodayTag, says.IfTag != ""}} {
		if x.asks {
			all = append(all, x.what)
		}
	}
	return all
}

// meant is the list of the cases on which the rule of a dry run would have acted, as far as that can be told, and says in out how far it can.
func (s *Service) meant(ctx context.Context, by authz.Actor, out *DryRun) (desk.List, error) {
	says := out.Says
	list := desk.List{View: desk.ViewAll, Service: says.IfService, Channel: says.IfChannel, More: says.more(), Limit: named}
	list.Sort = narrow.SortNewest
	happened, told, err := says.since(out.TeamName, out.Since, out.Until)
	if err != nil {
		return list, err
	}
	held, err := says.heldFor(ctx, s.DB, by)
	if err != nil {
		return list, err
	}
	if says.begins() {
		list.Owner = ""
	}
	titled := narrow.More{Title: says.IfTitle}.Where("", out.Until) // as the rule looks at it, which reads no title about health
	list.Among = store.And(happened, narrow.OfTeam(says.Team), held, titled)

	doubt := list // of these the record does not tell
	doubt.More = narrow.More{Site: says.IfSite, Language: says.IfLanguage}
	others, forgot, had := doubt, doubt, doubt
	others.Among = store.And(happened, titled, narrow.Elsewhere(meanwhile.Ruled))
	forgot.Among = store.And(titled, narrow.Forgot(says.When, out.Since))
	had.Among = store.Never
	if says.begins() {
		had.Among = store.And(happened, titled, narrow.HadAlready())
	}
	any, err := s.Desk.CountEach(ctx, by, 0, others, forgot, had)
	if err != nil {
		return list, err
	}
	out.AsToday, out.Happened = says.asToday(), told && any[1] == 0
	if any[2] > 0 {
		out.AsToday = append(out.AsToday, TodayOwner)
	}
	if any[0] > 0 {
		out.AsToday = append(out.AsToday, TodayTeam)
	}
	out.Exact = out.Happened && len(out.AsToday) == 0
	return list, nil
}

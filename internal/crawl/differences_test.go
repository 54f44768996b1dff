package crawl_test

import (
	"strings"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/callback"
	"hearth/internal/desk"
	written "hearth/internal/letters"
	"hearth/internal/link"
	"hearth/internal/people"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/rating"
	"hearth/internal/side"
)

// unlike is one hidden thing that a world has and another has not, and who must not be able to tell which of them they are in.
type unlike struct {
	name   string
	before func(u *universe)              // in both worlds
	do     func(u *universe, hidden bool) // in both, and the hidden thing in one
	after  func(u *universe)              // in both
	blind  string
	mail   bool   // whoever administers may compare all pages: also the envelopes of mail are the same
	writer string // whose own text it is: it is in what they take along about themselves, in whichever face
}

// entitled reports whether a viewer may see at an address that something happened: administrators see the envelopes of all mail.
func (d unlike) entitled(name, address string) bool {
	return d.writer != "" && strings.HasPrefix(name, d.writer+"@") && (address == "/api/v1/me/export" || address == "/me/data") || name == "noor@desk" && strings.Contains(address, "/outbox") && !d.mail
}

// portals are the faces of people who are no part of what is hidden unless a difference says so. Whoever takes concerns is blind to all that does not name them,
// also to what is ordinary.
const portals = "cora@desk nobody hanna@portal vera@portal marta@portal noor@desk lena@desk"

// ifHidden returns a difference that is made in one of the worlds alone.
func ifHidden(do func(u *universe)) func(*universe, bool) {
	return func(u *universe, hidden bool) {
		if hidden {
			do(u)
		}
	}
}

// secret opens the hidden case.
func secret(key string, in desk.Open) func(*universe) {
	return func(u *universe) {
		in.Subject = "secretive things"
		u.hidden = u.open(key, in).Number
	}
}

// named is a case that Pavel and Marta see alone.
var named = secret("pavel", desk.Open{Service: "fairness", Named: refs("marta")})

// inHungarian is a request of Amina's that says by itself which language it is in.
func inHungarian(name string) func(*universe) {
	return func(u *universe) {
		c, err := u.App.App.Desk.Open(u.t.Context(), u.Actor(authz.Portal, "amina"), desk.Open{Service: "hours", Subject: "Szabadság", Body: "Szeretnem, hogy " + name + " is meg legyen, de csak akkor kell, ha nem volt mar."})
		u.ok(err)
		u.cases = append(u.cases, c)
	}
}

// about is a case about a name that Pavel and Marta see alone.
func about(name string) func(*universe) {
	return func(u *universe) {
		u.hidden = u.open("pavel", desk.Open{Subject: name, Service: "fairness", Named: refs("marta")}).Number
	}
}

const blindToNamed = portals + " amina@portal jonas@portal stefan@portal priya@desk theo@desk olga@desk ingrid@desk"

// teams is a case of team payroll by Hanna.
var teams = secret("hanna", desk.Open{Service: "pay", Sensitivity: "team"})

const blindToTeam = "cora@desk nobody vera@portal marta@portal noor@desk lena@desk amina@portal pavel@portal jonas@portal stefan@portal marta@desk priya@desk ingrid@desk"

var differences = []unlike{
	{name: "a case to named people", do: ifHidden(named), blind: blindToNamed},
	{name: "a case to whoever takes concerns", do: ifHidden(secret("pavel", desk.Open{Service: "fairness", Sensitivity: "named"})), // who are named because nobody else is
		blind: "nobody hanna@portal vera@portal noor@desk marta@desk lena@desk amina@portal ingrid@desk jonas@portal stefan@portal priya@desk theo@desk olga@desk marta@portal"},
	{name: "an ordinary case", do: ifHidden(secret("hanna", desk.Open{Service: "hours"})), blind: "cora@desk stefan@portal"},
	{name: "a case to a team", do: ifHidden(teams), blind: blindToTeam},
	{name: "a case against an agent", do: ifHidden(secret("amina", desk.Open{Service: "pay", Against: refs("theo")})),
		blind: portals + " pavel@portal jonas@portal stefan@portal marta@desk priya@desk theo@desk ingrid@desk"},
	{name: "a case not to the manager", do: ifHidden(secret("amina", desk.Open{Service: "hours", NotTo: []string{"manager"}})), blind: portals + " jonas@portal stefan@portal pavel@portal"},
	{name: "a case not to an agent", do: ifHidden(secret("amina", desk.Open{Service: "hours", NotTo: refs("priya")})), blind: portals + " priya@desk stefan@portal pavel@portal"},
	{name: "a case about somebody", do: ifHidden(secret("stefan", desk.Open{Service: "hours", About: refs("hanna")})), blind: portals + " amina@portal pavel@portal jonas@portal"},
	{name: "a case about and against others than before", do: func(u *universe, hidden bool) {
		in := desk.Open{Service: "fairness", Named: refs("marta")}
		if hidden {
			in.About, in.Against = refs("hanna"), refs("priya ingrid")
		}
		secret("pavel", in)(u)
	}, blind: blindToNamed},
	{name: "a word that other texts have, in a hidden case", before: inHungarian("Meyerhof"), do: ifHidden(about("Meyerhof")), blind: "amina@portal priya@desk cora@desk"},
	{name: "a word in a hidden case that is like one asked for, before one that is found", do: ifHidden(about("lamb")), blind: "amina@portal priya@desk cora@desk"}, // see "lamq" of targets
	{name: "a message in a hidden case", before: named, do: ifHidden(func(u *universe) {
		u.write(u.Actor(authz.Desk, "marta"), desk.Case{Number: u.hidden}, "It is secretive", false)
	}), blind: blindToNamed},
	{name: "a hidden case that was answered", before: teams, do: ifHidden(func(u *universe) { u.answer("olga", desk.OutcomeDone) }), blind: blindToTeam},
	{name: "the words of a hidden case", do: func(u *universe, hidden bool) {
		named(u)
		body := "one"
		if hidden {
			body = "secretive and much longer"
		}
		u.write(u.Actor(authz.Desk, "marta"), desk.Case{Number: u.hidden}, body, false)
	}, blind: blindToNamed},
	{name: "somebody invited to a hidden case", before: teams, do: ifHidden(func(u *universe) {
		_, err := u.App.App.Desk.Invite(u.t.Context(), u.Actor(authz.Portal, "hanna"), desk.Invite{Number: u.hidden, Person: apptest.ID("stefan")})
		u.ok(err)
	}), blind: "cora@desk nobody vera@portal marta@portal noor@desk lena@desk amina@portal pavel@portal jonas@portal marta@desk priya@desk ingrid@desk"},
	{name: "a note with a file", do: ifHidden(func(u *universe) {
		_, err := u.App.App.Desk.Write(u.t.Context(), u.Actor(authz.Desk, "marta"), desk.Write{Number: u.cases[3].Number, Body: "It is secretive", Internal: true,
			Files: []files.Upload{upload("secretive.txt", "secretive")}})
		u.ok(err)
	}), blind: portals + " amina@portal jonas@portal pavel@portal stefan@portal"},
	{name: "another priority", do: ifHidden(func(u *universe) {
		_, err := u.App.App.Desk.SetPriority(u.t.Context(), u.Actor(authz.Desk, "marta"), desk.SetPriority{Number: u.cases[3].Number, Priority: "high"})
		u.ok(err)
	}), blind: portals + " amina@portal jonas@portal pavel@portal stefan@portal"},
	{name: "a draft of HR", do: ifHidden(func(u *universe) {
		_, err := u.App.App.Desk.SaveDraft(u.t.Context(), u.Actor(authz.Desk, "marta"), desk.SaveDraft{Place: "case/" + u.cases[3].Number, Body: "It is secretive"})
		u.ok(err)
	}), blind: portals + " amina@portal jonas@portal pavel@portal stefan@portal", writer: "marta"},
	{name: "a draft of an employee", do: ifHidden(func(u *universe) {
		_, err := u.App.App.Desk.SaveDraft(u.t.Context(), u.Actor(authz.Portal, "amina"), desk.SaveDraft{Place: "case/" + u.cases[3].Number, Body: "It is secretive"})
		u.ok(err)
	}), blind: portals + " jonas@portal pavel@portal stefan@portal marta@desk priya@desk theo@desk olga@desk ingrid@desk"},
	{name: "a rating of a hidden case", before: func(u *universe) { teams(u); u.answer("olga", desk.OutcomeDone) }, do: ifHidden(func(u *universe) {
		_, err := u.Rating.Rate(u.t.Context(), u.Actor(authz.Portal, "hanna"), rating.Rate{Number: u.hidden, Satisfaction: 1, Effort: 1, Again: "no", Text: "It was secretive"})
		u.ok(err)
	}), after: func(u *universe) { u.Advance(31 * 24 * time.Hour) }, blind: blindToTeam},
	{name: "the words of a health case", do: func(u *universe, hidden bool) {
		in, reason := desk.Open{Subject: "one", Service: "health"}, "one"
		if hidden {
			in.Subject, reason = "secretive and much longer", "another secretive reason"
		}
		c := u.open("amina", in)
		_, err := u.App.App.Desk.Assign(u.t.Context(), u.Actor(authz.Desk, "marta"), desk.Assign{Number: c.Number, Assignee: "me"})
		u.ok(err)
		_, err = u.App.App.Desk.Pause(u.t.Context(), u.Actor(authz.Desk, "marta"), desk.Pause{Number: c.Number, Reason: reason, Needed: reason, Until: u.DB.Now().Add(100 * time.Hour)})
		u.ok(err)
		u.cases = append(u.cases, c)
	}, blind: portals + " jonas@portal pavel@portal stefan@portal priya@desk theo@desk olga@desk ingrid@desk"},
	{name: "a token", do: ifHidden(func(u *universe) {
		_, err := u.Auth.IssueToken(u.t.Context(), apptest.ID("pavel"), "secretive", auth.ScopeRead)
		u.ok(err)
	}), blind: blindToNamed + " marta@desk"},
	{name: "a private address", do: ifHidden(func(u *universe) {
		address := "Secretive Road 1"
		_, err := u.People.SaveMe(u.t.Context(), u.Actor(authz.Portal, "pavel"), people.SaveMe{Address: &address})
		u.ok(err)
	}), blind: blindToNamed + " marta@desk"},
	{name: "to an administrator, a case is a case", do: func(u *universe, hidden bool) {
		if in := (desk.Open{Subject: "lamp", Service: "hours"}); !hidden {
			u.open("pavel", in)
			return
		}
		named(u)
	}, blind: "noor@desk", mail: true},
	{name: "a call that is planned in a hidden case", before: teams, do: ifHidden(func(u *universe) {
		from := u.DB.Now().Add(48 * time.Hour)
		c, err := u.Callback.Ask(u.t.Context(), u.Actor(authz.Portal, "hanna"), callback.Ask{Number: u.hidden, Windows: []callback.Stretch{{From: from, To: from.Add(time.Hour)}}, Phone: "112"})
		u.ok(err)
		_, err = u.Callback.Take(u.t.Context(), u.Actor(authz.Desk, "olga"), callback.Take{ID: c.ID})
		u.ok(err)
	}), blind: blindToTeam},
	{name: "a link from a case to a hidden one", before: teams, do: ifHidden(func(u *universe) {
		_, err := u.Link.Link(u.t.Context(), u.Actor(authz.Desk, "olga"), link.Link{Number: u.cases[3].Number, Other: u.hidden, Kind: "same_cause"})
		u.ok(err)
	}), blind: blindToTeam},
	{name: "somebody asked beside a hidden case", before: teams, do: ifHidden(func(u *universe) {
		_, err := u.Side.Begin(u.t.Context(), u.Actor(authz.Desk, "olga"), side.Begin{Number: u.hidden, To: []string{apptest.Email("stefan")}, Subject: "Secretive things", Body: "Is it secretive?"})
		u.ok(err)
	}), blind: "cora@desk nobody vera@portal marta@portal noor@desk lena@desk amina@portal pavel@portal jonas@portal marta@desk priya@desk ingrid@desk"}, // whose case it is may know that somebody was asked
	{name: "a letter in a hidden case", before: func(u *universe) {
		teams(u)
		_, err := u.Letters.SaveTemplate(u.t.Context(), u.Actor(authz.Desk, "ingrid"), written.SaveTemplate{ID: "words", Name: "Words", Kind: "employment", RetentionMonths: 12, RetentionReason: "To try it.", Signer: "agent",
			Versions: []written.Version{{Language: "en", Title: "For {{letter.to}}", Body: "We say {{letter.words}}."}}})
		u.ok(err)
	}, do: ifHidden(func(u *universe) {
		_, err := u.Letters.Issue(u.t.Context(), u.Actor(authz.Desk, "olga"), written.WriteLetter{Number: u.hidden, Template: "words", Values: written.Values{To: "whom it may concern", Words: "secretive things"}})
		u.ok(err)
	}), blind: blindToTeam},
	{name: "a word that other texts have without accents, in a hidden case", before: inHungarian("Muller"), do: ifHidden(about("Müller")), blind: "amina@portal priya@desk cora@desk"},
}

// answer answers the hidden case.
func (u *universe) answer(key, outcome string) {
	u.t.Helper()
	_, err := u.App.App.Desk.Close(u.t.Context(), u.Actor(authz.Desk, key), desk.Close{Number: u.hidden, Answer: "It was secretive", Outcome: outcome, Cause: "information"})
	u.ok(err)
}

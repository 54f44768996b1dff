package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/letters"
	"hearth/internal/platform/authz"
)

// These tables are written by hand as those of rights_byhand_test.go, from the sentences of package letters.
//
//	letters  read letters: who asked, whom it is for, who stands by them, and whoever works on the words
//	sign     file the signed copy: the same, but for who stands by
const lettersByHand = `
relation                                letters sign
nobody of it                            ---     ---
by                                      yyy     yyy
for                                     yyy     yyy
for (desk)                              yyy     yyy
about, as the service says              nnn     nnn
about, as the service says (desk)       nnn     nnn
about                                   ---     ---
about (desk)                            ---     ---
against                                 ---     ---
against (desk)                          ---     ---
excluded                                ---     ---
excluded (desk)                         ---     ---
manager, as the service says            nnn     nnn
manager                                 ---     ---
manager, kept out                       ---     ---
representative                          yyy     nnn
representative (desk)                   yyy     nnn
named                                   yyy     yyy
assignee                                yyy     yyy
team                                    yy-     yy-
another team                            y--     y--
head of HR                              y--     y--
team, in the portal                     ---     ---
administrator                           ---     ---
data-protection officer                 ---     ---
concern handler                         ---     ---
`

// The same for a service that holds health data.
const healthLettersByHand = `
relation                                letters sign
nobody of it                            ---     ---
by                                      yyy     yyy
for                                     yyy     yyy
for (desk)                              yyy     yyy
about, as the service says              nnn     nnn
about, as the service says (desk)       nnn     nnn
about                                   ---     ---
about (desk)                            ---     ---
against                                 ---     ---
against (desk)                          ---     ---
excluded                                ---     ---
excluded (desk)                         ---     ---
manager, as the service says            nnn     nnn
manager                                 ---     ---
manager, kept out                       ---     ---
representative                          nnn     nnn
representative (desk)                   nnn     nnn
named                                   yyy     yyy
assignee                                yyy     yyy
team                                    nn-     nn-
another team                            n--     n--
head of HR                              n--     n--
team, in the portal                     ---     ---
administrator                           ---     ---
data-protection officer                 ---     ---
concern handler                         ---     ---
`

// issueLetter issues a letter in a case of whoever may write one there, and returns its id.
func issueLetter(t testing.TB, a *apptest.App, writer, number string) string {
	t.Helper()
	if _, err := a.Letters.SaveTemplate(t.Context(), a.Actor(authz.Desk, "ingrid"), letters.SaveTemplate{ID: "probe", Name: "Probe", Kind: "employment", RetentionMonths: 12, RetentionReason: "To try it.", Signer: "agent",
		Versions: []letters.Version{{Language: "en", Title: "Confirmation", Body: "{{person.name}} works here."}}}); err != nil {
		t.Fatal(err)
	}
	l, err := a.Letters.Issue(t.Context(), a.Actor(authz.Desk, writer), letters.WriteLetter{Number: number, Template: "probe"})
	if err != nil {
		t.Fatal(err)
	}
	return l.ID
}

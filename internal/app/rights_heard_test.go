package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/heard"
	"hearth/internal/platform/authz"
)

// These tables are written by hand as those of rights_byhand_test.go, from the sentences of package heard.
//
//	heard   read what HR heard: who asked, whom it is for, who stands by them, and HR who may read the words; never a manager
//	hear    write it, and propose to ask somebody else: whoever works on the words
//	answer  confirm or correct it, approve words: who asked and whom it is for, and nobody in their place
const heardByHand = `
relation                                heard hear answer
nobody of it                            ---   ---  ---
by                                      yyy   nnn  yyy
for                                     yyy   nnn  yyy
for (desk)                              yyy   nnn  yyy
about, as the service says              nnn   nnn  nnn
about, as the service says (desk)       nnn   nnn  nnn
about                                   ---   ---  ---
about (desk)                            ---   ---  ---
against                                 ---   ---  ---
against (desk)                          ---   ---  ---
excluded                                ---   ---  ---
excluded (desk)                         ---   ---  ---
manager, as the service says            nnn   nnn  nnn
manager                                 ---   ---  ---
manager, kept out                       ---   ---  ---
representative                          yyy   nnn  nnn
representative (desk)                   yyy   nnn  nnn
named                                   yyy   yyy  nnn
assignee                                yyy   yyy  nnn
team                                    yy-   yy-  nn-
another team                            y--   y--  n--
head of HR                              y--   y--  n--
team, in the portal                     ---   ---  ---
administrator                           ---   ---  ---
data-protection officer                 ---   ---  ---
concern handler                         ---   ---  ---
`

// The same for a service that holds health data.
const healthHeardByHand = `
relation                                heard hear answer
nobody of it                            ---   ---  ---
by                                      yyy   nnn  yyy
for                                     yyy   nnn  yyy
for (desk)                              yyy   nnn  yyy
about, as the service says              nnn   nnn  nnn
about, as the service says (desk)       nnn   nnn  nnn
about                                   ---   ---  ---
about (desk)                            ---   ---  ---
against                                 ---   ---  ---
against (desk)                          ---   ---  ---
excluded                                ---   ---  ---
excluded (desk)                         ---   ---  ---
manager, as the service says            nnn   nnn  nnn
manager                                 ---   ---  ---
manager, kept out                       ---   ---  ---
representative                          nnn   nnn  nnn
representative (desk)                   nnn   nnn  nnn
named                                   yyy   yyy  nnn
assignee                                yyy   yyy  nnn
team                                    nn-   nn-  nn-
another team                            n--   n--  n--
head of HR                              n--   n--  n--
team, in the portal                     ---   ---  ---
administrator                           ---   ---  ---
data-protection officer                 ---   ---  ---
concern handler                         ---   ---  ---
`

// askingOf proposes to ask somebody about a case and returns the id of that.
func askingOf(t testing.TB, a *apptest.App, by authz.Actor, number string) string {
	t.Helper()
	p, err := a.Heard.Propose(t.Context(), by, heard.Propose{Number: number, Whom: "The foreman", Words: "Who was there?"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.App.Desk.Read(t.Context(), a.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number}); err != nil { // so that it is no news to whoever looks next
		t.Fatal(err)
	}
	return p.ID
}

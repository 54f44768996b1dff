package app_test

// THIS TABLE IS WRITTEN BY HAND, from the sentences of package desk and of docs/adr 0007, 0008 and 0013. No command writes it, and -update leaves it
// alone: it says what ought to be. What the product does is held against it, and never the other way round.
//
// Each cell has three letters: what happens with a case that is open to HR, one that is open to its team, and one that is open to named people.
//
//	y   it is done, or refused for what was sent alone
//	k   the case is known, its words are not
//	n   403: it is known, and this is not theirs to do
//	-   404: it does not exist for them, byte for byte like one that is absent
//
// The columns are actions:
//
//	look    see that it exists, with its service, clock and state
//	texts   read its words and files
//	write   write to it, on either side
//	work    do what needs no words: resume, sort
//	words   do what shows or says something: the workbench, answer, pause, promise anew, steps
//	give    say who works on it and who sees it
//	settle  say that the answer suffices, or what is missing
//	invite  say who stands by the requester
//	rate    say how it was
//	own     withdraw what the requester wrote
//	find    find it by its words (y) or in lists alone (k)
//	live    hear that it changed
//	letter  read the mail behind a message: HR who may read the words, and nobody about a case of their own
//
// The rows are how somebody is related to it. "(desk)" is somebody of HR at the desk who would see it but for that relation: an agent of its team, or,
// where it is open to named people, somebody who is named or not.

const casesByHand = `
relation                  look texts write work words give settle invite rate own find live letter
nobody of it              ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
by                        yyy  yyy   yyy   nnn  nnn   nnn  yyy    yyy    yyy  yyy yyy  yyy  ---
for                       yyy  yyy   yyy   nnn  nnn   nnn  yyy    yyy    nnn  nnn yyy  yyy  ---
for (desk)                yyy  yyy   yyy   nnn  nnn   nnn  yyy    yyy    nnn  nnn yyy  yyy  ---
about, as the service says        yyy yyy nnn nnn nnn nnn nnn nnn nnn nnn yyy yyy  ---
about, as the service says (desk) yyy yyy nnn nnn nnn nnn nnn nnn nnn nnn yyy yyy  ---
about                     ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
about (desk)              ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
against                   ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
against (desk)            ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
excluded                  ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
excluded (desk)           ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
manager, as the service says      yyy yyy nnn nnn nnn nnn nnn nnn nnn nnn yyy yyy  ---
manager                   ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
manager, kept out         ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
representative            yyy  yyy   yyy   nnn  nnn   nnn  nnn    nnn    nnn  nnn yyy  yyy  ---
representative (desk)     yyy  yyy   yyy   nnn  nnn   nnn  nnn    nnn    nnn  nnn yyy  yyy  ---
named                     yyy  yyy   yyy   yyy  yyy   yyy  nnn    nnn    nnn  nnn yyy  yyy  yyy
assignee                  yyy  yyy   yyy   yyy  yyy   yyy  nnn    nnn    nnn  nnn yyy  yyy  yyy
team                      yy-  yy-   yy-   yy-  yy-   yy-  nn-    nn-    nn-  nn- yy-  yy-  yy-
another team              y--  y--   y--   y--  y--   y--  n--    n--    n--  n-- y--  y--  y--
head of HR                y--  y--   y--   y--  y--   y--  n--    n--    n--  n-- y--  y--  y--
team, in the portal       ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
administrator             ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
data-protection officer   ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
concern handler           ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
`

// The same for a service that holds health data.
const healthByHand = `
relation                  look texts write work words give settle invite rate own find live letter
nobody of it              ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
by                        yyy  yyy   yyy   nnn  nnn   nnn  yyy    yyy    yyy  yyy kkk  yyy  ---
for                       yyy  yyy   yyy   nnn  nnn   nnn  yyy    yyy    nnn  nnn kkk  yyy  ---
for (desk)                yyy  yyy   yyy   nnn  nnn   nnn  yyy    yyy    nnn  nnn kkk  yyy  ---
about, as the service says        kkk --- nnn nnn nnn nnn nnn nnn nnn --- kkk yyy  ---
about, as the service says (desk) kkk --- nnn nnn nnn nnn nnn nnn nnn --- kkk yyy  ---
about                     ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
about (desk)              ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
against                   ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
against (desk)            ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
excluded                  ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
excluded (desk)           ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
manager, as the service says      kkk --- nnn nnn nnn nnn nnn nnn nnn --- kkk yyy  ---
manager                   ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
manager, kept out         ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
representative            kkk  ---   nnn   nnn  nnn   nnn  nnn    nnn    nnn  --- kkk  yyy  ---
representative (desk)     kkk  ---   nnn   nnn  nnn   nnn  nnn    nnn    nnn  --- kkk  yyy  ---
named                     yyy  yyy   yyy   yyy  yyy   yyy  nnn    nnn    nnn  nnn kkk  yyy  yyy
assignee                  yyy  yyy   yyy   yyy  yyy   yyy  nnn    nnn    nnn  nnn kkk  yyy  yyy
team                      kk-  ---   nn-   yy-  nn-   yy-  nn-    nn-    nn-  --- kk-  yy-  ---
another team              k--  ---   n--   y--  n--   n--  n--    n--    n--  --- k--  y--  ---
head of HR                k--  ---   n--   y--  n--   y--  n--    n--    n--  --- k--  y--  ---
team, in the portal       ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
administrator             ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
data-protection officer   ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
concern handler           ---  ---   ---   ---  ---   ---  ---    ---    ---  --- ---  ---  ---
`

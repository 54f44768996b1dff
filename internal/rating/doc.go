// Package rating asks the people whom HR served how it was: satisfaction, effort, whether it was solved the first time and whether they would come back by choice; and says in
// figures what they answered, and whether they had to come again.
//
// # Asking
//
//   - Only who asked rates, once for a case. It can be said until RateFor after the answer, and changed for ChangeFor.
//   - When a case is over, its requester is asked, at most once in AskEvery, and not if they never want to be. Who accepts the answer is asked by the page that follows; who lets
//     it close by itself, by a mail of the kind that they chose; who signs in nowhere, by a mail whose link takes the answer. Saying it without being asked is always possible.
//   - Nobody is asked about a case that holds health data, that only named people see, that is against somebody or that somebody is kept from, or in which nothing was done. No
//     figure counts one either: that there is one is nobody's business.
//
// # Who reads what
//
//   - A comment is read by the agent who answered, and by nobody else in HR, if and only if the person ticked so: without a name and without the case.
//   - A rating on its own is read by who gave it, and by nobody else. Nothing shows the past ratings of a customer.
//   - The figures are the same for all of HR, agents and heads: a service's customers are its team's business, and figures that differ by reader could be subtracted. None is by
//     agent: whose work it was is used for one thing, to withhold what would be about one or two people.
//
// # The figures
//
// Satisfied are those who answered 4 or 5 of 5, easy likewise; solved the first time is what the person said of it; coming back is a plain yes. Beside each stands its 95 % interval
// by Wilson, and of how many of the cases we heard at all: a person is asked seldom, and may say it without being asked. Came again counts cases after whose answer the same person had something of the same service within ComesAgain: Hearth cannot know whether
// it was the same question. Opened again counts those whose answer missed something. A case counts in the quarter (UTC) of its answer, for the service, the team and the site that it
// had when the quarter was counted, and in one quarter alone: one that is opened again after that, as by an appeal, counts in no second one when it is answered once more. What somebody said who was erased before that is not counted.
//
// # Why no small group can be worked out
//
// There are no filters and no free times. Figures exist for calendar quarters, which have no case in common, and in them for everything and for the groups of four fixed parts: services,
// teams, sites and groups of customers. A quarter is counted once, when nothing of it can change any more, and never again: nobody can subtract the figures of yesterday from those of
// today. Which groups of a quarter are told is decided by stats.Release, whose text has the proof: no sum or difference of any of the figures told is about cases that fewer than
// MinGroup people answered about, or that fewer than minColleagues people of HR answered. What is withheld says so, and its numbers are kept nowhere. Whether it was solved
// the first time may be left unsaid, so those who said it are judged by the same rule again. Tests subtract everything from everything.
//
// It does not hide that everybody of a group said the same, nor what somebody can tell who knows what the others said.
//
// # Facts
//
// Rated.
package rating

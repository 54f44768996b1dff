// Package promise keeps what Hearth promises people: a moment by which something happens, counted in the business minutes of a
// calendar: that of the team that works on it, or of the site of who asked.
//
// # Nouns
//
// A Promise belongs to an owner, such as a case, and has a kind and a due moment. Calendars are kept here and given to sites and teams; see Place for which counts,
// and what has none counts by the default calendar. A calendar has versions, which never change: a promise says in which it is counted, and can always explain why it is due when it is.
//
// A policy says how soon something is promised, for a service, a priority and a group of customers, each of which may be all; package terms chooses. It has versions too, each of which counts
// from a moment on, and a promise says by which it was made. Where no policy fits, a promise has the minutes that its service gives. Service makes promises by policies; Policies keeps them, and knows of the
// cases above what it needs to count open promises anew by one that changed.
//
// A time that a law gives is counted as laws count, in days or months and to the end of a day: see package statute. Nothing here stops it or moves it. Its minutes, of which its shares are, are the business minutes until then.
//
// The holidays of a calendar have names beside it: public ones are taken over from package holidays, the others are the house's own.
//
// # States
//
// Stored are running, paused, kept, kept_late, renegotiated and cancelled. Whether a running promise is at risk or late follows from the clock when it is read,
// so that no job has to be on time for the truth to be shown. A call that was not made in time is shown as missed: Miss ends it. A promise is at risk when a quarter of its minutes, or less, is left.
// In the same way a pause is over at its date, also before somebody calls Resume.
//
//	running ⇄ paused           Pause, Resume: what was left when it stopped is left when it goes on
//	running, paused → kept     Keep, before the due moment; kept_late after it
//	running → renegotiated     Renegotiate, before the due moment only, with a reason that the customer reads; another promise replaces it
//	running, paused → cancelled  Cancel, before the due moment; kept_late after it, because what is late was not kept in time, whoever ends it
//
// The functions that take a store.Tx or Querier serve other modules inside the product: they do not ask who is asking, because their callers have.
//
// # What happens by itself
//
// Act tells, once each, that 50, 80 and 100 percent of the minutes of a promise have passed (of the time by the clock, where next to no working time lies before a time that somebody chose): the next such moment is computed when the promise begins or changes. Recount counts
// open promises anew where the hours of their calendar changed, or where a site or a team was given another calendar, or, where that was chosen, by a policy; Follow does where another team works on it; a time that somebody chose stays, and so does one that has passed.
//
// Word lets nobody who asked wait longer than WordDays working days without a word: where nothing else is due by then, a next word is. None is promised farther away, whatever a
// service or a policy says, nor given another time that is: to gain time, somebody has to write. A next word stops only while its owner waits for the very person who is to hear it.
//
// # Facts
//
// CalendarChanged, Reached, Moved.
package promise

// Package heard is what HR understood, before anything is decided: written by a person of HR, confirmed or corrected by who asked.
//
// # Nouns
//
// A Summary says what happened, what is asked for, by when, what worries, and what is not to be shared. An Asking is what HR would ask somebody else, in
// words that the requester sees first.
//
// # What always holds
//
//   - It is for services that decide or where it may hurt: those that need a decision, hold health data or open to few. A plain question gets a plain answer.
//   - A summary is never edited. A correction stands beside it, and HR writes a new one, which asks again.
//   - Silence is "not confirmed", and never yes. After two reminders, two days' work apart, on the way by which the requester hears of everything else, it holds up nothing more. A late yes still counts.
//   - "Not to my manager", or not to somebody else, is enforced by the rights of the case from that moment on.
//   - Nobody is asked in words that the requester has not approved, and nobody at all once they chose that.
//
// # Who may
//
// Those of HR who work on the case write and read; who asked, and whom it is for, read and answer. Who stands by them reads neither what worries,
// nor what is not to be shared, nor corrections and whom HR would ask. A manager reads nothing of it, even where the service lets them see the case. Nothing of it is searched.
package heard

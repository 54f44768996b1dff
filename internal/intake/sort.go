package intake

import (
	"strings"

	"hearth/internal/platform/letter/notice"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail/thread"
)

// State is where a mail stands.
type State string

// The states.
const (
	Stored     State = "stored"     // on the disk, not yet read
	Case       State = "case"       // it opened a case
	Reply      State = "reply"      // it is a message in a case
	Record     State = "record"     // it says something about a mail of ours, or is one; nobody need read it
	Quarantine State = "quarantine" // it waits for a person
	Dropped    State = "dropped"    // a person decided that it is for nobody
)

// States lists them.
func States() []State { return []State{Stored, Case, Reply, Record, Quarantine, Dropped} }

// sign is a sign of ours that a mail carries.
type sign struct {
	number  int64
	caseID  string // of that number; "" where there is no such case
	side    string // the id of the conversation beside that case to which it leads; "" for the case itself
	verdict thread.Verdict
}

// facts are all that counts for where a mail goes.
type facts struct {
	auto     notice.Auto
	unread   bool   // a fault of ours ended the reading
	senders  int    // how many the field From names
	vague    bool   // it can be read in several ways
	sender   string // the one
	ours     bool   // the sender's address is one of ours
	personID string // whose address it is; "" nobody's
	name     string // theirs
	outside  bool   // they are not in the directory
	left     bool   // they do not work here any more
	denied   bool   // the trusted server says that the mail does not come from there
	noReply  bool   // nobody reads what is sent to that address

	signs    []sign
	unsigned bool   // it goes to an address for answers, or answers a mail of ours, without a sign that can be read
	named    int64  // the number of a case that the subject names
	namedID  string // its id
	likes    string // the name of a person of the directory whom a stranger resembles

	strangersWait bool
	many          bool // too many came from that address
	manyInCase    bool // or go to that case
}

// decision is where a mail goes, why, and to which case.
type decision struct {
	state  State
	why    locale.Msg
	number int64
	caseID string
	side   string // the conversation beside that case to which it goes, or seems to; "" for none
	quiet  bool   // nothing is acknowledged
}

// sort says where a mail goes. It reads nothing but f.
func sort(f facts) decision {
	switch f.auto {
	case notice.Loop:
		return decision{state: Record, why: locale.M("It is a mail of ours that came back.")}
	case notice.Bounced:
		return decision{state: Record, why: locale.M("A mail server says that a mail did not arrive.")}
	case notice.AutoReply:
		d := decision{state: Record, why: locale.M("A program answered by itself.")}
		if g := f.genuine(); g != nil {
			d.number, d.caseID, d.side = g.number, g.caseID, g.side
		}
		return d
	}
	if why := f.unfit(); why.Key != "" {
		return f.waits(why)
	}
	if len(f.signs) > 0 || f.unsigned || f.named > 0 {
		return f.answers()
	}
	return f.asks()
}

// unfit says why a mail goes nowhere by itself, whatever it answers.
func (f facts) unfit() locale.Msg {
	switch {
	case f.unread:
		return locale.M("It could not be read because of a fault in Hearth.")
	case f.senders == 0 || f.sender == "":
		return locale.M("It does not say who sent it.")
	case f.senders > 1:
		return locale.M("It names several senders.")
	case f.vague:
		return locale.M("It does not say clearly who sent it.")
	case f.ours:
		return locale.M("It says that it comes from an address of ours.")
	}
	return locale.Msg{}
}

// genuine returns the sign that leads somewhere, or nil.
func (f facts) genuine() *sign {
	for i := range f.signs {
		if f.signs[i].verdict == thread.Genuine && f.signs[i].caseID != "" {
			return &f.signs[i]
		}
	}
	return nil
}

// answers says where a mail goes that answers something of ours, or says so.
func (f facts) answers() decision {
	g := f.genuine()
	switch {
	case g == nil && f.personID == "" && len(f.signs) > 0:
		return f.waits(locale.M("Its sender %s is not part of the request that it answers.", f.sender))
	case g == nil && f.has(thread.Expired):
		return f.waits(locale.M("The address that it was sent to is too old."))
	case g == nil && len(f.signs) > 0:
		return f.waits(locale.M("It was sent to an address that was not made for %s.", f.sender))
	case g == nil && f.unsigned:
		return f.waits(locale.M("It claims to answer a mail of ours, but the sign in it is not one of ours."))
	case g == nil:
		return f.waits(locale.M("Its subject names a request, which anybody can write. It carries no sign of ours."))
	case f.denied:
		return f.waits(locale.M("It says that it comes from %s, and our mail server says that this is not so.", f.sender))
	case f.left:
		return f.waits(locale.M("%s does not work here any more.", f.name))
	case f.manyInCase || f.many:
		return f.waits(locale.M("Very many mails came from %s within an hour.", f.sender))
	}
	return decision{state: Reply, number: g.number, caseID: g.caseID, side: g.side}
}

func (f facts) has(v thread.Verdict) bool {
	for _, s := range f.signs {
		if s.verdict == v {
			return true
		}
	}
	return false
}

// asks says where a mail goes that answers nothing.
func (f facts) asks() decision {
	stranger := f.personID == "" || f.outside
	switch {
	case f.noReply:
		return f.waits(locale.M("It comes from an address that nobody reads."))
	case f.auto == notice.List && stranger:
		return f.waits(locale.M("It was sent to many people, by somebody who is not in the directory."))
	case f.denied && !stranger:
		return f.waits(locale.M("It says that it comes from %s, and our mail server says that this is not so.", f.sender))
	case f.left:
		return f.waits(locale.M("%s does not work here any more.", f.name))
	case f.many:
		return f.waits(locale.M("Very many mails came from %s within an hour.", f.sender))
	case f.likes != "" && stranger:
		return f.waits(locale.M("Its sender looks like %s of the directory, but the address %s is another one.", f.likes, f.sender))
	case f.strangersWait && stranger:
		return f.waits(locale.M("Its sender %s is not in the directory.", f.sender))
	}
	return decision{state: Case, quiet: f.auto == notice.List || stranger && f.denied}
}

// waits keeps a mail for a person, with the case that it seems to be about.
func (f facts) waits(why locale.Msg) decision {
	d := decision{state: Quarantine, why: why, number: f.named, caseID: f.namedID}
	for _, s := range f.signs {
		if s.caseID != "" {
			d.number, d.caseID, d.side = s.number, s.caseID, s.side
			break
		}
	}
	return d
}

// nobodyReads reports whether an address is one of those that programs send from and nobody reads.
func nobodyReads(address string) bool {
	local, _, _ := strings.Cut(strings.ToLower(address), "@")
	local, _, _ = strings.Cut(local, "+")
	local = strings.NewReplacer("-", "", "_", "", ".", "").Replace(local)
	for _, name := range []string{"noreply", "donotreply", "dontreply", "nepasrepondre", "keineantwort", "nichtantworten", "noresponder", "naoresponda", "mailerdaemon"} {
		if strings.HasPrefix(local, name) || strings.HasSuffix(local, name) {
			return true
		}
	}
	return false
}

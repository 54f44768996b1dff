package crawl_test

import (
	"fmt"
	"strings"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/callback"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/exception"
	"hearth/internal/field"
	"hearth/internal/follow"
	"hearth/internal/heard"
	issued "hearth/internal/letters"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/rating"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
	"hearth/internal/together"
)

// refs are ids of people.
func refs(keys string) []string {
	var all []string
	for _, key := range strings.Fields(keys) {
		if key == "manager" {
			all = append(all, key)
			continue
		}
		all = append(all, apptest.ID(key))
	}
	return all
}

// life is one case on its way, with a canary in everything that is written.
type life struct {
	*world
	*planted
	side   map[string]string
	hr, by authz.Actor
}

func (l *life) word(kind string) string {
	return l.plant(kind, fmt.Sprintf("the case %s: %s", l.name, kind), l.whoOfCase(kind, l.side))
}

func (l *life) ok(what string, err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatalf("%s: %s: %v", l.name, what, err)
	}
}

// plantCase opens a case and leads it through its life: every third is paused at its end, every third open with a new time, every third answered and rated.
func (w *world) plantCase(n int, s scenario) {
	l := &life{world: w, planted: &planted{scenario: s}, side: s.side()}
	l.hr, l.by = w.Actor(authz.Desk, s.worker), w.Actor(authz.Portal, s.by)
	l.begin()
	l.talk()
	l.step()
	l.wait()
	if l.former != "" {
		l.closeToFormer()
	}
	l.workOut()
	l.hear()
	l.except(n)
	l.callBack(n)
	l.tag(n)
	l.askAside(n)
	l.fill()
	if n%3 == 1 || n%15 == 0 {
		l.account()
		l.letter()
		taken := l.service == "health" && l.named == "" // a second look takes such a case from whoever has it
		if !taken || n%3 == 1 {
			l.decide(n != 4 && !taken)
		}
	}
	switch n % 3 {
	case 0:
		l.pause()
	case 2:
		l.end()
	}
	l.byMail()
	l.drafts()
	w.Drain()
	l.miss()
	l.collect()
	w.cases = append(w.cases, l.planted)
}

func (l *life) begin() {
	in := desk.Open{Subject: "About " + l.word("subject"), Body: "It is " + l.word("message") + " that I ask.", Service: l.service, Sensitivity: l.sensitivity,
		About: refs(l.about), Against: refs(l.against), Named: refs(l.named), NotTo: refs(l.notTo),
		Files: []files.Upload{upload(l.word("file")+".txt", "content "+l.word("file"))}, Fields: map[string]any{"word": l.word("given"), "story": "It is\n" + l.word("given")}}
	by := l.by
	if l.phone {
		by, in.For, in.Channel = l.hr, apptest.ID(l.scenario.by), desk.Phone
	} else if l.forWhom != "" {
		in.For = apptest.ID(l.forWhom)
	}
	c, err := l.App.App.Desk.Open(l.t.Context(), by, in)
	l.ok("open", err)
	l.id, l.number = c.ID, c.Number
	l.plantNumber("number", "the case "+l.name, c.Number, l.whoOfCase("number", l.side))
	l.plantNumber("id", "the case "+l.name+": id", c.ID, l.whoOfCase("id", l.side))
	if l.assignee != "" {
		giver := l.hr
		if l.service == "health" && l.sensitivity == "" {
			giver = l.Actor(authz.Desk, "ingrid") // the head of HR gives health cases to somebody
		}
		_, err = l.App.App.Desk.Assign(l.t.Context(), giver, desk.Assign{Number: l.number, Assignee: apptest.ID(l.assignee)})
		l.ok("assign", err)
	}
	if l.invited != "" {
		_, err = l.App.App.Desk.Invite(l.t.Context(), l.by, desk.Invite{Number: l.number, Person: apptest.ID(l.invited)})
		l.ok("invite", err)
	}
}

// workOut shows how something was worked out, and corrects a line of it.
func (l *life) workOut() {
	c, err := l.Calculation.Write(l.t.Context(), l.hr, calculation.Write{Number: l.number, Title: "Of " + l.word("figures"), Unit: "EUR", Rounding: "half_up",
		Lines: []calculation.Entry{{Text: "For " + l.word("figures"), Rate: "38", Source: "Table " + l.word("figures"), Clause: "pay 4.2"}}})
	l.ok("work out", err)
	line := c.Lines[0]
	l.lines = append(l.lines, line.ID)
	_, err = l.Calculation.Correct(l.t.Context(), l.hr, calculation.CorrectLine{Number: l.number, Line: line.ID, Text: line.Text, Rate: "39", Source: line.Source, Reason: "Wrong was " + l.word("figures")})
	l.ok("correct", err)
}

// hear writes down what HR heard, as if the service of the case decided; it is corrected, and words for a third person are approved. Others wait.
func (l *life) hear() {
	decides := func(on bool) {
		l.ok("decide", l.DB.Tx(l.t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(l.t.Context(), `UPDATE desk_case SET needs_decision = $2 WHERE id = $1`, l.id, on)
			return err
		}))
	}
	needed, err := store.One[bool](l.t.Context(), l.DB, `SELECT needs_decision FROM desk_case WHERE id = $1`, l.id)
	l.ok("decide", err)
	decides(true)
	_, err = l.Heard.Write(l.t.Context(), l.hr, heard.Write{Number: l.number, Happened: "Once " + l.word("heard"), Asks: "For " + l.word("heard"), ByWhen: "Until " + l.word("heard"), Worry: "Not " + l.word("sealed"), NotToShare: "But " + l.word("sealed")})
	l.ok("hear", err)
	decides(needed)
	_, err = l.Heard.Confirm(l.t.Context(), l.by, heard.Confirm{Number: l.number, Correction: "Rather " + l.word("sealed")})
	l.ok("correct", err)
	for range 2 {
		p, err := l.Heard.Propose(l.t.Context(), l.hr, heard.Propose{Number: l.number, Whom: "Somebody " + l.word("sealed"), Words: "Was it " + l.word("sealed")})
		l.ok("propose", err)
		l.askings = append(l.askings, p.ID)
	}
	_, err = l.Heard.Answer(l.t.Context(), l.by, heard.Answer{Number: l.number, ID: l.askings[0], Choice: "approve", Words: "Rather ask " + l.word("sealed")})
	l.ok("approve", err)
}

// except asks for an exception and decides it: every second one is granted. And something is done once.
func (l *life) except(n int) {
	ctx, word := l.t.Context(), func(what string) string { return "Because of " + l.word("exception") + " " + what }
	e, err := l.Exception.Ask(ctx, l.hr, exception.Ask{Number: l.number, Clause: "pay 4.2", Why: word("today")})
	l.ok("ask for an exception", err)
	in := exception.Decide{Number: l.number, ID: e.ID, Outcome: exception.Granted, Reason: word("granted"), Differs: "It differs by " + l.word("comparison"), Expires: "2027-10-01"}
	if n%2 == 0 {
		in.Outcome, in.Disagree = exception.Refused, word("until Friday")
	}
	_, err = l.Exception.Decide(ctx, l.hr, in)
	l.ok("decide an exception", err)
	open, err := l.Exception.Ask(ctx, l.hr, exception.Ask{Number: l.number, Clause: "pay 6.3", Why: word("again")})
	l.ok("ask for another exception", err)
	m, err := l.Exception.Go(ctx, l.hr, exception.Go{Number: l.number, What: word("once")})
	l.ok("go an extra mile", err)
	_, err = l.Exception.Thank(ctx, l.by, exception.Thank{Number: l.number, ID: m.ID, Words: word("thanks")})
	l.ok("thank", err)
	_, err = l.Exception.Learn(ctx, l.hr, exception.Learn{Number: l.number, ID: m.ID, Lesson: "We learned " + l.word("comparison")})
	l.ok("learn", err)
	l.wishes, l.miles = append(l.wishes, e.ID, open.ID), append(l.miles, m.ID)
}

// callBack asks for a call, which somebody takes and makes at another time. Its number is a word here, so that it is found.
func (l *life) callBack(n int) {
	ctx := l.t.Context()
	from := l.DB.Now().Add(time.Hour + time.Duration(n)*20*time.Minute)
	c, err := l.Callback.Ask(ctx, l.by, callback.Ask{Number: l.number, Windows: []callback.Stretch{{From: from, To: from.Add(15 * time.Minute)}}, Phone: "112"})
	l.ok("ask for a call", err)
	l.ok("number", l.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE callback_call SET phone = $2 WHERE id = $1`, c.ID, l.word("dial"))
		return err
	}))
	_, err = l.Callback.Take(ctx, l.hr, callback.Take{ID: c.ID})
	l.ok("take a call", err)
	_, err = l.Callback.Attempt(ctx, l.hr, callback.Attempt{ID: c.ID, Result: callback.NoAnswer})
	l.ok("call", err)
	l.calls = append(l.calls, c.ID)
}

// fill lets HR fill in what HR alone reads.
func (l *life) fill() {
	_, err := l.Field.Fill(l.t.Context(), l.hr, field.Fill{Number: l.number, Fields: map[string]any{"hidden": l.word("given_hr")}})
	l.ok("fill", err)
}

// tag puts a word on the case that is on no other.
func (l *life) tag(n int) {
	id := ident.New()
	l.ok("tag", l.DB.Tx(l.t.Context(), func(tx *store.Tx) error {
		word := l.word("tag")
		if _, err := tx.Exec(l.t.Context(), `INSERT INTO tag_word (id, team_id, word, folded, used_at) VALUES ($1, 'advice', $2, $3, $4)`, id, word, people.Fold(word), tx.Now()); err != nil {
			return err
		}
		_, err := tx.Exec(l.t.Context(), `INSERT INTO tag_case (tag_id, case_id, person_id, asked_by, put_at) SELECT w.id, c.id, c.for_person, c.by_person, w.used_at FROM desk_case c, tag_word w WHERE w.id = $1 AND c.id = $2`, id, l.id)
		return err
	}))
	l.tags = append(l.tags, id)
	_, err := l.Follow.Watch(l.t.Context(), l.hr, follow.Watch{Number: l.number})
	l.ok("watch", err)
	if len(l.cases) > 0 {
		id, other := ident.New(), l.cases[len(l.cases)-1] // of whatever protection: no use case would link some of them
		if n%4 == 1 {
			l.parts = append(l.parts, [2]string{l.id, other.id})
		}
		l.ok("link", l.DB.Tx(l.t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(l.t.Context(), `INSERT INTO link_link (id, case_id, other_id, kind, linked_at) VALUES ($1, $2, $3, 'same_cause', $4)`, id, l.id, other.id, tx.Now())
			return err
		}))
	}
}

func (l *life) talk() {
	write := func(by authz.Actor, kind, file string, internal bool) {
		l.Clock.Advance(time.Second)
		_, err := l.App.App.Desk.Write(l.t.Context(), by, desk.Write{Number: l.number, Body: "I write " + l.word(kind) + ".", Internal: internal,
			Files: []files.Upload{upload(l.word(file)+".txt", "content "+l.word(file))}})
		l.ok("write "+kind, err)
	}
	write(l.hr, "message", "file", false)
	write(l.hr, "note", "note", true)
	write(l.by, "message", "file", false)
}

func (l *life) step() {
	_, err := l.App.App.Desk.AddStep(l.t.Context(), l.hr, desk.AddStep{Number: l.number, Title: "Look up " + l.word("step"), Outside: l.word("step") + " Ltd"})
	l.ok("step", err)
	l.steps, err = store.All[string](l.t.Context(), l.DB, `SELECT id FROM desk_step WHERE case_id = $1`, l.id)
	l.ok("step", err)
	_, err = l.App.App.Desk.SetStep(l.t.Context(), l.hr, desk.SetStep{Number: l.number, Step: l.steps[0], State: "blocked", Why: "Because of " + l.word("reason")})
	l.ok("hold up", err)
	if l.helper != "" {
		_, err = l.App.App.Desk.AddStep(l.t.Context(), l.hr, desk.AddStep{Number: l.number, Title: "Help with " + l.word("step"), Owner: apptest.ID(l.helper)})
		l.ok("give a step", err)
	}
}

// closeToFormer has somebody in HR work on the case, and then closes it to them.
func (l *life) closeToFormer() {
	by := l.Actor(authz.Desk, l.former)
	_, err := l.App.App.Desk.Write(l.t.Context(), by, desk.Write{Number: l.number, Body: "I noted " + l.word("note"), Internal: true})
	l.ok("note", err)
	_, err = l.App.App.Desk.AddStep(l.t.Context(), by, desk.AddStep{Number: l.number, Title: "Done about " + l.word("step")})
	l.ok("step", err)
	id, err := store.One[string](l.t.Context(), l.DB, `SELECT id FROM desk_step WHERE case_id = $1 ORDER BY position DESC LIMIT 1`, l.id)
	l.ok("step", err)
	_, err = l.App.App.Desk.SetStep(l.t.Context(), by, desk.SetStep{Number: l.number, Step: id, State: "done"})
	l.ok("do step", err)
	_, err = l.App.App.Desk.Restrict(l.t.Context(), l.hr, desk.Restrict{Number: l.number, Sensitivity: "named", Named: refs(l.worker)})
	l.ok("restrict", err)
}

// letter issues a letter with words of its own.
func (l *life) letter() {
	_, err := l.Letters.SaveTemplate(l.t.Context(), l.Actor(authz.Desk, "ingrid"), issued.SaveTemplate{ID: "words", Name: "Words", Kind: "employment", RetentionMonths: 12, RetentionReason: "To try it.", Signer: "agent",
		Versions: []issued.Version{{Language: "en", Title: "For {{letter.to}}", Body: "We say {{letter.words}}."}}})
	l.ok("save template", err)
	w, err := l.Letters.Issue(l.t.Context(), l.hr, issued.WriteLetter{Number: l.number, Template: "words", Values: issued.Values{To: l.word("letter"), Words: l.word("letter")}})
	l.ok("issue a letter", err)
	l.issued = append(l.issued, w.ID)
	_, err = l.Letters.FileSigned(l.t.Context(), l.hr, issued.FileSigned{Number: l.number, ID: w.ID, Files: []files.Upload{upload(l.word("letter")+".jpg", "\xff\xd8\xff\xe0 content "+l.word("letter"))}})
	l.ok("file the signed copy", err)
}

// decide decides the case, corrects that, and lets its requester disagree, if so, so that it is open again.
func (l *life) decide(disagrees bool) {
	day := func(days int) string { return l.DB.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	_, err := l.Decision.Decide(l.t.Context(), l.hr, decision.Decide{Number: l.number, Outcome: decision.Refused, Reason: "It rests on " + l.word("decision"), Clause: "pay 4.2",
		Facts: []string{"Fact " + l.word("decision")}, Alternatives: []string{"Instead " + l.word("decision")}, Next: decision.Next{Text: "Then " + l.word("decision"), Date: day(2)},
		Recur: "Never again " + l.word("decision"), Appeal: decision.Way{Until: day(30), To: "Office " + l.word("decision")}})
	l.ok("decide", err)
	_, err = l.Decision.Correct(l.t.Context(), l.hr, decision.Correct{Number: l.number, Why: "Wrong was " + l.word("decision"), Reason: new("Now it rests on " + l.word("decision"))})
	l.ok("correct", err)
	if !disagrees {
		return
	}
	_, err = l.Decision.Appeal(l.t.Context(), l.by, decision.Appeal{Number: l.number, Text: "I disagree since " + l.word("appeal")})
	l.ok("appeal", err)
}

// account estimates the work twice, lets its requester choose, writes work down, and answers a question about it.
func (l *life) account() {
	step := "Look for " + l.word("statement")
	for i, cause := range []string{"", "It grew by " + l.word("statement")} {
		_, err := l.Statement.Estimate(l.t.Context(), l.hr, statement.MakeEstimate{Number: l.number, Cause: cause, Steps: []reckon.Step{{Name: step, Low: 1, High: 5 + i}}})
		l.ok("estimate", err)
	}
	_, err := l.Statement.Choose(l.t.Context(), l.by, statement.Choose{Number: l.number, Choice: statement.Smaller, Text: "Without " + l.word("asked")})
	l.ok("choose", err)
	e, err := l.Statement.Log(l.t.Context(), l.hr, statement.Log{Number: l.number, Minutes: 9, Step: step, Note: "Found " + l.word("statement"), Why: "More because of " + l.word("statement")})
	l.ok("log effort", err)
	q, err := l.Statement.Question(l.t.Context(), l.by, statement.Ask{Number: l.number, Line: "effort:" + e.ID, Question: "Why " + l.word("asked")})
	l.ok("question", err)
	l.efforts, l.questions = append(l.efforts, e.ID), append(l.questions, q.ID)
	_, err = l.Statement.Explain(l.t.Context(), l.hr, statement.Explain{Number: l.number, ID: q.ID, Text: "Since " + l.word("asked")})
	l.ok("explain", err)
}

func (l *life) wait() {
	l.pause()
	_, err := l.App.App.Desk.Resume(l.t.Context(), l.hr, desk.Resume{Number: l.number})
	l.ok("resume", err)
	_, err = l.App.App.Desk.Renegotiate(l.t.Context(), l.hr, desk.Renegotiate{Number: l.number, DueAt: l.DB.Now().Add(240 * time.Hour), Reason: "Since " + l.word("reason")})
	l.ok("renegotiate", err)
	_, err = l.App.App.Desk.Prolong(l.t.Context(), l.hr, desk.Prolong{Number: l.number, Reason: "Since " + l.word("reason")})
	l.ok("prolong", err)
}

func (l *life) pause() {
	_, err := l.App.App.Desk.Pause(l.t.Context(), l.hr, desk.Pause{Number: l.number, Reason: "Until " + l.word("reason"), Needed: "The plan of " + l.word("needed"), Until: l.DB.Now().Add(120 * time.Hour)})
	l.ok("pause", err)
}

func (l *life) end() {
	_, err := l.App.App.Desk.Close(l.t.Context(), l.hr, desk.Close{Number: l.number, Answer: "Yes, " + l.word("message"), Outcome: desk.OutcomeNotForHR, InsteadOfCall: true, Cause: "other",
		CauseText: "It was " + l.word("cause"), HandedTo: "Office " + l.word("handed")})
	l.ok("close", err)
	who := l.whoOfPerson("rating", l.scenario.by)
	if l.comments {
		for _, v := range l.viewers {
			who[v.name] = who[v.name] || v.key == l.worker && v.desk
		}
	}
	word := l.plant("rating", "the case "+l.name+": rating", who)
	_, err = l.Rating.Rate(l.t.Context(), l.by, rating.Rate{Number: l.number, Satisfaction: 4, Effort: 4, Again: "yes", Text: "It was " + word, ShowAgent: l.comments})
	l.ok("rate", err)
}

// drafts leaves a begun message of both sides, and a begun request.
func (l *life) drafts() {
	_, err := l.Together.Save(l.t.Context(), l.hr, together.Save{Number: l.number, Kind: together.Reply, Body: "All of us " + l.word("note")})
	l.ok("together", err)
	_, err = l.Together.Attach(l.t.Context(), l.hr, together.Attach{Number: l.number, Kind: together.Reply, Files: []files.Upload{upload(l.word("note")+".txt", "content "+l.word("note"))}})
	l.ok("attachment", err)
	for key, by := range map[string]authz.Actor{l.worker: l.hr, l.scenario.by: l.by} {
		word := l.plant("draft", "draft of "+key+" in the case "+l.name, l.whoOfPerson("draft", key))
		_, err := l.App.App.Desk.SaveDraft(l.t.Context(), by, desk.SaveDraft{Place: "case/" + l.number, Body: "Not yet " + word})
		l.ok("draft", err)
	}
	var on [3]string
	for i, what := range []string{"", ": cause", ": who takes it on"} {
		on[i] = l.plant("draft", "reply on its way in the case "+l.name+what, l.whoOfPerson("draft", l.worker)) // at a moment that does not come
	}
	l.ok("hold", l.DB.Tx(l.t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(l.t.Context(), `INSERT INTO hold_message (id, case_id, case_number, person_id, for_person, asked_by, state, body, seen, closes, outcome, cause, cause_text, handed_to, held_at, send_at)
			SELECT c.id, c.id, $2, $3, c.for_person, c.by_person, 'held', $4, '', c.health OR NOT c.health, 'not_for_hr', 'other', $6, $7, c.opened_at, $5 FROM desk_case c WHERE c.id = $1`, l.id, l.number, l.hr.PersonID, "Soon "+on[0], tx.Now().Add(365*24*time.Hour), "It was "+on[1], "Office "+on[2])
		return err
	}))
	who := l.whoOfPerson("draft", l.scenario.by)
	_, err = l.App.App.Desk.SaveDraft(l.t.Context(), l.by, desk.SaveDraft{Place: "ask/" + l.number, Subject: l.plant("draft", "draft of a request", who), Body: l.plant("draft", "draft of a request", who), Fields: map[string]string{"word": l.plant("draft", "draft of a request", who)}})
	l.ok("draft", err)
}

func (l *life) collect() {
	var err error
	l.planted.files, err = store.All[string](l.t.Context(), l.DB, `SELECT file_id FROM desk_file WHERE case_id = $1 ORDER BY file_id`, l.id)
	l.ok("files", err)
	l.entries, err = store.All[string](l.t.Context(), l.DB, `SELECT id FROM desk_entry WHERE case_id = $1 AND kind <> 'event' ORDER BY id`, l.id)
	l.ok("entries", err)
	l.notes, err = store.All[string](l.t.Context(), l.DB, `SELECT id FROM desk_entry WHERE case_id = $1 AND kind = 'note' ORDER BY id`, l.id)
	l.ok("notes", err)
	l.noteFiles, err = store.All[string](l.t.Context(), l.DB, `SELECT file_id FROM desk_file WHERE entry_id = $1`, l.notes[0])
	l.ok("files of notes", err)
	l.attachments, err = store.All[string](l.t.Context(), l.DB, `SELECT file_id FROM hold_file WHERE place LIKE 'together/' || CAST($1 AS text) || '/%'`, l.id)
	l.ok("attachments", err)
}

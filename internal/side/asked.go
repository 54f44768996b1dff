package side

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"io"

	"hearth/internal/desk"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Question is a conversation as somebody reads it who was asked: nothing of the case.
type Question struct {
	ID       string     `json:"id"`
	Subject  string     `json:"subject"`
	From     string     `json:"from"` // who of HR asked
	OpenedAt store.Time `json:"opened_at"`
	LastAt   store.Time `json:"last_at"`
	Wanted   string     `json:"wanted,omitempty"` // the day by which an answer is wanted, as 2026-11-24
	Waits    bool       `json:"waits"`            // HR waits for an answer
	Over     bool       `json:"over"`             // nobody waits any more, and none can be given
	With     []string   `json:"with"`             // the names of those who were asked together with the reader
	Words    []Word     `json:"words"`            // none in a list
}

// ReadAsked asks for what one was asked.
type ReadAsked struct{}

// Questions are what somebody was asked, those that wait for an answer first, then the newest; at most a hundred.
type Questions struct {
	Items []Question `json:"items"`
	More  bool       `json:"more"`
}

// mine is the condition that conversation x is open to a person who was asked: it is not withdrawn, its case is not more protected than it was, and they may still be asked about it.
func mine(personID string, now store.Time) store.Where {
	return store.And(store.Cond(`x.state <> 'withdrawn' AND EXISTS (SELECT 1 FROM side_member m WHERE m.talk_id = x.id AND m.person_id = ?)`, personID),
		party.NoStricter("x"), party.Askable(personID, "x.case_id", now))
}

// askedOf reads a conversation in which a person was asked and which they have not lost; any other is absent.
func (s *Service) askedOf(ctx context.Context, q store.Querier, id, personID string) (talkRow, error) {
	t, err := store.Row[talkRow](ctx, q, new(store.Q).Add(`SELECT `+talkColumns+` FROM side_talk x WHERE x.id = ? AND `, id).Where(mine(personID, q.Now())))
	if errors.Is(err, store.ErrNone) {
		return t, authz.Hidden()
	}
	if err != nil {
		return t, fmt.Errorf("read side conversation: %w", err)
	}
	return t, nil
}

// holds reports whether a person who was asked has not lost a conversation.
func (s *Service) holds(ctx context.Context, q store.Querier, id, personID string) (bool, error) {
	_, err := s.askedOf(ctx, q, id, personID)
	if fault.KindOf(err) == fault.NotFound {
		return false, nil
	}
	return err == nil, err
}

// Asked lists what by was asked.
func (s *Service) Asked(ctx context.Context, by authz.Actor, _ ReadAsked) (Questions, error) {
	out := Questions{Items: []Question{}}
	if err := s.Policy.May(by, Answer, 0); err != nil {
		return out, err
	}
	rows, err := store.Select[talkRow](ctx, s.DB, new(store.Q).Add(`SELECT `+talkColumns+` FROM side_talk x WHERE `).Where(mine(by.PersonID, s.DB.Now())).
		Add(` ORDER BY CASE WHEN x.state = 'open' AND x.last_side = 'hr' THEN 0 ELSE 1 END, x.last_at DESC, x.id DESC LIMIT ?`, mostListed+1))
	if err != nil {
		return out, fmt.Errorf("list questions: %w", err)
	}
	if out.More = len(rows) > mostListed; out.More {
		rows = rows[:mostListed]
	}
	out.Items, err = questions(ctx, s.DB, by, rows, false)
	return out, err
}

// ReadQuestion names a conversation in which one was asked.
type ReadQuestion struct {
	Side string `path:"side" json:"-"`
}

// Question returns a conversation to somebody who was asked; that they opened it is recorded. What they were not asked, or have lost, is absent.
func (s *Service) Question(ctx context.Context, by authz.Actor, in ReadQuestion) (Question, error) {
	if err := s.Policy.May(by, Answer, 0); err != nil {
		return Question{}, err
	}
	t, err := s.askedOf(ctx, s.DB, in.Side, by.PersonID)
	if err != nil {
		return Question{}, err
	}
	if err := s.opened(ctx, by, t); err != nil {
		return Question{}, err
	}
	all, err := questions(ctx, s.DB, by, []talkRow{t}, true)
	if err != nil {
		return Question{}, err
	}
	return all[0], nil
}

// opened writes into the record that somebody who was asked read it: an opening of the case, so that everybody whom it concerns finds it where they find the others, when and why and never by whom.
func (s *Service) opened(ctx context.Context, by authz.Actor, t talkRow) error {
	return s.Audit.OpenedNow(ctx, audit.Entry{By: by, Action: string(Answer), Kind: desk.OwnerKind, Object: t.CaseID, Person: t.PersonID})
}

func questions(ctx context.Context, q store.Querier, by authz.Actor, rows []talkRow, whole bool) ([]Question, error) {
	out := make([]Question, 0, len(rows))
	var ids, persons []string
	for _, r := range rows {
		ids, persons = append(ids, r.ID), append(persons, r.OpenedBy)
	}
	members, err := store.Select[memberRow](ctx, q, new(store.Q).Add(`SELECT m.talk_id, m.person_id, m.way FROM side_member m WHERE `).Where(store.In("m.talk_id", ids)).Add(` ORDER BY m.person_id`))
	if err != nil {
		return out, fmt.Errorf("read who was asked: %w", err)
	}
	for _, m := range members {
		persons = append(persons, m.PersonID)
	}
	names, err := people.NamesByIDs(ctx, q, persons)
	if err != nil {
		return out, err
	}
	words := map[string][]Word{}
	if whole {
		if words, err = wordsOf(ctx, q, by, ids); err != nil {
			return out, err
		}
	}
	for _, r := range rows {
		one := Question{ID: r.ID, Subject: r.title(ctx), From: names[r.OpenedBy].DisplayName(), OpenedAt: r.OpenedAt, LastAt: r.LastAt, Wanted: r.WantedOn, Waits: r.State == Open && r.LastSide == hr,
			Over: r.State != Open, With: []string{}, Words: words[r.ID]}
		for _, m := range members {
			if m.TalkID == r.ID && m.PersonID != by.PersonID {
				one.With = append(one.With, names[m.PersonID].DisplayName())
			}
		}
		if one.Words == nil {
			one.Words = []Word{}
		}
		out = append(out, one)
	}
	return out, nil
}

// Reply is an answer of somebody who was asked.
type Reply struct {
	Side  string         `path:"side" json:"-"`
	Body  string         `json:"body"`
	Key   string         `json:"key,omitempty"` // what its writer calls it: the same key again is the same answer
	Files []files.Upload `form:"files" json:"-"`
}

// Reply adds an answer, and tells those who work on the case that there is one. The same key twice is one answer. What by was not asked, or has lost, is absent; it refuses a conversation that is
// over, and files as messages do.
func (s *Service) Reply(ctx context.Context, by authz.Actor, in Reply) (Question, error) {
	if err := s.Policy.May(by, Answer, 0); err != nil {
		return Question{}, err
	}
	if _, err := s.askedOf(ctx, s.DB, in.Side, by.PersonID); err != nil { // before files are kept
		return Question{}, err
	}
	if len(in.Files) > desk.MaxFiles {
		return Question{}, fault.ForField("files", "Attach at most %d files; you can add more in a second message.", desk.MaxFiles)
	}
	staged, refused, err := s.Desk.Stage(ctx, in.Files)
	if err != nil {
		return Question{}, err
	}
	for _, why := range refused {
		return Question{}, fault.ForField("files", why.Key, why.Args...) //nolint:govet // a sentence of package files
	}
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		t, err := s.askedOf(ctx, tx, in.Side, by.PersonID)
		if err != nil {
			return err
		}
		var f fault.Fields
		needWords(&f, in.Body)
		f.Need(len(in.Key) <= maxKey, "key", "A key has at most %d characters.", maxKey)
		if err := f.Err(); err != nil {
			return err
		}
		if same, err := written(ctx, tx, by, t.ID, in.Key); same || err != nil {
			return err
		}
		_, err = s.answer(ctx, tx, by, t, wordRow{Body: in.Body}, once(by, t.ID, in.Key), staged)
		return err
	})
	if err != nil && !errors.Is(err, errTwice) {
		return Question{}, err
	}
	return s.Question(ctx, by, ReadQuestion{Side: in.Side})
}

// answer keeps words of somebody who was asked.
func (s *Service) answer(ctx context.Context, tx *store.Tx, by authz.Actor, t talkRow, w wordRow, once any, staged []files.Staged) (string, error) {
	if t.State != Open {
		return "", fault.New(fault.Conflict, "This question is over: nobody waits for an answer any more.")
	}
	w.ID, w.TalkID, w.At, w.Side, w.AuthorPerson = ident.New(), t.ID, tx.Now(), asked, by.PersonID
	if err := keep(ctx, tx, w, once); err != nil {
		return "", err
	}
	for _, one := range staged {
		f, err := s.Files.Keep(ctx, tx, Prefix+t.ID, one)
		if err != nil {
			return "", err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO side_file (file_id, word_id, lent) VALUES ($1, $2, $3)`, f.ID, w.ID, false); err != nil {
			return "", fmt.Errorf("attach file: %w", err)
		}
	}
	if _, err := tx.Exec(ctx, `UPDATE side_talk SET last_at = $2, last_side = 'asked', news = $3 WHERE id = $1`, t.ID, tx.Now(), true); err != nil {
		return "", fmt.Errorf("answer aside: %w", err)
	}
	c, err := s.Desk.Look(ctx, tx, authz.System(desk.Tick), t.CaseNumber, Ask)
	if err != nil {
		return "", err
	}
	if err := s.Follow.Aside(ctx, tx, c, []string{c.Assignee, t.OpenedBy}, w.ID); err != nil {
		return "", err
	}
	tx.AfterCommit(func() { s.Live.Publish(desk.CaseTopic(t.CaseID)) })
	return w.ID, s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(Answer), Kind: "side", Object: t.ID, Person: t.PersonID})
}

// ByMark finds the conversation whose addresses bear a mark, with the id and the number of its case; all "" for none. It asks nobody's rights.
func (s *Service) ByMark(ctx context.Context, q store.Querier, mark int64) (id, caseID, caseNumber string, err error) {
	t, err := store.One[talkRow](ctx, q, `SELECT `+talkColumns+` FROM side_talk x WHERE x.mark = $1`, mark)
	if errors.Is(err, store.ErrNone) {
		return "", "", "", nil
	}
	if err != nil {
		return "", "", "", fmt.Errorf("find side conversation: %w", err)
	}
	return t.ID, t.CaseID, t.CaseNumber, nil
}

// AskedIn returns who was asked in a conversation that is not over and has not lost it, to somebody of HR who reads it; nobody to others.
func (s *Service) AskedIn(ctx context.Context, q store.Querier, by authz.Actor, id string) ([]people.Person, error) {
	t, err := store.One[talkRow](ctx, q, `SELECT `+talkColumns+` FROM side_talk x WHERE x.id = $1 AND x.state = 'open'`, id)
	if errors.Is(err, store.ErrNone) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read side conversation: %w", err)
	}
	if _, err := s.Desk.Look(ctx, q, by, t.CaseNumber, Ask); err != nil {
		if kind := fault.KindOf(err); kind == fault.NotFound || kind == fault.Forbidden {
			err = nil
		}
		return nil, err
	}
	members, err := membersOf(ctx, q, id)
	if err != nil {
		return nil, err
	}
	var all []people.Person
	for _, m := range members {
		may, err := s.holds(ctx, q, id, m.PersonID)
		if err != nil {
			return nil, err
		}
		if may {
			p, err := people.ByID(ctx, q, m.PersonID)
			if err != nil {
				return nil, err
			}
			all = append(all, p)
		}
	}
	return all, nil
}

// AnswerMailed adds a mail of by, who was asked, in the caller's transaction, and returns the id of what was written. It refuses what Reply refuses.
func (s *Service) AnswerMailed(ctx context.Context, tx *store.Tx, by authz.Actor, id string, in desk.Mailed) (string, error) {
	if err := s.Policy.May(by, Answer, 0); err != nil {
		return "", err
	}
	t, err := s.askedOf(ctx, tx, id, by.PersonID)
	if err != nil {
		return "", err
	}
	return s.answer(ctx, tx, by, t, wordRow{Body: in.Body, ByMail: true}, nil, in.Files)
}

// OpenOwn returns a file of a conversation to somebody who was asked. The caller closes it. What they have lost, and what was withdrawn, is absent.
func (s *Service) OpenOwn(ctx context.Context, by authz.Actor, in ReadFile) (io.ReadSeekCloser, files.File, error) {
	if err := s.Policy.May(by, Answer, 0); err != nil {
		return nil, files.File{}, err
	}
	t, err := s.askedOf(ctx, s.DB, in.Side, by.PersonID)
	if err != nil {
		return nil, files.File{}, err
	}
	if err := s.opened(ctx, by, t); err != nil {
		return nil, files.File{}, err
	}
	return s.open(ctx, t.ID, in.File)
}

// OpenSealed returns a file to whoever has the link that was sent to somebody outside, as long as the conversation is open and theirs. Anything else is absent.
func (s *Service) OpenSealed(ctx context.Context, in ReadFile, seal string) (io.ReadSeekCloser, files.File, error) {
	members, err := membersOf(ctx, s.DB, in.Side)
	if err != nil {
		return nil, files.File{}, err
	}
	for _, m := range members {
		if !hmac.Equal([]byte(seal), []byte(s.seal(in.Side, m.PersonID, in.File))) {
			continue
		}
		p, err := people.ByID(ctx, s.DB, m.PersonID)
		if err != nil {
			return nil, files.File{}, err
		}
		t, err := s.askedOf(ctx, s.DB, in.Side, p.ID)
		if err != nil {
			return nil, files.File{}, err
		}
		if t.State != Open || !p.Outside {
			return nil, files.File{}, authz.Hidden()
		}
		if err := s.opened(ctx, authz.Actor{PersonID: p.ID, Face: authz.Portal}, t); err != nil {
			return nil, files.File{}, err
		}
		return s.open(ctx, t.ID, in.File)
	}
	return nil, files.File{}, authz.Hidden()
}

// toDo lists what by was asked and has not answered and, for who works on cases, answers that nobody has opened and days that passed without one.
func (s *Service) toDo(ctx context.Context, by authz.Actor) (all []spec.ToDo, err error) {
	if by.PersonID == "" || s.Policy.May(by, Answer, 0) != nil {
		return nil, nil
	}
	now := s.DB.Now()
	rows, err := store.Select[talkRow](ctx, s.DB, new(store.Q).Add(`SELECT `+talkColumns+` FROM side_talk x WHERE x.state = 'open' AND x.last_side = 'hr' AND `).Where(mine(by.PersonID, now)).
		Add(` ORDER BY x.last_at, x.id LIMIT ?`, spec.MostToDo+1))
	if err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	for _, r := range rows {
		all = append(all, spec.ToDo{Title: r.title(ctx), Text: locale.M("HR asks you something."), Link: "/me/asked/" + r.ID, Action: locale.M("Read and answer"), Since: r.LastAt})
	}
	all = spec.Cut(all, locale.M("More questions of HR wait for your answer."), "/me/asked")
	if by.Face != authz.Desk || !by.Works() {
		return all, nil
	}
	var ours []spec.ToDo
	today := now.In(locale.From(ctx).Zone()).Format("2006-01-02")
	rows, err = store.Select[talkRow](ctx, s.DB, new(store.Q).Add(`SELECT `+talkColumns+` FROM side_talk x WHERE (x.news OR x.state = 'open' AND x.last_side = 'hr' AND x.wanted_on <> '' AND x.wanted_on < ?) AND `, today).
		Where(store.And(desk.Unanswered("x.case_id", by.PersonID), s.Desk.SeenBy(by, "x.case_id"), record.WordsAtWork(by, "x.case_id"))).Add(` ORDER BY x.last_at, x.id LIMIT ?`, spec.MostToDo+1))
	if err != nil {
		return nil, fmt.Errorf("read side conversations: %w", err)
	}
	for _, r := range rows {
		text := locale.M("Nobody has answered by the day that you set.")
		if r.News {
			text = locale.M("Somebody whom you asked has answered.")
		}
		ours = append(ours, spec.ToDo{Title: r.CaseNumber, Text: text, Link: "/desk/cases/" + r.CaseNumber + "/side/" + r.ID, Action: locale.M("Read it"), Since: r.LastAt})
	}
	return append(all, spec.Cut(ours, locale.M("More questions about cases of yours have news."), "/desk?view=mine")...), nil
}

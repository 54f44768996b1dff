package side

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/party"
	"hearth/internal/heard"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}

// ReadOne names a conversation of a case.
type ReadOne struct {
	Number string `path:"number" json:"-"`
	Side   string `path:"side" json:"-"`
}

// Talks are the conversations of a case, the newest first, at most a hundred. More says that there are more.
type Talks struct {
	Number    string   `json:"case"`
	Items     []Talk   `json:"items"`
	More      bool     `json:"more"`
	Protected bool     `json:"protected"`          // only colleagues are asked from it, and only in words that its requester approved
	Approved  []string `json:"approved,omitempty"` // those words
}

// mostListed is how many conversations of a case are listed; excerpt, how much of the last word.
const (
	mostListed = 100
	excerpt    = 140
)

// List returns the conversations of a case, without their words but the beginning of the last. It refuses whoever does not read the words of the case as somebody of HR.
func (s *Service) List(ctx context.Context, by authz.Actor, in ReadOf) (Talks, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, Ask)
	if err != nil {
		return Talks{Items: []Talk{}}, err
	}
	out, err := s.list(ctx, by, c.ID, c.Number)
	if err != nil {
		return out, err
	}
	g, err := party.GuardOf(ctx, s.DB, c.ID)
	if err != nil {
		return out, err
	}
	if out.Protected = protected(g); out.Protected {
		wish, err := heard.WishOf(ctx, s.DB, c.ID)
		if out.Approved = wish.Approved; err != nil {
			return out, err
		}
	}
	return out, nil
}

// OnPage is List for a part of a page of the case, which by reads already.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Talks, error) {
	if err := s.Policy.May(by, desk.ListCases, 0); err != nil || !c.May.Work || c.Hidden {
		return Talks{Items: []Talk{}}, err
	}
	return s.list(ctx, by, c.ID, c.Number)
}

func (s *Service) list(ctx context.Context, by authz.Actor, caseID, number string) (Talks, error) {
	out := Talks{Number: number, Items: []Talk{}}
	rows, err := store.All[talkRow](ctx, s.DB, `SELECT `+talkColumns+` FROM side_talk x WHERE x.case_id = $1 ORDER BY x.opened_at DESC, x.id DESC LIMIT $2`, caseID, mostListed+1)
	if err != nil || len(rows) == 0 {
		return out, err
	}
	if out.More = len(rows) > mostListed; out.More {
		rows = rows[:mostListed]
	}
	out.Items, err = s.present(ctx, s.DB, by, rows, false)
	return out, err
}

// Read returns a conversation with its words, and notes that an answer in it was read. It is an opening of the case, which is recorded. It refuses what List refuses, and a conversation of another
// case.
func (s *Service) Read(ctx context.Context, by authz.Actor, in ReadOne) (Talk, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, Ask)
	if err != nil {
		return Talk{}, err
	}
	t, err := ofCase(ctx, s.DB, c.ID, in.Side)
	if err != nil {
		return Talk{}, err
	}
	if err := s.Desk.Opened(ctx, by, c); err != nil {
		return Talk{}, err
	}
	if t.News {
		if err := s.markRead(ctx, t.ID); err != nil && !store.IsFull(err) { // reading goes on without room for a note of it
			return Talk{}, err
		}
	}
	all, err := s.present(ctx, s.DB, by, []talkRow{t}, true)
	if err != nil {
		return Talk{}, err
	}
	if t.State == Open {
		all[0].LeavesAt, err = mail.LeavesAt(ctx, s.DB, about(t.ID))
	}
	return all[0], err
}

func (s *Service) markRead(ctx context.Context, id string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE side_talk SET news = $2 WHERE id = $1`, id, false)
		return err
	})
}

// present makes conversations of rows, whole or with the beginning of their last word.
func (s *Service) present(ctx context.Context, q store.Querier, by authz.Actor, rows []talkRow, whole bool) ([]Talk, error) {
	ids, abouts := make([]string, 0, len(rows)), make([]string, 0, len(rows))
	for _, r := range rows {
		ids, abouts = append(ids, r.ID), append(abouts, about(r.ID))
	}
	members, err := store.Select[memberRow](ctx, q, new(store.Q).Add(`SELECT m.talk_id, m.person_id, m.way FROM side_member m WHERE `).Where(store.In("m.talk_id", ids)).Add(` ORDER BY m.person_id`))
	if err != nil {
		return nil, fmt.Errorf("read who was asked: %w", err)
	}
	words, err := wordsOf(ctx, q, by, ids)
	if err != nil {
		return nil, err
	}
	missed, err := mail.UndeliveredOf(ctx, q, abouts)
	if err != nil {
		return nil, err
	}
	var persons []string
	for _, m := range members {
		persons = append(persons, m.PersonID)
	}
	for _, r := range rows {
		persons = append(persons, r.OpenedBy)
	}
	known, err := people.ByIDs(ctx, q, persons)
	if err != nil {
		return nil, err
	}
	out := make([]Talk, 0, len(rows))
	for _, r := range rows {
		t := Talk{ID: r.ID, Number: r.CaseNumber, Subject: r.title(ctx), State: r.State, To: []Somebody{}, OpenedBy: known[r.OpenedBy].DisplayName(), OpenedAt: r.OpenedAt, LastAt: r.LastAt,
			LastSide: r.LastSide, Wanted: r.WantedOn, News: r.News, Words: []Word{}, Neutral: r.neutral()}
		for _, m := range members {
			if p, here := known[m.PersonID]; here && m.TalkID == r.ID {
				t.To = append(t.To, somebody(ctx, p, m.Way, missed[about(r.ID)]))
			}
		}
		if all := words[r.ID]; len(all) > 0 {
			t.LastWord = begins(all[len(all)-1].Body)
			if whole {
				t.Words = all
			}
		}
		t.count(ctx, q.Now())
		out = append(out, t)
	}
	return out, nil
}

// count says since when nobody answered.
func (t *Talk) count(ctx context.Context, now store.Time) {
	if !t.Waits() {
		return
	}
	zone := locale.From(ctx).Zone()
	midnight := func(at time.Time) time.Time {
		at = at.In(zone)
		return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	}
	t.Days = int(midnight(now.Time).Sub(midnight(t.LastAt.Time)).Hours() / 24)
	t.Overdue = t.Wanted != "" && t.Wanted < now.In(zone).Format(time.DateOnly)
}

func somebody(ctx context.Context, p people.Person, way string, missed []mail.Unreceived) Somebody {
	out := Somebody{ID: p.ID, Name: p.DisplayName(), Outside: p.Outside, Way: way}
	if p.Outside {
		out.Name, out.Address = p.Email, p.Email
	}
	for _, m := range missed {
		if m.PersonID == p.ID {
			out.Missed = m.Reason.In(ctx)
		}
	}
	return out
}

// begins is the beginning of a text, on one line.
func begins(text string) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	if len(r) > excerpt {
		return string(r[:excerpt-1]) + "…"
	}
	return string(r)
}

// wordsOf reads the words of conversations with their files, in order, by the id of the conversation.
func wordsOf(ctx context.Context, q store.Querier, by authz.Actor, talks []string) (map[string][]Word, error) {
	rows, err := store.Select[wordRow](ctx, q, new(store.Q).Add(`SELECT `+wordColumns+` FROM side_word w WHERE `).Where(store.In("w.talk_id", talks)).Add(` ORDER BY w.id`))
	if err != nil {
		return nil, fmt.Errorf("read side conversation: %w", err)
	}
	var authors, ids []string
	for _, r := range rows {
		authors, ids = append(authors, r.AuthorPerson), append(ids, r.ID)
	}
	known, err := people.ByIDs(ctx, q, authors)
	if err != nil {
		return nil, err
	}
	attached, err := filesOf(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	all := map[string][]Word{}
	for _, r := range rows {
		w := Word{ID: r.ID, At: r.At, Side: r.Side, Author: known[r.AuthorPerson].DisplayName(), Own: r.AuthorPerson == by.PersonID && by.PersonID != "", Body: r.Body, ByMail: r.ByMail, Erased: r.Erased, Files: attached[r.ID]}
		if p := known[r.AuthorPerson]; p.Outside {
			w.Author = p.Email
		}
		if w.Files == nil {
			w.Files = []File{}
		}
		all[r.TalkID] = append(all[r.TalkID], w)
	}
	return all, nil
}

// filesOf reads the files of words, by the id of the words. Of one that was withdrawn a trace stays.
func filesOf(ctx context.Context, q store.Querier, words []string) (map[string][]File, error) {
	rows, err := store.Select[fileRow](ctx, q, new(store.Q).Add(`SELECT f.file_id, f.word_id, f.lent FROM side_file f WHERE `).Where(store.In("f.word_id", words)).Add(` ORDER BY f.file_id`))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.FileID)
	}
	found, err := files.ByIDs(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	all := map[string][]File{}
	for _, r := range rows {
		f, there := found[r.FileID]
		all[r.WordID] = append(all[r.WordID], File{ID: r.FileID, Name: f.Name, Size: f.Size, Lent: r.Lent, Gone: !there || !f.DeletedAt.IsZero()})
	}
	return all, nil
}

// ReadFile names a file of a conversation.
type ReadFile struct {
	Number string `path:"number" json:"-"`
	Side   string `path:"side" json:"-"`
	File   string `path:"file" json:"-"`
}

// OpenFile returns a file of a conversation to those of HR who read it. The caller closes it. One that is not there, or was withdrawn, is absent.
func (s *Service) OpenFile(ctx context.Context, by authz.Actor, in ReadFile) (io.ReadSeekCloser, files.File, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, Ask)
	if err != nil {
		return nil, files.File{}, err
	}
	t, err := ofCase(ctx, s.DB, c.ID, in.Side)
	if err != nil {
		return nil, files.File{}, err
	}
	if err := s.Desk.Opened(ctx, by, c); err != nil {
		return nil, files.File{}, err
	}
	return s.open(ctx, t.ID, in.File)
}

// open returns the content of a file of a conversation.
func (s *Service) open(ctx context.Context, talkID, fileID string) (io.ReadSeekCloser, files.File, error) {
	n, err := store.One[int](ctx, s.DB, `SELECT count(*) FROM side_file f JOIN side_word w ON w.id = f.word_id WHERE w.talk_id = $1 AND f.file_id = $2`, talkID, fileID)
	if err != nil {
		return nil, files.File{}, fmt.Errorf("read file: %w", err)
	}
	if n == 0 {
		return nil, files.File{}, authz.Hidden()
	}
	return s.Files.Open(ctx, s.DB, fileID)
}

// Preview is what those who are asked will get.
type Preview struct {
	Number    string     `json:"case"`
	To        []Somebody `json:"to"`
	Subject   string     `json:"mail_subject"`
	Text      string     `json:"mail_text"` // as the first of them gets it
	Files     []File     `json:"files"`
	PageAlone bool       `json:"on_page_alone"` // the mail names nothing; the words stand on their page alone
	Resembles string     `json:"resembles,omitempty"`

	Title      string `json:"-"` // as it stands on their page
	Restricted bool   `json:"-"` // not all of HR reads the case, or it is protected
}

// Check returns what those who are asked will get, and sends nothing. It refuses what Begin refuses.
func (s *Service) Check(ctx context.Context, by authz.Actor, in Begin) (Preview, error) {
	out := Preview{Number: in.Number, To: []Somebody{}, Files: []File{}}
	lent, err := s.lend(ctx, by, in)
	if err != nil {
		return out, err
	}
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, Ask)
	if err != nil {
		return out, err
	}
	r, err := s.check(ctx, s.DB, by, c, in, lent)
	if err != nil {
		return out, err
	}
	if r.address != "" {
		r.people = append(r.people, people.Person{Email: r.address, Outside: true, Language: locale.Lang(ctx), TimeZone: "UTC"})
		if out.Resembles, err = s.resembles(ctx, r.address); err != nil {
			return out, err
		}
	}
	for _, p := range r.people {
		out.To = append(out.To, somebody(ctx, p, wayTo(p), nil))
	}
	author, err := people.ByID(ctx, s.DB, by.PersonID)
	if err != nil {
		return out, err
	}
	first := r.people[0]
	t := talkRow{ID: "…", Subject: oneLine(in.Subject), First: in.Body, Sensitivity: r.guard.Sensitivity, Health: r.guard.Health, Quiet: r.guard.Quiet, WantedOn: in.Wanted}
	theirs := locale.With(ctx, locale.New(first.Language, first.TimeZone).At(s.DB.Now().Time))
	out.Subject, out.Text = s.words(theirs, first, t, in.Body, letter{from: author}, s.Threads.Pattern() != "")
	out.Title = t.title(theirs)
	out.Files, out.PageAlone, out.Restricted = r.files, t.neutral() && !first.Outside, protected(r.guard) || r.guard.Sensitivity == catalogue.Team
	return out, nil
}

// resembles returns the name of somebody of the directory whose address looks like this one, or "".
func (s *Service) resembles(ctx context.Context, address string) (string, error) {
	if s.Looks == nil {
		return "", nil
	}
	id, err := s.Looks.Resembles(ctx, "", address)
	if err != nil || id == "" {
		return "", err
	}
	p, err := people.ByID(ctx, s.DB, id)
	if fault.KindOf(err) == fault.NotFound {
		return "", nil
	}
	return p.DisplayName(), err
}

// first reports whether somebody outside is among those who were asked.
func (t Talk) Outside() bool {
	return slices.ContainsFunc(t.To, func(p Somebody) bool { return p.Outside })
}

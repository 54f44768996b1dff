// Package outreachweb shows rounds: one case for each of many people, from the list and the preview to who has answered.
package outreachweb

import (
	"context"
	"io"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/outreach"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct {
	db     *store.DB
	rounds *outreach.Service
}

// New returns the pages of s.
func New(db *store.DB, s *outreach.Service) *Web { return &Web{db, s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "outreach", Routes: w.routes, Menu: []webspec.Link{{Weight: 53, Key: "rounds", Label: locale.M("Rounds"), Icon: "mails", Href: path, Group: webspec.Tools, Text: locale.M("One case for each of many people, and who has answered."), Face: authz.Desk,
		Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

const path = "/desk/outreach"

func roundPath(id string) string { return path + "/" + url.PathEscape(id) }

func (w *Web) routes(m *httpx.Mux) {
	s := w.rounds
	m.Handle("GET "+path, httpx.Page(s.List, listPage))
	m.Handle("GET "+path+"/new", httpx.Page(w.blank, formPage))
	m.Handle("POST "+path, httpx.Form(w.keep, func(_ making, r outreach.Round) string { return roundPath(r.ID) }, w.keepAgain))
	m.Handle("GET "+path+"/{round}", httpx.Page(s.Show, roundPage))
	m.Handle("POST "+path+"/{round}", httpx.Form(s.Steer, steered, w.steerAgain))
	m.Handle("POST "+path+"/{round}/settle", httpx.Taken(w.settling, settlePage))
	m.Handle("GET "+path+"/{round}/people", httpx.Page(s.People, peoplePage))
	m.Handle("GET /api/v1/outreach", httpx.JSON(s.List, 200, "The rounds of your teams, in which each of many people has a case of their own. For HR."))
	m.Handle("POST /api/v1/outreach", httpx.JSON(s.Make, 201, "Prepare a round: one case for each of up to 10,000 people. Nothing is opened before it is started; the answer is the preview. The same key twice is one round."))
	m.Handle("GET /api/v1/outreach/{round}", httpx.JSON(s.Show, 200, "How far a round has come, and how its cases stand, as far as you may see them."))
	m.Handle("POST /api/v1/outreach/{round}", httpx.JSON(s.Steer, 200, "Start a round, pause it, let it go on, stop it, try the failed ones again, remind once those who have not answered, settle their cases with words (with preview, nothing is done yet), or drop a draft. "+
		"Reminding and settling begin when the time is over in which you can undo what you send. Stop also ends reminding and settling; what they had not reached stays as it is, and they can go on with it later. "+
		"To stop or pause where nothing runs is refused, and so is settling with other words while it goes on. The same twice is once."))
	m.Handle("GET /api/v1/outreach/{round}/people", httpx.JSON(s.People, 200, "Who of a round has not answered, has answered, is settled, has no case, or was left out and why."))
}

// steered leads to the round, or to the list when it was dropped.
func steered(in outreach.Steer, _ outreach.Round) string {
	if in.Do == outreach.Drop {
		return path
	}
	return roundPath(in.ID)
}

// settling is the preview of settling what nobody answered; what is wrong with the words is said there.
func (w *Web) settling(ctx context.Context, by authz.Actor, in outreach.Steer) (settled, error) {
	in.Do, in.Preview = outreach.Settle, true
	r, err := w.rounds.Steer(ctx, by, in)
	wrong := fault.As(err)
	if wrong != nil && (wrong.Kind == fault.Invalid || wrong.Kind == fault.Conflict) {
		r.Words, err = in.Words, nil
	}
	return settled{r, wrong}, err
}

// settled is what the preview of settling shows.
type settled struct {
	outreach.Round
	Err *fault.Error
}

func settlePage(ctx context.Context, p settled) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: p.Title(), Written: true, Active: "rounds", Error: p.Err != nil}, settleBody(p))
}

// steerAgain shows the round once more with why it cannot be done, and the words that were to be sent.
func (w *Web) steerAgain(ctx context.Context, by authz.Actor, in outreach.Steer, wrong *fault.Error) (templ.Component, error) {
	r, err := w.rounds.Show(ctx, by, outreach.Find{ID: in.ID})
	return page(ctx, r, in.Words, wrong), err
}

// making is outreach.Make as its form sends it: languages, titles and texts stand in the same order, and a file is added to the list.
type making struct {
	Key       string         `json:"key"`
	List      string         `json:"list"`
	Unit      string         `json:"unit"`
	Site      string         `json:"site"`
	Service   string         `json:"service"`
	Team      string         `json:"team"`
	Asks      string         `json:"asks"`
	Until     string         `json:"until"`
	Languages []string       `json:"language"`
	Titles    []string       `json:"title"`
	Bodies    []string       `json:"text"`
	Files     []files.Upload `form:"files" json:"-"`
}

const maxFile = 2 << 20

func (m making) in() (outreach.Make, error) {
	out := outreach.Make{Key: m.Key, List: m.List, Unit: m.Unit, Site: m.Site, Service: m.Service, Team: m.Team, Asks: m.Asks == "yes", Until: m.Until}
	for i, lang := range m.Languages {
		if i < len(m.Titles) && i < len(m.Bodies) {
			out.Texts = append(out.Texts, outreach.Text{Language: lang, Title: m.Titles[i], Body: m.Bodies[i]})
		}
	}
	for _, f := range m.Files {
		text, err := read(f)
		if err != nil {
			return out, err
		}
		out.List = strings.TrimSpace(out.List + "\n" + text)
	}
	return out, nil
}

// read is what stands in a list that was sent as a file.
func read(f files.Upload) (string, error) {
	wrong := fault.ForField("files", "Send the list as CSV or plain text, of at most 2 MB.")
	if f.Size > maxFile {
		return "", wrong
	}
	from, err := f.Open()
	if err != nil {
		return "", err
	}
	content, err := io.ReadAll(io.LimitReader(from, maxFile))
	if closed := from.Close(); err == nil {
		err = closed
	}
	if text := string(content); err == nil && (strings.ContainsRune(text, 0) || strings.ToValidUTF8(text, "") != text) {
		return "", wrong
	}
	return string(content), err
}

// written is what the form shows.
type written struct {
	In       making
	Services []catalogue.Service
	Teams    []people.Team
	Units    map[string]string
	Sites    []string
	Err      *fault.Error
}

type readBlank struct {
	From string `query:"from" json:"-"` // a draft whose texts are changed
}

func (w *Web) blank(ctx context.Context, by authz.Actor, in readBlank) (written, error) {
	out := written{In: making{Key: ident.New(), Asks: "yes"}}
	var err error
	if out.Services, err = w.rounds.Services(ctx, by); err != nil {
		return out, err
	}
	teams, err := people.Teams(ctx, w.db)
	if err != nil {
		return out, err
	}
	for _, t := range teams {
		for _, mine := range by.Teams {
			if t.ID == mine {
				out.Teams = append(out.Teams, t)
			}
		}
	}
	if out.Sites, err = people.SiteNames(ctx, w.db); err != nil {
		return out, err
	}
	if out.Units, err = people.UnitNames(ctx, w.db); err != nil || in.From == "" {
		return out, err
	}
	again, err := w.rounds.Again(ctx, by, outreach.Find{ID: in.From})
	if err != nil {
		return out, err
	}
	out.In.List, out.In.Service, out.In.Team, out.In.Until = again.List, again.Service, again.Team, again.Until
	if !again.Asks {
		out.In.Asks = "no"
	}
	for _, t := range again.Texts {
		out.In.Languages, out.In.Titles, out.In.Bodies = append(out.In.Languages, t.Language), append(out.In.Titles, t.Title), append(out.In.Bodies, t.Body)
	}
	return out, nil
}

func (w *Web) keep(ctx context.Context, by authz.Actor, in making) (outreach.Round, error) {
	if err := w.rounds.May(by); err != nil {
		return outreach.Round{}, err
	}
	asked, err := in.in()
	if err != nil {
		return outreach.Round{}, err
	}
	return w.rounds.Make(ctx, by, asked)
}

func (w *Web) keepAgain(ctx context.Context, by authz.Actor, in making, wrong *fault.Error) (templ.Component, error) {
	out, err := w.blank(ctx, by, readBlank{})
	if in.Key == "" {
		in.Key = out.In.Key
	}
	out.In, out.Err = in, wrong
	return formPage(ctx, out), err
}

func formPage(ctx context.Context, f written) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "A case for each of many"), Active: "rounds", Error: f.Err != nil}, formBody(f))
}

func listPage(ctx context.Context, all outreach.Rounds) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Rounds"), Active: "rounds"}, listBody(all))
}

func roundPage(ctx context.Context, r outreach.Round) templ.Component { return page(ctx, r, "", nil) }

func page(ctx context.Context, r outreach.Round, typed string, wrong *fault.Error) templ.Component {
	title := r.Title()
	return shell.Desk(ctx, shell.Page{Title: title, Written: true, Active: "rounds", Error: wrong != nil, Live: "/live?topics=" + desk.QueueTopic}, roundBody(r, typed, wrong))
}

func peoplePage(ctx context.Context, p outreach.People) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: p.Round.Title(), Written: true, Active: "rounds"}, peopleBody(p))
}

package ui_test

import (
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

var update = flag.Bool("update", false, "write the golden files anew")

var noon = time.Date(2026, 11, 17, 12, 0, 0, 0, time.UTC)

// piece is one component of the kit. Pieces of one sheet stand on one page.
type piece struct {
	name string // of the component
	show templ.Component
}

func reader() context.Context {
	return locale.With(context.Background(), locale.New("en", "Europe/Stockholm").At(noon))
}

// around gives a component its children.
func around(frame templ.Component, children string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return frame.Render(templ.WithChildren(ctx, templ.Raw(children)), w)
	})
}

func formPieces(ctx context.Context) []piece {
	var fields fault.Fields
	fields.Need(false, "subject", "Say in a few words what it is about.")
	err := fault.As(fields.Err())
	three := []ui.Option{{Value: "a", Label: "Allowance", Hint: "Night, weekend, on-call"}, {Value: "b", Label: "Overtime"}, {Value: "c", Label: "Amina Yusuf", Person: true, Disabled: true}}
	return []piece{
		{"ErrorSummary", ui.ErrorSummary(err)},
		{"Control", around(ui.Control(ui.Field{Name: "own", Label: "A control of the page's own"}), `<input id="own" name="own">`)},
		{"Input", ui.Input(ui.Field{Name: "subject", Label: "In a few words", Hint: "As you would say it.", Value: `<b>"4 nights"</b>`}.With(ctx, err))},
		{"TextArea", ui.TextArea(ui.Field{Name: "body", Label: "What happened?", Optional: true, Value: "Two\nlines </textarea>"})},
		{"Within", ui.Within(ui.Field{Name: "first", Label: "First answer within", Value: "9"}, ui.Field{Name: "first_unit"}, ui.HoursOrMinutes(ctx, "h"))},
		{"Select", ui.Select(ui.Field{Name: "service", Label: "Service", Value: "b"}, three)},
		{"Picks", ui.Picks(ui.Field{Name: "kind", Label: "What is missing?", Value: "a", Hint: "One of these."}, three)},
		{"Checks", ui.Checks(ui.Field{Name: "days", Label: "Which days?"}, three)},
		{"Checkbox", ui.Checkbox(ui.Field{Name: "not_manager", Label: "Not to my manager", Hint: "Otherwise they see it.", Checked: true})},
		{"FileInput", ui.FileInput(ui.Field{Name: "files", Label: "Photo or file", Optional: true})},
		{"Scale", ui.Scale(ui.Field{Name: "easy", Label: "How easy was it?", LabelHidden: true}, three)},
		{"Button", ui.Button(ui.Action{Label: "Send to HR", Icon: "check", Look: ui.Primary, Size: ui.Large, Name: "do", Value: "send", Key: "Ctrl+Enter"})},
		{"Button", ui.Button(ui.Action{Label: "A link that looks like one", Href: "javascript:alert(1)"})},
		{"DraftStatus", ui.DraftStatus()},
		{"Once", ui.Once()},
		{"SignOut", ui.SignOut("/sign-out")},
	}
}

func statusPieces(ctx context.Context) []piece {
	return []piece{
		{"Chip", ui.Chip(ui.Warn, "timer", "Due soon")},
		{"Avatar", ui.Avatar("Amina Yusuf", "avatar-sm")},
		{"Kbd", ui.Kbd("R")},
		{"Press", ui.Press("Ctrl Enter")},
		{"Clock", ui.Clock(ui.Bad, "38 min late", 120)},
		{"Clock", ui.Clock(ui.Hold, "Waits", 40)},
		{"PromiseLine", ui.PromiseLine(ui.Promise{Sentence: ui.Rich(ctx, "We will answer by *%s*", "Thu *19* Nov"), Used: 40, From: "Asked Mon 09:24", Until: "Left: 1 day"})},
		{"Bar", ui.Bar(ui.OK, 100)},
		{"Time", ui.Time(noon)},
		{"Notice", around(ui.Notice(ui.OK), "Kept.")},
		{"Notice", around(ui.Notice(ui.Bad), "It broke.")},
		{"Skeleton", ui.Skeleton("Cases are loading", 2)},
		{"Icon", ui.Icon("clock", "size-5")},
		{"Mark", ui.Mark()},
		{"HeroArches", ui.HeroArches()},
		{"Rich", ui.Rich(ctx, "Answered *%s*", "<i>now</i>")},
		{"Said", ui.Said(ctx, "with %s", ui.Name("O'Neill <script>"))},
		{"Quoting", ui.Quoting(ctx, locale.M("It came back: %s", "5.1.1 <nobody>"))},
		{"Linked", ui.Linked(ctx, "tel:4400", "Call HR on [%s]", "4400")},
		{"Person", ui.Person("Zoë & Co")},
		{"Prose", ui.Prose("One <script>alert(1)</script>\nline.\n\nSee https://example.com/a?b=1&c=2, or write to hr@example.com.")},
	}
}

func pagePieces(ctx context.Context) []piece {
	message := ui.Message{ID: "m1", Speaker: ui.Note, Author: "Marta Kowalczyk", Role: "payroll", Label: "Not sent to Pavel. He may ask for a copy.", Via: "from phone", At: noon,
		Text: "Sheet: 3.5.", Files: []ui.File{{Name: "payslip.pdf", Href: "/f/1", Size: "240 kB"}, {Trace: "Taken back."}}}
	return []piece{
		{"Part", around(ui.Part(ui.Section{ID: "t-part", Title: "Your requests", More: ui.NavItem{Label: "All requests", Href: "/requests"}}), "<p>Rows</p>")},
		{"Breadcrumb", ui.Breadcrumb(ui.NavItem{Label: "Home", Href: "/"}, ui.NavItem{Label: "My requests", Href: "/requests"})},
		{"Tabs", ui.Tabs("Which requests", "open", ui.NavItem{Key: "open", Label: "Open", Href: "?tab=open", Count: "2"}, ui.NavItem{Key: "closed", Label: "Closed", Href: "?tab=closed"})},
		{"Pager", ui.Pager(ui.Pages{Newer: "?after=1", Older: "?after=3"})},
		{"Downloads", ui.Downloads("?as=csv", "?as=xlsx")},
		{"Empty", ui.Empty(ui.EmptyState{Title: "Nothing yet", Text: "It will stand here.", Actions: []ui.Action{{Label: "Ask HR", Href: "/ask"}}, More: ui.Person("More")})},
		{"ScrollRegion", around(ui.ScrollRegion("Cases"), "<table></table>")},
		{"Leader", ui.Leader("Nights", "€152.00")},
		{"DeskBar", around(ui.DeskBar(ui.DeskPage{Title: "Amina Yusuf", Written: true}), "<p>Beside</p>")},
		{"HelpLine", ui.HelpLine("4400", "Mon–Fri 08:00–16:30")},
		{"Bubble", ui.Bubble(message)},
		{"Bubble", ui.Bubble(ui.Message{Author: "Amina Yusuf", You: true, At: noon, Withdrawn: "You took this back."})},
		{"Files", ui.Files(message.Files)},
		{"Event", around(ui.Event("phone"), "Marta called.")},
		{"AskBox", ui.AskBox("night allowance")},
		{"SearchForm", ui.SearchForm("/search", "Words or a number")},
	}
}

// sheets is the whole kit, by page.
func sheets(ctx context.Context) map[string][]piece {
	nav := []ui.NavItem{{Key: "home", Label: "Home", Href: "/", Icon: "house", Go: "h"}, {Key: "requests", Label: "My requests", Href: "/requests", Icon: "inbox", Count: "2"}}
	amina := ui.Who{Key: "p1", Name: "Amina Yusuf"}
	failure := ui.FailureBody(ui.Failure{Title: "There is nothing here", Text: "Or it is not open to you.", SearchAction: "/search", HelpPhone: "4400", Reference: "E-7F3K-2209", Actions: []ui.Action{{Label: "Go to the start", Href: "/"}}})
	return map[string][]piece{
		"1 forms": formPieces(ctx), "2 states": statusPieces(ctx), "3 parts": pagePieces(ctx),
		"4 portal": {{"Portal", around(ui.Portal(ui.PortalPage{Title: "Home", Active: "home", Person: amina, Nav: nav, Dock: nav, Foot: nav[:1], AskHref: "/ask", OrgName: "Ferrow & Lund", HelpPhone: "4400", Theme: "dark",
			Error: true, Live: "/live", IdleSeconds: 120, IdleHref: "/terminal", NoLocal: true, Banner: ui.Person("A demonstration")}), "<p>Body</p>")}},
		"5 desk": {{"Desk", around(ui.Desk(ui.DeskPage{Title: "Queue", Active: "home", Person: amina, Nav: nav, Foot: nav[1:], Keys: []ui.Key{{Keys: "Ctrl Enter", Label: "send"}}}), "<p>Body</p>")}},
		"6 bare": {{"Bare", around(ui.Bare(ui.BarePage{Title: "Sign in", Aside: "Terminal 3"}), "<p>Body</p>")}, {"FailureBody", failure}},
	}
}

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(reader(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func names(all map[string][]piece) []string {
	var out []string
	for name := range all {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// What the build makes differs between trees with and without it: shapes of icons and hashes of assets. The mark of a form is another one each time.
var (
	marks  = regexp.MustCompile(`(name="_once" value=")[^"]+`)
	shapes = regexp.MustCompile(`(?s)(<svg class="i[ "][^>]*>).*?</svg>`)
	hashes = regexp.MustCompile(`/assets/([a-z-]+)\.[A-Z0-9]{8}\.`)
	absent = regexp.MustCompile(` data-icon-missing="[^"]*"`)
)

func TestEveryComponentLooksAsBefore(t *testing.T) {
	all := sheets(reader())
	var b strings.Builder
	for _, sheet := range names(all) {
		for _, p := range all[sheet] {
			html := shapes.ReplaceAllString(render(t, p.show), "$1</svg>")
			html = marks.ReplaceAllString(html, "${1}…")
			html = absent.ReplaceAllString(hashes.ReplaceAllString(html, "/assets/$1."), "")
			b.WriteString("<!-- " + p.name + " -->\n" + strings.ReplaceAll(html, "><", ">\n<") + "\n\n")
		}
	}
	golden := filepath.Join("testdata", "kit.golden.html")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got, old := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(got), len(old)) {
		if got[i] != old[i] {
			t.Fatalf("%s:%d is\n%s\nand was\n%s\nLook at it, then run the test with -update.", golden, i+1, got[i], old[i])
		}
	}
	if len(got) != len(old) {
		t.Fatalf("%s has %d lines, the kit renders %d", golden, len(old), len(got))
	}
}

func TestTheKitHoldsEveryComponent(t *testing.T) {
	shown := map[string]bool{}
	for _, sheet := range sheets(reader()) {
		for _, p := range sheet {
			shown[p.name] = true
		}
	}
	declared := regexp.MustCompile(`(?m)^(?:templ ([A-Z]\w*)\(|func ([A-Z]\w*)\(.*\) templ\.Component \{)`)
	found := 0
	for _, pattern := range []string{"*.templ", "*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "_templ.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range declared.FindAllStringSubmatch(string(text), -1) {
				found++
				if !shown[m[1]+m[2]] {
					t.Errorf("%s: %s is not in the kit", file, m[1]+m[2])
				}
			}
		}
	}
	if found < 40 {
		t.Errorf("found %d components only; is the pattern still right?", found)
	}
}

func TestEveryComponentKeepsTheRules(t *testing.T) {
	all := sheets(reader())
	for _, sheet := range names(all) {
		var b strings.Builder
		for _, p := range all[sheet] {
			b.WriteString(render(t, p.show))
		}
		for _, broken := range offences(b.String()) {
			t.Errorf("%s: %s", sheet, broken)
		}
	}
}

func TestOffencesAreFound(t *testing.T) {
	for html, want := range map[string]string{
		`<p style="color:red">`:                          "inline style",
		`<style>p{}</style>`:                             "inline style",
		`<script>alert(1)</script>`:                      "inline script",
		`<a onclick="x()">`:                              "inline script",
		`<a href="javascript:x()">`:                      "inline script",
		`<p id="a"></p><p id="a"></p>`:                   `the id "a" is there twice`,
		`<input id="a" name="a">`:                        `no label: <input id="a" name="a">`,
		`<label for="b">B</label><select id="a">`:        `no label: <select id="a">`,
		`<label>A</label><textarea id="a"></textarea>`:   `no label: <textarea id="a">`,
		`<label for="a"></label><input id="b" id2="a"/>`: `no label: <input id="b" id2="a"/>`,
	} {
		if got := offences(html); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", html, got, want)
		}
	}
	for _, html := range []string{`<input type="hidden" name="a">`, `<label><input id="a"></label>`, `<input id="a"><label for="a">A</label>`, `<input aria-label="A">`, `<script src="/a.js" defer></script>`} {
		if got := offences(html); len(got) != 0 {
			t.Errorf("%s: %q", html, got)
		}
	}
}

var (
	tag       = regexp.MustCompile(`<(/?)([a-z][a-z0-9]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*/?>`)
	attribute = regexp.MustCompile(`\s([a-z][a-z0-9-]*)(?:="([^"]*)")?`)
	handler   = regexp.MustCompile(`^on[a-z]+$`)
)

// offences are the rules that a page breaks: no style or script of its own, no id twice, a label for every control.
func offences(html string) []string {
	var out []string
	ids, labelled := map[string]bool{}, map[string]bool{}
	for _, m := range tag.FindAllStringSubmatch(html, -1) {
		if a := attributes(m[3]); m[1] == "" && m[2] == "label" {
			labelled[a["for"]] = true
		}
	}
	labels := 0
	for _, m := range tag.FindAllStringSubmatch(html, -1) {
		name, a := m[2], attributes(m[3])
		if m[1] == "/" {
			if name == "label" {
				labels--
			}
			continue
		}
		id, hasID := a["id"]
		if hasID && ids[id] {
			out = append(out, `the id "`+id+`" is there twice`)
		}
		ids[id] = true
		if _, styled := a["style"]; styled || name == "style" {
			out = append(out, "inline style")
		}
		if scripted(name, a) {
			out = append(out, "inline script")
		}
		switch name {
		case "label":
			labels++
		case "input", "select", "textarea":
			named := labels > 0 || hasID && labelled[id] || a["aria-label"] != "" || a["aria-labelledby"] != "" || a["type"] == "hidden"
			if !named {
				out = append(out, "no label: "+m[0])
			}
		}
	}
	return out
}

func attributes(text string) map[string]string {
	out := map[string]string{}
	for _, m := range attribute.FindAllStringSubmatch(text, -1) {
		out[m[1]] = m[2]
	}
	return out
}

func scripted(name string, a map[string]string) bool {
	for attribute := range a {
		if handler.MatchString(attribute) {
			return true
		}
	}
	return name == "script" && a["src"] == "" || strings.HasPrefix(a["href"], "javascript:")
}

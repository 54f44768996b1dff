package letterweb

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/chromedp/chromedp"

	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/safehtml"
	"hearth/internal/platform/ui"
)

// probe opens what is folded and names what a mail did to the page: things of ours that cannot be reached because something lies on them, boxes
// that are wider than the page, and what may not be in a box at all.
const probe = `(() => {
	const found = new Set()
	document.querySelectorAll('details').forEach(d => { d.open = true })
	for (const box of document.querySelectorAll('.mail-html, .mail-words')) {
		if (box.getBoundingClientRect().right > innerWidth + 1 || box.getBoundingClientRect().left < -1) found.add('a box is wider than the page')
	}
	for (const e of document.querySelectorAll('.mail-html *')) {
		const s = getComputedStyle(e)
		if (!/^(static|relative)$/.test(s.position) || s.zIndex !== 'auto' || s.transform !== 'none' || /-/.test(s.margin)) found.add(e.tagName + ' leaves the flow')
		for (const a of e.attributes) if (/^on|^style$|^id$|^name$/.test(a.name) || a.name === 'class' && a.value !== 'mail-picture') found.add('attribute ' + a.name)
		if (e.href && !/^(https?|mailto|tel):/.test(e.href)) found.add('a link to ' + e.href.slice(0, 20))
		if (/^(SCRIPT|STYLE|LINK|META|BASE|TITLE|IFRAME|OBJECT|EMBED|FORM|INPUT|BUTTON|SVG|MATH|DIALOG|MAIN|DETAILS|TEMPLATE|NOSCRIPT|VIDEO|AUDIO)$/i.test(e.tagName)) found.add('element ' + e.tagName)
	}
	if (document.querySelectorAll('script, style, base, iframe, frame, object, embed').length) found.add('elements that run or load')
	if (document.querySelectorAll('title').length !== 1 || document.querySelectorAll('#main').length !== 1 || document.querySelectorAll('meta').length !== 3) found.add('a second head')
	for (const e of document.querySelectorAll('main dt:first-child, main summary.h2, main h2, main form button, body > header a')) {
		if (e.closest('.mail-html')) continue
		e.scrollIntoView({block: 'center'})
		const r = e.getBoundingClientRect()
		const hit = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)
		if (!hit || !e.contains(hit)) found.add('something lies on ' + e.tagName)
	}
	return [...found]
})()`

func (b *watched) probed() []string {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	for {
		found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](probe))
		if err == nil {
			return found
		}
		// A page may leave under our hands, which is what some of these mails are for: then the next one is looked at.
		if ctx.Err() != nil || !strings.Contains(err.Error(), "navigated or closed") {
			b.t.Fatal(err)
		}
	}
}

// blame says what happened, or nothing.
func (b *watched) blame() (faults []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for what, list := range map[string]int{"scripts ran": len(b.runs), "requests beyond our origin": len(b.calls), "answers from beyond": len(b.hits)} {
		if list > 0 {
			faults = append(faults, fmt.Sprintf("%d %s: %.300q %.300q", list, what, b.runs, b.calls))
		}
	}
	return faults
}

// serve answers with one mail, or with several one below the other, each in boxes of its own: the first is number from.
func (b *watched) serve(all []string, o Options) {
	b.mux.HandleFunc("/one/{i}", func(w http.ResponseWriter, r *http.Request) {
		i, _ := strconv.Atoi(r.PathValue("i"))
		if err := Document(w, r, letter.Parse(hostile(all[i]), letter.Options{}), o); err != nil {
			b.t.Error(err)
		}
	})
	b.mux.HandleFunc("/many/{from}/{to}", func(w http.ResponseWriter, r *http.Request) {
		from, _ := strconv.Atoi(r.PathValue("from"))
		to, _ := strconv.Atoi(r.PathValue("to"))
		var sheets []templ.Component
		for _, p := range all[from:min(to, len(all))] {
			sheets = append(sheets, sheet(look(r.Context(), letter.Parse(hostile(p), letter.Options{}), o, false)))
		}
		guard(w.Header(), r.Host, view{options: o})
		frame := ui.Bare(ui.BarePage{Title: "Many", Still: true})
		if err := frame.Render(templ.WithChildren(r.Context(), templ.Join(sheets...)), w); err != nil {
			b.t.Error(err)
		}
	})
}

// perPage is how many mails stand on one page.
const perPage = 60

// No mail runs a script, loads anything before the reader agrees, or covers what is ours: whatever its subject, names, texts, HTML and files say. The
// content security policy is taken away from these pages, so that it hides nothing that the sanitiser lets through.
func TestNoMailLeavesItsBox(t *testing.T) {
	t.Parallel()
	b := watch(t)
	all, plain := payloads(t, b.far.URL)
	b.serve(all, Options{Files: "/files/", unguarded: true})
	began, shown, every := time.Now(), 0, 8
	if long() {
		every = 1
	}
	for from, step := 0, perPage; from < len(all); from += step {
		if from >= plain {
			step = perPage * every
		}
		b.holds(fmt.Sprintf("/many/%d/%d", from, from+perPage))
		shown += min(perPage, len(all)-from)
	}
	b.settled()
	t.Logf("%d of %d mails shown in %v: nothing ran, loaded or covered", shown, len(all), time.Since(began).Round(time.Millisecond))
	if shown < 200 {
		t.Errorf("only %d were shown", shown)
	}
}

// The same holds for each mail as a document of its own, and of the policy alone when nothing is sanitised.
func TestNoDocumentLeavesItsBox(t *testing.T) {
	t.Parallel()
	b := watch(t)
	all, plain := payloads(t, b.far.URL)
	b.serve(all, Options{Files: "/files/"})
	every := len(all)/10 + 1
	if long() {
		every = 1
	}
	for i := 0; i < len(all); i += every {
		b.holds(fmt.Sprintf("/one/%d", i))
	}
	b.settled()
	b.mux.HandleFunc("/unclean/{i}", func(w http.ResponseWriter, r *http.Request) {
		i, _ := strconv.Atoi(r.PathValue("i"))
		if err := Document(w, r, letter.Parse(hostile(all[i]), letter.Options{}), Options{unclean: true}); err != nil {
			t.Error(err)
		}
	})
	for i := 0; i < plain; i += every {
		b.visit(fmt.Sprintf("/unclean/%d", i))
		if b.mu.Lock(); len(b.runs)+len(b.hits) > 0 {
			t.Errorf("the policy alone, %.200q: %q ran, %d requests", all[i], b.runs, len(b.hits))
			b.runs, b.hits = nil, nil
		}
		b.mu.Unlock()
	}
}

func long() bool { return os.Getenv("HEARTH_LONG") == "1" }

// holds shows a page and says what its mails did that they may not.
func (b *watched) holds(path string) {
	b.t.Helper()
	b.visit(path)
	faults := b.probed()
	if faults = append(faults, b.blame()...); len(faults) > 0 {
		b.t.Errorf("%s: %v", path, faults)
		b.forget()
	}
}

// settled waits for what comes late.
func (b *watched) settled() {
	b.t.Helper()
	time.Sleep(500 * time.Millisecond)
	if faults := b.blame(); len(faults) > 0 {
		b.t.Errorf("in the end: %v", faults)
	}
}

// What the browser is asked to see it does see: without the sanitiser and without the policy scripts run, pictures load and the page is covered. With
// one of the two, nothing runs and nothing loads.
func TestTheBrowserSeesWhatABoxHolds(t *testing.T) {
	t.Parallel()
	b := watch(t)
	here := strings.NewReplacer("FAR", b.far.URL)
	attacks := []string{
		`<img src=x onerror=trap()>`, `<script>alert(1)</script>`, here.Replace(`<img src="FAR/pixel.gif">`), here.Replace(`<meta http-equiv=refresh content="0;url=FAR/refresh">`),
		`</div></div></details></article></div></main></body></html><div style="position:fixed;inset:0;z-index:2147483647;background:red">x</div>`,
	}
	for _, mode := range []struct {
		name               string
		unclean, unguarded bool
	}{{"bare", true, true}, {"guarded", true, false}, {"cleaned", false, true}} {
		b.mux.HandleFunc("/"+mode.name+"/{i}", func(w http.ResponseWriter, r *http.Request) {
			i, _ := strconv.Atoi(r.PathValue("i"))
			m := letter.Parse([]byte("From: bo@example.com\r\nTo: hr@example.org\r\nContent-Type: text/html\r\n\r\n"+attacks[i]), letter.Options{})
			if err := Document(w, r, m, Options{unclean: mode.unclean, unguarded: mode.unguarded}); err != nil {
				t.Error(err)
			}
		})
	}
	count := func(path string) (runs, hits int, covered bool) {
		b.forget()
		b.visit(path)
		covered = strings.Contains(fmt.Sprint(b.probed()), "something lies on")
		time.Sleep(300 * time.Millisecond)
		b.mu.Lock()
		defer b.mu.Unlock()
		return len(b.runs), len(b.hits), covered
	}
	for i, want := range []string{"runs", "runs", "hits", "hits", "covers"} {
		for _, mode := range []string{"bare", "guarded", "cleaned"} {
			runs, hits, covered := count(fmt.Sprintf("/%s/%d", mode, i))
			seen := map[string]bool{"runs": runs > 0, "hits": hits > 0, "covers": covered}
			if mode == "bare" && !seen[want] {
				t.Errorf("bare, %s: the browser does not see that it %s (%d, %d, %v)", attacks[i], want, runs, hits, covered)
			}
			if mode != "bare" && (runs > 0 || hits > 0 || covered) {
				t.Errorf("%s, %s: %d scripts ran, %d requests, covered: %v", mode, attacks[i], runs, hits, covered)
			}
		}
	}
}

// What is made fit to be shown stays as it is when that is done again.
func TestCleaningPayloadsAgainChangesNothing(t *testing.T) {
	t.Parallel()
	all, _ := payloads(t, "http://far.example")
	for _, p := range all {
		html := letter.Parse(hostile(p), letter.Options{}).HTML
		for _, o := range []safehtml.Options{{}, {Remote: true}} {
			once := safehtml.Clean(html, o).HTML
			if twice := safehtml.Clean(once, o).HTML; twice != once {
				t.Errorf("%.200q: once %.200q, twice %.200q", p, once, twice)
			}
		}
	}
	t.Logf("%d payloads", len(all))
}

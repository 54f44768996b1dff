package stories

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	chrome "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/people/roster"
	"hearth/internal/platform/authz"
)

// keeps lets the browser keep what it downloads, and returns where.
func (b *tab) keeps() (dir string) {
	b.t.Helper()
	dir = b.t.TempDir()
	call(b, chrome.SetDownloadBehavior, chrome.SetDownloadBehaviorParams{Behavior: chrome.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
		BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID})
	return dir
}

// kept waits for a file in dir whose name ends so and which is whole, and returns its name and its rows. The browser holds the name with an empty file while it writes beside it.
func (b *tab) kept(dir, ending string) (name string, rows []roster.Row) {
	b.t.Helper()
	var found []string
	if !b.until(func() bool {
		found, _ = filepath.Glob(filepath.Join(dir, "*"+ending)) // the pattern is sound
		begun, _ := filepath.Glob(filepath.Join(dir, "*.crdownload"))
		if len(found) == 0 || len(begun) > 0 {
			return false
		}
		at, err := os.Stat(found[0])
		return err == nil && at.Size() > 0
	}) {
		b.picture("failed")
		b.t.Fatalf("%s: no file was kept", b.path())
	}
	body, err := os.ReadFile(found[0])
	if err != nil {
		b.t.Fatal(err)
	}
	table, err := roster.Read(body)
	if err != nil {
		b.t.Fatalf("%s: %v", found[0], err)
	}
	if err := os.Remove(found[0]); err != nil {
		b.t.Fatal(err)
	}
	return filepath.Base(found[0]), table.Rows
}

// Marta narrows the queue down to one service and takes it along by keyboard alone; what she has on her computer is what the page shows. Without scripts she does it too.
func TestMartaTakesTheQueueAlong(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		asked(w)
		w.ask("", "pavel", desk.Open{Subject: "=HYPERLINK(\"http://evil.example\",\"my payslip\")", Body: "Open this in your spreadsheet.", Service: "grade"})
		b := open(t, w.App, screen)
		dir := b.keeps()
		b.be("marta", authz.Desk)
		for _, scripts := range []bool{true, false} {
			b.scripting(scripts)
			b.visit("/desk")
			b.choose("Service", "Pay grade")
			b.onto("Apply")
			if scripts { // the page stays, and its list is another
				b.keys(kb.Enter)
			} else {
				b.leaves(func() { b.keys(kb.Enter) })
			}
			b.reads("=HYPERLINK(", "Download the whole list as CSV")
			if !b.until(func() bool { return !strings.Contains(b.text(), "Swap of a shift") }) {
				t.Fatalf("%s shows other services", b.path())
			}
			b.onto("Download the whole list as CSV")
			if scripts {
				b.picture("queue")
				b.theme("dark")
				b.picture("queue-dark")
				b.theme("light")
			}
			b.keys(kb.Enter)
			name, rows := b.kept(dir, ".csv")
			if name != "queue-open-2026-11-17.csv" || len(rows) != 1 || !strings.HasPrefix(rows[0].Cells[1], "=HYPERLINK(") || rows[0].Cells[3] != "Pavel Dvořák" {
				t.Errorf("%s has %v", name, rows)
			}
			b.onto("Download it as XLSX")
			b.keys(kb.Enter)
			if name, rows := b.kept(dir, ".xlsx"); name != "queue-open-2026-11-17.xlsx" || len(rows) != 1 {
				t.Errorf("%s has %v", name, rows)
			}
		}
		b.scripting(true)
		b.sound()
		b.nobody() // her session has ended: that is told on a page, and no file says so
		b.goes("Download the whole list as CSV")
		b.reads("Sign in")
		if all, err := os.ReadDir(dir); err != nil || len(all) > 0 {
			t.Errorf("kept: %v, %v", all, err)
		}
	})
}

// Lena takes along who saw a record, and reads on the same page who took what along: Marta's queue and her own answer.
func TestLenaReadsWhoTookWhatAlong(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		asked(w)
		w.Desk("marta").Get("/desk/queue.csv?view=open").Is(200)
		w.API("theo").Get("/api/v1/cases/" + w.values["night"]).Is(200)
		w.Drain()
		b := open(t, w.App, screen)
		dir := b.keeps()
		b.be("lena", authz.Desk)
		b.visit("/admin/audit")
		b.fill("E-mail address or personnel number", apptest.Email("amina"))
		b.goes("Show who saw it")
		b.reads("Theo Brandt", "To work on a request")
		b.picture("answer")
		b.theme("dark")
		b.picture("answer-dark")
		b.theme("light")
		b.sound()
		b.onto("Download the whole list as CSV")
		b.keys(kb.Enter)
		name, rows := b.kept(dir, ".csv")
		if name != "record-2026-11-17.csv" || len(rows) < 2 || rows[len(rows)-1].Cells[1] != "Theo Brandt" {
			t.Errorf("%s has %v", name, rows)
		}
		b.visit("/admin/audit")
		b.reads("Downloads", "Marta Kowalczyk", "The queue: All open", "Lena Berg", "Who saw a record", "3 rows")
		b.picture("downloads")
		b.theme("dark")
		b.picture("downloads-dark")
		b.sound()
	})
}

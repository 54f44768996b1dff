package letter_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/safehtml"
)

// fill repeats a piece up to a size.
func fill(piece string, size int) string { return strings.Repeat(piece, size/len(piece)+1)[:size] }

// shapes are mails of a size that are made to take long.
var shapes = map[string]func(n int) string{
	"text":             func(n int) string { return ordinary + "\r\n" + fill("words and words\r\n", n) },
	"one line":         func(n int) string { return ordinary + "\r\n" + fill("x", n) },
	"empty lines":      func(n int) string { return ordinary + "\r\n" + fill("\n", n) },
	"quoted lines":     func(n int) string { return ordinary + "\r\n" + fill("> x\n\nOn 1 May 2024 at 10:00 Bo wrote:\n\n", n) },
	"names of authors": func(n int) string { return ordinary + "\r\n" + fill("Bo wrote:\n", n) },
	"heads of mails":   func(n int) string { return ordinary + "\r\n" + fill("From: x\nSent: y\n\n", n) },
	"signatures":       func(n int) string { return ordinary + "\r\n" + fill("Sent from my iPhone\n-- \n", n) },
	"fields":           func(n int) string { return fill("To: a@b.test\r\n", n) },
	"one field":        func(n int) string { return "To: " + fill("a@b.test,\r\n ", n) },
	"brackets":         func(n int) string { return "From: " + fill("<(\"@:", n) },
	"encoded words":    func(n int) string { return "Subject: " + fill("=?utf-8?q?", n) },
	"parameters":       func(n int) string { return "Content-Type: a/b" + fill("; x*1*=\"%41", n) },
	"parts": func(n int) string {
		return ordinary + "Content-Type: multipart/mixed; boundary=a\r\n\r\n" + fill("--a\r\n\r\nx\r\n", n)
	},
	"parts within parts": func(n int) string { return fill("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n", n) },
	"containers without parts": func(n int) string {
		return ordinary + "Content-Type: multipart/mixed; boundary=a\r\n\r\n" + fill("--a\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n", n)
	},
	"many texts": func(n int) string {
		return ordinary + "Content-Type: multipart/mixed; boundary=a\r\n\r\n" + fill("--a\r\n\r\n"+fill("words & words\r\n", max(n/13, 1000))+"\r\n", n)
	},
	"many pages of html": func(n int) string {
		return ordinary + "Content-Type: multipart/mixed; boundary=a\r\n\r\n" + fill("--a\r\nContent-Type: text/html\r\n\r\n"+fill("<p>words &amp; words\r\n", max(n/13, 1000))+"\r\n", n)
	},
	"different boundaries": func(n int) string { return nestedMail(n) },
	"almost boundaries": func(n int) string {
		return ordinary + "Content-Type: multipart/mixed; boundary=" + fill("a", 60) + "\r\n\r\n" + fill("--"+fill("a", 59)+"b\r\n", n)
	},
	"base64": func(n int) string {
		return ordinary + "Content-Transfer-Encoding: base64\r\n\r\n" + fill("aGVsbG8g\r\n", n)
	},
	"padding": func(n int) string { return ordinary + "Content-Transfer-Encoding: base64\r\n\r\n" + fill("a=", n) },
	"quoted printable": func(n int) string {
		return ordinary + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + fill("=41=\r\n", n)
	},
	"elements": func(n int) string {
		return ordinary + "Content-Type: text/html\r\n\r\n" + fill("<div><table><tr><td>", n)
	},
	"ends of elements":   func(n int) string { return ordinary + "Content-Type: text/html\r\n\r\n" + fill("<b><i></b></div>", n) },
	"attributes":         func(n int) string { return ordinary + "Content-Type: text/html\r\n\r\n<a " + fill(`href="x" `, n) },
	"quotations in html": func(n int) string { return ordinary + "Content-Type: text/html\r\n\r\n" + fill("<blockquote>x", n) },
	"links": func(n int) string {
		return ordinary + "Content-Type: text/html\r\n\r\n" + fill(`<a href="https://x.test/y">`, n)
	},
	"less-than signs": func(n int) string { return ordinary + "Content-Type: text/html\r\n\r\n" + fill("<!--<![", n) },
	"files of Outlook's": func(n int) string {
		return ordinary + "Content-Type: application/ms-tnef\r\n\r\n\x78\x9f\x3e\x22\x01\x00" + fill("\x02\x02\x90\x06\x00\x00\x00\x00\x00\x00\x00"+"\x02\x0f\x80\x06\x00\x01\x00\x00\x00x\x78\x00", n)
	},
	"properties of Outlook's": func(n int) string {
		return ordinary + "Content-Type: application/ms-tnef\r\n\r\n\x78\x9f\x3e\x22\x01\x00" + fill("\x01\x03\x90\x06\x00\x14\x00\x00\x00"+"\x01\x00\x00\x00\x1e\x00\x00\x10\x01\x00\x00\x00\x03\x00\x00\x00abc\x00"+"\x00\x00", n)
	},
	"a report": func(n int) string {
		return ordinary + "Content-Type: message/delivery-status\r\n\r\n" + fill("Action: failed\r\n\r\n", n)
	},
	"addresses of a bounce": func(n int) string {
		return "From: mailer-daemon@x.test\r\nSubject: Undelivered\r\n\r\n" + fill("a.b@c.test\nmessage-id: <a@b>\n", n)
	},
}

func nestedMail(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	return b.String()
}

// cpu returns the time of the processor that do takes in this thread: the least of several runs. Other work on the machine hardly shows in it.
func cpu(runs int, do func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	least := time.Duration(1 << 62)
	for range runs {
		var before, after unix.Rusage
		if unix.Getrusage(unix.RUSAGE_THREAD, &before) != nil {
			return 0
		}
		do()
		if unix.Getrusage(unix.RUSAGE_THREAD, &after) != nil {
			return 0
		}
		least = min(least, time.Duration(after.Utime.Nano()+after.Stime.Nano()-before.Utime.Nano()-before.Stime.Nano()))
	}
	return least
}

// growth returns how many times longer twice the size takes. What takes hardly any time at either size has not grown.
func growth(size int, do func(n int)) float64 {
	const noise = 3 * time.Millisecond
	worst := 0.0
	for try := range 4 {
		once, twice := cpu(3+try, func() { do(size) }), cpu(3+try, func() { do(2 * size) })
		if worst = float64(twice+noise) / float64(once+noise); worst <= maxGrowth {
			break // a disturbed measurement is repeated
		}
	}
	return worst
}

const maxGrowth = 2.6

// Twice the mail takes at most 2.6 times as long, whatever its shape, also to be shown as HTML.
func TestTimeGrowsWithTheMail(t *testing.T) {
	sizes := []int{128 << 10, 512 << 10}
	if os.Getenv("HEARTH_LONG") == "1" {
		sizes = []int{64 << 10, 512 << 10, 4 << 20}
	}
	for name, shape := range shapes {
		for _, size := range sizes {
			mails := map[int][]byte{size: []byte(shape(size)), 2 * size: []byte(shape(2 * size))}
			got := growth(size, func(n int) {
				m := letter.Parse(mails[n], letter.Options{})
				safehtml.Clean(m.HTML, safehtml.Options{})
			})
			if got > maxGrowth {
				t.Errorf("%s: twice %d bytes take %.2f times as long", name, size, got)
			}
		}
	}
}

// The measurement sees what grows with the square of the size.
func TestTheMeasurementOfTimeSeesSquares(t *testing.T) {
	sink, got := 0, 0.0
	square := func(n int) {
		for i := range n {
			for j := range n {
				sink += i ^ j
			}
		}
	}
	for range 3 {
		if got = growth(12_000, square); got > maxGrowth {
			break // as there, a disturbed measurement is repeated
		}
	}
	if got <= maxGrowth || sink == 1 {
		t.Errorf("the square of the size grows %.2f times", got)
	}
}

// bigMail is a mail of 25 MB.
const bigMail = 25 << 20

func bigMails() map[string][]byte {
	line := base64.StdEncoding.EncodeToString([]byte(fill("attachment ", 57))) + "\r\n"
	mails := map[string][]byte{"an attachment": []byte(ordinary + "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nsee\r\n--a\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + fill(line, bigMail) + "\r\n--a--\r\n")}
	for _, name := range []string{"text", "empty lines", "one line", "fields", "one field", "parts", "quoted printable", "quoted lines", "elements", "links",
		"containers without parts", "many texts", "many pages of html", "files of Outlook's"} {
		mails[name] = []byte(shapes[name](bigMail))
	}
	return mails
}

// A mail of 25 MB takes less than 64 MiB besides its own bytes. Everything that is taken on the heap is counted, also what is given back at once, so
// that the most that is ever held at the same time can only be less.
func TestABigMailTakesLittleMemory(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	mails := bigMails()
	for name, raw := range mails {
		got := taken(func() any { return letter.Parse(raw, letter.Options{}) })
		t.Logf("%s of %d MiB: %.1f MiB taken in all", name, len(raw)>>20, got)
		if got >= 64 {
			t.Errorf("%s: %.1f MiB", name, got)
		}
	}
	copied := taken(func() any {
		raw := mails["an attachment"]
		return [][]byte{bytes.Clone(raw), bytes.Clone(raw), bytes.Clone(raw)}
	})
	if copied < 64 {
		t.Errorf("a reader that copies the mail three times takes %.1f MiB by this measure", copied)
	}
}

// taken returns how many MiB do takes on the heap, also what is given back at once.
func taken(do func() any) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	kept := do()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(kept)
	return float64(after.TotalAlloc-before.TotalAlloc) / (1 << 20)
}

func BenchmarkABigMail(b *testing.B) {
	raw := bigMails()["an attachment"]
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		letter.Parse(raw, letter.Options{})
	}
}

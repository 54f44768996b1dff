package imap

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"net"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"hearth/internal/platform/fault"
)

// answered is a session with a server that says text, up to the end of an answer for each line that it hears, and goes.
func answered(a Account, text []byte, most time.Duration) (s *session, end func()) {
	ours, theirs := net.Pipe()
	s = &session{account: a, conn: &patient{Conn: ours, most: most}, patience: most, stop: func() bool { return true }, news: make(chan struct{}, 1)}
	go func() {
		defer theirs.Close() //nolint:errcheck // the peer finds out
		heard := bufio.NewReader(theirs)
		for _, answer := range answers(text) {
			if _, err := theirs.Write(answer); err != nil {
				return
			}
			if _, err := heard.ReadString('\n'); err != nil {
				return
			}
		}
	}()
	s.client = imapclient.New(s.conn, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: s.heard}})
	return s, func() {
		s.close()
		_ = theirs.Close()
	}
}

// answers cuts a text behind each line that ends an answer.
func answers(text []byte) (all [][]byte) {
	from, at := 0, 0
	for line := range bytes.Lines(text) {
		at += len(line)
		if from == 0 || line[0] == 'T' || line[0] == '+' {
			all, from = append(all, text[from:at]), at
		}
	}
	return append(all, text[from:])
}

// dialogue is what a server says to a session that signs in, opens the folder, looks for mails, and takes them.
func dialogue(search, sizes, mails string) string {
	return "* OK [CAPABILITY IMAP4rev1 IDLE MOVE] ready\r\nT1 OK [CAPABILITY IMAP4rev1 IDLE MOVE] in\r\n* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 10] x\r\nT2 OK [READ-WRITE] open\r\nT3 OK noop\r\n" +
		search + "T4 OK search\r\n" + sizes + "T5 OK fetch\r\n" + mails + "T6 OK fetch\r\n"
}

const (
	someSearch = "* SEARCH 8 9\r\n"
	someSizes  = "* 1 FETCH (UID 8 RFC822.SIZE 5 INTERNALDATE \"26-Nov-2026 09:00:00 +0000\")\r\n* 2 FETCH (UID 9 RFC822.SIZE 4)\r\n"
	someMails  = "* 1 FETCH (UID 8 BODY[] {5}\r\nabc\r\n)\r\n"
)

// FuzzServer holds that whatever a mail server answers, nobody waits for it and nothing breaks; that only mails behind the place are found, no more of them than there can be, and none larger than is taken; and that what
// goes wrong is one short sentence that holds no secret, however the server repeats it.
func FuzzServer(f *testing.F) {
	for _, s := range []string{
		dialogue(someSearch, someSizes, someMails), dialogue("* SEARCH\r\n", "", ""), dialogue("* SEARCH 0 4294967295 3 8\r\n", someSizes, "* 1 FETCH (UID 8 BODY[] NIL)\r\n"),
		dialogue("* ESEARCH (TAG \"T4\") UID ALL 8:9\r\n", someSizes, someMails), dialogue("* ESEARCH (TAG \"T4\") UID ALL 8:*\r\n", someSizes, someMails), dialogue("* ESEARCH UID ALL 1:4294967295\r\n", someSizes, someMails),
		dialogue("* ESEARCH UID ALL *\r\n", "", ""), dialogue(someSearch, "* 1 FETCH (UID 8 RFC822.SIZE 99999999999)\r\n", "* 1 FETCH (UID 8 BODY[] {4096}\r\nabc"), dialogue(someSearch, someSizes, "* 1 FETCH (BODY[] {3}\r\nabc UID 8 BODY[] {2}\r\nxy)\r\n"),
		"* BYE busy\r\n", "* PREAUTH in\r\n", "* OK [CAPABILITY IMAP4rev1] x\r\nT1 NO hid den\r\n", "* OK [CAPABILITY IMAP4rev1] x\r\nT1 NO hid\t den AUTH\r\n", "* OK [CAPABILITY IMAP4rev1] x\r\nT1 BAD LOGIN hr \"hid  den\"\r\n", "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\r\n+ \r\nT1 NO AGhyAGhpZCAgZGVu\r\n",
		"* OK [CAPABILITY IMAP4rev1] x\r\nT1 NO " + strings.Repeat("far too long ", 200) + "\r\n", "* OK [CAPABILITY IMAP4rev1] x\r\nT1 OK x\r\nT2 NO hid  den\r\n", "", "\r\n", "x", "* OK [", "* OK x\r\n* LIST (", "* OK [CAPABILITY IMAP4rev1] x\r\nT1 NO \xff\x00\r\n",
	} {
		f.Add([]byte(s), uint32(7))
	}
	f.Add([]byte(dialogue("* SEARCH 7\r\n", "", "")), ^uint32(0))
	f.Fuzz(func(t *testing.T, said []byte, after uint32) {
		const most = 1000
		a := Account{Address: "mail.example.org:993", User: "hr", Password: "hid  den"}
		s, end := answered(a, said, 50*time.Millisecond)
		defer end()
		tell := func(err error) bool {
			if err != nil {
				told(t, said, sentence(err, a), a)
			}
			return err == nil
		}
		if !tell(s.signIn()) || !tell(s.enter(true)) {
			return
		}
		uids, err := s.uids(after)
		for _, uid := range uids {
			if uid <= after {
				t.Errorf("%q: mail %d is found behind %d", said, uid, after)
			}
		}
		if len(uids) > mostFound {
			t.Errorf("%q: %d mails are found", said, len(uids))
		}
		if !tell(err) || len(uids) == 0 {
			return
		}
		if _, err := s.sizes(uids[:1]); !tell(err) {
			return
		}
		tell(s.fetch(uids[:1], most, "", func(uid uint32, raw []byte) error {
			if uid == 0 || len(raw) > most {
				t.Errorf("%q: mail %d of %d bytes is taken", said, uid, len(raw))
			}
			return nil
		}))
	})
}

// told checks a sentence for administrators.
func told(t *testing.T, said []byte, wrong *fault.Error, a Account) {
	t.Helper()
	if wrong == nil || wrong.Kind != fault.Invalid && wrong.Kind != fault.Unavailable {
		t.Fatalf("%q: %v", said, wrong)
	}
	plain := base64.StdEncoding.EncodeToString([]byte("\x00" + a.User + "\x00" + a.Password))
	for _, x := range wrong.Args {
		text, ok := x.(string)
		if ok && (strings.Contains(text, a.Password) || strings.Contains(text, strings.Join(strings.Fields(a.Password), " ")) || strings.Contains(text, plain)) {
			t.Errorf("%q: the sentence holds the password: %q", said, text)
		}
		if ok && (strings.ContainsAny(text, "\r\n\x00") || utf8.RuneCountInString(text) > mostSaid+2) {
			t.Errorf("%q: the sentence is no short line: %q", said, text)
		}
	}
}

// An answer to a search that names a range is taken number by number, as far as it can be true.
func TestASearchFindsNoMoreThanThereCanBe(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"8:9": 2, "1:9": 2, "1:7": 0, "8:4294967295": -1, "8:*": -1, "*": -1, "9,8,8": 2} {
		s, end := answered(Account{Address: "mail.example.org:993", User: "hr", Password: "x"}, []byte(dialogue("* ESEARCH (TAG \"T4\") UID ALL "+text+"\r\n", "", "")), time.Minute)
		need(t, s.signIn())
		need(t, s.enter(true))
		uids, err := s.uids(7)
		if (err != nil) != (want < 0) || err == nil && len(uids) != want {
			t.Errorf("%s: %v, %v, want %d", text, uids, err, want)
		}
		end()
	}
	if _, err := found(goimap.SeqSet{}, 0); err != nil {
		t.Error(err)
	}
}

// A server that begins a line and never ends it is not listened to for good.
func TestALineBeforeProtectionEnds(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]string{"the greeting": "", "the answer": "* OK ready\r\n"} {
		ours, theirs := net.Pipe()
		go func() { _, _ = io.Copy(io.Discard, theirs) }()
		sent := make(chan int64, 1)
		go func() {
			n, _ := io.Copy(theirs, io.MultiReader(strings.NewReader(first), io.LimitReader(endless{}, 10<<20)))
			_ = theirs.Close()
			sent <- n
		}()
		s := &session{account: Account{Address: "mail.example.org:143"}}
		_, err := s.startTLS(context.Background(), ours)
		_ = ours.Close()
		if n := <-sent; err == nil || n > 1<<20 {
			t.Errorf("%s: %d bytes were read of a line without an end, %v", name, n, err)
		}
	}
}

// endless is one line without an end.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

func need(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

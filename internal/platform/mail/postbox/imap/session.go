package imap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
)

// session is a connection that is signed in and has the folder open. It is the only place that knows go-imap, which is a beta.
type session struct {
	account  Account
	client   *imapclient.Client
	conn     *patient
	patience time.Duration
	stop     func() bool
	news     chan struct{} // holds something once the server has told of new mails

	validity, next uint32 // of the folder; next is 0 when the server does not say
	exists         int
	secured        bool        // by TLS
	plain          *plainLines // with a token
	marks          bool        // mails can be marked as seen
	idle           bool
	moves          bool // mails can be moved
	old            bool // by copying and removing
}

// refusal is what the server answered when it did not do what it was asked.
type refusal struct{ text string }

// Error returns the server's words.
func (r *refusal) Error() string { return r.text }

// open connects, signs in and opens the folder. The connection breaks when ctx ends.
func open(ctx context.Context, a Account, patience time.Duration, readOnly bool) (*session, error) {
	s := &session{account: a, patience: patience, news: make(chan struct{}, 1)}
	if err := s.fetchToken(ctx); err != nil {
		return nil, err
	}
	if err := s.connect(ctx); err != nil {
		return nil, err
	}
	err := s.signIn()
	if err == nil {
		err = s.enter(readOnly)
	}
	if err != nil {
		err = s.why(err)
		s.close()
		if a.Tokens != nil {
			err = sentence(err, s.account) // which knows what must not be said
		}
		return nil, err
	}
	return s, nil
}

func (s *session) connect(ctx context.Context) error {
	how := policy(s.account)
	if err := s.dial(ctx, how == mail.TLSRequired); err != nil {
		return err
	}
	if how != mail.TLSOptional || !s.client.Caps().Has(goimap.CapStartTLS) {
		return nil
	}
	s.close()
	return s.dial(ctx, true)
}

func (s *session) dial(ctx context.Context, startTLS bool) error {
	conn, secured, err := dial(ctx, s.account, s.patience)
	if err != nil {
		return err
	}
	s.conn = conn
	s.secured = startTLS || policy(s.account) == mail.TLSImplicit
	s.stop = context.AfterFunc(ctx, func() { _ = conn.Close() }) // whoever waits for it is woken
	options := &imapclient.Options{TLSConfig: s.account.tlsConfig(), UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: s.heard}}
	if s.account.Tokens != nil && s.secured {
		return s.plainly(ctx, secured, startTLS, options)
	}
	if !startTLS {
		s.client = imapclient.New(secured, options)
		return nil
	}
	s.client, err = imapclient.NewStartTLS(secured, options)
	if no, ok := errors.AsType[*goimap.Error](err); ok {
		err = fault.New(fault.Unavailable, "The mail server at %s offers no protected connection (STARTTLS): %s", s.account.Address, s.account.scrub(no.Text))
	}
	if err != nil {
		s.stop()
		return s.why(err)
	}
	return nil
}

// heard is called while the connection is read: it must not wait.
func (s *session) heard(d *imapclient.UnilateralDataMailbox) {
	if d.NumMessages == nil {
		return
	}
	select {
	case s.news <- struct{}{}:
	default:
	}
}

// why prefers the error that broke the connection to what became of it.
func (s *session) why(err error) error {
	if _, ok := errors.AsType[*goimap.Error](err); ok || fault.As(err) != nil || certificate(err, s.account) != nil || s.conn.cause() == nil {
		return err
	}
	return s.conn.cause()
}

func (s *session) signIn() error {
	if err := s.client.WaitGreeting(); err != nil {
		return err
	}
	if s.client.State() == goimap.ConnStateAuthenticated {
		return nil // the server knows us by the connection
	}
	if s.account.Tokens != nil {
		return s.showToken()
	}
	var err error
	if s.client.Caps().Has(goimap.AuthCap("PLAIN")) {
		err = s.client.Authenticate(sasl.NewPlainClient("", s.account.User, s.account.Password))
	} else {
		err = s.client.Login(s.account.User, s.account.Password).Wait()
	}
	no, ok := errors.AsType[*goimap.Error](err)
	switch {
	case !ok:
		return err
	case no.Code == goimap.ResponseCodeUnavailable || no.Code == goimap.ResponseCodeInUse || no.Code == goimap.ResponseCodeLimit:
		return fault.New(fault.Unavailable, "The mail server lets nobody sign in at the moment: %s", s.account.scrub(no.Text))
	case no.Code == goimap.ResponseCodePrivacyRequired:
		return fault.New(fault.Invalid, "The mail server takes passwords over protected connections only. Choose TLS.")
	case no.Code == goimap.ResponseCodeAuthenticationFailed || no.Text == "":
		return fault.New(fault.Invalid, "The mail server does not know this user name or password.")
	}
	return fault.New(fault.Invalid, "The mail server does not know this user name or password. It says: %s", s.account.scrub(no.Text))
}

func (s *session) enter(readOnly bool) error {
	data, err := s.client.Select(s.account.folder(), &goimap.SelectOptions{ReadOnly: readOnly}).Wait()
	if no, ok := errors.AsType[*goimap.Error](err); ok {
		return fault.New(fault.Invalid, "The mailbox has no folder “%s” that can be opened. The mail server says: %s", s.account.folder(), s.account.scrub(no.Text))
	}
	if err != nil {
		return err
	}
	s.validity, s.next, s.exists = data.UIDValidity, uint32(data.UIDNext), int(data.NumMessages)
	caps := s.client.Caps()
	if caps == nil {
		return io.ErrUnexpectedEOF
	}
	s.idle = caps.Has(goimap.CapIdle)
	s.old = !caps.Has(goimap.CapMove)
	s.moves = !s.old || caps.Has(goimap.CapUIDPlus)
	s.marks = len(data.PermanentFlags) == 0 || slices.Contains(data.PermanentFlags, goimap.FlagSeen)
	return nil
}

// has reports whether the mailbox has a folder, and how many mails lie there.
func (s *session) has(folder string) (bool, int, error) {
	data, err := s.client.Status(folder, &goimap.StatusOptions{NumMessages: true}).Wait()
	if _, ok := errors.AsType[*goimap.Error](err); ok {
		return false, 0, nil
	}
	if err != nil {
		return false, 0, s.why(err)
	}
	if data.NumMessages == nil {
		return true, 0, nil
	}
	return true, int(*data.NumMessages), nil
}

func (s *session) create(folder string) error { return s.did(s.client.Create(folder, nil).Wait()) }

// did tells the server's refusals from other errors.
func (s *session) did(err error) error {
	if no, ok := errors.AsType[*goimap.Error](err); ok {
		return &refusal{s.account.scrub(no.Text)}
	}
	return s.why(err)
}

// uids returns the UIDs behind after.
func (s *session) uids(after uint32) ([]uint32, error) {
	if after == ^uint32(0) {
		return nil, nil
	}
	select {
	case <-s.news: // what it told is in the answer
	default:
	}
	if err := s.client.Noop().Wait(); err != nil {
		return nil, s.why(err)
	}
	criteria := &goimap.SearchCriteria{UID: []goimap.UIDSet{{goimap.UIDRange{Start: goimap.UID(after + 1)}}}}
	data, err := s.client.UIDSearch(criteria, nil).Wait()
	if err != nil {
		return nil, s.why(err)
	}
	return found(data.All, after)
}

// size is what is asked of a mail before it is fetched.
type size struct {
	bytes int64
	came  time.Time // when the server got it
}

// sizes asks for the sizes of mails. Mails that are gone have none.
func (s *session) sizes(uids []uint32) (map[uint32]size, error) {
	all, err := s.client.Fetch(set(uids), &goimap.FetchOptions{UID: true, RFC822Size: true, InternalDate: true}).Collect()
	if err != nil {
		return nil, s.why(err)
	}
	sizes := map[uint32]size{}
	for _, m := range all {
		if m.UID != 0 && m.RFC822Size > 0 {
			sizes[uint32(m.UID)] = size{m.RFC822Size, m.InternalDate}
		}
	}
	return sizes, nil
}

// fetch calls each with the mails, or with their headers alone, one at a time; what the bytes lie in is used again for the next. Mails that are larger than most
// or that the server does not hand out are left out. An error of each ends it, and the connection.
func (s *session) fetch(uids []uint32, most int64, part goimap.PartSpecifier, each func(uid uint32, raw []byte) error) error {
	section := &goimap.FetchItemBodySection{Peek: true, Specifier: part}
	cmd := s.client.Fetch(set(uids), &goimap.FetchOptions{UID: true, BodySection: []*goimap.FetchItemBodySection{section}})
	var buffer []byte
	for m := cmd.Next(); m != nil; m = cmd.Next() {
		uid, raw, err := collect(m, most, buffer)
		if err != nil { // go-imap reads on by itself already: whoever touched cmd now would read beside it
			_ = s.conn.Close() // broken
			return s.why(err)
		}
		if raw == nil {
			continue
		}
		buffer = raw
		if err := each(uid, raw); err != nil {
			_ = s.conn.Close() // the rest would come otherwise
			_ = cmd.Close()    // err matters
			return err
		}
	}
	if err := cmd.Close(); err != nil {
		return s.did(err)
	}
	return nil
}

// collect reads one mail into buffer, or into a new one when that is too small. The bytes are nil when there is no mail, or one larger than most.
func collect(m *imapclient.FetchMessageData, most int64, buffer []byte) (uid uint32, raw []byte, err error) {
	for item := m.Next(); item != nil; item = m.Next() {
		switch item := item.(type) {
		case imapclient.FetchItemDataUID:
			uid = uint32(item.UID)
		case imapclient.FetchItemDataBodySection:
			if item.Literal == nil || item.Literal.Size() > most || raw != nil {
				continue
			}
			if n := item.Literal.Size(); int64(cap(buffer)) < n {
				buffer = make([]byte, n)
			} else {
				buffer = buffer[:n]
			}
			if _, err := io.ReadFull(item.Literal, buffer); err != nil {
				return 0, nil, err
			}
			raw = buffer
		}
	}
	if uid == 0 {
		return 0, nil, nil
	}
	return uid, raw, nil
}

// touch moves mails to the folder Done or marks them as seen. A refusal says that the server does not let us.
func (s *session) touch(uids []uint32, move bool) error {
	switch all := set(uids); {
	case !move && !s.marks:
		return &refusal{"mails cannot be marked as seen"}
	case !move:
		return s.did(s.client.Store(all, &goimap.StoreFlags{Op: goimap.StoreFlagsAdd, Silent: true, Flags: []goimap.Flag{goimap.FlagSeen}}, nil).Close())
	case !s.old:
		_, err := s.client.Move(all, s.account.Done).Wait()
		return s.did(err)
	default: // step by step: nothing is removed that has not been copied, and nothing that others marked
		if _, err := s.client.Copy(all, s.account.Done).Wait(); err != nil {
			return s.did(err)
		}
		if err := s.client.Store(all, &goimap.StoreFlags{Op: goimap.StoreFlagsAdd, Silent: true, Flags: []goimap.Flag{goimap.FlagDeleted}}, nil).Close(); err != nil {
			return s.did(err)
		}
		return s.did(s.client.UIDExpunge(all).Close())
	}
}

// wait waits until the server tells of something new, at most d.
func (s *session) wait(ctx context.Context, d time.Duration) error {
	s.conn.allow(d + s.patience)
	defer s.conn.allow(s.patience)
	var idle *imapclient.IdleCommand
	if s.idle {
		var err error
		if idle, err = s.client.Idle(); err != nil {
			if r := (*refusal)(nil); errors.As(s.did(err), &r) {
				s.idle = false // it promised more than it does
				return nil
			}
			return s.why(err)
		}
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-s.news:
	case <-t.C:
	case <-ctx.Done():
	case <-s.client.Closed():
	}
	if idle == nil {
		return ctx.Err()
	}
	s.conn.allow(s.patience)
	if err := errors.Join(idle.Close(), idle.Wait()); err != nil {
		return s.why(err)
	}
	return ctx.Err()
}

// rest waits while nothing is asked of the server, or while it waits for us.
func (s *session) rest(ctx context.Context, d time.Duration) {
	s.conn.allow(d + s.patience)
	pause(ctx, d)
	s.conn.allow(s.patience)
}

// leave signs off, which is polite where all is well.
func (s *session) leave() {
	s.conn.allow(min(s.patience, 2*time.Second))
	_ = s.client.Logout().Wait() // the connection ends in any case
	s.close()
}

func (s *session) close() {
	s.stop()
	_ = s.conn.Close()   // it may be broken
	_ = s.client.Close() // waits for its goroutine
}

func set(uids []uint32) goimap.UIDSet {
	var all goimap.UIDSet
	for _, uid := range uids {
		all.AddNum(goimap.UID(uid))
	}
	return all
}

// stub makes a small mail of the header of a large one: who wrote, to whom, when and about what, and where the rest lies.
func (s *session) stub(uid uint32, bytes int64, most int64) (raw []byte, err error) {
	err = s.fetch([]uint32{uid}, 1<<20, goimap.PartSpecifierHeader, func(_ uint32, header []byte) error {
		raw = stub(header, fmt.Sprintf("[This mail of %s is larger than the %s that are taken in. Only its beginning is shown. The whole mail lies in the folder %s of the mailbox %s, where a mail program opens it.]",
			megabytes(bytes), megabytes(most), s.account.folder(), s.account.User))
		return nil
	})
	return raw, err
}

package jobs

import (
	"context"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
)

// driver is river's SQLite driver without its table of notifications, which would cost a row for each job and twenty reads a second on
// the only writer. One process owns a SQLite file, so a channel does.
type driver struct {
	*riversqlite.Driver
	signal *signal
}

// GetListener implements riverdriver.Driver.
func (d driver) GetListener(*riverdriver.GetListenenerParams) riverdriver.Listener { return d.signal }

// SupportsListenNotify implements riverdriver.Driver: nothing is to be written for listeners.
func (d driver) SupportsListenNotify() bool { return false }

// signal is a listener that hears what this process sends. A signal that nobody waits for in time is lost; polling makes up for it.
type signal struct {
	sent chan *riverdriver.Notification
}

func newSignal() *signal { return &signal{make(chan *riverdriver.Notification, 16)} }

func (s *signal) send(topic, payload string) {
	select {
	case s.sent <- &riverdriver.Notification{Topic: topic, Payload: payload}:
	default:
	}
}

// WaitForNotification implements riverdriver.Listener.
func (s *signal) WaitForNotification(ctx context.Context) (*riverdriver.Notification, error) {
	select {
	case n := <-s.sent:
		return n, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Connect implements riverdriver.Listener.
func (s *signal) Connect(context.Context) error { return nil }

// Close implements riverdriver.Listener.
func (s *signal) Close(context.Context) error { return nil }

// Listen implements riverdriver.Listener.
func (s *signal) Listen(context.Context, string) error { return nil }

// Unlisten implements riverdriver.Listener.
func (s *signal) Unlisten(context.Context, string) error { return nil }

// Ping implements riverdriver.Listener.
func (s *signal) Ping(context.Context) error { return nil }

// Schema implements riverdriver.Listener.
func (s *signal) Schema() string { return "" }

// SetAfterConnectExec implements riverdriver.Listener; river uses it in its own tests only.
func (s *signal) SetAfterConnectExec(string) {}

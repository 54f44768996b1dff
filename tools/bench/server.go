package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"hearth/internal/app"
)

// server is a process that is asked: the product, the handler that does nothing, or, to look into it, the product in this process.
type server struct {
	address string
	cmd     *exec.Cmd
	began   time.Duration // from the start of the process to the first answer
	pid     int
	end     func() error
	spends  func() (time.Duration, error) // the processor time of the database where it is apart
	most    atomic.Int64                  // of private memory, since watch began
	log     logged
}

// logged keeps what a server writes to its log. It is safe for concurrent use.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

// String returns all that was written.
func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// startInside serves in this process, whose profile then shows what the requests cost. The client's part is in it too.
func startInside(ctx context.Context, p place, more ...string) (*server, error) {
	config := p.config()
	for i := 0; i+1 < len(more); i += 2 {
		switch more[i] {
		case "--lmtp":
			config.TakeLMTP = more[i+1]
		case "--smtp-from":
			config.SMTP.From = more[i+1]
		case "--metrics":
			config.Metrics = more[i+1]
		}
	}
	a, err := app.Open(ctx, app.Options{Config: config})
	if err != nil {
		return nil, err
	}
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	serving, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- a.Serve(serving, at) }()
	return &server{address: at.Addr().String(), pid: os.Getpid(), end: func() error {
		stop()
		return errors.Join(<-done, a.Close())
	}}, nil
}

// start runs program with arguments that let it serve on the address that comes last, and waits for its first answer.
func start(ctx context.Context, program string, args ...string) (*server, error) {
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := at.Addr().String()
	if err := at.Close(); err != nil {
		return nil, err
	}
	s := &server{address: address, cmd: exec.CommandContext(ctx, program, append(args, address)...)}
	s.cmd.Stderr = &s.log
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(syscall.SIGTERM) }
	from := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- s.cmd.Wait() }()
	s.end = func() error {
		_ = s.cmd.Process.Signal(syscall.SIGTERM) // it may have ended
		if err := <-ended; err != nil {
			return fmt.Errorf("%s: %w: %s", program, err, s.log.String())
		}
		return nil
	}
	c := &client{address: address}
	defer c.close()
	for time.Since(from) < 10*time.Minute && ctx.Err() == nil {
		if a, err := c.do(request{method: "GET", path: "/healthz"}); err == nil && a.status == 200 {
			s.began, s.pid = time.Since(from), s.cmd.Process.Pid
			return s, nil
		}
		select {
		case err := <-ended:
			return nil, fmt.Errorf("%s %s ended: %w: %s", program, strings.Join(args, " "), err, s.log.String())
		case <-time.After(time.Millisecond):
		}
	}
	return nil, errors.Join(errors.New("the server does not answer"), ctx.Err(), s.end())
}

func (s *server) stop() error { return s.end() }

// spent is the processor time that the server has used, and that of its database where that is apart.
func (s *server) spent() (cpu, database time.Duration, err error) {
	if cpu, err = cpuOf(s.pid); err != nil || s.spends == nil {
		return cpu, 0, err
	}
	database, err = s.spends()
	return cpu, database, err
}

// cpuOf reads the processor clock of a process.
func cpuOf(pid int) (time.Duration, error) {
	const scheduled = 2 // the clock of CPUCLOCK_SCHED, see clock_getcpuclockid(3)
	var t unix.Timespec
	if err := unix.ClockGettime(int32(^pid<<3|scheduled), &t); err != nil {
		return 0, fmt.Errorf("processor time of %d: %w", pid, err)
	}
	return time.Duration(t.Nano()), nil
}

// private is how many bytes of memory the server has for itself.
func (s *server) private() (int64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			n, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n << 10, err
		}
	}
	return 0, errors.New("the system does not say how much memory is private")
}

// watch notes the largest private memory that it sees, until the function that it returns is called.
func (s *server) watch(every time.Duration) (stop func()) {
	s.most.Store(0)
	end := make(chan struct{})
	var done sync.WaitGroup
	done.Go(func() {
		for {
			if n, err := s.private(); err == nil && n > s.most.Load() {
				s.most.Store(n)
			}
			select {
			case <-end:
				return
			case <-time.After(every):
			}
		}
	})
	return func() { close(end); done.Wait() }
}

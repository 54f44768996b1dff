package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"hearth/internal/app"
	"hearth/internal/platform/config"
)

// server is the product in a process of its own, or, to look into it, in this one.
type server struct {
	url   string
	cmd   *exec.Cmd
	began time.Duration // from the start of the process to the first answer
	pid   int
	end   func() error
}

// startInside serves in this process, whose profile then shows what the requests cost. The client's part is in it too.
func startInside(ctx context.Context, data string) (*server, error) {
	a, err := app.Open(ctx, app.Options{Config: config.Config{Place: config.Place{Data: data}}})
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
	return &server{url: "http://" + at.Addr().String(), pid: os.Getpid(), end: func() error {
		stop()
		return errors.Join(<-done, a.Close())
	}}, nil
}

func start(ctx context.Context, program, data string) (*server, error) {
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := at.Addr().String()
	if err := at.Close(); err != nil {
		return nil, err
	}
	s := &server{url: "http://" + address, cmd: exec.CommandContext(ctx, program, "serve", "--data", data, "--listen", address)}
	s.cmd.Stderr = os.Stderr
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(syscall.SIGTERM) }
	from := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for time.Since(from) < time.Minute {
		answer, err := http.Get(s.url + "/healthz") //nolint:noctx // bounded by the loop
		if err == nil && answer.Body.Close() == nil && answer.StatusCode == http.StatusOK {
			s.began, s.pid = time.Since(from), s.cmd.Process.Pid
			return s, nil
		}
		time.Sleep(2 * time.Millisecond)
	}
	return nil, errors.Join(errors.New("the server does not answer within a minute"), s.stop())
}

func (s *server) stop() error {
	if s.end != nil {
		return s.end()
	}
	err := s.cmd.Process.Signal(syscall.SIGTERM)
	_ = s.cmd.Wait() // it was told to end
	return err
}

// ticks is how many parts of a second /proc counts processor time in: 100 on every Linux that Go runs on.
const ticks = 100

// cpu is the processor time that the server has used.
func (s *server) cpu() (time.Duration, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.pid))
	if err != nil {
		return 0, err
	}
	text := string(b)
	fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
	user, err := strconv.ParseInt(fields[11], 10, 64)
	if err != nil {
		return 0, err
	}
	system, err := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * time.Second / ticks, err
}

// private is how many bytes of memory the server has for itself, or 0 where the system does not say.
func (s *server) private() int64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			n, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			if err != nil {
				return 0
			}
			return n << 10
		}
	}
	return 0
}

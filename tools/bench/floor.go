package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// emptyHandler measures what a server that does nothing answers here: what is left for everything else.
func emptyHandler(ctx context.Context, out io.Writer, lasts time.Duration) error {
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	plain := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), ReadHeaderTimeout: time.Second}
	go plain.Serve(at)  //nolint:errcheck // closed below
	defer plain.Close() //nolint:errcheck // nothing is under way
	s := &server{url: "http://" + at.Addr().String()}
	for _, atOnce := range []int{1, 8} {
		client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: atOnce}}
		m := ask(ctx, client, s, kind{name: "empty", make: func(int) request { return request{method: "GET", path: "/"} }}, atOnce, lasts/2)
		client.CloseIdleConnections()
		fmt.Fprintf(out, "an empty handler, %d at once, client and server in one process: %.0f/s\n", atOnce, m.perSecond())
	}
	return nil
}

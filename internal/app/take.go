package app

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"sync"

	"hearth/internal/platform/mail/postbox"
)

// takeMail listens for mails that are delivered here, until ctx ends. The function that it returns waits until those under way are taken.
func (a *App) takeMail(ctx context.Context) (wait func(), err error) {
	protect, err := a.protectMail()
	if err != nil {
		return nil, err
	}
	var work sync.WaitGroup
	for _, p := range []struct {
		protocol postbox.Protocol
		address  string
	}{{postbox.SMTP, a.Config.TakeSMTP}, {postbox.LMTP, a.Config.TakeLMTP}} {
		if p.address == "" {
			continue
		}
		at, err := new(net.ListenConfig).Listen(ctx, "tcp", p.address)
		if err != nil {
			return nil, fmt.Errorf("listen for mails: %w", err)
		}
		server := postbox.New(postbox.Options{Protocol: p.protocol, Domain: a.Config.Host(), Taker: a.Intake, Log: a.log, TLS: protect})
		work.Go(func() {
			if err := server.Serve(ctx, at); err != nil && ctx.Err() == nil {
				a.log.Error("mails are not taken any more", "protocol", string(p.protocol), "error", err)
			}
		})
	}
	return work.Wait, nil
}

// protectMail is the certificate that STARTTLS offers, where there is one.
func (a *App) protectMail() (*tls.Config, error) {
	if a.Config.TLSCert == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(a.Config.TLSCert, a.Config.TLSKey)
	if err != nil {
		return nil, fmt.Errorf("certificate for mails: %w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

package imap

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"hearth/internal/platform/fault"
)

// sentence says to an administrator what went wrong with the account's server.
func sentence(err error, a Account) *fault.Error {
	if f := fault.As(err); f != nil {
		return f
	}
	if f := certificate(err, a); f != nil {
		return f
	}
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return fault.New(fault.Unavailable, "There is no server with the name %s.", a.host())
	case errors.As(err, &dns):
		return fault.New(fault.Unavailable, "The name %s cannot be looked up at the moment.", a.host())
	case errors.As(err, &op) && op.Op == "dial" && !errors.Is(err, syscall.ECONNRESET):
		return fault.New(fault.Unavailable, "Nothing answers at %s.", a.Address)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return fault.New(fault.Unavailable, "The mail server at %s has stopped answering.", a.Address)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, net.ErrClosed):
		return fault.New(fault.Unavailable, "The mail server at %s ended the connection.", a.Address)
	}
	return fault.New(fault.Unavailable, "The conversation with the mail server at %s failed: %s", a.Address, a.scrub(err.Error()))
}

func certificate(err error, a Account) *fault.Error {
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.As(err, &unknown):
		return fault.New(fault.Unavailable, "The certificate of %s is signed by nobody whom this server trusts.", a.Address)
	case errors.As(err, &name):
		return fault.New(fault.Unavailable, "The certificate of %s is not for the name %s.", a.Address, a.tlsConfig().ServerName)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fault.New(fault.Unavailable, "The certificate of %s has expired or is not valid yet.", a.Address)
	case errors.As(err, &invalid):
		return fault.New(fault.Unavailable, "The certificate of %s cannot be used: %s", a.Address, invalid.Error())
	case errors.As(err, &record):
		return fault.New(fault.Unavailable, "The server at %s does not begin with TLS. Choose STARTTLS, or the port for TLS, which is usually 993.", a.Address)
	case errors.As(err, &alert):
		return fault.New(fault.Unavailable, "The server at %s refuses a protected connection: %s", a.Address, alert.Error())
	}
	return nil
}

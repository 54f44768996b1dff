package postbox

import (
	"crypto/tls"
	"log/slog"
	"time"
)

// Protocol is what a Server speaks.
type Protocol string

// The protocols.
const (
	SMTP Protocol = ViaSMTP // for mail servers anywhere
	LMTP Protocol = ViaLMTP // for the mail server beside Hearth; it answers for each recipient
)

// DefaultMaxBytes lets any mail of 25 MB pass, and one with 24 MB of attachments, which base64 makes larger by 37 %.
const DefaultMaxBytes = 32 << 20

// Options say how a Server behaves.
type Options struct {
	Protocol Protocol // SMTP when empty
	Domain   string   // what the server calls itself
	MaxBytes int64    // the largest mail; DefaultMaxBytes when zero
	Taker    Taker    // where mails go
	Log      *slog.Logger
	TLS      *tls.Config // offers STARTTLS; nil offers none
	Limits   Limits      // what is zero gets its default
}

// Limits bound what peers may use, so that none of them holds up the others. While more than half of the connections are in use, Command and Stall are
// a tenth.
type Limits struct {
	Connections int           // at once; 200
	PerHost     int           // of them from one address, or one /64 of IPv6; 40, for LMTP as many as Connections
	Recipients  int           // of one mail; 100
	Refusals    int           // answers that refuse something, from one mail to the next; 200
	Commands    int           // from one mail to the next; 10,000
	Transit     int64         // bytes of mails that are not yet taken, over all connections; 8 × MaxBytes. From one address half of it, but by LMTP all
	Command     time.Duration // from an answer to the next whole command; 5 minutes
	Stall       time.Duration // without a byte, within a mail; 3 minutes
	Mail        time.Duration // for the content of one mail; 15 minutes
	Answer      time.Duration // for a peer to accept an answer; 1 minute
	Session     time.Duration // after which no command is waited for any more; 1 hour
	Take        time.Duration // for the Taker; 5 minutes
	Grace       time.Duration // for the mail under way when the server stops; 5 seconds
}

// longestLine is that of a command, its end included. RFC 5321 asks for 512 and what extensions add.
const longestLine = 4096

func (o Options) withDefaults() Options {
	orElse(&o.Protocol, SMTP)
	orElse(&o.Domain, "localhost")
	orElse(&o.MaxBytes, DefaultMaxBytes)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	l := &o.Limits
	orElse(&l.Connections, 200)
	if o.Protocol == LMTP {
		orElse(&l.PerHost, l.Connections)
	}
	orElse(&l.PerHost, 40)
	orElse(&l.Recipients, 100)
	orElse(&l.Refusals, 200)
	orElse(&l.Commands, 10_000)
	orElse(&l.Transit, 8*o.MaxBytes)
	orElse(&l.Command, 5*time.Minute)
	orElse(&l.Stall, 3*time.Minute)
	orElse(&l.Mail, 15*time.Minute)
	orElse(&l.Answer, time.Minute)
	orElse(&l.Session, time.Hour)
	orElse(&l.Take, 5*time.Minute)
	orElse(&l.Grace, 5*time.Second)
	return o
}

func orElse[T comparable](field *T, otherwise T) {
	var zero T
	if *field == zero {
		*field = otherwise
	}
}

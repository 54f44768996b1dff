package postbox

import "context"

// The ways on which mails come, as Envelope.Via names them.
const (
	ViaSMTP = "smtp"
	ViaLMTP = "lmtp"
	ViaIMAP = "imap"
)

// Envelope is how a mail came, which need not be what its headers say.
type Envelope struct {
	From   string   // the sender's address; "" for bounces
	To     []string // the recipients, each once, in the order they were named
	Remote string   // the peer's address without its port; "" for a socket on this machine
	Helo   string   // what the peer calls itself
	Via    string   // ViaSMTP, ViaLMTP or ViaIMAP
}

// Taker takes mails. It is called from many connections at once.
type Taker interface {
	// Accepts returns nil for an address that mails may come to, and fault.NotFound when nobody here has it. Every other error lets the peer try
	// again later.
	Accepts(ctx context.Context, address string) error
	// Take keeps a mail, once for all its recipients, and returns nil when it is on the disk. fault.TooLarge and fault.Invalid refuse it for good,
	// the second with its sentence; after every other error the peer sends it again. The bytes are Take's own.
	Take(ctx context.Context, e Envelope, raw []byte) error
}

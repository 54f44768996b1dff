package postbox

import (
	"net"
	"strconv"
	"strings"
	"testing"

	gomail "github.com/wneessen/go-mail"

	"hearth/internal/platform/mail/postbox/sink"
)

// The clients that people use can speak to the listener, and to the sink.
func TestClientsAreUnderstood(t *testing.T) {
	t.Parallel()
	server, client := certificate(t)
	r := start(t, Options{TLS: server})
	s := sink.New(t)
	for address, policy := range map[string]gomail.TLSPolicy{r.address: gomail.TLSMandatory, s.Address(): gomail.NoTLS} {
		host, port, _ := net.SplitHostPort(address)
		number, _ := strconv.Atoi(port)
		c, err := gomail.NewClient(host, gomail.WithPort(number), gomail.WithTLSConfig(client), gomail.WithTLSPolicy(policy))
		if err != nil {
			t.Fatal(err)
		}
		var all []*gomail.Msg
		for range 2 {
			m := gomail.NewMsg()
			if err := m.From("amina@out.example"); err != nil {
				t.Fatal(err)
			}
			if err := m.To(ours); err != nil {
				t.Fatal(err)
			}
			m.Subject("Überstunden")
			m.SetBodyString(gomail.TypeTextPlain, ".\n..\nHello")
			all = append(all, m)
		}
		if err := c.DialAndSendWithContext(t.Context(), all...); err != nil {
			t.Error(err)
		}
	}
	if all, kept := r.all(), s.Mails(); len(all) != 2 || len(kept) != 2 || !strings.Contains(string(all[0].raw), "\r\n.\r\n..\r\nHello") || !strings.Contains(string(kept[0].Raw), "\r\n.\r\n..\r\nHello") {
		t.Errorf("got %d and %d mails", len(all), len(kept))
	}
}

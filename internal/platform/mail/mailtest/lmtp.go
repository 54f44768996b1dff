package mailtest

import (
	"bytes"
	"net"
	"net/textproto"
	"time"
)

// deliver hands mails to a listener by LMTP over one connection, each to one recipient.
func deliver(address, recipient string, raw [][]byte) error {
	conn, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		return err
	}
	c := textproto.NewConn(conn)
	defer c.Close() //nolint:errcheck // all answers have been read
	if _, _, err := c.ReadResponse(220); err != nil {
		return err
	}
	if err := ask(c, 250, "LHLO mailtest.example"); err != nil {
		return err
	}
	for _, body := range raw {
		if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
			return err
		}
		if err := deliverOne(c, recipient, body); err != nil {
			return err
		}
	}
	return ask(c, 221, "QUIT")
}

func deliverOne(c *textproto.Conn, recipient string, raw []byte) error {
	if err := ask(c, 250, "MAIL FROM:<sender@mailtest.example>"); err != nil {
		return err
	}
	if err := ask(c, 250, "RCPT TO:<"+recipient+">"); err != nil {
		return err
	}
	if err := ask(c, 354, "DATA"); err != nil {
		return err
	}
	w := c.DotWriter()
	if _, err := bytes.NewReader(raw).WriteTo(w); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	_, _, err := c.ReadResponse(250)
	return err
}

func ask(c *textproto.Conn, expect int, line string) error {
	if err := c.PrintfLine("%s", line); err != nil {
		return err
	}
	_, _, err := c.ReadResponse(expect)
	return err
}

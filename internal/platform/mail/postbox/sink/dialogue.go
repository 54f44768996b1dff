package sink

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"strings"
)

// dialogue is one connection.
type dialogue struct {
	sink  *Sink
	conn  net.Conn
	in    *bufio.Reader
	fault Fault
	mail  Mail
}

func newDialogue(s *Sink, conn net.Conn) *dialogue {
	return &dialogue{sink: s, conn: conn, in: bufio.NewReader(conn)}
}

// run speaks until either side has had enough.
func (d *dialogue) run() {
	d.fault = d.sink.pick(true)
	if !d.reply(Greeting, "220 sink.example ESMTP") {
		return
	}
	for {
		line, err := d.in.ReadString('\n')
		if err != nil {
			return
		}
		if !d.command(strings.TrimRight(line, "\r\n")) {
			return
		}
	}
}

// command answers a command. It returns false at the end of the connection.
func (d *dialogue) command(line string) bool {
	verb, arg, _ := strings.Cut(line, " ")
	switch strings.ToUpper(verb) {
	case "EHLO":
		return d.say("250-sink.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE 52428800")
	case "MAIL":
		d.fault, d.mail = d.sink.pick(false), Mail{From: path(arg)}
		return d.reply(MailFrom, "250 2.1.0 Sender ok")
	case "RCPT":
		return d.rcpt(path(arg))
	case "DATA":
		return d.data()
	case "RSET":
		d.mail = Mail{}
		return d.say("250 2.0.0 Forgotten")
	case "HELO", "NOOP":
		return d.say("250 2.0.0 Yes")
	case "QUIT":
		d.say("221 2.0.0 Bye")
		return false
	default:
		return d.say("502 5.5.1 No such command")
	}
}

func (d *dialogue) rcpt(to string) bool {
	if d.refuses(RcptTo) {
		return d.say(d.fault.Reply)
	}
	d.mail.To = append(d.mail.To, to)
	return d.reply(RcptTo, "250 2.1.5 Recipient ok")
}

func (d *dialogue) data() bool {
	if len(d.mail.To) == 0 {
		return d.say("503 5.5.1 No recipient")
	}
	if d.refuses(Data) {
		return d.say(d.fault.Reply)
	}
	if !d.reply(Data, "354 Go ahead") || !d.content() {
		return false
	}
	d.sink.mu.Lock()
	before := d.sink.before
	d.sink.mu.Unlock()
	if before != nil {
		before(d.mail)
	}
	if d.refuses(Dot) == (d.fault.At == Dot && d.fault.Lies) {
		d.sink.take(d.mail)
	}
	d.mail = Mail{From: d.mail.From}
	return d.reply(Dot, "250 2.0.0 Taken")
}

// content reads up to the final dot.
func (d *dialogue) content() bool {
	var raw bytes.Buffer
	read := 0
	for first := true; ; first = false {
		line, err := d.in.ReadBytes('\n')
		if err != nil {
			return false
		}
		if string(line) == ".\r\n" {
			d.mail.Raw = raw.Bytes()
			return true
		}
		raw.Write(bytes.TrimPrefix(line, []byte(".")))
		read += len(line)
		if d.fault.At != Content {
			continue
		}
		if d.fault.Do == Slow {
			for ; read >= 1<<10; read -= 1 << 10 {
				if !d.sink.stall(d.fault.After) {
					return false
				}
			}
		} else if first && !d.misbehave() {
			return false
		}
	}
}

// refuses reports whether the fault is a refusal at p.
func (d *dialogue) refuses(p Point) bool {
	return d.fault.At == p && d.fault.Do == Say && len(d.fault.Reply) > 0 && d.fault.Reply[0] >= '4'
}

// reply gives the answer that belongs to p, or does what the fault says.
func (d *dialogue) reply(p Point, ordinary string) bool {
	if d.fault.At != p || d.fault.Do == "" {
		return d.say(ordinary)
	}
	if d.fault.Do == Stall {
		return d.misbehave() && d.say(ordinary)
	}
	return d.misbehave() && (p != Greeting || d.fault.Reply[0] < '4')
}

// misbehave does what the fault says. It returns false when the connection has ended by that.
func (d *dialogue) misbehave() bool {
	switch d.fault.Do {
	case Say:
		return d.say(d.fault.Reply) && d.fault.At != Content
	case Stall:
		return d.sink.stall(d.fault.After)
	case Reset:
		if tcp, ok := d.conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // then closing resets
		}
		return false
	case Close:
		return false
	default:
		return true
	}
}

func (d *dialogue) say(line string) bool {
	_, err := fmt.Fprintf(d.conn, "%s\r\n", line)
	return err == nil
}

// path returns what stands between the brackets.
func path(arg string) string {
	_, rest, _ := strings.Cut(arg, "<")
	address, _, _ := strings.Cut(rest, ">")
	return address
}

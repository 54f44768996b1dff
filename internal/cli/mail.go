package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"hearth/internal/app"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/notice"
	"hearth/internal/platform/obs"
)

// Mail groups the commands about incoming mail.
type Mail struct {
	Receive MailReceive `cmd:"" help:"Take in the mail on the standard input as if it had been delivered, and print as JSON what became of it."`
	Import  MailImport  `cmd:"" help:"Bring the mails of an old mailbox in as closed cases, and print a report."`
	Parse   MailParse   `cmd:"" help:"Print as JSON what a mail says; the mail is read from the standard input, up to 64 MiB of it."`
}

// MailParse is the command `hearth mail parse`. It reads any bytes and needs no installation.
type MailParse struct{}

// maxMail is how much of the standard input is read as one mail.
const maxMail = 64 << 20

// Run prints one JSON object; it fails only when it cannot write.
func (MailParse) Run(out io.Writer) error {
	var raw bytes.Buffer
	if info, err := os.Stdin.Stat(); err == nil && info.Mode().IsRegular() {
		raw.Grow(int(min(info.Size(), maxMail)) + bytes.MinRead) // once, not by doubling
	}
	_, err := raw.ReadFrom(io.LimitReader(os.Stdin, maxMail))
	return printMail(out, raw.Bytes(), err)
}

// printMail writes what raw says as one JSON object. An error met while reading is among the warnings: what was read until then counts.
func printMail(out io.Writer, raw []byte, readErr error) error {
	m := letter.Parse(raw, letter.Options{Origin: notice.AnyOrigin})
	p := printedMail{
		MessageID: m.MessageID, From: printedAddress(m.From), To: printAddresses(m.To), Cc: printAddresses(m.Cc), Subject: m.Subject,
		Text: m.Text, Visible: m.Visible, HTML: m.HTML, Attachments: []printedAttachment{}, Auto: string(m.Auto), Warnings: []string{},
	}
	for _, w := range m.Warnings {
		p.Warnings = append(p.Warnings, w.In(context.Background()))
	}
	if !m.Date.IsZero() {
		p.Date = m.Date.Format(time.RFC3339)
	}
	for _, a := range m.Attachments {
		p.Attachments = append(p.Attachments, printedAttachment{a.Name, a.Type, a.Size, a.SHA256, a.Inline})
	}
	if b := m.Bounce; b != nil {
		p.Bounce = &printedBounce{string(b.Class), b.Recipient, b.OriginalMessageID}
	}
	if readErr != nil {
		p.Warnings = append(p.Warnings, "The mail could not be read to its end: "+readErr.Error()+".")
	}
	if len(raw) == maxMail {
		p.Warnings = append(p.Warnings, "The mail is longer than 64 MiB; the rest was not read.")
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(p)
}

type printedMail struct {
	MessageID   string              `json:"message_id"`
	From        printedAddress      `json:"from"`
	To          []printedAddress    `json:"to"`
	Cc          []printedAddress    `json:"cc"`
	Subject     string              `json:"subject"`
	Date        string              `json:"date"`
	Text        string              `json:"text"`
	Visible     string              `json:"visible_text"`
	HTML        string              `json:"html"`
	Attachments []printedAttachment `json:"attachments"`
	Auto        string              `json:"auto"`
	Bounce      *printedBounce      `json:"bounce"`
	Warnings    []string            `json:"warnings"`
}

type printedAddress struct {
	Name    string `json:"name"`
	Address string `json:"address"`
}

type printedAttachment struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Inline bool   `json:"inline"`
}

type printedBounce struct {
	Class     string `json:"class"`
	Recipient string `json:"recipient"`
	Original  string `json:"original_message_id"`
}

func printAddresses(list []letter.Address) []printedAddress {
	printed := make([]printedAddress, 0, len(list))
	for _, a := range list {
		printed = append(printed, printedAddress(a))
	}
	return printed
}

// MailReceive is the command `hearth mail receive`. It works beside a running server. What it answers has links, for which it takes the settings of the server.
type MailReceive struct {
	config.Place
	Listen    string   `hidden:"" env:"HEARTH_LISTEN" default:"127.0.0.1:8080"`
	PublicURL string   `name:"public-url" help:"Address under which people reach Hearth, for links in mails." env:"HEARTH_PUBLIC_URL" placeholder:"URL"`
	OrgName   string   `help:"Name of the organisation." env:"HEARTH_ORG_NAME" default:"Hearth"`
	To        []string `arg:"" optional:"" help:"To which addresses it was sent; what its own fields say where none is given." placeholder:"ADDRESS"`
}

// Run takes the mail in. It fails when the installation or the standard input cannot be read; whatever the mail contains, it ends somewhere. Why a mail could not be read is on the
// standard error.
func (c MailReceive) Run(ctx context.Context, out io.Writer) (err error) {
	raw, err := io.ReadAll(io.LimitReader(os.Stdin, maxMail))
	if err != nil {
		return fmt.Errorf("read the mail: %w", err)
	}
	if err := there(c.Place); err != nil {
		return err
	}
	a, err := app.Open(ctx, app.Options{Config: config.Config{Place: c.Place, Listen: c.Listen, PublicURL: c.PublicURL, OrgName: c.OrgName}, Log: obs.Logger(os.Stderr, slog.LevelError)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	got, err := a.Intake.Receive(ctx, authz.System(intake.CLI), intake.Receive{To: c.To, Raw: raw})
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(got)
}

package config

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hearth/internal/platform/bearer"
	"hearth/internal/platform/fault"
)

// Finding is a sentence about settings. An unsafe one should be mended before people rely on the server; another is only good to know.
type Finding struct {
	Unsafe bool
	Text   string
}

// Examination collects findings.
type Examination struct{ Findings []Finding }

// Unsafe adds a sentence about what should be mended.
func (e *Examination) Unsafe(sentence string, args ...any) {
	e.Findings = append(e.Findings, Finding{true, fmt.Sprintf(sentence, args...)})
}

// Note adds a sentence that is good to know.
func (e *Examination) Note(sentence string, args ...any) {
	e.Findings = append(e.Findings, Finding{false, fmt.Sprintf(sentence, args...)})
}

const (
	defaultOrg  = "Hearth"
	renewBefore = 14 * 24 * time.Hour
	others      = 0o077 // the rights of everybody but the owner
)

// Findings says what is unsafe in the settings alone, at an instant.
func (c Config) Findings(now time.Time) []Finding {
	var e Examination
	if f := fault.As(c.Check()); f != nil {
		for _, field := range f.Fields {
			e.Unsafe(field.Key, field.Args...)
		}
	}
	c.listening(&e)
	c.certificate(&e, now)
	c.sending(&e, now)
	c.answering(&e)
	c.connection(&e)
	if c.OrgName == "" || c.OrgName == defaultOrg {
		e.Note("The organisation is called %s on every page and in every mail. Give its name with --org-name.", defaultOrg)
	}
	return e.Findings
}

func (c Config) listening(e *Examination) {
	u, err := url.Parse(c.PublicURL)
	switch {
	case c.PublicURL == "" && c.Loopback():
		e.Note("Only this machine reaches Hearth, at %s. Give --public-url once others do.", c.BaseURL())
	case c.PublicURL == "":
		e.Unsafe("Links in mails lead to %s, where others may not find Hearth. Give the address that they use with --public-url.", c.BaseURL())
	case err == nil && u.Scheme == "http" && !local(u.Hostname()):
		e.Unsafe("People reach Hearth at %s without TLS, so that others on the way can read along. Give an https:// address with --public-url.", c.PublicURL)
	}
	if c.BehindProxy && !c.Loopback() && c.TLSCert == "" {
		e.Note("Hearth listens on %s without TLS for a proxy, and believes the addresses that it is told. See that nobody but the proxy reaches that port.", c.Listen)
	}
	if host, _, err := net.SplitHostPort(c.Metrics); err == nil && !local(host) {
		e.Note("Whoever reaches %s reads how busy the server is and what waits, without signing in. Nothing there is about anybody; see that only your monitoring reaches it.", c.Metrics)
	}
	if c.Public {
		e.Note("--public is for the demo only; the server does not need it.")
	}
}

// answering looks at the addresses that answers go to. Where people have accounts on the same domain, a code or an invitation that somebody else has sent to such an address looks like one
// to a member of the house.
func (c Config) answering(e *Examination) {
	takes := c.TakeSMTP != "" || c.TakeLMTP != ""
	_, sender, _ := strings.Cut(strings.TrimRight(c.SMTP.From, "> "), "@")
	_, answers, _ := strings.Cut(c.MailReply, "@")
	switch {
	case c.MailReply == "" && !takes:
		return
	case c.MailReply == "":
		e.Note("Answers go to %s, with a plus in it. Services that trust whoever reads mail at that domain would trust whoever reads a request: better use a domain without accounts, with --mail-reply '*@cases.%s'.",
			c.SMTP.From, sender)
	case strings.EqualFold(sender, answers):
		e.Note("Answers go to addresses at %s, where people may have accounts. Services that trust whoever reads mail there would trust whoever reads a request: better use a domain of its own for --mail-reply.", answers)
	}
	if takes && c.TLSCert == "" {
		e.Note("Mails are taken without TLS on the way to Hearth. Let only the mail server of this house reach these ports, or give a certificate.")
	}
}

func (c Config) certificate(e *Examination, now time.Time) {
	if c.TLSCert == "" || c.TLSKey == "" {
		return
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		e.Unsafe("The certificate %s cannot be used: %s.", c.TLSCert, err.Error())
		return
	}
	e.Lapses("The certificate "+c.TLSCert, pair.Leaf.NotAfter, now)
	e.private(c.TLSKey, "key of the certificate")
}

// Lapses adds a sentence about what ended, or ends soon.
func (e *Examination) Lapses(what string, until, now time.Time) {
	switch {
	case until.Before(now):
		e.Unsafe("%s ended on %s. Renew it.", what, until.UTC().Format(time.DateOnly))
	case until.Before(now.Add(renewBefore)):
		e.Unsafe("%s ends on %s. Renew it.", what, until.UTC().Format(time.DateOnly))
	}
}

// signing looks at the certificate by which the mail server is signed in to.
func (c Config) signing(e *Examination, now time.Time) {
	file := c.SMTP.OAuth.Certificate
	if file == "" || c.SMTP.OAuth.Provider == "" {
		return
	}
	if got, err := bearer.ReadCertificate(c.SMTP.OAuth.Permission().Certificate); err == nil { // what cannot be read is among the settings that are wrong
		e.Lapses("The certificate "+file+", by which mail is sent,", got.Ends, now)
	}
	e.private(file, "certificate with its key, by which mail is sent")
}

func (c Config) sending(e *Examination, now time.Time) {
	host, _, _ := net.SplitHostPort(c.SMTP.Address) // "" is no local host
	switch {
	case c.SMTP.Address == "":
		e.Unsafe("There is no mail server, so nobody is told anything and no link to sign in arrives. Give --smtp-address.")
	case c.SMTP.TLS == "none" && !local(host):
		e.Unsafe("Mail goes to %s without TLS, so that others on the way can read it. Give --smtp-tls auto or required.", c.SMTP.Address)
	case c.SMTP.TLS == "optional" && !local(host):
		e.Unsafe("Mail goes to %s without TLS when that server offers none. Give --smtp-tls auto or required.", c.SMTP.Address)
	}
	c.signing(e, now)
	if u, err := url.Parse(c.SMS.URL); err == nil && u.Scheme == "http" && !local(u.Hostname()) {
		e.Unsafe("Text messages go to %s without TLS, so that others on the way can read them. Give an https:// address with --sms-url.", u.Host)
	}
}

// connection looks at the way to PostgreSQL.
func (c Config) connection(e *Examination) {
	u, err := url.Parse(c.Database)
	if c.Database == "" || err != nil {
		return
	}
	host := u.Hostname()
	if host == "" {
		host = u.Query().Get("host")
	}
	mode := u.Query().Get("sslmode")
	if mode == "" {
		mode = os.Getenv("PGSSLMODE")
	}
	if host == "" || strings.HasPrefix(host, "/") || local(host) || mode == "verify-full" || mode == "verify-ca" {
		return
	}
	e.Unsafe("The connection to PostgreSQL on %s may be read or taken over on the way. Add sslmode=verify-full to its address.", host)
}

func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// FilesFindings says what is unsafe in the data directory. It makes nothing there.
func (c Config) FilesFindings() []Finding {
	var e Examination
	if err := CheckRestored(c.Data); err != nil {
		e.Unsafe("A restore into %s was interrupted. Empty the directory, and the database if it is PostgreSQL, and restore again.", c.Data)
	}
	if IsDemo(c.Data) {
		e.Unsafe("%s holds the demo organisation, where anybody may be anybody.", c.Data)
	}
	e.private(c.Data, "data directory")
	e.Findings = append(e.Findings, c.DiskFindings()...)
	path := filepath.Join(c.Data, "key")
	e.private(path, "key of the installation")
	file, err := os.ReadFile(path)
	switch env := os.Getenv("HEARTH_KEY"); {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		e.Unsafe("The key of the installation cannot be read: %s.", err.Error())
	case env != "" && err == nil && !bytes.EqualFold(bytes.TrimSpace(file), []byte(strings.TrimSpace(env))):
		e.Unsafe("HEARTH_KEY and %s hold different keys; HEARTH_KEY is used. Take the wrong one away.", path)
	case env != "" || err == nil:
		if _, err := ReadKey(c.Data); err != nil {
			e.Unsafe("The key of the installation is damaged: 64 hexadecimal digits are needed. Take it from a backup.")
		}
	case c.Database != "" || there(filepath.Join(c.Data, "hearth.db")):
		e.Unsafe("There is a database, but %s holds no key: the next start would make another one. Take it from a backup.", c.Data)
	}
	return e.Findings
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// private adds a finding when others than its owner may use the file or directory; one that is not there is no finding.
func (e *Examination) private(path, what string) {
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&others == 0 {
		return
	}
	mode := 0o600
	if info.IsDir() {
		mode = 0o700
	}
	e.Unsafe("Others on this machine may use the %s, %s (mode %04o). Run: chmod %04o %s", what, path, info.Mode().Perm(), mode, path)
}

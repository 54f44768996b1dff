// Package config holds the settings of an installation: flags of the command line, each with an environment variable of the same name
// (--public-url is HEARTH_PUBLIC_URL), and the files that belong to a data directory.
package config

import (
	"net"
	"net/url"
	"os"
	"strings"

	"hearth/internal/platform/bearer"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail/thread"
)

// Place says where the data are: what every command needs.
type Place struct {
	Data     string `help:"Directory that holds the database, attachments and the key of this installation." env:"HEARTH_DATA" default:"data/hearth" placeholder:"DIR"`
	Database string `help:"PostgreSQL to use instead of the embedded database: postgres://…" env:"HEARTH_DATABASE" placeholder:"URL"`
}

// SMTP says how mail is sent. Without an Address mail stays in the outbox.
type SMTP struct {
	Address  string `help:"Mail server, host:port. Without one, mail waits in the outbox." env:"HEARTH_SMTP_ADDRESS"`
	User     string `help:"Name to sign in to the mail server with." env:"HEARTH_SMTP_USER"`
	Password string `help:"Its password; better given as HEARTH_SMTP_PASSWORD." env:"HEARTH_SMTP_PASSWORD"`
	From     string `help:"Address that mails come from." env:"HEARTH_SMTP_FROM"`
	TLS      string `help:"auto, required, optional, or none." env:"HEARTH_SMTP_TLS" default:"auto" enum:"auto,implicit,required,optional,none"`
	OAuth    OAuth  `embed:"" prefix:"oauth-"`
}

// OAuth says how mail is sent by an account that takes no password. Without a Provider the password counts. A new refresh token that the provider sends is kept in the database.
type OAuth struct {
	Provider     string `help:"Sign in to the mail server by OAuth instead of a password: microsoft, google or other." env:"HEARTH_SMTP_OAUTH_PROVIDER" enum:",microsoft,google,other" default:""`
	Grant        string `help:"Who has the permission: client (the application itself) or refresh (a refresh token)." env:"HEARTH_SMTP_OAUTH_GRANT" enum:"client,refresh" default:"client"`
	Tenant       string `help:"Of Microsoft: the directory's id or a domain of it." env:"HEARTH_SMTP_OAUTH_TENANT"`
	Client       string `help:"Id of the application." env:"HEARTH_SMTP_OAUTH_CLIENT"`
	Secret       string `help:"Its secret; better given as HEARTH_SMTP_OAUTH_SECRET." env:"HEARTH_SMTP_OAUTH_SECRET"`
	Certificate  string `help:"File with the certificate of the application and its key (PEM), instead of the secret." env:"HEARTH_SMTP_OAUTH_CERTIFICATE" placeholder:"FILE"`
	RefreshToken string `help:"Refresh token; better given as HEARTH_SMTP_OAUTH_REFRESH_TOKEN." env:"HEARTH_SMTP_OAUTH_REFRESH_TOKEN"`
	TokenURL     string `name:"token-url" help:"Address at which another provider gives tokens." env:"HEARTH_SMTP_OAUTH_TOKEN_URL" placeholder:"URL"`
	Scope        string `help:"What is asked for; empty: what the provider wants for mail." env:"HEARTH_SMTP_OAUTH_SCOPE"`
}

// Permission returns what a sign-in service wants to see. A file of a certificate that cannot be read stands in it as one that Check refuses.
func (o OAuth) Permission() bearer.Grant {
	if o.Provider == "" {
		return bearer.Grant{}
	}
	g := bearer.Grant{Provider: o.Provider, Way: o.Grant, Tenant: o.Tenant, Client: o.Client, Secret: o.Secret, TokenURL: o.TokenURL, Scope: o.Scope}
	if o.Grant == bearer.ByRefresh {
		g.Refresh = o.RefreshToken
	}
	if o.Certificate != "" {
		g.Certificate = "unreadable"
		if text, err := os.ReadFile(o.Certificate); err == nil {
			g.Certificate = string(text)
		}
	}
	return g
}

// SMS names a gateway for text messages that takes JSON by HTTP. Without a URL text messages stay in the outbox.
type SMS struct {
	URL   string `help:"Gateway for text messages: takes {id, to, text} by POST." env:"HEARTH_SMS_URL"`
	Token string `help:"Bearer token of the gateway; better given as HEARTH_SMS_TOKEN." env:"HEARTH_SMS_TOKEN"`
}

// Config are all settings of a server.
type Config struct {
	Place
	Listen       string   `help:"Address to listen on." env:"HEARTH_LISTEN" default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	PublicURL    string   `name:"public-url" help:"Address under which people reach Hearth, for links in mails." env:"HEARTH_PUBLIC_URL" placeholder:"URL"`
	BehindProxy  bool     `help:"A proxy on this network ends TLS and passes X-Forwarded-For." env:"HEARTH_BEHIND_PROXY"`
	Metrics      string   `help:"Address on which a monitoring system reads figures, at /metrics; none without it." env:"HEARTH_METRICS" placeholder:"HOST:PORT"`
	TLSCert      string   `name:"tls-cert" help:"Certificate file (PEM)." env:"HEARTH_TLS_CERT" placeholder:"FILE"`
	TLSKey       string   `name:"tls-key" help:"Key file of the certificate (PEM)." env:"HEARTH_TLS_KEY" placeholder:"FILE"`
	SMTP         SMTP     `embed:"" prefix:"smtp-"`
	TakeSMTP     string   `name:"smtp" help:"Address on which mail servers deliver mails to HR, by SMTP." env:"HEARTH_SMTP" placeholder:"HOST:PORT"`
	TakeLMTP     string   `name:"lmtp" help:"Address on which the mail server of this house delivers mails to HR, by LMTP." env:"HEARTH_LMTP" placeholder:"HOST:PORT"`
	MailReply    string   `name:"mail-reply" help:"How addresses look that answers go to, with a star: hr+*@example.org, or *@cases.example.org. Without it they are the sender's with a plus, where mails are delivered here." env:"HEARTH_MAIL_REPLY" placeholder:"PATTERN"`
	SMS          SMS      `embed:"" prefix:"sms-"`
	WebhookHosts []string `name:"webhook-hosts" help:"Hosts of this house that webhooks may go to although their addresses are not public: names with commas between." env:"HEARTH_WEBHOOK_HOSTS" placeholder:"NAME,…"`
	OrgName      string   `help:"Name of the organisation." env:"HEARTH_ORG_NAME" default:"Hearth"`
	HelpPhone    string   `help:"Telephone number of HR, shown on every page." env:"HEARTH_HELP_PHONE"`
	HelpHours    string   `help:"When that telephone is answered." env:"HEARTH_HELP_HOURS"`
	Public       bool     `help:"Let the demo listen beyond this machine." env:"HEARTH_PUBLIC"`
	Pseudo       bool     `help:"Offer the pseudo-language, which shows texts that are not translated." env:"HEARTH_PSEUDO"`
}

// Secure reports whether people reach the server by TLS, so that cookies may be bound to it.
func (c Config) Secure() bool {
	return c.TLSCert != "" || c.BehindProxy || strings.HasPrefix(c.PublicURL, "https://")
}

// BaseURL is the address for links in mails, without a slash at its end: PublicURL, or what Listen says.
func (c Config) BaseURL() string {
	if c.PublicURL != "" {
		return strings.TrimRight(c.PublicURL, "/")
	}
	scheme := "http://"
	if c.TLSCert != "" {
		scheme = "https://"
	}
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return scheme + c.Listen
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return scheme + net.JoinHostPort(host, port)
}

// Host is the name under which people reach the server, without a port.
func (c Config) Host() string {
	u, err := url.Parse(c.BaseURL())
	if err != nil || u.Hostname() == "" {
		return "localhost"
	}
	return u.Hostname()
}

// Check refuses settings by which a server would be unsafe or could not work: each with a sentence that says what to do.
func (c Config) Check() error {
	var bad fault.Fields
	_, _, err := net.SplitHostPort(c.Listen)
	bad.Need(err == nil, "listen", "Write the address to listen on as host:port, for example 127.0.0.1:8080.")
	c.checkMetrics(&bad)
	bad.Need((c.TLSCert == "") == (c.TLSKey == ""), "tls-cert", "A certificate needs its key: give both --tls-cert and --tls-key.")
	bad.Need(c.Loopback() || c.TLSCert != "" || c.BehindProxy, "listen",
		"Hearth listens beyond this machine only with TLS. Give --tls-cert and --tls-key, or --behind-proxy when a proxy in front of it does TLS.")
	if c.PublicURL != "" {
		u, err := url.Parse(c.PublicURL)
		bad.Need(err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.RawQuery == "" && u.Fragment == "", "public-url",
			"Write the public address as https://host, for example https://hr.example.org.")
	}
	for field, address := range map[string]string{"smtp": c.TakeSMTP, "lmtp": c.TakeLMTP} {
		_, _, err := net.SplitHostPort(address)
		bad.Need(address == "" || err == nil && address != c.Listen, field, "Write the address for mails as host:port, another one than people use: for example 127.0.0.1:2525.")
	}
	bad.Need(c.TakeSMTP == "" || c.TakeSMTP != c.TakeLMTP, "lmtp", "SMTP and LMTP need an address each.")
	bad.Need(c.MailReply == "" || thread.Valid(c.MailReply), "mail-reply",
		"Write the addresses for answers with one star, such as hr+*@example.org or *@cases.example.org, with at most 23 letters before the star.")
	bad.Need(c.SMTP.Address == "" || c.SMTP.From != "", "smtp-from", "Say with --smtp-from which address mails come from.")
	if c.SMTP.OAuth.Provider != "" {
		c.SMTP.OAuth.Permission().Check(&bad, "smtp-oauth-")
		bad.Need(c.SMTP.User != "", "smtp-user", "Say with --smtp-user as which mailbox mail is sent.")
		bad.Need(c.SMTP.Password == "", "smtp-password", "Mail is sent by a password or by OAuth. Leave one of them out.")
		bad.Need(c.SMTP.TLS != "none" && c.SMTP.TLS != "optional", "smtp-tls", "A token goes over protected connections only. Give --smtp-tls auto, implicit or required.")
	}
	bad.Need(c.Database == "" || strings.HasPrefix(c.Database, "postgres://") || strings.HasPrefix(c.Database, "postgresql://"), "database",
		"Write the database as postgres://user@host/name. The embedded database needs --data only.")
	return bad.Err()
}

func (c Config) checkMetrics(bad *fault.Fields) {
	_, _, err := net.SplitHostPort(c.Metrics)
	bad.Need(c.Metrics == "" || err == nil && c.Metrics != c.Listen, "metrics", "Write the address for figures as host:port, another one than people use: for example 127.0.0.1:9464.")
}

// CheckDemo refuses settings by which the demo, where anybody may be anybody, would be open beyond this machine unasked.
func (c Config) CheckDemo() error {
	var bad fault.Fields
	_, _, err := net.SplitHostPort(c.Listen)
	bad.Need(err == nil, "listen", "Write the address to listen on as host:port, for example 127.0.0.1:8080.")
	bad.Need(c.Loopback() || c.Public, "listen", "In the demo anybody may be anybody, so it stays on this machine. Add --public to let others in.")
	c.checkMetrics(&bad)
	bad.Need(c.Metrics == "" || c.Public || Config{Listen: c.Metrics}.Loopback(), "metrics", "In the demo anybody may be anybody, so it stays on this machine. Add --public to let others in.")
	return bad.Err()
}

// Loopback reports whether Listen is reached from this machine only.
func (c Config) Loopback() bool {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

package demo

import (
	"context"
	"net/url"
	"strings"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/mail"
)

// perMailbox is how many messages the page shows.
const perMailbox = 50

// letter is a mail or text message as its recipient reads it.
type letter struct {
	mail.Letter
	Parts []part
}

// part is a paragraph, or a link to a page of this demo.
type part struct{ Text, Href string }

// mailbox is what has come to somebody, the newest first.
type mailbox struct {
	Items []letter
	More  bool // older ones are left out
}

// mail returns the mails and text messages of whoever asks.
func (d *Demo) mail(ctx context.Context, by authz.Actor, _ httpx.None) (mailbox, error) {
	if by.PersonID == "" {
		return mailbox{}, fault.New(fault.SignIn, "Please sign in first.")
	}
	all, err := mail.ForPerson(ctx, d.db, by.PersonID, perMailbox+1)
	if err != nil {
		return mailbox{}, err
	}
	out := mailbox{More: len(all) > perMailbox}
	for _, l := range all[:min(len(all), perMailbox)] {
		out.Items = append(out.Items, letter{l, parts(l.TextBody)})
	}
	return out, nil
}

// parts parts a text into paragraphs and links. A link leads into the demo under whatever name it is served, which may not be the name it had when the mail was
// written.
func parts(text string) []part {
	var all []part
	for _, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		var plain []string
		for _, line := range strings.Split(paragraph, "\n") {
			before, link := cutLink(line)
			if before != "" {
				plain = append(plain, before)
			}
			if link != nil {
				all = appendText(all, plain)
				plain = nil
				all = append(all, part{Text: link.RequestURI(), Href: link.RequestURI()})
			}
		}
		all = appendText(all, plain)
	}
	return all
}

func appendText(all []part, lines []string) []part {
	if len(lines) == 0 {
		return all
	}
	return append(all, part{Text: strings.Join(lines, "\n")})
}

// cutLink parts a line that ends with an address from it.
func cutLink(line string) (before string, link *url.URL) {
	i := strings.LastIndex(line, "http")
	if i < 0 || strings.ContainsAny(line[i:], " \t") {
		return line, nil
	}
	link, err := url.Parse(line[i:])
	if err != nil || link.Host == "" {
		return line, nil
	}
	return strings.TrimSpace(line[:i]), link
}

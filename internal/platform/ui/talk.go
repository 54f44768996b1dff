package ui

import (
	"time"

	"github.com/a-h/templ"
)

// Speaker says whose words a message holds.
type Speaker int

// The speakers: the customer, HR, and a note that is not sent to the customer.
const (
	Customer Speaker = iota
	Staff
	Note
)

// Message is one entry of a conversation.
type Message struct {
	ID        string // of the element, for links to it
	Speaker   Speaker
	Author    string // a name; the initials come from it
	You       bool   // the reader wrote it
	Role      string // after the name: "payroll"
	Label     string // of a Note: "Not sent to Pavel. He may ask for a copy."
	Via       string // "from phone"
	At        time.Time
	Text      string
	Fold      string // what the text is, which is folded under it because it stands elsewhere on the page; "" shows it
	Withdrawn string // stands instead of text and files that were taken back; "" for none
	Files     []File
	Menu      templ.Component // what can be done with it; nil for nothing
	After     templ.Component // what became of it; nil for nothing
}

// File is an attachment.
type File struct {
	Name  string
	Href  string          // "" shows the name alone
	Size  string          // "240 kB"
	Menu  templ.Component // what can be done with it; nil for nothing
	Trace string          // stands instead of all this for a file that was taken back
}

func (m Message) class() string {
	switch m.Speaker {
	case Customer:
		return "msg msg-me"
	case Note:
		return "msg msg-note"
	}
	return "msg"
}

func (m Message) avatarClass() string {
	if m.Speaker == Customer {
		return ""
	}
	return "avatar-hr"
}

func (m Message) id() templ.Attributes {
	if m.ID == "" {
		return nil
	}
	return templ.Attributes{"id": m.ID}
}

package demo

import (
	"hearth/internal/demo/content"
	"hearth/internal/desk"
)

// lawful plans the open requests that a law wants decided within a time.
func (b *builder) lawful() {
	for _, x := range content.LawfulOnes() {
		s := b.workedOn("by law "+x.Asker, x.Service, x.Asker, x.Agent, b.daysAgo(x.Days), desk.Open{Subject: x.Subject, Body: x.Body, Channel: content.ByPortal})
		for _, w := range x.Words {
			if at := b.daysAgo(w.Days); at.Before(b.now) { // over holidays the next working time may be still to come
				s.write(at, content.FromAgent, x.Agent, w.Text)
			}
		}
	}
}

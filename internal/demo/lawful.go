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
			s.write(b.daysAgo(w.Days), content.FromAgent, x.Agent, w.Text)
		}
	}
}

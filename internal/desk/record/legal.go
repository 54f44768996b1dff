package record

import (
	"hearth/internal/calendar"
	"hearth/internal/catalogue"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Lawful is the time that a law gives for a case of a service, counted from the moment when what is to be decided came in, or the day on which it did; nothing where the service has no legal limit, or nothing is to be decided any more.
func (r Row) Lawful(service catalogue.Service, received store.Time) []promise.Start {
	if service.Limit().IsZero() || r.State == Answered || r.State == Closed {
		return nil
	}
	law := promise.ByLaw{Law: service.Law, Limit: service.Limit(), More: service.LawMore, Received: received}
	law.Day, _ = calendar.ParseDate(r.CameOn)
	return []promise.Start{{OwnerKind: "case", OwnerID: r.ID, Kind: promise.Legal, Place: r.Place(), ByLaw: law}}
}

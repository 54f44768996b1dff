package deskweb

import "reflect"

// QueueAsks are the parameters of the queue's address.
func QueueAsks() []string {
	var all []string
	for _, field := range reflect.VisibleFields(reflect.TypeFor[ask]()) {
		all = append(all, field.Tag.Get("query"))
	}
	return all
}

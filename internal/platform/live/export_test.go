package live

import "time"

// Hurry shortens the waits of a Hub, before it serves anything.
func (h *Hub) Hurry(beat, ask time.Duration) { h.beat, h.ask = beat, ask }

// Expire forgets those who left, as the Hub does every few seconds.
func (h *Hub) Expire() { h.expire() }

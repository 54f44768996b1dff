package jobs

import "time"

// KeepSeats is a sabotage: jobs that take long keep their seats.
func (r *Runner) KeepSeats() { r.seatFor = time.Hour }

// TakeTogether is a sabotage: facts are taken together only.
func (r *Runner) TakeTogether() { r.together = true }

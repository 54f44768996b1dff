// Package calendar is the one clock arithmetic of the product: business hours,
// holidays, time zones and local dates. It is pure: it reads no clock, no file
// and no database.
//
// # What counts
//
// A moment counts when the wall clock of the calendar's zone, read at that
// moment, shows a time inside a window of that weekday, and the local date is
// no holiday. Business minutes are real, elapsed minutes of such moments. So,
// when the clock changes:
//
//   - local times that are skipped do not exist and count nothing: a window
//     02:00–04:00 has 60 minutes on a night that skips 02:00–03:00;
//   - local times that happen twice count twice: the same window has 180
//     minutes on a night that repeats 02:00–03:00;
//   - a local date that never happened (Apia, 30 December 2011) counts nothing.
//
// # Windows over midnight
//
// A window whose end is not later than its start runs into the next day:
// ["22:00","06:00"] on Monday is open from Monday 22:00 to Tuesday 06:00. Such a
// shift belongs to the day it begins on. Nothing counts on a holiday, and a
// shift that would begin on a holiday does not take place: its part after
// midnight does not count either.
//
// # Precision
//
// Moments are kept to the microsecond, as the databases keep them; finer parts
// are dropped.
package calendar

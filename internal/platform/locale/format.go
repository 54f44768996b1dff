package locale

import (
	"context"
	"strconv"
	"strings"
	"time"
)

// DateTime writes t in the reader's zone: "Tue 17 Nov, 14:00", with the year when it is not the present one. The last moment of a day, until which that day counts, is "the end of Tue 17 Nov",
// also for a reader further east, who has until the small hours of the next.
func DateTime(ctx context.Context, t time.Time) string {
	if day, ends := endsDay(ctx, t); ends {
		return From(ctx).part(ctx, "the end of %s", Date(ctx, day))
	}
	return From(ctx).part(ctx, "%[1]s, %[2]s", Date(ctx, t), Clock(ctx, t))
}

// Date writes the day of t in the reader's zone: "Tue 17 Nov", with the year when it is not the present one.
func Date(ctx context.Context, t time.Time) string {
	l := From(ctx)
	local := t.In(l.Zone())
	return l.day(ctx, local, local.Year() == l.now.In(l.Zone()).Year() && !l.now.IsZero())
}

// Day writes a calendar day that belongs to no zone, such as a birthday or the end of a leave: "Tue 17 Nov", with the
// year when it is not the present one of the reader.
func Day(ctx context.Context, year int, month time.Month, day int) string {
	l := From(ctx)
	return l.day(ctx, time.Date(year, month, day, 0, 0, 0, 0, time.UTC), year == l.now.In(l.Zone()).Year() && !l.now.IsZero())
}

func (l Locale) day(ctx context.Context, t time.Time, thisYear bool) string {
	weekday, month := l.part(ctx, t.Weekday().String()[:3]), l.part(ctx, t.Month().String()[:3])
	if thisYear {
		return l.part(ctx, "%[1]s %[2]d %[3]s", weekday, t.Day(), month)
	}
	return l.part(ctx, "%[1]s %[2]d %[3]s %[4]d", weekday, t.Day(), month, t.Year())
}

// Clock writes the time of day of t in the reader's zone: "14:00".
func Clock(ctx context.Context, t time.Time) string { return t.In(From(ctx).Zone()).Format("15:04") }

// Weekday writes the short name of t's weekday in the reader's zone: "Tue".
func Weekday(ctx context.Context, t time.Time) string {
	l := From(ctx)
	return l.part(ctx, t.In(l.Zone()).Weekday().String()[:3])
}

// WeekdayClock writes "Tue 14:00" in the reader's zone, and "the end of Tue" as DateTime does: for moments within the coming days.
func WeekdayClock(ctx context.Context, t time.Time) string {
	if day, ends := endsDay(ctx, t); ends {
		return From(ctx).part(ctx, "the end of %s", Weekday(ctx, day))
	}
	return From(ctx).part(ctx, "%[1]s %[2]s", Weekday(ctx, t), Clock(ctx, t))
}

// endsDay reports whether t is the last moment of a day in the reader's zone or in one to the west of it, at the resolution at which moments are kept, and returns a moment of that day in the reader's. To a reader
// west of that zone the day is longer than it lasts there, and they are told the moment.
func endsDay(ctx context.Context, t time.Time) (time.Time, bool) {
	next := t.Add(time.Microsecond).In(From(ctx).Zone())
	midnight := t.Nanosecond() == 999_999_000 && next.Nanosecond() == 0 && next.Second() == 0 && next.Minute()%15 == 0
	return t.Add(-12 * time.Hour), midnight && next.Hour() < 12
}

// Until writes t as the end of what began at from: "16:30", or with its weekday where that is another day of the reader's, "Wed 09:00".
func Until(ctx context.Context, from, t time.Time) string {
	zone := From(ctx).Zone()
	if from.In(zone).Format(time.DateOnly) == t.In(zone).Format(time.DateOnly) {
		return Clock(ctx, t)
	}
	return WeekdayClock(ctx, t)
}

// WeekdayName writes the full name of a weekday: "Tuesday".
func WeekdayName(ctx context.Context, d time.Weekday) string { return From(ctx).part(ctx, d.String()) }

// Duration writes d in hours and minutes, rounded to the minute, without its sign: "1 h 53 min", "2 h", "0 min".
func Duration(ctx context.Context, d time.Duration) string {
	l := From(ctx)
	minutes := int(d.Abs().Round(time.Minute) / time.Minute)
	switch hours := minutes / 60; {
	case hours == 0:
		return l.part(ctx, "%d min", minutes)
	case minutes%60 == 0:
		return l.part(ctx, "%d h", hours)
	default:
		return l.part(ctx, "%[1]d h %[2]d min", hours, minutes%60)
	}
}

// Number writes n with the language's thousands: "1,204". The minus is "−".
func Number(ctx context.Context, n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	return sign + grouped(digits, From(ctx).catalogue().Group)
}

// grouped puts the language's sign between thousands.
func grouped(digits, group string) string {
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Decimal writes f with a fixed number of digits after the language's decimal sign: "4.5".
func Decimal(ctx context.Context, f float64, digits int) string {
	s := strconv.FormatFloat(f, 'f', digits, 64)
	s = strings.Replace(s, "-", "−", 1)
	return strings.Replace(s, ".", From(ctx).catalogue().Decimal, 1)
}

// Exact writes a decimal number such as "-1234.50" in the language's way, with all its digits: "−1,234.50".
func Exact(ctx context.Context, number string) string {
	digits, negative := strings.CutPrefix(number, "-")
	whole, part, point := strings.Cut(digits, ".")
	c := From(ctx).catalogue()
	out := grouped(whole, c.Group)
	if point {
		out += c.Decimal + part
	}
	if negative {
		return "−" + out
	}
	return out
}

// symbols stand before an amount, as messages, so that a language can put them elsewhere.
var symbols = map[string]string{"EUR": "€%s", "GBP": "£%s", "USD": "$%s", "JPY": "¥%s"}

// Money writes a decimal number as an amount of a currency, by its ISO 4217 code: "€152.00", "−SEK 1,234.50".
func Money(ctx context.Context, currency, number string) string {
	digits, negative := strings.CutPrefix(number, "-")
	l, out := From(ctx), Exact(ctx, digits)
	if symbol := symbols[currency]; symbol != "" {
		out = l.part(ctx, symbol, out)
	} else {
		out = l.part(ctx, "%[1]s\u00a0%[2]s", currency, out)
	}
	if negative {
		return "−" + out
	}
	return out
}

// Range joins the two ends of a range with an en dash: "14:00–16:30".
func Range(_ context.Context, from, to string) string { return from + "–" + to }

// part renders a message that is always part of another text: translated, and accented but not marked in the
// pseudo-language.
func (l Locale) part(ctx context.Context, key string, args ...any) string {
	return l.fill(ctx, l.text(key), args)
}

// Size writes how large a file is: in kB, or from one MB on in MB.
func Size(ctx context.Context, bytes int64) string {
	if bytes < 1<<20 {
		return T(ctx, "%s kB", Number(ctx, int(max(1, bytes>>10))))
	}
	return T(ctx, "%s MB", Decimal(ctx, float64(bytes)/(1<<20), 1))
}
